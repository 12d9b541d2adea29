"""What was measured of the ways between stations: their shares, their widths, and those that most take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from journeymap.insight.first_pass import first_pass, goes_ahead
from journeymap.insight.transitions import Transition, is_taken, transitions_from
from journeymap.layout.spec import MapSpec
from journeymap.overlays.behaviour import BehaviourOverlay, CustomerGroup, MeasuredShare
from journeymap.records import Record


class MeasuredWays(Record):
    """The measured shares of a journey's ways, on its map.

    `flows` has how often each way is taken in a session. `most` has the ways that most take, from the first touchpoint
    on: by what was measured of a touchpoint's ways, and by what was assumed where nothing was.
    """

    behaviour: BehaviourOverlay
    flows: Mapping[tuple[str, str], float | None] = MappingProxyType({})
    most: frozenset[tuple[str, str]] = frozenset()

    def group(self, members: Sequence[Transition]) -> CustomerGroup | None:
        """The customers whose ways tell of some from one touchpoint to one other.

        Of a segment's own way, they are that segment; None where it is not told apart. None for a way of some, too, as
        nothing is known of those alone.
        """
        shown = self.behaviour.group
        segments = {each.written.segment if each.written is not None else None for each in members}
        if len(segments) == 1 and (segment := segments.pop()) and shown.segment != segment:
            return self.behaviour.group_of(segment)
        return None if any(each.of_some for each in members) and not shown.segment else shown

    def is_measurable(self, transition: Transition) -> bool:
        """Whether customers who take a way would have been seen: where it begins there are events, and where it ends.

        Nobody is seen to come to a touchpoint without events, unless what was measured is that of the next one.
        """
        group, target = self.group((transition,)), transition.target
        if group is None or transition.source.id not in group.sources:
            return False
        return target is None or target.id in self.behaviour.seen or (transition.source.id, target.id) in group.ways

    def share(self, members: Sequence[Transition]) -> MeasuredShare | None:
        """The share of the visits after which one of these ways was taken, all from one touchpoint to one other.

        None where nothing is told.
        """
        group = self.group(members)
        return group.ways.get((members[0].source.id, members[0].to)) if group is not None else None

    def flow(self, transition: Transition) -> float | None:
        """How often a way is taken in a session, at most 1; 0 where it was not seen, None where it is unknown.

        Where nobody would have been seen, it is the assumed share of those who come to where it begins.
        """
        return self.flows.get((transition.source.id, transition.to))

    def is_of_most(self, transition: Transition) -> bool:
        """Whether most take it."""
        return (transition.source.id, transition.to) in self.most

    def together(self, members: Sequence[Transition]) -> float | None:
        """The share of several ways from one touchpoint together; None where one of them is not told."""
        ends = {(each.source.id, each.to): each for each in members}
        shares = [self.share((each,)) for each in ends.values()]
        known = [each.value for each in shares if each is not None]
        return sum(known) if len(known) == len(shares) else None


@lru_cache(maxsize=1)
def measured_ways(spec: MapSpec, behaviour: BehaviourOverlay) -> MeasuredWays:
    """The measured shares of the ways of a map."""
    found = MeasuredWays(behaviour=behaviour)
    return found.replace(flows=dict(_flows(spec, found)), most=frozenset(_most(spec, found)))


def _flows(spec: MapSpec, ways: MeasuredWays) -> Iterator[tuple[tuple[str, str], float | None]]:
    """How often each way is taken in a session: as measured, else by the assumed share of those who come, all at
    most once."""
    journey, assumed = spec.journey, first_pass(spec.journey)
    coming: dict[str, float] = {}
    for source in journey.touchpoints:
        here = coming.get(source.id, assumed.reached[source])
        done: set[str] = set()
        for each in transitions_from(journey, source):
            if ways.is_measurable(each):
                if each.to in done:
                    continue  # all ways from one touchpoint to one other are counted together
                done.add(each.to)
                flow = ways.behaviour.group.flows.get((source.id, each.to), 0.0)
            elif here is None or each.share is None:
                yield (source.id, each.to), None
                continue
            else:
                flow = min(here, 1.0) * each.share
            yield (source.id, each.to), flow
            if each.target is not None and goes_ahead(journey, each):
                coming[each.target.id] = coming.get(each.target.id, 0.0) + flow


def _most(spec: MapSpec, ways: MeasuredWays) -> Iterator[tuple[str, str]]:
    touchpoint = spec.journey.touchpoints[0] if spec.journey.touchpoints else None
    while touchpoint is not None:
        onward = [
            each
            for each in transitions_from(spec.journey, touchpoint)
            if is_taken(each) and (each.target is None or goes_ahead(spec.journey, each))
        ]
        if touchpoint.id in ways.behaviour.group.sources:
            shares = [share.value if (share := ways.share((each,))) else 0.0 for each in onward]
        elif any(each.share is None for each in onward):
            return
        else:
            shares = [each.share or 0.0 for each in onward]
        if not onward:
            return
        chosen = onward[shares.index(max(shares))]
        yield touchpoint.id, chosen.to
        touchpoint = chosen.target
