"""The lanes of pains and opportunities, which are drawn as cards."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.actions import answering
from journeymap.layout.canvas import BODY, CAPTION, CAPTION_BOLD, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.lanes.addressed import data_of, draw_label, draw_marker, hang, label_height
from journeymap.layout.marks import arrow_up_forward, dots
from journeymap.layout.spec import CARD_INSET, PAD, MapSpec
from journeymap.model import Point, Touchpoint
from journeymap.records import NamedTuple

_ABOVE = 10
_BETWEEN = 8
_INSIDE = 9
_HEAD = 15
_ARROW = 16
_LEAST_CODE = 32
_SEVERITIES = 5


class Points(NamedTuple):
    """A lane of cards. `points` returns the points of a touchpoint; `pain` is whether they are pains."""

    name: str
    icon: str
    points: Callable[[Touchpoint], tuple[Point, ...]]
    pain: bool

    def title(self, spec: MapSpec) -> str:
        return spec.words[f"lane-{self.name}"]

    def height(self, spec: MapSpec, row: Row) -> float:
        tallest = max((self._cell_height(spec, column) for column in row.columns), default=0)
        return tallest + 2 * _ABOVE if tallest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        for column in row.columns:
            with canvas.group(touchpoint=column.touchpoint.id):
                y = top + _ABOVE
                for point in self.points(column.touchpoint):
                    height = self._card_height(spec, column, point)
                    with canvas.group(title=point.text if spec.compact else "", **data_of(spec, point)):
                        self._draw_card(canvas, spec, column, point, y, height)
                    y += height + _BETWEEN

    def _draw_card(
        self, canvas: Canvas, spec: MapSpec, column: Column, point: Point, top: float, height: float
    ) -> None:
        drawing = spec.theme.drawing
        colour = "pain" if self.pain else "opportunity"
        outline = drawing.pain_outline if self.pain else drawing.opportunity_outline
        dash = (1.5, 2.5) if outline and not self.pain and drawing.opportunity_dotted else ()
        x = column.x + CARD_INSET
        canvas.rect(
            x,
            top,
            column.width - 2 * CARD_INSET,
            height,
            f"{colour}-tint",
            radius=6,
            stroke=colour if outline else None,
            stroke_width=outline or 1,
            dash=dash,
        )
        inner, y = x + PAD, top + _INSIDE
        if self._has_head(spec, point):
            if point.votes:
                votes = _votes(spec, point)
                canvas.text(x + column.width - 2 * CARD_INSET - PAD, y + 8, votes, CAPTION, "ink2", align="end")
            if self.pain and point.severity is not None:
                dots(canvas, inner, y + 4, point.severity, _SEVERITIES, colour)
            elif not self.pain and answering(spec.journey, point):
                arrow_up_forward(canvas, inner, y - 1, colour)
                canvas.lines(inner + _ARROW, y - 2, self._codes(spec, column, point), CAPTION_BOLD, colour)
            y += self._head_height(spec, column, point)
        inner, room = inner + hang(point), column.width - 2 * (CARD_INSET + PAD) - hang(point)
        y = draw_label(canvas, spec, point, inner, y, room)
        draw_marker(canvas, spec, point, x + PAD, y)
        canvas.lines(inner, y, self._lines(spec, column, point), BODY, "ink")

    def _codes(self, spec: MapSpec, column: Column, point: Point) -> tuple[str, ...]:
        """The codes of the actions that answer the point, in lines that fit between the arrow and the votes."""
        codes = " ".join(spec.journey.action_codes[action.id] for action in answering(spec.journey, point))
        room = column.width - 2 * (CARD_INSET + PAD) - _ARROW
        votes = CAPTION.width(_votes(spec, point)) + _BETWEEN if point.votes else 0
        return CAPTION_BOLD.lines(codes, max(room - votes, _LEAST_CODE))

    def _head_height(self, spec: MapSpec, column: Column, point: Point) -> float:
        lines = 1 if self.pain else max(len(self._codes(spec, column, point)), 1)
        return _HEAD + (lines - 1) * CAPTION_BOLD.leading

    def _has_head(self, spec: MapSpec, point: Point) -> bool:
        marked = point.severity is not None if self.pain else answering(spec.journey, point)
        return bool(marked) or bool(point.votes)

    def _lines(self, spec: MapSpec, column: Column, point: Point) -> tuple[str, ...]:
        return BODY.lines(point.text, column.width - 2 * (CARD_INSET + PAD) - hang(point), most=spec.most_lines)

    def _card_height(self, spec: MapSpec, column: Column, point: Point) -> float:
        head = self._head_height(spec, column, point) if self._has_head(spec, point) else 0
        text = label_height(point) + len(self._lines(spec, column, point)) * BODY.leading
        return head + text + 2 * _INSIDE - 3

    def _cell_height(self, spec: MapSpec, column: Column) -> float:
        heights = [self._card_height(spec, column, point) for point in self.points(column.touchpoint)]
        return sum(heights) + _BETWEEN * (len(heights) - 1) if heights else 0


def _votes(spec: MapSpec, point: Point) -> str:
    return spec.words.say("votes-count", count=point.votes or 0)
