"""The customer segments: the name, share and description of each."""

from __future__ import annotations

from journeymap.layout.canvas import HEADING, LABEL, TABLE, Canvas
from journeymap.layout.spec import MapSpec
from journeymap.model import Segment

_BAR = 5


class Segments:
    """The block of the customer segments."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec

    @property
    def least(self) -> float:
        return 260

    @property
    def most(self) -> float:
        return 520 if self._spec.journey.segments else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        canvas.text(x, top + 12, self._spec.words["segments"], HEADING, "ink")
        y = top + 24
        for segment in self._spec.journey.segments:
            y = self._draw_segment(canvas, segment, x, y, width) + 10
        return y - 10

    def _draw_segment(self, canvas: Canvas, segment: Segment, x: float, top: float, width: float) -> float:
        if any(each.share is not None for each in self._spec.journey.segments):
            canvas.line(x, top, x + width, top, "rule2")
        share = self._spec.words.percent(segment.share) if segment.share is not None else ""
        share_width = LABEL.width(share) + 10 if share else 0
        y = canvas.lines(x, top + 5, LABEL.lines(segment.name, width - share_width), LABEL, "ink") + 2
        if segment.share is not None:
            canvas.text(x + width, top + 17, share, LABEL, "ink", align="end")
            canvas.rect(x, y + 1, width, _BAR, "wash", stroke="rule")
            canvas.rect(x, y + 1, max(width * segment.share, 1), _BAR, "ink2")
            y += _BAR + 6
        if segment.description:
            y = canvas.lines(x, y, TABLE.lines(segment.description, width), TABLE, "ink2")
        return y
