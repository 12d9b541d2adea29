"""The marks of a report: a figure over time, its dots and whiskers, and bars of within and mix. In pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Segment
from journeymap.measure.report.page import ReportMover, ReportParts, ReportPoint, ReportWhisker
from journeymap.records import NamedTuple

COLOURS = {1: "opportunity", -1: "pain", 0: "ink2"}
"""The colour of what became better, worse, or neither."""
BAR = 12.0
_CAP = 3.5
_SHORTEST = 2.0
_LABEL_GAP = 8.0


class ChartBox(NamedTuple):
    """The place of a chart: its logical start, top, width and height."""

    x: float
    y: float
    width: float
    height: float


def draw_series(canvas: Canvas, mover: ReportMover, box: ChartBox) -> None:
    """Draws a figure over time with the band of its interval, and its last change in colour.

    The line and the band are broken where nothing is told.
    """
    told = [(index, point) for index, point in enumerate(mover.series) if point.value is not None]
    ends = [end for _, point in told for end in (point.value, point.low, point.high) if end is not None]
    low, high = min(ends), max(ends)
    spread = (high - low) or 1.0

    def at(index: int, value: float) -> tuple[float, float]:
        across = box.width / max(len(mover.series) - 1, 1)
        return box.x + index * across, box.y + box.height * (high - value) / spread

    colour = COLOURS[mover.direction]
    last = told[-1][0]
    for run in _runs(told):
        _draw_band(canvas, [(at(i, p.low), at(i, p.high)) for i, p in run if p.low is not None and p.high is not None])
    for run in _runs(told):
        _draw_line(canvas, [at(i, _value(p)) for i, p in run], colour if run[-1][0] == last else "ink2")
    _draw_labels(canvas, mover, told, at(*_place(told[0])), at(*_place(told[-1])), box)
    point = told[-1][1]
    x, y = at(*_place(told[-1]))
    if point.low is not None and point.high is not None:
        whisker(canvas, x, at(last, point.low)[1], at(last, point.high)[1], colour)
    canvas.circle(x, y, 4.6, colour, stroke="paper", stroke_width=1)


def first_label(mover: ReportMover) -> float:
    """Where the label of a series' first point begins at the leftmost: pixels from the chart's edge, at most 0."""
    first = next(point for point in mover.series if point.value is not None)
    return -_LABEL_GAP - CAPTION.width(first.told)


def _value(point: ReportPoint) -> float:
    return point.value if point.value is not None else 0.0


def _place(told: tuple[int, ReportPoint]) -> tuple[int, float]:
    return told[0], _value(told[1])


def _runs(told: Sequence[tuple[int, ReportPoint]]) -> Iterator[list[tuple[int, ReportPoint]]]:
    """The points in runs of neighbouring periods."""
    for _, run in groupby(enumerate(told), key=lambda each: each[1][0] - each[0]):
        yield [each for _, each in run]


def _draw_band(canvas: Canvas, ends: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    if len(ends) > 1:
        lower, upper = zip(*ends, strict=True)
        canvas.path(closed_path([*upper, *reversed(lower)]), "rule", opacity=0.75)


def _draw_line(canvas: Canvas, points: Sequence[tuple[float, float]], colour: str) -> None:
    """Draws a run, its last step in a colour."""
    if len(points) == 1:
        canvas.circle(*points[0], 2.2, "ink2")
        return
    steps: list[Segment] = [("M", points[0]), *(("L", point) for point in points[1:-1])]
    if len(points) > 2 or colour == "ink2":
        canvas.path([*steps, ("L", points[-1])] if colour == "ink2" else steps, stroke="ink2", stroke_width=1.6)
    if colour != "ink2":
        canvas.line(*points[-2], *points[-1], colour, 2.2)
        canvas.circle(*points[-2], 3.4, "ink2")


def _draw_labels(
    canvas: Canvas,
    mover: ReportMover,
    told: Sequence[tuple[int, ReportPoint]],
    first: tuple[float, float],
    last: tuple[float, float],
    box: ChartBox,
) -> None:
    canvas.text(first[0] - _LABEL_GAP, first[1] + 4, told[0][1].told, CAPTION, "ink2", align="end", rtl=False)
    canvas.text(last[0] + 11, last[1] + 4.3, told[-1][1].told, LABEL, COLOURS[mover.direction], rtl=False)
    below = box.y + box.height + 24
    canvas.text(box.x, below, mover.first, CAPTION, "ink3")
    canvas.text(box.x + box.width, below, mover.last, CAPTION, "ink3", align="middle")


def whisker(canvas: Canvas, x: float, low: float, high: float, colour: str) -> None:
    """Draws an upright interval with caps."""
    canvas.line(x, low, x, high, colour, 1.3)
    for y in (low, high):
        canvas.line(x - _CAP, y, x + _CAP, y, colour, 1.3)


def draw_interval(
    canvas: Canvas, found: ReportWhisker, ends: tuple[float, float], box: ChartBox, *, hollow: bool
) -> None:
    """Draws a figure as a dot with its interval on a line from the lower to the upper end."""
    low, high = ends

    def at(value: float) -> float:
        return box.x + box.width * (value - low) / (high - low)

    colour = "ink3" if hollow else "ink"
    if found.low is not None and found.high is not None:
        canvas.line(at(found.low), box.y, at(found.high), box.y, colour, 1.5)
        for end in (found.low, found.high):
            canvas.line(at(end), box.y - _CAP, at(end), box.y + _CAP, colour, 1.5)
    if hollow:
        canvas.circle(at(found.value), box.y, 4, "paper", stroke=colour, stroke_width=1.6)
    else:
        canvas.circle(at(found.value), box.y, 4.6, colour)


def draw_parts(canvas: Canvas, parts: ReportParts, direction: int, x: float, y: float, pixels: float) -> float:
    """Draws within as a filled bar and mix as a hollow one, `pixels` to the point, from x on; returns its width.

    Where the two go different ways, they start from a tick and go both ways from it. One that is too short to be seen
    is left out.
    """
    colour = COLOURS[direction]
    within, mix = (each if each >= _SHORTEST else 0.0 for each in (abs(parts.within) * pixels, abs(parts.mix) * pixels))
    are_apart = bool(within and mix) and parts.within * parts.mix < 0
    first, second = (x + mix, x) if are_apart else (x, x + within)
    if mix:
        canvas.rect(second + 0.75, y + 0.75, mix - 1.5, BAR - 1.5, "paper", stroke=colour, stroke_width=1.5)
    if within:
        canvas.rect(first, y, within, BAR, colour)
    if are_apart:
        canvas.line(x + mix, y - 3, x + mix, y + BAR + 3, "ink2", 1)
    return within + mix
