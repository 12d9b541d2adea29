"""The queries of whole sessions: how they go on after two steps, how long they are, and how many convert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from journeymap.measure.answers.periods import name_of
from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import COMPLETED, EXIT
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import make_sessions
from journeymap.measure.events.shares import whole_numbers
from journeymap.measure.figures import Clusters

_ENDS = {EXIT: "exit", COMPLETED: "completed"}


class CountedPaths(NamedTuple):
    """The sessions of one period, by the touchpoint that they begin at.

    `converted` and `visits` are sums over cases: m are sessions, y those that converted, or the visits of them.
    `pairs` has how often a visit to a touchpoint, after one to another ("" at the start of a session), was followed by
    one to a third, or by `exit` or `completed`.
    """

    converted: Mapping[str, Clusters]
    visits: Mapping[str, Clusters]
    pairs: Mapping[tuple[str, str, str], int]


def count_paths(engine: CountingEngine, plan: EventPlan, period: str) -> CountedPaths:
    """Counts the sessions of a period, called as the file of measures has it, of the events of the table `steps`.

    The plan is one that tells no segments apart.
    """
    make_sessions(engine, plan)
    engine.drop("cases")
    within = f"WHERE p = {_number_of(engine, plan, period)}" if plan.has_periods else ""
    engine.keep(
        "paths",
        f"""SELECT c, s, count(*) AS v, max(CASE WHEN since IS NULL THEN t END) AS first,
        max(CASE WHEN way = {COMPLETED} THEN 1 ELSE 0 END) AS done FROM visits {within} GROUP BY c, s""",
    )
    names = plan.touchpoints
    pairs: dict[tuple[str, str, str], int] = {}
    order = "OVER (PARTITION BY c, s ORDER BY pos)"
    for before, at, to, n in engine.rows(f"""SELECT coalesce(since, {EXIT}), t, coalesce(onward, way), count(*) FROM (
            SELECT since, t, way, lead(t) {order} AS onward FROM visits {within}) AS a GROUP BY 1, 2, 3"""):
        key = names[before] if before >= 0 else "", names[at], _ENDS.get(to) or names[to]
        pairs[key] = int(n)
    return CountedPaths(_sums(engine, plan, "done"), _sums(engine, plan, "v"), dict(sorted(pairs.items())))


def _sums(engine: CountingEngine, plan: EventPlan, of: str) -> dict[str, Clusters]:
    rows = engine.rows(f"""SELECT first, count(*), sum(m), sum(m * m), sum(y), sum(y * y), sum(m * y)
        FROM (SELECT c, first, count(*) AS m, sum({of}) AS y FROM paths GROUP BY c, first) AS a GROUP BY first""")
    found = {}
    for row in rows:
        first, cases, m, m2, y, y2, my = whole_numbers(row)
        found[plan.touchpoints[first]] = Clusters(cases, m, m2, y, y2, my)
    return dict(sorted(found.items()))


def _number_of(engine: CountingEngine, plan: EventPlan, period: str) -> int:
    """The number of a period, -1 where no session is in it."""
    numbers = [int(row[0]) for row in engine.rows("SELECT DISTINCT p FROM visits")]
    return next((each for each in numbers if name_of(plan.period, plan.week, each) == period), -1)
