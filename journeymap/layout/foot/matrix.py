"""The matrix of impact against effort. The actions to do first are in the tinted quarter."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.actions import quadrant
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, CAPTION_STRONG, HEADING, Canvas, Type
from journeymap.layout.spec import MapSpec
from journeymap.model import Action
from journeymap.style.fonts import SEMIBOLD

_LEAST, _MOST = 280.0, 420.0
_LEAST_STEP = 31.0
_RADIUS = 11.0
_FAN = 23.0
_EDGE = 22.0
_SIDE, _AIR = 27.0, 4.0
_LINES = 3
"""So many lines of codes stand at one place, at most: what does not fit there is counted, and listed below."""
_CODE = Type(10, SEMIBOLD, 12)
Place = tuple[int, int]
"""An effort and an impact, each from 1 to 5."""


class Matrix:
    """The rated actions, each at its impact and effort."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec
        self._rated = [action for action in spec.journey.actions if quadrant(action) is not None]

    @property
    def least(self) -> float:
        return _LEAST

    @property
    def most(self) -> float:
        return _MOST if self._rated else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        words = self._spec.words
        canvas.text(x, top + 12, words["impact-and-effort"], HEADING, "ink")
        canvas.text(x, top + 31, words["impact"], CAPTION, "ink3")
        canvas.text(x + width / 2, top + 31, words["do-first"], CAPTION_BOLD, "opportunity", align="end")
        cells = [_MatrixCell(place, actions, width) for place, actions in sorted(self._places.items())]
        lines = max(cell.lines for cell in cells)
        step, edge = max(_LEAST_STEP, lines * _FAN + 2), max(_EDGE, lines * _FAN / 2 - 1)
        side = max(cell.side for cell in cells)
        y, height = top + 40, 2 * edge + 4 * step
        canvas.rect(x, y, width / 2, height / 2, "opportunity-tint")
        canvas.line(x + width / 2, y, x + width / 2, y + height, "rule")
        canvas.line(x, y + height / 2, x + width, y + height / 2, "rule")
        canvas.line(x, y, x, y + height, "ink3")
        canvas.line(x, y + height, x + width, y + height, "ink3")
        canvas.text(x + width, y + height + 14, words["effort"], CAPTION, "ink3", align="end")
        for cell in cells:
            effort, impact = cell.place
            middle_x = x + side + (effort - 1) / 4 * (width - 2 * side)
            self._draw_cell(canvas, cell, middle_x, y + height - edge - (impact - 1) * step)
        return self._draw_left_out(canvas, cells, x, y + height + 18, width)

    @property
    def _places(self) -> dict[Place, list[Action]]:
        places: dict[Place, list[Action]] = {}
        for action in self._rated:
            places.setdefault((action.effort or 0, action.impact or 0), []).append(action)
        return places

    def _draw_cell(self, canvas: Canvas, cell: _MatrixCell, x: float, y: float) -> None:
        """Draws the actions of a cell around its middle."""
        for place, action in enumerate(cell.shown):
            self._draw_point(canvas, action, *cell.at(place, x, y))
        if cell.left_out:
            x, y = cell.at(len(cell.shown), x, y)
            canvas.text(x, y + 3.6, self._left_out(cell), _CODE, "opportunity", align="middle")

    def _left_out(self, cell: _MatrixCell) -> str:
        return f"+{self._spec.words.number(len(cell.left_out))}"

    def _draw_left_out(self, canvas: Canvas, cells: Sequence[_MatrixCell], x: float, top: float, width: float) -> float:
        """Lists, below the matrix, the codes that a cell only counts; returns the y below them."""
        words, codes = self._spec.words, self._spec.journey.action_codes
        y = top
        for cell in cells:
            if cell.left_out:
                effort, impact = (words.number(rating) for rating in cell.place)
                where = f"{words.labelled(words['impact'], impact)} · {words.labelled(words['effort'], effort)}"
                listed = " ".join(codes[action.id] for action in cell.left_out)
                y = canvas.text(x, y + 14, f"{where} · {self._left_out(cell)}", CAPTION_STRONG, "ink2") and y + 18
                y = canvas.lines(x, y, CAPTION.lines(listed, width), CAPTION, "ink3")
        return y

    def _draw_point(self, canvas: Canvas, action: Action, x: float, y: float) -> None:
        code = self._spec.journey.action_codes[action.id]
        done = action.status == "done"
        with canvas.group(action=action.id, title=action.title):
            if done:
                canvas.circle(x, y, _RADIUS - 0.8, "paper", stroke="opportunity", stroke_width=1.6)
            else:
                canvas.circle(x, y, _RADIUS, "opportunity", stroke="paper", stroke_width=1.2)
            canvas.text(x, y + 3.6, code, _CODE, "opportunity" if done else "paper", align="middle")


class _MatrixCell:
    """The actions of equal impact and effort, in the order of the file: in rows of two, of more where they are many."""

    def __init__(self, place: Place, actions: list[Action], width: float) -> None:
        self.place = place
        fitting = max(2, int((width - 2 * _AIR) / (5 * _FAN)))
        self._columns = min(max(2, -(-len(actions) // _LINES)), fitting)
        room = self._columns * _LINES
        shown = len(actions) if len(actions) <= room else room - 1
        self.shown, self.left_out = actions[:shown], actions[shown:]
        self._marks = shown + bool(self.left_out)

    @property
    def lines(self) -> int:
        """How many lines of marks it has."""
        return -(-self._marks // self._columns)

    @property
    def side(self) -> float:
        """How far its middle is from the edge of the matrix, at least; in pixels."""
        return max(_SIDE, self._columns * _FAN / 2 + _AIR)

    def at(self, mark: int, x: float, y: float) -> tuple[float, float]:
        """The middle of one of its marks, where its own is at x and y."""
        line, column = divmod(mark, self._columns)
        inline = min(self._columns, self._marks - line * self._columns)
        return x + (column - (inline - 1) / 2) * _FAN, y + (line - (self.lines - 1) / 2) * _FAN
