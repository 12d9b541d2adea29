"""Finds the places of the labels of ways, where they are not simply right after the stem of their way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from journeymap.layout.frame import Row
from journeymap.layout.spec import MapSpec
from journeymap.layout.track_labels import arriving_label, gathered_label, label_of_all
from journeymap.layout.tracks import BEND, EXIT_REACH, STUB, RowTracks, Track, feet, radius

AIR = 8.0
LEAST_ROOM = 44.0
_WIDEST = 300.0
_MOST_BELOW = 2
_ABOVE_EXIT, _BEFORE_EXIT = 4.0, 3.0
_INSIDE = 6.0
_NEAR, _NARROWEST, _ENOUGH = 110.0, 44.0, 80.0


def set_stub_label(spec: MapSpec, row: RowTracks, track: Track, frame: Row) -> None:
    """Sets the label of a stub where ways leave; where they arrive, only if there is room for it."""
    passing = [x for other in row.tracks if other.level >= track.level and other is not track for x in feet(other)]
    if track.source is not None:
        track.label_x = track.start - BEND
        end = min([x for x in passing if x > track.start + 1], default=frame.end)
        track.label = gathered_label(spec, track.members, max(end - AIR - track.label_x, LEAST_ROOM))
        return
    label = arriving_label(spec, track.members)
    track.label_x = track.end - label.width
    if max([x for x in passing if x < track.end - 1], default=frame.start) + AIR < track.label_x:
        track.label = label


def set_exit_label(spec: MapSpec, row: RowTracks, track: Track, frame: Row, width: float) -> None:
    """Sets the label of an exit: after its sign; above it at the last station of a row, where no room is after it."""
    source = track.source
    if source is None:
        return
    text_of = gathered_label if track.is_gathered else label_of_all
    if source is frame.columns[-1]:
        track.label_x = track.start + _ABOVE_EXIT
        track.label = text_of(spec, track.members, max(frame.end - track.label_x, LEAST_ROOM))
        track.label_side = "above" if track.label else ""
        if track.label:  # it is not to touch the edge of its column, and neither of the tracks before it
            inside = frame.end - _INSIDE - track.label.width
            track.label_x = max(min(track.label_x, inside), track.start - _BEFORE_EXIT)
        return
    reach = STUB - 12 + radius(source) if track.kind == "stop" else EXIT_REACH
    track.label_x = (source.middle if track.kind == "stop" else track.start) + reach + 7
    tops = [x for other in row.tracks for x in feet(other) if other.source is not source]
    stations = [column.middle - radius(column) - AIR for column in frame.columns if track.kind == "stop"]
    end = min([x for x in (*tops, *stations) if x > track.label_x], default=width)
    track.label = text_of(spec, track.members, min(max(end - AIR - track.label_x, LEAST_ROOM), _WIDEST))


def set_label_below(spec: MapSpec, track: Track) -> None:
    """Moves the label of a way to the next station below its line, if it has room there."""
    if track.source is None or track.target is None:
        return
    start, end = track.source.middle + radius(track.source) + AIR, track.target.middle - radius(track.target) - AIR
    text_of = gathered_label if track.is_gathered else label_of_all
    label = text_of(spec, track.members, end - start)
    if label is None or len(label.lines) > _MOST_BELOW or label.width > end - start:
        return
    track.label, track.label_x, track.label_side = label, start, "below"


def place_on_loop(track: Track, crossings: Sequence[float]) -> tuple[float, float]:
    """The middle of a loop's label and its room: on the whole loop, or the widest piece between what crosses it.

    Where several loops share a level, each has its label in a piece beside its own stem.
    """
    low, high = track.span
    inside = [x for x in crossings if low + BEND < x < high - BEND]
    if track.is_gathered:
        ends = (low, *sorted(inside), high - BEND + AIR)
        near = [piece for piece in pairwise(ends) if piece[1] > high - _NEAR and piece[1] - piece[0] > _NARROWEST]
        start, end = near[-1] if near else (low, high - BEND)
        start = max(start, end - _ENOUGH)
        return (start + end) / 2, end - start - 2 * AIR
    if not inside:
        return (low + high) / 2, high - low - 2 * BEND
    start, end = max(pairwise((low, *sorted(inside), high)), key=lambda piece: piece[1] - piece[0])
    return (start + end) / 2, end - start - 2 * AIR
