"""Gathers what the engine counted: from texts to cells with scores, and to what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from journeymap.measure.answers.counted import CountedScore
from journeymap.measure.answers.meanings import AnswerMeanings
from journeymap.measure.answers.peak_ends import FELT
from journeymap.measure.answers.periods import name_of
from journeymap.measure.answers.problems import ClockTimes, LeftOutTally, Reason
from journeymap.measure.answers.queries import BAD_TIME, BAD_WEIGHT, NO_TIME, UNANSWERED, Counting
from journeymap.measure.answers.zones import LATER, REPEATED, SKIPPED

Sums = list[float]
"""n, Σw and Σw²."""
Cell = tuple[int, tuple[str, ...], str]
"""The question, the segments in the order of the dimensions that are told apart, and the period."""
_DIGITS = 12
"""The digits that sums of weights have: the engine adds them in any order."""
_MOST_WHOLE = 10**_DIGITS


def rounded(value: float) -> float:
    """Returns a sum without the digits that hang on the order in which it was added up."""
    given = float(value)
    return given if given.is_integer() and abs(given) < _MOST_WHOLE else float(f"{given:.{_DIGITS}g}")


@dataclass
class BadTexts:
    """Texts without a score, and how many answers have one of them."""

    texts: set[str]
    count: int = 0


class Gathering:
    """The cells of a source, as the rows of `texts_sql` fill them."""

    def __init__(self, counting: Counting, meanings: AnswerMeanings, tally: LeftOutTally, whole_period: str) -> None:
        self.cells: dict[Cell, dict[float, Sums]] = {}
        self.kept = 0
        self.left_out_rows = 0
        self.answers = 0
        self.clock_times = ClockTimes()
        self.later = 0
        self.good: dict[int, dict[str, float]] = {}
        """The score of each text that has one, by question."""
        self.asked: dict[tuple[str, ...], int] = {}
        """The question that an answer of a long file is to, by what its row says it is about."""
        self.segments: dict[tuple[int, str], str] = {}
        """The segment of each text, by dimension."""
        self.why: dict[int, int] = {}
        """How many rows are left out, by the number of `why`."""
        self.bad_texts: dict[tuple[str, Reason], BadTexts] = {}
        """The texts without a score, by the role of their column and why."""
        self._counting = counting
        self._meanings = meanings
        self._tally = tally
        self._whole = whole_period
        self._periods: dict[int, str] = {}
        self._segments_by_texts: dict[tuple[object, ...], tuple[str, ...]] = {}

    def add(self, rows: Iterable[Sequence[object]], answers: Sequence[str], *, first: bool) -> None:
        """Adds the rows of `texts_sql` for some answers. With `first`, rows of the files are counted by these, too."""
        groups, about = len(self._counting.groups), len(self._counting.about)
        is_long = self._counting.source.shape == "long"
        names = self._counting.counted
        for row in rows:
            why, clock, number = (int(each or 0) for each in row[:3])  # type: ignore[call-overload]
            at = 3 + groups + about
            which, answer, n, w, w2 = row[at:]
            index = int(which)  # type: ignore[call-overload]
            count = int(n)  # type: ignore[call-overload]
            if first and index == 0:
                self._count_rows(why, clock, count)
            if why:
                continue
            segments = self._segments_of(tuple(row[3 : 3 + groups]))
            text = str(answer or "")
            role = answers[index]
            if is_long:
                found = self._question(tuple(str(each or "") for each in row[3 + groups : at]), count)
                if found is None:
                    continue
                question = found
            else:
                question = names.index(role)
            score = self._meanings.score(question, text)
            if isinstance(score, str):
                if role != FELT:
                    self._leave_out(score, role, text, count)
                continue
            if role != FELT:
                self.answers += count
            self.good.setdefault(question, {})[text] = score
            self.put((question, segments, self.period(number)), score, (count, w, w2))  # type: ignore[arg-type]

    def forget(self, question: int) -> None:
        """Forgets the answers to a question, before they are counted again."""
        self.good.pop(question, None)
        self.cells = {cell: scores for cell, scores in self.cells.items() if cell[0] != question}

    def put(self, cell: Cell, score: float, sums: Sequence[float]) -> None:
        """Adds answers with a score to a cell."""
        _add(self.cells.setdefault(cell, {}), score, sums)

    def period(self, number: int) -> str:
        """Returns the name of a period by its number."""
        found = self._periods.get(number)
        if found is None:
            found = self._whole or name_of(self._counting.period, self._counting.source.week, number)
            self._periods[number] = found
        return found

    def scores(self, cuts: Sequence[tuple[int, ...]], size: int) -> tuple[CountedScore, ...]:
        """Returns the counts of all and of each cut, as `Counted.scores` has them, for `size` dimensions."""
        found: dict[Cell, dict[float, Sums]] = {}
        for (question, segments, period), scores in self.cells.items():
            by = dict(zip(self._counting.dimensions, segments, strict=True))
            for cut in cuts:
                cell = tuple(by[index] if index in cut else "" for index in range(size))
                held = found.setdefault((question, cell, period), {})
                for score, sums in scores.items():
                    _add(held, score, sums)
        return tuple(
            CountedScore(*cell, score, int(n), rounded(w), rounded(w2))
            for cell, scores in sorted(found.items(), key=lambda each: each[0])
            for score, (n, w, w2) in sorted(scores.items())
        )

    def _count_rows(self, why: int, clock: int, count: int) -> None:
        repeated, skipped = self.clock_times
        if why == 0:
            is_later, change = divmod(clock, LATER)
            self.later += count * is_later
            self.kept += count
            self.clock_times = ClockTimes(
                repeated + count * (change == REPEATED), skipped + count * (change == SKIPPED)
            )
            return
        self.left_out_rows += count
        self.why[why] = self.why.get(why, 0) + count
        self._tally.add(self.reason(why), self.column(why), count)

    def reason(self, why: int) -> Reason:
        """Returns the reason of a number of `why`."""
        own: dict[int, Reason] = {NO_TIME: "no-time", BAD_TIME: "bad-time", BAD_WEIGHT: "bad-weight",
                                  UNANSWERED: "unanswered"}  # fmt: skip
        return own.get(why) or self._counting.columns.left_out[why - 1].reason  # type: ignore[return-value]

    def column(self, why: int) -> str:
        """Returns the column that a number of `why` is about."""
        role = {NO_TIME: "t", BAD_TIME: "t", BAD_WEIGHT: "w", UNANSWERED: ""}.get(why, f"f{why - 1}")
        return self._counting.columns.named(role)

    def _segments_of(self, texts: tuple[object, ...]) -> tuple[str, ...]:
        """The segments that the texts of a row mean, in the order of the dimensions."""
        found = self._segments_by_texts.get(texts)
        if found is None:
            said = zip(self._counting.dimensions, texts, strict=True)
            found = tuple(self._segment(dimension, str(text or "")) for dimension, text in said)
            self._segments_by_texts[texts] = found
        return found

    def _segment(self, dimension: int, text: str) -> str:
        key = (dimension, text)
        if key not in self.segments:
            self.segments[key] = self._meanings.segment(dimension, text)
        return self.segments[key]

    def _question(self, said: tuple[str, ...], count: int) -> int | None:
        known = self.asked.get(said)
        if known is not None:
            return known
        by_role = dict(zip(self._counting.about, said, strict=True))
        found = self._meanings.question(by_role.get("touchpoint"), by_role.get("metric"))
        if isinstance(found, int):
            self.asked[said] = found
            return found
        role = "touchpoint" if found == "unknown-touchpoint" else "metric"
        self._leave_out(found, role, by_role[role], count)
        return None

    def both(self, said: Sequence[str]) -> tuple[str | None, str | None]:
        """Returns the texts of touchpoint and metric of what a row says it is about; None where one word is for all."""
        by_role = dict(zip(self._counting.about, said, strict=True))
        return by_role.get("touchpoint"), by_role.get("metric")

    def _leave_out(self, reason: Reason, role: str, text: str, count: int) -> None:
        self._tally.add(reason, self._counting.columns.named(role), count)
        if reason not in ("blank", "not-applicable"):
            bad = self.bad_texts.setdefault((role, reason), BadTexts(set()))
            bad.texts.add(text)
            bad.count += count


def _add(held: dict[float, Sums], score: float, sums: Sequence[float]) -> None:
    known = held.get(score)
    if known is None:
        held[score] = [*sums]
    else:
        known[0] += sums[0]
        known[1] += sums[1]
        known[2] += sums[2]


def decoded(code: int, sizes: Sequence[int]) -> Iterator[int]:
    """Yields the numbers that a code of `one_each_sql` was made of, the last first: `sizes` are their ends."""
    for size in reversed(sizes):
        code, number = divmod(code, size)
        yield number


def batches(answers: Sequence[str], most: int) -> Iterator[tuple[str, ...]]:
    """Yields the answers in groups of at most so many, as one pass through the rows counts."""
    ends = list(accumulate([most] * -(-len(answers) // most)))
    yield from (tuple(answers[end - most : end]) for end in ends)
