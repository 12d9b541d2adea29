"""The emotion curves of many personas: a strip for each, with the other curves faint behind the persona's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeymap.layout.canvas import CAPTION_STRONG, EMOTION, Canvas
from journeymap.layout.facing import in_one_order
from journeymap.layout.feeling.axis import Axis, step_text
from journeymap.layout.feeling.branches import draw_branches
from journeymap.layout.feeling.curve import Point
from journeymap.layout.feeling.drawing import (
    draw_curve,
    draw_ghost,
    draw_intervals,
    draw_markers,
    draw_previous_curves,
    draw_zones,
    previous_lines,
)
from journeymap.layout.feeling.flats import draw_flat_ghosts, draw_flat_intervals, draw_flat_lines
from journeymap.layout.feeling.gap import draw_gap
from journeymap.layout.feeling.labels import Label, draw_labels, draw_level
from journeymap.layout.feeling.measured import (
    COUNTS_HEIGHT,
    assumed_behind,
    draw_assumed,
    draw_counts,
    drawn_series,
    measures_of,
)
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.feeling.series import Series
from journeymap.layout.feeling.stated import MOST_ON_ONE_AXIS
from journeymap.layout.feeling.wording import place_labels
from journeymap.layout.frame import Row
from journeymap.layout.marks import marker
from journeymap.layout.portraits import draw_portrait
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec, persona_token
from journeymap.model import Journey

if TYPE_CHECKING:
    from journeymap.layout.feeling.flags import Flag

_STRIP = 112.0
_AIR = 5.0
_UNIT = 20.0
_TITLE_ROOM = 30.0
_STRIP_BESIDE = 156.0
_UNIT_BESIDE = 28.0
_MEASURED_STRIP = 232.0
_MEASURED_UNIT = 46.0
_MOST_GHOSTS = 12  # more faint curves cannot be told apart, and each is drawn in every strip


def wants_strips(spec: MapSpec) -> bool:
    """Whether there are too many personas for one axis, or two curves of each: a measured and an assumed one.

    The pages of an open book have strips, since each has the curves of the other page as well.
    """
    return spec.facing is not None or len(drawn_series(spec)) > MOST_ON_ONE_AXIS or measures_of(spec) is not None


class Strips:
    """The feeling lane as a strip for each persona, and for each measured segment for which none stands.

    A step of one in feeling is 20 pixels high, and 46 where feelings were measured: then what was assumed stands behind
    the curve, and the number of answers below it.
    """

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec
        self._series = drawn_series(spec)
        self._strips = _strips(self._series, spec.facing)
        is_measured = any(measures_of(each) is not None for each in (spec, spec.facing) if each is not None)
        beside = spec.facing is not None
        self._strip = _MEASURED_STRIP if is_measured else _STRIP_BESIDE if beside else _STRIP
        self._unit = _MEASURED_UNIT if is_measured else _UNIT_BESIDE if beside else _UNIT
        self._steps = (-2, -1, 1, 2) if is_measured else (-2, 2)
        self._below = COUNTS_HEIGHT if is_measured else 0.0

    def height(self) -> float:
        """The height of all strips, in pixels."""
        return _TITLE_ROOM + (self._strip + self._below) * len(self._strips)

    def draw(self, canvas: Canvas, row: Row, top: float) -> None:
        """Draws the strips below each other, from the y `top` down."""
        y = top + _TITLE_ROOM
        for series, is_own in self._strips:
            if is_own:
                self._draw_strip(canvas, series, row, y)
            else:
                self._draw_name(canvas, series, y + self._strip / 2)
            y += self._strip + self._below

    def _draw_strip(self, canvas: Canvas, series: Series, row: Row, top: float) -> None:
        spec = self._spec
        axis = Axis(top + self._strip / 2, self._unit)
        room = Box(row.start, top + 3, row.end, top + self._strip - 3)
        others = self._others(series)
        assumed = assumed_behind(spec, series)
        before = self._before(series, row, axis)
        flags, labels = self._placed(series, assumed, others, before, row, axis, room)
        boxes = [flag.box for flag in flags]
        draw_zones(canvas, spec, row, top + _AIR, self._strip - 2 * _AIR, axis)
        draw_level(canvas, (row.start, row.end), axis.neutral, labels, "rule2", boxes=boxes)
        for step in self._steps:
            draw_level(canvas, (row.start, row.end), axis.y(step), labels, "rule", (1, 5), boxes=boxes)
            text = step_text(spec, step)
            canvas.text(MARGIN + GUTTER - 10, axis.y(step) + 3.6, text, CAPTION_STRONG, "ink3", align="end")
        for other in others:
            draw_ghost(canvas, other, row, axis)
            draw_flat_ghosts(canvas, other.flat_lines(row), axis)
        if spec.has_titles:
            self._draw_gaps(canvas, series, row, axis, before)
        if not series.segment:
            draw_previous_curves(canvas, spec, row, axis, series.persona_id)
        flats = series.flat_lines(row)
        with canvas.group(**({"segment": series.segment} if series.segment else {"persona": series.persona_id})):
            self._draw_name(canvas, series, axis.neutral)
            draw_intervals(canvas, series, row, axis)
            if assumed:
                draw_assumed(canvas, assumed, row, axis)
            if flags:
                from journeymap.layout.feeling.flags import draw_flag  # noqa: PLC0415  few maps have measures

                for flag in flags:
                    draw_flag(canvas, spec, flag)
            draw_flat_intervals(canvas, series.index, flats, axis)
            draw_branches(canvas, series, row, axis)
            draw_curve(canvas, spec, series, row, axis, width=2.5)
            draw_flat_lines(canvas, spec, series.name, series.index, flats, axis, radius=4.6)
            draw_markers(canvas, spec, series, row, axis, radius=4.6)
            if self._below:
                draw_counts(canvas, spec, series, row, top + self._strip - _AIR)
        draw_labels(canvas, labels)

    def _others(self, series: Series) -> list[Series]:
        """Whose curves stand faintly behind one: those of all others; behind a measured segment, of all customers."""
        if len(self._series) > _MOST_GHOSTS or self._spec.facing is not None:
            return []
        everybody = [each for each in self._series if not each.segment and not each.persona_id]
        return everybody if series.segment and everybody else [each for each in self._series if each is not series]

    def _placed(
        self, series: Series, assumed: Series | None, others: list[Series], before: list[list[Point]], row: Row,
        axis: Axis, room: Box,
    ) -> tuple[list[Flag], list[Label]]:  # fmt: skip
        """The flags and the labels of a strip, in their places."""
        spec = self._spec
        flags: list[Flag] = []
        names: list[Surroundings] = []

        def place(surroundings: Surroundings) -> None:
            for line in before:
                surroundings.avoid(line)
            if assumed:
                from journeymap.layout.feeling.flags import place_flags  # noqa: PLC0415  few maps have measures

                flags.extend(place_flags(spec, series, row, axis, room, surroundings))
            if series.is_measured:
                names.append(surroundings)

        first = place if series.is_measured or before else None
        behind = [*others, *([assumed] if assumed else [])]
        labels = place_labels(spec, [series], row, axis, room, behind=behind, first=first)
        for surroundings in names:
            from journeymap.layout.feeling.curve_names import name_curves  # noqa: PLC0415  few maps have measures

            labels += name_curves(spec, series, assumed, others, row, axis, surroundings)
        return flags, labels

    def _before(self, series: Series, row: Row, axis: Axis) -> list[list[Point]]:
        """The lines of the same curve on the facing page."""
        if self._spec.facing is None or series.segment:
            return []
        return previous_lines(self._spec, series.persona_id, row, axis)

    def _draw_gaps(self, canvas: Canvas, series: Series, row: Row, axis: Axis, before: list[list[Point]]) -> None:
        for run in series.runs(row) if before else ():
            points = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
            for line in before if len(points) > 1 else ():
                draw_gap(canvas, points, line)

    @property
    def _journeys(self) -> Iterator[Journey]:
        """The journey, and the one on the facing page."""
        return (each.journey for each in (self._spec, self._spec.facing) if each is not None)

    def _draw_name(self, canvas: Canvas, series: Series, middle: float) -> None:
        """Draws whose strip it is: a persona with its portrait, else the segment or all, with the curve's marker."""
        journey = next((each for each in self._journeys if series.persona_id in each.persona_by_id), None)
        persona = journey.persona_by_id[series.persona_id] if journey else None
        if journey is not None and persona is not None:
            picture = journey.picture_of(persona)
            draw_portrait(canvas, MARGIN + 16, middle, persona, series.index, radius=16, picture=picture)
        elif series.name:
            marker(canvas, MARGIN + 16, middle, series.index, 5.5, persona_token(series.index))
        lines = EMOTION.lines(series.name, GUTTER - 40 - 24)
        top = middle - len(lines) * EMOTION.leading / 2
        canvas.lines(MARGIN + 40, top, lines, EMOTION, persona_token(series.index))


def _strips(own: list[Series], facing: MapSpec | None) -> list[tuple[Series, bool]]:
    """The series that have a strip, and whether its curve is on this page; else it is on the facing page alone."""
    if facing is None:
        return [(series, True) for series in own]
    found = {(series.persona_id, series.segment): (series, True) for series in own}
    others = {(each.persona_id, each.segment): (each, False) for each in drawn_series(facing)}
    return [(others | found)[key] for key in in_one_order(found, others)]
