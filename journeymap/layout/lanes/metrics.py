"""The metrics lane, of touchpoints and of whole stages: the value, a dot plot, sample, interval, target and date.

A value that nothing can be compared with has no plot, and a metric that is only planned says so instead of a value.
What is measured of a metric that has no value in the file is a chip, which tells segments apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, HEADING, NOTE, Canvas, Type
from journeymap.layout.frame import Column, Row, StageSpan
from journeymap.layout.lanes.whole_stage import BRACKET, draw_bracket, opened_spans
from journeymap.layout.marks import closed_path
from journeymap.layout.spec import PAD, MapSpec
from journeymap.model import Metric
from journeymap.model.metrics import MetricAxis, meets_target, metric_axis, standard
from journeymap.overlays import ItemPath
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple
from journeymap.style.locale import Words

if TYPE_CHECKING:
    from journeymap.layout.lanes.chips import Chip

_ABOVE = 10
_BETWEEN = 6
_VALUE = 20
_PLOT = 22
_CAPTION = 14
_WIDEST = 340.0
_BELOW_STAGES = 16


class _MetricTexts(NamedTuple):
    """The texts of a metric, in lines: its value, its name and its captions. `axis` is that of its plot, if any.

    `style` is that of the value.
    """

    value: tuple[str, ...]
    name: tuple[str, ...]
    name_beside: bool
    sample: tuple[str, ...]
    target: tuple[str, ...]
    target_beside: bool
    date: tuple[str, ...]
    axis: MetricAxis | None
    style: Type

    @property
    def plot_height(self) -> float:
        """The height of the plot, in pixels."""
        return _PLOT if self.axis is not None else 0

    @property
    def height(self) -> float:
        """The height of the metric in pixels, with its plot."""
        name = 0 if self.name_beside else len(self.name) * NOTE.leading
        captions = len(self.sample) + (0 if self.target_beside else len(self.target)) + len(self.date)
        return len(self.value) * _VALUE + name + self.plot_height + captions * _CAPTION


class _Slot(NamedTuple):
    """The room for a metric of a stage: the logical x and the width in pixels, and in which line of them it is."""

    x: float
    width: float
    line: int


class Metrics:
    """The lane of the metrics measured at the touchpoints and, above these, for stages as a whole."""

    name = "metrics"
    icon = "metrics"

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-metrics"]

    def height(self, spec: MapSpec, row: Row) -> float:
        of_stages = self._stages_height(spec, row)
        tallest = max((self._cell_height(spec, column) for column in row.columns), default=0)
        between = _BELOW_STAGES if of_stages and tallest else 0
        return of_stages + between + tallest + 2 * _ABOVE if of_stages or tallest else 0

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        top += _ABOVE
        of_stages = self._stages_height(spec, row)
        for span in opened_spans(row) if of_stages else ():
            if span.stage.metrics:
                with canvas.group(stage=span.stage.id):
                    draw_bracket(canvas, span, top)
                    self._draw_stage(canvas, spec, span, top + BRACKET)
        top += of_stages + _BELOW_STAGES if of_stages else 0
        for column in row.columns:
            y = top
            for key, metric, shown in _shown(spec, column):
                with canvas.group(touchpoint=column.touchpoint.id, metric=key):
                    if isinstance(shown, _MetricTexts):
                        _draw(canvas, column, key, metric, shown, y)
                    else:
                        shown.draw(canvas, column, y)
                y += shown.height + _BETWEEN

    def _cell_height(self, spec: MapSpec, column: Column) -> float:
        heights = [shown.height for _, _, shown in _shown(spec, column)]
        return sum(heights) + _BETWEEN * (len(heights) - 1) if heights else 0

    def _stages_height(self, spec: MapSpec, row: Row) -> float:
        """The height of the stages' own metrics with their brackets; 0 without any."""
        heights = (sum(_line_heights(spec, span)) for span in opened_spans(row) if span.stage.metrics)
        tallest = max(heights, default=0)
        return tallest + BRACKET - _BETWEEN if tallest else 0

    def _draw_stage(self, canvas: Canvas, spec: MapSpec, span: StageSpan, top: float) -> None:
        heights = _line_heights(spec, span)
        for slot, (key, metric) in zip(_slots(span), span.stage.metrics.items(), strict=True):
            texts = _metric_texts(spec, key, metric, slot.width - 2 * PAD)
            with canvas.group(metric=key):
                _draw(canvas, slot, key, metric, texts, top + sum(heights[: slot.line]))


def _shown(spec: MapSpec, column: Column) -> list[tuple[str, Metric, _MetricTexts | Chip]]:
    """The metrics of a touchpoint: those in the file as texts with a plot, those measured beside it as chips."""
    metrics, width = column.touchpoint.metrics, column.width - 2 * PAD
    measures = spec.overlay(MeasuresOverlay) if spec.overlays and metrics else None
    measured = measures.metrics if measures is not None else {}
    found: list[tuple[str, Metric, _MetricTexts | Chip]] = []
    for key, metric in metrics.items():
        parts = measured.get(ItemPath.to(touchpoint=column.touchpoint.id, metric=key)) if measured else None
        if parts:
            from journeymap.layout.lanes.chips import Chip  # noqa: PLC0415  few maps have measures

            found.append((key, metric, Chip(spec, key, metric, parts, width)))
        else:
            found.append((key, metric, _metric_texts(spec, key, metric, width)))
    return found


def _slots(span: StageSpan) -> list[_Slot]:
    """The room for each metric of a stage: beside each other, as many to a line as the stage has columns."""
    count = len(span.stage.metrics)
    beside = min(count, max(len(span.columns), 1))
    width = min(span.width / beside, _WIDEST)
    return [_Slot(span.x + index % beside * width, width, index // beside) for index in range(count)]


def _line_heights(spec: MapSpec, span: StageSpan) -> list[float]:
    """The height of each line of a stage's metrics with the space below it, in pixels."""
    heights: dict[int, float] = {}
    for slot, (key, metric) in zip(_slots(span), span.stage.metrics.items(), strict=True):
        height = _metric_texts(spec, key, metric, slot.width - 2 * PAD).height + _BETWEEN
        heights[slot.line] = max(heights.get(slot.line, 0), height)
    return list(heights.values())


def metric_name(words: Words, key: str, metric: Metric) -> str:
    """The name of a metric: its own, else the usual name for its key, else the key."""
    if metric.name:
        return metric.name
    return words.get(f"metric-{key}", key)


def metric_value(words: Words, key: str, metric: Metric, value: float) -> str:
    """A value of a metric with its sign or unit: `84%`, `+38`, `2.4 min`."""
    unit = standard(key, metric).unit
    if unit == "%":
        return words.percent(value / 100)
    number = words.axis(value, signed=False)
    if standard(key, metric).signed:
        return ("+" if value > 0 else "") + number
    return f"{number} {unit}" if unit else number


def metric_interval(words: Words, metric: Metric) -> str:
    """The 95 % interval of a metric: `±4` when it is symmetric about the value, else `78–85`; empty without one."""
    if metric.value is None or metric.low is None or metric.high is None:
        return ""
    below, above = metric.value - metric.low, metric.high - metric.value
    if abs(below - above) < 0.051 * max(below, above, 1e-9):
        return words.plus_minus((below + above) / 2)
    return words.between(*(words.axis(end, signed=False) for end in (metric.low, metric.high)))


def metric_target(words: Words, key: str, metric: Metric) -> str:
    """The target of a metric: `target 90%`; empty without one."""
    if metric.target is None:
        return ""
    return words.say("target-value", value=metric_value(words, key, metric, metric.target))


def metric_day(words: Words, metric: Metric) -> str:
    """The day on which a metric was measured or, when it is planned, will be; empty without a date."""
    if metric.date is None:
        return ""
    day = words.day(metric.date)
    return day if metric.value is not None else words.say("to-be-measured-on", date=day)


def _metric_texts(spec: MapSpec, key: str, metric: Metric, width: float) -> _MetricTexts:
    words, style = spec.words, spec.face("figure", HEADING)
    name = metric_name(words, key, metric)
    n = words.say("sample", n=metric.n) if metric.n is not None else ""
    target = metric_target(words, key, metric)
    date = CAPTION.lines(metric_day(words, metric), width)
    if metric.value is None:
        planned = words["list-comma"].join(part for part in (target, words["not-measured"]) if part)
        said = CAPTION.lines(" · ".join(part for part in (planned, n) if part), width)
        return _MetricTexts((), NOTE.lines(name, width), False, said, (), False, date, None, style)
    value = metric_value(words, key, metric, metric.value)
    beside = style.width(value) + 6 + NOTE.width(name) <= width
    interval = metric_interval(words, metric)
    sample = (" " if interval.startswith("±") else " · ").join(part for part in (n, interval) if part)
    fits = CAPTION.width(sample) + CAPTION_BOLD.width(target) + 8 <= width
    return _MetricTexts(
        value=style.lines(value, width),
        name=(name,) if beside else NOTE.lines(name, width),
        name_beside=beside,
        sample=CAPTION.lines(sample, width),
        target=CAPTION_BOLD.lines(target, width),
        target_beside=bool(sample and target) and fits,
        date=date,
        axis=metric_axis(key, metric),
        style=style,
    )


def _draw(canvas: Canvas, column: Column | _Slot, key: str, metric: Metric, texts: _MetricTexts, top: float) -> None:
    x, width = column.x + PAD, column.width - 2 * PAD
    y = canvas.lines(x, top, texts.value, texts.style, "ink")
    if texts.name_beside:
        canvas.text(x + texts.style.width(texts.value[0]) + 6, top + 15, texts.name[0], NOTE, "ink2")
    else:
        y = canvas.lines(x, y, texts.name, NOTE, "ink2")
    if texts.axis is not None and metric.value is not None:
        _draw_plot(canvas, (x, x + width), y + 13, key, metric, texts.axis, metric.value)
    baseline = y + texts.plot_height + 10
    for line in texts.sample:
        canvas.text(x, baseline, line, CAPTION, "ink3")
        baseline += _CAPTION
    colour = "opportunity" if meets_target(key, metric) else "pain"
    for line in texts.target:
        if texts.target_beside:
            canvas.text(x + width, baseline - _CAPTION, line, CAPTION_BOLD, colour, align="end")
        else:
            canvas.text(x, baseline, line, CAPTION_BOLD, colour)
            baseline += _CAPTION
    for line in texts.date:
        canvas.text(x, baseline, line, CAPTION, "ink3")
        baseline += _CAPTION


def _draw_plot(
    canvas: Canvas, ends: tuple[float, float], y: float, key: str, metric: Metric, axis: MetricAxis, value: float
) -> None:
    """Draws the dot plot: a scale, the value, its interval, the target, and a line from the value to the target."""
    start, end = ends

    def place(value: float) -> float:
        return start + 4 + (value - axis.low) / (axis.high - axis.low) * (end - start - 8)

    canvas.line(start, y, end, y, "rule2")
    for tick in axis.ticks:
        x = start if tick == axis.low else end if tick == axis.high else place(tick)
        canvas.line(x, y - 3, x, y + 3, "rule2")
    met = meets_target(key, metric)
    colour = "opportunity" if met else "pain"
    if metric.target is not None:
        canvas.line(place(value), y, place(metric.target), y, "ink3", 1.6)
    if metric.low is not None and metric.high is not None:
        low, high = place(metric.low), place(metric.high)
        canvas.line(low, y, high, y, "ink", 1.6)
        if high - low > 9:
            for cap in (low, high):
                canvas.line(cap, y - 3.5, cap, y + 3.5, "ink", 1.4)
    canvas.circle(place(value), y, 3.6, "ink")
    if metric.target is not None:
        _draw_target(canvas, place(metric.target), y, colour, met=bool(met))


def _draw_target(canvas: Canvas, x: float, y: float, colour: str, *, met: bool) -> None:
    """Draws the target as a triangle on the scale: solid when missed, hollow when met."""
    tip = y - 4.5
    triangle = closed_path([(x, tip), (x - 4.6, tip - 8), (x + 4.6, tip - 8)])
    canvas.path(triangle, "paper" if met else colour, stroke=colour, stroke_width=1.3)
