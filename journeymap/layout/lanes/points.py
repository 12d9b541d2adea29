"""The lanes of pains, gains and opportunities, which are cards: those of whole stages over their touchpoints'."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.actions import answering
from journeymap.layout.canvas import BODY, CAPTION, CAPTION_BOLD, Canvas
from journeymap.layout.frame import Column, Row, StageSpan
from journeymap.layout.lanes.addressed import data_of, draw_label, draw_marker, hang, label_height
from journeymap.layout.lanes.whole_stage import BRACKET, WIDEST_TEXT, draw_bracket, opened_spans
from journeymap.layout.marks import arrow_up_forward, check, dots
from journeymap.layout.spec import CARD_INSET, PAD, MapSpec
from journeymap.model import Part, Point, PointKind
from journeymap.records import NamedTuple

_ABOVE = 10
_BETWEEN = 8
_INSIDE = 9
_HEAD = 15
_SIGN = 16
_LEAST_CODE = 32
_SEVERITIES = 5
_EDGE = 3.0
_Cell = Column | StageSpan


class Points(NamedTuple):
    """A lane of cards. `points` returns the points of a touchpoint or a stage, which are of the kind `kind`."""

    name: str
    icon: str
    points: Callable[[Part], tuple[Point, ...]]
    kind: PointKind

    def title(self, spec: MapSpec) -> str:
        return spec.words[f"lane-{self.name}"]

    def height(self, spec: MapSpec, row: Row) -> float:
        of_stages = self._stages_height(spec, row)
        tallest = max((self._cell_height(spec, column, column.touchpoint) for column in row.columns), default=0)
        between = _BETWEEN if of_stages and tallest else 0
        return of_stages + between + tallest + 2 * _ABOVE if of_stages or tallest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        top += _ABOVE
        of_stages = self._stages_height(spec, row)
        for span in opened_spans(row) if of_stages else ():
            if self.points(span.stage):
                with canvas.group(stage=span.stage.id):
                    draw_bracket(canvas, span, top)
                    self._draw_cards(canvas, spec, span, span.stage, top + BRACKET)
        top += of_stages + _BETWEEN if of_stages else 0
        for column in row.columns:
            with canvas.group(touchpoint=column.touchpoint.id):
                self._draw_cards(canvas, spec, column, column.touchpoint, top)

    def _stages_height(self, spec: MapSpec, row: Row) -> float:
        """The height of the stages' own cards with their brackets; 0 without any."""
        tallest = max((self._cell_height(spec, span, span.stage) for span in opened_spans(row)), default=0)
        return tallest + BRACKET if tallest else 0

    def _draw_cards(self, canvas: Canvas, spec: MapSpec, cell: _Cell, part: Part, y: float) -> None:
        for point in self.points(part):
            height = self._card_height(spec, cell, point)
            with canvas.group(title=point.text if spec.compact else "", **data_of(spec, point)):
                self._draw_card(canvas, spec, cell, point, y, height)
            y += height + _BETWEEN

    def _draw_card(self, canvas: Canvas, spec: MapSpec, cell: _Cell, point: Point, top: float, height: float) -> None:
        drawing = spec.theme.drawing
        outline: float = getattr(drawing, f"{self.kind}_outline")
        dash = (1.5, 2.5) if outline and self.kind == "opportunity" and drawing.opportunity_dotted else ()
        x, width = cell.x + CARD_INSET, cell.width - 2 * CARD_INSET
        canvas.rect(
            x,
            top,
            width,
            height,
            self.kind if self._is_filled(spec, point) else f"{self.kind}-tint",
            radius=drawing.corners,
            stroke=self.kind if outline else None,
            stroke_width=outline or 1,
            dash=dash,
        )
        if self.kind == "gain":
            canvas.rect(x, top + 6, _EDGE, height - 12, self.kind)
        inner, y = x + PAD, top + _INSIDE
        if self._has_head(spec, point):
            if point.votes:
                votes = _votes(spec, point)
                canvas.text(x + width - PAD, y + 8, votes, CAPTION, "ink2", align="end")
            self._draw_head(canvas, spec, cell, point, inner, y)
            y += self._head_height(spec, cell, point)
        if point.persona is not None or point.segment is not None:
            start = inner + hang(point)
            y = draw_label(canvas, spec, point, start, y, self._text_room(cell, point))
            draw_marker(canvas, spec, point, inner, y)
            inner = start
        canvas.lines(inner, y, self._lines(spec, cell, point), BODY, "paper" if self._is_filled(spec, point) else "ink")

    def _is_filled(self, spec: MapSpec, point: Point) -> bool:
        """Whether a card is filled with the colour of its kind: a pain that could not be worse, in some themes."""
        return self.kind == "pain" and point.severity == _SEVERITIES and spec.theme.drawing.worst_filled

    def _draw_head(self, canvas: Canvas, spec: MapSpec, cell: _Cell, point: Point, x: float, y: float) -> None:
        """Draws how much a pain or a gain matters, and the codes of the actions for an opportunity or a gain."""
        if self.kind == "pain":
            if point.severity is not None:
                ink = "paper" if self._is_filled(spec, point) else self.kind
                dots(canvas, x, y + 4, point.severity, _SEVERITIES, ink)
            return
        codes = self._codes(spec, cell, point)
        if self.kind == "gain":
            check(canvas, x, y - 1, self.kind)
            if point.severity is not None:
                dots(canvas, x + _SIGN, y + 4, point.severity, _SEVERITIES, self.kind)
                y += _HEAD if codes else 0
        elif codes:
            arrow_up_forward(canvas, x, y - 1, self.kind)
        canvas.lines(x + _SIGN, y - 2, codes, CAPTION_BOLD, self.kind)

    def _codes(self, spec: MapSpec, cell: _Cell, point: Point) -> tuple[str, ...]:
        """The codes of the actions that answer the point, in lines that fit between the sign and the votes."""
        codes = " ".join(spec.journey.action_codes[action.id] for action in answering(spec.journey, point))
        if not codes:
            return ()
        room = cell.width - 2 * (CARD_INSET + PAD) - _SIGN
        votes = CAPTION.width(_votes(spec, point)) + _BETWEEN if point.votes else 0
        return CAPTION_BOLD.lines(codes, max(room - votes, _LEAST_CODE))

    def _head_height(self, spec: MapSpec, cell: _Cell, point: Point) -> float:
        if self.kind == "pain":
            return _HEAD
        codes = self._codes(spec, cell, point)
        height = _HEAD + max(len(codes) - 1, 0) * CAPTION_BOLD.leading
        return height + _HEAD if self.kind == "gain" and codes and point.severity is not None else height

    def _has_head(self, spec: MapSpec, point: Point) -> bool:
        if self.kind == "gain":
            return True
        marked = point.severity is not None if self.kind == "pain" else answering(spec.journey, point)
        return bool(marked) or bool(point.votes)

    def _lines(self, spec: MapSpec, cell: _Cell, point: Point) -> tuple[str, ...]:
        return BODY.lines(point.text, self._text_room(cell, point), most=spec.most_lines)

    @staticmethod
    def _text_room(cell: _Cell, point: Point) -> float:
        return min(cell.width - 2 * (CARD_INSET + PAD), WIDEST_TEXT) - hang(point)

    def _card_height(self, spec: MapSpec, cell: _Cell, point: Point) -> float:
        head = self._head_height(spec, cell, point) if self._has_head(spec, point) else 0
        return head + label_height(point) + len(self._lines(spec, cell, point)) * BODY.leading + 2 * _INSIDE - 3

    def _cell_height(self, spec: MapSpec, cell: _Cell, part: Part) -> float:
        heights = [self._card_height(spec, cell, point) for point in self.points(part)]
        return sum(heights) + _BETWEEN * (len(heights) - 1) if heights else 0


def _votes(spec: MapSpec, point: Point) -> str:
    return spec.words.say("votes-count", count=point.votes or 0)
