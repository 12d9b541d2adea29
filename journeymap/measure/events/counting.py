"""Counts what customers did in the sessions of a source: from the events in an engine to sums over cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from journeymap.measure.answers.periods import name_of
from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import CountedEvents, CountedShare, CountedTime
from journeymap.measure.events.durations import add_times_up, make_times, times
from journeymap.measure.events.funnels import funnel_shares, make_funnel
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import make_sessions
from journeymap.measure.events.shares import Cell, make_shares, session_shares, whole_numbers

T = TypeVar("T", CountedShare, CountedTime)


def count_steps(engine: CountingEngine, plan: EventPlan, segment_of: Callable[[int, str], str | None]) -> CountedEvents:
    """Counts the events of the table `steps` in an engine.

    Its columns are `who` (the case), `f` and `r` (the numbers of file and row), `at` (a TIMESTAMP in UTC), `p` (the
    number of the period, where there are several), `touchpoint` (its number), and `g0`, `g1` … for the dimensions in
    use: texts, of which `segment_of` tells the segment by the dimension's number; None for a blank one.
    """
    for index in plan.used:
        rows = engine.rows(f"SELECT DISTINCT coalesce(g{index}, '') FROM steps")
        engine.put(
            f"named{index}", {"said": engine.dialect.text, "s": "INTEGER"}, list(_named(rows, plan, index, segment_of))
        )
    make_sessions(engine, plan)
    cases, newest = whole_numbers(next(engine.rows("SELECT count(*), max(newest) FROM cases")))
    sessions, back = whole_numbers(next(engine.rows("SELECT count(way), sum(is_back) FROM visits")))
    still_open = 0
    if plan.gap is not None:
        still_open = int(next(engine.rows(f"SELECT count(*) FROM cases WHERE {newest} - newest < {plan.gap}"))[0])
    seen = sorted(int(row[0]) for row in engine.rows("SELECT DISTINCT t FROM visits"))
    funnel = plan.funnel if plan.funnel is not None else tuple(each for each in seen if each not in plan.optional)
    if funnel:
        make_funnel(engine, plan, funnel)
    make_shares(engine, plan)
    make_times(engine, plan)
    engine.drop("visits")
    add_times_up(engine, plan)
    shares: list[CountedShare] = []
    took: list[CountedTime] = []
    for cut in plan.cuts:
        names = _CellNames(plan, cut)
        shares += [names.named(*each) for each in session_shares(engine, plan, cut)]
        if funnel:
            shares += [names.named(*each) for each in funnel_shares(engine, plan, cut, funnel)]
        took += [names.named(*each) for each in times(engine, plan, cut)]
    return CountedEvents(plan.touchpoints, plan.dimensions, funnel, cases, sessions, still_open, back,
                         tuple(sorted(shares)), tuple(sorted(took)))  # fmt: skip


def _named(
    rows: Iterable[tuple[str]], plan: EventPlan, index: int, segment_of: Callable[[int, str], str | None]
) -> Iterator[tuple[str, int | None]]:
    """What each text of a dimension means: the number of a segment, None for none."""
    numbers = {segment: number for number, segment in enumerate(plan.segments[index])}
    for (said,) in rows:
        segment = segment_of(index, said)
        yield said, None if segment is None else numbers[segment]


class _CellNames:
    """Names the cells of one cut."""

    def __init__(self, plan: EventPlan, cut: tuple[int, ...]) -> None:
        self._plan = plan
        self._cut = cut

    def named(self, cell: Cell, found: T) -> T:
        """Returns what was counted with the names of its segments and its period."""
        plan = self._plan
        period = name_of(plan.period, plan.week, cell[0]) if plan.has_periods else "all"
        numbers = dict(zip(self._cut, cell[1 if plan.has_periods else 0 :], strict=True))
        segments = tuple(
            plan.segments[index][numbers[index]] if index in numbers else "" for index in range(len(plan.dimensions))
        )
        return found._replace(segments=segments, period=period)
