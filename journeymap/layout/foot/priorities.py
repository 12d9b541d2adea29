"""The priorities in which the SWOT ends: its entries that have one, the greatest first, and what they lead to."""

from __future__ import annotations

from journeymap.insight.swot import following, priorities
from journeymap.layout.canvas import CAPTION, HEADING, TABLE_STRONG, Canvas
from journeymap.layout.foot.swot import draw_weight
from journeymap.layout.spec import MapSpec
from journeymap.model import SwotEntry

_PAD = 5


class Priorities:
    """The block of the priorities."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec

    @property
    def least(self) -> float:
        return 300

    @property
    def most(self) -> float:
        return 560 if priorities(self._spec.journey) else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        canvas.text(x, top + 12, self._spec.words["priorities"], HEADING, "ink")
        y = top + 24
        for key, entry in priorities(self._spec.journey):
            canvas.line(x, y, x + width, y, "rule2")
            y = self._draw_entry(canvas, key, entry, x, y + _PAD, width) + _PAD
        return y

    def _draw_entry(self, canvas: Canvas, key: str, entry: SwotEntry, x: float, top: float, width: float) -> float:
        words, journey = self._spec.words, self._spec.journey
        y = canvas.lines(x, top, TABLE_STRONG.lines(entry.text, width), TABLE_STRONG, "ink") + 2
        part = words[key]
        if not following(journey, entry):
            part = f"{part} · {words['no-action-yet']}"
        lines = CAPTION.lines(part, width / 2)
        canvas.lines(x + width, y, lines, CAPTION, "ink3", align="end")
        below = draw_weight(canvas, self._spec, entry, x, y, width / 2)
        return max(below, y + len(lines) * CAPTION.leading)
