"""The curves of an overview, with the field, the gains and the words around them, and what is behind them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations, pairwise

from journeymap.layout.backdrop import draw_vertical, texts_in
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.branches import branches_of, draw_branches, sampled, threads_of
from journeymap.layout.feeling.curve import Point, sample
from journeymap.layout.feeling.drawing import draw_curve, draw_markers
from journeymap.layout.feeling.flats import draw_flat_lines
from journeymap.layout.feeling.labels import Label, draw_labels, draw_level
from journeymap.layout.feeling.placing import Box
from journeymap.layout.feeling.series import Series
from journeymap.layout.icons import draw_icon
from journeymap.layout.overview.card_drawing import draw_gain_cards, gain_leader
from journeymap.layout.overview.cards import OverviewCard, cards_height
from journeymap.layout.overview.field import draw_field
from journeymap.layout.overview.scale import LEAST_SPAN, FeelingLimit, axis_within
from journeymap.layout.overview.spec import LEAST_MARKED, LEAST_NUMBERED, OverviewSpec
from journeymap.layout.overview.stations import DIAMOND, station_radius
from journeymap.layout.overview.ways_back import WayBack, ways_back_height
from journeymap.layout.overview.words import OverviewWords, marked, quote_height, told
from journeymap.layout.scene import TextLine

_GAINS_TOP = 7.0
_BELOW_GAINS = 15.0
_NO_GAINS = 26.0
_JOINED = 20.0
_ABOVE_WAY = 6.0
_A_POINT = 76.0
_MANY_POINTS, _POINTS_OF_STAGE = 5, 2
_ABOVE_STATION = 20.0
_ABOVE_WORDS = 6.0
_FACE, _FACE_AT = 16.0, 1.5
_AROUND = 16.0
_SAMPLES = 6
_STRONG_MOST = 3
_MARKER, _LONE_MARKER, _LEAST_MARKER = 4.7, 3.6, 1.6
_FAINT, _NARROW = 1.2, 1.6
"""The widths in pixels of faint curves, and of strong ones whose points are too close for markers."""


class OverviewCurves:
    """The curves of all `series`, of which those that are `strong` are drawn in full."""

    def __init__(
        self, canvas: Canvas, spec: OverviewSpec, series: Sequence[Series], gains: Sequence[OverviewCard],
        ways: Sequence[WayBack],
    ) -> None:  # fmt: skip
        self._canvas = canvas
        self._spec = spec
        self._series = series
        self._strong = strongest(series)
        self._gains = gains
        self._ways = ways

    @property
    def most_height(self) -> float:
        """How much above the middle of the stations it can fill: the less, the fewer points its curves have."""
        gains = _GAINS_TOP + cards_height(self._gains) if self._gains else 0.0
        ways = max(ways_back_height(list(self._ways)), DIAMOND)
        if not self._series:
            return gains + _JOINED + ways
        felt = {mark.column.number for series in self._series for mark in series.marks(self._spec.row)}
        flat = sum(len(series.flat_lines(self._spec.row)) for series in self._series)
        points = len(felt) + _POINTS_OF_STAGE * flat
        return math.inf if points >= _MANY_POINTS else gains + _A_POINT * (points + 1) + ways

    def draw(self, top: float, station: float) -> None:
        """Draws all that is between the y `top` and the stations at the y `station`."""
        canvas = self._canvas
        if self._series:
            self._draw_curves(top, station)
        else:
            draw_gain_cards(canvas, self._spec, self._gains, top + _GAINS_TOP, self._down_to(station))
        canvas.behind(0, partial(self._draw_ground, top, station, texts_in(canvas.here)))

    def _draw_curves(self, top: float, station: float) -> None:
        spec, canvas, row = self._spec, self._canvas, self._spec.row
        axis = self._axis(top, station)
        reached = self._reached(axis)
        labels = self._labels(axis, top, station, reached)
        draw_field(canvas, spec, self._strong[0], axis)
        self._draw_level(axis, labels)
        faint = [series for series in self._series if series not in self._strong]
        for series in reversed(faint):
            with canvas.group(persona=series.persona_id):
                draw_curve(canvas, spec.map, series, row, axis, width=_FAINT)
        for series in reversed(self._strong):
            with canvas.group(persona=series.persona_id):
                draw_branches(canvas, series, row, axis)
                width = 0.0 if spec.column_width >= LEAST_MARKED else _NARROW
                draw_curve(canvas, spec.map, series, row, axis, width=width)
        draw_gain_cards(canvas, spec, self._gains, top + _GAINS_TOP, reached)
        fitting = min(max(spec.column_width * 0.16, _LEAST_MARKER), _MARKER)
        radius = fitting if spec.column_width >= LEAST_MARKED else _LONE_MARKER
        for series in reversed(self._strong):
            with canvas.group(persona=series.persona_id):
                draw_flat_lines(
                    canvas, spec.map, series.name, series.index, series.flat_lines(row), axis, radius=radius
                )
                numbers = {mark.column.number for mark in marked(spec, series)}
                draw_markers(canvas, spec.map, series, row, axis, radius=radius, with_leaving=False, only_at=numbers)
        draw_labels(canvas, labels)

    def _labels(self, axis: Axis, top: float, station: float, reached: Mapping[str, float]) -> list[Label]:
        spec = self._spec
        words = OverviewWords(spec, self._series, axis, Box(spec.margin, top + 4, spec.end, station - DIAMOND - 2))
        for card in self._gains:
            bottom = top + _GAINS_TOP + card.height
            words.occupy(Box(card.x - 8, top, card.x + card.width + 8, bottom + 4))
            for one, other in pairwise(gain_leader(card, self._gains, top + _GAINS_TOP, reached)):
                words.surroundings.occupy_line(*one, *other)
        for way in self._ways:
            height = ways_back_height([way])
            words.occupy(Box(way.end.middle - 6, station - height, way.start.middle + 4, station))
        for y in self._faces(axis):
            words.occupy(Box(spec.margin, y - _FACE / 2 - 2, spec.margin + _FACE + 12, y + _FACE / 2 + 2))
        return words.labels(self._strong)

    def _axis(self, top: float, station: float) -> Axis:
        """The scale on which all curves keep off the gains, the ways back and the words."""
        high, low = top + _NO_GAINS, station - DIAMOND - _ABOVE_STATION
        limits = [*self._limited(self._along_main_lines(), top, station), *self._limits_of_words(top, station)]
        axis = axis_within(limits, high, low)
        # The shape of a branch depends on the scale, so branches are limited as they are on that of the main lines.
        branches = self._along_branches(axis) if self._gains or self._ways else []
        return axis_within([*limits, *self._limited(branches, top, station)], high, low) if branches else axis

    def _along_main_lines(self) -> list[Point]:
        """Points along the main lines of all curves, as x and feeling."""
        spec, row, found = self._spec, self._spec.row, []
        samples = spec.samples(_SAMPLES) if self._gains or self._ways else 1  # a curve is never beyond its points
        for series in self._series:
            found += [(mark.column.middle, mark.feeling) for mark in series.lone(row)]
            for run in series.runs(row):
                points = [(mark.column.middle, mark.feeling) for mark in run]
                found += sample(points, samples) if samples > 1 else points
            for flat in series.flat_lines(row):
                found += [(flat.start, flat.feeling), (flat.end, flat.feeling)]
        return found

    def _along_branches(self, axis: Axis) -> list[Point]:
        """Points along what is drawn beside the main lines on a scale, as x and feeling."""
        row, found = self._spec.row, []
        for series in self._strong:
            for branch in (*branches_of(series, row, axis), *threads_of(series, row, axis)):
                found += [(x, (axis.neutral - y) / axis.unit) for x, y in sampled(*branch.curve(axis))]
        return found

    def _limited(self, along: Sequence[Point], top: float, station: float) -> list[FeelingLimit]:
        """Points by x and feeling with their limits: below the gains there, and above the ways back there."""
        found = []
        high, low = top + _NO_GAINS, station - DIAMOND - _ABOVE_STATION
        gains = [
            (card.x - _AROUND, card.x + card.width + _AROUND, top + _GAINS_TOP + card.height + _BELOW_GAINS)
            for card in self._gains
        ]
        ways = [
            (way.end.middle - _AROUND, way.start.middle + _AROUND, station - ways_back_height([way]) - 8)
            for way in self._ways
        ]
        for x, feeling in along:
            highest, lowest = high, low
            for start, end, limit in gains:
                if start <= x <= end and limit > highest:
                    highest = limit
            for start, end, limit in ways:
                if start <= x <= end and limit < lowest:
                    lowest = limit
            found.append(FeelingLimit(feeling, highest, lowest))
        return found

    def _limits_of_words(self, top: float, station: float) -> list[FeelingLimit]:
        """The points below which a quotation needs room, with what is left for them."""
        found = []
        for series in self._strong:
            for mark in told(self._spec, series):
                words = quote_height(self._spec, series, mark) if mark.feeling < 0 else 0.0
                if words:
                    found.append(FeelingLimit(mark.feeling, top, station - DIAMOND - _ABOVE_WORDS - words))
        return found

    def _down_to(self, station: float) -> dict[str, float]:
        """The y to which the line from a gain comes where no curve is: its station, or the way back above that."""
        return {
            column.touchpoint.id: min(
                [station - station_radius(self._spec, column) + 1]
                + [
                    station - ways_back_height([way]) + _ABOVE_WAY
                    for way in self._ways
                    if way.end.middle <= column.middle <= way.start.middle
                ]
            )
            for column in self._spec.row.columns
        }

    def _reached(self, axis: Axis) -> dict[str, float]:
        """The y above the highest point at each station, to which the line from a gain comes."""
        found: dict[str, float] = {}
        for series in self._strong if self._gains else ():
            for mark in series.marks(self._spec.row):
                id_ = mark.column.touchpoint.id
                found[id_] = min(found.get(id_, math.inf), axis.y(mark.feeling) - 9)
        return found

    def _draw_ground(self, top: float, station: float, texts: Sequence[TextLine]) -> None:
        """Draws what is behind the curves: the columns of the moments of truth, and hairlines that pause at `texts`."""
        spec, canvas = self._spec, self._canvas
        canvas.line(spec.margin, top, spec.end, top, "rule")
        for column in spec.row.columns:
            if column.touchpoint.moment_of_truth:
                canvas.rect(column.x, top, column.width, station - top, "moment-wash")
                has_edges = spec.map.theme.drawing.moment_edges and spec.column_width >= LEAST_NUMBERED
                for x in (column.x, column.x + column.width) if has_edges else ():
                    draw_vertical(canvas, x, (top, station), "ghost", texts)
        for one, other in pairwise(spec.row.spans):
            x = (one.x + one.width + other.x) / 2
            draw_vertical(canvas, x, (top, station - DIAMOND), "rule", texts)

    def _draw_level(self, axis: Axis, labels: Sequence[Label]) -> None:
        canvas, start = self._canvas, self._spec.margin
        draw_level(canvas, (start, self._spec.end), axis.neutral, labels, "rule2")
        high, low = self._faces(axis)
        draw_icon(canvas, "face-high", start + 8, high - _FACE / 2, "opportunity", size=_FACE)
        draw_icon(canvas, "face-low", start + 8, low - _FACE / 2, "pain", size=_FACE)

    def _faces(self, axis: Axis) -> tuple[float, float]:
        """The y of the two faces that say which way is good, within what the curves fill."""
        felt = [value for series in self._series for value in series.feelings.values()]
        best, worst = max([LEAST_SPAN, *felt]), min([-LEAST_SPAN, *felt])
        return axis.y(min(best, _FACE_AT)), axis.y(max(worst, -_FACE_AT))


def strongest(all_series: Sequence[Series]) -> list[Series]:
    """The series that are drawn in full: up to three, or the two that are furthest apart where both are known."""
    if len(all_series) <= _STRONG_MOST:
        return list(all_series)
    return list(max(combinations(all_series, 2), key=lambda pair: _apart(*pair)))


def _apart(one: Series, other: Series) -> float:
    """The mean distance of two curves in feeling, at the touchpoints that both have; 0 without any."""
    shared = one.feelings.keys() & other.feelings.keys()
    return sum(abs(one.feelings[each] - other.feelings[each]) for each in shared) / (len(shared) or 1)
