"""Power by sample: how surely more or fewer people show an effect, or one that is greater or smaller."""

from __future__ import annotations

import math

from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.power import power_at
from journeymap.experiments.sample_size import SampleSize, sample_size
from journeymap.records import NamedTuple

_STEPS = 80
_SCALES = (0.5, 1.0, 2.0)


class PowerCurve(NamedTuple):
    """The power, 0 to 1, of an effect of `scale` times the design's, by how many people are in all arms together.

    `needed` is the sample that this effect takes; None where it leads to a share below 0 or above 100 %, of which there
    are no `points` either.
    """

    scale: float
    effect: float
    needed: SampleSize | None
    points: tuple[tuple[float, float], ...]


def power_of_total(design: ExperimentDesign, total: float) -> float:
    """Returns the power, 0 to 1, of so many people in all: that of the variant for which it is least. Raises as
    `power_at`."""
    whole = math.fsum(design.shares)
    control, *variants = (total * share / whole for share in design.shares)
    return min(power_at(design, control, variant) for variant in variants)


def power_curves(design: ExperimentDesign, most: float) -> tuple[PowerCurve, ...]:
    """Returns the curves of half the effect, the effect, and twice the effect, up to so many people in all.

    Needs scipy for means. Raises ValueError as `ExperimentDesign.check`.
    """
    design.check()
    found = []
    for scale in _SCALES:
        scaled = design._replace(effect=scale * design.effect)
        after = (scaled.baseline or 0.0) + scaled.effect
        if scaled.sd is None and not 0 <= after <= 100:
            found.append(PowerCurve(scale, scaled.effect, None, ()))
            continue
        least = 2.0 * len(design.shares) * max(design.shares) / min(design.shares)
        totals = [least + (most - least) * step / _STEPS for step in range(_STEPS + 1)] if most > least else [most]
        points = tuple((total, power_of_total(scaled, total)) for total in totals)
        found.append(PowerCurve(scale, scaled.effect, sample_size(scaled), points))
    return tuple(found)
