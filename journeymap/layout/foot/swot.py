"""The SWOT: strengths, weaknesses, opportunities and threats, in two rows of two."""

from __future__ import annotations

from journeymap.insight.swot import QUARTERS, following
from journeymap.layout.canvas import CAPTION_BOLD, HEADING, LABEL, TABLE, Canvas
from journeymap.layout.marks import arrow_forward, dots
from journeymap.layout.spec import MapSpec
from journeymap.model import SwotEntry

_GAP = 28
_HANG = 11
_PRIORITIES = 5
_DOTS = 50
_ARROW = 17


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
        return 960 if swot and any(getattr(swot, name) for name, _ in QUARTERS) else 0

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
        name, key = QUARTERS[index]
        entries: tuple[SwotEntry, ...] = getattr(self._spec.journey.swot, name)
        canvas.line(x, top, x + width, top, "rule2")
        canvas.text(x, top + 17, self._spec.words[key], LABEL, "ink")
        y = top + 24
        for entry in entries:
            canvas.circle(x + 2.5, y + TABLE.leading / 2 + 0.4, 1.6, "ink3")
            y = canvas.lines(x + _HANG, y, TABLE.lines(entry.text, width - _HANG), TABLE, "ink2") + 2
            if entry.priority is not None or entry.leads_to:
                y = draw_weight(canvas, self._spec, entry, x + _HANG, y, width - _HANG) + 3
        return y


def draw_weight(canvas: Canvas, spec: MapSpec, entry: SwotEntry, x: float, top: float, width: float) -> float:
    """Draws the priority of an entry as dots and the codes of the actions it leads to; returns the y below them."""
    y, leading = top + CAPTION_BOLD.leading / 2, CAPTION_BOLD.leading
    start = x
    if entry.priority is not None:
        dots(canvas, x, y, entry.priority, _PRIORITIES, "ink")
        start += _DOTS
    codes = " ".join(spec.journey.action_codes[action.id] for action in following(spec.journey, entry))
    if not codes:
        return top + leading
    arrow_forward(canvas, start + 1, y, "opportunity")
    lines = CAPTION_BOLD.lines(codes, width - (start - x) - _ARROW)
    return max(canvas.lines(start + _ARROW, top, lines, CAPTION_BOLD, "opportunity"), top + leading)
