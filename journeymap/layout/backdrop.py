"""Draws what lies behind the lanes: washes, the edges of columns and stages, and the line of visibility."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION_STRONG, Canvas
from journeymap.layout.frame import Row
from journeymap.layout.spec import MARGIN, STAGE_GAP, MapSpec


def draw_background(
    canvas: Canvas,
    spec: MapSpec,
    row: Row,
    edges: tuple[float, float],
    *,
    with_washes: bool = True,
    with_edges: bool = True,
    clear_above: float = 0,
) -> None:
    """Draws what lies under a band: washes of the moments of truth, their edges, and hairlines between stages.

    There are no vertical lines in the upper `clear_above` pixels, where texts may run across columns.
    """
    top, bottom = edges
    for column in row.columns if with_washes else ():
        if column.touchpoint.moment_of_truth:
            canvas.rect(column.x, top, column.width, bottom - top, "moment-wash")
            if with_edges and spec.theme.drawing.moment_edges:
                canvas.line(column.x, top + clear_above, column.x, bottom, "rule2")
                canvas.line(column.x + column.width, top + clear_above, column.x + column.width, bottom, "rule2")
    for span in row.spans[:-1]:
        x = span.x + span.width + STAGE_GAP / 2
        canvas.line(x, top + clear_above, x, bottom, "rule")


def draw_visibility(canvas: Canvas, spec: MapSpec, row: Row, y: float) -> None:
    """Draws the line of visibility at a y, with its words at its end."""
    words = spec.words["line-of-visibility"]
    room = row.end - MARGIN - 40
    line = CAPTION_STRONG.lines(words, room)[0]
    width = CAPTION_STRONG.width(line)
    canvas.line(MARGIN, y, row.end - width - 14, y, "ink3", 1.2, (6, 4))
    canvas.text(row.end, y + 3.8, line, CAPTION_STRONG, "ink2", align="end")
