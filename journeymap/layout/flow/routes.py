"""Which way goes where: to the next card, above the cards or below them, round the end of a row, or out.

Ways back run above the cards and, between rows, round the end of the rows; ways ahead run below them and round the
start. So neither meets the way to the next row, which goes round the end, through the gutter, to the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from journeymap.flow import FlowWay
from journeymap.layout.flow.grid import FlowGrid
from journeymap.layout.flow.labels import way_label
from journeymap.layout.flow.levels import LevelWay, PlacedWay, Span, placed_ways
from journeymap.layout.flow.spec import EDGE, FlowSpec
from journeymap.layout.track_labels import LEADING, TrackLabel
from journeymap.records import NamedTuple, Record

PORTS_APART = 12.0
TRACKS_APART = 11.0
FIRST_TRACK = 24.0
EXIT_AT = 0.28
_LEAP_AT = (0.28, 0.72)
_LEAP_BESIDE_EXIT = (0.6, 0.82)
_EXIT_BEFORE = 20.0
_AFTER_EXIT = 0.55
_CORNER = 12.0
_BETWEEN_ROWS = 1e6
_EXIT_LINES = 3


class ExitPlace(NamedTuple):
    """A way out of a card: its x, and its label with the x at which that starts."""

    way: FlowWay
    node: int
    x: float
    label: TrackLabel
    label_x: float


class LevelPart(NamedTuple):
    """The part of a way along one row: from `source`, the x of a port or of a track, to `target`."""

    way: FlowWay
    source: float
    target: float
    placed: PlacedWay


class RowRoutes(Record):
    """What runs along a row: ways above its cards and below them, exits, and ways to the following card."""

    above: tuple[LevelPart, ...]
    below: tuple[LevelPart, ...]
    exits: tuple[ExitPlace, ...]
    onward: tuple[FlowWay, ...]


class FlowRoutes(Record):
    """The routes of all ways: those along each row, the ways to the next row by the index of theirs, and the end.

    `start_tracks` and `end_tracks` are how many tracks run beside the rows at each side.
    """

    rows: tuple[RowRoutes, ...]
    wraps: dict[int, FlowWay]
    ends: tuple[FlowWay, ...]
    start_tracks: int
    end_tracks: int


class _Step(NamedTuple):
    """A way that runs on levels, with the nodes at its ends."""

    way: FlowWay
    source: int
    target: int


def start_edge(spec: FlowSpec, grid: FlowGrid) -> float:
    """The room at the start of the rows: that of the edge, and of the tracks of ways ahead between rows."""
    return EDGE + TRACKS_APART * _between_rows(spec, grid, "ahead")


def end_edge(spec: FlowSpec, grid: FlowGrid) -> float:
    """The room at the end of the rows, likewise for ways back."""
    return EDGE + TRACKS_APART * _between_rows(spec, grid, "back")


def _between_rows(spec: FlowSpec, grid: FlowGrid, course: str) -> int:
    return len(_Router(spec, grid).tracks(course))


def routes_of(spec: FlowSpec, grid: FlowGrid) -> FlowRoutes:
    """The routes of all ways of a graph."""
    return _Router(spec, grid).routes()


class _Router:
    def __init__(self, spec: FlowSpec, grid: FlowGrid) -> None:
        self._spec = spec
        self._grid = grid
        graph = spec.graph
        place = graph.place_of
        self._steps: dict[str, list[_Step]] = {"back": [], "ahead": [], "next": []}
        self._exits: dict[int, FlowWay] = {}
        self._ends: list[FlowWay] = []
        for way in graph.ways:
            if way.target is not None:
                step = _Step(way, place[way.source], place[way.target])
                self._steps[graph.course(way)].append(step)
            elif way.completes:
                self._ends.append(way)
            else:
                self._exits[place[way.source]] = way

    def tracks(self, course: str) -> dict[FlowWay, int]:
        """The track beside the rows of each way on this course that leads to another row, from 0.

        Ways that pass by no common row share a track.
        """
        rows = self._grid.row_of
        found: dict[FlowWay, int] = {}
        last: list[list[tuple[int, int]]] = []
        between = [
            (min(rows[step.source], rows[step.target]), max(rows[step.source], rows[step.target]), step.way)
            for step in self._steps[course]
            if rows[step.source] != rows[step.target]
        ]
        for first, end, way in sorted(between, key=lambda each: (each[1] - each[0], each[0])):
            track = next(
                (at for at, taken in enumerate(last) if all(end < one or other < first for one, other in taken)),
                len(last),
            )
            if track == len(last):
                last.append([])
            last[track].append((first, end))
            found[way] = track
        return found

    def routes(self) -> FlowRoutes:
        grid = self._grid
        starts, ends = self.tracks("ahead"), self.tracks("back")
        rows = []
        for index, row in enumerate(grid.rows):
            nodes = range(row.first, row.first + row.size)
            bounds = (grid.start, grid.end_of(row))
            exits = self._exit_places(nodes)
            above = self._levels("back", index, ends, bounds, ())
            obstacles = [_extent_of(each) for each in exits]
            below = self._levels("ahead", index, starts, bounds, obstacles)
            onward = [step.way for step in self._steps["next"] if step.source in nodes and step.target in nodes]
            rows.append(RowRoutes(above=above, below=below, exits=exits, onward=tuple(onward)))
        wraps = {
            grid.row_of[step.source]: step.way
            for step in self._steps["next"]
            if grid.row_of[step.source] != grid.row_of[step.target]
        }
        return FlowRoutes(
            rows=tuple(rows),
            wraps=wraps,
            ends=tuple(self._ends),
            start_tracks=max(starts.values(), default=-1) + 1,
            end_tracks=max(ends.values(), default=-1) + 1,
        )

    def _levels(
        self, course: str, row: int, tracks: dict[FlowWay, int], bounds: Span, obstacles: Sequence[Span]
    ) -> tuple[LevelPart, ...]:
        """The parts of the ways on a course along a row."""
        grid, spec = self._grid, self._spec
        found: list[tuple[FlowWay, float, float]] = []
        ways: list[LevelWay] = []
        for step in self._steps[course]:
            is_from, is_to = grid.row_of[step.source] == row, grid.row_of[step.target] == row
            if not (is_from or is_to):
                continue
            beyond = self._track_x(course, tracks[step.way]) if step.way in tracks else 0.0
            source = self._port(course, step, outgoing=True) if is_from else beyond
            target = self._port(course, step, outgoing=False) if is_to else beyond
            ports = (*((source,) if is_from else ()), *((target,) if is_to else ()))
            label: Callable[[float], TrackLabel] | None = None
            if is_from:
                label = partial(way_label, spec, step.way, "ink")
            found.append((step.way, source, target))
            ways.append(LevelWay(min(source, target), max(source, target), ports, label))
        placed = placed_ways(ways, bounds, obstacles)
        return tuple(LevelPart(*each, at) for each, at in zip(found, placed, strict=True))

    def _track_x(self, course: str, track: int) -> float:
        if course == "back":
            return self._grid.end + FIRST_TRACK + TRACKS_APART * (track + 1)
        return self._grid.start - FIRST_TRACK - TRACKS_APART * (track + 1)

    def _port(self, course: str, step: _Step, *, outgoing: bool) -> float:
        """The x of the port of a way at one of its ends."""
        node = step.source if outgoing else step.target
        ports = self._ports(course, node)
        return ports[(step.way, outgoing)]

    def _ports(self, course: str, node: int) -> dict[tuple[FlowWay, bool], float]:
        """The ports of a card on one edge, by the way and whether it goes out there.

        What runs to the start has its ports before those of what runs to the end. The longer a way, the nearer to the
        middle is its port, so that none crosses a shorter one.
        """
        to_start: list[tuple[float, FlowWay, bool]] = []
        to_end: list[tuple[float, FlowWay, bool]] = []
        loops: list[tuple[FlowWay, bool]] = []
        for step in self._steps[course]:
            if step.source == step.target == node:
                loops = [(step.way, True), (step.way, False)]
                continue
            length = self._length(step)
            for is_out in (True, False):
                if (step.source if is_out else step.target) == node:
                    runs_on = length == _BETWEEN_ROWS
                    is_to_start = runs_on == (course == "ahead") if runs_on else is_out == (course == "back")
                    (to_start if is_to_start else to_end).append((length, step.way, is_out))
        first = [(way, is_out) for _, way, is_out in sorted(to_start, key=lambda each: each[0])]
        last = [(way, is_out) for _, way, is_out in sorted(to_end, key=lambda each: -each[0])]
        keys = first + last + loops
        places = self._above(len(keys)) if course == "back" else self._below(node, len(first), len(last))
        start = self._grid.x_of(node)
        return {key: start + at for key, at in zip(keys, places, strict=True)}

    def _above(self, count: int) -> list[float]:
        card = self._grid.card
        return _spread(card / 2, count, _CORNER, card - _CORNER)

    def _below(self, node: int, before: int, after: int) -> list[float]:
        has_exit, card = node in self._exits, self._grid.card
        first, last = _LEAP_BESIDE_EXIT if has_exit else _LEAP_AT
        low = _AFTER_EXIT * card if has_exit else _CORNER
        places = [
            *_spread(first * card, before, low, card - _CORNER),
            *_spread(last * card, after, low, card - _CORNER),
        ]
        if before and after and places[before - 1] + PORTS_APART > places[before]:
            return _spread((first + last) / 2 * card, before + after, low, card - _CORNER)
        return places

    def _length(self, step: _Step) -> float:
        rows = self._grid.row_of
        return abs(step.source - step.target) if rows[step.source] == rows[step.target] else _BETWEEN_ROWS

    def _exit_places(self, nodes: Sequence[int]) -> tuple[ExitPlace, ...]:
        return tuple(self._exit_place(node) for node in nodes if node in self._exits)

    def _exit_place(self, node: int) -> ExitPlace:
        """An exit and its label: from the edge of the card on, or a little before it, up to the first port."""
        grid, way = self._grid, self._exits[node]
        x = grid.x_of(node)
        ports = self._ports("ahead", node).values()
        limit = min((port - 8 for port in ports), default=x + grid.pitch - _EXIT_BEFORE - 10)
        colour = "pain" if self._spec.graph.is_loss(way) else "ink2"
        label = way_label(self._spec, way, colour, limit - x, _EXIT_LINES)
        if label.width > limit - x or len(label.lines) > 2:
            label = way_label(self._spec, way, colour, limit - x + _EXIT_BEFORE, _EXIT_LINES)
        start = max(x - _EXIT_BEFORE, min(x, limit - label.width))
        return ExitPlace(way, node, x + EXIT_AT * grid.card, label, start)


def exit_depth(place: ExitPlace) -> float:
    """How far down from the card an exit with its label reaches, in pixels."""
    return EXIT_DROP + 8 + len(place.label.lines) * LEADING


EXIT_DROP = 40.0


def _extent_of(place: ExitPlace) -> Span:
    return min(place.label_x, place.x - 8), max(place.label_x + place.label.width, place.x + 8)


def _spread(middle: float, count: int, low: float, high: float) -> list[float]:
    """Places around a middle, 12 apart, or nearer to each other where they would not fit between two bounds."""
    if not count:
        return []
    apart = min(PORTS_APART, (high - low) / max(count - 1, 1))
    first = min(max(middle - apart * (count - 1) / 2, low), high - apart * (count - 1))
    return [first + apart * index for index in range(count)]
