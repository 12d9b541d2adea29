"""What stays in memory of a journey, by the peak–end rule, from each respondent's own answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeymap.measure.figures.counts import ScoreCounts


def peak_end(feelings: Sequence[float | None]) -> float | None:
    """Returns the mean of a respondent's worst feeling and the last one, −2 to 2.

    `feelings` are of one respondent, −2 to 2, by touchpoint in the order of the journey; None where there is no answer.
    None for fewer than two answers, which are no journey. Source: D. A. Redelmeier and D. Kahneman, "Patients' memories
    of painful medical treatments", Pain 66 (1996), where the peak is the worst moment.
    """
    answered = [feeling for feeling in feelings if feeling is not None]
    return (min(answered) + answered[-1]) / 2 if len(answered) > 1 else None


def peak_end_counts(respondents: Iterable[tuple[Sequence[float | None], int, float, float]]) -> ScoreCounts:
    """Returns the respondents' `peak_end` counted, of which `means.mean` makes an estimate.

    `respondents` has each pattern of feelings with how many gave it, Σ weights and Σ squared weights. Those for whom
    there is no peak–end are left out. Raises ValueError as `ScoreCounts.of`.
    """
    rows = ((peak_end(feelings), n, w, w2) for feelings, n, w, w2 in respondents)
    return ScoreCounts.of((score, n, w, w2) for score, n, w, w2 in rows if score is not None)
