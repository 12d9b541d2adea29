"""What a source of events says: what customers did, which of it is at which touchpoint, and where a session ends."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from journeymap.model.amounts import Duration, TimeSpan
from journeymap.model.item import HOW_COUNTED, HOW_READ, Item
from journeymap.model.kinds import Id, Text
from journeymap.model.shape import ListOf, MapOf, Struct

EVENT_PRESETS = ("ga4", "mixpanel", "posthog", "snowplow")
"""The tools whose exports of events are known."""


class EventPlace(Item):
    """Where an event is: at a touchpoint, or at that which a further column of its row tells."""

    NOUN: ClassVar[str] = "the place of an event"
    ONE_OF: ClassVar[tuple[str, ...]] = ("touchpoint", "column")

    touchpoint: Annotated[
        str | None, Id(of="touchpoint"), "The id of the touchpoint at which such events are.", HOW_READ
    ] = None
    column: Annotated[
        str | None, Text(), "The column that tells such events apart: the page, the screen.", HOW_READ
    ] = None
    map: Annotated[
        Mapping[str, str],
        MapOf(Id(of="touchpoint"), free=True),
        "The touchpoint's id for each value of that column; with any other, it is at `touchpoint`, if that is said.",
        HOW_READ,
    ] = {}

    @property
    def touchpoints(self) -> tuple[str, ...]:
        """The ids of all touchpoints at which such an event may be."""
        return (*([self.touchpoint] if self.touchpoint else []), *self.map.values())


Case = Annotated[str | None, Text(), "Of events, the column that says whose each of them is.", HOW_READ]
Event = Annotated[str | None, Text(), "Of events, the column that says what happened.", HOW_READ]
EventMap = Annotated[
    Mapping[str, EventPlace],
    MapOf(Struct(EventPlace, text="touchpoint"), free=True),
    "The touchpoint's id for each event, or `{column, map}` where a further column tells it; of a long survey, that "
    "for each value of its `touchpoint`. Left out, these are called as their touchpoints are, by id or name.",
    HOW_READ,
]
SessionGap = Annotated[
    TimeSpan | None,
    Duration(),
    "Of events, after how long a pause a new session begins; left out, all that a customer does is one.",
    HOW_READ,
]
Funnel = Annotated[
    tuple[str, ...],
    ListOf(Id(of="touchpoint")),
    "Of events, the ids of the funnel's steps, in order; left out, all that have events and are not optional.",
    HOW_READ,
]
Converts = Annotated[
    tuple[str, ...],
    ListOf(Id(of="touchpoint"), allow_single=True),
    "The ids of the touchpoints at which a customer has done what the journey is for; left out, the last one.",
    HOW_COUNTED,
]
