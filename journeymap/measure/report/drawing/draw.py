"""Lays the report out on pages of A4, as scenes. Blocks are never cut, so that no page is crowded."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.layout.canvas import Canvas
from journeymap.layout.scene import Group, Scene
from journeymap.measure.report.drawing.dots import dot_plot
from journeymap.measure.report.drawing.effects import effect_row
from journeymap.measure.report.drawing.frame import draw_counted, draw_head, draw_legend, draw_top
from journeymap.measure.report.drawing.movers import mover_row, pixels_to_the_point
from journeymap.measure.report.drawing.otherwise import remark_row, way_row
from journeymap.measure.report.drawing.said import quote_rows, signal_rows
from journeymap.measure.report.drawing.sheet import HEIGHT, WIDTH, ReportBlock, on_pages, section, under
from journeymap.measure.report.drawing.standing import standing_row
from journeymap.measure.report.page import ReportPage
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_CLOSE = 2.0


def report_scenes(page: ReportPage, words: Words, theme: Theme) -> tuple[Scene, ...]:
    """Returns the pages of a report, each 900 by 1273 pixels: as many as what moved needs. `words` are the map's."""
    blocks = list(_blocks(page))
    first = draw_head(Canvas(WIDTH, rtl=page.is_rtl), page, theme)
    following = draw_top(Canvas(WIDTH, rtl=page.is_rtl), page, "1")
    pages = on_pages(blocks, first, following, rtl=page.is_rtl)
    scenes = []
    for number, own in enumerate(pages, 1):
        canvas = Canvas(WIDTH, rtl=page.is_rtl)
        where = words.say("page-of", n=number, total=len(pages)) if len(pages) > 1 else ""
        with canvas.group("band-head", "band"):
            y = draw_head(canvas, page, theme) if number == 1 else draw_top(canvas, page, where)
        with canvas.group("band-report", "band"):
            for block in own:
                y = block.draw(canvas, y)
        with canvas.group("band-legend", "band"):
            draw_legend(canvas, page)
        scenes.append(_scene(canvas, page, where))
    return tuple(scenes)


def _scene(canvas: Canvas, page: ReportPage, where: str) -> Scene:
    return Scene(
        width=WIDTH,
        height=HEIGHT,
        title=" · ".join(filter(None, (page.title, where))),
        description=page.lead,
        language=page.language,
        rtl=page.is_rtl,
        bands=[element for element in canvas.elements if isinstance(element, Group)],
    )


def _blocks(page: ReportPage) -> Iterator[ReportBlock]:
    if page.family:
        title = page.words["what-moved"]
        yield section(title, page.family)
        if page.dots:
            yield dot_plot(page)
        pixels = pixels_to_the_point(page.movers)
        yield from under(title, [mover_row(each, pixels) for each in page.movers], ruled=True)
    if page.standing:
        yield section(page.words["standing"], page.standing_note)
        yield from under(page.words["standing"], [standing_row(each) for each in page.standing], ruled=False)
    if page.otherwise:
        title = page.words["otherwise"]
        yield section(title, page.otherwise.note)
        yield from under(title, [way_row(each) for each in page.otherwise.ways], ruled=False)
        yield from under(title, [remark_row(each) for each in page.otherwise.remarks], ruled=False)
    if page.quotes:
        yield section(page.quotes_heading, page.quotes_note)
        yield from under(page.quotes_heading, list(quote_rows(page.quotes)), ruled=False)
    elif page.signals:
        yield section(page.words["signals"], page.words["signals-note"])
        yield from under(page.words["signals"], list(signal_rows(page.signals)), ruled=False)
    if page.effects:
        yield section(page.words["effects"], page.effects_note)
        yield from under(page.words["effects"], [effect_row(each) for each in page.effects], ruled=True)
    if page.experiments:
        yield section(page.words["experiments"], "")
        yield from under(
            page.words["experiments"], [remark_row(each, apart=_CLOSE) for each in page.experiments], ruled=False
        )
    yield ReportBlock(draw_counted(page))
