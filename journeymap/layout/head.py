"""The head of the map: the title, the takeaway, facts such as owner and evidence, and the personas."""

from __future__ import annotations

from functools import partial

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
from journeymap.layout.head_colours import head_colours
from journeymap.layout.lanes.storyboard import framed
from journeymap.layout.marks import marker
from journeymap.layout.portraits import draw_arch, draw_portrait
from journeymap.layout.spec import MARGIN, MapSpec, persona_token
from journeymap.layout.times import time_in_all
from journeymap.model import Persona
from journeymap.records import NamedTuple

_TOP = 40
_BELOW = 26
_INSIDE = 24
_LEAD_MOST = 820
_LEFT_LEAST = 560
_CARD, _ARCHED_CARD = 316, 384
_ARCH = (100.0, 156.0)
"""The width and the height of a portrait in an arch, in pixels."""
_CARD_PAD = 24
_PORTRAIT = 34
_PICTURE = (200, 132)
"""The most room of the picture of the journey, in pixels."""
_PICTURE_GAP = 28
_FACT_MOST = 250
_FACT_GAP = 36
_SMALLER = SUBTITLE.size / TITLE.size


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


def draw_head(canvas: Canvas, spec: MapSpec, top: float) -> float:
    """Draws the head from the y `top` down, on its ground if it has one; returns the y below it."""
    bottom = _draw_contents(canvas, spec, top)
    ground = head_colours(spec.theme).ground
    if not ground:
        return bottom
    canvas.behind(0, partial(canvas.rect, 0, top, canvas.width, bottom - top - _BELOW + _INSIDE, ground))
    return bottom + _INSIDE


def _draw_contents(canvas: Canvas, spec: MapSpec, top: float) -> float:
    room = canvas.width - 2 * MARGIN
    personas = spec.journey.personas
    picture = spec.journey.picture_of()
    width, height = framed(picture.ratio, *_PICTURE) if picture else (0, 0)
    start = MARGIN + (width + _PICTURE_GAP if picture else 0)
    card = _ARCHED_CARD if spec.theme.drawing.portraits == "arches" else _CARD
    beside = len(personas) * card <= room - _LEFT_LEAST - (start - MARGIN)
    left = room - (start - MARGIN) - (len(personas) * card + 16 if beside and personas else 0)
    y = _draw_titles(canvas, spec, top + _TOP, start, left)
    y = _draw_facts(canvas, spec, y + 16, start, left)
    if picture:
        alt = (spec.journey.image and spec.journey.image.alt) or ""
        canvas.picture(MARGIN, top + _TOP, width, height, picture, alt)
        canvas.rect(MARGIN, top + _TOP, width, height, stroke="rule2", stroke_width=0.75)
        y = max(y, top + _TOP + height)
    if not personas:
        return y + _BELOW
    if beside:
        bottom = max(
            _draw_card(canvas, spec, persona, room + MARGIN - (len(personas) - index) * card, top + _TOP, card)
            for index, persona in enumerate(personas)
        )
        return max(y, bottom) + _BELOW
    return _draw_cards_below(canvas, spec, y + 24, room, card) + _BELOW


def _draw_cards_below(canvas: Canvas, spec: MapSpec, top: float, room: float, card: float) -> float:
    personas = spec.journey.personas
    across = max(1, min(len(personas), int(room // (card - 40))))
    width = room / across
    for first in range(0, len(personas), across):
        bottoms = [
            _draw_card(canvas, spec, persona, MARGIN + place * width, top, width)
            for place, persona in enumerate(personas[first : first + across])
        ]
        top = max(bottoms) + 18
    return top - 18


def _draw_titles(canvas: Canvas, spec: MapSpec, top: float, start: float, room: float) -> float:
    journey, words, colours = spec.journey, spec.words, head_colours(spec.theme)
    kicker = " · ".join(part for part in (journey.organisation, words["map"]) if part)
    if spec.logo is None:
        y = canvas.lines(start, top, CAPTION_STRONG.lines(kicker, room), CAPTION_STRONG, colours.ink3) + 5
    else:
        from journeymap.layout.logo import draw_logo_line  # noqa: PLC0415  few maps have a logo

        y = draw_logo_line(canvas, spec.theme, spec.logo, start, top, kicker, CAPTION_STRONG, room=room)
    badge = words[f"kind-{journey.kind}"]
    badge_width = CAPTION_BOLD.width(badge) + 24
    style = spec.style("title", TITLE)
    if style.width(journey.title) > room - badge_width - 16:
        style = spec.style("title", SUBTITLE, scale=_SMALLER)
    lines = style.lines(journey.title, room - badge_width - 16)
    last = y + style.leading * (len(lines) - 1) + first_baseline(style)
    y = canvas.lines(start, y, lines, style, colours.ink)
    x = start + style.width(lines[-1]) + 18
    canvas.rect(
        x, last - style.size * 0.36 - 11, badge_width, 22, None, radius=11, stroke=colours.ink, stroke_width=1.25
    )
    canvas.text(x + badge_width / 2, last - style.size * 0.36 + 3.8, badge, CAPTION_BOLD, colours.ink, align="middle")
    if journey.takeaway:
        lead = spec.style("finding", LEAD)
        y = canvas.lines(start, y + 6, lead.lines(journey.takeaway, min(room, _LEAD_MOST)), lead, colours.accent)
    return y


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


def _draw_facts(canvas: Canvas, spec: MapSpec, top: float, start: float, room: float) -> float:
    x, y, tallest, colours = start, top, 0.0, head_colours(spec.theme)
    for fact in _facts(spec):
        if x > start and x + fact.width > start + room:
            x, y, tallest = start, y + tallest + 12, 0
        canvas.lines(x, y, (fact.label,), CAPTION_STRONG, colours.ink3)
        value_top = y + CAPTION_STRONG.leading + 3
        canvas.lines(x, value_top, fact.lines, fact.style, colours.ink)
        if fact.overdue:
            _draw_overdue(canvas, x + fact.style.width(fact.lines[0]) + 10, value_top - 1, fact.overdue)
        x += fact.width + _FACT_GAP
        tallest = max(tallest, fact.height)
    return y + tallest


def _draw_overdue(canvas: Canvas, x: float, top: float, text: str) -> None:
    width = CAPTION_BOLD.width(text) + 34
    canvas.rect(x, top, width, 17, "overdue", radius=8.5)
    canvas.line(x + 12, top + 4.6, x + 12, top + 9.4, "overdue-text", 1.8)
    canvas.circle(x + 12, top + 12.2, 1, "overdue-text")
    canvas.text(x + 22, top + 12.2, text, CAPTION_BOLD, "overdue-text")


def _draw_card(canvas: Canvas, spec: MapSpec, persona: Persona, x: float, top: float, width: float) -> float:
    """Draws a persona's card; returns the y below it. The line beside the portrait is the key to the emotion curve."""
    index = spec.persona_index(persona.id) or 0
    colours = head_colours(spec.theme)
    start = x + _CARD_PAD
    room = width - _CARD_PAD - 8
    arched, picture = spec.theme.drawing.portraits == "arches", spec.journey.picture_of(persona)
    with canvas.group(persona=persona.id):
        if arched:
            across, down = _ARCH
            draw_arch(
                canvas, start, top, persona, index,
                width=across, height=down, picture=picture, ground=colours.ground or "paper",
            )  # fmt: skip
        else:
            across = down = 2 * _PORTRAIT
            draw_portrait(canvas, start + _PORTRAIT, top + _PORTRAIT, persona, index, picture=picture)
        beside, beside_room = start + across + 16, room - across - 16
        style = spec.style("name", NAME)
        y = canvas.lines(beside, top, style.lines(persona.name, beside_room), style, colours.ink)
        y = canvas.lines(beside, y, TABLE.lines(_about(spec, persona), beside_room), TABLE, colours.ink3) + 4
        y = _draw_key(canvas, spec, persona, index, beside, y, beside_room)
        if arched:
            start, room = beside, beside_room
        y = (y if arched else max(y, top + down)) + 10
        if persona.quote:
            style = spec.style("quote", BODY)
            said = style.lines(spec.words.quote(persona.quote), room)
            y = canvas.lines(start, y, said, style, colours.quote(index)) + 4
        if persona.goals:
            y = canvas.lines(start, y, (spec.words["goals"],), CAPTION_STRONG, colours.ink3)
            for goal in persona.goals:
                y = canvas.lines(start, y, BODY.lines(goal, room), BODY, colours.ink2)
        y = max(y, top + down)
    canvas.line(x + 4, top - 6, x + 4, y, colours.rule)
    return y


def _about(spec: MapSpec, persona: Persona) -> str:
    segment = next((s.name for s in spec.journey.segments if s.id == persona.segment), None)
    return "\n".join(part for part in (persona.description, segment) if part)


def _draw_key(canvas: Canvas, spec: MapSpec, persona: Persona, index: int, x: float, top: float, room: float) -> float:
    if not any(part.emotions for part in spec.journey.parts):
        return top
    middle = top + NOTE.leading / 2
    if head_colours(spec.theme).ground:
        canvas.rect(x - 6, middle - 9, 52, 18, "paper", radius=9)
    double = spec.theme.drawing.double_second and index == 1
    canvas.line(x, middle, x + 40, middle, persona_token(index), 5 if double else 2.5)
    if double:
        canvas.line(x, middle, x + 40, middle, "paper", 2)
    marker(canvas, x + 20, middle, index, 5, persona_token(index), halo=1.5)
    if persona.evidence:
        return canvas.lines(x + 50, top, NOTE.lines(persona.evidence, room - 50), NOTE, head_colours(spec.theme).ink3)
    return top + NOTE.leading
