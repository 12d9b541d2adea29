"""The thinking lane: the thoughts in quotation marks, each beside the marker of the persona who thinks it."""

from __future__ import annotations

from journeymap.layout.canvas import BODY, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.lanes.addressed import data_of, draw_label, label_height
from journeymap.layout.marks import marker
from journeymap.layout.spec import CELL_ABOVE, CELL_BELOW, PAD, MapSpec, persona_token
from journeymap.model import Thought

_HANG = 15
_BETWEEN = 7


class Thinking:
    """The lane of the thoughts."""

    name = "thinking"
    icon = "thinking"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-thinking"]

    def height(self, spec: MapSpec, row: Row) -> float:
        tallest = max((self._cell_height(spec, column) for column in row.columns), default=0)
        return tallest + CELL_ABOVE + CELL_BELOW if tallest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for column in row.columns:
            with canvas.group(touchpoint=column.touchpoint.id):
                y = top + CELL_ABOVE
                for thought in column.touchpoint.thinking:
                    y = self._draw_thought(canvas, spec, column, thought, y) + _BETWEEN

    def _draw_thought(self, canvas: Canvas, spec: MapSpec, column: Column, thought: Thought, top: float) -> float:
        persona = spec.journey.persona_of(thought)
        index = spec.persona_index(persona)
        full = spec.words.quote(thought.text) if spec.compact else ""
        data = {"persona": persona} if persona and index is not None else data_of(spec, thought)
        with canvas.group(title=full, **data):
            x = column.x + PAD + self._indent(spec)
            top = draw_label(canvas, spec, thought, x, top, column.width - 2 * PAD - self._indent(spec))
            if index is not None:
                marker(canvas, column.x + PAD + 4.5, top + BODY.leading / 2 + 0.2, index, 4, persona_token(index))
            return canvas.lines(x, top, self._lines(spec, column, thought), BODY, "ink")

    def _indent(self, spec: MapSpec) -> float:
        return _HANG if spec.has_thoughts_of_one else 0

    def _lines(self, spec: MapSpec, column: Column, thought: Thought) -> tuple[str, ...]:
        width = column.width - 2 * PAD - self._indent(spec)
        return BODY.lines(spec.words.quote(thought.text), width, most=spec.most_lines)

    def _cell_height(self, spec: MapSpec, column: Column) -> float:
        thoughts = column.touchpoint.thinking
        lines = sum(len(self._lines(spec, column, thought)) for thought in thoughts)
        labels = sum(label_height(thought) for thought in thoughts)
        return lines * BODY.leading + labels + _BETWEEN * (len(thoughts) - 1) if thoughts else 0
