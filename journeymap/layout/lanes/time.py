"""The lane of time: a line as long as customers are at a step, raised between two steps where they wait."""

from __future__ import annotations

from itertools import pairwise

from journeymap.insight.times import tells_times
from journeymap.insight.transitions import is_taken, transitions_from
from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.spec import PAD, MapSpec
from journeymap.layout.times import spans_words
from journeymap.model import Touchpoint
from journeymap.model.amounts import TimeSpan

_ABOVE = 12
_BELOW = 10
_LINE = 6
_STEP_UP = 16
_LEAST_WAIT = 44
_TICK = 4
WAIT_DOTS = (1.5, 3.5)
_OPTIONAL = (4.0, 3.0)


class Time:
    """The lane of the durations of steps, and of the waits between a step and the following one."""

    name = "time"
    icon = "time"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-time"]

    def height(self, spec: MapSpec, row: Row) -> float:
        if not tells_times(spec.journey):
            return 0
        durations = max((len(_duration(spec, column)) for column in row.columns), default=0)
        waits = self._waits_height(spec, row)
        if not durations and not waits:
            return 0
        return _ABOVE + waits + _LINE + durations * CAPTION.leading + _BELOW

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        line = top + _ABOVE + self._waits_height(spec, row)
        for column, after in [*pairwise(row.columns), (row.columns[-1], None)]:
            room = column.width - 2 * PAD
            wait = _wait(spec, column.touchpoint)
            with canvas.group(touchpoint=column.touchpoint.id):
                if column.touchpoint.duration is not None:
                    dash = _OPTIONAL if column.touchpoint.optional else ()
                    start, end = column.x + PAD, column.x + PAD + room
                    canvas.line(start, line, end, line, "ink2", 2, dash)
                    for x in (start, end):
                        canvas.line(x, line - _TICK, x, line + _TICK, "ink2", 1.4)
                    texts = _duration(spec, column)
                    middle = column.middle
                    for index, text in enumerate(texts):
                        y = line + _LINE + 10 + index * CAPTION.leading
                        canvas.text(middle, y, text, CAPTION_STRONG, "ink", align="middle")
                if wait:
                    self._draw_wait(canvas, column, after, wait, line)

    def _draw_wait(self, canvas: Canvas, column: Column, after: Column | None, wait: str, line: float) -> None:
        """Draws a wait between two columns, or up to the end of the last one of a row."""
        lines = _wait_lines(wait, column)
        width = max(_LEAST_WAIT, *(CAPTION.width(text) + 12 for text in lines))
        end = column.x + column.width
        middle = (end + after.x) / 2 if after is not None else end - width / 2
        upper = line - _STEP_UP
        canvas.path(
            [
                ("M", (middle - width / 2, line - _TICK - 2)),
                ("L", (middle - width / 2, upper)),
                ("L", (middle + width / 2, upper)),
                ("L", (middle + width / 2, line - _TICK - 2)),
            ],
            stroke="ink2",
            stroke_width=1.4,
            dash=WAIT_DOTS,
        )
        for index, text in enumerate(reversed(lines)):
            canvas.text(middle, upper - 5 - index * CAPTION.leading, text, CAPTION, "ink2", align="middle")

    def _waits_height(self, spec: MapSpec, row: Row) -> float:
        waits = [(column, _wait(spec, column.touchpoint)) for column in row.columns]
        lines = max((len(_wait_lines(wait, column)) for column, wait in waits if wait), default=0)
        return lines * CAPTION.leading + 5 + _STEP_UP if lines else 0


def _duration(spec: MapSpec, column: Column) -> tuple[str, ...]:
    """How long a step takes, in lines that fit into its column; none where it is unknown."""
    duration = column.touchpoint.duration
    if duration is None:
        return ()
    return CAPTION_STRONG.lines(spec.words.span(duration.number, duration.unit), column.width - 2 * PAD)


def _wait_lines(wait: str, column: Column) -> tuple[str, ...]:
    return CAPTION.lines(wait, column.width - 2 * PAD - 12)


def _wait(spec: MapSpec, touchpoint: Touchpoint) -> str:
    """The wait before the following step, where a way leads there; from the shortest of several to the longest."""
    if not touchpoint.next:
        return ""
    spans = following_waits(spec, touchpoint)
    return spans_words(spec.words, spans) if spans else ""


def following_waits(spec: MapSpec, touchpoint: Touchpoint) -> list[TimeSpan]:
    """The waits on the ways from a touchpoint to the following one."""
    numbers = spec.journey.number_of
    here = numbers[touchpoint.id]
    return [
        way.written.after
        for way in transitions_from(spec.journey, touchpoint)
        if way.written is not None
        and way.written.after is not None
        and way.target is not None
        and numbers[way.target.id] == here + 1
        and is_taken(way)
    ]
