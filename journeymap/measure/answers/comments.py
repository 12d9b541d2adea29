"""Counts the comments of one source, and finds those that may be quoted."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from journeymap.insight.comments import plain_comment
from journeymap.insight.patterns import WrongPatternError
from journeymap.measure.answers.commented import (
    PLAIN,
    CommentQuery,
    counts_sql,
    quotes_sql,
    said_roles,
    signal_in_re2,
)
from journeymap.measure.answers.counted import CountedComments, QuotableComment
from journeymap.measure.answers.engine import engine_errors, text
from journeymap.measure.answers.gathering import Gathering
from journeymap.measure.answers.meanings import AnswerMeanings
from journeymap.measure.answers.peak_ends import FELT_BY
from journeymap.measure.answers.queries import Counting
from journeymap.measure.answers.refusal import refused
from journeymap.model import Journey
from journeymap.records import NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_QUOTES = 10
_MOST_KEPT = 4_096
_FETCHED = 10_000


class FoundComments(NamedTuple):
    """The comments of a source by cell, those that may be quoted, and how many are about the whole journey.

    `told` is how many count, those about the whole journey too; None where there is no column of them.
    """

    cells: tuple[CountedComments, ...] = ()
    quotable: tuple[QuotableComment, ...] = ()
    told: int | None = None
    about_the_whole: int = 0


def count_comments(
    database: DuckDBPyConnection, journey: Journey, counting: Counting, found: Gathering, meanings: AnswerMeanings,
    cuts: Sequence[tuple[int, ...]],
) -> FoundComments:  # fmt: skip
    """Counts the comments of a source by touchpoint, segment and period, and by signal.

    Raises an AnswersError for a pattern that the engine refuses.
    """
    if not said_roles(counting):
        return FoundComments()
    plain = lru_cache(_MOST_KEPT)(plain_comment)  # the short ones are often the same
    database.create_function(PLAIN, plain, ["VARCHAR"], "VARCHAR")
    signals = [_signal(database, journey, number) for number in range(len(journey.signals))]
    beside = [_answer_beside(meanings, counting, touchpoint) for touchpoint in _touchpoints(counting)]
    query = CommentQuery(counting, signals, cuts, beside)
    return _CommentCounter(database, query, found, meanings).found()


def _signal(database: DuckDBPyConnection, journey: Journey, number: int) -> str:
    signal = journey.signals[number]
    try:
        pattern = signal_in_re2(signal)
        database.execute(f"SELECT regexp_matches('', {text(pattern)})").fetchall()
    except WrongPatternError as error:
        raise refused(signal, "patterns", error.why, error.hint) from None
    except engine_errors():
        raise refused(signal, "patterns", f"the words and patterns of `{signal.id}` are too many for the engine",
                      "make several signals of it") from None  # fmt: skip
    return pattern


def _touchpoints(counting: Counting) -> tuple[str | None, ...]:
    """The touchpoint of each column of comments; None for one about the whole, and for that of a long file."""
    source = counting.source
    return (None,) if source.shape == "long" else tuple(each.touchpoint for each in source.comments)


def _answer_beside(meanings: AnswerMeanings, counting: Counting, touchpoint: str | None) -> str | None:
    """The role of the answer beside a comment: in a wide file to the touchpoint's first question by metric."""
    if counting.source.shape == "long":
        return "a0"
    asked = {each.metric: number for number, each in enumerate(meanings.questions) if each.touchpoint == touchpoint}
    number = next((asked[metric] for metric in (*FELT_BY, *asked) if metric in asked), None)
    return None if number is None or not touchpoint else f"a{number}"


class _CommentCounter:
    def __init__(
        self, database: DuckDBPyConnection, query: CommentQuery, found: Gathering, meanings: AnswerMeanings
    ) -> None:
        self._database = database
        self._query = query
        self._counting = query.counting
        self._gathering = found
        self._meanings = meanings
        self._at = _touchpoints(query.counting)

    def found(self) -> FoundComments:
        """Counts, and looks for what may be quoted in the newest period."""
        cells: dict[tuple[str, tuple[str, ...], str], list[list[int]]] = {}
        newest: int | None = None
        told = about_the_whole = 0
        for row in self._rows(counts_sql(self._query)):
            number, *rest = row
            touchpoint, segments, counts = self._cell(rest)
            if not any(segments):
                told += counts[0][0]
            if touchpoint is None:
                about_the_whole += counts[0][0] if not any(segments) else 0
                continue
            newest = int(number) if newest is None else max(newest, int(number))
            held = cells.setdefault((touchpoint, segments, self._gathering.period(int(number))), [])
            held.append([*counts[0], *counts[1]])
        quotable = self._quotable(newest) if self._counting.source.quotes and newest is not None else ()
        return FoundComments(tuple(self._summed(*key, held) for key, held in sorted(cells.items())),
                             tuple(quotable), told, about_the_whole)  # fmt: skip

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        result = self._database.execute(sql)
        while rows := result.fetchmany(_FETCHED):
            yield from rows

    def _cell(self, row: list[Any]) -> tuple[str | None, tuple[str, ...], tuple[list[int], list[int]]]:
        """The touchpoint and the segments of a row of `counts_sql`, and its numbers of comments and of customers."""
        column, *rest = row
        touchpoint = self._touchpoint(column, rest.pop(0) if "touchpoint" in self._counting.about else None)
        bits, *rest = rest
        dimensions = self._counting.dimensions
        segments = [""] * len(self._counting.source.segments)
        for place, dimension in enumerate(dimensions):
            if not bits >> (len(dimensions) - 1 - place) & 1:
                segments[dimension] = self._meanings.segment(dimension, str(rest[place] or ""))
        counts = [int(each) for each in rest[len(dimensions) :]]
        size = 1 + len(self._query.signals)
        return touchpoint, tuple(segments), (counts[:size], counts[size:] or counts[:size])

    def _touchpoint(self, column: int, said: str | None) -> str | None:
        if self._counting.source.shape == "long":
            return self._meanings.place(said)
        return self._at[column]

    def _summed(
        self, touchpoint: str, segments: tuple[str, ...], period: str, held: list[list[int]]
    ) -> CountedComments:
        """The sums over the texts that mean one segment; of customers at least those that one text alone has."""
        size = 1 + len(self._query.signals)
        add = max if self._counting.source.repeats == "all" else sum
        n, *signals = (sum(each[place] for each in held) for place in range(size))
        of, *of_signals = (add(each[size + place] for each in held) for place in range(size))
        return CountedComments(touchpoint, segments, period, n, of, tuple(zip(signals, of_signals, strict=True)))

    def _quotable(self, newest: int) -> Iterator[QuotableComment]:
        """The first ten comments of each signal in each cell of the first cut, and ten without any, by a hash.

        They are in the order of the hashes. The hash is that of the comment: what is chosen depends on nothing but the
        comments themselves.
        """
        cut = next((cut for cut in self._query.cuts if cut), ())
        size = 1 + len(self._counting.about) + len(cut)
        period = self._gathering.period(newest)
        cells: dict[tuple[Any, ...], tuple[str, tuple[str, ...]] | None] = {}
        chosen: dict[tuple[str, tuple[str, ...], int], list[tuple[str, QuotableComment]]] = {}
        for row in self._rows(quotes_sql(self._query, newest, cut)):
            texts, (said, beside, day, *has) = row[:size], row[size:]
            if texts not in cells:
                cells[texts] = self._quoted_cell(texts, cut)
            cell = cells[texts]
            if cell is None:
                continue
            key = sha256(said.encode()).hexdigest()
            signals = tuple(number for number, each in enumerate(has) if each)
            lists = [chosen.setdefault((*cell, signal), []) for signal in signals or (-1,)]
            wanted = [held for held in lists if len(held) < MOST_QUOTES or key <= held[-1][0]]
            if not wanted:  # so it is with almost all of many
                continue
            score, scale = self._score(texts, beside)
            comment = QuotableComment(*cell, period, day, score, scale, signals, said)
            for held in wanted:
                same = next((place for place, each in enumerate(held) if each[0] == key), None)
                if same is None:
                    insort(held, (key, comment), key=lambda each: each[0])
                    del held[MOST_QUOTES:]
                else:
                    held[same] = min(held[same], (key, comment), key=lambda each: each[1].order)
        found = {
            (key, comment.touchpoint, comment.segments): comment for held in chosen.values() for key, comment in held
        }
        yield from (comment for _, comment in sorted(found.items(), key=lambda each: each[0]))

    def _quoted_cell(self, texts: Sequence[Any], cut: Sequence[int]) -> tuple[str, tuple[str, ...]] | None:
        """The touchpoint and the segments of the first texts of a row of `quotes_sql`; None for no touchpoint."""
        about = self._counting.about
        column, *values = texts
        touchpoint = self._touchpoint(column, dict(zip(about, values, strict=False)).get("touchpoint"))
        if touchpoint is None:
            return None
        segments = [""] * len(self._counting.source.segments)
        for dimension, said in zip(cut, values[len(about) :], strict=True):
            segments[dimension] = self._meanings.segment(dimension, str(said or ""))
        return touchpoint, tuple(segments)

    def _score(self, texts: Sequence[Any], beside: str | None) -> tuple[float | None, tuple[float, float] | None]:
        """The score of the answer beside a comment, and the ends of its scale; None where there is none."""
        column, *values = texts
        named: dict[str, str | None] = dict(zip(self._counting.about, values, strict=False))
        role = self._query.beside[column]
        if role is None:
            return None, None
        question: int | str = int(role[1:])
        if self._counting.source.shape == "long":
            question = self._meanings.question(*(_said(named, role) for role in ("touchpoint", "metric")))
        if isinstance(question, str):
            return None, None
        score = self._meanings.score(question, beside or "")
        scale = self._meanings.questions[question].scale
        return (None, None) if isinstance(score, str) else (score, scale.ends if scale else None)


def _said(named: dict[str, str | None], role: str) -> str | None:
    """The text in the column of a role; None where there is no such column."""
    return (named[role] or "") if role in named else None
