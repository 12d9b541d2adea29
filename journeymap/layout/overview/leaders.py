"""The lines from the stations of an overview to the cards and names below them.

A card stands below its station, or was pushed aside by others. To one that is hardly aside the line is slanted; to one
farther off it goes down, aside at a level of its own, and down again: a line of one's own is followed more easily than
one so flat that it touches its neighbours. No two lines cross.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import Canvas
from journeymap.layout.overview.cards import OverviewCard
from journeymap.layout.overview.spec import OverviewSpec
from journeymap.layout.overview.stations import DIAMOND, station_radius
from journeymap.layout.scene import Segment

_ASIDE = 14.0
_BELOW_SPINE = 30.0
_LEVEL = 5.0
_AIR = 2.0
_CORNER = 4.0
_BEND = 0.448
"""How far the controls of a curve are from the corner that it rounds as a quarter of a circle does, of its radius."""


class Leaders:
    """The lines to `cards`, which stand side by side in the order of their stations."""

    def __init__(self, cards: Sequence[OverviewCard]) -> None:
        back = [card for card in cards if card.foot < card.column.middle - _ASIDE]
        ahead = [card for card in reversed(cards) if card.foot > card.column.middle + _ASIDE]
        self._levels = _levels(back) | _levels(ahead)
        self._count = max(self._levels.values(), default=0) + 1

    @property
    def height(self) -> float:
        """How far below the spine the cards stand, in pixels: farther where lines pass each other."""
        return _BELOW_SPINE + _LEVEL * (self._count - 1)

    def draw(
        self, canvas: Canvas, spec: OverviewSpec, card: OverviewCard, station: float, *,
        stroke: str, widths: tuple[float, float], air: float,
    ) -> None:  # fmt: skip
        """Draws the line from the spine at the y `station` to a card, `air` pixels below its station.

        The `widths` are those of a line that is straight down, and of any other.
        """
        x, foot, level = card.column.middle, card.foot, self._levels.get(card.column.touchpoint.id)
        start, end = station + station_radius(spec, card.column) + air, station + self.height
        width = widths[0] if foot == x else widths[1]
        if level is None:
            canvas.line(x, start, foot, end + 1, stroke, width)
            return
        first, last = station + DIAMOND + _AIR, end - _AIR
        y = first + (last - first) * (level + 0.5) / self._count
        canvas.path(_elbows((x, start), y, (foot, end + 1)), stroke=stroke, stroke_width=width)


def _levels(cards: Sequence[OverviewCard]) -> dict[str, int]:
    """The level of each line from 0, the highest, by the touchpoint's id: below those before that it passes."""
    found: dict[str, int] = {}
    for index, card in enumerate(cards):
        passed = [found[each.column.touchpoint.id] for each in cards[:index] if _passes(card, each)]
        found[card.column.touchpoint.id] = max(passed, default=-1) + 1
    return found


def _passes(card: OverviewCard, other: OverviewCard) -> bool:
    """Whether the lines to two cards are above each other somewhere."""
    (start, stop), (first, last) = (sorted((each.foot, each.column.middle)) for each in (card, other))
    return start <= last and first <= stop


def _elbows(start: tuple[float, float], y: float, end: tuple[float, float]) -> list[Segment]:
    """A line down to a level, aside, and down again, with rounded corners."""
    (x, top), (foot, bottom) = start, end
    turn = max(min(_CORNER, abs(foot - x) / 2, y - top, bottom - y), 0.0)
    aside = turn if foot > x else -turn
    bend, over = turn * _BEND, aside * _BEND
    return [
        ("M", (x, top)),
        ("L", (x, y - turn)),
        ("C", (x, y - bend, x + over, y, x + aside, y)),
        ("L", (foot - aside, y)),
        ("C", (foot - over, y, foot, y + bend, foot, y + turn)),
        ("L", (foot, bottom)),
    ]
