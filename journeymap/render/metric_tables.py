"""The figures of a metric as tables: those of the newest period, and those of all."""

from __future__ import annotations

from journeymap.model import Metric
from journeymap.overlays.figures import Figure, FigureLine, FigureTable
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.render.about_figures import AboutFigures
from journeymap.render.by_period import PeriodFigure, table_by_period
from journeymap.render.phrases import Phrases
from journeymap.render.tables import Table
from journeymap.render.texts import joined


class MetricTables:
    """Writes the tables of metrics, and the figures in them as texts."""

    def __init__(self, phrases: Phrases, measures: MeasuresOverlay) -> None:
        self._phrases = phrases
        self._words = phrases.words
        self._interval_head = measures.interval
        self._about = AboutFigures(phrases, measures)

    def newest(self, table: FigureTable, metric: Metric) -> Table:
        """The figures of the newest period."""
        words, period = self._words, self._about.period(table.periods[-1])
        heads = (words["segment"], *self._told(), words["period"])
        rows = ((self._about.group(line.segments), *self._cells(table, metric, line, -1)) for line in table.lines)
        return Table(heads, tuple((*row, period) for row in rows))

    def every(self, table: FigureTable, metric: Metric) -> Table:
        """The figures of all periods."""
        found = []
        for line in table.lines:
            for at, name in enumerate(table.periods):
                value, interval, _ = self._cells(table, metric, line, at)
                figure, period = line.figures[at], self._about.period(name)
                n = self._about.counted(figure.n, few=figure.few) if isinstance(figure, Figure) else ""
                found.append(PeriodFigure((self._about.group(line.segments),), period, value, joined(interval, n)))
        few = any(isinstance(figure, Figure) and figure.few for line in table.lines for figure in line.figures)
        caption = (*self._told(), self._about.few_marked(any_few=few))
        return table_by_period((self._words["segment"],), self._words["period"], caption, found)

    def _told(self) -> tuple[str, str, str]:
        """What is told of a figure."""
        return self._words["value"], self._interval_head, self._words["answers"]

    def _cells(self, table: FigureTable, metric: Metric, line: FigureLine, at: int) -> tuple[str, str, str]:
        """A figure with its interval and its number of answers, or why there is none."""
        figure = line.figures[at]
        if isinstance(figure, str):
            return self._words[figure], "", ""
        n = self._about.n(figure.n, few=figure.few)
        return self.value(table, metric, figure.value), self.interval(table, metric, figure), n

    def value(self, table: FigureTable, metric: Metric, value: float) -> str:
        """A value of the table's metric, with its unit."""
        return self._phrases.quantity(table.metric, metric, round(value, 1))

    def interval(self, table: FigureTable, metric: Metric, figure: Figure) -> str:
        """The interval of a figure of the table's metric; nothing where it has none."""
        if figure.low is None or figure.high is None:
            return ""
        low, high = (self.value(table, metric, end) for end in (figure.low, figure.high))
        return self._words.say("from-low-to-high", low=low, high=high)
