"""The order of the ports of a small card: at its end, where ways leave, and on its upper edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.flow import FlowGraph, FlowWay
from journeymap.layout.flow.small.grid import SmallPlace
from journeymap.layout.flow.small.routes import PortKind, SmallPort
from journeymap.layout.flow.small.shape import TOP_PORTS_APART
from journeymap.records import NamedTuple

_ORDER: dict[PortKind, int] = {"step": 0, "return": 1, "onward": 2, "more": 3, "end": 4, "leap": 6}
"""The order of ports from the top. Steps that lead downwards come after discs, so that they do not cross them."""
_DOWN = 5


def ordered_ports(
    graph: FlowGraph, places: Mapping[str, SmallPlace], ports: Sequence[SmallPort]
) -> tuple[SmallPort, ...]:
    """The ports at the end of a card from the top: by kind, and within one by the target.

    Steps are from the top, leaps from the nearest, discs by number. A step straight ahead is as near to the middle as
    steps up and ways below let it be, so that its arrow is a straight one.
    """

    def order(port: SmallPort) -> tuple[float, float, int]:
        first = port.ways[0]
        if first.target is None or port.kind == "more":
            return (_ORDER[port.kind], 0, 0)
        target = places[first.target]
        if port.kind == "step":
            return (_DOWN if _turn(places, port) > 0 else _ORDER["step"], _offset(target), 0)
        if port.kind == "leap":
            return (_ORDER["leap"], target.column, target.slot)
        return (_ORDER[port.kind], graph.place_of[first.target], 0)

    straight = next((each for each in ports if each.kind == "step" and not _turn(places, each)), None)
    found = sorted((each for each in ports if each is not straight), key=order)
    if straight is not None:
        first = sum(each.kind == "step" and _turn(places, each) < 0 for each in found)
        last = sum(order(each)[0] < _DOWN for each in found)

        def off_middle(index: int) -> tuple[float, bool]:
            is_under_return = index > 0 and found[index - 1].kind == "return"
            return abs(index - len(found) / 2), not is_under_return

        found.insert(min(range(first, last + 1), key=off_middle), straight)
    return tuple(found)


def _turn(places: Mapping[str, SmallPlace], port: SmallPort) -> float:
    """How far down a step leads, in cards."""
    (way,) = port.ways
    return _offset(places[way.target or ""]) - _offset(places[way.source])


def _offset(place: SmallPlace) -> float:
    """How far a card is below the middle of its column, in cards."""
    return place.slot - (place.stacked - 1) / 2


class TopEnd(NamedTuple):
    """An end of a way on the upper edge of a card: which way, whether it leaves there, and how far along the row its
    other end is from there, in pixels; less than 0 towards the start."""

    way: FlowWay
    is_out: bool
    reach: float


def top_ports(middle: float, ends: Sequence[TopEnd]) -> dict[tuple[FlowWay, bool], float]:
    """The x of the ports on the upper edge of a card around its middle, by the way and whether that leaves there.

    What runs to the start is before what runs to the end, and the longer a way the nearer is its port to those of the
    other side: so a longer way is over a shorter one, and does not cross it.
    """
    to_start = sorted((each for each in ends if each.reach < 0), key=lambda each: -each.reach)
    to_end = sorted((each for each in ends if each.reach >= 0), key=lambda each: -each.reach)
    first = middle - (len(ends) - 1) / 2 * TOP_PORTS_APART
    return {(each.way, each.is_out): first + place * TOP_PORTS_APART for place, each in enumerate((*to_start, *to_end))}
