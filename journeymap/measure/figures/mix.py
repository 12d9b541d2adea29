"""How much of a change is real, and how much of it comes from other people answering."""

from __future__ import annotations

import math
from collections.abc import Mapping

from journeymap.records import NamedTuple


class PartOfPeriod(NamedTuple):
    """A segment in one period: Σ weights of its answers (without weights, their number), and its figure."""

    weight: float
    value: float


class ChangeSplit(NamedTuple):
    """A change split in two, all in the figure's unit: `total` = `within` + `mix`.

    `within` is what the segments changed, at the earlier period's mix, and `mix` the rest: segments that have become
    larger or smaller, came or went. `segments` has what each one in both periods adds to `within`, by its id.
    """

    total: float
    within: float
    mix: float
    segments: dict[str, float]


def split(before: Mapping[str, PartOfPeriod], after: Mapping[str, PartOfPeriod]) -> ChangeSplit:
    """Returns the change between two periods, split into within and mix, from each period's segments by id.

    The segments of a period are all of its answers, `other` too, each in one of them. The figure is one that adds up by
    weight: a share, a mean, a rate or the Net Promoter Score. within = Σ w₁(r₂ − r₁), with the earlier period's shares
    w₁ of weight and each segment's figures r₁ and r₂. Source: E. M. Kitagawa, "Components of a difference between two
    rates", Journal of the American Statistical Association 50 (1955), with the earlier period as the standard.

    Raises ValueError for a period in which nothing has weight.
    """
    earlier, later = _total(before), _total(after)
    weight = math.fsum(part.weight for part in before.values())
    segments = {
        name: part.weight / weight * (after[name].value - part.value)
        for name, part in before.items()
        if name in after and after[name].weight > 0
    }
    within = math.fsum(segments.values())
    return ChangeSplit(later - earlier, within, later - earlier - within, segments)


def _total(parts: Mapping[str, PartOfPeriod]) -> float:
    weight = math.fsum(part.weight for part in parts.values())
    if weight <= 0:
        raise ValueError("there are no answers that have a weight in one of the periods")
    return math.fsum(part.weight * part.value for part in parts.values()) / weight
