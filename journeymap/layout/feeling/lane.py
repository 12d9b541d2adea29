"""The feeling lane: the emotion curve of each persona over the touchpoints."""

from __future__ import annotations

from journeymap.insight.feelings import curves, stage_feelings
from journeymap.layout.canvas import CAPTION, Canvas
from journeymap.layout.feeling.axis import Axis, step_text
from journeymap.layout.feeling.branches import draw_branches
from journeymap.layout.feeling.drawing import draw_curve, draw_intervals, draw_markers, draw_previous_curves, draw_zones
from journeymap.layout.feeling.flats import draw_flat_intervals, draw_flat_lines
from journeymap.layout.feeling.labels import Label, draw_labels, draw_level
from journeymap.layout.feeling.measured import measures_of
from journeymap.layout.feeling.placing import Box
from journeymap.layout.feeling.stated import series_of
from journeymap.layout.feeling.strips import Strips, wants_strips
from journeymap.layout.feeling.unscored import draw_unscored, has_unscored, unscored_height
from journeymap.layout.feeling.wording import place_labels
from journeymap.layout.frame import Row
from journeymap.layout.icons import draw_icon
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec

_UNIT = 60.0
_HEIGHT = 344.0
_TITLE_ROOM = 34.0


class Feeling:
    """The emotion curves: on one axis for up to three personas, else in a strip for each.

    Feelings that are words without a score stand below them.
    """

    name = "feeling"
    icon = "feeling"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-feeling"]

    def height(self, spec: MapSpec, row: Row) -> float:
        if measures_of(spec) is None and not any(part.emotions for part in spec.journey.parts):
            return 0
        below = unscored_height(spec, row)
        return (self._curves_height(spec) or (_TITLE_ROOM if below else 0)) + below

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        height = self._curves_height(spec)
        if wants_strips(spec):
            Strips(spec).draw(canvas, row, top)
        elif height:
            self._draw_curves(canvas, spec, row, top)
        if has_unscored(spec.journey):
            draw_unscored(canvas, spec, row, top + (height or _TITLE_ROOM), ruled=height > 0)

    def _curves_height(self, spec: MapSpec) -> float:
        """The height without the words below; 0 where no feeling has a score, and there are words alone."""
        if wants_strips(spec):
            return Strips(spec).height()
        has_curves = bool(curves(spec.journey) or stage_feelings(spec.journey))
        return 0 if has_unscored(spec.journey) and not has_curves else _HEIGHT

    def _draw_curves(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        axis = Axis(top + _HEIGHT / 2, _UNIT)
        all_series = series_of(spec)
        room = Box(row.start, top + 3, row.end, top + _HEIGHT - 3)
        labels = place_labels(spec, all_series, row, axis, room)
        draw_zones(canvas, spec, row, top, _HEIGHT, axis)
        _draw_axis(canvas, spec, row, axis, labels)
        draw_previous_curves(canvas, spec, row, axis)
        for series in reversed(all_series):
            with canvas.group(persona=series.persona_id):
                draw_intervals(canvas, series, row, axis)
                draw_flat_intervals(canvas, series.index, series.flat_lines(row), axis)
        for series in reversed(all_series):
            with canvas.group(persona=series.persona_id):
                draw_branches(canvas, series, row, axis)
        for series in reversed(all_series):
            with canvas.group(persona=series.persona_id):
                draw_curve(canvas, spec, series, row, axis)
        for series in reversed(all_series):
            with canvas.group(persona=series.persona_id):
                draw_flat_lines(canvas, spec, series.name, series.index, series.flat_lines(row), axis)
                draw_markers(canvas, spec, series, row, axis)
        draw_labels(canvas, labels)


def _draw_axis(canvas: Canvas, spec: MapSpec, row: Row, axis: Axis, labels: list[Label]) -> None:
    for step in (-2, -1, 1, 2):
        draw_level(canvas, (row.start, row.end), axis.y(step), labels, "rule2", (1, 5))
    draw_level(canvas, (row.start, row.end), axis.y(0), labels, "rule2")
    edge = MARGIN + GUTTER - 10
    for step in (-2, -1, 0, 1, 2):
        canvas.text(edge, axis.y(step) + 3.6, step_text(spec, step), CAPTION, "ink3", align="end")
    for face, step, colour in (("high", 2, "opportunity"), ("neutral", 0, "ink3"), ("low", -2, "pain")):
        draw_icon(canvas, f"face-{face}", edge - 50, axis.y(step) - 9, colour, size=18)
