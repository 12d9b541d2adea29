"""The interface of a lane, and the lanes of plain texts: by touchpoint or by stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from journeymap.layout.canvas import BODY, Canvas
from journeymap.layout.frame import Column, Row, StageSpan
from journeymap.layout.spec import CELL_ABOVE, CELL_BELOW, PAD, MapSpec
from journeymap.model import Stage, Touchpoint

_BETWEEN = 5
_STAGE_CELL_ABOVE = 12
_WIDEST_STAGE_TEXT = 760
"""How wide a line of a stage's text may be, in pixels: about 120 letters, which few texts have."""


class Lane(Protocol):
    """A lane of the map. For each row of stages it first measures itself, then draws itself from a given y."""

    @property
    def name(self) -> str:
        """The lane's id."""

    @property
    def icon(self) -> str:
        """The icon in the gutter."""

    def title(self, spec: MapSpec) -> str:
        """The title in the gutter."""

    def height(self, spec: MapSpec, row: Row) -> float:
        """Its height in pixels in a row of stages; 0 when it is empty there."""

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        """Draws it in a row of stages, from the y `top` down."""


def cell_lines(spec: MapSpec, texts: tuple[str, ...], width: float) -> list[tuple[str, ...]]:
    """The lines of each text of a cell `width` pixels wide; in a compact map at most six lines in all."""
    room = spec.most_lines
    if not room:
        return [BODY.lines(text, width - 2 * PAD) for text in texts]
    shown: list[tuple[str, ...]] = []
    for index, text in enumerate(texts):
        left = room - sum(len(lines) for lines in shown) - (len(texts) - index - 1)
        lines = BODY.lines(text, width - 2 * PAD, most=max(left, 1))
        shown.append(lines)
        if sum(len(lines) for lines in shown) >= room:
            break
    return shown


def cell_height(paragraphs: list[tuple[str, ...]]) -> float:
    """The height of a cell's texts in pixels, without the space around them."""
    if not paragraphs:
        return 0
    return sum(len(lines) * BODY.leading for lines in paragraphs) + _BETWEEN * (len(paragraphs) - 1)


def draw_cell(canvas: Canvas, x: float, top: float, paragraphs: list[tuple[str, ...]], colour: str) -> None:
    """Draws the texts of a cell whose column starts at x, from the y `top` down."""
    for lines in paragraphs:
        top = canvas.lines(x + PAD, top, lines, BODY, colour) + _BETWEEN


def lane_height(tallest: float, above: float) -> float:
    """The height of a lane whose tallest cell is `tallest`, with `above` pixels over the texts; 0 without texts."""
    return tallest + above + CELL_BELOW if tallest else 0


class TouchpointTexts:
    """A lane with texts in each touchpoint's column. Without a `title`, the locale names it by its id."""

    def __init__(
        self, name: str, icon: str, texts: Callable[[Touchpoint], tuple[str, ...]], *, title: str = ""
    ) -> None:
        self.name = name
        self.icon = icon
        self._texts = texts
        self._title = title

    def title(self, spec: MapSpec) -> str:
        return self._title or spec.words[f"lane-{self.name}"]

    def height(self, spec: MapSpec, row: Row) -> float:
        heights = [cell_height(cell_lines(spec, texts, column.width)) for column, texts in self._cells(row)]
        return lane_height(max(heights, default=0), CELL_ABOVE)

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for column, texts in self._cells(row):
            full = "\n".join(texts) if spec.compact else ""
            with canvas.group(touchpoint=column.touchpoint.id, title=full):
                draw_cell(canvas, column.x, top + CELL_ABOVE, cell_lines(spec, texts, column.width), "ink2")

    def _cells(self, row: Row) -> Iterator[tuple[Column, tuple[str, ...]]]:
        """The columns that have texts, and these. Many lanes have none in most columns."""
        for column in row.columns:
            texts = self._texts(column.touchpoint)
            if texts:
                yield column, texts


class StageTexts:
    """A lane with texts that describe whole stages."""

    def __init__(self, name: str, icon: str, texts: Callable[[Stage], tuple[str, ...]]) -> None:
        self.name = name
        self.icon = icon
        self._texts = texts

    def title(self, spec: MapSpec) -> str:
        return spec.words[f"lane-{self.name}"]

    def height(self, spec: MapSpec, row: Row) -> float:
        heights = (cell_height(self._cell(spec, span)) for span in row.spans)
        return lane_height(max(heights, default=0), _STAGE_CELL_ABOVE)

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for span in row.spans:
            full = "\n".join(self._texts(span.stage)) if spec.compact else ""
            with canvas.group(stage=span.stage.id, title=full):
                draw_cell(canvas, span.x, top + _STAGE_CELL_ABOVE, self._cell(spec, span), "ink")

    def _cell(self, spec: MapSpec, span: StageSpan) -> list[tuple[str, ...]]:
        if span.continues_above:
            return []
        return cell_lines(spec, self._texts(span.stage), min(span.width, _WIDEST_STAGE_TEXT))
