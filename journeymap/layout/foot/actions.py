"""The table of actions: code, title, what holds it up and what it costs, owner, due date, status, impact and effort."""

from __future__ import annotations

from journeymap.insight.actions import is_blocked, is_dropped
from journeymap.insight.deadlines import is_overdue
from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, HEADING, TABLE, TABLE_STRONG, Canvas, Type, first_baseline
from journeymap.layout.change_marks import draw_mark, number_actions
from journeymap.layout.link_signs import draw_link_signs, rows_below
from journeymap.layout.marks import blocked_ring, overdue_disc, squares, status_ring
from journeymap.layout.plan_texts import budget, held_up_by, owners_named
from journeymap.layout.spec import EXPERIMENT_ROW, MapSpec
from journeymap.model import Action
from journeymap.overlays import ItemPath
from journeymap.style.fonts import SEMIBOLD

_CODE = Type(11.5, SEMIBOLD, 15.5)
QUARTERS = {"idea": 0, "planned": 0, "in-progress": 2, "done": 4, "dropped": 0}
_COLUMN_GAP = 18
_ROW_PAD = 8
_COMPACT_MOST = 8
_RATING = 56
_LEADER_AIR, _LEAST_LEADER = 10.0, 80.0
_DOTS = (1.5, 4.0)
"""Dots lead from a title to its owner across a wide table."""
_WIDE = 900.0
_OWNER, _LONGEST_WORD = 130.0, 220.0


class Actions:
    """The table of actions."""

    def __init__(self, spec: MapSpec) -> None:
        self._spec = spec
        self._actions = spec.journey.actions
        self._codes = spec.journey.action_codes

    @property
    def least(self) -> float:
        return 560

    @property
    def most(self) -> float:
        return 1280 if self._actions else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        words = self._spec.words
        canvas.text(x, top + 12, words["actions"], HEADING, "ink")
        edges = self._edges(x, width)
        head = top + 31
        for name in ("owner", "due", "status", "impact", "effort"):
            if name in edges:
                canvas.text(edges[name][0], head, words[name], CAPTION_STRONG, "ink3")
        y = head + 7
        shown = self._actions[:_COMPACT_MOST] if self._spec.compact else self._actions
        marked: list[tuple[str, float, float]] = []
        for action in shown:
            canvas.line(x, y, x + width, y, "rule")
            with canvas.group(action=action.id):
                if self._spec.overlays:
                    marked.append((action.id, x - 10, y + _ROW_PAD + 4))
                    draw_mark(canvas, self._spec, ItemPath.to(action=action.id), *marked[-1][1:])
                y = self._draw_action(canvas, action, edges, y)
        canvas.line(x, y, x + width, y, "rule")
        if self._spec.overlays:
            number_actions(canvas, self._spec, marked)
        if len(shown) < len(self._actions):
            more = words.say("more-actions", count=len(self._actions) - len(shown))
            canvas.text(x, y + 16, more, CAPTION, "ink3")
            y += 22
        return y

    def _edges(self, x: float, width: float) -> dict[str, tuple[float, float]]:
        """The start and width of each column, in pixels. A rating has a column only if some action has that rating."""
        words = self._spec.words
        fixed: list[tuple[str, float]] = [("owner", 0.0), ("due", self._due_width())]
        statuses = [TABLE.width(words[f"status-{action.status}"]) for action in self._actions]
        fixed.append(("status", max([*statuses, CAPTION_STRONG.width(words["status"]) - 16]) + 18))
        fixed.extend(
            (rating, max(_RATING, CAPTION_STRONG.width(words[rating])))
            for rating in ("impact", "effort")
            if any(getattr(action, rating) is not None for action in self._actions)
        )
        code = max(_CODE.width(self._codes[action.id]) for action in self._actions) + 14
        room = width - code - sum(size + _COLUMN_GAP for _, size in fixed)
        fixed[0] = ("owner", self._owner_width(room))
        title = room - fixed[0][1]
        edges = {"code": (x, code), "title": (x + code, title)}
        end = x + code + title
        for name, size in fixed:
            edges[name] = (end + _COLUMN_GAP, size)
            end += size + _COLUMN_GAP
        return edges

    def _owner_width(self, room: float) -> float:
        """The width of the names or, where these are long, enough for the longest word of them; in pixels.

        Long ones have it too in a wide table, where the titles need no more than what they leave of the `room` of both.
        """
        names = {self._owner(action) for action in self._actions}
        widest = max([*map(TABLE.width, names), CAPTION_STRONG.width(self._spec.words["owner"])])
        titles = max(TABLE.width(action.title) for action in self._actions) + _LEADER_AIR
        if widest <= _OWNER or (room >= _WIDE and widest <= room - titles):
            return widest
        word = max((TABLE.width(word) for name in names for word in name.split()), default=0)
        return max(_OWNER, min(word, _LONGEST_WORD))

    def _due_width(self) -> float:
        dues = [TABLE_STRONG.width(self._due(action)) for action in self._actions]
        late = any(is_overdue(action, self._spec.today) for action in self._actions)
        return max([*dues, CAPTION_STRONG.width(self._spec.words["due"])]) + (18 if late else 0)

    def _owner(self, action: Action) -> str:
        return owners_named(self._spec.journey, self._spec.words, action)

    def _due(self, action: Action) -> str:
        return self._spec.words.day(action.due) if action.due else ""

    def _notes(self, action: Action) -> list[tuple[str, str]]:
        """What stands below the title, with its colour: what holds the action up; its release, budget and ticket."""
        if self._spec.compact:
            return []
        words, journey = self._spec.words, self._spec.journey
        reason = held_up_by(journey, words, action) if is_blocked(action) else ""
        others = " · ".join(filter(None, (action.release, budget(words, action), action.ticket)))
        held = words.labelled(words["blocked-by"], reason) if reason else ""
        return [(text, colour) for text, colour in ((held, "ink2"), (others, "ink3")) if text]

    def _tried(self, action: Action) -> int:
        """How many experiments that try an action out stand below its title."""
        return 0 if self._spec.compact else sum(each.action == action.id for each in self._spec.journey.experiments)

    def _draw_action(self, canvas: Canvas, action: Action, edges: dict[str, tuple[float, float]], top: float) -> float:
        words = self._spec.words
        title = TABLE.lines(action.title, edges["title"][1])
        owner = TABLE.lines(self._owner(action), edges["owner"][1])
        signs = rows_below(action.links, title, TABLE, edges["title"][1])
        notes = [(CAPTION.lines(text, edges["title"][1]), colour) for text, colour in self._notes(action)]
        tried = self._tried(action)
        below = sum(len(lines) for lines, _ in notes) * CAPTION.leading + tried * EXPERIMENT_ROW
        titled = (len(title) + signs) * TABLE.leading + below
        height = max(titled, len(owner) * TABLE.leading, TABLE.leading) + _ROW_PAD
        y = top + _ROW_PAD / 2
        baseline, middle = y + first_baseline(TABLE), y + TABLE.leading / 2
        colour = "ink3" if is_dropped(action) else "opportunity"
        canvas.text(edges["code"][0], baseline, self._codes[action.id], _CODE, colour)
        note_top = canvas.lines(edges["title"][0], y, title, TABLE, "ink3" if is_dropped(action) else "ink")
        note_top += signs * TABLE.leading
        if action.links:
            x, room = edges["title"]
            draw_link_signs(canvas, x, y, action.links, title, TABLE, "ink3", room=room)
        for lines, shade in notes:
            note_top = canvas.lines(edges["title"][0], note_top, lines, CAPTION, shade)
        if tried:
            from journeymap.layout.experiment_marks import draw_tried  # noqa: PLC0415  few journeys have some

            draw_tried(canvas, self._spec, action, edges["title"], note_top)
        start, end = edges["title"][0] + TABLE.width(title[-1]) + _LEADER_AIR, edges["owner"][0] - _LEADER_AIR
        if len(title) == 1 and owner and not action.links and end - start > _LEAST_LEADER:
            canvas.line(start, middle, end, middle, "rule2", 1, _DOTS)
        canvas.lines(edges["owner"][0], y, owner, TABLE, "ink2")
        late = is_overdue(action, self._spec.today)
        due = edges["due"][0]
        width = canvas.text(
            due, baseline, self._due(action), TABLE_STRONG if late else TABLE, "pain" if late else "ink2"
        )
        if late:
            overdue_disc(canvas, due + width + 12, middle)
        status = edges["status"][0]
        if is_blocked(action):
            blocked_ring(canvas, status + 5.5, middle)
        else:
            status_ring(canvas, status + 5.5, middle, QUARTERS[action.status])
        canvas.text(status + 18, baseline, words[f"status-{action.status}"], TABLE, "ink2")
        for name, solid in (("impact", True), ("effort", False)):
            rating = getattr(action, name)
            if rating is not None:
                squares(canvas, edges[name][0], middle, rating, solid=solid)
        return top + height
