"""A row of the report for each metric that moved: how much, over time, what it is made of, and whose action it is."""

from __future__ import annotations

from journeymap.layout.canvas import (
    BODY,
    CAPTION,
    CAPTION_BOLD,
    CAPTION_STRONG,
    HEADING,
    LABEL,
    TABLE,
    Canvas,
    Type,
)
from journeymap.layout.marks import arrow_up_forward, overdue_disc
from journeymap.measure.report.drawing.marks import BAR, COLOURS, ChartBox, draw_parts, draw_series, first_label
from journeymap.measure.report.drawing.sheet import END, START, ReportBlock, station
from journeymap.measure.report.page import ReportMover, ReportTask
from journeymap.style.fonts import SEMIBOLD

_CHANGE = Type(28, SEMIBOLD, 32)
_TEXT = START + 42
_LEFT = 208.0
_GAP = 12.0
_CHART, _CHART_WIDTH, _CHART_HEIGHT = 338.0, 168.0, 56.0
_RIGHT = 584.0
_BARS = 76.0
_ABOVE, _BELOW = 16.0, 14.0
_LEAST = 118.0


def mover_row(mover: ReportMover, pixels: float) -> ReportBlock:
    """The row of a mover; bars of within and mix have so many `pixels` to the point."""

    def draw(canvas: Canvas, top: float) -> float:
        with canvas.group(kind="mover", title=f"{mover.step.name}: {mover.change} {mover.unit}"):
            y = top + _ABOVE
            station(canvas, START + 16, y + 14, mover.step)
            draw_series(canvas, mover, ChartBox(_CHART, y + 8, _CHART_WIDTH, _CHART_HEIGHT))
            bottoms = (_draw_change(canvas, mover, y), _draw_answer(canvas, mover, y, pixels), top + _LEAST)
        return max(bottoms) + _BELOW

    return ReportBlock(draw)


def pixels_to_the_point(movers: tuple[ReportMover, ...]) -> float:
    """How long a point is in bars of within and mix, so that the longest has its room."""
    lengths = (abs(each.parts.within) + abs(each.parts.mix) for each in movers if each.parts)
    return _BARS / max(lengths, default=1.0) if any(each.parts for each in movers) else 1.0


def _draw_change(canvas: Canvas, mover: ReportMover, y: float) -> float:
    y = canvas.lines(_TEXT, y - 3, HEADING.lines(mover.step.name, _LEFT), HEADING, "ink")
    y = canvas.lines(_TEXT, y + 1, TABLE.lines(mover.what, _LEFT), TABLE, "ink2") + 8
    canvas.text(_TEXT, y + 26, mover.change, _CHANGE, COLOURS[mover.direction], rtl=False)
    x = _TEXT + _CHANGE.width(mover.change) + 10
    width = canvas.text(x, y + 11, mover.unit, LABEL, "ink")
    end = min(_TEXT + _LEFT, _CHART + first_label(mover) - _GAP)
    if mover.interval:
        fits = x + width + 5 + LABEL.width(mover.interval) <= end
        y += 0 if fits else LABEL.leading
        canvas.text(x + width + 5 if fits else x, y + 11, mover.interval, LABEL, "ink", rtl=False)
    y = canvas.lines(x, y + 15, CAPTION.lines(mover.counts, end - x), CAPTION, "ink2")
    for also in mover.also:
        y = canvas.lines(_TEXT, y + 4, CAPTION.lines(also, _LEFT), CAPTION, "ink2")
    return y


def _draw_answer(canvas: Canvas, mover: ReportMover, y: float, pixels: float) -> float:
    """Draws what a change is made of, and the action that answers it, or that none does, and those that were done."""
    room = END - _RIGHT
    if mover.parts is not None:
        width = draw_parts(canvas, mover.parts, mover.direction, _RIGHT, y, pixels)
        x = _RIGHT + width + 10
        x += canvas.text(x, y + BAR - 2, mover.parts.within_text, CAPTION_BOLD, "ink") + 8
        canvas.text(x, y + BAR - 2, mover.parts.mix_text, CAPTION, "ink2")
        y += BAR + 8
    if mover.why:
        y = canvas.lines(_RIGHT, y, TABLE.lines(mover.why, room), TABLE, "ink2") + 8
    if mover.task is not None:
        y = _draw_task(canvas, mover.task, mover.further, y) + 4
    elif mover.unanswered:
        overdue_disc(canvas, _RIGHT + 6, y + 8)
        y = canvas.lines(_RIGHT + 20, y, LABEL.lines(mover.unanswered, room - 20), LABEL, "pain") + 2
        y = canvas.lines(_RIGHT + 20, y, CAPTION.lines(mover.unanswered_note, room - 20), CAPTION, "ink2") + 4
    for done in mover.done:
        y = canvas.lines(_RIGHT, y, CAPTION.lines(done, room), CAPTION, "ink2") + 4
    return y


def _draw_task(canvas: Canvas, task: ReportTask, further: str, y: float) -> float:
    room = END - _RIGHT
    arrow_up_forward(canvas, _RIGHT, y + 3, "opportunity")
    x = _RIGHT + 18 + canvas.text(_RIGHT + 16, y + 12, task.code, LABEL, "opportunity", rtl=False) + 8
    y = canvas.lines(x, y, BODY.lines(task.title, END - x), BODY, "ink") + 7
    x = _RIGHT
    if task.owner:
        lines = CAPTION_STRONG.lines(task.owner, room - 20)
        width = max(map(CAPTION_STRONG.width, lines)) + 18
        height = 17 + (len(lines) - 1) * CAPTION_STRONG.leading
        canvas.rect(x, y, width, height, None, radius=8.5, stroke="ink2", stroke_width=1)
        canvas.lines(x + 9, y + 2, lines, CAPTION_STRONG, "ink2")
        x += width + 10
        if x + CAPTION_BOLD.width(task.due) + 18 > END:
            x, y = _RIGHT, y + height + 6
    y = _draw_due(canvas, task, x, y)
    return canvas.lines(_RIGHT, y + 4, CAPTION.lines(further, room), CAPTION, "ink3") if further else y


def _draw_due(canvas: Canvas, task: ReportTask, x: float, y: float) -> float:
    if task.is_late:
        overdue_disc(canvas, x + 6, y + 8.5)
        canvas.text(x + 18, y + 12.2, task.due, CAPTION_BOLD, "pain")
    else:
        canvas.text(x, y + 12.2, task.due, CAPTION, "ink2")
    return y + 17
