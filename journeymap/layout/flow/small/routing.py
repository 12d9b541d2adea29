"""Which way goes where in the rows of small cards: to the next column, below them, above them, or to a disc.

Only so many ways run up and down between two columns, above a row and below it. Longer ones that find no room there,
and all ways between rows, end at a disc with the number of their target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from journeymap.flow import FlowGraph, FlowWay
from journeymap.layout.flow.levels import LevelWay, placed_ways
from journeymap.layout.flow.small.grid import SmallGrid, SmallPlace, SmallRow
from journeymap.layout.flow.small.ports import TopEnd, ordered_ports, top_ports
from journeymap.layout.flow.small.routes import PortKind, SmallLeap, SmallPort, SmallReturn, SmallRoutes
from journeymap.layout.flow.small.shape import LANDS_AT, START, SmallShape
from journeymap.layout.flow.small.tracks import Claim, Tracks
from journeymap.layout.track_labels import TrackLabel

MOST_PORTS = 12
MOST_LEVELS = 5
MOST_LANES = 8
MOST_TOP_PORTS = 6

LabelOf = Callable[[FlowWay], TrackLabel]


def small_routes(graph: FlowGraph, grid: SmallGrid, shape: SmallShape, label_of: LabelOf) -> list[SmallRoutes]:
    """Returns the routes of each row. `label_of` makes the label of a way above the cards."""
    ways: list[list[FlowWay]] = [[] for _ in grid.rows]
    for way in graph.ways:
        if way.target is not None or way.completes:
            ways[grid.place_of[way.source].row].append(way)
    together = _crowded(graph)
    return [_RowRouting(graph, grid, shape, found, together, label_of).routes() for found in ways]


def has_disc_between(row: SmallRow, routes: SmallRoutes) -> bool:
    """Whether a way in a row ends at a disc between two columns, or after the last one where others go up."""
    last = set(row.columns[-1])
    goes_up = any(each.way.source in last and not each.from_top for each in routes.returns)
    return any(
        port.kind in ("onward", "return", "end")
        for source, ports in routes.ports.items()
        if source not in last or goes_up
        for port in ports
    )


def _crowded(graph: FlowGraph) -> dict[str, tuple[FlowWay, ...]]:
    """The thinnest ways of touchpoints with more than twelve, by their source: they are drawn together.

    Those of unknown share may be thick, and stay.
    """
    found: dict[str, list[FlowWay]] = {}
    for way in graph.ways:
        if way.target is not None:
            found.setdefault(way.source, []).append(way)
    return {
        source: tuple(sorted(ways, key=lambda way: -1.0 if way.share is None else -way.share)[MOST_PORTS - 1 :])
        for source, ways in found.items()
        if len(ways) > MOST_PORTS
    }


class _RowRouting:
    """Finds the routes of one row, shorter ways first."""

    def __init__(
        self, graph: FlowGraph, grid: SmallGrid, shape: SmallShape, ways: Sequence[FlowWay],
        together: Mapping[str, tuple[FlowWay, ...]], label_of: LabelOf,
    ) -> None:  # fmt: skip
        self._graph, self._grid, self._shape, self._label_of = graph, grid, shape, label_of
        self._places = grid.place_of
        self._more = together
        dropped = {way for found in together.values() for way in found}
        self._ways = [way for way in ways if way not in dropped]
        self._tracks = Tracks()
        self._top: dict[str, int] = {}
        self._above: list[FlowWay] = []
        self._below: list[FlowWay] = []

    def routes(self) -> SmallRoutes:
        for way in self._shortest(way for way in self._ways if self._runs(way) == "return"):
            self._take_above(way)
        for way in self._shortest(way for way in self._ways if self._runs(way) == "leap"):
            self._take_below(way)
        returns = self._returns()
        while crowded := [each for each in returns if each.placed.label is None or each.placed.level >= MOST_LEVELS]:
            self._above.remove(max(crowded, key=lambda each: (each.placed.level, abs(each.source - each.target))).way)
            returns = self._returns()
        leaps = self._leaps()
        return SmallRoutes(returns=tuple(returns), leaps=tuple(leaps), ports=self._ports())

    def _runs(self, way: FlowWay) -> PortKind:
        """How a way would run if there were room."""
        if way.target is None:
            return "end"
        source, target = self._places[way.source], self._places[way.target]
        is_back = self._graph.course(way) == "back" or (source.row == target.row and target.column <= source.column)
        if source.row != target.row:
            return "return" if is_back else "onward"
        if is_back:
            return "return"
        return "step" if target.column == source.column + 1 else "leap"

    def _shortest(self, ways: Iterable[FlowWay]) -> list[FlowWay]:
        """Ways within the row by how many columns they pass."""

        def length(way: FlowWay) -> int:
            source, target = self._ends(way)
            return abs(source.column - target.column)

        return sorted((way for way in ways if self._is_within(way)), key=length)

    def _is_within(self, way: FlowWay) -> bool:
        return way.target is not None and self._places[way.source].row == self._places[way.target].row

    def _ends(self, way: FlowWay) -> tuple[SmallPlace, SmallPlace]:
        return self._places[way.source], self._places[way.target or ""]

    def _take_above(self, way: FlowWay) -> None:
        source, target = self._ends(way)
        claims: list[Claim] = []
        if source.slot:
            if any(each.source == way.source for each in self._above):
                return  # two could not be told apart between the cards
            claims.append(Claim(source.column, way.source, "up", source.slot))
        if target.slot:
            claims.append(Claim(target.column - 1, way.target or "", "down", target.slot))
        tops = [id_ for id_, place in ((way.source, source), (way.target or "", target)) if not place.slot]
        has_room = all(self._top.get(id_, 0) + tops.count(id_) <= MOST_TOP_PORTS for id_ in tops)
        if not has_room or not self._tracks.take(claims):
            return
        for id_ in tops:
            self._top[id_] = self._top.get(id_, 0) + 1
        self._above.append(way)

    def _take_below(self, way: FlowWay) -> None:
        source, target = self._ends(way)
        claims = [Claim(source.column, way.target or "", "leap", source.slot + target.column / 1000)]
        if not target.is_lowest:
            claims.append(Claim(target.column - 1, way.target or "", "land", target.slot))
        lanes = self._lanes([*self._below, way])
        if max(lanes.values()) < MOST_LANES and self._tracks.take(claims):
            self._below.append(way)

    def _lanes(self, ways: Sequence[FlowWay]) -> dict[str, int]:
        """The lane of each target: all ways to one come together on it."""
        spans: dict[str, tuple[int, int]] = {}
        for way in ways:
            source, target = self._ends(way)
            start, end = spans.get(way.target or "", (source.column, target.column - 1))
            spans[way.target or ""] = (min(start, source.column), end)
        taken: list[list[tuple[int, int]]] = []
        found: dict[str, int] = {}
        for target_id, span in sorted(spans.items(), key=lambda each: each[1][1] - each[1][0]):
            lane = 0
            while lane < len(taken) and any(span[0] <= end and start <= span[1] for start, end in taken[lane]):
                lane += 1
            if lane == len(taken):
                taken.append([])
            taken[lane].append(span)
            found[target_id] = lane
        return found

    def _leaps(self) -> list[SmallLeap]:
        lanes, found = self._lanes(self._below), []
        for way in self._below:
            source, target = self._ends(way)
            down = self._tracks.track(source.column, "leap", way.target or "")
            x = self._shape.track_x(source.column, down)
            if target.is_lowest:
                tip = self._shape.card_x(target.column) + LANDS_AT
            else:
                up = self._tracks.track(target.column - 1, "land", way.target or "")
                tip = self._shape.track_x(target.column - 1, up)
            found.append(SmallLeap(way, x, tip, target.is_lowest, lanes[way.target or ""]))
        return found

    def _returns(self) -> list[SmallReturn]:
        tops = self._top_ports()
        ends: list[tuple[FlowWay, float, float]] = []
        for way in self._above:
            x, tip = tops.get((way, True)), tops.get((way, False))
            x = self._above_x(way, is_out=True) if x is None else x
            ends.append((way, x, self._above_x(way, is_out=False) if tip is None else tip))
        levels = [self._level_way(*each) for each in ends]
        placed = placed_ways(levels, (START, self._shape.width(self._grid.across) - START))
        return [
            SmallReturn(way, x, tip, (way, True) in tops, (way, False) in tops, place)
            for (way, x, tip), place in zip(ends, placed, strict=True)
        ]

    def _level_way(self, way: FlowWay, x: float, tip: float) -> LevelWay:
        label = self._label_of(way)
        return LevelWay(min(x, tip), max(x, tip), (x, tip), lambda room: label)

    def _top_ports(self) -> dict[tuple[FlowWay, bool], float]:
        """The x of the ports on the upper edges of cards, by the way and whether it leaves there."""
        found: dict[str, list[TopEnd]] = {}
        for way in self._above:
            source, target = self._ends(way)
            x, tip = self._above_x(way, is_out=True), self._above_x(way, is_out=False)
            if not source.slot:
                found.setdefault(way.source, []).append(TopEnd(way, True, tip - x))
            if not target.slot:
                found.setdefault(way.target or "", []).append(TopEnd(way, False, x - tip))
        xs: dict[tuple[FlowWay, bool], float] = {}
        for id_, ends in found.items():
            xs |= top_ports(self._middle(self._places[id_]), ends)
        return xs

    def _middle(self, place: SmallPlace) -> float:
        return self._shape.card_x(place.column) + self._shape.card / 2

    def _above_x(self, way: FlowWay, *, is_out: bool) -> float:
        """About where a way above the cards leaves them or comes to them: the middle of a card, or its track."""
        place = self._ends(way)[0 if is_out else 1]
        if not place.slot:
            return self._middle(place)
        if is_out:
            return self._shape.track_x(place.column, self._tracks.track(place.column, "up", way.source))
        gap = place.column - 1
        return self._shape.track_x(gap, self._tracks.track(gap, "down", way.target or ""))

    def _ports(self) -> dict[str, tuple[SmallPort, ...]]:
        above, below = set(self._above), set(self._below)
        found: dict[str, list[SmallPort]] = {}
        for way in self._ways:
            if way in above:
                continue
            kind = self._runs(way)
            if kind == "leap" and way not in below:
                kind = "onward"
            found.setdefault(way.source, []).append(SmallPort(kind, (way,)))
        for source, ways in self._more.items():
            if source in found:
                found[source].append(SmallPort("more", ways))
        return {source: ordered_ports(self._graph, self._places, ports) for source, ports in found.items()}
