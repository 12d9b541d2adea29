"""Of what customers did, no small group is told, and none follows from what is told by adding and subtracting."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from journeymap.measure.event_figures import EventFigures, figures_of
from journeymap.measure.events.counted import CountedEvents
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.figures import complements
from journeymap.measure.measured import MeasureOptions
from tests.measure.plain_events import Event
from tests.measure.test_events_counted import MINUTE, PLAN, counted, walk

FEWEST = 3
Number = tuple[str, str, str, tuple[tuple[str, str], ...], str]
"""What a number is of: a kind, a touchpoint, another one, the segment, and the period."""
_PLANS = st.sampled_from(
    [
        PLAN._replace(cuts=cuts, period=period)
        for cuts in (((),), ((), (0,)), ((), (0,), (1,)))
        for period in ("all", "month")
    ]
)
_EVENTS = st.lists(
    st.builds(
        lambda who, minute, period, touchpoint, said: Event(
            f"{who}", 0, 0, (minute + 1000 * who) * MINUTE, 24312 + period, touchpoint, (said, None)
        ),
        who=st.integers(0, 12), minute=st.sampled_from([0, 5, 10, 100, 105]), period=st.integers(0, 2),
        touchpoint=st.integers(0, 3), said=st.sampled_from([None, "new", "old"]),
    ),
    min_size=8, max_size=60,
).map(lambda events: [each._replace(row=number) for number, each in enumerate(events)])  # fmt: skip


def told_by(figures: EventFigures) -> dict[Number, float]:
    """All numbers of customers' doings that records tell, as one would read them out of the file."""
    found: dict[Number, float] = {}
    start = figures.funnel[0].touchpoint if figures.funnel else ""
    for cell in figures.cells:
        where = tuple(sorted(cell.segment.items())), cell.period
        n, y = float(cell.n), round(cell.value * cell.n / 100)
        if cell.metric == "reach":
            found["sessions", "", "", *where] = n
            found["came", cell.touchpoint, "", *where] = y
        elif cell.metric == "conversion":
            found["journey", cell.touchpoint, "", *where] = y
        else:
            found["came", cell.touchpoint, "", *where] = n
            if cell.metric == "drop-off":
                found["way", cell.touchpoint, "exit", *where] = y
    for each in figures.transitions:
        where = tuple(sorted(each.segment.items())), each.period
        found["visits", each.touchpoint, "", *where] = each.n
        found["way", each.touchpoint, each.to, *where] = each.counted
    for step in figures.funnel:
        where = tuple(sorted(step.segment.items())), step.period
        found["came", start, "", *where] = step.n
        if step.touchpoint != start:
            found[step.order, step.touchpoint, "", *where] = step.counted
    for time in figures.times:
        found[time.between, time.touchpoint, time.to, tuple(sorted(time.segment.items())), time.period] = time.n
    return found


def sums(numbers: dict[Number, float], sessions: int) -> Iterator[tuple[float | None, Number | None, list[Number]]]:
    """The ways in which numbers add up: the whole, where it is another number or known besides, and its parts."""
    tables: dict[Number, list[Number]] = defaultdict(list)
    whole = []
    for number in numbers:
        kind, one, to, segment, period = number
        if segment:
            tables[kind, one, to, (), period].append(number)
        elif kind == "sessions":
            whole.append(number)
        if kind == "way":
            tables["visits", one, "", segment, period].append(number)
            if to in ("exit", "completed"):
                tables["sessions", "", "", segment, period].append(number)
    for parent, parts in tables.items():
        by_dimension = defaultdict(list)
        for part in parts:
            by_dimension[tuple(name for name, _ in part[3]) if parent[3] != part[3] else ()].append(part)
        yield from ((None, parent, each) for each in by_dimension.values())
    yield sessions, None, whole


def derived(told: dict[Number, float], numbers: dict[Number, float], sessions: int) -> dict[Number, float]:
    """What follows from the numbers that are told; those that are nothing are known to be."""
    known = dict(told)
    is_new = True
    while is_new:
        is_new = False
        for whole, parent, parts in sums(numbers, sessions):
            some = [part for part in parts if numbers[part]]
            unknown = [part for part in some if part not in known]
            total = whole if parent is None else known.get(parent)
            if len(unknown) == 1 and total is not None:
                known[unknown[0]] = total - sum(known[part] for part in some if part in known)
                is_new = True
            elif not unknown and parent is not None and parent in numbers and parent not in known:
                known[parent] = sum(known[part] for part in some)
                is_new = True
    return known


def within(numbers: dict[Number, float], funnel: Sequence[str]) -> Iterator[tuple[Number, Number]]:
    """The pairs of numbers of which the second is never more than the first."""
    for number in numbers:
        kind, one, to, *where = number
        around: list[tuple[str, str, str]] = []
        if kind == "came":
            around = [("sessions", "", ""), ("visits", one, "")]
        elif kind == "way":
            around = [("next", one, to)]
        elif kind == "first":
            around = [("came", one, ""), ("came", to, "")]
        elif kind in ("journey", "any"):
            before = funnel[funnel.index(one) - 1]
            around = [(kind, before, "") if before != funnel[0] else ("came", before, ""), ("came", one, "")]
            if kind == "journey":
                around.append(("any", one, ""))
        yield from (((*each, *where), number) for each in around if (*each, *where) in numbers)


class Attack:
    """What somebody knows who knows all sums, and that nothing is a fraction, or less than nothing."""

    def __init__(self, told: dict[Number, float], numbers: dict[Number, float], found: CountedEvents) -> None:
        self._index = {number: place for place, number in enumerate(numbers)}
        rows: list[dict[Number, float]] = []
        ends: list[tuple[float, float]] = []
        for whole, parent, parts in sums(numbers, found.sessions):
            rows.append(dict.fromkeys(parts, 1.0) | ({parent: -1.0} if parent in numbers else {}))
            ends.append((0, 0) if whole is None else (whole, whole))
        visits = [number for number in numbers if number[0] == "visits" and not number[3]]
        rows.append(dict.fromkeys(visits, 1.0))
        ends.append((0, sum(numbers[each] for each in visits)))  # the source tells its rows
        for more, less in within(numbers, [found.touchpoints[each] for each in found.funnel]):
            rows.append({more: 1.0, less: -1.0})
            ends.append((0, np.inf))
        matrix = np.zeros((len(rows), len(numbers)))
        for row, signs in enumerate(rows):
            for number, sign in signs.items():
                matrix[row, self._index[number]] = sign
        self._sums = LinearConstraint(matrix, *np.array(ends).T)
        self._ends = Bounds(
            [told.get(number, 0) for number in numbers],
            [told.get(number, np.inf) if n else 0 for number, n in numbers.items()],
        )

    def range_of(self, number: Number) -> float:
        """How far the least and the most that a number may be are apart."""
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(self._index))
            goal[self._index[number]] = sign
            found = milp(goal, integrality=np.ones(len(goal)), bounds=self._ends, constraints=self._sums)
            ends.append(np.inf if found.x is None else sign * found.fun)
        return float(ends[1] - ends[0])


@pytest.mark.parametrize(("seed", "period", "at_once"), [(1, "all", 100), (2, "month", 100), (2, "month", 1)])
def test_nobody_who_solves_the_sums_knows_a_small_group_to_within_the_floor(
    seed: int, period: Any, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where all groups are looked at by one program after each of the others, as it is for thousands of them."""
    monkeypatch.setattr(import_module(complements.__module__), "_AT_ONCE", at_once)
    chance = random.Random(seed)
    events: list[Event] = []
    for who in range(16):
        said, month = chance.choice([None, "new", "old", "old"]), 24312 + chance.randrange(2)
        path = [(chance.choice([0, 1, 1, 2, 3]), 5 * place) for place in range(chance.randint(1, 4))]
        walked = walk(f"{who}", *path, row=10 * who, said=(said, None))
        events += [each._replace(period=month) for each in walked]
    found = counted(events, PLAN._replace(cuts=((), (0,)), period=period))
    everything = told_by(figures_of("shop", found, MeasureOptions(hold_back=0)))
    told = told_by(figures_of("shop", found, MeasureOptions(hold_back=FEWEST)))
    attack, of_nothing = Attack(told, everything, found), Attack({}, everything, found)
    for number, n in cases_of(found).items():
        if 0 < n < FEWEST and number in everything and attack.range_of(number) < FEWEST:
            assert of_nothing.range_of(number) < FEWEST, number


def cases_of(found: CountedEvents) -> dict[Number, int]:
    """How many cases each number is of."""
    cases: dict[Number, int] = {}
    ends = {-1: "exit", -2: "completed"}
    for each in found.shares:
        segment = tuple((name, one) for name, one in zip(found.dimensions, each.segments, strict=True) if one)
        where = tuple(sorted(segment)), each.period
        touchpoint = found.touchpoints[each.touchpoint]
        if each.of == "reach":
            cases["sessions", "", "", *where] = each.cases
            cases["came", touchpoint, "", *where] = each.y_cases
            cases["visits", touchpoint, "", *where] = each.y_cases
        elif each.of == "transition":
            cases["way", touchpoint, ends.get(each.other) or found.touchpoints[each.other], *where] = each.y_cases
        elif each.of in ("journey", "any") and each.touchpoint != found.funnel[0]:
            cases[each.of, touchpoint, "", *where] = each.y_cases
    for time in found.times:
        segment = tuple((name, one) for name, one in zip(found.dimensions, time.segments, strict=True) if one)
        cases[time.between, found.touchpoints[time.touchpoint], found.touchpoints[time.to], tuple(sorted(segment)),
              time.period] = time.cases  # fmt: skip
    return cases


@settings(max_examples=25)
@given(events=_EVENTS, plan=_PLANS)
def test_no_small_group_follows_from_what_is_told(events: list[Event], plan: EventPlan) -> None:
    found = counted(events, plan)
    everything = told_by(figures_of("shop", found, MeasureOptions(hold_back=0)))
    told = told_by(figures_of("shop", found, MeasureOptions(hold_back=FEWEST)))
    assert told.items() <= everything.items()
    known = derived(told, everything, found.sessions)
    cases = cases_of(found)
    if found.cases >= FEWEST:
        assert not {number for number in known if 0 < cases.get(number, 0) < FEWEST}


def test_a_way_that_few_went_hides_the_next_fewest() -> None:
    paths = [(0, 1, 3)] * 10 + [(0, 2, 3)] * 6 + [(0, 3)] * 2
    events = [
        each
        for number, path in enumerate(paths)
        for each in walk(f"c{number}", *((touchpoint, place) for place, touchpoint in enumerate(path)), row=number * 10)
    ]
    figures = figures_of("shop", counted(events), MeasureOptions())
    assert [(each.to, each.counted) for each in figures.transitions if each.touchpoint == "home"] == [("cart", 10)]
    assert {(each.touchpoint, each.to) for each in figures.times} == {("home", "cart"), ("cart", "done")} | {
        ("pay", "done")
    }
