"""Gives each arrow of a row its place across it: its lines in the gutters, at the boxes' edges, and in the channels.

All positions are logical, in pixels. A channel is below the boxes of a lane; its levels are counted from the top.
"""

from __future__ import annotations

from collections import defaultdict

from journeymap.layout.blueprint.planning import Arrow
from journeymap.layout.frame import Row

LEVEL = 6.0
_BESIDE = 6.0
_LEAST_INSET, _MOST_INSET = 5.0, 0.2
_SLOT = 14.0
_BEFORE_ROW = 10.0


class Routes:
    """The places of the arrows of a row.

    `inset` is how far the boxes are from the edges of their columns. `slots` gives the x at which a net leaves or lands
    at boxes of a column, by channel, column and net; `gutters` its x in a gutter, by gutter and net; `levels` its level
    in its channel, by net; and `depths` how many levels a channel has. A net without a line along a channel has no
    level.
    """

    def __init__(self, row: Row, arrows: list[Arrow]) -> None:
        self._row = row
        self._arrows = [arrow for arrow in arrows if arrow.net >= 0]
        tracks = self._gutter_tracks()
        most = max((len(set(of.values())) for of in tracks.values()), default=0)
        width = row.columns[0].width
        wanted = _BESIDE / 2 * (most + 1) if most else 0
        self.inset = min(max(wanted, _LEAST_INSET), width * _MOST_INSET)
        self.gutters = {
            (gutter, net): self._gutter_x(gutter, track, max(of.values()) + 1)
            for gutter, of in tracks.items()
            for net, track in of.items()
        }
        self.slots = self._slots()
        self.levels: dict[int, int] = {}
        self.depths: dict[int, int] = {}
        for lane in sorted({arrow.target.lane for arrow in self._arrows}):
            self._set_levels(lane)

    def leaving(self, arrow: Arrow) -> float:
        """The x of the vertical line by which an arrow leaves its source."""
        return self._x(arrow, arrow.leaves_by, arrow.source.column)

    def landing(self, arrow: Arrow) -> float:
        """The x of the vertical line by which an arrow reaches its target."""
        return self._x(arrow, arrow.lands_by, arrow.target.column)

    def _x(self, arrow: Arrow, gutter: int, column: int) -> float:
        if arrow.net < 0:
            return self._row.columns[column].middle
        if gutter >= 0:
            return self.gutters[gutter, arrow.net]
        return self.slots[arrow.target.lane, column, arrow.net]

    def _gutter_tracks(self) -> dict[int, dict[int, int]]:
        """The track of each net in each gutter. Two nets have the same where they are in different lanes."""
        reach: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        for arrow in self._arrows:
            channel, boxes = 2 * arrow.target.lane + 1, 2 * arrow.source.lane
            for gutter, zone in ((arrow.leaves_by, boxes), (arrow.lands_by, channel - 1)):
                if gutter >= 0:
                    low, high = reach[gutter].get(arrow.net, (channel, channel))
                    reach[gutter][arrow.net] = min(low, zone), max(high, zone)
        return {gutter: _packed(nets) for gutter, nets in reach.items()}

    def _gutter_x(self, gutter: int, track: int, tracks: int) -> float:
        columns = self._row.columns
        before = columns[gutter - 1].x + columns[gutter - 1].width - self.inset if gutter else 0.0
        start = before if gutter else columns[0].x - min(_BEFORE_ROW, self.inset)
        end = columns[gutter].x + self.inset if gutter < len(columns) else before + 2 * self.inset
        if 0 < gutter < len(columns) and columns[gutter].x > columns[gutter - 1].x + columns[gutter - 1].width:
            tracks += tracks % 2  # between stages there is a hairline in the middle
        return start + (end - start) * (track + 1) / (tracks + 1)

    def _slots(self) -> dict[tuple[int, int, int], float]:
        """Where nets leave and land at the boxes of a column: next to each other, those that go back first."""
        ways: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for arrow in self._arrows:
            lane, (here, there) = arrow.target.lane, (arrow.source.column, arrow.target.column)
            if arrow.leaves_by < 0:
                ways[lane, here][arrow.net].append(there - here)
            if arrow.lands_by < 0:
                ways[lane, there][arrow.net].append(here - there)
        slots = {}
        for (lane, column), nets in ways.items():
            ordered = sorted(nets, key=lambda net: (sum(nets[net]) / len(nets[net]), net))
            frame = self._row.columns[column]
            step = min(_SLOT, (frame.width - 2 * self.inset - 20) / max(len(ordered) - 1, 1))
            for index, net in enumerate(ordered):
                slots[lane, column, net] = frame.middle + (index - (len(ordered) - 1) / 2) * step
        return slots

    def _set_levels(self, lane: int) -> None:
        ups: dict[int, set[float]] = defaultdict(set)
        downs: dict[int, set[float]] = defaultdict(set)
        for arrow in self._arrows:
            if arrow.target.lane == lane:
                from_below = arrow.source.lane > lane
                (downs if from_below else ups)[arrow.net].add(self.leaving(arrow))
                ups[arrow.net].add(self.landing(arrow))
        spans = {net: (min(xs | downs[net]), max(xs | downs[net])) for net, xs in ups.items()}
        trunks = {net: span for net, span in spans.items() if span[0] < span[1]}
        packed = _packed({net: (low - _BESIDE, high + _BESIDE) for net, (low, high) in trunks.items()})
        self.depths[lane] = max(packed.values(), default=-1) + 1
        self.levels |= _with_few_crossings(packed, trunks, ups, downs)


def _packed(spans: dict[int, tuple[int, int]] | dict[int, tuple[float, float]]) -> dict[int, int]:
    """The track of each span, such that no two on a track meet: each takes the first that is free."""
    ends: list[float] = []
    tracks = {}
    for key, (low, high) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        track = next((i for i, end in enumerate(ends) if end < low), len(ends))
        ends[track : track + 1] = [high]
        tracks[key] = track
    return tracks


def _with_few_crossings(
    levels: dict[int, int],
    trunks: dict[int, tuple[float, float]],
    ups: dict[int, set[float]],
    downs: dict[int, set[float]],
) -> dict[int, int]:
    """The same levels in another order, in which swapping two neighbours makes no fewer crossings."""
    order = sorted(set(levels.values()))
    members = {level: [net for net in levels if levels[net] == level] for level in order}

    def crossings(upper: int, lower: int) -> int:
        """How often lines to and from two levels cross, with one of them above the other."""
        count = 0
        for one in members[upper]:
            for other in members[lower]:
                count += sum(trunks[one][0] < x < trunks[one][1] for x in ups[other])
                count += sum(trunks[other][0] < x < trunks[other][1] for x in downs[one])
        return count

    for _ in order:
        for index in range(len(order) - 1):
            upper, lower = order[index], order[index + 1]
            if crossings(lower, upper) < crossings(upper, lower):
                order[index], order[index + 1] = lower, upper
    return {net: order.index(level) for net, level in levels.items()}
