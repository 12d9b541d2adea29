"""Which of the figures of events are held back, so that no small group is known, nor follows from a subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.measure.cells import tables_of
from journeymap.measure.events.counted import EXIT, CountedEvents, CountedShare, CountedTime
from journeymap.measure.figures import CellTable, held_back
from journeymap.records import NamedTuple

Group = tuple[str, int, int]
"""What customers have in common: all the `sessions`; those `at` a touchpoint; the `way` from one touchpoint to another;
how far they came in the `journey` or in `any` order of the funnel; the times, `first` or `next`, between two
touchpoints. The numbers are those of touchpoints, or 0."""
_Cell = tuple[tuple[str, ...], str]
"""The segments and the period."""
_Name = tuple[Group, _Cell]
_SESSIONS: Group = ("sessions", 0, 0)


class HeldBackGroups(NamedTuple):
    """The groups of customers of which nothing is told, each in its cell, of one source."""

    names: frozenset[_Name]
    start: int
    """The touchpoint of the funnel's first step."""

    def hides(self, found: CountedShare | CountedTime) -> bool:
        """Whether a share is held back for one of its two numbers, or times for theirs."""
        cell = found.segments, found.period
        return any((group, cell) in self.names for group in _groups(found, self.start))


def groups_held_back(counted: CountedEvents, fewest: int) -> HeldBackGroups:
    """Returns the groups of fewer than `fewest` cases, and all those from which these follow.

    Numbers of the same group add up along a dimension, over the periods of a year, and, of all sessions, over all
    periods, as the number of sessions is told of the source. The ways from a touchpoint add up to the visits there, and
    all ends to the sessions. Nothing is told of a cell whose sessions are held back, nor of the ways from a touchpoint,
    of the funnel that begins there, and of the times of a way, where that is.
    """
    start = counted.funnel[0] if counted.funnel else -1
    if fewest < 2:
        return HeldBackGroups(frozenset(), start)
    sizes = _sizes(counted, start)
    numbers = {group: number for number, group in enumerate(sorted({group for group, _ in sizes}))}
    tables, names = tables_of([(numbers[group], *cell) for group, cell in sizes], len(counted.dimensions))
    ids = {name: names[numbers[name[0]], *name[1]] for name in sizes}
    all_tables = [*tables, *_own_tables(counted, sizes, ids)]
    by_id = {id_: sizes[name] for name, id_ in ids.items()}
    follow = _followers(sizes, start)
    while True:
        found = held_back(by_id, all_tables, fewest)
        more = {ids[each] for name in sizes if ids[name] in found for each in follow.get(name, ())} - found
        if not more:
            return HeldBackGroups(frozenset(name for name in sizes if ids[name] in found), start)
        by_id.update(dict.fromkeys(more, 1))


def _groups(found: CountedShare | CountedTime, start: int) -> tuple[Group, ...]:
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


def _step(order: str, touchpoint: int, start: int) -> Group:
    """Those who came to a step of the funnel; to its first one came all that were at its touchpoint."""
    return ("at", touchpoint, 0) if touchpoint == start else (order, touchpoint, 0)


def _sizes(counted: CountedEvents, start: int) -> dict[_Name, int]:
    """How many cases each group has."""
    found: dict[_Name, int] = {}
    for share in counted.shares:
        groups = _groups(share, start)
        found[groups[0], (share.segments, share.period)] = share.cases
        if len(groups) > 1 and share.y_cases:
            found[groups[1], (share.segments, share.period)] = share.y_cases
    for time in counted.times:
        found[(time.between, time.touchpoint, time.to), (time.segments, time.period)] = time.cases
    return found


def _own_tables(
    counted: CountedEvents, sizes: Mapping[_Name, int], ids: Mapping[_Name, tuple[str, ...]]
) -> Iterator[CellTable]:
    """The ways in which numbers of several groups add up, and the sessions of all periods."""
    parts: dict[_Name, list[tuple[str, ...]]] = {}
    whole: list[tuple[str, ...]] = []
    for name in sizes:
        (kind, touchpoint, other), cell = name
        if kind == "way":
            parts.setdefault((("at", touchpoint, 0), cell), []).append(ids[name])
            if other < 0:
                parts.setdefault((_SESSIONS, cell), []).append(ids[name])
        elif kind == "first" and {touchpoint, other} == set(counted.funnel[:2]):
            parts.setdefault((("any", counted.funnel[1], 0), cell), []).append(ids[name])
        elif kind == "sessions" and not any(cell[0]):
            whole.append(ids[name])
    yield from (CellTable(ids[parent], tuple(each)) for parent, each in parts.items() if parent in ids)
    if len(whole) > 1:
        yield CellTable(None, tuple(whole))


def _followers(sizes: Mapping[_Name, int], start: int) -> dict[_Name, list[_Name]]:
    """What is not told of a cell where a group in it is held back."""
    found: dict[_Name, list[_Name]] = {}
    for name in sizes:
        (kind, touchpoint, other), cell = name
        found.setdefault((_SESSIONS, cell), []).append(name)
        if kind == "way":
            found.setdefault((("at", touchpoint, 0), cell), []).append(name)
        elif kind in ("journey", "any"):
            found.setdefault((("at", start, 0), cell), []).append(name)
        elif kind in ("first", "next"):
            found.setdefault((("way", touchpoint, other), cell), []).append(name)
    return found
