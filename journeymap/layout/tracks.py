"""The ways between the stations of the spine: where each runs, on which level, and where its label stands.

A way to the next touchpoint is the line between two stations. A way further ahead is a track over the stations that it
skips: it leaves and enters by the line, at the stations' sides. A loop leaves and enters at their tops, and so does an
exit, where others go on. All positions are logical, in pixels; heights are counted upwards from the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from journeymap.insight.transitions import Transition
from journeymap.layout.frame import Column
from journeymap.layout.track_labels import LEADING, TrackLabel

STATION, DIAMOND = 11.0, 17.0
"""The radius of a station, and of one that is a moment of truth."""
LEVEL = 27.0
MOST_LEVELS = 6
THINNEST = 1.5
MOST_STACKED = 3
"""The most labels below each other."""
BEND = 12.0
STUB = 44.0
OVER_BAR = 10.0
EXIT_HEIGHT, EXIT_REACH = 42.0, 30.0
_LOOP_HIGHER = 4.0

Kind = Literal["line", "track", "loop", "exit", "stop"]


def radius(column: Column) -> float:
    """The radius of a touchpoint's station, in pixels."""
    return DIAMOND if column.touchpoint.moment_of_truth else STATION


class Track:
    """The part of a transition's way that is in one row.

    `members` are all transitions that it stands for, of which `transition` is the first: those from one touchpoint to
    the same target, or with `is_stub` those from or to one touchpoint that have no room on a level. With `is_gathered`,
    its label gives no conditions; the foot lists them.

    `start` and `end` are the x at which it leaves the source and reaches the target: the foot of its stem and the foot
    of its last bend, or the edges of the stations. Where `source` or `target` is None, the way comes from another row,
    or goes there. The way of an exit has no `end`. Level 0 is the line itself.
    """

    is_gathered = False
    is_stub = False
    label_side: Literal["", "above", "below"] = ""
    """Where a label stands that is not in its usual place: above an exit, or below the line to the next station."""

    def __init__(
        self,
        members: tuple[Transition, ...],
        kind: Kind,
        source: Column | None,
        target: Column | None,
        width: float,
        *,
        of_most: bool,
    ) -> None:
        self.members = members
        self.transition = members[0]
        self.kind = kind
        self.source = source
        self.target = target
        self.of_most = of_most
        self.width = width
        self.level = 0
        self.start = 0.0
        self.end = 0.0
        self.backwards = False
        self.label: TrackLabel | None = None
        self.label_x = 0.0
        self.target_label: TrackLabel | None = None

    @property
    def is_written(self) -> bool:
        """Whether the file writes this way; else it follows from silence, or from the shares of the others."""
        return self.transition.written is not None  # an implied transition is the last of its touchpoint

    @property
    def is_rest(self) -> bool:
        """Whether it is the way of those whom the written shares leave, and is not written itself."""
        return not self.is_written and bool(self.transition.source.next)

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest x that it covers on its level."""
        return min(self.start, self.end), max(self.start, self.end)


class RowTracks:
    """The tracks of a row, and the height of each level above the line."""

    def __init__(self, tracks: list[Track]) -> None:
        self.tracks = tracks
        self.rises: dict[int, float] = {}
        self.exit_rise = EXIT_HEIGHT

    def rise(self, track: Track) -> float:
        """The height of a track above the line, in pixels."""
        if track.kind == "exit" and not track.level:
            return self.exit_rise
        return self.rises.get(track.level, 0.0) + (_LOOP_HIGHER if track.kind == "loop" else 0)

    @property
    def height(self) -> float:
        """The height of all tracks and their labels above the line; 0 without any."""
        return max((self._top(track) for track in self.tracks), default=0.0)

    def _top(self, track: Track) -> float:
        if track.label_side == "below":
            return 0.0
        if track.kind == "stop" and not track.label_side:
            return above_stop(track)
        if not track.level and track.kind != "exit" and track.label is None:
            return 0.0
        air = OVER_BAR if track.label_side else 6
        return self.rise(track) + sum(label.height for label in (track.label, track.target_label) if label) + air

    def verticals(self, track: Track) -> list[tuple[float, Track]]:
        """The x of every vertical line that crosses the level of a track."""
        return [(x, other) for other in self.tracks if other.level > track.level for x in feet(other)]


def above_stop(track: Track) -> float:
    """How high the label after a buffer stop is above the line: it has up to three lines around it, and more above."""
    lines = len(track.label.lines) if track.label else 0
    return (lines - 2) * LEADING + 6 if lines > MOST_STACKED else 0.0


def by_target(outgoing: Sequence[Transition]) -> list[tuple[Transition, ...]]:
    """The transitions from a touchpoint that share a track: those to one target, or out of the journey."""
    if len(outgoing) == 1:
        return [(outgoing[0],)]
    found: dict[str, list[Transition]] = {}
    for transition in outgoing:
        found.setdefault(transition.to, []).append(transition)
    return [tuple(members) for members in found.values()]


def gathered_ways(rows: Iterable[RowTracks]) -> list[Transition]:
    """The transitions whose labels on the spine do not give their conditions, each once."""
    return [
        member
        for row in rows
        for track in row.tracks
        if track.is_gathered and track.source is not None
        for member in track.members
    ]


def feet(track: Track) -> list[float]:
    """The x of a track's vertical lines."""
    if track.kind in ("line", "stop"):
        return []
    found = [track.start] if track.source is not None else []
    if track.kind != "exit" and track.target is not None:
        found.append(track.end)
    return found
