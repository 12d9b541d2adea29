"""The objections lane: what keeps customers from going on, in quotation marks, and below each what is said to it."""

from __future__ import annotations

from journeymap.layout.canvas import BODY, CAPTION, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.marks import reply
from journeymap.layout.spec import CELL_ABOVE, CELL_BELOW, PAD, MapSpec
from journeymap.model import Objection

_HANG = 17
_BETWEEN = 9
_ABOVE_ANSWER = 2


class Objections:
    """The lane of the objections."""

    name = "objections"
    icon = "objections"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-objections"]

    def height(self, spec: MapSpec, row: Row) -> float:
        tallest = max((_cell_height(spec, column) for column in row.columns if column.touchpoint.objections), default=0)
        return tallest + CELL_ABOVE + CELL_BELOW if tallest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for column in row.columns:
            y = top + CELL_ABOVE
            with canvas.group(touchpoint=column.touchpoint.id):
                for objection in column.touchpoint.objections:
                    full = f"{spec.words.quote(objection.text)}\n{objection.answer or ''}" if spec.compact else ""
                    with canvas.group(title=full.strip()):
                        y = _draw_objection(canvas, spec, column, objection, y) + _BETWEEN


def _draw_objection(canvas: Canvas, spec: MapSpec, column: Column, objection: Objection, top: float) -> float:
    x = column.x + PAD
    y = canvas.lines(x, top, _text_lines(spec, column, objection), BODY, "ink")
    answer = _answer_lines(spec, column, objection)
    if answer:
        y += _ABOVE_ANSWER
        reply(canvas, x, y + 2.5, "opportunity")
        y = canvas.lines(x + _HANG, y, answer, BODY, "ink2")
    return canvas.lines(x + _HANG, y, _owner_lines(spec, column, objection), CAPTION, "ink3")


def _text_lines(spec: MapSpec, column: Column, objection: Objection) -> tuple[str, ...]:
    return BODY.lines(spec.words.quote(objection.text), column.width - 2 * PAD, most=spec.most_lines)


def _answer_lines(spec: MapSpec, column: Column, objection: Objection) -> tuple[str, ...]:
    if not objection.answer:
        return ()
    return BODY.lines(objection.answer, column.width - 2 * PAD - _HANG, most=spec.most_lines)


def _owner_lines(spec: MapSpec, column: Column, objection: Objection) -> tuple[str, ...]:
    owner = spec.journey.owner_by_id.get(objection.owner or "")
    return CAPTION.lines(owner.name, column.width - 2 * PAD - _HANG) if owner else ()


def _cell_height(spec: MapSpec, column: Column) -> float:
    objections = column.touchpoint.objections
    return sum(_height(spec, column, objection) for objection in objections) + _BETWEEN * (len(objections) - 1)


def _height(spec: MapSpec, column: Column, objection: Objection) -> float:
    answer = _answer_lines(spec, column, objection)
    lines = len(_text_lines(spec, column, objection)) + len(answer)
    owner = len(_owner_lines(spec, column, objection))
    return lines * BODY.leading + (_ABOVE_ANSWER if answer else 0) + owner * CAPTION.leading
