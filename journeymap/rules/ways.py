"""Where customers can go from each touchpoint, as the rules about `next` read it."""

from __future__ import annotations

from journeymap.model import EXIT, Journey, Touchpoint

ROUNDING = 1e-6  # shares are read to eight places


def shared_out(touchpoint: Touchpoint) -> float:
    """The part of customers that the shares of a touchpoint's ways account for."""
    return sum(way.share for way in touchpoint.next if way.share is not None)


class Ways:
    """The touchpoints as a graph, by their place in the journey; the place after the last is its end.

    A touchpoint without `next` leads to the following one. So do, for the rest of the customers,
    ways that all have a share and together less than 100 %. A way to an unknown touchpoint leads to
    the end, so that one misspelt id is one finding.
    """

    def __init__(self, journey: Journey) -> None:
        points = journey.touchpoints
        self.end = len(points)
        places = {point.id: place for place, point in reversed(list(enumerate(points)))}
        places[EXIT] = self.end
        self.onward = [self._from(place, point, places) for place, point in enumerate(points)]

    def _from(self, place: int, point: Touchpoint, places: dict[str, int]) -> list[int]:
        ways = [places.get(way.to, self.end) for way in point.next]
        shares_all = all(way.share is not None for way in point.next)
        if shares_all and shared_out(point) < 1 - ROUNDING:
            ways.append(place + 1)
        return ways

    def reached(self) -> set[int]:
        """The places that can be reached from the first touchpoint."""
        return _closure(self.onward, 0) if self.end else set()

    def ending(self) -> set[int]:
        """The places from which the journey can end."""
        back: list[list[int]] = [[] for _ in range(self.end + 1)]
        for place, ways in enumerate(self.onward):
            for way in ways:
                back[way].append(place)
        return _closure(back, self.end)


def _closure(graph: list[list[int]], start: int) -> set[int]:
    seen = {start}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        for way in graph[place] if place < len(graph) else ():
            if way not in seen:
                seen.add(way)
                waiting.append(way)
    return seen


def runs(places: list[int]) -> list[tuple[int, int]]:
    """Rising places as runs of neighbours, each as its first place and its length."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
