"""The facts in the head of the map: the scenario, the goal, what it rests on, its owner and the next review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import inf

from journeymap.insight.deadlines import days_overdue, review_deadline
from journeymap.layout.canvas import CAPTION_BOLD, CAPTION_STRONG, TABLE, TABLE_STRONG, Canvas, Type
from journeymap.layout.head_colours import head_colours
from journeymap.layout.spec import MapSpec
from journeymap.layout.standing_texts import rests_on
from journeymap.layout.times import time_in_all
from journeymap.records import Record
from journeymap.style.theme import Theme

_FACT_MOST = 250
_FACT_GAP, _WIDEST_FACT_GAP = 36, 80
_FACT_LINE_GAP = 12


class HeadFact(Record):
    """A fact: its label, its text in lines, and how long it is overdue, in words."""

    label: str
    lines: tuple[str, ...]
    strong: bool = False
    overdue: str = ""

    @property
    def style(self) -> Type:
        return TABLE_STRONG if self.strong else TABLE

    @cached_property  # asked for while lines are tried, and again while they are drawn
    def width(self) -> float:
        widths = [self.style.width(line) for line in self.lines]
        pill = CAPTION_BOLD.width(self.overdue) + 44 if self.overdue else 0
        return max(max(widths) + pill, CAPTION_STRONG.width(self.label))

    @property
    def height(self) -> float:
        return CAPTION_STRONG.leading + 3 + TABLE.leading * len(self.lines)


def head_facts(spec: MapSpec) -> list[HeadFact]:
    """What the head says of the journey, in the order in which it is said."""
    journey, words = spec.journey, spec.words
    facts: list[HeadFact] = []

    def add(key: str, text: str | None, *, strong: bool = False, overdue: str = "") -> None:
        if text:
            lines = (TABLE_STRONG if strong else TABLE).lines(text, _FACT_MOST)
            facts.append(HeadFact(label=words[key], lines=lines, strong=strong, overdue=overdue))

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
    return facts


def _lines_of_facts(facts: Sequence[HeadFact], room: float) -> list[list[HeadFact]]:
    """The facts beside each other, in as many lines as they take in a room of so many pixels."""
    lines: list[list[HeadFact]] = []
    used = 0.0
    for fact in facts:
        if not lines or used + fact.width > room:
            lines.append([])
            used = 0
        lines[-1].append(fact)
        used += fact.width + _FACT_GAP
    return lines


def facts_height(facts: Sequence[HeadFact], room: float) -> float:
    """The height of the facts in a room of so many pixels; infinite where one of them is wider."""
    if any(fact.width > room for fact in facts):
        return inf
    lines = _lines_of_facts(facts, room)
    return sum(max(fact.height for fact in line) for line in lines) + _FACT_LINE_GAP * (len(lines) - 1)


def draw_facts(canvas: Canvas, theme: Theme, facts: Sequence[HeadFact], top: float, start: float, room: float) -> float:
    """Draws facts beside each other, in as many lines as they take in the room; returns the y below them."""
    colours = head_colours(theme)
    y, lines = top, _lines_of_facts(facts, room)
    left = room - sum(fact.width for fact in facts)
    gap = min(max(left / max(len(facts) - 1, 1), _FACT_GAP), _WIDEST_FACT_GAP) if len(lines) == 1 else _FACT_GAP
    for line in lines:
        x = start
        for fact in line:
            canvas.lines(x, y, (fact.label,), CAPTION_STRONG, colours.ink3)
            value_top = y + CAPTION_STRONG.leading + 3
            canvas.lines(x, value_top, fact.lines, fact.style, colours.ink)
            if fact.overdue:
                _draw_overdue(canvas, x + fact.style.width(fact.lines[0]) + 10, value_top - 1, fact.overdue)
            x += fact.width + gap
        y += max(fact.height for fact in line) + _FACT_LINE_GAP
    return y - _FACT_LINE_GAP if y > top else top


def _draw_overdue(canvas: Canvas, x: float, top: float, text: str) -> None:
    width = CAPTION_BOLD.width(text) + 34
    canvas.rect(x, top, width, 17, "overdue", radius=8.5)
    canvas.line(x + 12, top + 4.6, x + 12, top + 9.4, "overdue-text", 1.8)
    canvas.circle(x + 12, top + 12.2, 1, "overdue-text")
    canvas.text(x + 22, top + 12.2, text, CAPTION_BOLD, "overdue-text")
