"""An experiment read: each variant against control, as sure together as one alone, and whether the split holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.experiments.arms import Arm, check, together
from journeymap.experiments.design import ALPHA
from journeymap.experiments.differences import ArmDifference, difference
from journeymap.experiments.families import confidence_of, holm
from journeymap.experiments.sample_ratio import LIMIT, SampleRatio, sample_ratio
from journeymap.records import NamedTuple


class VariantReading(NamedTuple):
    """A variant against control.

    `difference` has the interval that belongs to the whole family; its `p` is of this comparison alone, and
    `p_adjusted` is Holm's, the same where it is the only one.
    """

    variant: str
    difference: ArmDifference
    p_adjusted: float


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
    return _read(arms, split, alpha)


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
    found = [
        (name, difference(arms[0], arm, confidence_of(alpha, family)))
        for name, arms in segments.items()
        for arm in arms[1:]
    ]
    adjusted = holm([each.p for _, each in found])
    readings = []
    for name, arms in segments.items():
        compared = [each for each in zip(found, adjusted, strict=True) if each[0][0] == name]
        told = tuple(VariantReading(arm.variant, each[1], p) for arm, (each, p) in zip(arms[1:], compared, strict=True))
        split = sample_ratio([arm.n for arm in arms], shares or [1.0] * len(arms), LIMIT / len(segments))
        readings.append(SegmentReading(name, ArmsReading(tuple(arms), told, split, family, alpha)))
    return everyone, tuple(readings)


def _read(arms: Sequence[Arm], split: SampleRatio, alpha: float) -> ArmsReading:
    family = len(arms) - 1
    found = [difference(arms[0], arm, confidence_of(alpha, family)) for arm in arms[1:]]
    adjusted = holm([each.p for each in found])
    told = (VariantReading(arm.variant, each, p) for arm, each, p in zip(arms[1:], found, adjusted, strict=True))
    return ArmsReading(tuple(arms), tuple(told), split, family, alpha)
