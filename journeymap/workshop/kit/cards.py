"""Pages of cards to cut out and write on: touchpoints, personas, pains, opportunities and actions.

A page is A4 with four or eight cards and lines to cut along. The cards of what the journey has are filled; each kind
ends with a page of empty cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.layout import Scene
from journeymap.model import Journey
from journeymap.style.locale import Words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.card_faces import FACES, Card, Face
from journeymap.workshop.kit.frame import CanvasBox
from journeymap.workshop.kit.sheet import DASH, MillimetreCanvas

WIDTH, HEIGHT = 210.0, 297.0
_MARGIN = 10.0
_PADDING = 8.0
_BLADES = (((-1.2, -1.1), (3.4, 0.9)), ((-1.2, 1.1), (3.4, -0.9)))


@dataclass(frozen=True, slots=True)
class CardPage:
    """A page of cards of one kind, in reading direction, row by row."""

    scene: Scene
    kind: str
    count: int


def draw_cards(journey: Journey, grid: Grid, words: Words) -> list[CardPage]:
    """The pages of cards, for each kind the filled ones and then an empty page."""
    pages: list[CardPage] = []
    for kind, face in FACES.items():
        cards: list[Card | None] = [*face.cards(journey, grid, words)]
        full = -(-len(cards) // face.on_page) * face.on_page
        cards += [None] * (full - len(cards) + face.on_page)
        for start in range(0, len(cards), face.on_page):
            part = cards[start : start + face.on_page]
            pages.append(CardPage(_page(journey, words, face, part), kind, len(part)))
    return pages


def _page(journey: Journey, words: Words, face: Face, cards: Sequence[Card | None]) -> Scene:
    sheet = MillimetreCanvas(WIDTH, HEIGHT, rtl=journey.is_rtl)
    rows = face.on_page // 2
    with sheet.group("cuts"):
        _draw_cuts(sheet, rows)
    width, height = (WIDTH - 2 * _MARGIN) / 2, (HEIGHT - 2 * _MARGIN) / rows
    for index, card in enumerate(cards):
        row, column = divmod(index, 2)
        box = CanvasBox(
            _MARGIN + column * width + _PADDING,
            _MARGIN + row * height + _PADDING,
            width - 2 * _PADDING,
            height - 2 * _PADDING,
        )
        with sheet.group(kind="card", card=card.id if card else ""):
            face.draw(sheet, box, card, journey, words)
    name = words[face.word]
    return sheet.scene(words.say("cards-of", title=journey.title), name, journey.language)


def _draw_cuts(sheet: MillimetreCanvas, rows: int) -> None:
    """Draw dashed lines around and between the cards, with scissors where cutting starts."""
    width, height = (WIDTH - 2 * _MARGIN) / 2, (HEIGHT - 2 * _MARGIN) / rows
    for column in range(3):
        x = _MARGIN + column * width
        sheet.line(x, 4, x, HEIGHT - 4, "rule2", 0.6, DASH)
    for row in range(rows + 1):
        y = _MARGIN + row * height
        sheet.line(4, y, WIDTH - 4, y, "rule2", 0.6, DASH)
    _scissors(sheet, 5.5, _MARGIN + height, upright=False)
    _scissors(sheet, _MARGIN + width, 5.5, upright=True)


def _scissors(sheet: MillimetreCanvas, x: float, y: float, *, upright: bool) -> None:
    """Draw a pair of scissors on a line, pointing in the direction to cut."""

    def turned(across: float, along: float) -> tuple[float, float]:
        return (x - along, y + across) if upright else (x + across, y + along)

    sheet.rect(x - 2.6, y - 2, 6.4 if not upright else 5.2, 4 if not upright else 6.4, "paper")
    for handle in (-1.4, 1.4):
        sheet.circle(*turned(-1.9, handle), 0.85, stroke="ink2", width=0.9)
    for start, end in _BLADES:
        sheet.line(*turned(*start), *turned(*end), "ink2")
