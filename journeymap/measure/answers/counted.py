"""What counting the answers of a source gives."""

from __future__ import annotations

from typing import Literal, NamedTuple

from journeymap.measure.answers.problems import AnswerReport
from journeymap.model import AnswerScale

OTHER = "other"
"""The segment of a value that the source's map does not name."""


class AskedQuestion(NamedTuple):
    """What answers are to: a touchpoint and a metric, by id, and the scale (None for things gone wrong)."""

    touchpoint: str
    metric: str
    scale: AnswerScale | None


class CountedScore(NamedTuple):
    """The answers of one cell with one score.

    `question` is an index of `Counted.questions`. `segments` has the segment's id, or `other`, for each of
    `Counted.dimensions`, and an empty text for all. `period` is `2026-02`, `2026-Q3`, `2026-W07`, `2026` or `all`.
    n is the number of answers, w the sum of their weights, w2 that of the squares (both n without weights).
    """

    question: int
    segments: tuple[str, ...]
    period: str
    score: float
    n: int
    w: float
    w2: float


ClusterMeasure = Literal["score", "top", "net"]
"""What is summed over a customer's answers: scores, those in the top boxes, or promoters less detractors."""


class ClusterSums(NamedTuple):
    """The sums over the customers of one cell, of which each may have answered more than once.

    m is the number of a customer's answers (with weights, their sum), y the sum of the measure over them. `respondents`
    is the number of customers; m, m2, y, y2 and my are Σm, Σm², Σy, Σy² and Σmy.
    """

    question: int
    segments: tuple[str, ...]
    period: str
    measure: ClusterMeasure
    respondents: int
    m: float
    m2: float
    y: float
    y2: float
    my: float


class CountedComments(NamedTuple):
    """The comments of one cell: `segments` and `period` are as in `CountedScore`.

    n is their number and `respondents` that of the customers who wrote them, as far as it is known, else n. `signals`
    has both for each signal of the journey, in its order.
    """

    touchpoint: str
    segments: tuple[str, ...]
    period: str
    n: int
    respondents: int
    signals: tuple[tuple[int, int], ...]


class QuotableComment(NamedTuple):
    """A comment as it was written, which may hold anything, with what stands beside it.

    `day` is `2026-11-27`, `score` on the `scale`, and `signals` the numbers of those that it has.
    """

    touchpoint: str
    segments: tuple[str, ...]
    period: str
    day: str | None
    score: float | None
    scale: tuple[float, float] | None
    signals: tuple[int, ...]
    text: str

    @property
    def order(self) -> tuple[str, float]:
        """What two equal comments of a cell are told apart by: the day and the score."""
        return self.day or "", float("inf") if self.score is None else self.score


class Counted(NamedTuple):
    """The answers of one source.

    The last question is about no touchpoint where a respondent's answers make a `peak-end`, from -2 to 2.
    `scores` has the cells of all and those of each cut that was asked for, ordered by question, segments, period and
    score; `clusters` too, where the source has `repeats: all`. `files` are the files by name, and `fingerprint` tells
    whether they have changed.
    """

    source: str
    questions: tuple[AskedQuestion, ...]
    dimensions: tuple[str, ...]
    scores: tuple[CountedScore, ...]
    clusters: tuple[ClusterSums, ...]
    report: AnswerReport
    files: tuple[str, ...]
    fingerprint: str
    comments: tuple[CountedComments, ...] = ()
    quotable: tuple[QuotableComment, ...] = ()
