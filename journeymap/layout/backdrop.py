"""Draws what lies behind the lanes: washes, the edges of columns and stages, and the line of visibility."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeymap.layout.canvas import CAPTION_STRONG, Canvas
from journeymap.layout.frame import Row
from journeymap.layout.scene import Element, Group, TextLine
from journeymap.layout.spec import MARGIN, PAUSE, STAGE_GAP, MapSpec

_UP, _DOWN = 0.74, 0.22
_BESIDE = 2.0


def draw_background(
    canvas: Canvas,
    spec: MapSpec,
    row: Row,
    edges: tuple[float, float],
    *,
    with_washes: bool = True,
    with_edges: bool = True,
    clear_above: float = 0,
    texts: Sequence[TextLine] = (),
) -> None:
    """Draws what lies under a band: washes of the moments of truth, their edges, and hairlines between stages.

    There are no vertical lines in the upper `clear_above` pixels, where texts may run across columns. At each of the
    `texts` they pause.
    """
    top, bottom = edges
    for column in row.columns if with_washes else ():
        if column.touchpoint.moment_of_truth:
            canvas.rect(column.x, top, column.width, bottom - top, "moment-wash")
            if with_edges and spec.theme.drawing.moment_edges:
                for x in (column.x, column.x + column.width):
                    draw_vertical(canvas, x, (top + clear_above, bottom), "rule2", texts)
    for span in row.spans[:-1]:
        draw_vertical(canvas, span.x + span.width + STAGE_GAP / 2, (top + clear_above, bottom), "rule", texts)


def draw_vertical(canvas: Canvas, x: float, ends: tuple[float, float], colour: str, texts: Sequence[TextLine]) -> None:
    """Draws a vertical hairline with gaps for the texts that it would cross."""
    start, end = ends
    across = canvas.flip(x)
    crossed = [text for text in texts if abs(text.middle - across) < text.width / 2 + _BESIDE] if texts else []
    heights = [(text.baseline - _UP * text.size, text.baseline + _DOWN * text.size) for text in crossed]
    for upper, lower in sorted(heights) if heights else ():
        if min(upper - PAUSE, end) > start:
            canvas.line(x, start, x, min(upper - PAUSE, end), colour)
        start = max(start, lower + PAUSE)
    if start < end:
        canvas.line(x, start, x, end, colour)


def texts_in(elements: Iterable[Element]) -> list[TextLine]:
    """All lines of text among elements and in their groups."""
    texts: list[TextLine] = []
    waiting: list[Iterable[Element]] = [elements]
    while waiting:
        for element in waiting.pop():
            kind = type(element)
            if kind is TextLine:
                texts.append(element)  # type: ignore[arg-type]
            elif kind is Group:
                waiting.append(element.children)  # type: ignore[union-attr]
    return texts


def draw_visibility(canvas: Canvas, spec: MapSpec, row: Row, y: float) -> None:
    """Draws the line of visibility at a y, with its words at its end."""
    words = spec.words["line-of-visibility"]
    start = MARGIN if spec.has_titles else row.start
    room = row.end - start - 40
    line = CAPTION_STRONG.lines(words, room)[0]
    width = CAPTION_STRONG.width(line)
    canvas.line(start, y, row.end - width - 14, y, "ink3", 1.2, (6, 4))
    canvas.text(row.end, y + 3.8, line, CAPTION_STRONG, "ink2", align="end")
