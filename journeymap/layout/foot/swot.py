"""The SWOT: strengths, weaknesses, opportunities and threats, in two rows of two."""

from __future__ import annotations

from journeymap.layout.canvas import HEADING, LABEL, TABLE, Canvas
from journeymap.layout.spec import MapSpec

_GAP = 28
_HANG = 11
_QUARTERS = (
    ("strengths", "strengths"),
    ("weaknesses", "weaknesses"),
    ("opportunities", "swot-opportunities"),
    ("threats", "threats"),
)


class SwotBlock:
    """The block of the SWOT."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec

    @property
    def least(self) -> float:
        return 428

    @property
    def most(self) -> float:
        swot = self._spec.journey.swot
        return 760 if swot and any(getattr(swot, name) for name, _ in _QUARTERS) else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        canvas.text(x, top + 12, self._spec.words["swot"], HEADING, "ink")
        column = (width - _GAP) / 2
        y = top + 24
        for first in (0, 2):
            bottoms = [
                self._draw_quarter(canvas, first + place, x + place * (column + _GAP), y, column) for place in (0, 1)
            ]
            y = max(bottoms) + 14
        return y - 14

    def _draw_quarter(self, canvas: Canvas, index: int, x: float, top: float, width: float) -> float:
        name, key = _QUARTERS[index]
        texts = [entry.text for entry in getattr(self._spec.journey.swot, name)]
        canvas.line(x, top, x + width, top, "rule2")
        canvas.text(x, top + 17, self._spec.words[key], LABEL, "ink")
        y = top + 24
        for text in texts:
            canvas.circle(x + 2.5, y + TABLE.leading / 2 + 0.4, 1.6, "ink3")
            y = canvas.lines(x + _HANG, y, TABLE.lines(text, width - _HANG), TABLE, "ink2") + 2
        return y
