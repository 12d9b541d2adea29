"""A row of the report for each figure as it stands, on the scale of its metric."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, LABEL, TABLE, Canvas
from journeymap.measure.report.drawing.marks import ChartBox, draw_interval
from journeymap.measure.report.drawing.sheet import END, START, ReportBlock, station
from journeymap.measure.report.page import ReportStanding

_TEXT, _LEFT = START + 34, 240.0
_WHAT, _WHAT_ROOM = START + 286, 104.0
_CHART, _CHART_WIDTH = 444.0, 250.0
_VALUE = 756.0
_LEAST = 30.0


def standing_row(found: ReportStanding) -> ReportBlock:
    """The row of a figure; its dot is hollow where it rests on few answers."""

    def draw(canvas: Canvas, top: float) -> float:
        y = top + _LEAST / 2
        station(canvas, START + 12, y, found.step, scale=0.75)
        name = canvas.lines(_TEXT, y - 8, LABEL.lines(found.step.name, _LEFT), LABEL, "ink")
        what = canvas.lines(_WHAT, y - 8, TABLE.lines(found.what, _WHAT_ROOM), TABLE, "ink2")
        canvas.line(_CHART, y, _CHART + _CHART_WIDTH, y, "rule2")
        for x in (_CHART, _CHART + _CHART_WIDTH):
            canvas.line(x, y - 3, x, y + 3, "rule2")
        draw_interval(canvas, found.whisker, (0, 1), ChartBox(_CHART, y, _CHART_WIDTH, 0), hollow=found.few)
        canvas.text(_VALUE, y + 4.2, found.whisker.text, LABEL, "ink", align="end", rtl=False)
        canvas.text(END, y + 4, found.sample, CAPTION, "ink3", align="end", rtl=False)
        return max(name, what, top + _LEAST - 6) + 6

    return ReportBlock(draw)
