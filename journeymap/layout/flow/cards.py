"""The card of a touchpoint: its number, name and channels, and how it feels."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.flow import FlowNode
from journeymap.insight.channels import channels_of
from journeymap.insight.feelings import by_persona, feeling, is_assumed
from journeymap.layout.canvas import EMOTION, LABEL, STEP, Canvas, Type
from journeymap.layout.channel_icons import CHANNEL_ICON, draw_channel_icons
from journeymap.layout.flow.spec import CARD, FlowSpec
from journeymap.layout.marks import check, marker
from journeymap.layout.sheet import draw_station
from journeymap.layout.spec import persona_token
from journeymap.layout.stage_grounds import station_ring
from journeymap.model import Emotion
from journeymap.records import NamedTuple
from journeymap.style.fonts import SEMIBOLD

_NAME_X = 41.0
_NAME_END = 7.0
_WIDEST = 176.0
_NAME_TOP = 9.0
_SMALL = Type(12, SEMIBOLD, 14.5)
_MOST_LINES = 4
_ICONS = CHANNEL_ICON + 6
_FEELING = 46.0
_SCALE_PAD = 12.0
_PAD = 8.0
_MOST_MARKERS = 3


class FlowCard(NamedTuple):
    """The texts of a card: the lines of its name, in which style; whether something of it is cut off."""

    node: FlowNode
    lines: tuple[str, ...]
    style: Type

    @property
    def name_height(self) -> float:
        """The height of the name, in pixels."""
        return len(self.lines) * self.style.leading


class CardShape(NamedTuple):
    """What all cards of a drawing have alike: width, where icons and feelings begin, from the top, and the height."""

    width: float
    icons: float
    feelings: float
    height: float


def card_width(spec: FlowSpec) -> float:
    """How wide all cards are: as a rule 131 pixels, and more where a word of a name is longer, within bounds."""
    words = (word for node in spec.graph.nodes for word in node.touchpoint.name.split())
    widest = max(map(_SMALL.width, words), default=0.0)
    return min(max(CARD, _NAME_X + widest + _NAME_END + 1), _WIDEST)


def cards_of(spec: FlowSpec, width: float) -> tuple[FlowCard, ...]:
    """The cards of the nodes of a graph: names are smaller where they would take more than two lines."""
    room = width - _NAME_X - _NAME_END
    found = []
    for node in spec.graph.nodes:
        name = node.touchpoint.name
        lines = STEP.lines(name, room)
        if len(lines) <= 2 and max(map(STEP.width, name.split()), default=0.0) <= room:
            found.append(FlowCard(node, lines, STEP))
        else:
            found.append(FlowCard(node, _SMALL.lines(name, room, most=_MOST_LINES), _SMALL))
    return tuple(found)


def shape_of(spec: FlowSpec, cards: Sequence[FlowCard], width: float) -> CardShape:
    """The shape that all cards need: those of a journey without channels, or without feelings, are lower."""
    icons = _NAME_TOP + max((35.0, *(card.name_height for card in cards))) + 1
    channels = channels_of(spec.graph.journey)
    has_icons = any(channels.at(card.node.touchpoint) for card in cards)
    feelings = icons + (_ICONS if has_icons else 0.0)
    has_feelings = any(felt_at(spec, card.node) for card in cards)
    return CardShape(width, icons, feelings, feelings + (_FEELING if has_feelings else _PAD))


def felt_at(spec: FlowSpec, node: FlowNode) -> list[tuple[int, Emotion]]:
    """The feelings with a score at a touchpoint, with the index of the persona, in the order of the personas."""
    journey = spec.graph.journey
    order = [each.id for each in (journey.whole or journey).personas] or [""]
    known = by_persona(journey, node.touchpoint)
    felt = ((index, known[persona]) for index, persona in enumerate(order) if persona in known)
    return [(index, emotion) for index, emotion in felt if emotion.score is not None]


def draw_card(canvas: Canvas, spec: FlowSpec, card: FlowCard, shape: CardShape, x: float, y: float) -> None:
    """Draws a card whose start is at x and whose top is at y."""
    node = card.node
    is_moment = bool(node.touchpoint.moment_of_truth)
    stroke, width = ("ink", 1.5) if is_moment else ("ink3", 1.0)
    canvas.rect(x, y, shape.width, shape.height, "paper", radius=7, stroke=stroke, stroke_width=width)
    number = spec.words.number(node.number)
    ring = station_ring(spec.theme, spec.graph.journey, node.touchpoint)
    draw_station(canvas, x + 21, y + 22, number, ring=ring, is_moment=is_moment)
    if node.touchpoint.id in spec.graph.journey.converts:
        draw_conversion(canvas, x + 21, y + 45)
    middle = max((shape.icons - _NAME_TOP - card.name_height) / 2 - 1, 0.0) if len(card.lines) == 1 else 0.0
    canvas.lines(x + _NAME_X, y + _NAME_TOP + min(middle, 5.0), card.lines, card.style, "ink")
    channels = channels_of(spec.graph.journey).at(node.touchpoint)
    draw_channel_icons(canvas, x + _NAME_X, y + shape.icons + 1, shape.width - _NAME_X - _NAME_END, channels)
    felt = felt_at(spec, node)
    if felt:
        _draw_feelings(canvas, spec, felt, (x + _SCALE_PAD, x + shape.width - _SCALE_PAD), y + shape.feelings)


def draw_conversion(canvas: Canvas, x: float, y: float) -> None:
    """Draws the mark of a touchpoint at which the journey converts, around a point."""
    check(canvas, x - 5, y - 5, "opportunity")


def _draw_feelings(
    canvas: Canvas, spec: FlowSpec, felt: list[tuple[int, Emotion]], ends: tuple[float, float], top: float
) -> None:
    """Draws the scale with the mark of each persona, and below it the word and the score of the first."""
    journey = spec.graph.journey
    (start, end), y = ends, top + 14
    canvas.line(start, y, end, y, "rule2")
    for at in (start, (start + end) / 2, end):
        canvas.line(at, y - 4, at, y + 4, "ink3")

    def place(value: float) -> float:
        return start + (min(max(value, -2.0), 2.0) + 2) / 4 * (end - start)

    for index, emotion in reversed(felt[:_MOST_MARKERS]):
        value, low, high = feeling(journey, emotion)
        if low is not None and high is not None:
            reach = place(high) - place(low)
            tint = persona_token(index, tint=True)
            canvas.rect(place(low), y - 5, max(reach, 2.0), 10, tint, radius=min(5.0, reach / 2))
        marker(canvas, place(value), y, index, 4.8, persona_token(index), hollow=is_assumed(emotion))
    index, emotion = felt[0]
    colour = persona_token(index)
    low_end, _ = journey.emotion_scale
    score = spec.words.axis(emotion.known_score, signed=low_end < 0)
    used = canvas.text(end, top + 36, score, LABEL, colour, align="end", rtl=False)
    if emotion.label:
        line = EMOTION.lines(emotion.label, end - start - used - 8, most=1)
        canvas.lines(start, top + 25, line, EMOTION, colour)
