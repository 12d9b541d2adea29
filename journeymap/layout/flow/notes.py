"""What the drawing leaves out, in a line each: thin ways that were merged, ways to other stages, and the cases in which
customers take ways that have no room for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.flow import FlowWay
from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.flow.labels import words_of
from journeymap.layout.flow.panel import WAY_NAME_WIDTH, draw_way_name
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.sheet import SheetFrame
from journeymap.records import NamedTuple

_ITEM = 112.0
_ROW = 20.0
_HEAD = 24.0
_APART = 16.0
_LEAST_ACROSS = 3
"""How many ways are on a line even where a text then takes several lines."""


class NoteLine(NamedTuple):
    """A way and what is said of it; `is_words` unless that is shares alone, which are one run of numbers."""

    way: FlowWay
    text: str
    is_words: bool


class FlowNote(NamedTuple):
    """A list of ways with its title."""

    title: str
    lines: tuple[NoteLine, ...]

    def height(self, frame: SheetFrame) -> float:
        """The height of the list, in pixels."""
        return _HEAD + sum(self._row_heights(frame)) + 10

    def item(self, frame: SheetFrame) -> float:
        """How wide each of its ways is, in pixels."""
        widest = max(CAPTION.width(line.text) for line in self.lines)
        return min(max(_ITEM, WAY_NAME_WIDTH + widest + _APART), frame.room / _LEAST_ACROSS)

    def rows(self, frame: SheetFrame) -> Iterator[tuple[float, list[tuple[NoteLine, tuple[str, ...]]]]]:
        """Each row of ways: its height, and the ways with their texts in lines."""
        item = self.item(frame)
        across = int(frame.room / item + 0.001)
        broken = [(line, CAPTION.lines(line.text, item - WAY_NAME_WIDTH - _APART)) for line in self.lines]
        for first in range(0, len(broken), across):
            row = broken[first : first + across]
            yield _ROW + (max(len(texts) for _, texts in row) - 1) * CAPTION.leading, row

    def _row_heights(self, frame: SheetFrame) -> list[float]:
        return [height for height, _ in self.rows(frame)]


def notes_of(spec: FlowSpec, *, with_cases: bool) -> tuple[FlowNote, ...]:
    """The lists that a drawing has; `with_cases`, in which case customers take each way, and who they are."""
    return tuple(_notes(spec, with_cases=with_cases))


def _notes(spec: FlowSpec, *, with_cases: bool) -> Iterator[FlowNote]:
    graph = spec.graph
    if with_cases and has_cases(spec):
        yield _note(spec, spec.texts["cases-title"], [way for way in graph.ways if _is_of_case(spec, way)])
    if graph.merged:
        yield _note(spec, spec.texts.say("merged-title", share=spec.words.percent(graph.min_share)), graph.merged)
    if graph.beyond:
        yield _note(spec, spec.texts["beyond-title"], graph.beyond)


def has_cases(spec: FlowSpec) -> bool:
    """Whether customers take any of the ways that are drawn in some cases only, or only some of them do."""
    return any(_is_of_case(spec, way) for way in spec.graph.ways)


def _is_of_case(spec: FlowSpec, way: FlowWay) -> bool:
    return bool(way.parts or words_of(spec, way))


def _note(spec: FlowSpec, title: str, ways: Iterable[FlowWay]) -> FlowNote:
    return FlowNote(title, tuple(_line(spec, way) for way in ways))


def _line(spec: FlowSpec, way: FlowWay) -> NoteLine:
    """The share of a way, in which case customers take it and, where it is not that of all, whose it is."""
    comma = spec.words["list-comma"]
    if not way.parts:
        words = words_of(spec, way)
        return NoteLine(way, f"{spec.share_text(way)} {words}".strip(), bool(words))
    said = []
    for part in way.parts:
        share = "?" if part.share is None else spec.words.percent(part.share)
        names = comma.join([*part.whose, *([part.when] if part.when else [])])
        said.append(f"{share} {names}".strip())
    return NoteLine(way, comma.join(said), any(part.whose or part.when for part in way.parts))


def draw_note(canvas: Canvas, spec: FlowSpec, note: FlowNote, frame: SheetFrame, top: float) -> float:
    """Draws a list from the y `top` down; returns the y below it."""
    canvas.text(frame.start, top + 12, note.title, LABEL, "ink")
    item, y = note.item(frame), top + _HEAD
    for height, row in note.rows(frame):
        for column, (line, texts) in enumerate(row):
            x, middle = frame.start + column * item, y + _ROW / 2
            used = draw_way_name(canvas, spec, line.way, x, middle)
            if line.is_words:
                canvas.lines(x + used, middle - CAPTION.leading / 2, texts, CAPTION, "ink2")
            else:
                canvas.text(x + used, middle + 3.6, " ".join(texts), CAPTION, "ink2", rtl=False)
        y += height
    return top + note.height(frame)
