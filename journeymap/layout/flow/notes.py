"""What the drawing leaves out, in a line each: thin ways that were merged, and ways to other stages."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.flow import FlowWay
from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.flow.panel import draw_way_name
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.sheet import SheetFrame
from journeymap.records import NamedTuple

_ITEM = 112.0
_ROW = 20.0
_HEAD = 24.0


class FlowNote(NamedTuple):
    """A list of ways with its title."""

    title: str
    ways: tuple[FlowWay, ...]

    def height(self, frame: SheetFrame) -> float:
        """The height of the list, in pixels."""
        return _HEAD + -(-len(self.ways) // _across(frame)) * _ROW + 10


def notes_of(spec: FlowSpec) -> tuple[FlowNote, ...]:
    """The lists that a drawing has."""
    return tuple(_notes(spec))


def _notes(spec: FlowSpec) -> Iterator[FlowNote]:
    graph = spec.graph
    if graph.merged:
        yield FlowNote(spec.texts.say("merged-title", share=spec.words.percent(graph.min_share)), graph.merged)
    if graph.beyond:
        yield FlowNote(spec.texts["beyond-title"], graph.beyond)


def draw_note(canvas: Canvas, spec: FlowSpec, note: FlowNote, frame: SheetFrame, top: float) -> float:
    """Draws a list from the y `top` down; returns the y below it."""
    canvas.text(frame.start, top + 12, note.title, LABEL, "ink")
    across = _across(frame)
    for index, way in enumerate(note.ways):
        row, column = divmod(index, across)
        x, y = frame.start + column * _ITEM, top + _HEAD + row * _ROW + _ROW / 2
        used = draw_way_name(canvas, spec, way, x, y)
        canvas.text(x + used, y + 3.6, spec.share_text(way), CAPTION, "ink2", rtl=False)
    return top + note.height(frame)


def _across(frame: SheetFrame) -> int:
    return max(int(frame.room // _ITEM), 1)
