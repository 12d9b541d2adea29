"""What an experiment needs and shows, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journeymap.experiments.arms import Arm, ShareArm
from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.readings import ArmsReading, SegmentReading, VariantReading
from journeymap.experiments.sample_size import SampleSize, days_for
from journeymap.insight.experiments import Verdict

SCHEMA = 1


def size_as_json(design: ExperimentDesign, size: SampleSize, variants: Sequence[str], per_day: float | None) -> Any:
    """Returns what an experiment needs.

    `n_per_arm` is the size of control; where the arms are not equal, `arms` tells the others. `days` is null where it
    is not known how many people come in a day.
    """
    return {
        "n_per_arm": size.arms[0],
        "n_total": size.total,
        "arms": [{"variant": variant, "n": n} for variant, n in zip(variants, size.arms, strict=True)],
        "days": days_for(size.total, per_day) if per_day else None,
        "method": size.method,
        "baseline": design.baseline,
        "effect": design.effect,
        "sd": design.sd,
        "unit": "points" if design.sd is None else None,
        "power": design.power,
        "alpha": design.alpha,
        "comparisons": design.comparisons,
    }


def reading_as_json(reading: ArmsReading, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Returns what the arms of an experiment show.

    A difference is in percentage points of a share, else in the unit of the mean. Of one variant, `difference`, `p` and
    `verdict` stand by themselves; of several, each is in `comparisons`.
    """
    told = [_compared(reading, each, verdict) for each, verdict in zip(reading.compared, verdicts, strict=True)]
    one: Mapping[str, Any] = {key: value for key, value in told[0].items() if key != "variant"}
    return {
        "arms": [arm_as_json(arm) for arm in reading.arms],
        **(one if len(told) == 1 else {"comparisons": told}),
        "srm": {"p": reading.split.p, "mismatch": reading.split.mismatch, "method": reading.split.method},
        "method": reading.method,
        "alpha": reading.alpha,
        "family": reading.family,
    }


def segments_as_json(segments: Sequence[SegmentReading], verdicts: Sequence[Sequence[Verdict]]) -> list[Any]:
    """Returns what the arms show of each segment, in the shape of the whole."""
    return [
        {"segment": each.segment, **reading_as_json(each.reading, told)}
        for each, told in zip(segments, verdicts, strict=True)
    ]


def _compared(reading: ArmsReading, each: VariantReading, verdict: Verdict) -> dict[str, Any]:
    found = each.difference
    unit = "points" if isinstance(reading.arms[0], ShareArm) else None
    return {
        "variant": each.variant,
        "difference": {"value": found.value, "low": found.low, "high": found.high, "unit": unit,
                       "confidence": found.confidence},
        "p": each.p_adjusted,
        "p_alone": found.p,
        "p_exact": each.exact,
        "verdict": verdict.kind,
        "reach": verdict.reach,
    }  # fmt: skip


def arm_as_json(arm: Arm) -> dict[str, Any]:
    """Returns what was counted of an arm."""
    told = {"variant": arm.variant, "n": arm.n}
    return told | ({"events": arm.events} if isinstance(arm, ShareArm) else {"mean": arm.mean, "sd": arm.sd})
