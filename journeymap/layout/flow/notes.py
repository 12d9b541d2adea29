"""What the drawing leaves out, in a line each: thin ways that were merged, and ways to other stages."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.flow import FlowWay
from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.flow.panel import WAY_NAME_WIDTH, draw_way_name
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.sheet import SheetFrame
from journeymap.records import NamedTuple

_ITEM = 112.0
_ROW = 20.0
_HEAD = 24.0
_APART = 16.0


class FlowNote(NamedTuple):
    """A list of ways with its title; each of them takes `item` pixels of a line."""

    title: str
    ways: tuple[FlowWay, ...]
    item: float = _ITEM

    def height(self, frame: SheetFrame) -> float:
        """The height of the list, in pixels."""
        return _HEAD + -(-len(self.ways) // self.across(frame)) * _ROW + 10

    def across(self, frame: SheetFrame) -> int:
        """How many of its ways are on a line."""
        return max(int(frame.room // self.item), 1)


def notes_of(spec: FlowSpec) -> tuple[FlowNote, ...]:
    """The lists that a drawing has."""
    return tuple(_notes(spec))


def _notes(spec: FlowSpec) -> Iterator[FlowNote]:
    graph = spec.graph
    if graph.merged:
        yield _note(spec, spec.texts.say("merged-title", share=spec.words.percent(graph.min_share)), graph.merged)
    if graph.beyond:
        yield _note(spec, spec.texts["beyond-title"], graph.beyond)


def _note(spec: FlowSpec, title: str, ways: tuple[FlowWay, ...]) -> FlowNote:
    widest = max(CAPTION.width(_text(spec, way)) for way in ways)
    return FlowNote(title, ways, max(_ITEM, WAY_NAME_WIDTH + widest + _APART))


def _text(spec: FlowSpec, way: FlowWay) -> str:
    """The share of a way and, where it is not that of all, whose it is."""
    comma = spec.words["list-comma"]
    if not way.parts:
        return f"{spec.share_text(way)} {comma.join(way.whose)}".strip()
    shares = ("?" if part.share is None else spec.words.percent(part.share) for part in way.parts)
    parts = zip(shares, _names(way), strict=True)
    return comma.join(f"{share} {comma.join(names)}".strip() for share, names in parts)


def _names(way: FlowWay) -> list[tuple[str, ...]]:
    return [part.whose for part in way.parts] or [way.whose]


def draw_note(canvas: Canvas, spec: FlowSpec, note: FlowNote, frame: SheetFrame, top: float) -> float:
    """Draws a list from the y `top` down; returns the y below it."""
    canvas.text(frame.start, top + 12, note.title, LABEL, "ink")
    across = note.across(frame)
    for index, way in enumerate(note.ways):
        row, column = divmod(index, across)
        x, y = frame.start + column * note.item, top + _HEAD + row * _ROW + _ROW / 2
        used = draw_way_name(canvas, spec, way, x, y)
        rtl = None if any(_names(way)) else False  # shares alone are one run of numbers
        said = CAPTION.lines(_text(spec, way), frame.room - used, most=1)
        canvas.text(x + used, y + 3.6, said[0], CAPTION, "ink2", rtl=rtl)
    return top + note.height(frame)
