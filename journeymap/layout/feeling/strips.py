"""The emotion curves of many personas: a strip for each, with the other curves faint behind the persona's own."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION_STRONG, EMOTION, Canvas
from journeymap.layout.feeling.axis import Axis, step_text
from journeymap.layout.feeling.branches import draw_branches
from journeymap.layout.feeling.drawing import (
    draw_curve,
    draw_ghost,
    draw_intervals,
    draw_markers,
    draw_previous_curves,
    draw_zones,
)
from journeymap.layout.feeling.flats import draw_flat_ghosts, draw_flat_intervals, draw_flat_lines
from journeymap.layout.feeling.labels import draw_labels, draw_level
from journeymap.layout.feeling.placing import Box
from journeymap.layout.feeling.series import MOST_ON_ONE_AXIS, Series, series_of
from journeymap.layout.feeling.wording import place_labels
from journeymap.layout.frame import Row
from journeymap.layout.portraits import draw_portrait
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec, persona_token

_STRIP = 112.0
_AIR = 5.0
_UNIT = 20.0
_TITLE_ROOM = 30.0
_MOST_GHOSTS = 12  # more faint curves cannot be told apart, and each is drawn in every strip


def wants_strips(spec: MapSpec) -> bool:
    """Whether there are too many personas for one axis."""
    return len(series_of(spec)) > MOST_ON_ONE_AXIS


class Strips:
    """The feeling lane as a strip for each persona. A step of one in feeling is 20 pixels high."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec
        self._series = series_of(spec)

    def height(self) -> float:
        """The height of all strips, in pixels."""
        return _TITLE_ROOM + _STRIP * len(self._series)

    def draw(self, canvas: Canvas, row: Row, top: float) -> None:
        """Draws the strips below each other, from the y `top` down."""
        y = top + _TITLE_ROOM
        for series in self._series:
            self._draw_strip(canvas, series, row, y)
            y += _STRIP

    def _draw_strip(self, canvas: Canvas, series: Series, row: Row, top: float) -> None:
        spec = self._spec
        axis = Axis(top + _STRIP / 2, _UNIT)
        room = Box(row.start, top + 3, canvas.width - MARGIN, top + _STRIP - 3)
        others = [each for each in self._series if each is not series] if len(self._series) <= _MOST_GHOSTS else []
        labels = place_labels(spec, [series], row, axis, room, behind=others)
        draw_zones(canvas, spec, row, top + _AIR, _STRIP - 2 * _AIR, axis)
        draw_level(canvas, (row.start, row.end), axis.neutral, labels, "rule2")
        for step in (-2, 2):
            draw_level(canvas, (row.start, row.end), axis.y(step), labels, "rule", (1, 5))
            text = step_text(spec, step)
            canvas.text(MARGIN + GUTTER - 10, axis.y(step) + 3.6, text, CAPTION_STRONG, "ink3", align="end")
        for other in others:
            draw_ghost(canvas, other, row, axis)
            draw_flat_ghosts(canvas, other.flat_lines(row), axis)
        draw_previous_curves(canvas, spec, row, axis, series.persona_id)
        flats = series.flat_lines(row)
        with canvas.group(persona=series.persona_id):
            self._draw_name(canvas, series, axis.neutral)
            draw_intervals(canvas, series, row, axis)
            draw_flat_intervals(canvas, series.index, flats, axis)
            draw_branches(canvas, series, row, axis)
            draw_curve(canvas, spec, series, row, axis, width=2.5)
            draw_flat_lines(canvas, spec, series.name, series.index, flats, axis, radius=4.6)
            draw_markers(canvas, spec, series, row, axis, radius=4.6)
        draw_labels(canvas, labels)

    def _draw_name(self, canvas: Canvas, series: Series, middle: float) -> None:
        persona = self._spec.journey.persona_by_id[series.persona_id]
        draw_portrait(
            canvas,
            MARGIN + 16,
            middle,
            persona,
            series.index,
            radius=16,
            picture=self._spec.journey.picture_of(persona),
        )
        width = GUTTER - 40 - 24
        lines = EMOTION.lines(series.name, width)
        top = middle - len(lines) * EMOTION.leading / 2
        canvas.lines(MARGIN + 40, top, lines, EMOTION, persona_token(series.index))
