"""The texts of figures, segments, periods and changes in the report, in the journey's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from journeymap.calendars import WrittenDate
from journeymap.insight.actions import day_done
from journeymap.layout.lanes.metrics import metric_name, metric_value
from journeymap.measure.events_as_cells import is_funnel, way_of
from journeymap.measure.measured import MeasuredCell
from journeymap.measure.period_days import days_of, week_of
from journeymap.measure.report.page import ReportStep
from journeymap.model import EXIT, Action, Journey, Metric
from journeymap.model.metrics import standard
from journeymap.style.locale import Words
from journeymap.style.time_texts import time_text

_OTHER = "other"


class ReportValues:
    """Writes figures of a journey: `words` are those of the map, `texts` those of the report, and those of the user are
    in the folder `own`."""

    def __init__(self, journey: Journey, words: Words, texts: Words, own: Path | None = None) -> None:
        self.own = own
        self.journey = journey
        self.words = words
        self.texts = texts
        self._segments = {each.id: each.name for each in reversed(journey.segments)}

    def step(self, touchpoint: str) -> ReportStep:
        """The touchpoint with this id."""
        found = self.journey.touchpoint_by_id[touchpoint]
        number = self.words.number(self.journey.number_of[touchpoint])
        return ReportStep(number, bool(found.moment_of_truth), found.name)

    def listed(self, texts: Iterable[str]) -> str:
        """Short texts, each once, separated by the language's comma."""
        return self.words["list-comma"].join(dict.fromkeys(texts))

    def done(self, action: Action) -> str:
        """When a done action was done, or was due where the file does not tell."""
        day = day_done(action)
        return self.texts.say("done-on" if action.done else "done-by", date=self.words.day(day) if day else "")

    def isolated(self, text: str) -> str:
        """A text of numbers that runs left to right, isolated from right-to-left text around it."""
        return f"\u2066{text}\u2069" if text and self.journey.is_rtl else text

    def interval(self, cell: MeasuredCell, low: float | None, high: float | None) -> str:
        """An interval of a cell's metric with its unit; empty without one. Where it has words, it runs as these do."""
        if low is None or high is None:
            return ""
        said = self.words.between(self.value(cell, low), self.value(cell, high))
        return said if " " in said else self.isolated(said)

    def segment(self, segment: Mapping[str, str]) -> str:
        """The names of a segment, one for each dimension; empty for all customers."""
        names = (self._segments.get(id_, self.texts["other"] if id_ == _OTHER else id_) for id_ in segment.values())
        return self.listed(names)

    def metric(self, cell: MeasuredCell) -> str:
        """The name of a cell's metric; of a way, where it leads."""
        if to := way_of(cell.metric):
            return self.goes_to(to)
        if is_funnel(cell.metric):
            return self.texts["whole-funnel"]
        return metric_name(self.words, cell.metric, self._stated(cell))

    def goes_to(self, to: str) -> str:
        """Where a way leads: to a touchpoint by its id, or out of the journey."""
        return self.words["exit"] if to == EXIT else self.words.say("goes-to", name=self.numbered(to))

    def numbered(self, touchpoint: str) -> str:
        """The touchpoint with this id, with its number on the map before its name."""
        return f"{self.words.number(self.journey.number_of[touchpoint])} {self.step(touchpoint).name}"

    def time(self, seconds: float) -> str:
        """A time in the unit that reads best: `90 seconds`, `4.5 minutes`."""
        return time_text(self.words, seconds)

    def whose(self, cell: MeasuredCell) -> str:
        """The name of a cell's metric, and of whom it is."""
        return self.listed((self.metric(cell), self.segment(cell.segment) or self.texts["everyone"]))

    def value(self, cell: MeasuredCell, value: float, places: int = 0) -> str:
        """A value of a cell's metric with its unit."""
        return metric_value(self.words, cell.metric, self._stated(cell), round(value, self.places(cell, places)))

    def places(self, cell: MeasuredCell, places: int = 0) -> int:
        """How many decimals a figure is told with: at least one for means."""
        return max(places, 1) if cell.method == "t" else places

    def unit(self, cell: MeasuredCell, value: float) -> str:
        """The unit of a change of this value."""
        if cell.method == "poisson":
            return self.texts["in-thousand"]
        return self.texts.say("points", n=abs(round(value, 1)))

    def difference(self, cell: MeasuredCell, value: float) -> str:
        """A difference without its sign, with its unit."""
        return f"{self.words.number(round(value, 1))} {self.unit(cell, value)}"

    def period(self, period: str, source: str = "") -> str:
        """A period in full: a week with its last day, others as they are written."""
        days = days_of(period, week_of(self.journey, source))
        if days is None:
            return period
        if "W" not in period:
            return self.words.day(WrittenDate(*days[1].timetuple()[:3], period, period))
        week = self.words.number(int(period.rpartition("W")[2]))
        return self.texts.say("week-ending", week=week, date=self.words.day(days[1]))

    def short_period(self, period: str, *, named: bool = False) -> str:
        """A period in the least room: the number of a week, after the word if it is `named`."""
        if "W" not in period:
            return period
        number = int(period.rpartition("W")[2])
        return self.texts.say("week-number", n=number) if named else self.words.number(number)

    def _stated(self, cell: MeasuredCell) -> Metric:
        touchpoint = self.journey.touchpoint_by_id[cell.touchpoint]
        stated = touchpoint.metrics.get(cell.metric) or Metric(node=touchpoint.node)
        is_share = cell.method == "wilson" and standard(cell.metric, stated).unit == "" and cell.metric != "importance"
        return stated.replace(unit="%") if is_share else stated
