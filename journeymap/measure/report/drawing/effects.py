"""A row of the report for each action that is done: its figure before and since, and what that says."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, LABEL, TABLE, TABLE_STRONG, Canvas
from journeymap.measure.report.drawing.marks import ChartBox, draw_interval
from journeymap.measure.report.drawing.sheet import END, START, ReportBlock
from journeymap.measure.report.page import ReportEffect

_TEXT, _LEFT = START + 30, 244.0
_VALUE = 372.0
_CHART, _CHART_WIDTH = 384.0, 140.0
_RIGHT = 552.0
_ABOVE, _BELOW = 14.0, 13.0
_APART = 15.0


def effect_row(effect: ReportEffect) -> ReportBlock:
    """The row of an action."""

    def draw(canvas: Canvas, top: float) -> float:
        with canvas.group(kind="effect", title=f"{effect.code} {effect.title}"):
            y = top + _ABOVE
            canvas.text(START, y + 11, effect.code, LABEL, "opportunity", rtl=False)
            left = canvas.lines(_TEXT, y - 1, LABEL.lines(effect.title, _LEFT), LABEL, "ink") + 1
            for line in filter(None, (effect.done, effect.what)):
                left = canvas.lines(_TEXT, left, CAPTION.lines(line, _LEFT), CAPTION, "ink2")
            style = TABLE_STRONG if effect.is_said else TABLE
            lines = style.lines(effect.verdict, END - _RIGHT)
            right = canvas.lines(_RIGHT, y - 2, lines, style, "ink" if effect.is_said else "ink2")
            _draw_chart(canvas, effect, y + 7)
        return max(left, right, y + 7 + 2 * _APART) + _BELOW

    return ReportBlock(draw)


def _draw_chart(canvas: Canvas, effect: ReportEffect, y: float) -> None:
    told = [each for each in (effect.before, effect.after) if each is not None]
    ends = [end for each in told for end in (each.value, each.low, each.high) if end is not None]
    if not ends:
        return
    beyond = (max(ends) - min(ends)) * 0.12 or 1.0
    scale = (min(ends) - beyond, max(ends) + beyond)
    canvas.line(_CHART, y + _APART / 2, _CHART + _CHART_WIDTH, y + _APART / 2, "rule")
    for index, each in enumerate((effect.before, effect.after)):
        if each is not None:
            level = y + index * _APART
            style, colour = (CAPTION_BOLD, "ink") if index else (CAPTION, "ink2")
            canvas.text(_VALUE, level + 4, each.text, style, colour, align="end", rtl=False)
            draw_interval(canvas, each, scale, ChartBox(_CHART, level, _CHART_WIDTH, 0), hollow=index == 0)
