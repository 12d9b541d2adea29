"""The facts in the head of the map: the scenario, the goal, what it rests on, its owner and the next review."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import itemgetter

from journeymap.insight.deadlines import days_overdue, review_deadline
from journeymap.layout.canvas import CAPTION_BOLD, CAPTION_STRONG, TABLE, TABLE_STRONG, Canvas, Type
from journeymap.layout.head_colours import head_colours
from journeymap.layout.spec import MapSpec
from journeymap.layout.standing_texts import rests_on
from journeymap.layout.times import time_in_all
from journeymap.records import NamedTuple, cached_property
from journeymap.style.theme import Theme

_FACT_MOST = 250
_FACT_GAP, _WIDEST_FACT_GAP = 36, 80
_FACT_LINE_GAP = 12


class HeadFact(NamedTuple):
    """A fact: its label, its text in lines, how long it is overdue, in words, and its size in pixels."""

    label: str
    lines: tuple[str, ...]
    style: Type
    overdue: str
    width: float
    height: float


def _fact(label: str, text: str, style: Type, overdue: str) -> HeadFact:
    lines = style.lines(text, _FACT_MOST)
    pill = CAPTION_BOLD.width(overdue) + 44 if overdue else 0
    width = max(max(map(style.width, lines)) + pill, CAPTION_STRONG.width(label))
    return HeadFact(label, lines, style, overdue, width, CAPTION_STRONG.leading + 3 + TABLE.leading * len(lines))


class _FactGrid(NamedTuple):
    """Facts in rows, and the widths of the columns in which they stand below each other."""

    rows: Sequence[Sequence[HeadFact]]
    widths: Sequence[float]

    @property
    def width(self) -> float:
        return sum(self.widths) + _FACT_GAP * (len(self.widths) - 1)

    @property
    def height(self) -> float:
        return sum(max([fact.height for fact in row]) for row in self.rows) + _FACT_LINE_GAP * (len(self.rows) - 1)


class HeadFacts:
    """Facts that stand in rows and columns, as few rows as their room allows."""

    def __init__(self, facts: Sequence[HeadFact]) -> None:
        self._facts = facts

    def __bool__(self) -> bool:
        return bool(self._facts)

    @cached_property  # several rooms are tried
    def _grids(self) -> list[tuple[float, float, _FactGrid]]:
        """The height and the width of each grid of the facts, the lowest first, and of those the one of fewer rows."""
        grids = []
        for across in dict.fromkeys(-(-len(self._facts) // count) for count in range(1, len(self._facts) + 1)):
            rows = [self._facts[first : first + across] for first in range(0, len(self._facts), across)]
            widths = [max([fact.width for fact in self._facts[place::across]]) for place in range(across)]
            grid = _FactGrid(rows, widths)
            grids.append((grid.height, grid.width, grid))
        return sorted(grids, key=itemgetter(0))

    def height(self, room: float) -> float:
        """The height in a room of so many pixels; infinite where a fact is wider."""
        return next((height for height, width, _ in self._grids if width <= room), inf)

    def draw(self, canvas: Canvas, theme: Theme, top: float, start: float, room: float) -> float:
        """Draws the facts, in a single column where a fact is wider than the room; returns the y below them."""
        if not self._facts:
            return top
        colours = head_colours(theme)
        fitting = next((grid for _, width, grid in self._grids if width <= room), None)
        grid = fitting or min(self._grids, key=itemgetter(1))[2]
        left = room - sum(grid.widths)
        gap = min(max(left / max(len(grid.widths) - 1, 1), _FACT_GAP), _WIDEST_FACT_GAP)
        y = top
        for row in grid.rows:
            x = start
            for fact, width in zip(row, grid.widths, strict=False):
                canvas.lines(x, y, (fact.label,), CAPTION_STRONG, colours.ink3)
                value_top = y + CAPTION_STRONG.leading + 3
                canvas.lines(x, value_top, fact.lines, fact.style, colours.ink)
                if fact.overdue:
                    _draw_overdue(canvas, x + fact.style.width(fact.lines[0]) + 10, value_top - 1, fact.overdue)
                x += width + gap
            y += max([fact.height for fact in row]) + _FACT_LINE_GAP
        return y - _FACT_LINE_GAP


def head_facts(spec: MapSpec) -> HeadFacts:
    """What the head says of the journey, in the order in which it is said."""
    journey, words = spec.journey, spec.words
    facts: list[HeadFact] = []

    def add(key: str, text: str | None, *, strong: bool = False, overdue: str = "") -> None:
        if text:
            facts.append(_fact(words[key], text, TABLE_STRONG if strong else TABLE, overdue))

    add("scenario", journey.scenario)
    add("goal", journey.goal)
    add("objectives", "\n".join(journey.objectives))
    add("evidence", "\n".join(rests_on(journey, words)))
    add("time-in-all", time_in_all(journey, words), strong=True)
    owner = journey.owner_by_id.get(journey.owner or "")
    if owner:
        add("owner", f"{owner.name}, {owner.role}" if owner.role else owner.name, strong=True)
    due = review_deadline(journey)
    if due:
        days = days_overdue(due, spec.today)
        late = words.say("overdue-days", days=days) if days else ""
        add("review-by", words.day(due), strong=True, overdue=late)
    return HeadFacts(facts)


def _draw_overdue(canvas: Canvas, x: float, top: float, text: str) -> None:
    width = CAPTION_BOLD.width(text) + 34
    canvas.rect(x, top, width, 17, "overdue", radius=8.5)
    canvas.line(x + 12, top + 4.6, x + 12, top + 9.4, "overdue-text", 1.8)
    canvas.circle(x + 12, top + 12.2, 1, "overdue-text")
    canvas.text(x + 22, top + 12.2, text, CAPTION_BOLD, "overdue-text")
