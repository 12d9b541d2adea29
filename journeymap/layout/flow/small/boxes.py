"""How high a row of small cards is, and where its cards and their ports are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.flow import FlowGraph
from journeymap.layout.canvas import STAGE
from journeymap.layout.flow.small.cards import SmallCard
from journeymap.layout.flow.small.grid import SmallGrid, SmallRow, SmallStage
from journeymap.layout.flow.small.routes import SmallPort, SmallRoutes
from journeymap.layout.flow.small.shape import (
    BETWEEN_CARDS,
    IN_PORTS_APART,
    PORTS_APART,
    TWO_LINE_PORTS_APART,
    SmallShape,
)
from journeymap.layout.flow.spec import FlowSpec
from journeymap.records import NamedTuple

BAND = 30.0
_BAND_LINES = 3
_ABOVE = 20.0
FIRST_LEVEL = 18.0
"""The distance of the first level from the row's highest card."""
LEVELS_APART = 24.0
_EXITS = 20.0
FIRST_LANE = 12.0
LANES_APART = 9.0
_BELOW = 16.0
INSET = 12.0
_IN_EDGE = 7.0


class SmallBox(NamedTuple):
    """The top and the height of a card, and the y of its ports: those of ways out, of steps that come to it, by the id
    of their source, and of leaps, which come together."""

    top: float
    height: float
    out: tuple[float, ...]
    steps: dict[str, float]
    leaps: float

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.top + self.height


class SmallRowBoxes(NamedTuple):
    """Where a row stands: its top, the height of its bands, the top of its highest card, its first lane, its end, and
    its cards by the ids of their touchpoints."""

    top: float
    band: float
    cards: float
    lanes: float
    bottom: float
    boxes: dict[str, SmallBox]


def band_text(spec: FlowSpec, stage: SmallStage) -> str:
    """The name of a stage, with which part of it this is."""
    name = spec.graph.stages[stage.stage].stage.name
    if stage.parts == 1:
        return name
    words = spec.words
    return f"{name} · {spec.texts.say('part-of', part=words.number(stage.part), parts=words.number(stage.parts))}"


def band_number(spec: FlowSpec, stage: SmallStage) -> str:
    """The number of a stage."""
    return spec.words.number(spec.graph.stages[stage.stage].number)


def band_lines(spec: FlowSpec, shape: SmallShape, stage: SmallStage, columns: int) -> tuple[str, ...]:
    """The lines of the name of a stage in its band, in a row of so many columns."""
    _, width = shape.cluster(stage, columns)
    style = spec.styles.face("stage", STAGE)
    room = width - 2 * INSET - style.width(band_number(spec, stage)) - 8
    return style.lines(band_text(spec, stage), room, most=_BAND_LINES)


def row_boxes(
    spec: FlowSpec, grid: SmallGrid, shape: SmallShape, cards: Mapping[str, SmallCard], row: int,
    routes: SmallRoutes, top: float,
) -> SmallRowBoxes:  # fmt: skip
    """Places the row with this index, from the y `top` down."""
    found = grid.rows[row]
    lines = max(len(band_lines(spec, shape, each, len(found.columns))) for each in found.stages)
    band = BAND + (lines - 1) * spec.styles.face("stage", STAGE).leading
    above = FIRST_LEVEL + routes.levels * LEVELS_APART if routes.levels else _ABOVE
    highest_top = top + band + above
    heights = {
        id_: max(cards[id_].height, _height(shape, routes.ports.get(id_, ())))
        for column in found.columns
        for id_ in column
    }
    stacks = [sum(heights[id_] for id_ in ids) + BETWEEN_CARDS * (len(ids) - 1) for ids in found.columns]
    highest = max(stacks)
    tops: dict[str, float] = {}
    for ids, stack in zip(found.columns, stacks, strict=True):
        y = highest_top + (highest - stack) / 2
        for id_ in ids:
            tops[id_] = y
            y += heights[id_] + BETWEEN_CARDS
    exits = _EXITS if _has_exits(spec.graph, found) else 0.0
    lanes = highest_top + highest + exits + FIRST_LANE
    bottom = lanes + max(routes.lanes - 1, 0) * LANES_APART + (_BELOW if routes.lanes else 4.0)
    return SmallRowBoxes(top, band, highest_top, lanes, bottom, _boxes(shape, routes, heights, tops))


def _has_exits(graph: FlowGraph, row: SmallRow) -> bool:
    ids = {id_ for column in row.columns for id_ in column}
    return any(way.target is None and not way.completes and way.source in ids for way in graph.ways)


def _slot(shape: SmallShape, port: SmallPort) -> float:
    return TWO_LINE_PORTS_APART if shape.two_lines and port.kind != "more" else PORTS_APART


def _height(shape: SmallShape, ports: Sequence[SmallPort]) -> float:
    """The height that the ports of a card need, in pixels."""
    whole = sum(_slot(shape, port) for port in ports)
    return whole if shape.two_lines else whole - 7


def _boxes(
    shape: SmallShape, routes: SmallRoutes, heights: dict[str, float], tops: dict[str, float]
) -> dict[str, SmallBox]:
    """The boxes of the cards, in which steps come in the order of where they leave."""
    out: dict[str, tuple[float, ...]] = {}
    coming: dict[str, list[tuple[float, str]]] = {id_: [] for id_ in tops}
    for id_, height in heights.items():
        ports = routes.ports.get(id_, ())
        y = tops[id_] + height / 2 - sum(_slot(shape, port) for port in ports) / 2
        places = []
        for port in ports:
            slot = _slot(shape, port)
            places.append(y + slot / 2)
            y += slot
            if port.kind == "step":
                coming[port.ways[0].target or ""].append((places[-1], id_))
        out[id_] = tuple(places)
    leapt = {each.way.target for each in routes.leaps if not each.to_bottom}
    found = {}
    for id_, height in heights.items():
        steps = sorted(coming[id_])
        wanted = [y for y, _ in steps] + [tops[id_] + height] * (id_ in leapt)
        places = _spread(wanted, tops[id_] + _IN_EDGE, tops[id_] + height - _IN_EDGE)
        by_source = {source: places[index] for index, (_, source) in enumerate(steps)}
        found[id_] = SmallBox(tops[id_], height, out[id_], by_source, places[-1] if places else 0.0)
    return found


def _spread(wanted: Sequence[float], first: float, last: float) -> list[float]:
    """Places near those that are wanted, from `first` to `last`: 11 pixels apart, or as far as there is room for."""
    apart = min(IN_PORTS_APART, (last - first) / max(len(wanted) - 1, 1))
    places: list[float] = []
    for index, each in enumerate(wanted):
        lowest = places[-1] + apart if places else first
        highest = last - (len(wanted) - 1 - index) * apart
        places.append(min(max(each, lowest), highest))
    return places
