"""Dates in a journey file, in the calendar that the file says."""

from __future__ import annotations

from typing import Any

from journeymap import calendars
from journeymap.calendars import Calendar
from journeymap.model.reading import Report, called, wrong
from journeymap.source.tree import Node, Scalar

_EXAMPLES: dict[Calendar, str] = {
    "gregorian": "2026-11-21", "persian": "1405-08-30", "hebrew": "5787-03-11", "islamic-umalqura": "1448-06-11",
}  # fmt: skip


def read_date(node: Node, report: Report, *, periods: bool) -> Any:
    """Returns the date that a node is in the calendar of the report; with `periods` also a month or quarter.

    Reports a text that is no date, and then returns MISSING, and a year that no journey has.
    """
    calendar = report.calendar or "gregorian"
    hint = _date_hint(calendar, periods=periods)
    if not isinstance(node, Scalar) or node.is_null:
        return wrong(node, "a date", report, hint)
    text = node.text
    try:
        found = calendars.read_date(text, calendar, periods=periods) if isinstance(node.value, str) else None
    except ValueError:
        if report.calendar is None and calendars.year_of(text) not in calendars.YEARS:
            return _report_distant(node, calendars.year_of(text), report, periods=periods)
        name = "" if calendar == "gregorian" else f"{calendars.NAMES[calendar]} "
        return report.add("JM107", f"{text} is not in the {name}calendar", node.span, hint)
    if found is None:
        return report.add("JM107", f"{called(node)} is not a date", node.span, hint)
    if found.year not in calendars.YEARS and report.calendar != "gregorian":
        _report_distant(node, found.year, report, periods=periods)
    return found


def _date_hint(calendar: Calendar, *, periods: bool) -> str:
    example = _EXAMPLES[calendar]
    hint = f"write it as year-month-day, such as {example}"
    if not periods:
        return hint
    quarter = f" or {example[:4]}-Q4" if calendar in calendars.QUARTERED else ""
    return f"{hint}; a month as {example[:7]}{', a quarter as' + quarter[3:] if quarter else ''}"


def _report_distant(node: Scalar, year: int, report: Report, *, periods: bool) -> object:
    """Reports a date in a year that no journey has, with the dates of other calendars that it could be."""
    text = node.text
    if report.calendar:
        message = f"{text} of the {calendars.NAMES[report.calendar]} calendar is in the Gregorian year {year}"
        return report.add("JM118", message, node.span, _date_hint(report.calendar, periods=periods))
    meant = calendars.other_calendars(text, periods=periods)
    hint = "mend the year, or write `calendar: gregorian` at the top of the file if it is meant"
    if meant:
        choices = (f"`calendar: {calendar}` (then it is {day.isoformat()})" for calendar, day in meant.items())
        hint = f"a date of another calendar? Write {' or '.join(choices)} at the top of the file"
    return report.add("JM118", f"{text} is in the Gregorian year {year}", node.span, hint)
