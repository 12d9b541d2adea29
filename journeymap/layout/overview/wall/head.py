"""The head of an overview for a wall: the title and the finding on a ground of their own, and the personas."""

from __future__ import annotations

import math
from functools import partial

from journeymap.layout.canvas import Canvas, Type, first_baseline
from journeymap.layout.marks import marker
from journeymap.layout.overview.headline import Headline
from journeymap.layout.overview.spec import (
    ABOUT,
    KICKER,
    KICKER_STRONG,
    MARGIN,
    NAME,
    TOP_OF_LOGO,
    WORD,
    OverviewSpec,
)
from journeymap.layout.portraits import draw_portrait
from journeymap.layout.scene import Segment
from journeymap.layout.spec import persona_token
from journeymap.layout.standing_texts import kind_of
from journeymap.model import Persona
from journeymap.style.fonts import SEMIBOLD

_TOP, _BELOW = 18.0, 14.0
_TITLE = Type(36, SEMIBOLD, 43)
_TITLE_SCALES = (1.0, 0.86, 0.74, 0.62, 0.52)
_TITLE_LINES = 2
_SIZES = ((16.8, 23.5, 2), (15.0, 21.0, 3), (13.0, 18.0, 4), (11.5, 16.0, 5))
_PORTRAIT = 33.0
_BADGE = 10.0
_CARD, _LEAST_CARD = 128.0, 92.0
_MOST_PORTRAYED = 3
_LIST_ROW, _LIST_COLUMN, _LIST_ROWS = 24.0, 150.0, 5
_BETWEEN = 26.0
_ABOUT_LINES = 2
_RINGS = ((232.0, 0.06), (168.0, 0.07))


def draw_wall_head(canvas: Canvas, spec: OverviewSpec) -> float:
    """Draws the head at the top of the page; returns the y below it."""
    personas = spec.map.journey.personas
    portrayed = 0 < len(personas) <= _MOST_PORTRAYED
    card = min(_CARD, max(spec.room * 0.42 / len(personas), _LEAST_CARD)) if portrayed else 0.0
    columns = 0 if portrayed else -(-len(personas) // _LIST_ROWS)
    taken = card * len(personas) if portrayed else columns * _LIST_COLUMN
    y = _draw_titles(canvas, spec, spec.room - taken - (_BETWEEN if taken else 0))
    start = spec.end - taken
    for place, persona in enumerate(personas):
        with canvas.group(persona=persona.id):
            if portrayed:
                y = max(y, _draw_persona(canvas, spec, persona, start + card * (place + 0.5), card))
            else:
                column, row = divmod(place, _LIST_ROWS)
                y = max(y, _draw_key(canvas, spec, persona, start + column * _LIST_COLUMN, _TOP + row * _LIST_ROW))
    bottom = y + _BELOW
    middle = start + taken / 2
    canvas.behind(0, partial(_draw_ground, canvas, bottom, middle if portrayed else 0.0))
    return bottom


def _draw_ground(canvas: Canvas, bottom: float, middle: float) -> None:
    """Draws the ground over the whole width and, around a middle, rings as of a rising sun behind the personas."""
    canvas.rect(0, 0, canvas.width, bottom, "head")
    for radius, opacity in _RINGS if middle else ():
        canvas.path(_rising(middle, bottom, min(radius, (canvas.width - middle) * radius / _RINGS[0][0])), "head-text",
                    opacity=opacity)  # fmt: skip


def _rising(x: float, bottom: float, radius: float) -> list[Segment]:
    """The upper half of a disc around a point at the bottom of the head, as far as the page shows it."""
    turn = math.asin(min(bottom / radius, 1))
    k = radius * 4 / 3 * math.tan(turn / 4)
    across, up = radius * math.cos(turn), radius * math.sin(turn)
    beside, top = across + k * up / radius, bottom - up
    down = top + k * across / radius
    return [
        ("M", (x - radius, bottom)),
        ("C", (x - radius, bottom - k, x - beside, down, x - across, top)),
        ("L", (x + across, top)),
        ("C", (x + beside, down, x + radius, bottom - k, x + radius, bottom)),
        ("Z", ()),
    ]


def _draw_titles(canvas: Canvas, spec: OverviewSpec, room: float) -> float:
    """Draws whose journey it is, its title and the finding; returns the y below them."""
    journey, words = spec.map.journey, spec.map.words
    x, baseline, y = MARGIN, _TOP + first_baseline(KICKER), _TOP + KICKER.leading + 4
    theme, logo = spec.map.theme, spec.map.logo
    if logo is not None:
        from journeymap.layout.logo import draw_logo_beside  # noqa: PLC0415  few overviews have a logo

        x, baseline, y = draw_logo_beside(canvas, theme, logo, TOP_OF_LOGO, KICKER, start=x, ground="head")
    said = " · ".join((words["map"], kind_of(journey, words)))
    if journey.organisation:
        (owner, *_) = KICKER_STRONG.lines(journey.organisation, room - KICKER.width(said) - 14 - (x - MARGIN), most=1)
        x += canvas.text(x, baseline, owner, KICKER_STRONG, "head-text") + 14
    canvas.text(x, baseline, said, KICKER, "head-text2")
    style = next((each for each in _title_styles(spec) if each.width(journey.title) <= room), None)
    if style is None:
        style = next(
            (each for each in _title_styles(spec) if len(each.lines(journey.title, room)) <= _TITLE_LINES),
            _title_styles(spec)[-1],
        )
    y = canvas.lines(MARGIN, y, style.lines(journey.title, room, most=_TITLE_LINES), style, "head-text")
    if not journey.takeaway:
        return y
    headline = Headline(spec, room, _SIZES, "head-accent", "head")
    headline.draw(canvas, MARGIN, y + 4)
    return y + 4 + headline.height


def _title_styles(spec: OverviewSpec) -> list[Type]:
    plain = [Type(_TITLE.size * scale, SEMIBOLD, _TITLE.leading * scale) for scale in _TITLE_SCALES]
    return [spec.map.style("title", each, scale=scale) for each, scale in zip(plain, _TITLE_SCALES, strict=True)]


def _draw_persona(canvas: Canvas, spec: OverviewSpec, persona: Persona, middle: float, width: float) -> float:
    """Draws a persona around a middle x, with the marker of its curve; returns the y below it."""
    index = spec.map.persona_index(persona.id) or 0
    y = _TOP + _PORTRAIT
    draw_portrait(canvas, middle, y, persona, index, radius=_PORTRAIT, picture=spec.map.journey.picture_of(persona))
    badge_x, badge_y = middle - _PORTRAIT * 0.78, y + _PORTRAIT * 0.72
    canvas.circle(badge_x, badge_y, _BADGE, "paper")
    marker(canvas, badge_x, badge_y, index, _BADGE * 0.56, persona_token(index))
    top = y + _PORTRAIT + 4
    name = spec.map.face("name", NAME)
    top = canvas.lines(middle, top, name.lines(persona.name, width - 8, most=1), name, "head-text", align="middle")
    about = ABOUT.lines(persona.description or "", width - 10, most=_ABOUT_LINES)
    top = canvas.lines(middle, top, about, ABOUT, "head-text2", align="middle")
    segment = next((each for each in spec.map.journey.segments if each.id == persona.segment), None)
    if segment is not None and segment.share is not None:
        share = (spec.map.words.percent(segment.share),)
        top = canvas.lines(middle, top, share, spec.map.face("figure", NAME), "head-accent", align="middle")
    return top


def _draw_key(canvas: Canvas, spec: OverviewSpec, persona: Persona, x: float, top: float) -> float:
    index, middle = spec.map.persona_index(persona.id) or 0, top + _LIST_ROW / 2
    canvas.circle(x + _BADGE, middle, _BADGE, "paper")
    marker(canvas, x + _BADGE, middle, index, _BADGE * 0.56, persona_token(index))
    (name, *_) = WORD.lines(persona.name, _LIST_COLUMN - 2 * _BADGE - 14, most=1)
    canvas.text(x + 2 * _BADGE + 8, middle + WORD.size * 0.345, name, WORD, "head-text")
    return top + _LIST_ROW
