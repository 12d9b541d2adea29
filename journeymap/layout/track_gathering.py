"""Gathers ways where they would need more than six levels.

First, ways that meet and have one target share a level: each rises to it, and they run on together. Where that is not
enough, the ways that the fewest take become stubs: a short one at each end, with the numbers of the steps at the other.
What the labels no longer say, the foot lists.

Places are counted in gaps: gap 3 is between the third and the fourth station, also where they are in different rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from journeymap.insight.first_pass import FirstPass, first_pass
from journeymap.insight.transitions import Transition
from journeymap.layout.frame import Column
from journeymap.layout.spec import MapSpec
from journeymap.layout.tracks import MOST_LEVELS, THINNEST, RowTracks, Track

_FOR_EXITS = 1
_FOR_STUBS = 2


class _Run:
    """The ways that share a level, over the gaps from `first` to before `last`; `flow` is who takes them."""

    def __init__(self, first: int, last: int, tracks: list[tuple[int, Track]], flow: float) -> None:
        self.first = first
        self.last = last
        self.tracks = tracks
        self.flow = flow

    @property
    def of_most(self) -> bool:
        return any(track.of_most for _, track in self.tracks)

    @property
    def level(self) -> int:
        return self.tracks[0][1].level

    def mark_as_gathered(self) -> None:
        """Leaves the conditions of its ways to the foot, if it has several."""
        if len({track.transition.source.id for _, track in self.tracks}) > 1:
            for _, track in self.tracks:
                track.is_gathered = True

    def put_on(self, level: int) -> None:
        for _, track in self.tracks:
            track.level = level


def gather(spec: MapSpec, rows: dict[int, RowTracks]) -> None:
    """Gathers ways so that all are on the levels from 1 to 6, and sets the levels of the ways that it touches."""
    exits = {
        spec.journey.number_of[track.transition.source.id]: track
        for row in rows.values()
        for track in row.tracks
        if track.kind == "exit"
    }
    tops = [0] * (max(spec.journey.number_of.values()) + 3)
    stubs: list[_Run] = []
    for cluster in _clusters(_runs(spec, rows)):
        gaps = range(max(cluster[0].first - 2, 0), max(run.last for run in cluster) + 1)
        beside = [exits[number] for number in gaps if number in exits]
        room = MOST_LEVELS - (_FOR_EXITS if any(track.level for track in beside) else 0)
        kept = cluster
        if max(run.level for run in cluster) > room:
            kept, left = _thinned(cluster, room, may_drop=False)
            if not kept:
                room = MOST_LEVELS - _FOR_STUBS - (_FOR_EXITS if beside else 0)
                kept, left = _thinned(cluster, room, may_drop=True)
            _set_levels(kept, room, len(tops))
            stubs += left
            for run in kept:
                run.mark_as_gathered()
        for run in kept:
            _raise(tops, run)
    leaving = _add_stubs(spec, rows, stubs, tops)
    for number, track in exits.items():
        if track.level or number in leaving:
            track.level = max(tops[number : number + 2]) + 1


def _runs(spec: MapSpec, rows: dict[int, RowTracks]) -> list[_Run]:
    """A run for each way that has a level, from the first gap on."""
    passing, numbers, ways = first_pass(spec.journey), spec.journey.number_of, spec.ways
    found: dict[tuple[int, int], _Run] = {}
    for number, row in rows.items():
        for track in row.tracks:
            target = track.transition.target
            if track.kind in ("track", "loop") and target is not None:
                ends = numbers[track.transition.source.id], numbers[target.id]
                run = found.get(ends)
                if run is None:
                    flow = sum(_flow(passing, each) for each in track.members)
                    flow = flow if ways is None else ways.flow(track.transition) or 0.0
                    first, last = min(ends), max(ends)
                    run = found[ends] = _Run(first - (first == last), last, [], flow)  # to itself: before its station
                run.tracks.append((number, track))
    return sorted(found.values(), key=lambda run: (run.first, run.last))


def _flow(passing: FirstPass, transition: Transition) -> float:
    """The share of all who start that takes a transition; 0 where it is unknown."""
    return (passing.reached[transition.source] or 0.0) * (transition.share or 0.0)


def _clusters(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs in groups, with at least two gaps between one group and the next. Runs are in the order of their starts."""
    found: list[list[_Run]] = []
    end = 0
    for run in runs:
        if not found or run.first > end + 1:
            found.append([])
        found[-1].append(run)
        end = max(end, run.last)
    return found


def _thinned(runs: Sequence[_Run], room: int, *, may_drop: bool) -> tuple[list[_Run], list[_Run]]:
    """The runs so that at most `room` meet in any gap, and those that are dropped; none where that would need some."""
    starting: dict[int, list[_Run]] = {}
    for run in runs:
        starting.setdefault(run.first, []).append(_Run(run.first, run.last, run.tracks, run.flow))
    kept: list[_Run] = []
    dropped: list[_Run] = []
    here: list[_Run] = []
    for gap, new in sorted(starting.items()):
        kept += [run for run in here if run.last <= gap]
        here = [run for run in here if run.last > gap] + new
        while len(here) > room:
            together = _to_one_target(here)
            if together:
                here = [run for run in here if run not in together] + [_joined(together)]
            elif may_drop:
                least = min((run for run in here if not run.of_most), key=lambda run: (run.flow, run.first - run.last))
                here.remove(least)
                dropped.append(least)
            else:
                return [], []
    return kept + here, dropped


def _to_one_target(runs: Sequence[_Run]) -> list[_Run]:
    """The runs to one target, of which there are most; none if no two have the same. The way of most stays apart."""
    found: dict[str, list[_Run]] = {}
    for run in runs:
        if not run.of_most:
            found.setdefault(run.tracks[0][1].transition.to, []).append(run)
    most = max(found.values(), key=len)
    return most if len(most) > 1 else []


def _joined(runs: Sequence[_Run]) -> _Run:
    tracks = [track for run in runs for track in run.tracks]
    return _Run(min(run.first for run in runs), max(run.last for run in runs), tracks, sum(run.flow for run in runs))


def _set_levels(runs: Sequence[_Run], room: int, gaps: int) -> None:
    """Puts runs on levels: the shortest lowest, each above the highest that it meets.

    If these are more than `room`, those that start first are highest. So no more are needed than meet in any gap.
    """
    _stack(sorted(runs, key=lambda run: (run.last - run.first, run.first)), gaps)
    if all(run.level <= room for run in runs):
        return
    ends = [0] * (room + 1)
    for run in sorted(runs, key=lambda run: (run.first, -run.last)):
        run.put_on(max(level for level in range(1, room + 1) if ends[level] <= run.first))
        ends[run.level] = run.last
    _stack(sorted(runs, key=lambda run: run.level), gaps)


def _stack(runs: Sequence[_Run], gaps: int) -> None:
    tops = [0] * gaps
    for run in runs:
        run.put_on(max(tops[run.first : run.last]) + 1)
        _raise(tops, run)


def _raise(tops: list[int], run: _Run) -> None:
    for gap in range(run.first, run.last):
        tops[gap] = max(tops[gap], run.level)


def _add_stubs(spec: MapSpec, rows: dict[int, RowTracks], runs: Sequence[_Run], tops: list[int]) -> Collection[int]:
    """Puts stubs in the place of the tracks of runs, on the lowest levels that are free.

    Returns the numbers of the touchpoints from which stubs leave.
    """
    leaving: dict[int, list[tuple[int, Track]]] = {}
    arriving: dict[int, list[tuple[int, Track]]] = {}
    numbers = spec.journey.number_of
    for row, track in (each for run in runs for each in run.tracks):
        rows[row].tracks.remove(track)
        if track.source is not None:
            leaving.setdefault(track.source.number, []).append((row, track))
        if track.target is not None:
            arriving.setdefault(track.target.number, []).append((row, track))
    for number, parts in sorted(arriving.items()):
        parts.sort(key=lambda part: numbers[part[1].transition.source.id])
        tops[number - 1] += 1
        rows[parts[0][0]].tracks.append(_stub(parts, None, parts[0][1].target, tops[number - 1]))
    for number, parts in sorted(leaving.items()):
        parts.sort(key=lambda part: numbers[part[1].transition.to])
        tops[number] += 1
        rows[parts[0][0]].tracks.append(_stub(parts, parts[0][1].source, None, tops[number]))
    return leaving


def _stub(parts: Sequence[tuple[int, Track]], source: Column | None, target: Column | None, level: int) -> Track:
    members = tuple(member for _, track in parts for member in track.members)
    width = THINNEST + sum(track.width - THINNEST for _, track in parts)
    stub = Track(members, "track", source, target, width, of_most=False)
    stub.is_gathered = stub.is_stub = True
    stub.level = level
    return stub
