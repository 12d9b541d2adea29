"""The ways back of an overview: brackets above the spine, each with who goes back and, where there is room, when."""

from __future__ import annotations

from itertools import pairwise

from journeymap.insight.transitions import is_taken, transitions
from journeymap.layout.canvas import Canvas
from journeymap.layout.frame import Column
from journeymap.layout.marks import closed_path
from journeymap.layout.overview.figures import way_share
from journeymap.layout.overview.spec import WAY, OverviewSpec
from journeymap.layout.overview.stations import station_radius
from journeymap.records import NamedTuple

_FIRST, _LEVEL = 30.0, 20.0
_MOST_LEVELS = 3
_BEND = 6.0
_PAUSE = 7.0
_ARROW = 6.0
_ABOVE = 10.0


class WayBack(NamedTuple):
    """A way from a station back to an earlier one: on which level it runs, from 0, and its label around an x."""

    start: Column
    end: Column
    level: int
    share: float
    said: tuple[str, ...]
    label: str = ""
    middle: float = 0.0


def ways_back(spec: OverviewSpec) -> tuple[list[WayBack], int]:
    """The ways back that are drawn, and how many more there are: those that few take, where many are nested."""
    found = []
    for each in transitions(spec.map.journey):
        if each.target is None or not is_taken(each):
            continue
        start, end = spec.column_of[each.source.id], spec.column_of[each.target.id]
        if end.number < start.number:
            share = way_share(spec.map, each) or 0.0
            told = spec.map.words.percent(share) if share else ""
            said = tuple(text for text in (" ".join(filter(None, (told, each.when))), told) if text)
            found.append(WayBack(start, end, 0, share, said))
    kept = found
    while max(levels := _levels(kept), default=0) >= _MOST_LEVELS:
        high = [way for way, level in zip(kept, levels, strict=True) if level >= _MOST_LEVELS]
        least = min(high, key=lambda way: way.share)
        kept = [way for way in kept if way is not least]
    drawn = [way._replace(level=level) for way, level in zip(kept, _levels(kept), strict=True)]
    return [_labelled(spec, way, drawn) for way in drawn], len(found) - len(drawn)


def _labelled(spec: OverviewSpec, way: WayBack, ways: list[WayBack]) -> WayBack:
    """A way with its share and words, or its share alone, in the widest part of it that no other way crosses."""
    left, right = way.end.middle, way.start.middle
    crossing = (x for other in ways if other.level > way.level for x in (other.start.middle, other.end.middle))
    edges = [left, *sorted(x for x in crossing if left < x < right), right]
    start, end = max(pairwise(edges), key=lambda part: part[1] - part[0])
    room = end - start - 2 * (_BEND + _PAUSE) - 8
    style = spec.legible(WAY)
    label = next((text for text in way.said if style.width(text) <= room), "")
    return way._replace(label=label, middle=(start + end) / 2)


def ways_back_height(ways: list[WayBack]) -> float:
    """The height of the ways above the middle of the stations; 0 without any."""
    return max((_FIRST + way.level * _LEVEL + _ABOVE for way in ways), default=0.0)


def _levels(ways: list[WayBack]) -> list[int]:
    """The level of each way: above all shorter ones that it overlaps."""
    levels: dict[int, int] = {}
    order = sorted(range(len(ways)), key=lambda index: ways[index].start.number - ways[index].end.number)
    for index in order:
        one = ways[index]
        below = [
            levels[other]
            for other in levels
            if ways[other].end.number <= one.start.number and one.end.number <= ways[other].start.number
        ]
        levels[index] = max(below, default=-1) + 1
    return [levels[index] for index in range(len(ways))]


def draw_ways_back(canvas: Canvas, spec: OverviewSpec, ways: list[WayBack], station: float) -> None:
    """Draws the ways above the stations at a y, the longest first."""
    for way in sorted(ways, key=lambda way: -way.level):
        data = {"from": way.start.touchpoint.id, "to": way.end.touchpoint.id}
        with canvas.group(kind="way", **data):
            _draw(canvas, spec, way, station)


def _draw(canvas: Canvas, spec: OverviewSpec, way: WayBack, station: float) -> None:
    style, y = spec.legible(WAY), station - _FIRST - way.level * _LEVEL
    right, left, middle = way.start.middle, way.end.middle, way.middle
    top, tip = station - station_radius(spec, way.start), station - station_radius(spec, way.end) - 1
    half = style.width(way.label) / 2 + _PAUSE if way.label else 0
    bend = min(_BEND, (right - left) / 2)
    canvas.path(
        [
            ("M", (right, top)), ("L", (right, y + bend)), ("C", (right, y, right, y, right - bend, y)),
            ("L", (middle + half, y)), ("M", (middle - half, y)), ("L", (left + bend, y)),
            ("C", (left, y, left, y, left, y + bend)), ("L", (left, tip - _ARROW + 1)),
        ],
        stroke="ink2", stroke_width=1.4,
    )  # fmt: skip
    canvas.path(closed_path([(left - 3.6, tip - _ARROW), (left + 3.6, tip - _ARROW), (left, tip)]), "ink2")
    canvas.text(middle, y + style.size * 0.345, way.label, style, "ink2", align="middle")
