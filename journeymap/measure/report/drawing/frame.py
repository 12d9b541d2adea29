"""What stands around the blocks of a page: the head of the first, the line above others, and the legend below."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, NOTE, TABLE_STRONG, TITLE, Canvas, Type
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import overdue_disc, polygon
from journeymap.measure.report.drawing.sheet import END, HEIGHT, ROOM, START, TOP
from journeymap.measure.report.page import ReportFact, ReportPage
from journeymap.style.fonts import REGULAR

_LEAD = Type(15, REGULAR, 21)
_LEAD_MOST = 680.0
_GAP = 24.0
_LEGEND_GAP = 18.0
_LINE = 20.0


def draw_head(canvas: Canvas, page: ReportPage) -> float:
    """Draws the head of the first page: kicker, finding, lead and facts; returns the y below it."""
    y = canvas.lines(START, TOP - 6, CAPTION_STRONG.lines(page.kicker, ROOM), CAPTION_STRONG, "ink3") + 3
    y = canvas.lines(START, y, TITLE.lines(page.title, ROOM), TITLE, "ink") + 4
    y = canvas.lines(START, y, _LEAD.lines(page.lead, _LEAD_MOST), _LEAD, "ink2") + 16
    return _draw_facts(canvas, page.facts, y) + 14


def _draw_facts(canvas: Canvas, facts: tuple[ReportFact, ...], top: float) -> float:
    """Draws the facts in a row, with the room that they leave between them; in two where they have none."""
    width = ROOM / len(facts) - _GAP
    natural = [max(TABLE_STRONG.width(each.text), CAPTION.width(each.label)) for each in facts]
    spare = ROOM - sum(natural)
    widths = natural if spare >= _GAP * (len(facts) - 1) else [width] * len(facts)
    gap = min((ROOM - sum(widths)) / max(len(facts) - 1, 1), 48.0)
    x, bottom = START, top
    for fact, room in zip(facts, widths, strict=True):
        y = canvas.lines(x, top, CAPTION.lines(fact.label, room + 1), CAPTION, "ink3") + 2
        bottom = max(bottom, canvas.lines(x, y, TABLE_STRONG.lines(fact.text, room + 1), TABLE_STRONG, "ink"))
        x += room + gap
    return bottom


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
    y = HEIGHT - 34
    closing = CAPTION.width(page.closing)
    entries = list(_entries(page))
    rows = _arranged(entries, ROOM - closing - _LEGEND_GAP)
    y -= (len(rows) - 1) * _LINE
    canvas.line(START, y - 20, END, y - 20, "rule")
    canvas.text(END, y + 3.6, page.closing, CAPTION, "ink3", align="end")
    for row in rows:
        x = START
        for entry in row:
            entry.draw(canvas, x, y)
            canvas.text(x + entry.width + 8, y + 3.6, entry.word, CAPTION, "ink2")
            x += entry.width + 8 + CAPTION.width(entry.word) + _LEGEND_GAP
        y += _LINE


def _arranged(entries: list[LegendEntry], room: float) -> list[list[LegendEntry]]:
    rows: list[list[LegendEntry]] = [[]]
    used = 0.0
    for entry in entries:
        width = entry.width + 8 + CAPTION.width(entry.word) + _LEGEND_GAP
        if rows[-1] and used + width > room + _LEGEND_GAP:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += width
    return rows


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
