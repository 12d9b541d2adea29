"""Draws the ways between the stations of the spine, each with its label, as a group that names its two ends."""

from __future__ import annotations

from journeymap.insight.passing import for_whom
from journeymap.insight.transitions import Transition
from journeymap.layout.canvas import CAPTION, Canvas
from journeymap.layout.icons import CIRCLE_CONTROL
from journeymap.layout.marks import closed_path
from journeymap.layout.scene import Group, Segment
from journeymap.layout.tracks import BEND, EXIT_REACH, OVER_BAR, STUB, RowTracks, Track, radius

_ARROW = 7.0
_PAUSE = 3.5
_LABEL_ABOVE = 6.0
_LABEL_BELOW = 15.5
_BAR = 6.0
_DOTS = (2.0, 4.5)
_BETWEEN_ROWS = (4.0, 4.0)
_LOOP_BEND = 10.0


def draw_tracks(canvas: Canvas, row: RowTracks, station: float) -> None:
    """Draws the ways of a row whose stations are at the y `station`; those that most take come last, on top."""
    for track in sorted(row.tracks, key=lambda track: track.of_most):
        for other in track.members[1:]:  # the marks of the first stand for all
            canvas.add(Group("", "way", _ends(other), other.when or "", []))
        title = _title(*track.members) if len(track.members) > 1 else track.transition.when or ""
        with canvas.group(kind="way", title=title, **_ends(*track.members)) as group:
            if track.kind in ("stop", "exit"):
                _draw_exit(canvas, row, track, station)
            elif track.kind == "loop":
                _draw_loop(canvas, row, track, station)
            elif track.kind == "track":
                _draw_over(canvas, row, track, station)
            else:
                _draw_line(canvas, track, station)
            _draw_labels(canvas, row, track, station)
        if not group.children:  # it says where the way leads, even so
            canvas.add(group)


def _ends(*transitions: Transition) -> dict[str, str]:
    """The ends of the first transition, and for whom all of them are, where some go other ways than others."""
    first = transitions[0]
    ends = {"from": first.source.id, "to": first.to}
    return ends if first.who is None else ends | for_whom([who for each in transitions for who in each.who or ()])


def _title(*transitions: Transition) -> str:
    """The conditions of transitions, each on its line."""
    return "\n".join(each.when for each in transitions if each.when)


def _colour(track: Track) -> str:
    return "ink2" if track.of_most else "way"


def _dash(track: Track) -> tuple[float, ...]:
    return _DOTS if track.is_rest else ()


def _draw_line(canvas: Canvas, track: Track, station: float) -> None:
    """Draws the line to the next station; where that is in another row, a short dashed line."""
    width = max(track.width, 2.0) if track.is_rest else track.width
    if track.source and track.target:
        canvas.line(track.start, station, track.end, station, _colour(track), width, _dash(track))
    elif track.source:
        canvas.line(track.start, station, track.start + STUB, station, _colour(track), width, _BETWEEN_ROWS)
    elif track.target:
        canvas.line(track.end - STUB, station, track.end, station, _colour(track), width, _BETWEEN_ROWS)


def _draw_over(canvas: Canvas, row: RowTracks, track: Track, station: float) -> None:
    """Draws a track over the stations that it skips: up at its stem, along its level, and down at its last bend."""
    y, colour = station - row.rise(track), _colour(track)
    steps: list[Segment] = []
    left, right = track.span
    if track.source is not None:
        edge = track.source.middle + radius(track.source)
        steps += [("M", (edge, station)), ("L", (track.start - BEND, station))]
        steps += [_corner(track.start - BEND, station, track.start, station - BEND, along_first=True)]
        steps += [("L", (track.start, y + BEND)), _corner(track.start, y + BEND, left + BEND, y, along_first=False)]
        left += BEND
    else:
        steps.append(("M", (left, y)))
    end = right - BEND if track.target is not None else right - (_ARROW if track.target is None else 0)
    steps += _along(row, track, left, end, y)
    if track.target is not None:
        tip = track.target.middle - radius(track.target)
        steps += [_corner(end, y, track.end, y + BEND, along_first=True), ("L", (track.end, station - BEND))]
        steps += [_corner(track.end, station - BEND, track.end + BEND, station, along_first=False)]
        steps.append(("L", (tip - _ARROW, station)))
    width = max(track.width, 2.0) if track.is_rest else track.width
    canvas.path(steps, stroke=colour, stroke_width=width, dash=_dash(track))
    if track.target is not None:
        half = max(4.0, track.width / 2 + 2)
        corners = [(tip - _ARROW, station - half), (tip - _ARROW, station + half), (tip, station)]
        canvas.path(closed_path(corners), colour)
    else:
        canvas.path(closed_path([(right - _ARROW, y - 4), (right - _ARROW, y + 4), (right, y)]), colour)


def _corner(x1: float, y1: float, x2: float, y2: float, *, along_first: bool) -> Segment:
    """A quarter of an ellipse from one point to another; `along_first` is whether it starts horizontally."""
    k = CIRCLE_CONTROL
    if along_first:
        return "C", (x1 + (x2 - x1) * k, y1, x2, y2 + (y1 - y2) * k, x2, y2)
    return "C", (x1, y1 + (y2 - y1) * k, x2 + (x1 - x2) * k, y2, x2, y2)


def _along(row: RowTracks, track: Track, start: float, end: float, y: float) -> list[Segment]:
    """The steps along a track's level, with a pause wherever a higher track crosses it."""
    low, high = min(start, end), max(start, end)
    pauses = sorted(
        (x, _PAUSE + other.width / 2)
        for x, other in row.verticals(track)
        if low + _PAUSE < x < high - _PAUSE and not (other.target is track.target is not None and x == other.end)
    )
    forward = end > start
    steps: list[Segment] = []
    for x, half in pauses if forward else reversed(pauses):
        before, after = (x - half, x + half) if forward else (x + half, x - half)
        steps += [("L", (before, y)), ("M", (after, y))]
    return [*steps, ("L", (end, y))]


def _draw_loop(canvas: Canvas, row: RowTracks, track: Track, station: float) -> None:
    """Draws a way back: out of the top of one station, and into the top of an earlier one."""
    y, bend = station - row.rise(track), _LOOP_BEND
    steps: list[Segment] = []
    start, end = track.start, track.end
    if track.source is not None:
        steps += [("M", (start, station - radius(track.source))), ("L", (start, y + bend))]
        steps.append(_corner(start, y + bend, start - bend, y, along_first=False))
        start -= bend
    else:
        steps.append(("M", (start, y)))
    if track.target is None:
        steps += _along(row, track, start, end + _ARROW, y)
        canvas.path(steps, stroke="ink", stroke_width=1.5)
        canvas.path(closed_path([(end + _ARROW, y - 4), (end + _ARROW, y + 4), (end, y)]), "ink")
        return
    tip = station - radius(track.target) - 1
    steps += _along(row, track, start, end + bend, y)
    steps += [_corner(end + bend, y, end, y + bend, along_first=True), ("L", (end, tip - _ARROW + 1))]
    canvas.path(steps, stroke="ink", stroke_width=1.5)
    canvas.path(closed_path([(end - 4, tip - _ARROW), (end + 4, tip - _ARROW), (end, tip)]), "ink")


def _draw_exit(canvas: Canvas, row: RowTracks, track: Track, station: float) -> None:
    """Draws an exit: a buffer stop on the line where all leave, else a stub out of the station's top."""
    if track.source is None or (track.kind == "stop" and track.label is None):
        return
    if track.kind == "stop":
        end = track.source.middle + radius(track.source) + STUB - 12
        canvas.line(track.start, station, end, station, "pain", max(track.width, 1.8))
        canvas.line(end, station - _BAR, end, station + _BAR, "pain", 2.2)
        return
    y, x, end = station - row.rise(track), track.start, track.start + EXIT_REACH
    steps: list[Segment] = [("M", (x, station - radius(track.source))), ("L", (x, y + 8))]
    steps += [_corner(x, y + 8, x + 8, y, along_first=False), ("L", (end, y))]
    canvas.path(steps, stroke="pain", stroke_width=max(track.width, 1.8), dash=_dash(track))
    canvas.line(end, y - _BAR, end, y + _BAR, "pain", 2.2)


def _draw_labels(canvas: Canvas, row: RowTracks, track: Track, station: float) -> None:
    if track.label is None and track.target_label is None:
        return
    y = station - row.rise(track)
    if track.kind in ("exit", "stop"):
        middle = station if track.kind == "stop" else y
        if track.label and track.label_side:
            track.label.draw(canvas, track.label_x, middle - OVER_BAR)
        elif track.label:
            lines = len(track.label.lines) - 1 if track.kind == "stop" else 0
            track.label.draw(canvas, track.label_x, middle + 3.6 + min(lines / 2, 1) * CAPTION.leading)
        return
    if track.label and track.label_side:
        track.label.draw(canvas, track.label_x, station + _LABEL_BELOW + (len(track.label.lines) - 1) * CAPTION.leading)
        return
    baseline = y - _LABEL_ABOVE
    if track.target_label:
        x, align = (track.label_x, "start") if track.kind != "loop" else (track.label_x, "middle")
        track.target_label.draw(canvas, x, baseline, align=align, forward=track.kind != "loop")  # type: ignore[arg-type]
        baseline -= track.target_label.height
    if track.label:
        is_loop = track.kind == "loop"
        track.label.draw(canvas, track.label_x, baseline, align="middle" if is_loop else "start", forward=not is_loop)
