"""What can change in a journey: one immutable record a change, with what it weighs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from journeymap.model import Journey
from journeymap.model.reading import Kind
from journeymap.overlays.changes import How

What = Literal[
    "journey",
    "stage",
    "touchpoint",
    "emotion",
    "pain",
    "opportunity",
    "metric",
    "way",
    "action",
    "owner",
    "persona",
    "segment",
    "competitor",
    "lane",
]


class Ref(NamedTuple):
    """Something with an id, and what a reader calls it."""

    id: str
    name: str


Value = str | int | float | bool | dt.date | Ref | tuple[str, ...] | tuple[Ref, ...] | None


class MapPlace(NamedTuple):
    """Where on the map: a stage, and a touchpoint of it unless the whole stage is meant.

    It is a place of the new version; of the old one where the new has none.
    """

    stage: Ref
    touchpoint: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    `item` is what changed, by its new id and name (its old ones when it was removed); `field` is what of it, empty
    where the whole was added, removed or moved. `old` and `new` are None on the side that says nothing; of a
    move they are positions from 1, or stages when it went from one to another.

    `size` has the sign of the change: feelings in steps of the scale from -2 to 2, dates in days, shares from 0 to
    1, numbers in their own unit. `beyond` says whether it is larger than the 95 % intervals of both
    sides explain (`history.intervals`), None when there are no intervals; `better` whether it is for the better,
    None where neither way is. `kind` is the field's in the model.
    """

    how: How
    what: What
    item: Ref
    field: str = ""
    old: Value = None
    new: Value = None
    place: MapPlace | None = None
    persona: Ref | None = None
    size: float | None = None
    beyond: bool | None = None
    better: bool | None = None
    weight: int = 0
    kind: Kind | None = None


class Difference(NamedTuple):
    """All that changed from one version of a journey to another, the most important first.

    A side is None where there was, or is, no such journey: then nothing else is told. `touchpoints` are the new
    ids by the old ones, of those that both have.
    """

    old: Journey | None
    new: Journey | None
    changes: tuple[Change, ...]
    touchpoints: dict[str, str]

    @property
    def journey(self) -> Journey:
        """The newest there is."""
        journey = self.new or self.old
        assert journey is not None
        return journey

    def __bool__(self) -> bool:
        return self.old is None or self.new is None or bool(self.changes)
