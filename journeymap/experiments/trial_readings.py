"""What was counted of an experiment, read as its plan says: by its shares and alpha, evened out by its covariate."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.experiments.arms import Arm
from journeymap.experiments.covariates import Adjusted, adjusted
from journeymap.experiments.planned import planned_shares
from journeymap.experiments.readings import ArmsReading, SegmentReading, read_segments
from journeymap.experiments.stated import alpha_of, read_planned
from journeymap.experiments.trials import TrialCounts
from journeymap.model import Experiment

HOLD_BACK = 5
"""A segment with fewer people than so many in an arm is not told."""
_COVARIATE = "CUPED"


class TrialReading(NamedTuple):
    """What an experiment shows; `arms` are as they were counted, those of `reading` evened out by the covariate.

    `by_covariate` says how much that explains; None without one. The segments `few` are not told, for being of fewer
    than `HOLD_BACK` in an arm.
    """

    arms: tuple[Arm, ...]
    reading: ArmsReading
    segments: tuple[SegmentReading, ...] = ()
    few: tuple[str, ...] = ()
    by_covariate: Adjusted | None = None

    @property
    def method(self) -> str:
        """How intervals and tests were computed, such as `CUPED, Welch`."""
        return ", ".join([_COVARIATE, self.reading.method] if self.by_covariate is not None else [self.reading.method])


def read_trial(experiment: Experiment, counts: TrialCounts) -> TrialReading:
    """Returns what was counted of an experiment shows, and of each segment. Raises as `read_arms`.

    The split is that of all who were counted. By segment, θ is that of the segment.
    """
    arms = counts.arms[""]
    reading = read_planned(experiment, arms)
    by_covariate = None
    if counts.covariate is not None:
        by_covariate = adjusted(counts.covariate.arms[""])
        reading = read_planned(experiment, by_covariate.arms)._replace(split=reading.split)
    told = {segment: each for segment, each in counts.arms.items() if segment}
    few = tuple(segment for segment, each in told.items() if min(arm.n for arm in each) < HOLD_BACK)
    of_segments = {
        segment: each if counts.covariate is None else adjusted(counts.covariate.arms[segment]).arms
        for segment, each in told.items() if segment not in few
    }  # fmt: skip
    segments: tuple[SegmentReading, ...] = ()
    if of_segments:
        _, segments = read_segments(of_segments, planned_shares(experiment), alpha_of(experiment))
    return TrialReading(arms, reading, segments, few, by_covariate)
