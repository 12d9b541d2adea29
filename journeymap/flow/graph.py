"""The graph of a journey: a node a touchpoint, and a way for each pair of touchpoints that customers go between.

What the file assumes stands beside what was measured. Nothing here knows how it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from journeymap.insight.part import persona_part, segment_part
from journeymap.insight.passing import Traveller, names_of
from journeymap.insight.transitions import Transition, transitions_from, whose_way
from journeymap.model import EXIT, Journey, Stage, Touchpoint
from journeymap.overlays.behaviour import BehaviourOverlay, CustomerGroup, MeasuredShare
from journeymap.records import NamedTuple, Record, cached_property

Course = Literal["next", "ahead", "back", "exit"]
"""Where a way leads: to the following touchpoint, past some ahead, to an earlier one or the same, or out."""


class FlowPart(NamedTuple):
    """What a way is for some: the share of those of them who come to the source, who they are, and in which case."""

    share: float | None
    whose: tuple[str, ...]
    when: str | None


class FlowWay(NamedTuple):
    """All ways from one touchpoint to one other, or out of the journey where `target` is None.

    `assumed` is the share that the file has or implies, from 0 to 1 of those who come to the source; None where it is
    unknown, or the file has no such way. `is_written` says that the file has or implies it: else it is only measured.
    `measured` is what was measured of it, and `is_untaken` says that its source was measured and nobody was seen to
    take it. `when` says in which case, and `whose` names those who take it where others at its source do not.
    `completes` says that it is the end of the journey, which is not left there but done: the way out of its last
    touchpoint that the file implies, and not an `exit` that it writes. `parts` has what the file says of each where
    some take it otherwise than others, and `assumed` is None then.
    """

    source: str
    target: str | None
    assumed: float | None
    is_written: bool
    measured: MeasuredShare | None = None
    when: str | None = None
    whose: tuple[str, ...] = ()
    is_untaken: bool = False
    completes: bool = False
    parts: tuple[FlowPart, ...] = ()

    @property
    def share(self) -> float | None:
        """The measured share, else the assumed one, from 0 to 1; None where it is unknown."""
        if self.measured is not None:
            return self.measured.value
        return 0.0 if self.is_untaken else self.assumed

    @property
    def is_assumed(self) -> bool:
        """Whether nobody measured it, nor that nobody takes it."""
        return self.measured is None and not self.is_untaken

    @property
    def to(self) -> str:
        """The id of the target, or `exit`."""
        return EXIT if self.target is None else self.target


class FlowNode(NamedTuple):
    """A touchpoint, its number in the journey, and the index of its stage among those of the graph."""

    touchpoint: Touchpoint
    number: int
    stage: int


class FlowStage(NamedTuple):
    """A stage with touchpoints in the graph, and its number in the journey."""

    stage: Stage
    number: int


class FlowGraph(Record):
    """The touchpoints of a journey or of one stage, in the journey's order, and the ways between them.

    `ways` are in the order of their sources, and of one source first those of the file, then those that were measured
    only, the most frequent first. `merged` are thin ways that were left out, `beyond` those with an end in a stage that
    the graph is without, and `rare` those that were measured, are not in the file and are too rare to be told; their
    shares are missing in `ways`. `behaviour` is what was measured of those whom the graph is about, and `is_of_stage`
    says that it is that of one stage.
    """

    journey: Journey
    stages: tuple[FlowStage, ...]
    nodes: tuple[FlowNode, ...]
    ways: tuple[FlowWay, ...]
    merged: tuple[FlowWay, ...] = ()
    beyond: tuple[FlowWay, ...] = ()
    rare: tuple[FlowWay, ...] = ()
    min_share: float = 0.0
    behaviour: BehaviourOverlay | None = None
    is_of_stage: bool = False

    @cached_property
    def node_by_id(self) -> Mapping[str, FlowNode]:
        """The nodes by the ids of their touchpoints."""
        return {node.touchpoint.id: node for node in self.nodes}

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The index of each node among the nodes, by the id of its touchpoint."""
        return {node.touchpoint.id: index for index, node in enumerate(self.nodes)}

    @cached_property
    def following(self) -> Mapping[str, str]:
        """The id of the touchpoint that follows each of them in the graph; the last has none."""
        ids = [node.touchpoint.id for node in self.nodes]
        return dict(pairwise(ids))

    @cached_property
    def converting(self) -> frozenset[str]:
        """The ids of the touchpoints that convert and, in the journey's order, of all that come after the first of
        them: who leaves there is not lost. Empty where the journey names none."""
        order = [each.id for each in (self.journey.whole or self.journey).touchpoints]
        first = min((order.index(each) for each in self.journey.converts if each in order), default=len(order))
        return frozenset(order[first:])

    def course(self, way: FlowWay) -> Course:
        """Where a way between nodes of the graph leads."""
        if way.target is None:
            return "exit"
        if self.following.get(way.source) == way.target:
            return "next"
        return "back" if self.place_of[way.target] <= self.place_of[way.source] else "ahead"

    def is_loss(self, way: FlowWay) -> bool:
        """Whether who takes a way is lost: it leaves the journey before the conversion."""
        return way.target is None and not way.completes and way.source not in self.converting


def flow_graph(
    journey: Journey,
    behaviour: BehaviourOverlay | None = None,
    *,
    persona: str | None = None,
    segment: str | None = None,
    stage: str | None = None,
    min_share: float = 0.0,
) -> FlowGraph:
    """Returns the graph of a journey, of the part of it that a persona or a segment has, or of one stage.

    Ways whose share is below `min_share`, from 0 to 1, are in `merged`; those of unknown share stay. Raises KeyError
    for a persona, a segment or a stage that the journey does not have.
    """
    if persona is not None or segment is not None:
        part = _part(journey, persona, segment)
        behaviour = behaviour.of_part(part) if behaviour is not None else None
        journey = part
    found = [FlowStage(each, number) for number, each in enumerate(journey.stages, 1) if each.touchpoints]
    if stage is not None:
        found = [each for each in found if each.stage.id == stage]
        if not any(each.id == stage for each in journey.stages):
            raise KeyError(stage)
    numbers = journey.number_of
    nodes = tuple(
        FlowNode(touchpoint, numbers[touchpoint.id], index)
        for index, each in enumerate(found)
        for touchpoint in each.stage.touchpoints
    )
    within = {node.touchpoint.id for node in nodes}
    group = behaviour.group if behaviour is not None else None
    ways, rare = _ways(journey, behaviour, group)
    told = [way for way in ways if way.source in within or way.target in within]
    thin = {way for way in told if way.share is not None and way.share < min_share}
    inside = {way for way in told if way.source in within and (way.target is None or way.target in within)}
    return FlowGraph(
        journey=journey,
        stages=tuple(found),
        nodes=nodes,
        ways=tuple(way for way in told if way in inside and way not in thin),
        merged=tuple(way for way in told if way in thin),
        beyond=tuple(way for way in told if way not in inside and way not in thin),
        rare=tuple(way for way in rare if way.source in within),
        min_share=min_share,
        behaviour=behaviour,
        is_of_stage=stage is not None,
    )


def _part(journey: Journey, persona: str | None, segment: str | None) -> Journey:
    if persona is not None:
        return persona_part(journey, {each.id: each for each in journey.personas}[persona])
    return segment_part(journey, {each.id: each for each in journey.segments}[segment or ""])


def _ways(
    journey: Journey, behaviour: BehaviourOverlay | None, group: CustomerGroup | None
) -> tuple[list[FlowWay], list[FlowWay]]:
    """All ways of the graph, and those that were measured and are too rare."""
    ways: list[FlowWay] = []
    rare: list[FlowWay] = []
    measured: dict[str, list[str]] = {}
    for source, to in group.ways if group is not None else ():
        measured.setdefault(source, []).append(to)
    clear = set(group.beside_map) if group is not None else set()
    for touchpoint in journey.touchpoints:
        known: set[str] = set()
        of_file = [_of_file(journey, members) for members in _by_target(transitions_from(journey, touchpoint))]
        known.update(way.to for way in of_file)
        if behaviour is not None and group is not None:
            # Who leaves at the end and who completes the journey there were counted together.
            alone = [sum(way.to == each.to for each in of_file) == 1 for way in of_file]
            of_file = [
                _with_measured(way, behaviour, group) if is_alone else way
                for way, is_alone in zip(of_file, alone, strict=True)
            ]
        ways += of_file
        if group is None:
            continue
        others = [
            FlowWay(touchpoint.id, None if to == EXIT else to, None, False, group.ways[touchpoint.id, to])
            for to in measured.get(touchpoint.id, ())
            if to not in known
        ]
        others.sort(key=lambda each: (-(each.share or 0.0), journey.number_of.get(each.to, 0)))
        ways += [each for each in others if (each.source, each.to) in clear]
        rare += [each for each in others if (each.source, each.to) not in clear]
    return ways, rare


def _by_target(transitions: Sequence[Transition]) -> Iterator[list[Transition]]:
    """The transitions from one touchpoint, those to one target together. One to an unknown touchpoint is an exit, and
    the end of the journey is none."""
    found: dict[tuple[str | None, bool], list[Transition]] = {}
    for each in transitions:
        found.setdefault((each.target.id if each.target is not None else None, _completes(each)), []).append(each)
    yield from found.values()


def _completes(transition: Transition) -> bool:
    return transition.target is None and transition.written is None


def _of_file(journey: Journey, members: Sequence[Transition]) -> FlowWay:
    first = members[0]
    shares = [None if each.of_some else each.share for each in members]
    known = [share for share in shares if share is not None]
    whose = [name for each in members for name in whose_way(journey, each)]
    is_known = len(known) == len(shares) and len({each.who for each in members}) == 1
    parts = [] if is_known else [part for each in members for part in _parts(journey, each)]
    return FlowWay(
        source=first.source.id,
        target=first.target.id if first.target is not None else None,
        assumed=min(sum(known), 1.0) if is_known else None,
        is_written=True,
        when="; ".join(dict.fromkeys(each.when for each in members if each.when)) or None,
        whose=tuple(dict.fromkeys(whose)) if all(each.of_some for each in members) else (),
        completes=_completes(first),
        parts=tuple(parts) if any(part.whose and part.share is not None for part in parts) else (),
    )


def _parts(journey: Journey, transition: Transition) -> Iterator[FlowPart]:
    """What a transition is for those who take it: for all of them, or for each share that some of them have."""
    if transition.share is not None or not transition.who:
        yield FlowPart(transition.share, whose_way(journey, transition), transition.when)
        return
    shares: dict[float | None, list[Traveller]] = {}
    for who in transition.who:
        own = (each for each in transitions_from(journey, transition.source, who) if each.to == transition.to)
        share = next((each.share for each in own if each.written is transition.written), None)
        shares.setdefault(None if share is None else round(share, 8), []).append(who)
    for share, whom in shares.items():
        yield FlowPart(share, names_of(journey, tuple(whom)), transition.when)


def _with_measured(way: FlowWay, behaviour: BehaviourOverlay, group: CustomerGroup) -> FlowWay:
    measured = group.ways.get((way.source, way.to))
    if measured is not None:
        return way._replace(measured=measured)
    would_be_seen = way.target is None or way.target in behaviour.seen
    is_untaken = way.source in group.sources and way.source not in group.gaps and would_be_seen
    return way._replace(is_untaken=is_untaken)
