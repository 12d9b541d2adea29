"""The shape of a persona's curve: its main line, the branches from it, and where it ends, along the transitions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from itertools import pairwise

from journeymap.insight.feelings import curves
from journeymap.insight.first_pass import first_pass, first_pass_of, greatest
from journeymap.insight.passing import Traveller, path_of, traveller_of, ways_differ
from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.transitions import Transition, is_taken, reachable, reached_by, transitions_from
from journeymap.model import Journey
from journeymap.records import NamedTuple


class CurveShape(NamedTuple):
    """A persona's curve by the numbers of touchpoints, from 1.

    `main` has the runs of the main line, each of touchpoints that follow each other; `branches` the other joins of two
    touchpoints with a score, as the numbers of the first and the second. `ends` are the touchpoints with a score from
    which one leaves for good, the one from which most leave first. `reached` are those with a score that the persona
    reaches. `shares` has the share of those at the first touchpoint of a join that take it, where that is known.
    `threads` are the joins over touchpoints that the persona does not pass; they are none of the runs. `leaving` are
    the ends that are not only the end of the journey.
    """

    main: tuple[tuple[int, ...], ...]
    branches: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]
    reached: frozenset[int]
    shares: dict[tuple[int, int], float]
    threads: frozenset[tuple[int, int]] = frozenset()
    leaving: frozenset[int] = frozenset()


@once_per_journey
def curve_shapes(journey: Journey) -> dict[str, CurveShape]:
    """Returns the shape of each persona's curve, by the keys of `curves`.

    The main line starts at the first touchpoint that the persona passes. At each fork it takes the greatest share among
    the steps that have a score; without such a step, among those that lead to one. A touchpoint without a score breaks
    it; touchpoints that the persona does not pass are bridged.
    """
    if not ways_differ(journey):
        onward = _onward(journey, None)
        reached = frozenset(journey.number_of[touchpoint.id] for touchpoint in reachable(journey))
        known_of = {persona: reached.intersection(curve) for persona, curve in curves(journey).items()}
        shape_of = {known: _shape(journey, None, onward, known) for known in dict.fromkeys(known_of.values())}
        return {persona: shape_of[known] for persona, known in known_of.items()}
    shapes = {}
    for persona, curve in curves(journey).items():
        who = traveller_of(journey.persona_by_id[persona]) if persona else None
        by_whom = reachable(journey) if who is None else reached_by(journey, who)
        known = {journey.number_of[touchpoint.id] for touchpoint in by_whom}.intersection(curve)
        shapes[persona] = _shape(journey, who, _onward(journey, who), known)
    return shapes


def curve_through(journey: Journey, persona: str, numbers: Collection[int]) -> CurveShape:
    """Returns the shape of a persona's curve through the touchpoints with these numbers, as `curve_shapes` does."""
    if not ways_differ(journey):
        reached = {journey.number_of[touchpoint.id] for touchpoint in reachable(journey)}
        return _shape(journey, None, _onward(journey, None), reached.intersection(numbers))
    who = traveller_of(journey.persona_by_id[persona]) if persona else None
    by_whom = reachable(journey) if who is None else reached_by(journey, who)
    known = {journey.number_of[touchpoint.id] for touchpoint in by_whom}.intersection(numbers)
    return _shape(journey, who, _onward(journey, who), known)


_Onward = dict[int, list[tuple[int, Transition]]]


def _shape(journey: Journey, who: Traveller | None, onward: _Onward, known: Set[int]) -> CurveShape:
    main = _main_line(onward, known)
    on_main = {pair for run in main for pair in pairwise(run)}
    joins: dict[tuple[int, int], float | None] = {}
    for number in sorted(known):
        for target, transition in onward[number]:
            if target in known:
                share = joins.get((number, target), 0.0)
                both = share is not None and transition.share is not None
                joins[number, target] = share + transition.share if both else None  # type: ignore[operator]
    last = main[-1][-1] if main else None
    threads: frozenset[tuple[int, int]] = frozenset()
    leaving: frozenset[int] = frozenset()
    if who is not None and len(onward) < len(journey.touchpoints):
        skipped = frozenset(journey.touchpoint_by_number).difference(onward)
        threads = frozenset(pair for pair in joins if any(pair[0] < number < pair[1] for number in skipped))
        main = tuple(part for run in main for part in _without(run, threads))
    branches = tuple(pair for pair in joins if pair not in on_main)
    shares = {pair: share for pair, share in joins.items() if share is not None}
    ends = _ends(journey, who, known, last)
    final, by_number = next(reversed(onward), None), journey.touchpoint_by_number
    leaving = frozenset(number for number in ends if number != final or by_number[number].next)
    return CurveShape(main, branches, ends, frozenset(known), shares, threads, leaving)


def _without(run: tuple[int, ...], threads: Collection[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """The parts of a run between threads."""
    start = 0
    for index, pair in enumerate(pairwise(run), 1):
        if pair in threads:
            yield run[start:index]
            start = index
    yield run[start:]


def _onward(journey: Journey, who: Traveller | None) -> _Onward:
    """The transitions ahead that anybody takes, by the number of their source, with the number of their target.

    Of one who travels, those of the touchpoints that it passes.
    """
    numbers = journey.number_of
    found: _Onward = {}
    for touchpoint in journey.touchpoints if who is None else path_of(journey, who):
        number = numbers[touchpoint.id]
        found[number] = [
            (numbers[each.target.id], each)
            for each in transitions_from(journey, touchpoint, who)
            if each.target is not None and numbers[each.target.id] > number and is_taken(each)
        ]
    return found


def _main_line(onward: _Onward, known: Collection[int]) -> tuple[tuple[int, ...], ...]:
    leading = set(known)
    for source in reversed(onward):
        for target, _ in onward[source]:
            if target in leading:
                leading.add(source)
                break
    runs: list[list[int]] = [[]]
    number: int | None = next(iter(onward), None)
    while number is not None:
        if number in known:
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
        options = [each for each in onward[number] if each[0] in known]
        options = options or [each for each in onward[number] if each[0] in leading]
        chosen = greatest([each for _, each in options])
        number = next((target for target, each in options if each is chosen), None)
    return tuple(tuple(run) for run in runs if run)


def _ends(journey: Journey, who: Traveller | None, known: Collection[int], last: int | None) -> tuple[int, ...]:
    """The touchpoints with an exit, greatest flow first; an unknown flow counts only at the end of the main line."""
    passing = first_pass(journey) if who is None else first_pass_of(journey, who)
    leaving: dict[int, float] = {}
    by_number = journey.touchpoint_by_number
    for number in sorted(known):
        for transition in transitions_from(journey, by_number[number], who):
            if transition.target is None and is_taken(transition):
                flow = passing.flow(transition)
                leaving[number] = float(number == last) if flow is None else flow
    return tuple(sorted(leaving, key=lambda number: (-leaving[number], number)))
