"""The first slide: the whole journey, its finding, its curve, what hurts most, and what works well or is done next."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.exchange.export.slides.band import draw_band
from journeymap.exchange.export.slides.cards import SlideCard, card_of, draw_card
from journeymap.exchange.export.slides.content import SlideContent
from journeymap.exchange.export.slides.curve import CurvePlace, draw_curve, has_curve
from journeymap.exchange.export.slides.deck import Deck
from journeymap.exchange.export.slides.measuring import cut, lines_of, slide_type
from journeymap.exchange.export.slides.sheet import HEIGHT, MARGIN, WIDTH, SlideSheet
from journeymap.exchange.export.slides.writing import SlideParagraph, SlideRun, paragraph
from journeymap.insight.highlights import Highlights, NextAction, highlights
from journeymap.insight.mentions import named_touchpoints
from journeymap.layout.plan_texts import owners_named
from journeymap.layout.standing_texts import kind_of
from journeymap.model import Point, PointKind, Touchpoint
from journeymap.render.texts import joined
from journeymap.style.colours import luminance

_TITLES = ((28.0, 2), (25.0, 2), (22.0, 3), (19.0, 4))
"""The sizes of the finding that are tried, in pixels, each with the most lines."""
_SCALE = 40.0
_ROOM = WIDTH - 2 * MARGIN
_TITLE, _BELOW_TITLE = 40.0, 12.0
_BAND = 34.0
_ABOVE_CURVE, _BELOW_CURVE, _LEGEND = 6.0, 16.0, 24.0
_NAMES_FROM, _NUMBERS_FROM = 62.0, 21.0
"""How wide columns must be, in pixels, for names below the numbers, and for all numbers."""
_COUNTED = 5
"""Of columns that are too narrow for all numbers, one in so many has its number below."""
_NAMES, _WITHOUT_NAMES = 70.0, 30.0
_HEADING, _GAP = 22.0, 10.0
_LOGO, _WIDEST_LOGO, _DARK = 28.0, 160.0, 0.18
"""The height and the greatest width of a logo in pixels, and the luminance under which a slide is dark."""
_BOTTOM = HEIGHT - 18
_CARD_SIZES = (15.0, 14.0, 13.0, 12.0)
_TALLEST = 96.0
_LEAST_CARDS = 4

_CardRow = tuple[PointKind, str, list[SlideCard]]


def add_whole(deck: Deck, content: SlideContent) -> None:
    """Adds the slide of the whole journey to a deck, from its edges inwards: what is left is the curve's."""
    sheet = deck.add()
    top = _draw_title(sheet, content)
    inside = (MARGIN + _SCALE, _ROOM - _SCALE)
    draw_band(sheet, content, (inside[0], top, inside[1], _BAND))
    stations = _draw_highlights(sheet, content) - _below_stations(content)
    curve = top + _BAND + _ABOVE_CURVE
    if has_curve(content, content.columns):
        place = CurvePlace(MARGIN, curve, _ROOM, stations - _BELOW_CURVE - curve, _SCALE, head=_LEGEND)
        draw_curve(sheet, content, content.columns, place, all_words=False)
    _draw_stations(sheet, content, stations)
    deck.note(sheet, _notes(content))


def _draw_title(sheet: SlideSheet, content: SlideContent) -> float:
    """Draws the finding as the title, and what the journey is above it; returns the y below."""
    journey, words = content.journey, content.words
    finding = journey.takeaway or journey.title
    fitting = (each for each in _TITLES if len(lines_of(finding, _ROOM, slide_type(each[0], bold=True))) <= each[1])
    size, most = next(fitting, _TITLES[-1])
    style = slide_type(size, bold=True)
    short = cut(finding, _ROOM, style, most)
    leading = round(size * 1.2, 1)
    height = leading * len(lines_of(short, _ROOM, style, most=most))
    sheet.title([SlideParagraph((SlideRun(short, size, bold=True),), leading=leading)], (MARGIN, _TITLE, _ROOM, height))
    title = journey.title if journey.takeaway else words["map"]
    room = _ROOM - (_WIDEST_LOGO + _GAP if content.drawing.logo else 0)
    kicker = cut(joined(journey.organisation, title, kind_of(journey, words)), room, slide_type(13), 1)
    sheet.text(words["map"], (MARGIN, 18, room, 18), [paragraph(kicker, 13, fill="ink3")])
    _draw_logo(sheet, content)
    return _TITLE + height + _BELOW_TITLE


def _draw_logo(sheet: SlideSheet, content: SlideContent) -> None:
    """Draws the logo of the brand in the upper corner at the end, that for dark grounds on a dark slide."""
    logo = content.drawing.logo
    if logo is not None:
        is_dark = luminance(content.theme.tokens["paper"]) < _DARK
        picture = logo.light if is_dark and logo.light else logo.dark
        width = min(_LOGO * picture.ratio, _WIDEST_LOGO)
        place = (MARGIN + _ROOM - width, 8, width, width / picture.ratio)
        sheet.picture(content.journey.organisation or content.theme.name, picture.data, place)


def _across(content: SlideContent) -> float:
    """How wide a column is, in pixels."""
    return (_ROOM - _SCALE) / max(len(content.columns), 1)


def _below_stations(content: SlideContent) -> float:
    """How much room the stations take below their middle, in pixels."""
    return _NAMES if _across(content) >= _NAMES_FROM else _WITHOUT_NAMES


def _draw_stations(sheet: SlideSheet, content: SlideContent, y: float) -> None:
    """Draws the touchpoints below the curve: numbers, diamonds at moments of truth, and names where there is room."""
    across = _across(content)
    sheet.line((MARGIN + _SCALE, y), (MARGIN + _ROOM, y), "rule2", 1.5)
    for index, column in enumerate(content.columns):
        if column.touchpoint is not None:
            middle = MARGIN + _SCALE + across * (index + 0.5)
            _draw_station(sheet, content, column.touchpoint, (middle, y), across)


def _draw_station(
    sheet: SlideSheet, content: SlideContent, touchpoint: Touchpoint, middle: tuple[float, float], across: float
) -> None:
    x, y = middle
    is_moment = bool(touchpoint.moment_of_truth)
    radius = min(12.0, max(across / 2 - 1, 3)) * (1.25 if is_moment else 1)
    number = content.words.number(content.journey.number_of[touchpoint.id])
    told = [paragraph(number, 12, bold=True, fill="moment-text" if is_moment else "ink", align="middle")]
    sheet.shape(
        "diamond" if is_moment else "circle",
        f"{number} {touchpoint.name}",
        (x - radius, y - radius, 2 * radius, 2 * radius),
        fill="moment" if is_moment else "paper",
        stroke="moment" if is_moment else "ink",
        stroke_width=1.25,
        paragraphs=told if across >= _NUMBERS_FROM else (),
        anchor="middle",
    )
    if across < _NUMBERS_FROM:
        if content.journey.number_of[touchpoint.id] % _COUNTED == 0:
            sheet.text(number, (x - 20, y + 11, 40, 16), [paragraph(number, 12, align="middle")])
    elif across >= _NAMES_FROM:
        small = slide_type(12)
        below = [paragraph(cut(touchpoint.name, across - 6, small, 3), 12, align="middle", leading=small.leading)]
        sheet.text(touchpoint.name, (x - across / 2 + 2, y + 17, across - 4, 3 * small.leading), below)


def _draw_highlights(sheet: SlideSheet, content: SlideContent) -> float:
    """Draws the cards of the worst pains, and of what works best or else of what is done next, from the lower edge up.

    Returns the y above them.
    """
    takeaway = content.drawing.journey.takeaway or ""
    found = highlights(content.journey, named_touchpoints(content.drawing.journey, takeaway))
    y = _BOTTOM
    for kind, label, cards in reversed(_rows(content, found)):
        count = max(len(cards), _LEAST_CARDS)
        across = (_ROOM - _GAP * (count - 1)) / count
        heights = {size: max(card.height(across, size) for card in cards) for size in _CARD_SIZES}
        size = next((each for each in _CARD_SIZES if heights[each] <= _TALLEST), _CARD_SIZES[-1])
        height = min(heights[size], _TALLEST)
        y -= height
        for index, card in enumerate(cards):
            place = (MARGIN + index * (across + _GAP), y, across, height)
            draw_card(sheet, card.cut(across, size, height), place, size)
        y -= _HEADING
        sheet.text(label, (MARGIN, y, _ROOM, 18), [paragraph(label, 14, bold=True, fill=kind)])
        y -= _GAP
    return y


def _rows(content: SlideContent, found: Highlights) -> list[_CardRow]:
    """The rows of cards that have any."""

    def card(touchpoint: Touchpoint, point: Point, kind: PointKind) -> SlideCard:
        number = content.words.number(content.journey.number_of[touchpoint.id])
        return card_of(content, point, kind, f"{number} {touchpoint.name}")

    words = content.words
    pains = [card(each.touchpoint, each.point, "pain") for each in found.pains]
    gains = [card(each.touchpoint, each.point, "gain") for each in found.gains]
    actions = [_action_card(content, each) for each in found.actions]
    rows: list[_CardRow] = [("pain", words["what-hurts-most"], pains)]
    rows.append(("gain", words["gain"], gains) if gains else ("opportunity", words["what-we-do-next"], actions))
    return [row for row in rows if row[2]]


def _action_card(content: SlideContent, each: NextAction) -> SlideCard:
    """An action, with the day by which it is due and who answers for it."""
    action = each.action
    code = content.journey.action_codes[action.id]
    if content.tongue.rtl:  # beside the number of a day it would change places with it
        code = f"\u2066{code}\u2069"
    due = content.words.day(action.due) if action.due else ""
    about = joined(code, due, owners_named(content.journey, content.words, action))
    return SlideCard("opportunity", action.title, note=about)


def _notes(content: SlideContent) -> Sequence[str]:
    """The finding, who it is about, and what the head of the map says."""
    page = content.page
    facts = [f"{field.label}: {item.text}" for field in page.facts for item in field.items]
    people = [f"{persona.name}: {joined(persona.about, persona.quote)}" for persona in page.personas]
    return [line for line in (content.journey.title, content.journey.takeaway or "", *people, *facts) if line]
