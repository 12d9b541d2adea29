"""The experience of the whole journey: what stays in memory of it, of respondents or else of the measured curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.measure.answers import Counted
from journeymap.measure.answers.peak_ends import FELT_BY, PEAK_END
from journeymap.measure.cells import scale_of
from journeymap.measure.figures import feeling_of, peak_end
from journeymap.measure.measured import MeasuredCell, MeasuredExperience
from journeymap.model import Journey, Source


def apart(cells: Sequence[MeasuredCell]) -> tuple[tuple[MeasuredCell, ...], tuple[MeasuredExperience, ...]]:
    """Returns the cells of touchpoints, and the experience of respondents, which is about none."""
    felt = [cell for cell in cells if not cell.touchpoint]
    experience = [MeasuredExperience(PEAK_END, "respondents", *cell[2:]) for cell in felt]
    return tuple(cell for cell in cells if cell.touchpoint), tuple(experience)


def experience_of_curve(
    journey: Journey, source: Source, counted: Counted, cells: Sequence[MeasuredCell]
) -> tuple[MeasuredExperience, ...]:
    """Returns the peak–end of the means at the touchpoints, for each segment and period with at least two of them.

    None where respondents have a peak–end of their own answers, even if it is held back.
    """
    own = {number for number, question in enumerate(counted.questions) if not question.touchpoint}
    if any(score.question in own for score in counted.scores):
        return ()
    return tuple(sorted(_curves(journey, source, counted, cells), key=lambda each: (*_key(each), each.n)))


def _key(found: MeasuredExperience | MeasuredCell) -> tuple[tuple[tuple[str, str], ...], str]:
    return tuple(sorted(found.segment.items())), found.period


def _curves(
    journey: Journey, source: Source, counted: Counted, cells: Sequence[MeasuredCell]
) -> Iterator[MeasuredExperience]:
    metrics = FELT_BY if source.feeling else FELT_BY[:2]
    asked = {(each.touchpoint, each.metric): each for each in counted.questions}
    by_key: dict[object, dict[str, MeasuredCell]] = {}
    for touchpoint in journey.touchpoints:
        metric = next((each for each in metrics if (touchpoint.id, each) in asked), None)
        for cell in cells:
            if (cell.touchpoint, cell.metric) == (touchpoint.id, metric):
                by_key.setdefault(_key(cell), {})[touchpoint.id] = cell
    for felt in by_key.values():
        feelings = [
            feeling_of(cell.mean, scale_of(asked[cell.touchpoint, cell.metric]))
            for cell in felt.values()
            if cell.mean is not None
        ]
        value = peak_end(feelings)
        if value is not None:
            fewest = min(felt.values(), key=lambda cell: (cell.n, cell.n_effective))
            yield MeasuredExperience(
                PEAK_END, "curve", fewest.source, fewest.segment, fewest.period, fewest.n, None, fewest.n_effective,
                value, None, None, value, None, None, "curve", fewest.confidence,
            )  # fmt: skip
