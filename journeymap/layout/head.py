"""The head of the map: the title, the takeaway, facts such as owner and evidence, and the personas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeymap.layout.canvas import (
    BODY,
    CAPTION_BOLD,
    CAPTION_STRONG,
    LEAD,
    NAME,
    NOTE,
    TABLE,
    Canvas,
    Type,
    first_baseline,
)
from journeymap.layout.head_colours import head_colours
from journeymap.layout.head_facts import head_facts
from journeymap.layout.lanes.storyboard import framed
from journeymap.layout.marks import marker
from journeymap.layout.portraits import draw_arch, draw_portrait
from journeymap.layout.spec import MARGIN, MapSpec, persona_token
from journeymap.layout.standing_texts import kind_of
from journeymap.layout.type_styles import depth_below
from journeymap.model import Persona
from journeymap.records import NamedTuple
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    from journeymap.layout.logo import LogoPictures

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
_FACTS_BELOW = 16
_FACTS_GAP, _FACTS_PAD = 32, 24
"""How far from the titles the line before the facts is that stand beside them, and these from it, in pixels."""
_CARDS_GAP = 16


class _Titles(NamedTuple):
    """The texts in which a head begins: the organisation beside the logo, the title, its badge, and the takeaway."""

    kicker: str
    logo: LogoPictures | None
    style: Type
    title: tuple[str, ...]
    badge: str
    lead_style: Type
    lead: tuple[str, ...]

    @property
    def badge_width(self) -> float:
        return CAPTION_BOLD.width(self.badge) + 24

    @property
    def width(self) -> float:
        """The width of the widest line, in pixels."""
        titled = [*map(self.style.width, self.title[:-1]), self.style.width(self.title[-1]) + 18 + self.badge_width]
        logo = self.logo.room[0] if self.logo else 0
        return max(logo + CAPTION_STRONG.width(self.kicker), *titled, *map(self.lead_style.width, self.lead))

    @property
    def height(self) -> float:
        """About the height of all, in pixels."""
        lead = 6 + len(self.lead) * self.lead_style.leading if self.lead else 0
        first = self.logo.room[1] if self.logo else CAPTION_STRONG.leading + 5
        return first + len(self.title) * self.style.leading + lead


class _Room(NamedTuple):
    """The room for the titles and the facts: its start, its width `beside` the personas and as a `whole`, in pixels.

    `foot` is the y below the personas that are beside it.
    """

    start: float
    beside: float
    whole: float
    foot: float


def draw_head(canvas: Canvas, spec: MapSpec, top: float) -> float:
    """Draws the head from the y `top` down, on its ground if it has one; returns the y below it."""
    bottom = _draw_contents(canvas, spec, top)
    ground = head_colours(spec.theme).ground
    if not ground:
        return bottom
    canvas.behind(0, partial(canvas.rect, 0, top, canvas.width, bottom - top - _BELOW + _INSIDE, ground))
    return bottom + _INSIDE


def _draw_contents(canvas: Canvas, spec: MapSpec, top: float) -> float:
    """Draws all of the head. Personas beside the rest come first, since the facts may stand below them."""
    room = canvas.width - 2 * MARGIN
    personas = spec.journey.personas
    picture = spec.journey.picture_of()
    width, height = framed(picture.ratio, *_PICTURE) if picture else (0, 0)
    start = MARGIN + (width + _PICTURE_GAP if picture else 0)
    card = _ARCHED_CARD if spec.theme.drawing.portraits == "arches" else _CARD
    beside = bool(personas) and len(personas) * card <= room - _LEFT_LEAST - (start - MARGIN)
    left = room - (start - MARGIN) - (len(personas) * card + _CARDS_GAP if beside else 0)

    def draw_rest() -> float:
        y = _draw_texts(canvas, spec, top + _TOP, _Room(start, left, room - (start - MARGIN), foot))
        if not picture:
            return y
        alt = (spec.journey.image and spec.journey.image.alt) or ""
        canvas.picture(MARGIN, top + _TOP, width, height, picture, alt)
        canvas.rect(MARGIN, top + _TOP, width, height, stroke="rule2", stroke_width=0.75)
        return max(y, top + _TOP + height)

    first = len(canvas.here)
    foot = _draw_cards_beside(canvas, spec, top + _TOP, card) if beside else top
    y = max(canvas.behind(first, draw_rest), foot)
    if personas and not beside:
        y = _draw_cards_below(canvas, spec, y + 24, room, card)
    return y + _BELOW


def _draw_texts(canvas: Canvas, spec: MapSpec, top: float, room: _Room) -> float:
    """Draws the titles and the facts from the y `top` down; returns the y below them.

    The facts stand between the titles and the personas where that makes the head lower, else below the titles. Where
    the head is lower with them below the personas as well, over the whole width, they are there.
    """
    theme, titles, facts = spec.theme, _titles(spec, room.beside), head_facts(spec)
    middle = room.beside - titles.width - _FACTS_PAD - _FACTS_GAP
    if facts and facts.height(middle) < titles.height + _FACTS_BELOW + facts.height(room.beside):
        x = room.start + titles.width + _FACTS_GAP
        bottom = facts.draw(canvas, theme, top, x + _FACTS_PAD, middle)
        canvas.line(x + 4, top - 6, x + 4, bottom, head_colours(theme).rule)
        return max(_draw_titles(canvas, theme, titles, top, room.start, titles.width), bottom)
    y = _draw_titles(canvas, theme, titles, top, room.start, room.beside)
    below = max(y, room.foot)
    if facts.height(room.beside) - facts.height(room.whole) > below - y:
        return facts.draw(canvas, theme, below + _FACTS_BELOW, room.start, room.whole)
    return facts.draw(canvas, theme, y + _FACTS_BELOW, room.start, room.beside)


def _draw_cards_beside(canvas: Canvas, spec: MapSpec, top: float, card: float) -> float:
    start = canvas.width - MARGIN - len(spec.journey.personas) * card
    return max(
        _draw_card(canvas, spec, persona, start + index * card, top, card)
        for index, persona in enumerate(spec.journey.personas)
    )


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


def _titles(spec: MapSpec, room: float) -> _Titles:
    journey, words = spec.journey, spec.words
    badge = kind_of(journey, words)
    beside_badge = room - CAPTION_BOLD.width(badge) - 40
    style = spec.styles.title(journey.title, beside_badge)
    lead = spec.style("finding", LEAD)
    return _Titles(
        kicker=" · ".join(part for part in (journey.organisation, words["map"]) if part),
        logo=spec.logo,
        style=style,
        title=style.lines(journey.title, beside_badge),
        badge=badge,
        lead_style=lead,
        lead=lead.lines(journey.takeaway, min(room, _LEAD_MOST)) if journey.takeaway else (),
    )


def _draw_titles(canvas: Canvas, theme: Theme, titles: _Titles, top: float, start: float, room: float) -> float:
    colours, style, badge_width = head_colours(theme), titles.style, titles.badge_width
    if titles.logo is None:
        kicker = CAPTION_STRONG.lines(titles.kicker, room)
        y = canvas.lines(start, top, kicker, CAPTION_STRONG, colours.ink3) + 5
    else:
        from journeymap.layout.logo import draw_logo_line  # noqa: PLC0415  few maps have a logo

        y = draw_logo_line(canvas, theme, titles.logo, start, top, titles.kicker, CAPTION_STRONG, room=room)
    last = y + style.leading * (len(titles.title) - 1) + first_baseline(style)
    y = canvas.lines(start, y, titles.title, style, colours.ink)
    x, middle = start + style.width(titles.title[-1]) + 18, last - style.size * 0.36
    canvas.rect(x, middle - 11, badge_width, 22, None, radius=11, stroke=colours.ink, stroke_width=1.25)
    canvas.text(x + badge_width / 2, middle + 3.8, titles.badge, CAPTION_BOLD, colours.ink, align="middle")
    if not titles.lead:
        return y
    return canvas.lines(start, y + 6 + depth_below(style), titles.lead, titles.lead_style, colours.accent)


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
