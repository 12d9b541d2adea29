"""The foot of an overview: what would help, what is done about it, by whom and by when; and what is left out."""

from __future__ import annotations

from journeymap.insight.actions import is_blocked
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.highlights import NextAction
from journeymap.layout.canvas import Canvas, first_baseline
from journeymap.layout.foot.actions import QUARTERS
from journeymap.layout.marks import blocked_ring, overdue_disc, status_ring
from journeymap.layout.overview.spec import (
    MARGIN,
    TABLE,
    TABLE_HEAD,
    TABLE_LABEL,
    TABLE_STRONG,
    OverviewSpec,
)
from journeymap.layout.overview.stations import draw_number_mark
from journeymap.model import Touchpoint

_ROW = 24.0
_HEAD = 27.0
_ABOVE = 7.0
_MARK = 36.0
_MARK_SIZE = 0.68
"""At most that at which the diamonds of two rows touch."""
_GAP = 22.0
_STATUS_RING = 20.0
_HELP_PART = 0.46
"""The part of the room of texts that what would help has, with the line to the action."""
_LEAST_LINE = 26.0
_ARROW = 14.0
_DASH = (2.0, 3.0)
_OWNER_MOST = 190.0


class NextActions:
    """The table that leads from what would help to what is done, a line an action."""

    def __init__(self, spec: OverviewSpec) -> None:
        self._spec = spec
        self._label = label = spec.legible(TABLE_LABEL)
        self._actions = spec.chosen.actions
        words = spec.map.words
        status = max((TABLE.width(words[f"status-{each.action.status}"]) for each in self._actions), default=0)
        self._status = spec.end - status - _STATUS_RING
        due = [TABLE_STRONG.width(self._due(each)) for each in self._actions]
        late = any(is_overdue(each.action, spec.map.today) for each in self._actions)
        self._due_x = self._status - _GAP - max([*due, label.width(words["due"])]) - (18 if late else 0)
        owners = [TABLE.width(self._owner(each)) for each in self._actions]
        self._owner_room = min(max([*owners, label.width(words["owner"])]), _OWNER_MOST)
        self._owner_x = self._due_x - _GAP - self._owner_room
        self._helps = any(each.helps is not None for each in self._actions)
        self._action_x = self._start_of_actions() if self._helps else MARGIN + _MARK

    def _start_of_actions(self) -> float:
        """Where the actions start: farther, or sooner, where only the texts of one side would else be cut."""
        usual = MARGIN + (self._owner_x - MARGIN) * _HELP_PART
        helping = [TABLE.width(each.helps.text) for each in self._actions if each.helps is not None]
        soonest = MARGIN + _MARK + max(helping, default=0.0) + _LEAST_LINE + _ARROW + 1
        farthest = self._owner_x - _GAP - max(TABLE_STRONG.width(each.action.title) for each in self._actions) - 1
        return max(usual, min(soonest, farthest)) if farthest > usual else max(farthest, min(soonest, usual))

    @property
    def height(self) -> float:
        """The height of the table; 0 without actions."""
        return _ABOVE + _HEAD + _ROW * len(self._actions) if self._actions else 0.0

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws the table from the y `top` down."""
        if not self._actions:
            return
        words, y = self._spec.map.words, top
        canvas.line(MARGIN, y, self._spec.end, y, "ink", 1.5)
        baseline = y + _ABOVE + first_baseline(TABLE_HEAD)
        if self._helps:
            canvas.text(MARGIN, baseline, words["what-would-help"], TABLE_HEAD, "ink")
        canvas.text(self._action_x if self._helps else MARGIN, baseline, words["what-we-do-next"], TABLE_HEAD, "ink")
        canvas.text(self._owner_x, baseline, words["owner"], self._label, "ink2")
        canvas.text(self._due_x, baseline, words["due"], self._label, "ink2")
        y += _ABOVE + _HEAD
        for each in self._actions:
            canvas.line(MARGIN, y, self._spec.end, y, "rule")
            with canvas.group(action=each.action.id, title=each.action.title):
                self._draw_row(canvas, each, y)
            y += _ROW
        canvas.line(MARGIN, y, self._spec.end, y, "rule")

    def _draw_row(self, canvas: Canvas, each: NextAction, top: float) -> None:
        action, words = each.action, self._spec.map.words
        middle = top + _ROW / 2
        baseline = middle + TABLE.size * 0.355
        self._draw_helps(canvas, each, middle, baseline)
        (title, *_) = TABLE_STRONG.lines(action.title, self._owner_x - _GAP - self._action_x, most=1)
        canvas.text(self._action_x, baseline, title, TABLE_STRONG, "ink")
        owner = self._owner(each)
        if owner:
            (name, *_) = TABLE.lines(owner, self._owner_room + 1, most=1)
            canvas.text(self._owner_x, baseline, name, TABLE, "ink2")
        late = is_overdue(action, self._spec.map.today)
        width = canvas.text(self._due_x, baseline, self._due(each), TABLE_STRONG, "pain" if late else "ink")
        if late:
            overdue_disc(canvas, self._due_x + width + 11, middle)
        if is_blocked(action):
            blocked_ring(canvas, self._status + 6, middle)
        else:
            status_ring(canvas, self._status + 6, middle, QUARTERS[action.status])
        canvas.text(self._status + _STATUS_RING, baseline, words[f"status-{action.status}"], TABLE, "ink2")

    def _draw_helps(self, canvas: Canvas, each: NextAction, middle: float, baseline: float) -> None:
        if isinstance(each.part, Touchpoint):
            draw_number_mark(canvas, self._spec, each.part, MARGIN + 14, middle, "ink2", size=_MARK_SIZE)
        if each.helps is None:
            return
        start, end = MARGIN + _MARK, self._action_x - _ARROW
        (text, *_) = TABLE.lines(each.helps.text, end - start - _LEAST_LINE, most=1)
        start += canvas.text(start, baseline, text, TABLE, "opportunity") + 9
        canvas.line(start, middle, end - 6, middle, "opportunity", 1, _DASH)
        canvas.path(
            [("M", (end - 6, middle - 4)), ("L", (end, middle)), ("L", (end - 6, middle + 4))],
            stroke="opportunity", stroke_width=1.4,
        )  # fmt: skip

    def _owner(self, each: NextAction) -> str:
        """The name of the owner who answers for an action; who supports stands in the full map."""
        owner = self._spec.map.journey.owner_by_id.get(each.action.answerable or "")
        return owner.name if owner else ""

    def _due(self, each: NextAction) -> str:
        return self._spec.map.words.day(each.action.due) if each.action.due else ""
