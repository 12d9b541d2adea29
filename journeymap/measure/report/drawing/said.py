"""What customers say, in three columns: quotes, or how many comments have each signal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeymap.layout.canvas import BODY, CAPTION, CAPTION_BOLD, LABEL, Canvas
from journeymap.measure.report.drawing.sheet import ROOM, START, ReportBlock, station
from journeymap.measure.report.page import ReportQuote, ReportSignals

_ACROSS = 3
_GAP = 26.0
_COLUMN = (ROOM - _GAP * (_ACROSS - 1)) / _ACROSS
_TEXT = 34.0
_BELOW = 16.0
_DrawCell = Callable[[Canvas, float, float], float]


def quote_rows(quotes: Sequence[ReportQuote]) -> Iterator[ReportBlock]:
    """Quotes, three in a row."""
    return _rows([_quote_cell(each) for each in quotes])


def signal_rows(steps: Sequence[ReportSignals]) -> Iterator[ReportBlock]:
    """Counted signals of each step, three in a row."""
    return _rows([_signals_cell(each) for each in steps])


def _rows(cells: Sequence[_DrawCell]) -> Iterator[ReportBlock]:
    for first in range(0, len(cells), _ACROSS):
        yield ReportBlock(_row(cells[first : first + _ACROSS]))


def _row(cells: Sequence[_DrawCell]) -> Callable[[Canvas, float], float]:
    def draw(canvas: Canvas, top: float) -> float:
        return max(cell(canvas, START + at * (_COLUMN + _GAP), top) for at, cell in enumerate(cells)) + _BELOW

    return draw


def _quote_cell(quote: ReportQuote) -> _DrawCell:
    def draw(canvas: Canvas, x: float, top: float) -> float:
        station(canvas, x + 12, top + 12, quote.step, scale=0.75)
        y = canvas.lines(x + _TEXT, top, BODY.lines(quote.text, _COLUMN - _TEXT), BODY, "ink")
        return canvas.lines(x + _TEXT, y + 4, CAPTION.lines(quote.note, _COLUMN - _TEXT), CAPTION, "ink3")

    return draw


def _signals_cell(step: ReportSignals) -> _DrawCell:
    def draw(canvas: Canvas, x: float, top: float) -> float:
        station(canvas, x + 12, top + 12, step.step, scale=0.75)
        y = canvas.lines(x + _TEXT, top, LABEL.lines(step.step.name, _COLUMN - _TEXT), LABEL, "ink") + 3
        widest = max(CAPTION_BOLD.width(each.text) for each in step.signals)
        for each in step.signals:
            canvas.text(x + _TEXT + widest, y + 11, each.text, CAPTION_BOLD, "ink", align="end", rtl=False)
            room = _COLUMN - _TEXT - widest - 8
            y = canvas.lines(x + _TEXT + widest + 8, y, BODY.lines(each.label, room), BODY, "ink2")
        return canvas.lines(x + _TEXT, y + 3, CAPTION.lines(step.note, _COLUMN - _TEXT), CAPTION, "ink3")

    return draw
