"""What was left out, and why: counts by reason, with the places of the first few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Reason = Literal[
    "fields", "encoding", "too-long", "quote", "not-json",
    "preview", "unfinished", "unanswered", "no-time", "bad-time", "bad-weight",
    "bad-score", "off-scale", "not-applicable", "blank", "unknown-touchpoint", "unknown-metric", "repeated",
    "no-case", "no-event", "unknown-event", "sent-twice",
]  # fmt: skip
"""Why a row or an answer is left out.

Of rows: another number of fields than the header has; letters that the encoding does not have; a row that is longer
than any may be; a quote that is not closed; a line that is no JSON object; what the tool calls a preview or unfinished;
of a customer who was asked and gave no answer; without a time, with one that is none, with a weight that is none.
Of answers: no score; beyond the scale; said to be no answer; blank; a touchpoint or metric that the journey does not
have; given again by the same customer.
Of events: nobody's, nothing that happened, at no touchpoint, sent twice.
"""
BAD: frozenset[Reason] = frozenset(
    {"fields", "encoding", "too-long", "quote", "not-json", "no-time", "bad-time", "bad-weight", "bad-score",
     "off-scale", "unknown-touchpoint", "unknown-metric", "no-case", "no-event"}
)  # fmt: skip
"""The reasons that are faults of the data, which `--on-bad-row` may refuse."""
FIRST_FEW = 3
MUCH = 0.1
"""The share of the rows, or of the answers, of which more are left out for one reason than chance would."""


class AnswerPlace(NamedTuple):
    """A row of a file: `row` counts the records from 1, with the headings, as a spreadsheet does."""

    file: str
    row: int


class LeftOut(NamedTuple):
    """How many rows or answers are left out for one reason, in which column (empty for rows), and the first few."""

    reason: Reason
    column: str
    number: int
    first: tuple[AnswerPlace, ...]

    @property
    def is_bad(self) -> bool:
        """Whether it is a fault of the data."""
        return self.reason in BAD


@dataclass
class LeftOutTally:
    """Counts what is left out, by reason and column, and keeps the places of the first few of each."""

    counts: dict[tuple[Reason, str], int] = field(default_factory=dict)
    places: dict[tuple[Reason, str], list[AnswerPlace]] = field(default_factory=dict)

    def add(self, reason: Reason, column: str = "", count: int = 1, place: AnswerPlace | None = None) -> None:
        """Count rows or answers, and keep the place if it is among the first few."""
        key = (reason, column)
        self.counts[key] = self.counts.get(key, 0) + count
        if place is not None:
            self.add_places(reason, column, (place,))

    def add_places(self, reason: Reason, column: str, places: Iterable[AnswerPlace]) -> None:
        """Keep the places that are among the first few."""
        kept = self.places.setdefault((reason, column), [])
        kept.extend(list(places)[: FIRST_FEW - len(kept)])

    def left_out(self) -> tuple[LeftOut, ...]:
        """Returns all that was left out, by reason and column."""
        return tuple(
            LeftOut(*key, count, tuple(self.places.get(key, ()))) for key, count in sorted(self.counts.items()) if count
        )


class ClockTimes(NamedTuple):
    """How many times stand in an hour that the clocks show twice (the first is meant), or skip (moved forward)."""

    repeated: int = 0
    skipped: int = 0


class UnknownEvent(NamedTuple):
    """An event that is at no touchpoint: its name, cut to 40 characters, and how often it happened.

    Where a column tells such events apart, `column` is its name, and so many `values` of it stand for no touchpoint.
    """

    name: str
    number: int
    column: str = ""
    values: int = 0


class LikelyDates(NamedTuple):
    """The form of dates, as in strftime, that fits `part` of the `seen` times that cannot be read in the one said."""

    form: str
    part: float
    seen: int


class AnswerReport(NamedTuple):
    """What was read of a source: its rows, those kept, the answers that count, and what was left out.

    `repeats_checked` is False where nobody looked for repeated answers. `unnamed` are answers without a respondent
    where there is a column of them; each counts as one customer's. `asked` is how many customers were asked, None where
    nobody says. `comments` are those that count, of which so many are `about_the_whole` journey; None where there is
    no column of them. `later` are the rows that count with a time after the day that is called today. `dates` is how
    times are likely to be written where many of them cannot be read. Of events, `unknown` are the most frequent of
    those that are at no touchpoint, which have so many `unknown_names`, and `back` are the visits that
    stand in their file before an event that is earlier, the last one before them in the order of time.
    """

    rows: int
    kept: int
    answers: int
    left_out: tuple[LeftOut, ...]
    repeats_checked: bool
    clock_times: ClockTimes = ClockTimes()
    unnamed: int = 0
    asked: int | None = None
    comments: int | None = None
    about_the_whole: int = 0
    later: int = 0
    dates: LikelyDates | None = None
    unknown: tuple[UnknownEvent, ...] = ()
    unknown_names: int = 0
    back: int = 0

    @property
    def bad(self) -> int:
        """How many rows and answers are left out for a fault of the data."""
        return sum(each.number for each in self.left_out if each.is_bad)
