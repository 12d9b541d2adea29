"""The figures beside a journey as tables: a metric at a touchpoint as one source has it, by group and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.period_days import place_of
from journeymap.model import Journey
from journeymap.overlays.figures import (
    Figure,
    FigureLine,
    FiguresOverlay,
    FigureTable,
    Missing,
    ToldComments,
    ToldQuote,
)

_Group = tuple[tuple[str, str], ...]
"""The segment's id by dimension, sorted; empty for all customers."""
_Asked = tuple[str, str, str]
"""A touchpoint, a metric and a source."""


def figures_overlay(journey: Journey, measures: Measures, title: str) -> FiguresOverlay:
    """Returns all figures of measures about touchpoints that the journey has, in the order of the map.

    Metrics are in the order of their names, and sources in that of the file: the first is the one that is drawn on the
    map. Each table has a line for every group that its source tells apart, that of all customers first.
    """
    places = {touchpoint.id: place for place, touchpoint in enumerate(journey.touchpoints)}
    known = measures._replace(cells=tuple(cell for cell in measures.cells if cell.touchpoint in places))
    signals = {signal.id: signal.name or signal.id for signal in journey.signals}
    comments = sorted(measures.comments, key=lambda each: (places.get(each.touchpoint, 0), each.period))
    quotes = sorted(measures.quotes, key=lambda each: places.get(each.touchpoint, 0))
    return FiguresOverlay(
        name="figures",
        title=title,
        values={},
        tables=tuple(_Tables(journey, known).tables(places)),
        comments=tuple(
            ToldComments(
                each.touchpoint, each.source, _segments(_group(each.segment)), each.period, each.n,
                tuple((signals.get(id_, id_), n) for id_, n in sorted(each.signals.items(), key=lambda said: -said[1])),
            )
            for each in comments
            if each.touchpoint in places
        ),
        quotes=tuple(
            ToldQuote(
                each.touchpoint, _segments(_group(each.segment)), each.period, each.date, each.score, each.scale,
                tuple(signals.get(id_, id_) for id_ in each.signals), each.text,
            )
            for each in quotes
            if each.touchpoint in places
        ),
    )  # fmt: skip


class _Tables:
    def __init__(self, journey: Journey, measures: Measures) -> None:
        self._min_n = measures.options.min_n
        self._sources = {source.id: (number, source.held_back) for number, source in enumerate(measures.sources)}
        self._cells: dict[_Asked, dict[_Group, dict[str, MeasuredCell]]] = {}
        self._groups: dict[str, dict[_Group, None]] = {}
        self._periods: dict[str, set[str]] = {}
        for cell in measures.cells:
            group, asked = _group(cell.segment), (cell.touchpoint, cell.metric, cell.source)
            self._cells.setdefault(asked, {}).setdefault(group, {})[cell.period] = cell
            self._groups.setdefault(cell.source, {(): None})[group] = None
            self._periods.setdefault(cell.source, set()).add(cell.period)
        self._order = {each.id: number for number, each in enumerate(journey.segments)}
        self._markers = _markers(journey, {ids for groups in self._groups.values() for ids in map(_segments, groups)})

    def tables(self, places: Mapping[str, int]) -> Iterator[FigureTable]:
        """The tables, by the place of the touchpoint, the metric and the source."""

        def order(asked: _Asked) -> tuple[int, str, int, str]:
            touchpoint, metric, source = asked
            return places[touchpoint], metric, self._sources.get(source, (len(self._sources), 0))[0], source

        for asked in sorted(self._cells, key=order):
            yield self._table(asked)

    def _table(self, asked: _Asked) -> FigureTable:
        touchpoint, metric, source = asked
        periods = sorted(self._periods[source], key=lambda each: (place_of(each) or 0, each))
        groups = sorted(self._groups[source], key=self._place_of_group)
        lines = []
        for group in groups:
            told = self._cells[asked].get(group, {})
            figures = tuple(
                self._figure(told[period]) if period in told else self._missing(asked, group, period)
                for period in periods
            )
            segments = _segments(group)
            lines.append(FigureLine(segments, self._markers.get(segments), figures))
        at = tuple(place_of(each) or 0 for each in periods)
        return FigureTable(touchpoint, metric, source, tuple(periods), at, tuple(lines))

    def _place_of_group(self, group: _Group) -> tuple[object, ...]:
        last = len(self._order)
        return len(group), _dimensions(group), [self._order.get(id_, last) for _, id_ in group], group

    def _figure(self, cell: MeasuredCell) -> Figure:
        return Figure(cell.n, cell.value, cell.low, cell.high, cell.n < self._min_n)

    def _missing(self, asked: _Asked, group: _Group, period: str) -> Missing:
        """Why there is no figure, as far as the others of the period tell.

        Nobody answered if the groups along its dimensions make up all customers. It is held back if they do not, and no
        other of them is missing.
        """
        if not self._sources.get(asked[2], (0, 0))[1]:
            return "not-measured"
        whole = self._cells[asked].get((), {}).get(period)
        if whole is None or not group:
            return "held-back-or-none"
        beside = [each for each in self._groups[asked[2]] if _dimensions(each) == _dimensions(group)]
        told = [cells[period].n for each in beside if period in (cells := self._cells[asked].get(each, {}))]
        if sum(told) == whole.n:
            return "not-measured"
        return "held-back" if len(told) == len(beside) - 1 else "held-back-or-none"


def _markers(journey: Journey, groups: set[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The index of the marker of each group: that of the first persona that stands for it, and then further ones."""
    found: dict[tuple[str, ...], int] = {}
    for index, persona in enumerate(journey.personas):
        if persona.segment:
            found.setdefault((persona.segment,), index)
    known = [(segment.id,) for segment in journey.segments]
    first = max(len(journey.personas), 1)
    for group in (*known, *sorted(groups - set(known))):
        if group and group in groups and group not in found:
            found[group] = first
            first += 1
    return found


def _group(segment: Mapping[str, str]) -> _Group:
    return tuple(sorted(segment.items()))


def _dimensions(group: _Group) -> list[str]:
    return [dimension for dimension, _ in group]


def _segments(group: _Group) -> tuple[str, ...]:
    return tuple(id_ for _, id_ in group)
