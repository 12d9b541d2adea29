"""The tracks between two columns of cards, on which ways run up and down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from journeymap.layout.flow.small.shape import TRACKS
from journeymap.records import NamedTuple

TrackUse = Literal["up", "leap", "down", "land"]
"""Up from a card to a level above the row, or in a leap down below it; from above down to a card, or up in landing."""
_LEAVING = ("up", "leap")


class Claim(NamedTuple):
    """That a track is needed in the gap after a column, for the ways to a card or, where they go up, from one.

    `slot` is how far from the top the card is that ways leave or come to.
    """

    gap: int
    owner: str
    use: TrackUse
    slot: float


class Tracks:
    """The tracks of all gaps of a row that are taken. Ways that come to one card share a track, as leaps to one do."""

    def __init__(self) -> None:
        self._taken: dict[int, list[Claim]] = {}

    def take(self, claims: Sequence[Claim]) -> bool:
        """Takes a track for each claim if there is room for all of them; returns whether there is."""
        new = [claim for claim in claims if not self._has(claim)]
        for gap in {claim.gap for claim in new}:
            wanted = sum(claim.gap == gap for claim in new)
            if len(self._taken.get(gap, ())) + wanted > TRACKS:
                return False
        for claim in new:
            self._taken.setdefault(claim.gap, []).append(claim)
        return True

    def track(self, gap: int, use: TrackUse, owner: str) -> int:
        """The track that was taken, from 0 at the column before the gap.

        Those who leave that column have the first ones, and those who come to the next column the last. Each is nearer
        to its card the less others have to pass it: going up or coming from above, that of the highest card, and
        going down or coming from below, that of the lowest.
        """
        taken = self._taken[gap]
        leaving = sorted((each for each in taken if each.use in _LEAVING), key=_nearest_first)
        coming = sorted((each for each in taken if each.use not in _LEAVING), key=_nearest_first)
        for index, each in enumerate(leaving):
            if (each.use, each.owner) == (use, owner):
                return index
        return next(TRACKS - 1 - index for index, each in enumerate(coming) if (each.use, each.owner) == (use, owner))

    def _has(self, claim: Claim) -> bool:
        """Whether there is such a track already."""
        return any((each.use, each.owner) == (claim.use, claim.owner) for each in self._taken.get(claim.gap, ()))


def _nearest_first(claim: Claim) -> float:
    return claim.slot if claim.use in ("up", "down") else -claim.slot
