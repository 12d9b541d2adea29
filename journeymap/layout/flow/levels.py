"""The levels on which ways run beside a row, above its cards or below them, so that no label meets anything.

A way leaves a row by a *port* of a card, runs along a level, and comes back by another port or leaves the row at its
start or end. Its label stands on its level, between the ports of others: a way on a farther level that has a port
there would run through it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from journeymap.layout.track_labels import TrackLabel
from journeymap.records import NamedTuple

_APART = 12.0
_BESIDE_PORT = 7.0
_NARROWEST, _WIDEST = 30.0, 320.0
Span = tuple[float, float]
MakeLabel = Callable[[float], TrackLabel]
"""Makes a label for a room in pixels, which it may exceed only by a word that cannot be broken."""


class LevelWay(NamedTuple):
    """A way along a row, from one x to another, with the x of those of its ends that are ports of cards.

    `label` makes its label; None where it has none here.
    """

    start: float
    end: float
    ports: tuple[float, ...]
    label: MakeLabel | None


class PlacedWay(NamedTuple):
    """The level of a way, from 0 next to the cards, and its label with the x at which that starts."""

    level: int
    label: TrackLabel | None = None
    label_x: float = 0.0


def placed_ways(ways: Sequence[LevelWay], bounds: Span, obstacles: Sequence[Span] = ()) -> list[PlacedWay]:
    """Returns the level of each way and the place of its label; labels stay within `bounds`.

    Shorter ways are next to the cards, so that those within longer ones do not cross them. Those on level 0 keep clear
    of `obstacles`, which stand next to the cards.
    """
    found: dict[int, PlacedWay] = {}
    taken: list[list[Span]] = [list(obstacles)]

    def reach(index: int) -> tuple[float, int]:
        """How far a way runs along the row, whatever its track beside it is."""
        return min(ways[index].end, bounds[1]) - max(ways[index].start, bounds[0]), index

    for index in sorted(range(len(ways)), key=reach):
        placed, level = None, 0
        while placed is None:
            if level == len(taken):
                taken.append([])
            placed = _on_level(ways, index, level, found, taken[level], bounds)
            level += 1
        found[index] = placed
        taken[placed.level].append(_extent(ways[index], placed))
    return [found[index] for index in range(len(ways))]


def _extent(way: LevelWay, placed: PlacedWay) -> Span:
    if placed.label is None:
        return way.start, way.end
    return min(way.start, placed.label_x), max(way.end, placed.label_x + placed.label.width)


def _on_level(
    ways: Sequence[LevelWay], index: int, level: int, found: dict[int, PlacedWay], taken: Sequence[Span], bounds: Span
) -> PlacedWay | None:
    """The way on this level, if there is room for it and its label."""
    way = ways[index]
    if not _is_free((way.start, way.end), taken):
        return None
    if way.label is None or level > len(ways) + 1:
        return PlacedWay(level)
    # A label may stand over the ports of ways on nearer levels, which end below it; no others may run through it.
    ports = {
        port
        for other, each in enumerate(ways)
        if other != index and not (other in found and found[other].level < level)
        for port in each.ports
    }
    fitting = [_in_gap(way, way.label, gap) for gap in _between(sorted(ports), bounds)]
    free = [(cost, each) for cost, each in filter(None, fitting) if _is_free((each[0], each[0] + each[1].width), taken)]
    if not free:
        return None
    _, (x, label) = min(free, key=lambda each: (each[0], each[1][0]))
    return PlacedWay(level, label, x)


def _in_gap(way: LevelWay, make: MakeLabel, gap: Span) -> tuple[float, tuple[float, TrackLabel]] | None:
    """The label of a way in a gap between ports: how bad its place is, and the x at which it starts."""
    start, end = gap
    if end - start < _NARROWEST or start > way.end or end < way.start:
        return None
    label = make(min(end - start, _WIDEST))
    if label.width > end - start:
        return None
    middle = (max(start, way.start) + min(end, way.end)) / 2
    x = min(max(middle - label.width / 2, start), end - label.width)
    overhang = max(way.start - x, 0.0) + max(x + label.width - way.end, 0.0)
    return 40.0 * len(label.lines) + overhang + abs(middle - (way.start + way.end) / 2) * 0.1, (x, label)


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span[1] + _APART <= start or end + _APART <= span[0] for start, end in taken)


def _between(ports: Sequence[float], bounds: Span) -> list[Span]:
    """The gaps between ports, with some distance from them."""
    edges = [bounds[0] - _BESIDE_PORT, *ports, bounds[1] + _BESIDE_PORT]
    return [
        (one + _BESIDE_PORT, other - _BESIDE_PORT) for one, other in pairwise(edges) if other - one > 2 * _BESIDE_PORT
    ]
