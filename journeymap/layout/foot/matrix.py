"""The matrix of impact against effort. The actions to do first are in the tinted quarter."""

from __future__ import annotations

from journeymap.insight.actions import quadrant
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, HEADING, Canvas, Type
from journeymap.layout.spec import MapSpec
from journeymap.model import Action
from journeymap.style.fonts import SEMIBOLD

_LEAST, _MOST = 280.0, 420.0
_LEAST_STEP = 31.0
_RADIUS = 11.0
_FAN = 23.0
_EDGE = 22.0
_CODE = Type(10, SEMIBOLD, 12)


class Matrix:
    """The rated actions, in cells by their effort and impact."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec
        self._cells: dict[tuple[int, int], list[Action]] = {}
        for action in spec.journey.actions:
            if quadrant(action) is not None:
                self._cells.setdefault((action.effort or 0, action.impact or 0), []).append(action)

    @property
    def least(self) -> float:
        return _LEAST

    @property
    def most(self) -> float:
        return _MOST if self._cells else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        words = self._spec.words
        canvas.text(x, top + 12, words["impact-and-effort"], HEADING, "ink")
        canvas.text(x, top + 31, words["impact"], CAPTION, "ink3")
        canvas.text(x + width / 2, top + 31, words["do-first"], CAPTION_BOLD, "opportunity", align="end")
        step = self._step
        y, height = top + 40, 2 * _EDGE + 4 * step
        canvas.rect(x, y, width / 2, height / 2, "opportunity-tint")
        canvas.line(x + width / 2, y, x + width / 2, y + height, "rule")
        canvas.line(x, y + height / 2, x + width, y + height / 2, "rule")
        canvas.line(x, y, x, y + height, "ink3")
        canvas.line(x, y + height, x + width, y + height, "ink3")
        canvas.text(x + width, y + height + 14, words["effort"], CAPTION, "ink3", align="end")
        for (effort, impact), actions in sorted(self._cells.items()):
            middle_x = x + 27 + (effort - 1) / 4 * (width - 54)
            middle_y = y + height - _EDGE - (impact - 1) * step
            self._draw_cell(canvas, actions, middle_x, middle_y)
        return y + height + 18

    @property
    def _step(self) -> float:
        """The distance between two impacts in pixels, so that the fullest cell has room."""
        lines = max(-(-len(actions) // 2) for actions in self._cells.values())
        return max(_LEAST_STEP, lines * _FAN + 2)

    def _draw_cell(self, canvas: Canvas, actions: list[Action], x: float, y: float) -> None:
        """Draws actions of equal impact and effort, in rows of two."""
        lines = -(-len(actions) // 2)
        for place, action in enumerate(actions):
            line, column = divmod(place, 2)
            alone = place == len(actions) - 1 and column == 0
            across = 0 if alone else (column - 0.5) * _FAN
            self._draw_point(canvas, action, x + across, y + (line - (lines - 1) / 2) * _FAN)

    def _draw_point(self, canvas: Canvas, action: Action, x: float, y: float) -> None:
        code = self._spec.journey.action_codes[action.id]
        done = action.status == "done"
        with canvas.group(action=action.id, title=action.title):
            if done:
                canvas.circle(x, y, _RADIUS - 0.8, "paper", stroke="opportunity", stroke_width=1.6)
            else:
                canvas.circle(x, y, _RADIUS, "opportunity", stroke="paper", stroke_width=1.2)
            canvas.text(x, y + 3.6, code, _CODE, "opportunity" if done else "paper", align="middle")
