"""The arcs above the spine: transitions that go back or skip touchpoints, and exits from the journey."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from journeymap.insight.transitions import Transition, transitions_from
from journeymap.layout.canvas import CAPTION_BOLD, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.marks import closed_path
from journeymap.layout.spec import MapSpec
from journeymap.model import EXIT

_LEVEL = 22.0
_STUB = 24.0
_AIR = 8.0
_LABEL_LEAST = 150.0
_LABEL_MOST = 260.0


class Arc:
    """One drawn transition: from a column back or ahead to another, or out of the journey.

    `target` is the logical x of its end in the same row, or None for an exit or a transition to another row.
    """

    def __init__(
        self, column: Column, target: float | None, *, is_exit: bool, label: tuple[str, ...], title: str
    ) -> None:
        self.column = column
        self.target = target
        self.is_exit = is_exit
        self.label = label
        self.title = title
        self.backward_label = False
        self.level = 0

    @property
    def label_width(self) -> float:
        """The width of the label in pixels."""
        return max((CAPTION_BOLD.width(line) for line in self.label), default=0)

    @property
    def legs(self) -> tuple[float, ...]:
        """The x of each of its vertical lines."""
        return (self.start,) if self.target is None else (self.start, self.target)

    @property
    def start(self) -> float:
        """The x at which it starts at its station."""
        return self.column.middle

    @property
    def label_span(self) -> tuple[float, float]:
        """The x at which the label starts and ends."""
        if self.target is not None:
            middle = (self.start + self.target) / 2
            return middle - self.label_width / 2, middle + self.label_width / 2
        reach = _STUB + 8 + self.label_width
        return (self.start - reach, self.start) if self.backward_label else (self.start, self.start + reach)

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest x of the arc with its label."""
        ends = (*self.label_span, *self.legs)
        return min(ends), max(ends)


class Arcs(NamedTuple):
    """The arcs of one row. Arcs that would cross are on different levels; level 1 is the lowest."""

    arcs: list[Arc]

    @property
    def heights(self) -> dict[int, float]:
        """The height in pixels of each level, which depends on the number of lines in its labels."""
        found: dict[int, float] = {}
        for arc in self.arcs:
            extra = max(len(arc.label) - 1, 0) * CAPTION_BOLD.leading
            found[arc.level] = max(found.get(arc.level, 0), _LEVEL + extra)
        return found

    @property
    def height(self) -> float:
        """The height of all levels in pixels."""
        heights = self.heights
        return sum(heights[level] for level in heights)

    def rise(self, level: int) -> float:
        """The distance in pixels from the lowest level up to the lines of this level."""
        return sum(height for lower, height in self.heights.items() if lower < level)


def arcs_of(spec: MapSpec, row: Row, canvas_end: float) -> Arcs:
    """The arcs of a row, with their levels: of transitions in the file that do not go to the very next touchpoint."""
    by_id = {column.touchpoint.id: column for column in row.columns}
    numbers = spec.journey.number_of
    arcs: list[Arc] = []
    for column in row.columns:
        for transition in transitions_from(spec.journey, column.touchpoint):
            number = numbers.get(transition.to)
            if not transition.written or (transition.to != EXIT and (number is None or number == column.number + 1)):
                continue
            arcs.append(_arc(spec, column, transition, by_id.get(transition.to), number, row))
    result = Arcs([])
    for arc in sorted(arcs, key=lambda arc: (arc.span[1] - arc.span[0], arc.start)):
        _choose_level(arc, result.arcs, row, canvas_end)
        result.arcs.append(arc)
    return result


def _arc(
    spec: MapSpec, column: Column, transition: Transition, target: Column | None, number: int | None, row: Row
) -> Arc:
    words = spec.words
    is_exit = transition.to == EXIT
    share = words.percent(transition.share) if transition.share is not None else ""
    text = " ".join(part for part in (share, transition.when or "") if part)
    if is_exit and not transition.when:
        text = words.say("exit-share", share=share) if share else words["exit"]
    if not is_exit and target is None and number is not None:
        name = f"{words.number(number)} {spec.journey.touchpoints[number - 1].name}"
        text = ": ".join(part for part in (text, words.say("goes-to", name=name)) if part)
    room = _LABEL_MOST
    if target is not None:
        room = min(max(abs(target.middle - column.middle) - 24, _LABEL_LEAST), _LABEL_MOST * 2)
    label = CAPTION_BOLD.lines(text, room) if text else ()
    return Arc(column, target.middle if target else None, is_exit=is_exit, label=label, title=text)


def _choose_level(arc: Arc, placed: list[Arc], row: Row, canvas_end: float) -> None:
    """Sets the level of an arc, and for a stub the side of its label, so that it crosses as few others as possible."""
    best: tuple[float, int, bool] | None = None
    top = max((other.level for other in placed), default=0) + 1
    for backward in (False, True) if arc.target is None else (False,):
        arc.backward_label = backward
        for level in range(1, top + 1):
            arc.level = level
            cost = _cost(arc, placed) + 3 * level + backward
            low, high = arc.span
            if low < row.start or high > canvas_end:
                cost += 1000
            if best is None or cost < best[0]:
                best = (cost, level, backward)
    assert best is not None
    arc.level, arc.backward_label = best[1], best[2]


def _cost(arc: Arc, placed: Iterable[Arc]) -> float:
    cost = 0.0
    low, high = arc.span
    for other in placed:
        other_low, other_high = other.span
        apart = high + _AIR <= other_low or other_high + _AIR <= low
        if arc.level == other.level and not apart:
            cost += 500
        upper, lower = (arc, other) if arc.level > other.level else (other, arc)
        if upper.level != lower.level:
            for leg in upper.legs:
                cost += 100 * (lower.label_span[0] - 3 < leg < lower.label_span[1] + 3)
                cost += 8 * (lower.span[0] < leg < lower.span[1])
    return cost


def draw_arcs(canvas: Canvas, arcs: Arcs, base: float, station: float) -> None:
    """Draws arcs. `base` is the y of the lines on the lowest level, `station` the y of the stations."""
    for arc in arcs.arcs:
        y = base - arcs.rise(arc.level)
        with canvas.group(touchpoint=arc.column.touchpoint.id, title=arc.title):
            if arc.target is None:
                _draw_stub(canvas, arc, y, station)
            else:
                _draw_bracket(canvas, arc, arc.target, y, station)


def _draw_bracket(canvas: Canvas, arc: Arc, target: float, y: float, station: float) -> None:
    start = arc.start + (3 if target > arc.start else -3)
    end = target + (-3 if target > arc.start else 3)
    turn = 10 if end > start else -10
    foot = station - 16
    canvas.path(
        [
            ("M", (start, foot)),
            ("L", (start, y + 10)),
            ("C", (start, y + 4, start + turn * 0.4, y, start + turn, y)),
            ("L", (end - turn, y)),
            ("C", (end - turn * 0.4, y, end, y + 4, end, y + 10)),
            ("L", (end, foot - 3)),
        ],
        stroke="ink2",
        stroke_width=1.5,
    )
    canvas.path(closed_path([(end - 4, foot - 6), (end + 4, foot - 6), (end, foot)]), "ink2")
    for index, line in enumerate(reversed(arc.label)):
        baseline = y - 6 - index * CAPTION_BOLD.leading
        canvas.text((start + end) / 2, baseline, line, CAPTION_BOLD, "ink", align="middle")


def _draw_stub(canvas: Canvas, arc: Arc, y: float, station: float) -> None:
    colour = "pain" if arc.is_exit else "ink2"
    sign = -1 if arc.backward_label else 1
    x, end = arc.start, arc.start + sign * _STUB
    canvas.path(
        [
            ("M", (x, station - 18)),
            ("L", (x, y + 8)),
            ("C", (x, y + 3, x + sign * 3, y, x + sign * 8, y)),
            ("L", (end, y)),
        ],
        stroke=colour,
        stroke_width=1.8,
    )
    if arc.is_exit:
        canvas.line(end, y - 6, end, y + 6, colour, 2.2)
    else:
        canvas.path(closed_path([(end, y - 4), (end, y + 4), (end + sign * 7, y)]), colour)
    first = y + 3.8 - (len(arc.label) - 1) * CAPTION_BOLD.leading
    for index, line in enumerate(arc.label):
        baseline = first + index * CAPTION_BOLD.leading
        align = "end" if arc.backward_label else "start"
        colour_of_label = "pain" if arc.is_exit else "ink"
        gap = sign * (7 if arc.is_exit else 12)
        canvas.text(end + gap, baseline, line, CAPTION_BOLD, colour_of_label, align=align)  # type: ignore[arg-type]
