"""Plans the arrows of a row: which run together, and at which edges of their boxes they leave and land.

An arrow leads from a part of the blueprint to one that it supports, in the row of stages that has both. It runs in the
channel below the boxes of the lane of that part, and in the gutters between columns. Arrows to or from one part
share a line: they are a net.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from journeymap.insight.blueprint import all_service_steps
from journeymap.layout.frame import Row
from journeymap.model import Journey, ServiceStep
from journeymap.records import NamedTuple

Edge = Literal["top", "bottom", "start", "end"]


class Part(NamedTuple):
    """A part of the blueprint in a row: its lane and column by index, its place in the cell, and whether it is last."""

    step: ServiceStep
    lane: int
    column: int
    place: int
    is_last: bool


class Arrow(NamedTuple):
    """An arrow from a part to one that it supports. It leaves and lands at an edge of each box.

    The arrows of a `net` share a line. Net -1 has those between neighbours in a cell, which are straight. `leaves_by`
    and `lands_by` are the gutters at which they do so at the side of a box: 0 is before the first column.
    """

    source: Part
    target: Part
    net: int
    leaves: Edge
    lands: Edge

    @property
    def leaves_by(self) -> int:
        """The gutter into which it leaves; -1 when it leaves at the top or the bottom."""
        return _gutter(self.source, self.leaves)

    @property
    def lands_by(self) -> int:
        """The gutter from which it lands; -1 when it lands at the top or the bottom."""
        return _gutter(self.target, self.lands)

    @property
    def sides(self) -> tuple[tuple[Part, Edge, int], ...]:
        """The parts at whose sides it leaves or lands, with the edge and the gutter there."""
        ends = (self.source, self.leaves, self.leaves_by), (self.target, self.lands, self.lands_by)
        return tuple([end for end in ends if end[2] >= 0])


def _gutter(part: Part, edge: Edge) -> int:
    return part.column + (edge == "end") if edge in ("start", "end") else -1


def parts_of(row: Row, lanes: list[str], boxes: frozenset[str]) -> list[Part]:
    """The parts of the blueprint in a row, which shows the `lanes`, from the top; those in `boxes` have boxes."""
    found = []
    for lane, name in enumerate(lanes):
        for index, column in enumerate(row.columns) if name in boxes else ():
            steps: tuple[ServiceStep, ...] = getattr(column.touchpoint, name)
            found += [Part(step, lane, index, i, i == len(steps) - 1) for i, step in enumerate(steps)]
    return found


def plan_arrows(parts: list[Part]) -> list[Arrow]:
    """The arrows between the parts of a row, with their nets numbered from 0."""
    by_id = {part.step.id: part for part in reversed(parts) if part.step.id}
    pairs = [
        (part, by_id[name])
        for part in parts
        for name in dict.fromkeys(part.step.supports)
        if name in by_id and by_id[name] is not part
    ]
    arrows = []
    apart: list[tuple[Part, Part]] = []
    for source, target in pairs:
        if source[1:3] == target[1:3] and abs(source.place - target.place) == 1:
            below = source.place > target.place
            arrows.append(Arrow(source, target, -1, "top" if below else "bottom", "bottom" if below else "top"))
        else:
            apart.append((source, target))
    net = 0
    for lane in sorted({target.lane for _, target in apart}):
        for star in _stars([pair for pair in apart if pair[1].lane == lane]):
            arrows += _with_edges(star, net)
            net += 1
    return arrows


def _stars(pairs: list[tuple[Part, Part]]) -> list[list[tuple[Part, Part]]]:
    """Pairs in groups that all have the same source or the same target, the largest first."""
    stars = []
    while pairs:
        ends = Counter((side, _place(pair[side])) for pair in pairs for side in (1, 0))
        side, place = max(ends, key=lambda end: ends[end])  # of groups of a size, that of the first pair's target
        stars.append([pair for pair in pairs if _place(pair[side]) == place])
        pairs = [pair for pair in pairs if _place(pair[side]) != place]
    return stars


def _place(part: Part) -> tuple[int, int, int]:
    return part.lane, part.column, part.place


def _with_edges(star: list[tuple[Part, Part]], net: int) -> list[Arrow]:
    arrows = []
    for source, target in star:
        lands: Edge = "bottom"
        if not target.is_last:
            turn = sum(_way(each, target) for each, other in star if other is target)
            lands = "end" if turn <= 0 else "start"
        leaves: Edge
        if source.lane == target.lane + 1 and source.place == 0:
            leaves = "top"
        elif source.lane == target.lane and source.is_last:
            leaves = "bottom"
        else:
            way = _way(source, target)
            aside = "start" if lands == "start" else "end"
            leaves = "end" if way > 0 else "start" if way < 0 else aside  # type: ignore[assignment]
        arrows.append(Arrow(source, target, net, leaves, lands))
    return arrows


def _way(source: Part, target: Part) -> int:
    """1 where an arrow goes on in the journey, -1 where it goes back, 0 where it stays in its column."""
    return (target.column > source.column) - (target.column < source.column)


def steps_elsewhere(journey: Journey, row: Row, step: ServiceStep, boxes: frozenset[str]) -> list[int]:
    """The numbers of the touchpoints in other rows whose parts of the blueprint a part supports."""
    if not step.supports:
        return []
    found = {
        journey.number_of[touchpoint.id]
        for touchpoint, other in all_service_steps(journey)
        if other.id in step.supports and any(other in getattr(touchpoint, lane) for lane in boxes)
    }
    return sorted(number for number in found if not row.holds(number))
