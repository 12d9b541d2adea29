"""What customers did, counted in plain Python as the definitions say it: slow, one event after the other.

It shares no code with the counting but the names of its records, and no query.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from journeymap.measure.events.plans import EventPlan


class Event(NamedTuple):
    """A row of the files: its case, the numbers of file and row, when (microseconds), its period, and its touchpoint.

    `said` are the texts of its segments, by dimension.
    """

    who: str
    file: int
    row: int
    when: int
    period: int
    touchpoint: int
    said: tuple[str | None, ...] = ()


class Visit(NamedTuple):
    touchpoint: int
    when: int


class Session(NamedTuple):
    who: str
    period: int
    segments: tuple[str, ...]
    visits: tuple[Visit, ...]
    last: int
    end: str


def sessions_of(events: Sequence[Event], plan: EventPlan) -> list[Session]:
    """Cut the events of each case into sessions."""
    found: list[list[Event]] = []
    for who in sorted({event.who for event in events}):
        own = sorted((each for each in events if each.who == who), key=lambda each: (each.when, each.file, each.row))
        for number, event in enumerate(own):
            pause = event.when - own[number - 1].when if number else None
            if pause is None or (plan.gap is not None and pause > plan.gap):
                found.append([])
            found[-1].append(event)
    return [_session(each, plan) for each in found]


def back_in_time(events: Sequence[Event], plan: EventPlan) -> int:
    """How many visits stand in a file before the event that is the last one before them in time."""
    found = 0
    for who in {event.who for event in events}:
        own = sorted((each for each in events if each.who == who), key=lambda each: (each.when, each.file, each.row))
        for before, event in pairwise(own):
            begins = plan.gap is not None and event.when - before.when > plan.gap
            is_visit = begins or event.touchpoint != before.touchpoint
            found += is_visit and before.file == event.file and before.row > event.row
    return found


def _session(events: list[Event], plan: EventPlan) -> Session:
    visits: list[Visit] = []
    for event in events:
        if not visits or visits[-1].touchpoint != event.touchpoint:
            visits.append(Visit(event.touchpoint, event.when))
    segments = []
    for dimension in range(len(plan.dimensions)):
        texts = [event.said[dimension] for event in events]
        told = [text for text in texts if text is not None and text.strip()]
        known = plan.segments[dimension]
        segments.append(told[0].strip() if told and told[0].strip() in known else "other")
    if plan.converts:
        done = any(visit.touchpoint in plan.converts for visit in visits)
    else:
        done = visits[-1].touchpoint == len(plan.touchpoints) - 1
    return Session(events[0].who, events[0].period, tuple(segments), tuple(visits), events[-1].when,
                   "completed" if done else "exit")  # fmt: skip


class Share(NamedTuple):
    """A share: of so many (by case), so many (by case)."""

    n: int
    counted: int
    cases: int
    y_cases: int
    m2: int
    y2: int
    my: int


def _share(of: Counter[str], counted: Counter[str]) -> Share:
    whole = {case: number for case, number in of.items() if number}
    assert all(counted[case] <= whole.get(case, 0) for case in counted)
    return Share(
        sum(whole.values()), sum(counted.values()), len(whole), sum(1 for number in counted.values() if number),
        sum(number**2 for number in whole.values()), sum(number**2 for number in counted.values()),
        sum(number * counted[case] for case, number in whole.items()),
    )  # fmt: skip


def in_order(visits: Sequence[Visit], funnel: Sequence[int]) -> int:
    """How many steps of the funnel were come to, each after the one before it."""
    wanted = 0
    for visit in visits:
        if wanted < len(funnel) and visit.touchpoint == funnel[wanted]:
            wanted += 1
    return wanted


def in_any_order(visits: Sequence[Visit], funnel: Sequence[int]) -> int:
    """How many steps of the funnel were come to, up to the first that was not."""
    there = {visit.touchpoint for visit in visits}
    return next((number for number, step in enumerate(funnel) if step not in there), len(funnel))


def shares_of(sessions: Sequence[Session], plan: EventPlan, funnel: Sequence[int]) -> Iterator[tuple[Any, Share]]:
    """Yield the shares of one cell, by what they are of, the touchpoint, and the other one."""
    everyone = Counter(session.who for session in sessions)
    for touchpoint in sorted({visit.touchpoint for session in sessions for visit in session.visits}):
        here: Counter[str] = Counter()
        again: Counter[str] = Counter()
        left: Counter[str] = Counter()
        visits: Counter[str] = Counter()
        ways: dict[Any, Counter[str]] = defaultdict(Counter)
        for session in sessions:
            path = [visit.touchpoint for visit in session.visits]
            times = path.count(touchpoint)
            here[session.who] += times > 0
            again[session.who] += times > 1
            left[session.who] += path[-1] == touchpoint and session.end == "exit"
            visits[session.who] += times
            for one, to in zip(path, [*path[1:], session.end], strict=True):
                if one == touchpoint:
                    ways[to][session.who] += 1
        yield ("reach", touchpoint, touchpoint), _share(everyone, here)
        yield ("drop-off", touchpoint, touchpoint), _share(here, left)
        yield ("returns", touchpoint, touchpoint), _share(here, again)
        for to, counted in ways.items():
            yield ("transition", touchpoint, to), _share(visits, counted)
    for order, far in (("journey", in_order), ("any", in_any_order)):
        steps = [
            Counter(session.who for session in sessions if far(session.visits, funnel) > number)
            for number in range(len(funnel))
        ]
        if not funnel or not steps[0]:
            continue
        for number, step in enumerate(funnel):
            yield (order, step, step), _share(steps[0], steps[number])
            if order == "journey" and number and steps[number - 1]:
                yield ("conversion", step, funnel[number - 1]), _share(steps[number - 1], steps[number])


def times_of(sessions: Sequence[Session]) -> dict[tuple[str, int, int], list[tuple[str, int]]]:
    """The times from one touchpoint to another in one cell, with their cases."""
    found: dict[tuple[str, int, int], list[tuple[str, int]]] = defaultdict(list)
    for session in sessions:
        for number, visit in enumerate(session.visits):
            later = session.visits[number + 1 :]
            for to in {each.touchpoint for each in later} - {visit.touchpoint}:
                after = next(each for each in later if each.touchpoint == to)
                found["next", visit.touchpoint, to].append((session.who, after.when - visit.when))
        firsts: dict[int, int] = {}
        for place, visit in enumerate(session.visits):
            firsts.setdefault(visit.touchpoint, place)
        for (one, place), (to, other) in product(firsts.items(), firsts.items()):
            if place < other:
                took = session.visits[other].when - session.visits[place].when
                found["first", one, to].append((session.who, took))
    return found


def cells_of(sessions: Sequence[Session], plan: EventPlan) -> dict[tuple[tuple[str, ...], int], list[Session]]:
    """The sessions of each cell of every cut, by segments and period."""
    found: dict[tuple[tuple[str, ...], int], list[Session]] = defaultdict(list)
    for cut in plan.cuts:
        for session in sessions:
            segments = tuple(session.segments[index] if index in cut else "" for index in range(len(plan.dimensions)))
            found[segments, session.period if plan.has_periods else 0].append(session)
    return found
