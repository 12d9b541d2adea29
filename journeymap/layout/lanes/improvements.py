"""The lane of the improvements of stages: their texts and, above each, the codes of the actions that answer it."""

from __future__ import annotations

from journeymap.insight.actions import answering
from journeymap.layout.canvas import CAPTION_BOLD, Canvas
from journeymap.layout.frame import Row, StageSpan
from journeymap.layout.lanes.lane import StageTexts, cell_height, draw_cell
from journeymap.layout.marks import arrow_up_forward
from journeymap.layout.spec import PAD, MapSpec
from journeymap.model import Improvement, Stage

_ABOVE = 12
_BELOW = 14
_BETWEEN = 5
_SIGN = 16
_HEAD = 2


class Improvements(StageTexts):
    """The lane of the improvements. Without actions that answer them it is one of plain texts."""

    def __init__(self) -> None:
        super().__init__("improvements", "improvements", _texts)

    def height(self, spec: MapSpec, row: Row) -> float:
        height = super().height(spec, row)
        heads = max((sum(self._head_heights(spec, span)) for span in row.spans), default=0)
        if not height or not heads:
            return height
        cells = (cell_height(self._cell(spec, span)) + sum(self._head_heights(spec, span)) for span in row.spans)
        return max(cells) + _ABOVE + _BELOW

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        if not any(self._head_heights(spec, span) for span in row.spans):
            super().draw(canvas, spec, row, top)
            return
        for span in row.spans:
            full = "\n".join(_texts(span.stage)) if spec.compact else ""
            with canvas.group(stage=span.stage.id, title=full):
                y = top + _ABOVE
                for improvement, lines in zip(span.stage.improvements, self._cell(spec, span), strict=False):
                    codes = _codes(spec, span, improvement)
                    if codes:
                        arrow_up_forward(canvas, span.x + PAD, y + 1, "opportunity")
                        y = canvas.lines(span.x + PAD + _SIGN, y, codes, CAPTION_BOLD, "opportunity") + _HEAD
                    draw_cell(canvas, span.x, y, [lines], "ink")
                    y += cell_height([lines]) + _BETWEEN

    def _head_heights(self, spec: MapSpec, span: StageSpan) -> list[float]:
        """The heights of the codes above the improvements that are answered, in pixels."""
        shown = zip(span.stage.improvements, self._cell(spec, span), strict=False)
        heads = (_codes(spec, span, improvement) for improvement, _ in shown)
        return [len(codes) * CAPTION_BOLD.leading + _HEAD for codes in heads if codes]


def _texts(stage: Stage) -> tuple[str, ...]:
    return tuple([improvement.text for improvement in stage.improvements])


def _codes(spec: MapSpec, span: StageSpan, improvement: Improvement) -> tuple[str, ...]:
    codes = " ".join(spec.journey.action_codes[action.id] for action in answering(spec.journey, improvement))
    return CAPTION_BOLD.lines(codes, span.width - 2 * PAD - _SIGN) if codes else ()
