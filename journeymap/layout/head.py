"""The head of the map: the title, the takeaway, facts such as owner and evidence, and the personas."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from journeymap.insight.deadlines import days_overdue, review_deadline
from journeymap.layout.canvas import (
    BODY,
    CAPTION_BOLD,
    CAPTION_STRONG,
    LEAD,
    NAME,
    NOTE,
    SUBTITLE,
    TABLE,
    TABLE_STRONG,
    TITLE,
    Canvas,
    Type,
    first_baseline,
)
from journeymap.layout.lanes.storyboard import framed
from journeymap.layout.marks import marker
from journeymap.layout.portraits import draw_portrait
from journeymap.layout.spec import MARGIN, MapSpec, persona_token
from journeymap.layout.times import time_in_all
from journeymap.model import Persona
from journeymap.records import NamedTuple

_TOP = 40
_BELOW = 26
_LEAD_MOST = 820
_LEFT_LEAST = 560
_CARD = 316
_CARD_PAD = 24
_PORTRAIT = 34
_PICTURE = (200, 132)
"""The most room of the picture of the journey, in pixels."""
_PICTURE_GAP = 28
_FACT_MOST = 250
_FACT_GAP, _WIDEST_FACT_GAP = 36, 80
_FACT_LINE_GAP = 12
_FACTS_BELOW = 16
_FACTS_GAP, _FACTS_PAD = 32, 24
"""How far from the titles the line before the facts is that stand beside them, and these from it, in pixels."""
_CARDS_GAP = 16


class _Fact(NamedTuple):
    label: str
    lines: tuple[str, ...]
    strong: bool = False
    overdue: str = ""

    @property
    def style(self) -> Type:
        return TABLE_STRONG if self.strong else TABLE

    @property
    def width(self) -> float:
        widths = [self.style.width(line) for line in self.lines]
        pill = CAPTION_BOLD.width(self.overdue) + 44 if self.overdue else 0
        return max(max(widths) + pill, CAPTION_STRONG.width(self.label))

    @property
    def height(self) -> float:
        return CAPTION_STRONG.leading + 3 + TABLE.leading * len(self.lines)


class _Titles(NamedTuple):
    """The texts in which a head begins, in lines: the organisation, the title with its badge, and the takeaway."""

    kicker: tuple[str, ...]
    style: Type
    title: tuple[str, ...]
    badge: str
    lead: tuple[str, ...]

    @property
    def badge_width(self) -> float:
        return CAPTION_BOLD.width(self.badge) + 24

    @property
    def width(self) -> float:
        """The width of the widest line, in pixels."""
        titled = [*map(self.style.width, self.title[:-1]), self.style.width(self.title[-1]) + 18 + self.badge_width]
        return max(*map(CAPTION_STRONG.width, self.kicker), *titled, *map(LEAD.width, self.lead))

    @property
    def height(self) -> float:
        lead = 6 + len(self.lead) * LEAD.leading if self.lead else 0
        return len(self.kicker) * CAPTION_STRONG.leading + 5 + len(self.title) * self.style.leading + lead


def draw_head(canvas: Canvas, spec: MapSpec, top: float) -> float:
    """Draws the head from the y `top` down; returns the y below it.

    The facts stand between the titles and the personas where that makes the head lower, else below the titles.
    """
    room = canvas.width - 2 * MARGIN
    personas = spec.journey.personas
    picture = spec.journey.picture_of()
    width, height = framed(picture.ratio, *_PICTURE) if picture else (0, 0)
    start = MARGIN + (width + _PICTURE_GAP if picture else 0)
    beside = len(personas) * _CARD <= room - _LEFT_LEAST - (start - MARGIN)
    left = room - (start - MARGIN) - (len(personas) * _CARD + _CARDS_GAP if beside and personas else 0)
    titles, facts = _titles(spec, left), _facts(spec)
    middle = left - titles.width - _FACTS_PAD - _FACTS_GAP
    if facts and _facts_height(facts, middle) < titles.height + _FACTS_BELOW + _facts_height(facts, left):
        bottom = _draw_facts(canvas, facts, top + _TOP, start + titles.width + _FACTS_GAP + _FACTS_PAD, middle)
        x = start + titles.width + _FACTS_GAP + 4
        canvas.line(x, top + _TOP - 6, x, bottom, "rule")
        y = max(_draw_titles(canvas, titles, top + _TOP, start), bottom)
    else:
        y = _draw_facts(canvas, facts, _draw_titles(canvas, titles, top + _TOP, start) + _FACTS_BELOW, start, left)
    if picture:
        alt = (spec.journey.image and spec.journey.image.alt) or ""
        canvas.picture(MARGIN, top + _TOP, width, height, picture, alt)
        canvas.rect(MARGIN, top + _TOP, width, height, stroke="rule2", stroke_width=0.75)
        y = max(y, top + _TOP + height)
    if not personas:
        return y + _BELOW
    if beside:
        bottom = max(
            _draw_card(canvas, spec, persona, room + MARGIN - (len(personas) - index) * _CARD, top + _TOP, _CARD)
            for index, persona in enumerate(personas)
        )
        return max(y, bottom) + _BELOW
    return _draw_cards_below(canvas, spec, y + 24, room) + _BELOW


def _draw_cards_below(canvas: Canvas, spec: MapSpec, top: float, room: float) -> float:
    personas = spec.journey.personas
    across = max(1, min(len(personas), int(room // (_CARD - 40))))
    width = room / across
    for first in range(0, len(personas), across):
        bottoms = [
            _draw_card(canvas, spec, persona, MARGIN + place * width, top, width)
            for place, persona in enumerate(personas[first : first + across])
        ]
        top = max(bottoms) + 18
    return top - 18


def _titles(spec: MapSpec, room: float) -> _Titles:
    journey, words = spec.journey, spec.words
    kicker = " · ".join(part for part in (journey.organisation, words["map"]) if part)
    badge = words[f"kind-{journey.kind}"]
    beside_badge = room - CAPTION_BOLD.width(badge) - 40
    style = TITLE if TITLE.width(journey.title) <= beside_badge else SUBTITLE
    lead = LEAD.lines(journey.takeaway, min(room, _LEAD_MOST)) if journey.takeaway else ()
    return _Titles(CAPTION_STRONG.lines(kicker, room), style, style.lines(journey.title, beside_badge), badge, lead)


def _draw_titles(canvas: Canvas, titles: _Titles, top: float, start: float) -> float:
    style, badge_width = titles.style, titles.badge_width
    y = canvas.lines(start, top, titles.kicker, CAPTION_STRONG, "ink3") + 5
    last = y + style.leading * (len(titles.title) - 1) + first_baseline(style)
    y = canvas.lines(start, y, titles.title, style, "ink")
    x = start + style.width(titles.title[-1]) + 18
    canvas.rect(x, last - style.size * 0.36 - 11, badge_width, 22, None, radius=11, stroke="ink", stroke_width=1.25)
    canvas.text(x + badge_width / 2, last - style.size * 0.36 + 3.8, titles.badge, CAPTION_BOLD, "ink", align="middle")
    return canvas.lines(start, y + 6, titles.lead, LEAD, "ink2") if titles.lead else y


def _facts(spec: MapSpec) -> list[_Fact]:
    journey, words = spec.journey, spec.words
    facts: list[_Fact] = []

    def add(key: str, text: str | None, *, strong: bool = False, overdue: str = "") -> None:
        if text:
            style = TABLE_STRONG if strong else TABLE
            facts.append(_Fact(words[key], style.lines(text, _FACT_MOST), strong, overdue))

    add("scenario", journey.scenario)
    add("goal", journey.goal)
    add("objectives", "\n".join(journey.objectives))
    add("evidence", "\n".join(journey.evidence))
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


def _lines_of_facts(facts: Sequence[_Fact], room: float) -> list[list[_Fact]]:
    """The facts beside each other, in as many lines as they take in a room of so many pixels."""
    lines: list[list[_Fact]] = []
    used = 0.0
    for fact in facts:
        if not lines or used + fact.width > room:
            lines.append([])
            used = 0
        lines[-1].append(fact)
        used += fact.width + _FACT_GAP
    return lines


def _facts_height(facts: Sequence[_Fact], room: float) -> float:
    """The height of the facts in a room of so many pixels; infinite where one of them is wider."""
    if any(fact.width > room for fact in facts):
        return inf
    lines = _lines_of_facts(facts, room)
    return sum(max(fact.height for fact in line) for line in lines) + _FACT_LINE_GAP * (len(lines) - 1)


def _draw_facts(canvas: Canvas, facts: Sequence[_Fact], top: float, start: float, room: float) -> float:
    y, lines = top, _lines_of_facts(facts, room)
    left = room - sum(fact.width for fact in facts)
    gap = min(max(left / max(len(facts) - 1, 1), _FACT_GAP), _WIDEST_FACT_GAP) if len(lines) == 1 else _FACT_GAP
    for line in lines:
        x = start
        for fact in line:
            canvas.lines(x, y, (fact.label,), CAPTION_STRONG, "ink3")
            value_top = y + CAPTION_STRONG.leading + 3
            canvas.lines(x, value_top, fact.lines, fact.style, "ink")
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


def _draw_card(canvas: Canvas, spec: MapSpec, persona: Persona, x: float, top: float, width: float) -> float:
    """Draws a persona's card; returns the y below it. The line beside the portrait is the key to the emotion curve."""
    index = spec.persona_index(persona.id) or 0
    colour = persona_token(index)
    start = x + _CARD_PAD
    room = width - _CARD_PAD - 8
    with canvas.group(persona=persona.id):
        draw_portrait(
            canvas, start + _PORTRAIT, top + _PORTRAIT, persona, index, picture=spec.journey.picture_of(persona)
        )
        beside = start + 2 * _PORTRAIT + 16
        beside_room = room - 2 * _PORTRAIT - 16
        y = canvas.lines(beside, top, NAME.lines(persona.name, beside_room), NAME, "ink")
        y = canvas.lines(beside, y, TABLE.lines(_about(spec, persona), beside_room), TABLE, "ink3") + 4
        y = _draw_key(canvas, spec, persona, index, beside, y, beside_room)
        y = max(y, top + 2 * _PORTRAIT) + 10
        if persona.quote:
            y = canvas.lines(start, y, BODY.lines(spec.words.quote(persona.quote), room), BODY, colour) + 4
        if persona.goals:
            y = canvas.lines(start, y, (spec.words["goals"],), CAPTION_STRONG, "ink3")
            for goal in persona.goals:
                y = canvas.lines(start, y, BODY.lines(goal, room), BODY, "ink2")
    canvas.line(x + 4, top - 6, x + 4, y, "rule")
    return y


def _about(spec: MapSpec, persona: Persona) -> str:
    segment = next((s.name for s in spec.journey.segments if s.id == persona.segment), None)
    return "\n".join(part for part in (persona.description, segment) if part)


def _draw_key(canvas: Canvas, spec: MapSpec, persona: Persona, index: int, x: float, top: float, room: float) -> float:
    if not any(part.emotions for part in spec.journey.parts):
        return top
    middle = top + NOTE.leading / 2
    double = spec.theme.drawing.double_second and index == 1
    canvas.line(x, middle, x + 40, middle, persona_token(index), 5 if double else 2.5)
    if double:
        canvas.line(x, middle, x + 40, middle, "paper", 2)
    marker(canvas, x + 20, middle, index, 5, persona_token(index), halo=1.5)
    if persona.evidence:
        return canvas.lines(x + 50, top, NOTE.lines(persona.evidence, room - 50), NOTE, "ink3")
    return top + NOTE.leading
