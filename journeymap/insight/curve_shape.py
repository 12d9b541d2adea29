"""The shape of a persona's curve: its main line, the branches from it, and where it ends, along the transitions."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from journeymap.insight.feelings import curves
from journeymap.insight.first_pass import first_pass, greatest
from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.transitions import Transition, is_taken, reachable, transitions_from
from journeymap.model import Journey
from journeymap.records import NamedTuple


class CurveShape(NamedTuple):
    """A persona's curve by the numbers of touchpoints, from 1.

    `main` has the runs of the main line, each of touchpoints that follow each other; `branches` the other joins of two
    touchpoints with a score, as the numbers of the first and the second. `ends` are the touchpoints with a score from
    which one leaves for good, the one from which most leave first. `reached` are those with a score that anybody
    reaches. `shares` has the share of those at the first touchpoint of a join that take it, where that is known.
    """

    main: tuple[tuple[int, ...], ...]
    branches: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]
    reached: frozenset[int]
    shares: dict[tuple[int, int], float]


@once_per_journey
def curve_shapes(journey: Journey) -> dict[str, CurveShape]:
    """Returns the shape of each persona's curve, by the keys of `curves`.

    The main line starts at the first touchpoint. At each fork it takes the greatest share among the steps that have a
    score; without such a step, among those that lead to one. A touchpoint without a score breaks it.
    """
    reached = {journey.number_of[touchpoint.id] for touchpoint in reachable(journey)}
    onward = _onward(journey)
    return {persona: _shape(journey, onward, reached.intersection(curve)) for persona, curve in curves(journey).items()}


def _shape(journey: Journey, onward: dict[int, list[tuple[int, Transition]]], known: set[int]) -> CurveShape:
    main = _main_line(journey, onward, known)
    on_main = {pair for run in main for pair in pairwise(run)}
    joins: dict[tuple[int, int], float | None] = {}
    for number in sorted(known):
        for target, transition in onward[number]:
            if target in known:
                share = joins.get((number, target), 0.0)
                both = share is not None and transition.share is not None
                joins[number, target] = share + transition.share if both else None  # type: ignore[operator]
    branches = tuple(pair for pair in joins if pair not in on_main)
    shares = {pair: share for pair, share in joins.items() if share is not None}
    last = main[-1][-1] if main else None
    return CurveShape(main, branches, _ends(journey, known, last), frozenset(known), shares)


def _onward(journey: Journey) -> dict[int, list[tuple[int, Transition]]]:
    """The transitions ahead that anybody takes, by the number of their source, with the number of their target."""
    numbers = journey.number_of
    found: dict[int, list[tuple[int, Transition]]] = {}
    for number, touchpoint in enumerate(journey.touchpoints, 1):
        found[number] = [
            (numbers[each.target.id], each)
            for each in transitions_from(journey, touchpoint)
            if each.target is not None and numbers[each.target.id] > number and is_taken(each)
        ]
    return found


def _main_line(
    journey: Journey, onward: dict[int, list[tuple[int, Transition]]], known: Collection[int]
) -> tuple[tuple[int, ...], ...]:
    leading = set(known)
    for source in reversed(onward):
        for target, _ in onward[source]:
            if target in leading:
                leading.add(source)
                break
    runs: list[list[int]] = [[]]
    number: int | None = 1 if journey.touchpoints else None
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


def _ends(journey: Journey, known: Collection[int], last: int | None) -> tuple[int, ...]:
    """The touchpoints with an exit, greatest flow first; an unknown flow counts only at the end of the main line."""
    passing = first_pass(journey)
    leaving: dict[int, float] = {}
    for number in sorted(known):
        for transition in transitions_from(journey, journey.touchpoints[number - 1]):
            if transition.target is None and is_taken(transition):
                flow = passing.flow(transition)
                leaving[number] = float(number == last) if flow is None else flow
    return tuple(sorted(leaving, key=lambda number: (-leaving[number], number)))
