"""A journey as an absorbing Markov chain: where customers who start go, and with which probability.

A state is a touchpoint; where some go other ways than others, it is a touchpoint as one group of customers has it, and
the chain of all holds that of each group, by its part of all who start. Only what the start reaches is in a chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeymap.diagnostics import Span
from journeymap.errors import UserError
from journeymap.insight.passing import Traveller, travellers, ways_differ
from journeymap.model import EXIT, Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.records import NamedTuple
from journeymap.simulation.cohorts import COMPLETED, MIXED, Assumption, Cohort, Shares, cohort_weights


class ChainError(UserError):
    """A journey that cannot be simulated: `span` is what its file has there."""

    def __init__(self, message: str, span: Span, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.span = span


class ChainWay(NamedTuple):
    """A way from the state with the index `source`, taken with a probability above 0, and the wait on it in minutes.

    `target` is the index of the state it leads to, None for an end; `to` is that touchpoint's id, `exit` or
    `completed`.
    """

    source: int
    target: int | None
    to: str
    probability: float
    minutes: float = 0.0


class Chain(NamedTuple):
    """An absorbing Markov chain.

    `states` are ids of touchpoints, of which one may stand several times, and `start` has the probability to start at
    each state by its index. The ways of a state have probabilities that add up to 1. Customers convert at the
    touchpoints of `conversion`; where that is empty, by completing the journey. `minutes` has how long each state
    takes, `emotions` how it feels, from -2 to 2; None where that is unknown. Of a state at which several personas feel
    otherwise, it is their mean, and `felt` has the feeling of each. `measured` are the touchpoints whose ways are
    measured, with the number of independent visits that this rests on; `known` has that number by state, also where the
    file itself says on how many visits its shares rest.
    """

    states: tuple[str, ...]
    start: Mapping[int, float]
    ways: tuple[ChainWay, ...]
    conversion: frozenset[str]
    segment: str | None = None
    minutes: tuple[float | None, ...] = ()
    emotions: tuple[float | None, ...] = ()
    measured: Mapping[str, float] = MappingProxyType({})
    assumptions: tuple[Assumption, ...] = ()
    felt: Mapping[int, tuple[float, ...]] = MappingProxyType({})
    known: Mapping[int, float] = MappingProxyType({})

    def feelings(self, state: int) -> tuple[float, ...]:
        """How a state feels to each of those whose feelings there are known; nothing where none is."""
        emotion = self.emotions[state]
        return self.felt.get(state, () if emotion is None else (emotion,))


def chain_of(
    journey: Journey,
    behaviour: BehaviourOverlay | None = None,
    *,
    segment: str | None = None,
    persona: str | None = None,
    measured: bool = True,
) -> Chain:
    """Returns the chain of all customers of a journey, or of those of a segment or persona, by their ids.

    Shares that were measured take the place of assumed ones, unless `measured` is False. Raises ChainError for a
    journey without touchpoints, and for one that a customer who starts may never leave, and ValueError for an unknown
    id.
    """
    whom = _whom(journey, segment, persona)
    overlay = behaviour if measured else None
    builder = _ChainBuilder(journey)
    groups = cohort_weights(journey, whom) if ways_differ(journey) else [(tuple(whom), 1.0, True)]
    for travellers_alike, weight, _ in groups:
        builder.add(Cohort(journey, travellers_alike, overlay), weight)
    if not all(known for *_, known in groups):
        builder.assume(Assumption(MIXED))
    chain = builder.chain(segment)
    _check_ends(journey, chain)
    return chain


def _whom(journey: Journey, segment: str | None, persona: str | None) -> list[Traveller]:
    found = [
        who
        for who in travellers(journey)
        if (persona is None or who.persona == persona) and (segment is None or who.segment == segment)
    ]
    if not found:
        raise ValueError(f"nobody travels as {persona or segment}")
    return found


class _ChainBuilder:
    """Puts a chain together, of one group of customers after the other."""

    def __init__(self, journey: Journey) -> None:
        if not journey.touchpoints:
            raise ChainError("a journey without touchpoints cannot be simulated", journey.at())
        self._journey = journey
        self._states: list[str] = []
        self._start: dict[int, float] = {}
        self._ways: list[ChainWay] = []
        self._minutes: list[float | None] = []
        self._emotions: list[float | None] = []
        self._felt: dict[int, tuple[float, ...]] = {}
        self._known: dict[int, float] = {}
        self._measured: dict[str, float] = {}
        self._assumptions: list[Assumption] = []

    def assume(self, assumption: Assumption) -> None:
        self._assumptions.append(assumption)

    def add(self, part: Cohort, weight: float) -> None:
        """Add a group of customers who start at the first touchpoint that they pass; none if they pass nowhere."""
        if not part.path:
            return
        known = self._journey.touchpoint_by_id
        leaving: dict[str, Shares] = {}
        rests_on: dict[str, float] = {}
        waiting = [part.path[0]]
        while waiting:
            touchpoint = waiting.pop()
            if touchpoint.id in leaving:
                continue
            leaving[touchpoint.id], visits = part.ways(touchpoint, self._assumptions)
            if visits is not None:
                self._measured[touchpoint.id] = visits
            known_visits = visits if visits is not None else part.stated_visits(touchpoint)
            if known_visits is not None:
                rests_on[touchpoint.id] = known_visits
            waiting += [known[to] for to, _ in leaving[touchpoint.id] if to in known]
        ordered = sorted(leaving, key=self._journey.number_of.__getitem__)
        first = len(self._states)
        places = {id_: first + place for place, id_ in enumerate(ordered)}
        self._start[places[part.path[0].id]] = weight
        self._known |= {places[id_]: visits for id_, visits in rests_on.items()}
        for id_ in ordered:
            touchpoint = known[id_]
            self._states.append(id_)
            self._minutes.append(touchpoint.duration.minutes if touchpoint.duration is not None else None)
            felt = part.emotions(touchpoint)
            if len(felt) > 1:
                self._felt[len(self._emotions)] = felt
            self._emotions.append(sum(felt) / len(felt) if felt else None)
            whole = sum(leaving[id_].values()) or 1.0
            for (to, minutes), share in leaving[id_].items():
                end = to if to == COMPLETED or to in known else EXIT
                self._ways.append(ChainWay(places[id_], places.get(to), end, share / whole, minutes))

    def chain(self, segment: str | None) -> Chain:
        total = sum(self._start.values())
        if not total:
            raise ChainError("nobody passes at any touchpoint", self._journey.at("stages"))
        return Chain(
            tuple(self._states),
            {state: weight / total for state, weight in self._start.items()},
            tuple(self._ways),
            frozenset(self._journey.converts),
            segment,
            tuple(self._minutes),
            tuple(self._emotions),
            self._measured,
            tuple(dict.fromkeys(self._assumptions)),
            self._felt,
            self._known,
        )


def caught_in(chain: Chain) -> tuple[int, ...]:
    """Returns the indices of the states from which no way leads to an end."""
    back: dict[int | None, list[int]] = {}
    for way in chain.ways:
        back.setdefault(way.target, []).append(way.source)
    waiting, able = list(back.get(None, ())), set(back.get(None, ()))
    while waiting:
        for source in back.get(waiting.pop(), ()):
            if source not in able:
                able.add(source)
                waiting.append(source)
    return tuple(state for state in range(len(chain.states)) if state not in able)


def _circle_in(chain: Chain, state: int) -> int:
    """The first state of a circle that is never left, to which a state leads from which no way leads to an end."""
    onward: dict[int, list[int]] = {}
    back: dict[int, list[int]] = {}
    for way in chain.ways:
        if way.target is not None:
            onward.setdefault(way.source, []).append(way.target)
            back.setdefault(way.target, []).append(way.source)
    while True:
        reached, leading = _along(onward, state), set(_along(back, state))
        ahead = [each for each in reached if each not in leading]
        if not ahead:
            return min(reached)
        state = ahead[-1]  # no way leads back from there, so it is nearer to a circle


def _along(onward: Mapping[int, list[int]], start: int) -> list[int]:
    """The states that are reached from one, which is the first of them."""
    found = {start: None}
    waiting = [start]
    while waiting:
        for each in onward.get(waiting.pop(), ()):
            if each not in found:
                found[each] = None
                waiting.append(each)
    return list(found)


def _check_ends(journey: Journey, chain: Chain) -> None:
    endless = caught_in(chain)
    if endless:
        touchpoint = journey.touchpoint_by_id[chain.states[_circle_in(chain, endless[0])]]
        how = "as measured" if touchpoint.id in chain.measured else "by its shares"
        raise ChainError(
            f"from the touchpoint '{touchpoint.name}' the journey never ends, {how}: it cannot be simulated",
            touchpoint.at("next"),
            hint="add a way to `exit`, or give the ways back a share below 100 %",
        )
