"""What customers did, as an overlay on a journey's map and page: the ways they took, and how far they came."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Self

from journeymap.overlays.overlay import Overlay
from journeymap.records import NamedTuple

if TYPE_CHECKING:
    from journeymap.model import Journey


class MeasuredShare(NamedTuple):
    """A share of visits or of sessions, from 0 to 1, with the ends of its interval; None where it has none.

    `counted` of `n` are what it is a share of; `few` says that n is less than wanted. `text` and `interval` are it and
    its interval as finished texts: `34%` and `±2`.
    """

    value: float
    low: float | None
    high: float | None
    counted: int
    n: int
    few: bool
    text: str
    interval: str

    @property
    def with_interval(self) -> str:
        """The share with its interval, as one run that goes from left to right: `34% ±2`, or `3% (1–8)`."""
        if not self.interval:
            return self.text
        return f"{self.text} {self.interval}" if self.interval.startswith("±") else f"{self.text} ({self.interval})"


class FunnelStep(NamedTuple):
    """A step of the funnel: who came here of all who came to its first step, and who was lost since the step before.

    `came` is None where it is held back; `lost`, a share of those who came to the step before, also at the first step.
    """

    touchpoint: str
    came: MeasuredShare | None
    lost: MeasuredShare | None
    is_leak: bool


class CustomerGroup(NamedTuple):
    """What all customers did in the newest period, or those of one segment; `segment` is "" for all.

    `about` says in a few words what is counted, of whom, and of which period. `ways` has, for a way from one touchpoint
    to another or out of the journey (`exit`), its share of the visits there; a way to touchpoints without events has
    that of the way to the next one with events. `flows` has how often it was taken for each session, at most 1.
    `sources` are the touchpoints from which ways are told, and `gaps` those of which some visits took ways that are
    not told. `beside_map` are the ways that the journey lacks and more than a few take, those of the most visits first.
    """

    segment: str
    about: tuple[str, ...]
    steps: tuple[FunnelStep, ...]
    ways: Mapping[tuple[str, str], MeasuredShare]
    flows: Mapping[tuple[str, str], float]
    sources: frozenset[str]
    gaps: frozenset[str]
    beside_map: tuple[tuple[str, str], ...]

    @property
    def leak(self) -> tuple[FunnelStep, MeasuredShare] | None:
        """The step of the funnel before which clearly most are lost, and who is lost; None where no step is that."""
        return next(((step, step.lost) for step in self.steps if step.is_leak and step.lost is not None), None)

    def without(self, gone: AbstractSet[str]) -> CustomerGroup:
        """Returns the same without what is about some touchpoints."""
        kept = {way for way in self.ways if gone.isdisjoint(way)}
        return self._replace(
            steps=tuple([step for step in self.steps if step.touchpoint not in gone]),
            ways={way: share for way, share in self.ways.items() if way in kept},
            sources=frozenset(source for source, _ in kept),
            flows={way: flow for way, flow in self.flows.items() if way in kept},
            beside_map=tuple([way for way in self.beside_map if way in kept]),
        )


class ToldShare(NamedTuple):
    """A share of visits or sessions as the file has it, for the tables of the page; value and ends are from 0 to 1.

    `segments` has the segment's id, or `other`, for each dimension; it is empty for all customers.
    """

    touchpoint: str
    to: str
    source: str
    segments: tuple[str, ...]
    period: str
    n: int
    counted: int
    cases: int
    value: float
    low: float | None
    high: float | None
    few: bool


class ToldTime(NamedTuple):
    """A median time between two touchpoints as the file has it, in seconds; `between` is `first` or `next`."""

    touchpoint: str
    to: str
    between: str
    source: str
    segments: tuple[str, ...]
    period: str
    n: int
    cases: int
    value: float
    low: float | None
    high: float | None
    few: bool


class BehaviourOverlay(Overlay[Any]):
    """What customers did; it has no values by path.

    `groups` are all customers, first, and each segment of the journey that is told apart; `shown` is the segment whose
    group the map draws. `seen` are the touchpoints that have events, or might. `newest` has the newest period of each
    source. `transitions`, `funnel` (in order), `funnel_any` (in any order) and `times` are everything that is told.
    """

    groups: tuple[CustomerGroup, ...]
    seen: frozenset[str]
    newest: Mapping[str, str]
    shown: str = ""
    transitions: tuple[ToldShare, ...] = ()
    funnel: tuple[ToldShare, ...] = ()
    funnel_any: tuple[ToldShare, ...] = ()
    times: tuple[ToldTime, ...] = ()

    @property
    def group(self) -> CustomerGroup:
        """The group that the map draws."""
        return self.group_of(self.shown) or self.groups[0]

    def group_of(self, segment: str) -> CustomerGroup | None:
        """Returns the group of a segment; None where it is not told apart."""
        return next((each for each in self.groups if each.segment == segment), None)

    def of_part(self, part: Journey) -> Self:
        """Returns what is about the touchpoints of a part of the journey, with the group of its one segment."""
        segments = {each.segment or "" for each in part.personas} or {each.id for each in part.segments}
        shown = segments.pop() if len(segments) == 1 else ""
        whole = part.whole.touchpoints if part.whole is not None else ()
        gone = {each.id for each in whole if each.id not in part.touchpoint_by_id}

        def stays(each: ToldShare | ToldTime | FunnelStep) -> bool:
            return each.touchpoint not in gone and getattr(each, "to", "") not in gone

        return self.replace(
            shown=shown if self.group_of(shown) else "",
            groups=tuple([each.without(gone) for each in self.groups]),
            transitions=tuple(filter(stays, self.transitions)),
            funnel=tuple(filter(stays, self.funnel)),
            funnel_any=tuple(filter(stays, self.funnel_any)),
            times=tuple(filter(stays, self.times)),
        )
