"""Draws the cards of an overview, each joined to its station."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from journeymap.layout.canvas import Canvas, first_baseline
from journeymap.layout.feeling.curve import Point
from journeymap.layout.marks import dots
from journeymap.layout.overview.cards import AFTER_VALUE, BARE_PAD, DOTS, PAD, OverviewCard, cards_height, figure_width
from journeymap.layout.overview.figures import OverviewFigure
from journeymap.layout.overview.leaders import Leaders
from journeymap.layout.overview.spec import CARD_TEXT, CARD_TITLE, FIGURE, FIGURE_NAME, OverviewSpec

GAIN = "opportunity"
"""The colour of what works well: that of all that helps."""
_FIVE = 5
_LINE, _SLANTED_LINE, _WIDE_LINE = 1.6, 3.0, 6.0
_ASIDE = 12.0
_OPEN = 14.0
_BELOW_CARD = 4.0
_DOTTED = (1.5, 2.5)


def draw_pain_cards(
    canvas: Canvas, spec: OverviewSpec, cards: Sequence[OverviewCard], leaders: Leaders, station: float
) -> None:
    """Draws the pains and names, each joined to its station at the y `station` by one of the `leaders`."""
    top, height = station + leaders.height, cards_height(cards)
    for card in cards:
        with canvas.group(touchpoint=card.column.touchpoint.id, title=card.tooltip):
            if card.is_bare:
                _draw_bare(canvas, spec, card, leaders, station)
                continue
            _draw_leader(canvas, spec, card, leaders, station)
            _draw_ground(canvas, spec, card, top, height)
            ink, ink2 = ("paper", "paper") if card.strong else ("pain", "ink")
            baseline = top + PAD - 3
            if card.severity:
                middle = baseline + CARD_TITLE.leading / 2
                dots(canvas, card.x + card.width - PAD - DOTS + 3, middle, card.severity, _FIVE, ink)
            y = canvas.lines(card.x + PAD, baseline, card.title, CARD_TITLE, ink)
            canvas.lines(card.x + PAD, y, card.text, CARD_TEXT, ink2)
            if card.figure is not None:
                _draw_figure(canvas, card.figure, card.x + PAD, top + height - PAD + 2, ink, ink2)


def _draw_ground(canvas: Canvas, spec: OverviewSpec, card: OverviewCard, top: float, height: float) -> None:
    drawing = spec.map.theme.drawing
    outline = drawing.pain_outline
    canvas.rect(
        card.x, top, card.width, height, "pain" if card.strong else "pain-tint", radius=drawing.corners,
        stroke="pain" if outline and not card.strong else None, stroke_width=outline or 1,
    )  # fmt: skip


def _draw_leader(canvas: Canvas, spec: OverviewSpec, card: OverviewCard, leaders: Leaders, station: float) -> None:
    """Draws the line from a station to its pain, wider where customers leave."""
    leaves = card.figure is not None and card.figure.leaves
    widths = (_WIDE_LINE, _SLANTED_LINE) if leaves else (_LINE, _LINE)
    leaders.draw(canvas, spec, card, station, stroke="pain", widths=widths, air=-1)


def _draw_bare(canvas: Canvas, spec: OverviewSpec, card: OverviewCard, leaders: Leaders, station: float) -> None:
    x, middle, top = card.column.middle, card.x + card.width / 2, station + leaders.height
    if card.figure is not None:
        _draw_leader(canvas, spec, card, leaders, station)
    elif abs(x - middle) > _ASIDE:
        leaders.draw(canvas, spec, card, station, stroke="ink3", widths=(0.8, 0.8), air=2)
    y = canvas.lines(middle, top + BARE_PAD, card.title, CARD_TITLE, "ink", align="middle")
    y = canvas.lines(middle, y, card.text, CARD_TEXT, "ink", align="middle")
    if card.figure is not None:
        left = card.x + (card.width - figure_width(card.figure)) / 2
        _draw_figure(canvas, card.figure, left, y + first_baseline(FIGURE), "pain", "ink")


def _draw_figure(canvas: Canvas, figure: OverviewFigure, x: float, baseline: float, ink: str, ink2: str) -> None:
    x += canvas.text(x, baseline, figure.value, FIGURE, ink) + AFTER_VALUE
    x += canvas.text(x, baseline, figure.name, FIGURE_NAME, ink2)
    if figure.rest:
        space = FIGURE_NAME.width(" ")
        x += space + canvas.text(x + space, baseline, "·", FIGURE_NAME, ink2)
        canvas.text(x + space, baseline, figure.rest, FIGURE_NAME, ink2)


def gain_leader(
    card: OverviewCard, cards: Sequence[OverviewCard], top: float, reached: Mapping[str, float]
) -> list[Point]:
    """The line from a gain to its station's y in `reached`, which keeps below those of the `cards` that it passes."""
    bottom, x = top + card.height, card.column.middle
    end = reached.get(card.column.touchpoint.id, bottom + _OPEN)
    if end <= bottom:
        return []
    start, stop = sorted((card.foot, x))
    passed = [top + each.height + _BELOW_CARD for each in cards if each.x < stop and start < each.x + each.width]
    bend = min(max(passed, default=bottom), end)
    return [(card.foot, bottom), (x, end)] if card.foot == x else [(card.foot, bottom), (card.foot, bend), (x, end)]


def draw_gain_cards(
    canvas: Canvas, spec: OverviewSpec, cards: Sequence[OverviewCard], top: float, reached: Mapping[str, float]
) -> None:
    """Draws the gains from the y `top` down, each joined to its station's y in `reached`, by the touchpoint's id."""
    drawing = spec.map.theme.drawing
    for card in cards:
        with canvas.group(touchpoint=card.column.touchpoint.id, title=card.tooltip):
            bottom = top + card.height
            for (x1, y1), (x2, y2) in pairwise(gain_leader(card, cards, top, reached)):
                canvas.line(x1, y1, x2, y2, GAIN, _LINE - 0.4)
            canvas.rect(
                card.x, top, card.width, card.height, GAIN if card.strong else "paper", radius=drawing.corners,
                stroke=GAIN, stroke_width=1.3, dash=_DOTTED if drawing.opportunity_dotted and not card.strong else (),
            )  # fmt: skip
            ink, ink2 = ("paper", "paper") if card.strong else (GAIN, "ink")
            y = top + PAD - 3
            if card.figure is not None and card.figure_beside:
                start = card.x + card.width - PAD - figure_width(card.figure)
                _draw_figure(canvas, card.figure, start, y + first_baseline(CARD_TITLE), ink, ink2)
            y = canvas.lines(card.x + PAD, y, card.title, CARD_TITLE, ink)
            canvas.lines(card.x + PAD, y, card.text, CARD_TEXT, ink2)
            if card.figure is not None and not card.figure_beside:
                _draw_figure(canvas, card.figure, card.x + PAD, bottom - PAD + 2, ink, ink2)
