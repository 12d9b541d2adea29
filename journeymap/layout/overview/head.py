"""The head of an overview: whose journey it is, the finding, and the personas, who are the key to the curves."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas, first_baseline
from journeymap.layout.marks import marker
from journeymap.layout.overview.headline import Headline
from journeymap.layout.overview.spec import (
    ABOUT,
    BADGE,
    KICKER,
    KICKER_STRONG,
    MARGIN,
    NAME,
    TOP_OF_LOGO,
    WORD,
    OverviewSpec,
)
from journeymap.layout.portraits import draw_portrait
from journeymap.layout.spec import persona_token
from journeymap.layout.standing_texts import kind_of
from journeymap.model import Persona
from journeymap.records import NamedTuple

_TOP = 26.0
_BELOW_KICKER = 6.0
_PORTRAIT = 27.0
_MOST_PORTRAYED = 3
_ABOUT_MOST = 156.0
_ABOUT_LINES = 2
_BETWEEN = 26.0
KEY = 34.0
_LEAST_HEADLINE = 480.0
_COLUMNS = 3
_NAME_MOST = 150.0


def draw_overview_head(canvas: Canvas, spec: OverviewSpec) -> float:
    """Draws the head at the top of the page; returns the y below it."""
    cards = _persona_cards(spec)
    taken = sum(card.width + _BETWEEN for card in cards)
    if len(cards) > _MOST_PORTRAYED:
        taken = _COLUMNS * (max(card.width for card in cards) + _BETWEEN)
    room = spec.room - taken - _BETWEEN
    y = _draw_kicker(canvas, spec, room) + _BELOW_KICKER
    headline = Headline(spec, room)
    headline.draw(canvas, MARGIN, y)
    below = _draw_personas(canvas, spec, cards, taken)
    return max(y + headline.height, below)


def _draw_kicker(canvas: Canvas, spec: OverviewSpec, room: float) -> float:
    """Draws the organisation, the title and whether it is or is to be; returns the y below them."""
    journey, words = spec.map.journey, spec.map.words
    badge, badge_style = kind_of(journey, words), spec.legible(BADGE)
    badge_width = badge_style.width(badge) + 22
    x, baseline, below = MARGIN, _TOP + first_baseline(KICKER), _TOP + KICKER.leading
    if spec.map.logo is not None:
        from journeymap.layout.logo import draw_logo_beside  # noqa: PLC0415  few overviews have a logo

        theme, logo = spec.map.theme, spec.map.logo
        x, baseline, below = draw_logo_beside(canvas, theme, logo, TOP_OF_LOGO, KICKER, start=x)
        below -= _BELOW_KICKER
        room -= x - MARGIN
    left = room - badge_width - 14
    start = x
    if journey.organisation:
        (owner, *_) = KICKER.lines(journey.organisation, left / 2, most=1)
        x += canvas.text(x, baseline, owner, KICKER, "ink2") + (KICKER.width(" ") if journey.takeaway else 14)
    if journey.organisation and journey.takeaway:
        x += canvas.text(x, baseline, "·", KICKER, "ink2") + KICKER.width(" ")
    if journey.takeaway:  # else the title is the headline
        (title, *_) = KICKER_STRONG.lines(journey.title, left - (x - start), most=1)
        x += canvas.text(x, baseline, title, KICKER_STRONG, "ink") + 14
    middle = baseline - KICKER.size * 0.345
    canvas.rect(x, middle - 10, badge_width, 20, None, radius=10, stroke="ink", stroke_width=1.2)
    canvas.text(x + badge_width / 2, middle + badge_style.size * 0.355, badge, badge_style, "ink", align="middle")
    return below


class _PersonaCard(NamedTuple):
    persona: Persona
    place: int
    name: str
    about: tuple[str, ...]
    width: float


def _persona_cards(spec: OverviewSpec) -> list[_PersonaCard]:
    personas = spec.map.journey.personas
    found = []
    for persona in personas:
        index = spec.map.persona_index(persona.id) or 0
        if len(personas) > _MOST_PORTRAYED:
            (name, *_) = WORD.lines(persona.name, _NAME_MOST, most=1)
            found.append(_PersonaCard(persona, index, name, (), KEY + 8 + WORD.width(name)))
            continue
        beside = 2 * _PORTRAIT + 13 + 12 + KEY + _BETWEEN
        room = min((spec.room - _LEAST_HEADLINE - _BETWEEN) / len(personas) - beside, _ABOUT_MOST)
        about = ABOUT.lines(persona.description or "", room, most=_ABOUT_LINES)
        style = spec.map.face("name", NAME)
        (name, *_) = style.lines(persona.name, room, most=1)
        key = 12 + KEY if persona.id in spec.felt else 0.0
        text = max([style.width(name) + key, *map(ABOUT.width, about)])
        found.append(_PersonaCard(persona, index, name, about, 2 * _PORTRAIT + 13 + text))
    return found


def _draw_personas(canvas: Canvas, spec: OverviewSpec, cards: list[_PersonaCard], taken: float) -> float:
    """Draws the personas at the end of the page; returns the y below them."""
    if not cards:
        return 0.0
    x, y = spec.end - taken + _BETWEEN, _TOP + 14
    if len(cards) <= _MOST_PORTRAYED:
        for card in cards:
            with canvas.group(persona=card.persona.id):
                _draw_persona(canvas, spec, card, x, y)
            x += card.width + _BETWEEN
        return y + 2 * _PORTRAIT
    pitch = taken / _COLUMNS
    for place, card in enumerate(cards):
        row, column = divmod(place, _COLUMNS)
        left, middle = x + column * pitch, y + row * 22
        with canvas.group(persona=card.persona.id):
            if card.persona.id in spec.felt:
                draw_persona_key(canvas, spec, card.place, left, middle)
            canvas.text(left + KEY + 8, middle + WORD.size * 0.345, card.name, WORD, "ink")
    return y + (len(cards) - 1) // _COLUMNS * 22 + 11


def _draw_persona(canvas: Canvas, spec: OverviewSpec, card: _PersonaCard, x: float, y: float) -> None:
    persona, index = card.persona, card.place
    picture = spec.map.journey.picture_of(persona)
    draw_portrait(canvas, x + _PORTRAIT, y + _PORTRAIT, persona, index, radius=_PORTRAIT, picture=picture)
    start = x + 2 * _PORTRAIT + 13
    top = y + _PORTRAIT - (NAME.leading + len(card.about) * ABOUT.leading) / 2
    width = canvas.text(start, top + first_baseline(NAME), card.name, spec.map.face("name", NAME), "ink")
    if persona.id in spec.felt:
        draw_persona_key(canvas, spec, index, start + width + 12, top + NAME.leading / 2 + 1)
    canvas.lines(start, top + NAME.leading, card.about, ABOUT, "ink3")


def draw_persona_key(canvas: Canvas, spec: OverviewSpec, index: int, x: float, y: float) -> None:
    """Draws the line and the marker of the persona with an index, `KEY` wide, from a point on to its end."""
    colour = persona_token(index)
    double = spec.map.theme.drawing.double_second and index == 1
    canvas.line(x, y, x + KEY, y, colour, 5 if double else 3)
    if double:
        canvas.line(x, y, x + KEY, y, "paper", 2)
    marker(canvas, x + KEY / 2, y, index, 5, colour, halo=1.5)
