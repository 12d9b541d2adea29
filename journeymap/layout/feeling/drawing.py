"""Draws the parts of an emotion curve: zones, intervals, the curve itself, and its markers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.apart import kept_apart
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.branches import THREAD, THREAD_DASH, join_data, threads_of
from journeymap.layout.feeling.curve import Piece, Point, covering, pieces, segments
from journeymap.layout.feeling.leaving import draw_leaving
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.frame import Row
from journeymap.layout.marks import marker
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MapSpec, persona_token
from journeymap.model import Emotion, Touchpoint
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import ChangesOverlay

_STUB = 24.0
_BRANCH = 1.5
_RISE = 16.0
_DASH = (6.0, 5.0)
_WIDTHS = (3.0, 2.5, 2.0)


def draw_zones(canvas: Canvas, spec: MapSpec, row: Row, top: float, height: float, axis: Axis) -> None:
    """Draws the zones above and below neutral: gradients, or a hatch below it, as the theme has it."""
    drawing = spec.theme.drawing
    width = row.end - row.start
    below = top + height - axis.neutral
    if drawing.low_hatched:
        canvas.hatch(row.start, axis.neutral, width, below, "hatch")
    if drawing.zones:
        canvas.gradient(row.start, top + 0.5, width, axis.neutral - top - 0.5, "zone-high", top=1, bottom=0.15)
        canvas.gradient(row.start, axis.neutral, width, below - 0.5, "zone-low", top=0.15, bottom=1)


def draw_intervals(canvas: Canvas, series: Series, row: Row, axis: Axis) -> None:
    """Draws the intervals: a band along neighbouring points with an interval, a whisker on a single one."""
    for run in _runs_and_lone(series, row):
        for first, last in _with_interval(run):
            if first == last:
                _draw_whisker(canvas, run[first], axis, persona_token(series.index))
            else:
                canvas.path(_band(run, first, last, axis), persona_token(series.index, tint=True), opacity=0.75)


def whiskers(series: Series, row: Row) -> list[Mark]:
    """The points with an interval whose neighbours have none; their intervals are drawn as whiskers."""
    runs = _runs_and_lone(series, row)
    return [run[first] for run in runs for first, last in _with_interval(run) if first == last]


def _runs_and_lone(series: Series, row: Row) -> list[list[Mark]]:
    return [*series.runs(row), *([mark] for mark in series.lone(row))]


def _with_interval(run: list[Mark]) -> list[tuple[int, int]]:
    """The first and the last index of each stretch of points with an interval."""
    stretches: list[tuple[int, int]] = []
    for index, mark in enumerate(run):
        if mark.low is None or mark.high is None:
            continue
        if stretches and stretches[-1][1] == index - 1:
            stretches[-1] = (stretches[-1][0], index)
        else:
            stretches.append((index, index))
    return stretches


def _band(run: list[Mark], first: int, last: int, axis: Axis) -> list[Segment]:
    """The outline of the band from one point to another. Its edges are parts of curves through the whole run."""
    upper: list[Point] = [
        (mark.column.middle, axis.y(mark.feeling if mark.high is None else mark.high)) for mark in run
    ]
    lower: list[Point] = [(mark.column.middle, axis.y(mark.feeling if mark.low is None else mark.low)) for mark in run]
    upper_edge = segments(upper)[first:last]
    lower_edge = _reversed(lower[first], segments(lower)[first:last])
    return [("M", upper[first]), *upper_edge, ("L", lower[last]), *lower_edge, ("Z", ())]


def _reversed(start: Point, curves: Sequence[Segment]) -> list[Segment]:
    """Curves that start at `start`, in the opposite direction."""
    found: list[Segment] = []
    ends = [start, *((numbers[4], numbers[5]) for _, numbers in curves)]
    for (_, (x0, y0, x1, y1, _, _)), end in zip(reversed(curves), reversed(ends[:-1]), strict=True):
        found.append(("C", (x1, y1, x0, y0, *end)))
    return found


def _draw_whisker(canvas: Canvas, mark: Mark, axis: Axis, colour: str) -> None:
    x, top, bottom = mark.column.middle, axis.y(mark.high or 0), axis.y(mark.low or 0)
    canvas.line(x, top, x, bottom, colour, 1.4)
    for y in (top, bottom):
        canvas.line(x - 5, y, x + 5, y, colour, 1.4)


def draw_curve(canvas: Canvas, spec: MapSpec, series: Series, row: Row, axis: Axis, *, width: float = 0) -> None:
    """Draws a curve's main line, join by join: solid between points that are observed or measured, else dashed.

    Its `width` in pixels is that of its persona, unless it is given; then the line is never double.
    """
    colour = persona_token(series.index)
    double = spec.theme.drawing.double_second and series.index == 1 and not width
    width = (width or _WIDTHS[min(series.index, len(_WIDTHS) - 1)]) * spec.theme.drawing.curve / _WIDTHS[0]
    for run in series.runs(row):
        points: list[Point] = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
        joins = list(zip(pairwise(run), points, segments(points), strict=False))
        for (start, end), first, segment in joins:
            canvas.path(
                [("M", first), segment],
                stroke=colour,
                stroke_width=5 if double else width,
                dash=_DASH if start.assumed or end.assumed else (),
                kind="feeling",
                data=join_data(series, start, end),
            )
        for _, first, segment in joins if double else ():
            canvas.path([("M", first), segment], stroke="paper", stroke_width=2)
    for thread in threads_of(series, row, axis):
        first, segment = thread.curve(axis)
        data = join_data(series, thread.start, thread.end)
        canvas.path(
            [("M", first), segment], stroke=colour, stroke_width=THREAD, dash=THREAD_DASH, kind="feeling", data=data
        )
    _draw_stubs(canvas, series, row, axis, colour, width)


def draw_ghost(canvas: Canvas, series: Series, row: Row, axis: Axis) -> None:
    """Draws the curve of another persona, faint, for comparison."""
    for run in series.runs(row):
        points: list[Point] = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
        canvas.path([("M", points[0]), *segments(points)], stroke="ghost")
    for thread in threads_of(series, row, axis):
        first, segment = thread.curve(axis)
        canvas.path([("M", first), segment], stroke="ghost", dash=THREAD_DASH)


def draw_previous_curves(canvas: Canvas, spec: MapSpec, row: Row, axis: Axis, persona: str | None = None) -> None:
    """Draws the curves of the previous version, of one persona or of all: dotted, with small hollow points."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None:
        return
    shown = [each for each in changes.felt_by if persona in (None, each)]
    for persona_id, felt in kept_apart({each: _felt_before(changes, row, each) for each in shown}).items():
        with canvas.group(kind="before", title=changes.before, persona=persona_id):
            points = _points_before(row, felt, axis)
            lines = _lines_before(spec, changes, persona_id, points)
            _draw_previous_curve(canvas, lines, points.values(), spec.persona_index(persona_id) or 0)


def previous_lines(spec: MapSpec, persona: str, row: Row, axis: Axis) -> list[list[Point]]:
    """The lines of a persona's curve in the previous version, by their points."""
    changes = spec.overlay(ChangesOverlay)
    if changes is None or persona not in changes.felt_by:
        return []
    points = _points_before(row, _felt_before(changes, row, persona), axis)
    return [line for line in _lines_before(spec, changes, persona, points) if len(line) > 1]


def _points_before(row: Row, felt: Mapping[int, float], axis: Axis) -> dict[str, Point]:
    return {each.touchpoint.id: (each.middle, axis.y(felt[each.number])) for each in row.columns if each.number in felt}


def _lines_before(
    spec: MapSpec, changes: ChangesOverlay, persona: str, points: Mapping[str, Point]
) -> list[list[Point]]:
    joined = [[each for each in line if each not in spec.folded] for line in changes.joined_before.get(persona, ())]
    return [line for each in joined for line in _going_on(each, points)]


def _going_on(joined: Sequence[str], points: Mapping[str, Point]) -> Iterator[list[Point]]:
    """The parts of a line of the old curve that are in the row, and lead on in the order that the steps now have."""
    line: list[Point] = []
    for touchpoint in joined:
        point = points.get(touchpoint)
        if point is None or (line and point[0] <= line[-1][0]):
            yield line
            line = []
        if point is not None:
            line.append(point)
    yield line


def _felt_before(changes: ChangesOverlay, row: Row, persona: str) -> dict[int, float]:
    """The feelings of a persona in the previous version, -2 to 2, by the number of the touchpoint."""
    paths = {each.number: ItemPath.to(touchpoint=each.touchpoint.id, emotion=persona) for each in row.columns}
    found = {number: changes.at(path).feeling for number, path in paths.items()}
    return {number: feeling for number, feeling in found.items() if feeling is not None}


def _draw_previous_curve(canvas: Canvas, lines: Iterable[list[Point]], points: Iterable[Point], index: int) -> None:
    colour = persona_token(index)
    for line in lines:
        if len(line) > 1:
            canvas.path([("M", line[0]), *segments(line)], stroke=colour, stroke_width=2, dash=(2, 5), opacity=0.8)
    for x, y in points:
        canvas.circle(x, y, 2.6, "paper", stroke=colour, stroke_width=1.1)


def _draw_stubs(canvas: Canvas, series: Series, row: Row, axis: Axis, colour: str, width: float) -> None:
    """Draws the short lines at the ends of a row by which the curve continues from and to the neighbouring rows."""
    strokes = {"main": (width, _DASH), "branch": (_BRANCH, _DASH), "thread": (THREAD, THREAD_DASH)}
    for (x, y), (end, _), kind in _leaving(series, row, axis):
        canvas.line(x, y, end, y, colour, *strokes[kind])
    for start, point, kind in _entering(series, row, axis):
        curve = [("M", start), _levelling(start, point)]
        canvas.path(curve, stroke=colour, stroke_width=strokes[kind][0], dash=strokes[kind][1])


def _levelling(start: Point, end: Point) -> Segment:
    """The curve of a short line from another row, which leaves its start level and comes level to its end."""
    return "C", (start[0] + 16, start[1], end[0] - 16, end[1], *end)


_Kind = Literal["main", "branch", "thread"]
_StubEnds = tuple[Point, Point, _Kind]
"""The ends of a short line to or from another row, and of which kind of join it is a part."""


def _leaving(series: Series, row: Row, axis: Axis) -> Iterator[_StubEnds]:
    for column, onward in series.leaving(row):
        x, y = column.middle, axis.y(series.drawn(column.number))
        kinds = {_kind(series, column.number, number) for number in onward}
        yield (x, y), (x + _STUB + 10, y), next(kind for kind in _KINDS if kind in kinds)


def _entering(series: Series, row: Row, axis: Axis) -> Iterator[_StubEnds]:
    for column, incoming in series.entering(row):
        for number in incoming:
            x, y, y0 = column.middle, axis.y(series.drawn(column.number)), axis.y(series.drawn(number))
            kind = _kind(series, number, column.number)
            if kind == "branch":  # from whatever row it comes, it only says from where: above, below or level
                y0 = min(max(y0, y - _RISE), y + _RISE)
            yield (x - _STUB - 24, y0), (x, y), kind


_KINDS: tuple[_Kind, ...] = ("main", "branch", "thread")


def _kind(series: Series, start: int, end: int) -> _Kind:
    if series.is_thread(start, end):
        return "thread"
    return "main" if series.on_main(start, end) else "branch"


def along_stubs(series: Series, row: Row, axis: Axis) -> Iterator[Piece]:
    """Boxes along the short lines to the neighbouring rows, which labels have to keep off."""
    for (x1, y), (x2, _), _ in _leaving(series, row, axis):
        yield from covering((x1 + (x2 - x1) * part / 4, y) for part in range(5))
    for start, end, _ in _entering(series, row, axis):
        yield from pieces(start, _levelling(start, end))


def draw_markers(
    canvas: Canvas, spec: MapSpec, series: Series, row: Row, axis: Axis,
    *, radius: float = 5.8, with_leaving: bool = True, only_at: Collection[int] | None = None,
) -> None:  # fmt: skip
    """Draws a marker at each point: larger at peak, lowest point and end; hollow where assumed or of few answers.

    `with_leaving` is whether the signs for leaving stand beside them. `only_at` has the numbers of those touchpoints
    that get a marker, None for all.
    """
    colour, tooltips = persona_token(series.index), _tooltips(spec, series)
    for mark in series.marks(row):
        column = mark.column
        if only_at is not None and column.number not in only_at:
            continue
        size = radius * 1.38 if series.is_extreme(mark) else radius
        with canvas.group(touchpoint=column.touchpoint.id, title=tooltips[column.number]):
            y = axis.y(mark.feeling)
            if with_leaving:
                draw_leaving(canvas, spec, series, column, y, size)
            hollow = mark.assumed or column.number in series.few
            marker(canvas, column.middle, y, series.index, size, colour, hollow=hollow, halo=1.5)


def _tooltips(spec: MapSpec, series: Series) -> dict[int, str]:
    """What is told of each point, by the number of its touchpoint: the same in all drawings of a page."""
    if series.tooltips is None or series.tooltips[0] is not spec.words:
        named = spec.journey.touchpoint_by_number
        told = {at: _tooltip(spec, series, named[at], emotion) for at, (emotion, *_) in series.emotions.items()}
        series.tooltips = spec.words, told
    return series.tooltips[1]


def _tooltip(spec: MapSpec, series: Series, touchpoint: Touchpoint, emotion: Emotion) -> str:
    score, evidence = spec.score(emotion.known_score), spec.words[emotion.evidence]
    return " · ".join(filter(None, (series.name, touchpoint.name, emotion.label, score, evidence)))
