"""A journey simulated: for all of its customers, and for each segment, what becomes of those who start."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from journeymap.insight.passing import path_of, travellers, ways_differ
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain, chain_of
from journeymap.simulation.cohorts import COMPLETED
from journeymap.simulation.exact import Solution, solve
from journeymap.simulation.peak_end import Memory, remembered
from journeymap.simulation.removal import MOST_STATES, TouchpointRole, roles
from journeymap.simulation.sampling import Sample, sample

_RUNS_FOR_MEMORY = 100_000
"""How many customers are drawn for what they remember where that cannot be solved, and fewer were asked for."""


class SimulationRequest(NamedTuple):
    """What is to be simulated: with `runs` customers drawn at random with a `seed`, none for 0, and the removal effect
    of these touchpoints; None for all, up to MOST_STATES of them."""

    runs: int
    seed: int
    removal: tuple[str, ...] | None = None


class SimulatedGroup(NamedTuple):
    """What becomes of all customers, of those of a segment, or of a persona.

    `roles` are those of touchpoints in the order of the journey. `memory` is None where no feeling is known, and
    `sample` where nobody is drawn.
    """

    segment: str | None
    persona: str | None
    chain: Chain
    solution: Solution
    roles: Mapping[str, TouchpointRole]
    memory: Memory | None
    sample: Sample | None

    @property
    def drop_off(self) -> dict[str, float]:
        """Of those who come to each touchpoint, the part that leaves the journey there."""
        left: dict[str, float] = {}
        for end in self.solution.ends:
            if end.to != COMPLETED:
                left[end.source] = left.get(end.source, 0.0) + end.probability
        return {id_: left.get(id_, 0.0) / role.reached if role.reached else 0.0 for id_, role in self.roles.items()}


def simulated_groups(
    journey: Journey,
    behaviour: BehaviourOverlay | None,
    asked: SimulationRequest,
    *,
    segment: str | None = None,
    persona: str | None = None,
) -> tuple[SimulatedGroup, ...]:
    """Returns all customers and each segment that passes anywhere, or the one segment or persona.

    Raises ChainError and UserError for what cannot be simulated, ValueError for an unknown id.
    """
    if segment is not None or persona is not None:
        return (_group(journey, behaviour, asked, segment, persona),)
    passing = [None, *passing_segments(journey)]
    return tuple([_group(journey, behaviour, asked, each, None) for each in passing])


def passing_segments(journey: Journey) -> tuple[str, ...]:
    """Returns the ids of the segments that pass at any touchpoint."""
    if not ways_differ(journey):
        return tuple(each.id for each in journey.segments)
    passing = {who.segment for who in travellers(journey) if path_of(journey, who)}
    return tuple(each.id for each in journey.segments if each.id in passing)


def _group(
    journey: Journey,
    behaviour: BehaviourOverlay | None,
    asked: SimulationRequest,
    segment: str | None,
    persona: str | None,
) -> SimulatedGroup:
    chain = chain_of(journey, behaviour, segment=segment, persona=persona)
    solution = solve(chain)
    wanted = _wanted(chain, asked.removal)
    found = roles(chain, wanted) if wanted else {}
    memory = remembered(chain)
    drawn = sample(chain, asked.runs, asked.seed) if asked.runs else None
    if memory is None and any(each is not None for each in chain.emotions):
        of = drawn if asked.runs >= _RUNS_FOR_MEMORY else sample(chain, _RUNS_FOR_MEMORY, asked.seed)
        if of is not None and of.worst is not None and of.last is not None:
            memory = Memory(of.worst, of.last, "monte-carlo")
    order = {id_: found[id_] for id_ in sorted(found, key=journey.number_of.__getitem__)}
    return SimulatedGroup(segment, persona, chain, solution, order, memory, drawn)


def _wanted(chain: Chain, removal: tuple[str, ...] | None) -> Collection[str]:
    if removal is not None:
        return frozenset(removal)
    return frozenset(chain.states) if len(chain.states) <= MOST_STATES else frozenset()
