"""What stands around the blocks of a page: the head of the first, the line above others, and the legend below."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, NOTE, Canvas
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import overdue_disc, polygon
from journeymap.layout.sheet import SheetFact, SheetHead, draw_legend_strip, draw_sheet_head, legend_strip_height
from journeymap.layout.type_styles import TypeStyles
from journeymap.measure.report.drawing.sheet import END, FRAME, HEIGHT, ROOM, START, TOP
from journeymap.measure.report.page import ReportPage
from journeymap.style.theme import Theme

_LEAD_MOST = 680.0


def draw_head(canvas: Canvas, page: ReportPage, theme: Theme) -> float:
    """Draws the head of the first page: kicker, finding, lead and facts; returns the y below it."""
    head = SheetHead(page.kicker, page.title, (page.lead,), tuple(SheetFact(*each) for each in page.facts))
    styles = TypeStyles(theme, page.language)
    return draw_sheet_head(canvas, FRAME, TOP - 6, head, styles, lead_most=_LEAD_MOST) + 14


def draw_top(canvas: Canvas, page: ReportPage, number: str) -> float:
    """Draws the line above another page: what the report is, and the number of the page; returns the y below it."""
    width = CAPTION.width(number)
    lines = CAPTION_STRONG.lines(f"{page.kicker} · {page.title}", ROOM - width - 30)
    canvas.text(END, TOP + 4, number, CAPTION, "ink3", align="end")
    return canvas.lines(START, TOP - 6, lines, CAPTION_STRONG, "ink3") + 10


def draw_counted(page: ReportPage) -> Callable[[Canvas, float], float]:
    """Draws how all of it was counted."""

    def draw(canvas: Canvas, top: float) -> float:
        canvas.line(START, top + 6, END, top + 6, "ink", 1.5)
        return canvas.lines(START, top + 18, NOTE.lines(page.counted, ROOM), NOTE, "ink3")

    return draw


def draw_legend(canvas: Canvas, page: ReportPage) -> None:
    """Draws the legend of the marks that the report has, and its date, at the foot of a page."""
    entries = list(_entries(page))
    top = HEIGHT - legend_strip_height(FRAME, entries, page.closing)
    draw_legend_strip(canvas, FRAME, top, entries, page.closing)


def _entries(page: ReportPage) -> Iterator[LegendEntry]:
    legend = page.legend
    marks: tuple[tuple[str, float, Callable[[Canvas, float, float], None]], ...] = (
        (legend.parts, 21, _parts),
        (legend.series, 26, _series),
        (legend.noise, 8, lambda c, x, y: c.circle(x + 4, y, 3.2, "paper", stroke="ink2", stroke_width=1.1)),
        (legend.also, 8, lambda c, x, y: c.circle(x + 4, y, 3.2, "ink2", stroke="ink2", stroke_width=1.1)),
        (legend.moment, 17, lambda c, x, y: c.path(polygon(x + 8.5, y, 4, 8.5, -90), "moment")),
        (legend.late, 12, lambda c, x, y: overdue_disc(c, x + 6, y)),
    )
    for word, width, draw in marks:
        if word:
            yield LegendEntry(width, word, draw)


def _parts(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5.5, 10, 11, "ink2")
    canvas.rect(x + 11.75, y - 4.75, 8.5, 9.5, "paper", stroke="ink2", stroke_width=1.5)


def _series(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 6, 26, 12, "rule", opacity=0.75)
    canvas.line(x, y, x + 26, y, "ink2", 1.6)
