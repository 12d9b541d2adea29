"""A chart of a metric by period: a line with the band of its interval for each group of customers, and the target.

Few answers are a hollow point with a whisker beside the line. The line breaks where a period has no figure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from journeymap.layout.canvas import CAPTION, CAPTION_STRONG, Canvas, first_baseline
from journeymap.layout.marks import closed_path, marker
from journeymap.layout.scene import Group, Scene, Segment
from journeymap.layout.spec import persona_token
from journeymap.overlays.figures import Figure
from journeymap.records import NamedTuple, Record

MOST_GROUPS = 5
"""The most groups beside all customers that a chart tells apart."""
_WIDTH = 352.0
_PLOT = 128.0
_TICKS = 3
_AXIS_GAP = 8.0
_INSIDE = 24.0
_MARKER = 4.0
_DOT = 2.4
_LEGEND_LINE = 17.0
_LEGEND_GAP = 16.0
_LEGEND_INDENT = 13.0
_BELOW = 20.0
_LABEL_GAP = 10.0


class ChartLine(NamedTuple):
    """A group of customers: its name, the index of its marker (None for all customers), and a figure for each period.

    A figure is None where there is none.
    """

    name: str
    marker: int | None
    figures: tuple[Figure | None, ...]


class Chart(Record):
    """What a chart shows, with finished texts.

    `periods` are the names of the periods, and `places` where these are in time. `told` gives the text of a value, and
    `ends` are those of the metric's scale, beyond which there are no values.
    """

    title: str
    description: str
    language: str
    rtl: bool
    periods: tuple[str, ...]
    places: tuple[int, ...]
    lines: tuple[ChartLine, ...]
    target: float | None
    target_text: str
    ends: tuple[float, float] | None
    told: Callable[[float], str]


def chart_scene(chart: Chart) -> Scene:
    """Returns the scene of a chart, 352 pixels wide. It has at least one figure."""
    return _Drawer(chart).scene()


def ticks(low: float, high: float) -> list[float]:
    """Returns round values from one at or below `low` to one at or above `high`: about four of them."""
    span = high - low or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(span / _TICKS))
    step = next(step * each for each in (1, 2, 5, 10) if step * each >= span / _TICKS)
    first, last = math.floor(round(low / step, 6)), math.ceil(round(high / step, 6))
    return [round(number * step, 9) for number in range(first, max(last, first + 1) + 1)]


class _Drawer:
    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._canvas = Canvas(_WIDTH, rtl=chart.rtl)
        self._ticks = self._tick_values()
        self._left = max(CAPTION.width(chart.told(tick)) for tick in self._ticks) + _AXIS_GAP
        self._first, self._last = chart.places[0], chart.places[-1]
        self._is_alone = len(chart.lines) == 1

    def _tick_values(self) -> list[float]:
        found = [figure for line in self._chart.lines for figure in line.figures if figure is not None]
        values = [end for each in found for end in (each.value, each.low, each.high) if end is not None]
        if self._chart.target is not None:
            values.append(self._chart.target)
        made = ticks(min(values), max(values))
        low, high = self._chart.ends or (made[0], made[-1])
        low, high = max(made[0], min(low, *values)), min(made[-1], max(high, *values))
        # A tick beyond the metric's scale would say that there could be such values.
        inner = [each for each in made if low < each < high]
        return [low, *inner, high]

    def scene(self) -> Scene:
        chart, canvas = self._chart, self._canvas
        with canvas.group(kind="chart"):
            self._top = self._draw_legend() + 6
            self._draw_axes()
            for line in reversed(chart.lines):
                self._draw_band(line)
            for line in reversed(chart.lines):
                self._draw_line(line)
        return Scene(
            width=_WIDTH, height=self._top + _PLOT + _BELOW, title=chart.title, description=chart.description,
            language=chart.language, rtl=chart.rtl,
            bands=[element for element in canvas.elements if isinstance(element, Group)],
        )  # fmt: skip

    def _draw_legend(self) -> float:
        """Draws the names of the groups with their marks, in lines; returns the y below."""
        x, y = 0.0, 0.0
        for line in self._chart.lines:
            (name,) = CAPTION_STRONG.lines(line.name, _WIDTH - _LEGEND_INDENT, most=1)
            width = _LEGEND_INDENT + CAPTION_STRONG.width(name)
            if x and x + width > _WIDTH:
                x, y = 0.0, y + _LEGEND_LINE
            self._draw_point(line, x + _MARKER, y + _LEGEND_LINE / 2, hollow=False)
            baseline = y + (_LEGEND_LINE - CAPTION_STRONG.leading) / 2 + first_baseline(CAPTION_STRONG)
            self._canvas.text(x + _LEGEND_INDENT, baseline, name, CAPTION_STRONG, "ink2")
            x += width + _LEGEND_GAP
        return y + _LEGEND_LINE

    def _draw_axes(self) -> None:
        chart, canvas = self._chart, self._canvas
        for tick in self._ticks:
            y = self._y(tick)
            canvas.line(self._left, y, _WIDTH, y, "rule")
            canvas.text(self._left - _AXIS_GAP, y + 3.7, chart.told(tick), CAPTION, "ink3", align="end", rtl=False)
        if chart.target is not None:
            y = self._y(chart.target)
            canvas.line(self._left, y, _WIDTH, y, "ink2", 1, (2, 3))
            x, baseline = self._free_place(y, CAPTION.width(chart.target_text))
            canvas.text(x, baseline, chart.target_text, CAPTION, "ink2")
        widths = [CAPTION.width(period) for period in chart.periods]
        fits = sum(widths) + _LABEL_GAP * (len(widths) - 1) <= _WIDTH - self._left
        shown = range(len(widths)) if fits else (0, len(widths) - 1)
        for number in shown:
            self._draw_period(number, widths[number])

    def _free_place(self, y: float, width: float) -> tuple[float, float]:
        """Where the text of the target stands, by its line at `y`: as far as can be, on no point of any line."""
        points = [
            (self._x(at), self._y(figure.value))
            for line in self._chart.lines
            for at, figure in enumerate(line.figures)
            if figure is not None
        ]

        def hidden(place: tuple[float, float]) -> int:
            x, baseline = place
            near = _MARKER + 2
            return sum(
                x - near < each < x + width + near and baseline - CAPTION.size - near < at < baseline + near
                for each, at in points
            )

        above, below = y - 4, y + CAPTION.leading - 2
        baselines = [each for each in (above, below) if self._top + CAPTION.size < each < self._top + _PLOT]
        xs = [_WIDTH - width, self._left, (self._left + _WIDTH - width) / 2]
        return min(((x, baseline) for baseline in baselines for x in xs), key=hidden)

    def _draw_period(self, number: int, width: float) -> None:
        middle = self._x(number)
        x = min(max(middle, self._left + width / 2), _WIDTH - width / 2)
        baseline = self._top + _PLOT + 5 + first_baseline(CAPTION)
        self._canvas.text(x, baseline, self._chart.periods[number], CAPTION, "ink3", align="middle")

    def _draw_band(self, line: ChartLine) -> None:
        if line.marker is None and not self._is_alone:
            return
        fill = "rule" if line.marker is None else persona_token(line.marker, tint=True)
        for run in self._runs(line):
            ends = [(self._x(at), self._y(each.low), self._y(each.high)) for at, each in run if each.low is not None
                    and each.high is not None]  # fmt: skip
            if len(ends) == len(run) > 1:
                edge = [(x, high) for x, _, high in ends] + [(x, low) for x, low, _ in reversed(ends)]
                self._canvas.path(closed_path(edge), fill, opacity=0.55)

    def _draw_line(self, line: ChartLine) -> None:
        colour, is_main = _colour(line), line.marker is not None or self._is_alone
        for run in self._runs(line):
            points = [(self._x(at), self._y(each.value)) for at, each in run]
            steps: list[Segment] = [("M", points[0]), *(("L", point) for point in points[1:])]
            if len(points) > 1:
                self._canvas.path(steps, stroke=colour, stroke_width=2 if is_main else 1.2)
            elif is_main:
                self._draw_whisker(*run[0], colour)
        for at, each in enumerate(line.figures):
            if each is not None:
                if each.few and is_main:
                    self._draw_whisker(at, each, colour)
                self._draw_point(line, self._x(at), self._y(each.value), hollow=each.few)

    def _draw_whisker(self, at: int, each: Figure, colour: str) -> None:
        if each.low is not None and each.high is not None:
            x = self._x(at)
            self._canvas.line(x, self._y(each.low), x, self._y(each.high), colour, 1.2)

    def _draw_point(self, line: ChartLine, x: float, y: float, *, hollow: bool) -> None:
        if line.marker is not None:
            marker(self._canvas, x, y, line.marker, _MARKER, _colour(line), hollow=hollow, halo=0 if hollow else 1)
        elif hollow:
            self._canvas.circle(x, y, _DOT, "paper", stroke=_colour(line), stroke_width=1.2)
        else:
            self._canvas.circle(x, y, _DOT, _colour(line))

    def _runs(self, line: ChartLine) -> Iterator[list[tuple[int, Figure]]]:
        """The figures that a line joins, with the numbers of their periods: of enough answers, one after the other."""
        run: list[tuple[int, Figure]] = []
        for at, figure in enumerate(line.figures):
            if run and (figure is None or figure.few or self._chart.places[at] != self._chart.places[run[-1][0]] + 1):
                yield run
                run = []
            if figure is not None and not figure.few:
                run.append((at, figure))
        if run:
            yield run

    def _x(self, number: int) -> float:
        start, room = self._left + _INSIDE, _WIDTH - self._left - 2 * _INSIDE
        span = self._last - self._first
        return start + (room * (self._chart.places[number] - self._first) / span if span else room / 2)

    def _y(self, value: float) -> float:
        values: Sequence[float] = self._ticks
        low, high = values[0], values[-1]
        share = (value - low) / (high - low)
        return self._top + _PLOT * (1 - min(max(share, 0.0), 1.0))


def _colour(line: ChartLine) -> str:
    return "ink3" if line.marker is None else persona_token(line.marker)
