"""The comments of a journey's measures: how many there are, how many have each signal, and a few of them, masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeymap.measure.answers import Counted, CountedComments, QuotableComment
from journeymap.measure.cells import tables_of
from journeymap.measure.figures import held_back
from journeymap.measure.masking import MASKS, Mask, masked
from journeymap.measure.measured import MeasuredComments, MeasuredQuote, MeasureOptions
from journeymap.model import Journey
from journeymap.style.locale import Words

MOST_QUOTES = 10
"""The quotes of one touchpoint."""
_MOST_TEXT = 400
"""The characters of a quote."""
_ALL = -1
"""Stands for the number of comments, where a signal's number stands otherwise."""
_Key = tuple[str, tuple[str, ...], str]
"""A touchpoint, the segment in each dimension of the source (empty for all), and a period."""


def comments_of(
    journey: Journey, counted: Counted, options: MeasureOptions, words: Words
) -> tuple[tuple[MeasuredComments, ...], tuple[MeasuredQuote, ...]]:
    """Returns the comments of one source that may be told, and those that may be quoted, in the order of their names.

    The number of comments is held back as that of answers is, and so is that of each signal. A quote is of a cell that
    is told. What stands in the places of masked numbers and addresses is in the journey's language.
    """
    cells = {(each.touchpoint, each.segments, each.period): each for each in counted.comments}
    told = {number: _told(cells, number, counted, options.hold_back) for number in range(_ALL, len(journey.signals))}
    found = [_measured(journey, counted, key, cells[key], told) for key in cells if key in told[_ALL]]
    masks: dict[Mask, str] = {kind: words[f"mask-{kind}"] for kind in MASKS}
    quotes = _Quotes(journey, counted, told, masks).chosen() if counted.quotable else ()
    return tuple(sorted(found, key=_order)), tuple(quotes)


def _order(comments: MeasuredComments) -> tuple[object, ...]:
    return comments.touchpoint, comments.source, tuple(sorted(comments.segment.items())), comments.period


def _size(cell: CountedComments, signal: int) -> int:
    """How many customers a number of comments is of."""
    return cell.respondents if signal == _ALL else cell.signals[signal][1]


def _told(cells: Mapping[_Key, CountedComments], signal: int, counted: Counted, fewest: int) -> frozenset[_Key]:
    """The cells of which the number of comments, or of those with a signal, is told."""
    sizes = {key: _size(cell, signal) for key, cell in cells.items() if _size(cell, signal)}
    if fewest < 2:
        return frozenset(sizes)
    touchpoints = {touchpoint: number for number, touchpoint in enumerate(sorted({key[0] for key in sizes}))}
    keys = {(touchpoints[key[0]], *key[1:]): key for key in sizes}
    tables, names = tables_of(list(keys), len(counted.dimensions))
    hidden = held_back({names[short]: sizes[key] for short, key in keys.items()}, tables, fewest)
    return frozenset(key for short, key in keys.items() if names[short] not in hidden)


def _measured(
    journey: Journey, counted: Counted, key: _Key, cell: CountedComments, told: Mapping[int, frozenset[_Key]]
) -> MeasuredComments:
    signals = {
        signal.id: cell.signals[number][0] for number, signal in enumerate(journey.signals) if key in told[number]
    }
    return MeasuredComments(
        cell.touchpoint, counted.source, _segment(counted, cell.segments), cell.period, cell.n, signals
    )


def _segment(counted: Counted, segments: Sequence[str]) -> dict[str, str]:
    return {dimension: name for dimension, name in zip(counted.dimensions, segments, strict=True) if name}


class _Quotes:
    """Chooses the quotes of one source."""

    def __init__(
        self, journey: Journey, counted: Counted, told: Mapping[int, frozenset[_Key]], masks: Mapping[Mask, str]
    ) -> None:
        self._journey = journey
        self._counted = counted
        self._told = told
        self._masks = masks
        self._sizes = {(each.touchpoint, each.segments, each.period): each.signals for each in counted.comments}

    def chosen(self) -> Iterator[MeasuredQuote]:
        """The quotes of each touchpoint, by turns one of each signal, the most frequent first; then those of none."""
        by_touchpoint: dict[str, list[QuotableComment]] = {}
        for comment in self._counted.quotable:
            key = (comment.touchpoint, comment.segments, comment.period)
            whole = (comment.touchpoint, ("",) * len(comment.segments), comment.period)
            if {key, whole} <= self._told[_ALL]:
                by_touchpoint.setdefault(comment.touchpoint, []).append(comment)
        for touchpoint in sorted(by_touchpoint):
            yield from self._of_touchpoint(by_touchpoint[touchpoint])

    def _of_touchpoint(self, comments: Sequence[QuotableComment]) -> Iterator[MeasuredQuote]:
        waiting: dict[int, list[QuotableComment]] = {}
        for comment in comments:
            signals = self._signals(comment)
            for signal in signals or (() if comment.signals else (_ALL,)):
                waiting.setdefault(signal, []).append(comment)
        first = comments[0]
        sizes = self._sizes[first.touchpoint, ("",) * len(first.segments), first.period]
        order = sorted((each for each in waiting if each != _ALL), key=lambda each: (-sizes[each][0], each))
        turns = [*_by_turns([waiting[each] for each in order]), *waiting.get(_ALL, ())]
        seen: set[str] = set()
        for comment in turns:
            text = _cut(masked(comment.text, self._masks))
            if text not in seen and len(seen) < MOST_QUOTES:
                seen.add(text)
                yield self._quote(comment, text)

    def _signals(self, comment: QuotableComment) -> tuple[int, ...]:
        """The signals of a comment whose numbers are told where it is from."""
        key = (comment.touchpoint, comment.segments, comment.period)
        whole = (comment.touchpoint, ("",) * len(comment.segments), comment.period)
        return tuple(each for each in comment.signals if {key, whole} <= self._told[each])

    def _quote(self, comment: QuotableComment, text: str) -> MeasuredQuote:
        ids = tuple(self._journey.signals[each].id for each in self._signals(comment))
        return MeasuredQuote(
            comment.touchpoint, self._counted.source, _segment(self._counted, comment.segments), comment.period,
            comment.day, comment.score, comment.scale, ids, text,
        )  # fmt: skip


def _by_turns(lists: Sequence[Sequence[QuotableComment]]) -> Iterator[QuotableComment]:
    """One of each list after the other."""
    for turn in range(max(map(len, lists), default=0)):
        yield from (each[turn] for each in lists if turn < len(each))


def _cut(text: str) -> str:
    if len(text) <= _MOST_TEXT:
        return text
    return text[:_MOST_TEXT].rpartition(" ")[0].rstrip() + " …" if " " in text[:_MOST_TEXT] else text[:_MOST_TEXT] + "…"
