"""Places the ways between stations: their levels, where each leaves and lands, and where its label stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from journeymap.insight.first_pass import first_pass
from journeymap.insight.transitions import is_taken, transitions_from
from journeymap.layout.frame import Column, Row
from journeymap.layout.spec import MapSpec
from journeymap.layout.track_label_places import (
    AIR,
    LEAST_ROOM,
    place_on_loop,
    set_exit_label,
    set_label_below,
    set_stub_label,
)
from journeymap.layout.track_labels import LEADING, gathered_label, label_of_all, target_label
from journeymap.layout.tracks import (
    BEND,
    EXIT_HEIGHT,
    EXIT_REACH,
    LEVEL,
    MOST_LEVELS,
    MOST_STACKED,
    STUB,
    THINNEST,
    Kind,
    RowTracks,
    Track,
    above_stop,
    by_target,
    radius,
)
from journeymap.model import EXIT

_FIRST = 24.0
_STEM, _STEM_STEP = 15.0, 9.0
_LANDING, _LANDING_AIR = 32.0, 17.0
_LOOP_BEFORE, _EXIT_AFTER = 6.0, 6.0
_AFTER_STEM = 14.0
_SHORTEST_RUN = 150.0
_BY_SHARE = 4.0
_STUB_RUN = 24.0


def lay_tracks(spec: MapSpec, rows: Sequence[Row], width: float) -> dict[int, RowTracks]:
    """The tracks of each row by its number, on a page whose texts may reach to the x `width`.

    Shorter tracks are lower, and each is above the highest that it overlaps, so that few cross. A way between two rows
    has one level in both.
    """
    found = {row.number: RowTracks([]) for row in rows}
    columns = [(row, column) for row in rows for column in row.columns]
    places = {column.touchpoint.id: (row, column, place) for place, (row, column) in enumerate(columns)}
    for before, touchpoint in pairwise(reversed(spec.journey.touchpoints if spec.folded else ())):
        places.setdefault(touchpoint.id, places[before.id])  # the way to one that is folded leads on to the next
    for row in rows:
        for column in row.columns:
            _add_tracks(spec, found, row, column, places)
    for row in rows:
        for track in found[row.number].tracks:
            track.start, track.end = _rough_ends(track, row, width)
    _choose_levels(spec, found)
    for row in rows:
        _place(spec, found[row.number], row, width)
    return found


def reach(spec: MapSpec, rows: Sequence[Row]) -> float:
    """The x to which a page reaches so that the ways from the ends of its rows to others have room for their labels."""
    farthest = 0.0
    for row in rows:
        for column in row.columns[-2:]:
            outgoing = [each for each in transitions_from(spec.journey, column.touchpoint) if is_taken(each)]
            for transition in outgoing:
                target = transition.target
                written = len(outgoing) > 1 or bool(transition.written and transition.when)
                if target is None or not written or row.holds(spec.journey.number_of[target.id]):
                    continue
                stems = _STEM + _STEM_STEP * len(outgoing) + _AFTER_STEM
                farthest = max(farthest, column.middle + radius(column) + max(stems, STUB) + _SHORTEST_RUN)
    return farthest


def _add_tracks(
    spec: MapSpec, found: dict[int, RowTracks], row: Row, source: Column, places: dict[str, tuple[Row, Column, int]]
) -> None:
    """Adds the tracks of the transitions from a touchpoint, to its own row and to those of their targets."""
    passing = spec.ways or first_pass(spec.journey)
    outgoing = [each for each in transitions_from(spec.journey, source.touchpoint) if is_taken(each)]
    ways = by_target(outgoing)
    for members in ways:
        kind: Kind
        transition = members[0]
        target_row, target = row, None
        if transition.target is not None:
            target_row, target, place = places[transition.target.id]
            ahead = place - places[source.touchpoint.id][2]
            kind = "line" if ahead == 1 else "track" if ahead > 0 else "loop"
        elif transition.to == EXIT:
            kind = "stop" if len(ways) == 1 else "exit"
        else:
            continue  # to a touchpoint that the file does not have
        width = THINNEST + _BY_SHARE * (passing.flow(transition) or 0)
        of_most = passing.is_of_most(transition)
        if target_row is row:
            parts = [(row, Track(members, kind, source, target, width, of_most=of_most))]
        else:
            parts = [
                (row, Track(members, kind, source, None, width, of_most=of_most)),
                (target_row, Track(members, kind, None, target, width, of_most=of_most)),
            ]
        for part_row, track in parts:
            found[part_row.number].tracks.append(track)
            if len(members) > MOST_STACKED:
                track.is_gathered = True


def _rough_ends(track: Track, row: Row, width: float) -> tuple[float, float]:
    """The middles of a track's stations; where it goes to or comes from another row, the edge of this one."""
    backwards = track.kind == "loop"
    start = track.source.middle if track.source else (row.end if backwards else row.start - STUB / 2)
    if track.transition.target is None:
        return start, start
    if track.target is not None:
        return start, track.target.middle
    if backwards:
        return start, row.start - STUB / 2
    return start, min(max(row.end, start + _SHORTEST_RUN), width)


def _choose_levels(spec: MapSpec, rows: dict[int, RowTracks]) -> None:
    """Sets the level of every track that is not on the line."""
    parts: dict[tuple[int, str], list[tuple[int, Track]]] = {}
    numbers = spec.journey.number_of
    for number, row in rows.items():
        for track in row.tracks:
            if track.kind in ("track", "loop"):
                key = (numbers[track.transition.source.id], track.transition.to)
                parts.setdefault(key, []).append((number, track))
    lengths = {key: abs(numbers[key[1]] - key[0]) for key in parts}
    placed: dict[int, list[Track]] = {number: [] for number in rows}
    for key in sorted(parts, key=lambda key: (lengths[key], min(key[0], numbers[key[1]]))):
        below = [
            other.level for number, track in parts[key] for other in placed[number] if _overlap(track.span, other.span)
        ]
        for number, track in parts[key]:
            track.level = max(below, default=0) + 1
            placed[number].append(track)
    for number, row in rows.items():
        for track in row.tracks:
            if track.kind == "exit" and _stems(row, track):
                above = [other.level for other in placed[number] if _overlap(_exit_span(track), other.span)]
                track.level = max(above, default=0) + 1
                placed[number].append(track)
    if any(track.level > MOST_LEVELS for of_row in placed.values() for track in of_row):
        from journeymap.layout.track_gathering import gather  # noqa: PLC0415  few journeys need it

        gather(spec, rows)


def _exit_span(track: Track) -> tuple[float, float]:
    return track.start, track.start + EXIT_REACH + _SHORTEST_RUN


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] - 1 and other[0] < one[1] - 1


def _stems(row: RowTracks, track: Track) -> list[Track]:
    """The tracks that leave a track's source at its side, the highest first."""
    found = [each for each in row.tracks if each.kind == "track" and each.source and each.source is track.source]
    return sorted(found, key=lambda each: -each.level)


def _place(spec: MapSpec, row: RowTracks, frame: Row, width: float) -> None:
    """Sets where each track leaves and lands, then its label, then the heights of the levels."""
    for track in row.tracks:
        if track.source is not None:
            track.start = _foot(row, track, track.source)
        if track.target is not None:
            track.end = _landing(track, track.target)
        if track.is_stub and track.source is not None:
            track.end = track.start + BEND + _STUB_RUN
        elif track.is_stub:
            track.start = track.end - BEND - _STUB_RUN
    for track in row.tracks:
        if track.is_stub:
            set_stub_label(spec, row, track, frame)
        else:
            _set_label(spec, row, track, frame, width)
    _set_rises(row)


def _foot(row: RowTracks, track: Track, source: Column) -> float:
    if track.kind == "track":
        return source.middle + radius(source) + _STEM + _STEM_STEP * _stems(row, track).index(track)
    if track.kind == "loop":
        loops = [each for each in row.tracks if each.kind == "loop" and each.source is source]
        return source.middle - _LOOP_BEFORE * (1 + sorted(loops, key=lambda each: -each.level).index(track))
    if track.kind == "exit":
        return source.middle + _EXIT_AFTER
    return source.middle + radius(source)


def _landing(track: Track, target: Column) -> float:
    if track.kind == "track":
        return target.middle - max(_LANDING, radius(target) + _LANDING_AIR)
    if track.kind == "loop":
        return target.middle
    return target.middle - radius(target)


def _set_label(spec: MapSpec, row: RowTracks, track: Track, frame: Row, width: float) -> None:
    if track.source is None:
        return
    crossings = sorted(x for x, _ in row.verticals(track))
    text_of = gathered_label if track.is_gathered else label_of_all
    if track.kind == "loop":
        track.label_x, room = place_on_loop(track, crossings)
        track.label = text_of(spec, track.members, max(room, LEAST_ROOM) if not track.is_gathered else room)
        if track.target is None and not track.is_gathered:
            track.target_label = target_label(spec, track.transition, max(room, LEAST_ROOM))
        return
    end = track.end
    if track.kind == "line":
        stems = _stems(row, track)
        track.label_x = (stems[-1].start if stems else track.start) + _AFTER_STEM
        landings = [each.end for each in row.tracks if each.kind == "track" and each.target is track.target is not None]
        end = min([track.end if track.target else frame.end + STUB, *landings]) - AIR / 2
    elif track.kind == "track":
        track.label_x = track.start + _AFTER_STEM
    else:
        set_exit_label(spec, row, track, frame, width)
        return
    end = min([end, *(x - AIR for x in crossings if x > track.label_x)])
    room = end - track.label_x
    track.label = text_of(spec, track.members, room if track.is_gathered else max(room, LEAST_ROOM))
    if track.kind == "line" and track.label and track.label.width > room:
        set_label_below(spec, track)
    if track.target is None and track.kind == "track" and not track.is_gathered:
        track.target_label = target_label(spec, track.transition, max(end - track.label_x, LEAST_ROOM))


def _set_rises(row: RowTracks) -> None:
    """Sets the height of each level: 24 to the first, 27 for each, and more for labels of many lines."""
    heights: dict[int, float] = {}
    exits = 0.0
    for track in row.tracks:
        height = sum(label.height for label in (track.label, track.target_label) if label)
        if track.kind == "exit" and not track.level:
            exits = max(exits, height + (LEADING if track.label_side else 0))
        elif track.kind == "stop" and not track.label_side:
            heights[0] = max(heights.get(0, 0), above_stop(track))
        elif track.label_side != "below":
            heights[track.level] = max(heights.get(track.level, 0), height)
    line = heights.get(0, 0.0)
    row.exit_rise = max(EXIT_HEIGHT, line + 20)
    below = _FIRST + max(line - LEADING, 0)
    if exits:
        below = max(below, row.exit_rise + exits - LEADING + 9 - LEVEL)
    row.rises = {0: 0.0}
    for level in range(1, max(heights, default=0) + 1):
        below += LEVEL
        row.rises[level] = below
        below += max(heights.get(level, 0) - LEADING, 0)
