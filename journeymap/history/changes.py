"""The changes of a journey as immutable records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from journeymap.model import Journey
from journeymap.model.reading import Kind
from journeymap.overlays.changes import How

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures

What = Literal[
    "journey",
    "stage",
    "touchpoint",
    "emotion",
    "pain",
    "gain",
    "opportunity",
    "metric",
    "way",
    "action",
    "experiment",
    "owner",
    "persona",
    "segment",
    "channel",
    "competitor",
    "lane",
    "source",
    "signal",
    "capability",
    "tree",
    "question",
    "measured",
]


class Ref(NamedTuple):
    """A reference to a part: its id and its name."""

    id: str
    name: str


Value = str | int | float | bool | dt.date | Ref | tuple[str, ...] | tuple[Ref, ...] | None


class MapPlace(NamedTuple):
    """A place on the map: a touchpoint with its stage, or a whole stage.

    It is a place of the new version; of the old one if the new one no longer has it.
    """

    stage: Ref
    touchpoint: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    `item` is the part that changed, with its new id and name (the old ones when it was removed). `field` is the name of
    the changed field, empty when the part was added, removed or moved. `old` and `new` are the values, None for none;
    of a move they are positions from 1, or stages when it went from one to another.

    `size` is signed: feelings in steps of the scale from -2 to 2, dates in days, shares from 0 to 1, numbers in their
    own unit. `beyond` is whether the change is larger than the 95 % intervals of both sides explain
    (`history.intervals`) or, of what was measured, than noise does (`compare.measured`), None without intervals;
    `better` whether it is an improvement, None where that cannot be said. `weight` is its importance, from 0 to 100
    (`history.weight`). `kind` is that of the field in the model.
    """

    how: How
    what: What
    item: Ref
    field: str = ""
    old: Value = None
    new: Value = None
    place: MapPlace | None = None
    persona: Ref | None = None
    segment: Ref | None = None
    size: float | None = None
    beyond: bool | None = None
    better: bool | None = None
    weight: int = 0
    kind: Kind | None = None


class Difference(NamedTuple):
    """All that changed from one version of a journey to another, the most important first.

    A version is None when there is no such journey; then there are no changes. `touchpoints` are the new ids by the old
    ones, for the touchpoints that both versions have. `measures` are what was measured beside the two versions.
    """

    old: Journey | None
    new: Journey | None
    changes: tuple[Change, ...]
    touchpoints: dict[str, str]
    measures: tuple[Measures | None, Measures | None] = (None, None)

    @property
    def journey(self) -> Journey:
        """The new version, or the old one of a removed journey."""
        journey = self.new or self.old
        assert journey is not None
        return journey

    def __bool__(self) -> bool:
        return self.old is None or self.new is None or bool(self.changes)
