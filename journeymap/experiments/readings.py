"""An experiment read: each variant against control, as sure together as one alone, and whether the split holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from journeymap.experiments.arms import Arm, check, together
from journeymap.experiments.design import ALPHA
from journeymap.experiments.differences import ArmDifference, difference
from journeymap.experiments.families import confidence_of, holm
from journeymap.experiments.sample_ratio import SampleRatio, sample_ratio
from journeymap.insight.experiments import BROKEN_SPLIT
from journeymap.records import NamedTuple


class VariantReading(NamedTuple):
    """A variant against control.

    `difference` has the interval that belongs to the whole family; its `p` is of this comparison alone, and
    `p_adjusted` is Holm's, the same where it is the only one. `exact` is Holm's of the exact tests, where there are
    some beside others.
    """

    variant: str
    difference: ArmDifference
    p_adjusted: float
    exact: float | None = None


class ArmsReading(NamedTuple):
    """What the arms of an experiment show; `family` is how many comparisons `alpha` (in percent) holds for together."""

    arms: tuple[Arm, ...]
    compared: tuple[VariantReading, ...]
    split: SampleRatio
    family: int
    alpha: float

    @property
    def method(self) -> str:
        """How intervals and tests were computed, such as `Newcombe, pooled z, Holm`."""
        named = dict.fromkeys(each.difference.method for each in self.compared)
        parts = dict.fromkeys(part for method in named for part in method.split(", "))
        return ", ".join([*parts, *(["Holm"] if self.family > 1 else [])])


class SegmentReading(NamedTuple):
    """What the arms show of one segment; its family is all comparisons of all segments."""

    segment: str
    reading: ArmsReading


def read_arms(arms: Sequence[Arm], shares: Sequence[float] | None = None, alpha: float = ALPHA) -> ArmsReading:
    """Returns what the arms of an experiment show, control first; `shares` are how people were to be divided.

    Shares are in any unit, and equal where they are left out. Of several variants, p is Holm's and the intervals have
    1 − α / k, so that all of them together are wrong about a difference that is none no more often than `alpha` (in
    percent). Needs scipy for means. Raises ValueError, in words for a user, for arms that cannot be compared.
    """
    check(arms)
    split = sample_ratio([arm.n for arm in arms], shares or [1.0] * len(arms))
    compared = _compared([(arms[0], arm) for arm in arms[1:]], alpha)
    return ArmsReading(tuple(arms), compared, split, len(compared), alpha)


def read_segments(
    segments: Mapping[str, Sequence[Arm]], shares: Sequence[float] | None = None, alpha: float = ALPHA
) -> tuple[ArmsReading, tuple[SegmentReading, ...]]:
    """Returns what the arms show of all people, and of each segment, whose arms are in the same order in each.

    All is read as if there were no segments. The segments are a family of their own: `alpha` holds for all comparisons
    in all of them together, since whoever looks at many finds something in one. Their splits likewise: each is broken
    under 0.001 / the number of segments. Raises ValueError as `read_arms`, and for segments with other arms.
    """
    named = [tuple(arm.variant for arm in arms) for arms in segments.values()]
    if not named or len(set(named)) > 1:
        raise ValueError("each segment has the same arms, in the same order")
    for arms in segments.values():
        check(arms)
    everyone = read_arms([together(parts) for parts in zip(*segments.values(), strict=True)], shares, alpha)
    family = len(segments) * (len(named[0]) - 1)
    compared = iter(_compared([(arms[0], arm) for arms in segments.values() for arm in arms[1:]], alpha))
    readings = []
    for name, arms in segments.items():
        split = sample_ratio([arm.n for arm in arms], shares or [1.0] * len(arms), BROKEN_SPLIT / len(segments))
        own = tuple(islice(compared, len(arms) - 1))
        readings.append(SegmentReading(name, ArmsReading(tuple(arms), own, split, family, alpha)))
    return everyone, tuple(readings)


def _compared(pairs: Sequence[tuple[Arm, Arm]], alpha: float) -> tuple[VariantReading, ...]:
    """A family of comparisons, each of control and a variant."""
    found = [difference(*pair, confidence_of(alpha, len(pairs))) for pair in pairs]
    adjusted = holm([each.p for each in found])
    exact = holm([each.p if each.exact is None else each.exact for each in found])
    return tuple(
        VariantReading(variant.variant, each, p, None if each.exact is None else careful)
        for (_, variant), each, p, careful in zip(pairs, found, adjusted, exact, strict=True)
    )
