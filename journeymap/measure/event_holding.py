"""Which of the figures of events are held back, so that no small group is known, nor follows from a subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeymap.measure.cells import segment_tables_of
from journeymap.measure.events.counted import EXIT, CountedEvents, CountedShare, CountedTime
from journeymap.measure.figures import CellTable, complements
from journeymap.records import NamedTuple

Group = tuple[str, int, int]
"""What customers have in common: all the `sessions`; those `at` a touchpoint; the `way` from one touchpoint to another;
how far they came in the `journey` or in `any` order of the funnel; the times, `first` or `next`, between two
touchpoints. The numbers are those of touchpoints, or 0."""
_Cell = tuple[tuple[str, ...], str]
"""The segments and the period."""
_Name = tuple[Group, _Cell]
_Told = CountedShare | CountedTime
_Ids = Mapping[_Name, tuple[str, ...]]
_SESSIONS: Group = ("sessions", 0, 0)
_ROWS = ("rows",)
"""The rows that count less the visits: events at one touchpoint that follow one another are one visit."""


class HeldBackGroups(NamedTuple):
    """The groups of customers of which nothing is told, each in its cell, of one source."""

    names: frozenset[_Name]
    start: int
    """The touchpoint of the funnel's first step."""

    def hides(self, found: _Told) -> bool:
        """Whether a share is held back for one of its two numbers, or times for theirs."""
        cell = found.segments, found.period
        return any((group, cell) in self.names for group in _groups(found, self.start))


def groups_held_back(counted: CountedEvents, times: Sequence[CountedTime], fewest: int) -> HeldBackGroups:
    """Returns the groups of fewer than `fewest` cases, and those without which these would follow.

    Told are the shares that were counted and `times`. Numbers of the same group add up along a dimension. The ways from
    a touchpoint add up to the visits there, all ends to the sessions, and these over all periods to those that are told
    of the source. Visits are no more than its rows, and no group is smaller than one that is within it: those at a
    touchpoint within the sessions, a step of the funnel within the one before.
    """
    start = counted.funnel[0] if counted.funnel else -1
    if fewest < 2:
        return HeldBackGroups(frozenset(), start)
    told: list[_Told] = [*counted.shares, *times]
    sizes = _sizes(told, start)
    numbers = {group: number for number, group in enumerate(sorted({group for group, _ in sizes}))}
    tables, names = segment_tables_of([(numbers[group], *cell) for group, cell in sizes], len(counted.dimensions))
    ids = {name: names[numbers[name[0]], *name[1]] for name in sizes}
    rests = {(*ids[whole], *ids[part]): (ids[whole], ids[part], n) for whole, part, n in _within(counted, told, start)}
    tables += tuple(CellTable(whole, (part, rest)) for rest, (whole, part, _) in rests.items())
    hidden = complements(
        {ids[name]: n for name, n in sizes.items()},
        [*tables, *_own_tables(counted, ids)],
        [tuple(ids[name] for name in _names(each, start) if name in ids) for each in told],
        fewest,
        {rest: n for rest, (_, _, n) in rests.items()} | {_ROWS: 0},
    )
    return HeldBackGroups(frozenset(name for name, id_ in ids.items() if id_ in hidden), start)


def _groups(found: _Told, start: int) -> tuple[Group, ...]:
    """The groups whose numbers are told by a share, those that it is of first, or by times."""
    if isinstance(found, CountedTime):
        return ((found.between, found.touchpoint, found.to),)
    at: Group = ("at", found.touchpoint, 0)
    known: dict[str, tuple[Group, ...]] = {
        "reach": (_SESSIONS, at),
        "transition": (at, ("way", found.touchpoint, found.other)),
        "drop-off": (at, ("way", found.touchpoint, EXIT)),
        "returns": (at,),
        "conversion": (_step("journey", found.other, start), _step("journey", found.touchpoint, start)),
    }
    return known.get(found.of) or (_step(found.of, start, start), _step(found.of, found.touchpoint, start))


def _names(found: _Told, start: int) -> Iterator[_Name]:
    yield from ((group, (found.segments, found.period)) for group in _groups(found, start))


def _step(order: str, touchpoint: int, start: int) -> Group:
    """Those who came to a step of the funnel; to its first one came all that were at its touchpoint."""
    return ("at", touchpoint, 0) if touchpoint == start else (order, touchpoint, 0)


def _sizes(told: Sequence[_Told], start: int) -> dict[_Name, int]:
    """How many cases each group has."""
    found: dict[_Name, int] = {}
    for each in told:
        first, *second = _names(each, start)
        found[first] = each.cases
        if second and isinstance(each, CountedShare) and each.y_cases:
            found[second[0]] = each.y_cases
    return found


def _own_tables(counted: CountedEvents, ids: _Ids) -> Iterator[CellTable]:
    """The ways in which numbers of several groups add up, and the sessions and visits of all periods."""
    parts: dict[_Name, list[tuple[str, ...]]] = {}
    known: dict[str, list[tuple[str, ...]]] = {"sessions": [], "at": []}
    for name, id_ in ids.items():
        (kind, touchpoint, other), cell = name
        if kind == "way":
            parts.setdefault((("at", touchpoint, 0), cell), []).append(id_)
            if other < 0:
                parts.setdefault((_SESSIONS, cell), []).append(id_)
        elif kind == "first" and {touchpoint, other} == set(counted.funnel[:2]):
            parts.setdefault((("any", counted.funnel[1], 0), cell), []).append(id_)
        elif kind in known and not any(cell[0]):
            known[kind].append(id_)
    yield from (CellTable(ids[parent], tuple(each)) for parent, each in parts.items() if parent in ids)
    yield CellTable(None, tuple(known["sessions"]))
    yield CellTable(None, (*known["at"], _ROWS))


def _within(counted: CountedEvents, told: Sequence[_Told], start: int) -> Iterator[tuple[_Name, _Name, int]]:
    """Pairs of groups of which one is told to be no fewer than the other: with how many more it is."""
    counts: dict[_Name, int] = {}
    for each in told:
        if isinstance(each, CountedTime):
            counts[next(_names(each, start))] = each.n
        else:
            first, *second = _names(each, start)
            if each.of != "transition":
                counts[first] = each.m
            if second and each.y_cases:
                counts[second[0]] = each.y
    for (kind, touchpoint, other), cell in counts:
        name = (kind, touchpoint, other), cell
        for group in _around(kind, touchpoint, other, counted.funnel, start):
            if (group, cell) in counts:
                yield (group, cell), name, counts[group, cell] - counts[name]


def _around(kind: str, touchpoint: int, other: int, funnel: Sequence[int], start: int) -> Iterator[Group]:
    """The groups that have in them all that a group has."""
    if kind == "at":
        yield _SESSIONS
    elif kind == "way":
        yield "next", touchpoint, other
    elif kind == "first":
        yield from (("at", touchpoint, 0), ("at", other, 0))
    elif kind in ("journey", "any"):
        yield _step(kind, funnel[funnel.index(touchpoint) - 1], start)
        yield ("at", touchpoint, 0) if kind == "any" else ("any", touchpoint, 0)
