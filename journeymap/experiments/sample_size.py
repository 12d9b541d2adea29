"""How many people a test needs, and for how long it runs."""

from __future__ import annotations

import math

from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.power import power_at
from journeymap.insight.quantiles import normal_at
from journeymap.records import NamedTuple

WEEK = 7
_ALMOST = 1e-9
"""What is a whole number but for rounding is not rounded up to the next."""


class SampleSize(NamedTuple):
    """How many people each arm needs, control first, and how that was computed: `pooled normal` or `noncentral t`."""

    arms: tuple[int, ...]
    method: str

    @property
    def total(self) -> int:
        """How many people all arms need together."""
        return sum(self.arms)


def sample_size(design: ExperimentDesign) -> SampleSize:
    """Returns how many people each arm needs to show the effect as often as the design's power says, rounded up.

    Of shares, n₀ = (z·√((r + 1)p̄q̄) + z′·√(r·p₀q₀ + p₁q₁))² / (rδ²) with r = n₁/n₀: R's `power.prop.test` where the arms
    are equal, and the formula of `power_at` otherwise. Of means, the least for which `power_at` is reached, as R's
    `power.t.test`. With several variants each is compared with control at α / k, and the one that needs most decides.
    Needs scipy for means. Raises ValueError as `ExperimentDesign.check`.
    """
    design.check()
    whole = math.fsum(design.shares)
    control = design.shares[0]
    needed = _of_means if design.sd is not None else _of_shares
    total = max(needed(design, share / control) * whole / control for share in set(design.shares[1:]))
    arms = tuple(max(_up(total * share / whole), 1 if design.sd is None else 2) for share in design.shares)
    return SampleSize(arms, "pooled normal" if design.sd is None else "noncentral t")


def days_for(people: int, per_day: float) -> int:
    """Returns for how many days a test runs that needs so many people in all: in whole weeks, as weekdays differ.

    Raises ValueError for no people a day.
    """
    if not per_day > 0:
        raise ValueError("more than 0 people a day are needed")
    return WEEK * max(1, _up(people / per_day / WEEK))


def _up(number: float) -> int:
    return math.ceil(number - _ALMOST * max(1.0, number))


def _of_shares(design: ExperimentDesign, ratio: float) -> float:
    assert design.baseline is not None
    before, after = design.baseline / 100, (design.baseline + design.effect) / 100
    pooled = (before + ratio * after) / (1 + ratio)
    by_test = -normal_at(design.alpha_each / 2) * math.sqrt((ratio + 1) * pooled * (1 - pooled))
    apart = math.sqrt(ratio * before * (1 - before) + after * (1 - after))
    by_power = normal_at(design.power / 100) * apart
    return (by_test + by_power) ** 2 / (ratio * (after - before) ** 2)


def _of_means(design: ExperimentDesign, ratio: float) -> float:
    """The least size of control, not rounded, by halving: power grows with it."""
    power = design.power / 100
    low = max(2 / (1 + ratio), 1.0)
    high = 2 * low
    while power_at(design, high, high * ratio) < power:
        low, high = high, 2 * high
    while high - low > _ALMOST * high:
        middle = (low + high) / 2
        if power_at(design, middle, middle * ratio) < power:
            low = middle
        else:
            high = middle
    return high
