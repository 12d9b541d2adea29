"""The curves of an overview for a wall: thick, each on a halo of paper, above a ground where it is bad."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.branches import draw_branches
from journeymap.layout.feeling.curve import sample, segments
from journeymap.layout.feeling.drawing import draw_curve, draw_markers
from journeymap.layout.feeling.flats import draw_flat_lines
from journeymap.layout.feeling.labels import draw_labels
from journeymap.layout.feeling.placing import Box
from journeymap.layout.feeling.series import Series
from journeymap.layout.icons import draw_icon
from journeymap.layout.overview.curves import strongest
from journeymap.layout.overview.scale import LEAST_SPAN, FeelingLimit, axis_within
from journeymap.layout.overview.spec import MARGIN, OverviewSpec
from journeymap.layout.overview.words import OverviewWords

_ABOVE, _BELOW = 30.0, 30.0
_HALO = 4.0
_MARKER, _FAINT = 5.0, 1.6
_FACE = 17.0
_SAMPLES = 6
_LOW_OPACITY = 0.5


def draw_wall_curves(canvas: Canvas, spec: OverviewSpec, series: Sequence[Series], top: float, bottom: float) -> None:
    """Draws the curves between two y, with the names of their extremes; nothing where nobody feels anything."""
    if not series:
        return
    row, strong = spec.row, strongest(series)
    axis = _axis(spec, series, top, bottom)
    _draw_ground(canvas, spec, axis, bottom)
    words = OverviewWords(spec, series, axis, Box(MARGIN, top + 2, spec.end, bottom - 2))
    faces = _faces(axis, top, bottom)
    for y in faces:
        words.occupy(Box(0, y - _FACE / 2, MARGIN + 4, y + _FACE / 2))
    labels = words.labels(strong)
    for token, name, y in zip(("opportunity", "pain"), ("face-high", "face-low"), faces, strict=True):
        draw_icon(canvas, name, (MARGIN - _FACE) / 2, y - _FACE / 2, token, size=_FACE)
    canvas.line(0, axis.neutral, canvas.width, axis.neutral, "rule2", 1.2)
    for each in reversed([*strong, *(one for one in series if one not in strong)]):
        with canvas.group(persona=each.persona_id):
            if each in strong:
                _draw_halo(canvas, spec, each, axis)
                draw_branches(canvas, each, row, axis)
            draw_curve(canvas, spec.map, each, row, axis, width=0 if each in strong else _FAINT)
    radius = min(_MARKER, spec.column_width * 0.16)
    for each in reversed(strong):
        with canvas.group(persona=each.persona_id):
            draw_flat_lines(canvas, spec.map, each.name, each.index, each.flat_lines(row), axis, radius=radius)
            draw_markers(canvas, spec.map, each, row, axis, radius=radius, with_leaving=False)
    draw_labels(canvas, labels)


def _axis(spec: OverviewSpec, series: Sequence[Series], top: float, bottom: float) -> Axis:
    found = []
    for each in series:
        feelings = [mark.feeling for mark in each.lone(spec.row)]
        for run in each.runs(spec.row):
            feelings += [y for _, y in sample([(mark.column.middle, mark.feeling) for mark in run], _SAMPLES)]
        feelings += [flat.feeling for flat in each.flat_lines(spec.row)]
        found += [FeelingLimit(feeling, top + _ABOVE, bottom - _BELOW) for feeling in feelings]
    return axis_within(found, top + _ABOVE, bottom - _BELOW)


def _draw_ground(canvas: Canvas, spec: OverviewSpec, axis: Axis, bottom: float) -> None:
    """Draws the ground of what is bad over the whole width: a tint or, where nothing is tinted, a hatch."""
    if spec.map.theme.drawing.low_hatched:
        canvas.hatch(0, axis.neutral, canvas.width, bottom - axis.neutral, "hatch")
    else:
        canvas.rect(0, axis.neutral, canvas.width, bottom - axis.neutral, "pain-tint", opacity=_LOW_OPACITY)


def _draw_halo(canvas: Canvas, spec: OverviewSpec, series: Series, axis: Axis) -> None:
    width = spec.map.theme.drawing.curve + _HALO
    for run in series.runs(spec.row):
        points = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
        canvas.path([("M", points[0]), *segments(points)], stroke="paper", stroke_width=width)


def _faces(axis: Axis, top: float, bottom: float) -> tuple[float, float]:
    """The y of the two faces that say which way is good: half a step or more from neutral, within the room."""
    away = max(axis.unit * LEAST_SPAN, _FACE)
    return max(axis.neutral - away, top + _FACE), min(axis.neutral + away, bottom - _FACE)
