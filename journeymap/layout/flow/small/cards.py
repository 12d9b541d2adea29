"""The small card of a touchpoint: its number and name, and from which touchpoints in other rows customers come."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.flow import FlowGraph
from journeymap.layout.canvas import CAPTION_BOLD, Canvas, Type
from journeymap.layout.flow.cards import draw_conversion
from journeymap.layout.flow.small.routes import SmallRoutes
from journeymap.layout.flow.small.shape import CARD_HEIGHT, LEAST_CARD, MOST_CARD, SmallShape
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.marks import polygon
from journeymap.layout.stage_grounds import station_ring
from journeymap.records import NamedTuple
from journeymap.style.fonts import SEMIBOLD

_RADIUS = 6.0
_STATION = 16.0
_NAME = 33.0
_NAME_END = 4.0
_NARROW_NAME = Type(9, SEMIBOLD, 11)
_MOST_LINES = 4
_AROUND_NAME = 5.0
_NUMBER = Type(10.5, SEMIBOLD, 13)
_LONG_NUMBER = Type(9, SEMIBOLD, 11)
_FROM = Type(9, SEMIBOLD, 11)
_FROM_HEIGHT = 18.0
_FROM_INSET = 7.0
_FROM_APART = 3.0
_UP_FOR_CONVERSION = 5.0
DISC = Type(9, SEMIBOLD, 11)
_DISC_HEIGHT = 15.0


class Arrival(NamedTuple):
    """A touchpoint in another row from which customers come: its id, and whether they go back on that way."""

    source: str
    is_back: bool


class SmallCard(NamedTuple):
    """The lines of a name in a style, and from where customers come by ways that end at discs."""

    lines: tuple[str, ...]
    style: Type
    arrivals: tuple[Arrival, ...]

    @property
    def height(self) -> float:
        """The least height of the card, in pixels."""
        return max(CARD_HEIGHT, len(self.lines) * self.style.leading + 2 * _AROUND_NAME) + self.foot

    @property
    def foot(self) -> float:
        """The height of the line that says from where customers come; 0 where there is none."""
        return _FROM_HEIGHT if self.arrivals else 0.0


def card_width(graph: FlowGraph) -> float:
    """How wide small cards are: as the longest word of a name needs, within bounds."""
    words = (word for node in graph.nodes for word in node.touchpoint.name.split())
    widest = max(map(_NARROW_NAME.width, words), default=0.0)
    return min(max(LEAST_CARD, _NAME + widest + _NAME_END + 1), MOST_CARD)


def small_cards(spec: FlowSpec, shape: SmallShape, routes: Sequence[SmallRoutes]) -> dict[str, SmallCard]:
    """The cards of all touchpoints, by their ids."""
    arrivals: dict[str, list[Arrival]] = {}
    for each in routes:
        for source, ports in each.ports.items():
            for port in ports:
                if port.kind in ("onward", "return"):
                    target = port.ways[0].target or ""
                    arrivals.setdefault(target, []).append(Arrival(source, port.kind == "return"))
    places, room = spec.graph.place_of, shape.card - _NAME - _NAME_END
    found = {}
    for node in spec.graph.nodes:
        id_, name = node.touchpoint.id, node.touchpoint.name
        known = sorted(arrivals.get(id_, ()), key=lambda each: places[each.source])
        found[id_] = SmallCard(*_name_lines(name, room), tuple(known))
    return found


def _name_lines(name: str, room: float) -> tuple[tuple[str, ...], Type]:
    """A name in lines: in smaller letters where a word, or the whole, needs them."""
    lines = CAPTION_BOLD.lines(name, room)
    usual = int((CARD_HEIGHT - 4) // CAPTION_BOLD.leading)
    if len(lines) <= usual and max(map(CAPTION_BOLD.width, name.split()), default=0.0) <= room:
        return lines, CAPTION_BOLD
    return _NARROW_NAME.lines(name, room, most=_MOST_LINES), _NARROW_NAME


def draw_small_card(
    canvas: Canvas, spec: FlowSpec, id_: str, card: SmallCard, x: float, top: float, width: float, height: float
) -> None:  # fmt: skip
    """Draws the card of a touchpoint with its upper start corner at a point."""
    touchpoint = spec.graph.node_by_id[id_].touchpoint
    is_moment = touchpoint.moment_of_truth
    stroke, line = ("ink", 1.5) if is_moment else ("ink3", 1)
    canvas.rect(x, top, width, height, "paper", radius=_RADIUS, stroke=stroke, stroke_width=line)
    middle, number = top + (height - card.foot) / 2, spec.number(id_)
    style = _NUMBER if len(number) < 3 else _LONG_NUMBER
    converts = id_ in spec.graph.journey.converts
    station = middle - _UP_FOR_CONVERSION if converts else middle
    if is_moment:
        canvas.path(polygon(x + _STATION, station, 4, 13, -90), "moment")
    else:
        ring = station_ring(spec.theme, spec.graph.journey, touchpoint)
        canvas.circle(x + _STATION, station, 10, "paper", stroke=ring, stroke_width=1.2)
    colour = "moment-text" if is_moment else "ink"
    canvas.text(x + _STATION, station + style.size * 0.35, number, style, colour, align="middle")
    if converts:
        draw_conversion(canvas, x + _STATION, station + 17)
    name_top = middle - len(card.lines) * card.style.leading / 2
    canvas.lines(x + _NAME, name_top, card.lines, card.style, "ink")
    if card.arrivals:
        _draw_arrivals(canvas, spec, card.arrivals, (x + _FROM_INSET, x + width - _FROM_INSET), top + height - 10)


def _draw_arrivals(
    canvas: Canvas, spec: FlowSpec, arrivals: Sequence[Arrival], ends: tuple[float, float], y: float
) -> None:
    """Draws discs of as many touchpoints as there is room for, and how many there are besides."""
    x, end = ends
    x += canvas.text(x, y + 3.2, spec.texts["from"], _FROM, "ink3") + _FROM_APART
    for index, each in enumerate(arrivals):
        number, left = spec.number(each.source), len(arrivals) - index
        rest = f"+{spec.words.number(left)}"
        after = end - (_FROM.width(f"+{spec.words.number(left - 1)}") + _FROM_APART if left > 1 else 0.0)
        if x + disc_width(number) > after:
            canvas.text(x, y + 3.2, rest, _FROM, "ink2", rtl=False)
            return
        draw_disc(canvas, x, y, number, is_back=each.is_back, ground="paper")
        x += disc_width(number) + _FROM_APART


def disc_width(number: str) -> float:
    """The width of the disc of a touchpoint, in pixels."""
    return max(DISC.width(number) + 7, _DISC_HEIGHT)


def draw_disc(canvas: Canvas, x: float, y: float, number: str, *, is_back: bool, ground: str = "wash") -> None:
    """Draws the disc of a touchpoint in another row, from the x of its start on."""
    width = disc_width(number)
    fill, colour = ("paper", "ink") if is_back else ("ink2", "paper")
    canvas.rect(x - 1.5, y - 9, width + 3, 18, ground, radius=9)
    canvas.rect(x, y - 7.5, width, 15, fill, radius=7.5, stroke="ink" if is_back else None, stroke_width=1.3)
    canvas.text(x + width / 2, y + 3.2, number, DISC, colour, align="middle", rtl=False)
