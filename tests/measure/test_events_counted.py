"""Events of customers, counted in DuckDB and one after the other in plain Python: every number is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.measure.answers.periods import name_of
from journeymap.measure.engines.in_duckdb import DuckDbEngine
from journeymap.measure.event_figures import figures_of
from journeymap.measure.events import durations
from journeymap.measure.events.counted import COMPLETED, EXIT, CountedEvents
from journeymap.measure.events.counting import count_steps
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.figures import median
from journeymap.measure.measured import MeasureOptions
from tests.measure.plain_events import Event, back_in_time, cells_of, sessions_of, shares_of, times_of

MINUTE = 60_000_000
ENDS = {"exit": EXIT, "completed": COMPLETED}
PLAN = EventPlan(
    touchpoints=("home", "cart", "pay", "done"), gap=30 * MINUTE, funnel=(0, 1, 2), optional=frozenset(),
    converts=frozenset(), period="all", week="iso", dimensions=("class", "country"),
    segments=(("new", "old", "other"), ("il", "other")), cuts=((),), confidence=95,
)  # fmt: skip


def segment_of(dimension: int, said: str) -> str | None:
    text = said.strip()
    return (text if text in PLAN.segments[dimension] else "other") if text else None


@contextmanager
def engine_of(events: Sequence[Event]) -> Iterator[DuckDbEngine]:
    with duckdb.connect(config={"threads": 1}) as connection:
        engine = DuckDbEngine(connection)
        columns = {"who": "VARCHAR", "f": "INTEGER", "r": "BIGINT", "u": "BIGINT", "p": "INTEGER",
                   "touchpoint": "INTEGER", "g0": "VARCHAR", "g1": "VARCHAR"}  # fmt: skip
        engine.put("events", columns, [(*event[:6], *(event.said or (None, None))) for event in events])
        engine.keep("steps", 'SELECT who, f, r, make_timestamp(u) AS "at", p, touchpoint, g0, g1 FROM events')
        yield engine


def counted(events: Sequence[Event], plan: EventPlan = PLAN) -> CountedEvents:
    with engine_of(events) as engine:
        return count_steps(engine, plan, segment_of)


def walk(who: str, *path: tuple[int, int], row: int = 0, said: tuple[str | None, ...] = ()) -> list[Event]:
    """Events of a case: touchpoints with their minutes."""
    return [Event(who, 0, row + number, minute * MINUTE, 0, touchpoint, said)
            for number, (touchpoint, minute) in enumerate(path)]  # fmt: skip


def test_sessions_end_after_the_gap_and_not_at_it() -> None:
    found = counted([*walk("a", (0, 0), (1, 30), (2, 61)), *walk("b", (3, 100))])
    shares = {(each.of, each.touchpoint, each.other): (each.m, each.y) for each in found.shares}
    assert (found.cases, found.sessions, found.open_sessions) == (2, 3, 1)
    assert shares["transition", 0, 1] == (1, 1)
    assert shares["transition", 1, EXIT] == (1, 1)
    assert shares["transition", 3, COMPLETED] == (1, 1)
    assert shares["reach", 2, 2] == (3, 1)
    assert shares["drop-off", 3, 3] == (1, 0)


def test_a_loop_is_a_return_and_has_times_to_the_next_visit() -> None:
    found = counted(walk("a", (0, 0), (1, 2), (1, 3), (0, 5), (1, 9)))
    shares = {(each.of, each.touchpoint, each.other): (each.m, each.y) for each in found.shares}
    assert shares["transition", 0, 1] == (2, 2)
    assert shares["returns", 0, 0] == (1, 1)
    times = {(each.between, each.touchpoint, each.to): (each.n, each.middle) for each in found.times}
    assert times == {
        ("first", 0, 1): (1, (2 * MINUTE, 2 * MINUTE)),
        ("next", 0, 1): (2, (2 * MINUTE, 4 * MINUTE)),
        ("next", 1, 0): (1, (3 * MINUTE, 3 * MINUTE)),
    }


def check_against_plain(events: Sequence[Event], plan: EventPlan) -> None:
    found = counted(events, plan)
    sessions = sessions_of(events, plan)
    assert (found.cases, found.sessions) == (len({each.who for each in sessions}), len(sessions))
    newest = max(each.last for each in sessions)
    still_open = sum(newest - each.last < plan.gap for each in sessions) if plan.gap is not None else 0
    assert (found.open_sessions, found.back) == (still_open, back_in_time(events, plan))
    funnel = plan.funnel
    if funnel is None:
        seen = {visit.touchpoint for session in sessions for visit in session.visits}
        funnel = tuple(sorted(seen - plan.optional))
    assert found.funnel == funnel
    shares: dict[Any, Any] = {}
    times: dict[Any, Any] = {}
    for (segments, number), of_cell in cells_of(sessions, plan).items():
        cell = segments, name_of(plan.period, plan.week, number)
        for (of, touchpoint, other), share in shares_of(of_cell, plan, funnel):
            shares[of, touchpoint, ENDS.get(other, other), *cell] = tuple(share)
        for (between, one, to), took in times_of(of_cell).items():
            found_median = median([each for _, each in took], plan.confidence)
            times[between, one, to, *cell] = (
                len(took), len({who for who, _ in took}), found_median.value, found_median.low, found_median.high,
            )  # fmt: skip
    assert {
        (each.of, each.touchpoint, each.other, each.segments, each.period): (
            each.m, each.y, each.cases, each.y_cases, each.m2, each.y2, each.my,
        )
        for each in found.shares
    } == shares  # fmt: skip
    assert {
        (each.between, each.touchpoint, each.to, each.segments, each.period): (
            each.n, each.cases, sum(each.middle) / 2,
            *((each.low, each.high) if each.low is not None and each.low != each.high else (None, None)),
        )
        for each in found.times
    } == times  # fmt: skip


_EVENTS = st.lists(
    st.builds(
        Event,
        who=st.sampled_from(["a", "b", "c", "A ", "ש"]),
        file=st.integers(0, 1),
        row=st.just(0),
        when=st.one_of(
            st.sampled_from([0, 1, 29, 30, 31, 59, 60, 61, 90, 91]).map(lambda minute: minute * MINUTE),
            st.integers(-MINUTE, 200 * MINUTE),
        ),
        period=st.integers(24312, 24313),
        touchpoint=st.integers(0, 3),
        said=st.tuples(st.sampled_from([None, "", " ", "new", "old ", "what"]), st.sampled_from([None, "il", "xx"])),
    ),
    min_size=1,
    max_size=40,
).map(lambda events: [each._replace(row=number) for number, each in enumerate(events)])
_PLANS = st.builds(
    PLAN._replace,
    gap=st.sampled_from([None, 0, MINUTE, 30 * MINUTE]),
    funnel=st.sampled_from([None, (0,), (0, 1, 2), (2, 0, 3, 1), (3, 0)]),
    optional=st.sampled_from([frozenset(), frozenset({1})]),
    converts=st.sampled_from([frozenset(), frozenset({2}), frozenset({0, 3})]),
    period=st.sampled_from(["all", "month"]),
    cuts=st.sampled_from([((),), ((), (0,)), ((), (1,), (0, 1))]),
)


@settings(max_examples=25)
@given(events=_EVENTS, plan=_PLANS, most_paired=st.sampled_from([2, 200]))
def test_every_number_is_that_of_plain_counting(events: list[Event], plan: EventPlan, most_paired: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(durations, "MOST_PAIRED", most_paired)
        check_against_plain(events, plan)


def test_figures_are_held_in_the_file_of_measures() -> None:
    events = [
        each for number in range(10) for each in walk(f"c{number}", (0, 0), (1, 2 + number), (3, 20), row=number * 10)
    ]
    found = figures_of("shop", counted(events), MeasureOptions())
    assert [(each.touchpoint, each.to, each.n, each.counted, each.value) for each in found.transitions] == [
        ("cart", "done", 10, 10, 100), ("done", "completed", 10, 10, 100), ("home", "cart", 10, 10, 100),
    ]  # fmt: skip
    assert [(each.touchpoint, each.order, each.counted) for each in found.funnel] == [
        ("home", "journey", 10), ("cart", "journey", 10), ("pay", "journey", 0), ("home", "any", 10),
        ("cart", "any", 10), ("pay", "any", 0),
    ]  # fmt: skip
    took = {(each.touchpoint, each.to, each.between): each.value for each in found.times}
    assert took["home", "cart", "first"] == 6.5 * 60


def test_visits_are_told_whose_rows_are_not_in_the_order_of_time() -> None:
    jumps = [Event("a", 0, row, minute * MINUTE, 0, row % 2) for row, minute in enumerate([5, 1, 3, 4])]
    assert counted(jumps).back == 1  # the visit at 5 is in the first row
    other_file = [each._replace(file=1) for each in jumps[:1]] + jumps[1:]
    assert counted(other_file).back == 0
