"""Rows of the report for what customers do otherwise than the journey says: ways, and what else is to be told."""

from __future__ import annotations

from journeymap.layout.canvas import BODY, CAPTION, LABEL, TABLE, Canvas
from journeymap.measure.report.drawing.marks import ChartBox, draw_interval
from journeymap.measure.report.drawing.sheet import END, ROOM, START, ReportBlock, station
from journeymap.measure.report.page import ReportRemark, ReportWay

_TEXT, _LEFT = START + 34, 186.0
_TO, _TO_ROOM = START + 232, 176.0
_CHART, _CHART_WIDTH = 466.0, 170.0
_VALUE = 706.0
_SAID, _SAID_ROOM = 718.0, END - 718.0
_LEAST = 34.0
_APART = 6.0
_LABELS = 130.0


def way_row(found: ReportWay) -> ReportBlock:
    """The row of a way: its share as the journey has it, hollow, and as it was measured, on a line from 0 to 100 %."""

    def draw(canvas: Canvas, top: float) -> float:
        y = top + _LEAST / 2
        station(canvas, START + 12, y, found.step, scale=0.75)
        bottoms = [
            canvas.lines(_TEXT, y - 8, LABEL.lines(found.step.name, _LEFT), LABEL, "ink"),
            canvas.lines(_TO, y - 8, TABLE.lines(found.to, _TO_ROOM), TABLE, "ink2"),
        ]
        canvas.line(_CHART, y, _CHART + _CHART_WIDTH, y, "rule2")
        for x in (_CHART, _CHART + _CHART_WIDTH):
            canvas.line(x, y - 3, x, y + 3, "rule2")
        box = ChartBox(_CHART, y, _CHART_WIDTH, 0)
        if found.stated is not None:
            draw_interval(canvas, found.stated, (0, 1), box, hollow=True)
        draw_interval(canvas, found.measured, (0, 1), box, hollow=False)
        canvas.text(_VALUE, y + 4.2, found.measured.text, LABEL, "ink", align="end")
        said = canvas.lines(_SAID, y - 12, CAPTION.lines(found.said, _SAID_ROOM), CAPTION, "ink2")
        bottoms.append(canvas.lines(_SAID, said, (found.sample,), CAPTION, "ink3"))
        return max(*bottoms, top + _LEAST - _APART) + _APART

    return ReportBlock(draw)


def remark_row(remark: ReportRemark, apart: float = _APART) -> ReportBlock:
    """What else is told, beside its label, with so many pixels above and below."""

    def draw(canvas: Canvas, top: float) -> float:
        y = top + apart
        label = canvas.lines(START, y, LABEL.lines(remark.label, _LABELS - 16), LABEL, "ink")
        bottom = y
        for text in remark.texts:
            bottom = canvas.lines(START + _LABELS, bottom, BODY.lines(text, ROOM - _LABELS), BODY, "ink2")
        return max(label, bottom) + apart

    return ReportBlock(draw)
