"""What a file of measures holds: its records, each of which is a line of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from journeymap.measure.period_days import Period


class MeasureOptions(NamedTuple):
    """How answers are counted.

    `by` has the cuts beside that of all: each the dimensions by which answers are told apart. `confidence` is that of
    the intervals, in percent. Fewer than `min_n` answers are drawn hollow and never flagged, fewer than `hold_back` are
    not told at all.
    """

    period: Period = "all"
    by: tuple[tuple[str, ...], ...] = ()
    confidence: float = 95
    min_n: int = 30
    hold_back: int = 5


class MeasuredCell(NamedTuple):
    """A figure of one metric at one touchpoint, of one source, in a segment and a period.

    `segment` has the segment's id, or `other`, by dimension, and nothing for all. `period` is `2026-02`, `2026-Q3`,
    `2026-W07`, `2026` or `all`. `value`, `low` and `high` are in the metric's unit (percent for csat, -100 to 100 for
    nps), `mean` and its ends on the question's scale. An interval that is not there is None at both ends. n is the
    number of answers, and `n_effective` how many independent answers of equal weight say as much; `respondents` is
    known where answers were clustered by customer.
    """

    touchpoint: str
    metric: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    respondents: int | None
    n_effective: float
    value: float
    low: float | None
    high: float | None
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    method: str
    confidence: float


class MeasuredQuestion(NamedTuple):
    """What was asked: the touchpoint and the metric, and the scale of the answers with its better end, if any."""

    touchpoint: str
    metric: str
    scale: tuple[float, float] | None
    better: str


class MeasuredSource(NamedTuple):
    """What a source came to: its files with their fingerprint, the rows read and kept, and those left out, by reason.

    `held_back` is the number of its cells that are not told. `repeats` is `latest`, `first`, `all`, or None where
    nobody looked for repeated answers. `invited` is how many customers were asked, if anyone says so. `cases`
    and `sessions` are those of events: the customers, and their sessions.
    """

    id: str
    files: tuple[str, ...]
    fingerprint: str
    rows: int
    kept: int
    left_out: Mapping[str, int]
    held_back: int
    repeats: str | None
    invited: int | None
    questions: tuple[MeasuredQuestion, ...]
    cases: int | None = None
    sessions: int | None = None


class MeasuredExperience(NamedTuple):
    """What stays in memory of the whole journey, from -2 to 2: a figure as a `MeasuredCell` is.

    `measure` is `peak-end`. It is `of` the `respondents`, each by their own answers, or else of the `curve`: of the
    means at the touchpoints, which has no interval, and whose n is that of the touchpoint with the fewest answers.
    """

    measure: str
    of: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    respondents: int | None
    n_effective: float
    value: float
    low: float | None
    high: float | None
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    method: str
    confidence: float


class MeasuredComments(NamedTuple):
    """How many comments there are on a touchpoint, in a segment and a period as in a cell, and how many have a signal.

    `signals` are by id; one that is not there has no comment, or so few that they are not told.
    """

    touchpoint: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    signals: Mapping[str, int]


class MeasuredQuote(NamedTuple):
    """A comment on a touchpoint, masked. `date` is the day, `score` the answer beside it on its `scale`, if any."""

    touchpoint: str
    source: str
    segment: Mapping[str, str]
    period: str
    date: str | None
    score: float | None
    scale: tuple[float, float] | None
    signals: tuple[str, ...]
    text: str


class MeasuredTransition(NamedTuple):
    """Of the visits to a touchpoint, how many were followed by a visit to another, or ended the session.

    `to` is the next touchpoint's id; `exit` where the session ended there, `completed` where it ended there after a
    conversion or at the end of the journey. n is the number of visits to the touchpoint, `counted` those that went
    this way, `cases` of the customers behind n. `value` is the share in percent, with the interval from `low` to
    `high`, clustered by case.
    """

    touchpoint: str
    to: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    counted: int
    cases: int
    n_effective: float
    value: float
    low: float | None
    high: float | None
    method: str
    confidence: float


class MeasuredFunnelStep(NamedTuple):
    """How many of the sessions that came to the first step of the funnel came to this one, too, and to all between.

    `order` is `journey` where each step counts only after the one before it, `any` where the order does not matter. n
    is the number of sessions that came to the first step, `counted` those that came as far, `cases` of the customers
    behind n. `value` is the share in percent, with the interval from `low` to `high`, clustered by case.
    """

    touchpoint: str
    order: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    counted: int
    cases: int
    n_effective: float
    value: float
    low: float | None
    high: float | None
    method: str
    confidence: float


class MeasuredTime(NamedTuple):
    """How long it took from one touchpoint to another, in seconds: the median, with its interval of order statistics.

    `between` is `first` for the time from the first visit to the one to the first visit to the other in a session, and
    `next` for that from each visit to the next visit of the other. n is how many such times there are, `cases` of how
    many customers.
    """

    touchpoint: str
    to: str
    between: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    cases: int
    value: float
    low: float | None
    high: float | None
    method: str
    confidence: float


class Measures(NamedTuple):
    """All that is in the file: how it was counted, the sources, and the cells in the order of their names.

    `experience` is of the journey as a whole, `comments` and `quotes` are what customers wrote;
    `transitions`, `funnel` and `times` are what they did.
    """

    options: MeasureOptions
    sources: tuple[MeasuredSource, ...]
    cells: tuple[MeasuredCell, ...]
    experience: tuple[MeasuredExperience, ...] = ()
    comments: tuple[MeasuredComments, ...] = ()
    quotes: tuple[MeasuredQuote, ...] = ()
    transitions: tuple[MeasuredTransition, ...] = ()
    funnel: tuple[MeasuredFunnelStep, ...] = ()
    times: tuple[MeasuredTime, ...] = ()
