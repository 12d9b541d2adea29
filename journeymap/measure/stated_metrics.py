"""A measured figure as the metric of a journey's file has it, and whether a metric in the file is that figure."""

from __future__ import annotations

import datetime as dt

from journeymap.calendars import WrittenDate
from journeymap.insight.quantiles import CONFIDENCE
from journeymap.measure.measured import MeasuredCell
from journeymap.measure.period_days import days_of, week_of
from journeymap.model import Journey, Metric


def figures_of(cell: MeasuredCell) -> dict[str, float | None]:
    """Returns the value and the ends of the interval of a cell as a metric of a journey has them, by the metric's keys.

    The ends are None for another interval than that of 95 %, which is what they mean there.
    """
    ends = (cell.low, cell.high) if cell.confidence == CONFIDENCE else (None, None)
    low, high = (None if end is None else round(end, 1) for end in ends)
    return {"value": round(cell.value, 1), "low": low, "high": high}


def last_day_of(period: str, week: str = "iso") -> WrittenDate | None:
    """Returns the last day of a period, written as the period; None for `all`, and for what is no period.

    `week` is how weeks begin, as `days_of` has it.
    """
    days = days_of(period, week)
    return WrittenDate(days[1].year, days[1].month, days[1].day, period, period) if days else None


def last_day_of_cell(journey: Journey, cell: MeasuredCell) -> WrittenDate | None:
    """Returns the last day of a cell's period; for all answers, that of the period of its source. None without one."""
    return last_day_in(journey, cell.source, cell.period)


def last_day_in(journey: Journey, source: str, period: str) -> WrittenDate | None:
    """Returns the last day of a period; for all periods, that of the period which the source has. None without one."""
    asked = next((each.period for each in journey.sources if each.id == source), None)
    week = week_of(journey, source)
    return last_day_of(period, week) or (last_day_of(asked, week) if asked else None)


def day_of_writing(
    last: WrittenDate | None, stated: dt.date | None, today: dt.date, *, is_as_measured: bool
) -> dt.date:  # fmt: skip
    """Returns the day that a measured figure has in a file: the last one of its period or, while that lasts or where
    there is none, the day on which the figure became what it is: the `stated` one if it is as measured, else today."""
    day: dt.date = last if last is not None and last <= today else stated if is_as_measured and stated else today
    return dt.date(day.year, day.month, day.day)


def is_as_measured(stated: Metric, cell: MeasuredCell, last: WrittenDate | None) -> bool:
    """Whether a metric of the file is the figure of a cell, as it is written there: the same value, n and interval,
    on the `last` day of the cell's period or, where it was written before that or there is none, on the day of then."""
    found = {**figures_of(cell), "n": cell.n}
    is_same = all(fact is None or getattr(stated, key) == fact for key, fact in found.items())
    return is_same and stated.date is not None and (last is None or stated.date <= last)
