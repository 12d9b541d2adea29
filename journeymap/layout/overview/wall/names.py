"""The names of the stations of an overview for a wall: of each, in two rows where columns are narrow, or of some."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from journeymap.layout.canvas import Canvas, Type
from journeymap.layout.frame import Column
from journeymap.layout.overview.spec import MARGIN, OverviewSpec
from journeymap.layout.overview.stations import station_radius
from journeymap.records import NamedTuple
from journeymap.style.fonts import SEMIBOLD

_NAME = Type(12.2, SEMIBOLD, 14.8)
_MOST_LINES = 3
_PAD = 6.0
_BELOW_STATION = 7.0
_BETWEEN_ROWS = 6.0
_WIDEST = 104.0


class _PlacedName(NamedTuple):
    """A name in lines, around a middle x and `top` pixels below the names' own top."""

    column: Column
    lines: tuple[str, ...]
    middle: float
    top: float


class StationNames:
    """The names that have room: all, or those whose touchpoints are `wanted`, the most important first."""

    def __init__(self, spec: OverviewSpec, wanted: Sequence[str]) -> None:
        self._spec = spec
        columns = spec.row.columns
        self._names = self._in_one_row(columns) or self._in_two_rows(columns) or self._chosen(wanted)

    @property
    def named(self) -> Collection[str]:
        """The ids of the touchpoints that have their names."""
        return {each.column.touchpoint.id for each in self._names}

    @property
    def height(self) -> float:
        """The height of the names with the space below the stations."""
        return _BELOW_STATION + max((each.top + len(each.lines) * _NAME.leading for each in self._names), default=0)

    def draw(self, canvas: Canvas, station: float) -> None:
        """Draws the names below the stations at a y."""
        radius = max((station_radius(self._spec, each) for each in self._spec.row.columns), default=0)
        top = station + radius + _BELOW_STATION
        for name in self._names:
            with canvas.group(touchpoint=name.column.touchpoint.id, title=name.column.touchpoint.name):
                if name.top:
                    start = station + station_radius(self._spec, name.column) + 2
                    canvas.line(name.column.middle, start, name.column.middle, top + name.top - 1, "rule2", 0.8)
                canvas.lines(name.middle, top + name.top, name.lines, _NAME, "ink", align="middle")

    def _in_one_row(self, columns: Sequence[Column]) -> list[_PlacedName]:
        names = [self._name(each, each.width - _PAD) for each in columns]
        return names if all(map(_is_whole, names)) else []

    def _in_two_rows(self, columns: Sequence[Column]) -> list[_PlacedName]:
        """Every other name stands in a row below the others, and each has the room of two."""
        names = [self._name(each, min(2 * each.width, _WIDEST) - _PAD) for each in columns]
        second = _BETWEEN_ROWS + _NAME.leading * max((len(each.lines) for each in names[0::2]), default=0)
        placed = [each._replace(top=second if place % 2 else 0.0) for place, each in enumerate(names)]
        clear = all(_apart(*pair) for row in (placed[0::2], placed[1::2]) for pair in pairwise(row))
        # A line leads from a station to its name in the second row: between the names of the first.
        crossed = any(
            abs(one.middle - low.column.middle) < _half(one) + 3 for low in placed[1::2] for one in placed[0::2]
        )
        return placed if clear and not crossed and all(map(_is_whole, placed)) else []

    def _chosen(self, wanted: Sequence[str]) -> list[_PlacedName]:
        found: list[_PlacedName] = []
        for id_ in dict.fromkeys(wanted):
            name = self._name(self._spec.column_of[id_], _WIDEST)
            if _is_whole(name) and all(_apart(name, each) for each in found):
                found.append(name)
        return sorted(found, key=lambda each: each.column.number)

    def _name(self, column: Column, room: float) -> _PlacedName:
        lines = _NAME.lines(column.touchpoint.name, room)
        half = max(map(_NAME.width, lines), default=0) / 2
        middle = min(max(column.middle, MARGIN / 2 + half), self._spec.end + MARGIN / 2 - half)
        return _PlacedName(column, lines, middle, 0.0)


def _half(name: _PlacedName) -> float:
    return max(map(_NAME.width, name.lines), default=0) / 2


def _apart(one: _PlacedName, other: _PlacedName) -> bool:
    return abs(one.middle - other.middle) >= _half(one) + _half(other) + _PAD


def _is_whole(name: _PlacedName) -> bool:
    """Whether a name is in few lines, none of which breaks a word."""
    return len(name.lines) <= _MOST_LINES and " ".join(name.lines).split() == name.column.touchpoint.name.split()
