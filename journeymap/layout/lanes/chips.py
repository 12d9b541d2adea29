"""The chips of measured metrics: the value of each segment with its interval and n, and a sparkline with the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from journeymap.layout.canvas import CAPTION, EMOTION, HEADING, LABEL, Canvas, Type
from journeymap.layout.frame import Column
from journeymap.layout.lanes.metrics import metric_name, metric_target, metric_value
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import closed_path, marker
from journeymap.layout.scene import Segment
from journeymap.layout.spec import PAD, MapSpec, persona_token
from journeymap.model import Metric
from journeymap.model.metrics import meets_target
from journeymap.overlays.measures import MeasuredPart, MeasuresOverlay
from journeymap.records import NamedTuple
from journeymap.style.interval_texts import interval_text
from journeymap.style.locale import Words

_TITLE = 18.0
_INDENT = 16.0
_MARKER = 4.4
_VALUE = 20.0
_AIR = 4.0
_BESIDE = 8.0
_BELOW_PART = 4.0
_SPARK = (30.0, 54.0)
_SPARK_HEIGHT = 26.0
_TARGET = 11.0
_DOT = 2.6
_WHISKER_PAST = 3.0


class _PartTexts(NamedTuple):
    """The texts of a segment: its value or why there is none, its interval if that stands beside, and lines below.

    `head` is the width of the value with the interval beside it, in pixels. `met` is whether the target is met, if any.
    """

    part: MeasuredPart
    value: str
    style: Type
    interval: str
    below: tuple[str, ...]
    head: float
    met: bool | None

    @property
    def foot(self) -> float:
        """The width of the first line below the value, in pixels."""
        return CAPTION.width(self.below[0]) if self.below else 0.0

    @property
    def width(self) -> float:
        """The width in pixels."""
        return max([self.head, *map(CAPTION.width, self.below)])

    @property
    def height(self) -> float:
        """The height in pixels."""
        return _VALUE + max(len(self.below), 1) * CAPTION.leading + _BELOW_PART


class Chip:
    """A metric of a touchpoint, `width` pixels wide: its name and target, and below these what each segment says."""

    def __init__(self, spec: MapSpec, key: str, metric: Metric, parts: Sequence[MeasuredPart], width: float) -> None:
        self._metric = metric
        self._width = width
        self._indent = _INDENT if len(parts) > 1 else 0.0
        name, target = metric_name(spec.words, key, metric), metric_target(spec.words, key, metric)
        beside = EMOTION.width(name) + _BESIDE + CAPTION.width(target) <= width
        self._name = (name,) if beside else EMOTION.lines(name, width)
        self._target = (target,) if beside or not target else CAPTION.lines(target, width)
        self._target_beside = beside
        room = width - self._indent
        self._parts = [_part_texts(spec.words, key, metric, part, room) for part in parts]
        end = self._indent + max(part.width for part in self._parts) + _BESIDE
        self._spark = min(width - end - _TARGET, _SPARK[1])
        self._longest = max(len(part.course) for part in parts)
        if self._spark < _SPARK[0] or self._longest < 2:
            self._spark = 0.0
        self._ends = _ends(parts, metric.target) if self._spark else (0.0, 1.0)
        self._room_beside = room - _BESIDE - _TARGET

    @property
    def has_spark(self) -> bool:
        """Whether it has room for a sparkline, and a course to draw."""
        return self._spark > 0

    @property
    def met(self) -> Iterator[bool]:
        """Whether the target is met, of each segment for which the chip shows it."""
        for each in self._parts:
            if each.met is not None and (min(each.head, each.foot) <= self._room_beside or self._draws_spark(each)):
                yield each.met

    def _draws_spark(self, each: _PartTexts) -> bool:
        return self._spark > 0 and bool(each.part.course)

    @property
    def height(self) -> float:
        """The height in pixels."""
        lines = len(self._name) + (0 if self._target_beside else len(self._target))
        return _TITLE + (lines - 1) * EMOTION.leading + sum(part.height for part in self._parts)

    def draw(self, canvas: Canvas, column: Column, top: float) -> None:
        """Draws the chip in a column, from the y `top` down."""
        x, end = column.x + PAD, column.x + PAD + self._width
        y = canvas.lines(x, top, self._name, EMOTION, "ink")
        if self._target_beside:
            canvas.text(end, top + 11, self._target[0], CAPTION, "ink2", align="end")
        else:
            y = canvas.lines(x, y, self._target, CAPTION, "ink2")
        y += _TITLE - EMOTION.leading
        for each in self._parts:
            self._draw_part(canvas, each, x, end, y)
            y += each.height

    def _draw_part(self, canvas: Canvas, each: _PartTexts, x: float, end: float, top: float) -> None:
        part = each.part
        colour = _colour(part)
        if self._indent:
            marker(canvas, x + _MARKER, top + 9, part.marker or 0, _MARKER, colour, hollow=part.few)
        x += self._indent
        if part.value is None:
            canvas.text(x, top + 13, each.value, CAPTION, "ink3")
            return
        width = canvas.text(x, top + 14, each.value, each.style, "ink", rtl=_direction(each.value))
        canvas.text(x + width + _AIR, top + 14, each.interval, CAPTION, "ink2", rtl=_direction(each.interval))
        baseline = top + _VALUE + 9
        for line in each.below:
            canvas.text(x, baseline, line, CAPTION, "ink2", rtl=_direction(line))
            baseline += CAPTION.leading
        if self._draws_spark(each):
            self._draw_spark(canvas, each, end - _TARGET, top + 2, colour)
        elif each.met is not None and min(each.head, each.foot) <= self._room_beside:
            below = 0 if each.head <= self._room_beside else _VALUE - 3
            _draw_target(canvas, end - _TARGET + 2, top + 9 + below, met=each.met)

    def _draw_spark(self, canvas: Canvas, each: _PartTexts, end: float, top: float, colour: str) -> None:
        """Draws how the metric went, up to the x `end`: a line that breaks where nothing is told, and the target."""
        part = each.part
        low, high = self._ends

        def y(value: float) -> float:
            return top + _SPARK_HEIGHT * (high - value) / (high - low)

        if self._metric.target is not None and each.met is not None:
            level = y(self._metric.target)
            canvas.line(end - self._spark, level, end, level, "ink3", 1, (2, 3))
            _draw_target(canvas, end + 2, level, met=each.met)
        reach = self._spark - _DOT - 1
        step = reach / (self._longest - 1)
        start = end - _DOT - 1 - step * (len(part.course) - 1)
        points = [None if value is None else (start + step * at, y(value)) for at, value in enumerate(part.course)]
        for line in _runs(points):
            if len(line) > 1:
                path: list[Segment] = [("M", line[0]), *(("L", point) for point in line[1:])]
                canvas.path(path, stroke=colour, stroke_width=1.5)
            elif line[0] != points[-1]:
                canvas.circle(*line[0], 1.3, colour)
        last = points[-1]
        if last is None:
            return
        if part.low is not None and part.high is not None:
            upper, lower = y(part.high), y(part.low)
            if max(last[1] - upper, lower - last[1]) > _DOT + _WHISKER_PAST:
                canvas.line(last[0], upper, last[0], lower, colour, 1)
                for cap in (upper, lower):
                    canvas.line(last[0] - 2.5, cap, last[0] + 2.5, cap, colour, 1)
        if part.few:
            canvas.circle(*last, _DOT, "paper", stroke=colour, stroke_width=1.3)
        else:
            canvas.circle(*last, _DOT, colour)


def chip_entries(
    spec: MapSpec, measures: MeasuresOverlay, column_width: float, *, with_targets: bool
) -> list[LegendEntry]:
    """The entries of the legend for the marks of chips that are in use; those of targets only `with_targets`."""
    chips = list(_chips(spec, measures, column_width - 2 * PAD))
    entries: list[LegendEntry] = []
    if any(chip.has_spark for chip in chips):
        entries.append(LegendEntry(36, spec.words["course-legend"], _draw_sample))
    met = {each for chip in chips for each in chip.met} if with_targets else set()
    if False in met:
        entries.append(LegendEntry(8, spec.words["target-missed"], partial(_draw_target, met=False)))
    if True in met:
        entries.append(LegendEntry(8, spec.words["target-met"], partial(_draw_target, met=True)))
    return entries


def _chips(spec: MapSpec, measures: MeasuresOverlay, width: float) -> Iterator[Chip]:
    for path, parts in measures.metrics.items():
        (_, touchpoint), (_, key) = path.steps
        found = spec.journey.touchpoint_by_id.get(touchpoint)
        if found is not None and key in found.metrics:
            yield Chip(spec, key, found.metrics[key], parts, width)


def _draw_sample(canvas: Canvas, x: float, y: float) -> None:
    corners = ((x, y + 3), (x + 8, y - 1), (x + 16, y + 1), (x + 24, y - 3), (x + 32, y - 4))
    canvas.path([("M", corners[0]), *(("L", corner) for corner in corners[1:])], stroke="ink2", stroke_width=1.5)
    canvas.circle(*corners[-1], _DOT, "ink2")


def _part_texts(words: Words, key: str, metric: Metric, part: MeasuredPart, room: float) -> _PartTexts:
    """The texts of a segment in `room` pixels."""
    if part.value is None:
        text = CAPTION.lines(part.answers, room, most=1)[0]
        return _PartTexts(part, text, CAPTION, "", (), CAPTION.width(text), None)
    value, interval = _figures(words, key, metric, part, part.value)
    style = HEADING if HEADING.width(value) <= room else LABEL
    value = style.lines(value, room, most=1)[0]
    width = style.width(value)
    with_interval = width + _AIR + CAPTION.width(interval) if interval else width
    beside = with_interval <= room
    said = part.answers if beside else f"{part.answers} {interval}"
    below = CAPTION.lines(said, room)
    met = meets_target(key, metric.replace(value=part.value))
    return _PartTexts(part, value, style, interval if beside else "", below, with_interval if beside else width, met)


def _figures(words: Words, key: str, metric: Metric, part: MeasuredPart, value: float) -> tuple[str, str]:
    """A value and its interval, with the decimals that the interval lets count: `64%` and `±5`, or `6–17`."""
    if part.low is None or part.high is None:
        return metric_value(words, key, metric, round(value, 1)), ""
    decimals, interval = interval_text(words, value, part.low, part.high)
    return metric_value(words, key, metric, round(value, decimals)), interval


def _ends(parts: Sequence[MeasuredPart], target: float | None) -> tuple[float, float]:
    """The lowest and the highest value of the one scale of all sparklines of a chip."""
    values = [value for part in parts for value in part.course if value is not None]
    values += [end for part in parts if part.course for end in (part.low, part.high) if end is not None]
    if target is not None:
        values.append(target)
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 1, high + 1)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The points that follow each other without a gap."""
    found: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is not None:
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def _colour(part: MeasuredPart) -> str:
    return "ink2" if part.marker is None else persona_token(part.marker)


def _direction(text: str) -> bool | None:
    """Left to right for numbers with signs; what has letters runs as these do."""
    return None if any(letter.isalpha() for letter in text) else False


def _draw_target(canvas: Canvas, x: float, y: float, *, met: bool) -> None:
    """Draws the target's triangle, whose tip is at (x, y) against the reading direction: solid if missed."""
    colour = "opportunity" if met else "pain"
    triangle = closed_path([(x, y), (x + 7, y - 4), (x + 7, y + 4)])
    canvas.path(triangle, "paper" if met else colour, stroke=colour, stroke_width=1.3)
