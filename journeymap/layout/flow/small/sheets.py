"""A flow of small cards as one sheet, and as pages of paper that lies on its side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeymap.flow.placing import Ranks
from journeymap.layout.canvas import CAPTION_STRONG, Canvas
from journeymap.layout.flow.findings import lead_of
from journeymap.layout.flow.notes import FlowNote, draw_note, has_cases, notes_of
from journeymap.layout.flow.picture import flow_head
from journeymap.layout.flow.small.boxes import SmallRowBoxes, row_boxes
from journeymap.layout.flow.small.cards import small_cards
from journeymap.layout.flow.small.draw import SmallRowDrawing
from journeymap.layout.flow.small.grid import small_grid
from journeymap.layout.flow.small.labels import return_label, small_shape
from journeymap.layout.flow.small.legend import small_legend
from journeymap.layout.flow.small.routing import has_disc_between, small_routes
from journeymap.layout.flow.small.shape import START
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.scene import Group, Scene
from journeymap.layout.sheet import (
    SheetFrame,
    closing_line,
    draw_legend_strip,
    draw_sheet_head,
    legend_strip_height,
)

MOST_CARDS = 30
"""The most touchpoints that have the larger cards."""
_TOP = 34.0
_BELOW_HEAD = 26.0
_BETWEEN_ROWS = 18.0
_BEFORE_LEGEND = 26.0
_BEFORE_NOTE = 22.0
_LEAST_WIDTH = 1040.0
_PAGE_WIDTH = 1640.0
_PAGE_SHAPE = 2**-0.5
"""The height of paper on its side for its width."""

Block = tuple[float, Callable[[Canvas, float], None]]
"""A part of a sheet: its height, and what draws it from a y down."""


def small_scene(spec: FlowSpec, ranks: Ranks) -> Scene:
    """The flow as one sheet, as high as it needs to be."""
    sheet = _SmallSheet(spec, ranks, _LEAST_WIDTH)
    canvas = sheet.canvas()
    y = sheet.draw_head(canvas)
    for index, (height, draw) in enumerate((*sheet.rows(), *sheet.notes(None))):
        y += sheet.gap(index)
        draw(canvas, y)
        y += height
    return sheet.finished(canvas, y + _BEFORE_LEGEND, sheet.closing)


def small_pages(spec: FlowSpec, ranks: Ranks) -> tuple[Scene, ...]:
    """The flow as pages of one size, each with as many rows as it has room for.

    They have the shape of A3 on its side, unless a single row is higher than that.
    """
    sheet = _SmallSheet(spec, ranks, _PAGE_WIDTH)
    rows = sheet.rows()
    tallest = max((height for height, _ in rows), default=0.0)
    height = max(sheet.width * _PAGE_SHAPE, sheet.head_height + tallest + sheet.foot_height)
    blocks = [*rows, *sheet.notes(height - _TOP - 30 - sheet.foot_height)]
    pages: list[list[Block]] = [[]]
    y = sheet.head_height
    for index, block in enumerate(blocks):
        gap = sheet.gap(index) if pages[-1] else 0.0
        if pages[-1] and y + gap + block[0] + sheet.foot_height > height:
            pages.append([])
            y, gap = sheet.top_height, 0.0
        pages[-1].append(block)
        y += gap + block[0]
    return tuple(sheet.page(number, pages, height) for number in range(len(pages)))


class _SmallSheet:
    """What the sheet and the pages are made of. They are as wide as their longest row, and at least `least`."""

    def __init__(self, spec: FlowSpec, ranks: Ranks, least: float) -> None:
        self._spec = spec
        self._place(ranks, with_discs=False)
        if any(map(has_disc_between, self._grid.rows, self._routes)):
            self._place(ranks, with_discs=True)
        self.width = max(least, self._shape.width(self._grid.across))
        self._frame = SheetFrame(START, self.width - START)
        self._cards = small_cards(spec, self._shape, self._routes)
        self._legend = small_legend(spec, self._routes)
        self._head = flow_head(spec)
        self.closing = closing_line(spec.graph.journey, spec.words, spec.today)
        self.head_height = self.draw_head(self.canvas())
        self.top_height = _TOP + CAPTION_STRONG.leading + 10
        self.foot_height = _BEFORE_LEGEND + legend_strip_height(
            self._frame, self._legend, self._page_closing(99, 99, 98)
        )

    def _place(self, ranks: Ranks, *, with_discs: bool) -> None:
        spec = self._spec
        self._shape = small_shape(spec, with_discs=with_discs)
        self._grid = small_grid(spec.graph, ranks, self._shape.columns)
        self._routes = small_routes(spec.graph, self._grid, self._shape, lambda way: return_label(spec, way))

    def canvas(self) -> Canvas:
        return Canvas(self.width, rtl=self._spec.graph.journey.is_rtl)

    def gap(self, index: int) -> float:
        """The distance of a block from the one before."""
        if index == 0:
            return 0.0
        return _BETWEEN_ROWS if index < len(self._grid.rows) else _BEFORE_NOTE

    def draw_head(self, canvas: Canvas) -> float:
        with canvas.group("band-head", "band"):
            styles = self._spec.styles
            return draw_sheet_head(canvas, self._frame, _TOP, self._head, styles, facts_beside=True) + _BELOW_HEAD

    def rows(self) -> list[Block]:
        return [self._row(index) for index in range(len(self._grid.rows))]

    def _row(self, index: int) -> Block:
        def boxes(top: float) -> SmallRowBoxes:
            return row_boxes(self._spec, self._grid, self._shape, self._cards, index, self._routes[index], top)

        def draw(canvas: Canvas, top: float) -> None:
            with canvas.group(f"band-row-{index + 1}", "band"):
                SmallRowDrawing(
                    canvas, self._spec, self._grid, self._shape, index, self._routes[index], boxes(top), self._cards
                ).draw()

        return boxes(0.0).bottom, draw

    def notes(self, most: float | None) -> list[Block]:
        """The lists below the rows, none higher than `most`."""
        return [
            self._note(part)
            for note in notes_of(self._spec, with_cases=True)
            for part in _parts(note, self._frame, most)
        ]

    def _note(self, note: FlowNote) -> Block:
        def draw(canvas: Canvas, top: float) -> None:
            with canvas.group("", "band"):
                draw_note(canvas, self._spec, note, self._frame, top)

        return note.height(self._frame), draw

    def page(self, number: int, pages: Sequence[Sequence[Block]], height: float) -> Scene:
        canvas = self.canvas()
        y = self._draw_top(canvas) if number else self.draw_head(canvas)
        done = sum(len(page) for page in pages[:number])
        for index, (room, draw) in enumerate(pages[number]):
            y += self.gap(done + index) if index else 0.0
            draw(canvas, y)
            y += room
        closing = self._page_closing(number + 1, len(pages), self._page_of_cases(pages))
        top = height - legend_strip_height(self._frame, self._legend, closing)
        return self.finished(canvas, top, closing)

    def _page_of_cases(self, pages: Sequence[Sequence[Block]]) -> int:
        """The number of the page on which the list of cases begins, which follows the rows; 0 where there is none."""
        before = 0
        for number, page in enumerate(pages, 1):
            before += len(page)
            if before > len(self._grid.rows):
                return number if has_cases(self._spec) else 0
        return 0

    def _page_closing(self, number: int, total: int, cases: int) -> str:
        """The closing line of a page, which says on which other page the cases are."""
        if total == 1:
            return self.closing
        spec = self._spec
        said = [spec.words.say("page-of", n=number, total=total)]
        if has_cases(spec) and cases not in (0, number):
            said.append(spec.texts.say("cases-on", page=spec.words.number(cases)))
        return " · ".join((*said, self.closing))

    def _draw_top(self, canvas: Canvas) -> float:
        """Draws the line above a page that is not the first: what it is of."""
        with canvas.group("band-head", "band"):
            line = CAPTION_STRONG.lines(f"{self._head.kicker} · {self._head.title}", self._frame.room, most=1)
            canvas.lines(START, _TOP, line, CAPTION_STRONG, "ink3")
        return self.top_height

    def finished(self, canvas: Canvas, top: float, closing: str) -> Scene:
        """The scene of a canvas, with the legend from the y `top` down."""
        journey = self._spec.graph.journey
        with canvas.group("band-legend", "band"):
            draw_legend_strip(canvas, self._frame, top, self._legend, closing)
        return Scene(
            width=self.width,
            height=top + legend_strip_height(self._frame, self._legend, closing),
            title=journey.title,
            description=" ".join(lead_of(self._spec)),
            language=journey.language,
            rtl=journey.is_rtl,
            bands=[element for element in canvas.elements if isinstance(element, Group)],
        )


def _parts(note: FlowNote, frame: SheetFrame, most: float | None) -> list[FlowNote]:
    """A list in parts that are no higher than `most`."""
    parts, rest = [], note.lines
    while most is not None and note._replace(lines=rest).height(frame) > most:
        count = len(rest)
        while note._replace(lines=rest[:count]).height(frame) > most:
            count -= 1
        parts.append(note._replace(lines=rest[:count]))
        rest = rest[count:]
    return [*parts, note._replace(lines=rest)]
