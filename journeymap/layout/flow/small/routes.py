"""What runs along a row of small cards: ways above it and below it, and the ports at which others leave cards."""

from __future__ import annotations

from typing import Literal

from journeymap.flow import FlowWay
from journeymap.layout.flow.levels import PlacedWay
from journeymap.records import NamedTuple, Record

PortKind = Literal["step", "leap", "onward", "return", "end", "more"]


class SmallPort(NamedTuple):
    """Where ways leave a card at its end: one way or, of the kind `more`, all that there is no room for.

    An `onward` port leads to a disc, a `return` to the disc of an earlier touchpoint.
    """

    kind: PortKind
    ways: tuple[FlowWay, ...]


class SmallReturn(NamedTuple):
    """A way above the cards: the x at which it leaves and comes back, its level, and the place of its label.

    `from_top` and `to_top` say whether these are ports at the top of cards, or tracks beside columns.
    """

    way: FlowWay
    source: float
    target: float
    from_top: bool
    to_top: bool
    placed: PlacedWay


class SmallLeap(NamedTuple):
    """A way below the cards: the x at which it goes down and up, and its lane, from 0 at the cards.

    `to_bottom` says that it comes to the lower edge of the card, and not to a port at its start.
    """

    way: FlowWay
    source: float
    target: float
    to_bottom: bool
    lane: int


class SmallRoutes(Record):
    """What runs along a row, and the ports of each of its cards from the top, by the id of its touchpoint."""

    returns: tuple[SmallReturn, ...]
    leaps: tuple[SmallLeap, ...]
    ports: dict[str, tuple[SmallPort, ...]]

    @property
    def levels(self) -> int:
        """How many levels it has above its cards."""
        return max((each.placed.level + 1 for each in self.returns), default=0)

    @property
    def lanes(self) -> int:
        """How many lanes it has below its cards."""
        return max((each.lane + 1 for each in self.leaps), default=0)
