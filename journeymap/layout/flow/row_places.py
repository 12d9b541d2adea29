"""How high each row is for what runs above and below its cards. Lengths are in pixels."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.flow.cards import CardShape
from journeymap.layout.flow.clusters import band_height
from journeymap.layout.flow.grid import FlowGrid
from journeymap.layout.flow.labels import wrap_label
from journeymap.layout.flow.routes import EXIT_DROP, ExitPlace, FlowRoutes, LevelPart, RowRoutes
from journeymap.layout.flow.spec import ROW_GAP, FlowSpec
from journeymap.layout.track_labels import LEADING
from journeymap.records import NamedTuple

_FIRST_ABOVE, _FIRST_BELOW = 44.0, 38.0
_LEVEL = 34.0
_AROUND_LABEL = 17.0
_EMPTY_ABOVE, _EMPTY_BELOW = 30.0, 30.0
_AFTER = 14.0
UNDER_WRAP, WRAP_LABEL_OFF = 30.0, 9.0
"""How far the way to the next row is above that row, and its label above the way."""
_OVER_WRAP_LABEL = 6.0


class RowPlace(NamedTuple):
    """Where a row stands: the y of its top, of the tops of its cards, and of its bottom, and those of its levels."""

    top: float
    cards: float
    bottom: float
    above: tuple[float, ...]
    below: tuple[float, ...]


def place_rows(
    spec: FlowSpec, grid: FlowGrid, routes: FlowRoutes, shape: CardShape, top: float
) -> list[RowPlace]:  # fmt: skip
    """The places of all rows from the y `top` down, with a gutter between any two."""
    found = []
    for row, along in zip(grid.rows, routes.rows, strict=True):
        place = _row_place(along, top, band_height(spec, grid, row), shape)
        found.append(place)
        wrap = routes.wraps.get(len(found) - 1)
        label = wrap_label(spec, wrap) if wrap is not None else None
        lines = len(label.lines) if label is not None else 0
        top = place.bottom + max(ROW_GAP, UNDER_WRAP + WRAP_LABEL_OFF + lines * LEADING + _OVER_WRAP_LABEL)
    return found


def _row_place(along: RowRoutes, top: float, band: float, shape: CardShape) -> RowPlace:
    up = _offsets(_heights(along.above), _FIRST_ABOVE)
    deepest = max((_depth(place) for place in along.exits), default=0.0)
    down = _offsets(_heights(along.below), _FIRST_BELOW, after_first=deepest + _AFTER if along.exits else 0.0)
    above = max(up[-1] + _AFTER if up else 0.0, _EMPTY_ABOVE)
    cards = top + band + above
    bottom = cards + shape.height
    below = max(down[-1] if down else 0.0, deepest, _EMPTY_BELOW - _AFTER) + _AFTER
    return RowPlace(
        top, cards, bottom + below, tuple(cards - each for each in up[:-1]), tuple(bottom + each for each in down[:-1])
    )


def _depth(place: ExitPlace) -> float:
    return EXIT_DROP + 6 + len(place.label.lines) * LEADING


def _heights(parts: Sequence[LevelPart]) -> list[float]:
    """The height of each level, with the labels on it; 0 for one without a way."""
    heights = [0.0] * (max((part.placed.level for part in parts), default=-1) + 1)
    for part in parts:
        lines = len(part.placed.label.lines) if part.placed.label else 0
        level = part.placed.level
        heights[level] = max(heights[level], _LEVEL, lines * LEADING + _AROUND_LABEL)
    return heights


def _offsets(heights: Sequence[float], first: float, after_first: float = 0.0) -> list[float]:
    """How far each level is from the cards, and after them how far what is on the last one reaches."""
    if not heights:
        return []
    offsets = [first]
    for level, height in enumerate(heights):
        reached = offsets[-1] + height
        offsets.append(max(reached, after_first) if level == 0 else reached)
    return offsets
