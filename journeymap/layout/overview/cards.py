"""The cards of an overview: pains below the spine, gains above the curve, and names of stations without a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.insight.feelings import lowest_at
from journeymap.insight.highlights import MOST_GAINS, Highlight, ranked_gains
from journeymap.insight.transitions import is_reached
from journeymap.layout.frame import Column
from journeymap.layout.overview.figures import OverviewFigure, against_target, leaving
from journeymap.layout.overview.spec import (
    CARD_TEXT,
    CARD_TITLE,
    FIGURE,
    FIGURE_NAME,
    LEAST_NUMBERED,
    OverviewSpec,
)
from journeymap.model import Touchpoint
from journeymap.records import NamedTuple

PAIN_WIDTH, GAIN_WIDTH = 198.0, 224.0
_GAP = 12.0
PAD = 10.0
_TEXT_LINES, _TITLE_LINES, _TOLD_LINES = 2, 2, 3
DOTS = 45.0
_BARE_MOST = 112.0
BARE_PAD = 2.0
AFTER_VALUE = 5.0
_INSIDE = 12.0
_NUDGE = 10.0
_FARTHEST, _FARTHEST_GAIN = 40.0, 100.0
"""How far from its station, in pixels across, a name may be or put a pain, and how far a gain may be."""


class OverviewCard(NamedTuple):
    """A card or a bare name: its station, its texts in lines, its figure, and where it starts.

    `severity` is that of a pain, None for others. `strong` is whether it is filled.
    """

    column: Column
    title: tuple[str, ...]
    text: tuple[str, ...]
    figure: OverviewFigure | None
    width: float
    x: float
    severity: int | None = None
    strong: bool = False
    is_bare: bool = False
    tooltip: str = ""

    @property
    def foot(self) -> float:
        """The x at which the line from its station comes to it: that of the station where it is above or below."""
        inside = 0 if self.is_bare and self.figure is None else _INSIDE
        return min(max(self.column.middle, self.x + inside), self.x + self.width - inside)

    @property
    def aside(self) -> float:
        """How far from its station it is, in pixels across."""
        return abs(self.foot - self.column.middle)

    @property
    def figure_beside(self) -> bool:
        """Whether the figure stands after the title: that of a gain, where it has room there."""
        if self.figure is None or self.severity is not None or self.is_bare or len(self.title) != 1:
            return False
        return CARD_TITLE.width(self.title[0]) + 14 + figure_width(self.figure) <= self.width - 2 * PAD

    @property
    def height(self) -> float:
        """The height that its texts need."""
        lines = len(self.title) * CARD_TITLE.leading + len(self.text) * CARD_TEXT.leading
        below = self.figure is not None and not self.figure_beside
        around = 2 * BARE_PAD if self.is_bare else 2 * PAD - 5
        return lines + (FIGURE.leading + 2 if below else 0) + around


def figure_width(figure: OverviewFigure) -> float:
    """The width of a figure with its name."""
    return FIGURE.width(figure.value) + AFTER_VALUE + FIGURE_NAME.width(figure.name)


def pain_cards(
    spec: OverviewSpec, extremes: Sequence[str], gains: Sequence[OverviewCard], *, with_curves: bool
) -> list[OverviewCard]:
    """The cards of the pains and, in one row with them, the names of stations that are told without a card.

    Those are the moments of truth, where many leave, and the `extremes` of the curves: the ids of touchpoints, the most
    important first. Without curves, all stations are told, each with what is done there. A name without room near its
    station is left out, and one that stands on the card of one of the `gains`.
    """
    journey = spec.map.journey
    cards = _placed(spec, [_pain_card(spec, each) for each in spec.chosen.pains])
    hurting = {card.column.touchpoint for card in cards}
    told = {card.column.touchpoint for card in gains}
    bare = [each for each in journey.touchpoints if leaving(spec.map, each) is not None]
    bare += [each for each in journey.touchpoints if each.moment_of_truth and is_reached(journey, each)]
    bare += [journey.touchpoint_by_id[each] for each in (*spec.named, *extremes)]
    bare += [] if with_curves else journey.touchpoints
    used = sum(card.width + _GAP for card in cards)
    for touchpoint in dict.fromkeys(bare):
        figure = leaving(spec.map, touchpoint)
        if touchpoint in hurting or (touchpoint in told and figure is None):
            continue
        for room in (PAIN_WIDTH, _BARE_MOST):
            card = _bare_name(spec, touchpoint, _fitting(figure, room), told=not with_curves)
            placed = _placed(spec, [*cards, card]) if used + card.width + _GAP <= spec.room else ()
            if placed and _are_near(placed, {each.column.number: each.aside for each in cards}):
                cards = placed
                used += card.width + _GAP
                break
    return cards


def gain_cards(spec: OverviewSpec, peak: str | None) -> list[OverviewCard]:
    """The cards of the gains that matter most and have room near their stations.

    Filled is that at the touchpoint with the id `peak`. A journey that lists no gains has cards where a measure meets
    its target and its customers feel well, with what one of them thinks there.
    """
    room = GAIN_WIDTH - 2 * PAD
    found: list[OverviewCard] = []
    listed = [(each.touchpoint, each.point.text) for each in ranked_gains(spec.map.journey)]
    for touchpoint, said in listed or _met(spec, peak):
        figure = against_target(spec.map, touchpoint, met=True)
        title = CARD_TITLE.lines(_name(spec, touchpoint), room, most=_TITLE_LINES)
        text = CARD_TEXT.lines(said, room, most=_TEXT_LINES)
        card = OverviewCard(
            spec.column_of[touchpoint.id], title, text, figure, GAIN_WIDTH, 0,
            strong=touchpoint.id == peak, tooltip=said,
        )  # fmt: skip
        card = card if card.figure_beside else card._replace(figure=_fitting(figure, room))
        placed = _placed(spec, [*found, card])
        if all(each.aside <= _FARTHEST_GAIN for each in placed):
            found = placed
        if len(found) == MOST_GAINS:
            break
    return found


def _met(spec: OverviewSpec, peak: str | None) -> list[tuple[Touchpoint, str]]:
    """The touchpoints without pains at which a target is met and nobody feels bad, with what a customer thinks there.

    Those with the best feelings come first. What is thought at the peak stands beside the curve.
    """
    journey, found = spec.map.journey, []
    for touchpoint in journey.touchpoints:
        felt = lowest_at(journey, touchpoint)
        if touchpoint.pains or felt is None or journey.feeling(felt.known_score) <= 0:
            continue
        if against_target(spec.map, touchpoint, met=True) is not None:
            thought = touchpoint.thinking[0].text if touchpoint.thinking and touchpoint.id != peak else ""
            said = spec.map.words.quote(thought) if thought else ""
            found.append((journey.feeling(felt.known_score), touchpoint, said))
    return [(each, said) for _, each, said in sorted(found, key=lambda each: -each[0])]


def _pain_card(spec: OverviewSpec, each: Highlight) -> OverviewCard:
    touchpoint, pain = each
    room = PAIN_WIDTH - 2 * PAD
    figure = leaving(spec.map, touchpoint) or against_target(spec.map, touchpoint, met=False)
    title_room = room - (DOTS + 8 if pain.severity else 0)
    return OverviewCard(
        spec.column_of[touchpoint.id],
        CARD_TITLE.lines(_name(spec, touchpoint), title_room, most=_TITLE_LINES),
        CARD_TEXT.lines(pain.text, room, most=_TEXT_LINES),
        _fitting(figure, room),
        PAIN_WIDTH,
        0,
        severity=pain.severity or 0,
        strong=touchpoint.id in spec.chosen.strong,
        tooltip=pain.text,
    )


def _name(spec: OverviewSpec, touchpoint: Touchpoint) -> str:
    """The name of a touchpoint; after its number where its station may have none."""
    if spec.column_width >= LEAST_NUMBERED:
        return touchpoint.name
    return f"{spec.map.words.number(spec.map.journey.number_of[touchpoint.id])} {touchpoint.name}"


def _fitting(figure: OverviewFigure | None, room: float) -> OverviewFigure | None:
    """A figure with those of its words that have room in whole; None where even its name has none."""
    if figure is None:
        return None
    if figure_width(figure) > room:
        short = figure._replace(name=figure.short, rest="")
        return short if figure.short and figure_width(short) <= room else None
    if figure.rest and figure_width(figure) + FIGURE_NAME.width(" · " + figure.rest) > room:
        return figure._replace(rest="")
    return figure


def _bare_name(
    spec: OverviewSpec, touchpoint: Touchpoint, figure: OverviewFigure | None, *, told: bool
) -> OverviewCard:
    """The name of a station with its figure; with what is done there where it is `told` and the column is wide."""
    room = min(spec.column_width - _GAP, PAIN_WIDTH) if told else 0.0
    done = touchpoint.doing[0].text if room >= _BARE_MOST and touchpoint.doing else ""
    room = max(room, _BARE_MOST)
    title = CARD_TITLE.lines(_name(spec, touchpoint), room, most=3)
    text = CARD_TEXT.lines(done, room, most=_TOLD_LINES) if done else ()
    width = max([*map(CARD_TITLE.width, title), *map(CARD_TEXT.width, text)])
    width = max(width, figure_width(figure) if figure else 0) + 2 * BARE_PAD
    return OverviewCard(spec.column_of[touchpoint.id], title, text, figure, width, 0, is_bare=True)


def _are_near(cards: Sequence[OverviewCard], before: Mapping[int, float]) -> bool:
    """Whether each of the cards is near its station, or hardly farther from it than `before`, by its number."""
    return all(card.aside <= max(_FARTHEST, before.get(card.column.number, 0) + _NUDGE) for card in cards)


def _placed(spec: OverviewSpec, cards: Sequence[OverviewCard]) -> list[OverviewCard]:
    """The cards in one row: each over its station, pushed apart and off the edges with the least movement."""
    cards = sorted(cards, key=lambda card: card.column.number)
    offsets, at = [], 0.0
    for card in cards:
        offsets.append(at)
        at += card.width + _GAP
    wanted = [card.column.middle - card.width / 2 - offset for card, offset in zip(cards, offsets, strict=True)]
    least, most = spec.margin, max(spec.end - (at - _GAP), spec.margin)
    starts = [min(max(each, least), most) + offset for each, offset in zip(_rising(wanted), offsets, strict=True)]
    return [card._replace(x=start) for card, start in zip(cards, starts, strict=True)]


def _rising(wanted: Sequence[float]) -> list[float]:
    """The numbers nearest to those wanted of which none is less than the one before: the means of pools of neighbours.

    R. E. Barlow and others, "Statistical Inference under Order Restrictions", Wiley 1972.
    """
    pools: list[tuple[float, int]] = []
    for each in wanted:
        total, count = each, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]


def cards_height(cards: Sequence[OverviewCard]) -> float:
    """The height of cards in one row: that of the tallest; 0 without any."""
    return max((card.height for card in cards), default=0.0)
