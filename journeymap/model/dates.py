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
    if not isinstance(node, Scalar) or node.is_null:
        return wrong(node, "a date", report, _hint(calendar, periods=periods))
    text = node.text
    try:
        found = calendars.read_date(text, calendar, periods=periods) if isinstance(node.value, str) else None
    except ValueError:
        if report.calendar is None and calendars.year_of(text) not in calendars.YEARS:
            return _report_distant(node, calendars.year_of(text), report, periods=periods)
        name = "" if calendar == "gregorian" else f"{calendars.NAMES[calendar]} "
        hint = _gregorian_hint(text, calendar) or _hint(calendar, periods=periods)
        return report.add("JM107", f"{text} is not in the {name}calendar", node.span, hint)
    if found is None:
        return report.add("JM107", f"{called(node)} is not a date", node.span, _hint(calendar, periods=periods))
    if found.year not in calendars.YEARS and report.calendar != "gregorian":
        _report_distant(node, found.year, report, periods=periods)
    return found


def _hint(calendar: Calendar, *, periods: bool) -> str:
    day = _EXAMPLES[calendar]
    forms = [f"write it as year-month-day, such as {day}"]
    if periods:
        forms.append(f"a month as {day[:7]}")
        if calendar in calendars.QUARTERED:
            forms.append(f"a quarter as {day[:4]}-Q4")
    return ", ".join(forms)


def _gregorian_hint(text: str, calendar: Calendar) -> str:
    """Returns how a Gregorian day is written in another calendar of the file; empty for any other text."""
    try:
        day = calendars.read_date(text, "gregorian")
    except ValueError:
        return ""
    if calendar == "gregorian" or day is None or day.year not in calendars.YEARS:
        return ""
    return f"the Gregorian {text} is {calendars.in_calendar(day, calendar)} in the calendar of this file: write that"


def _report_distant(node: Scalar, year: int, report: Report, *, periods: bool) -> object:
    """Reports a date in a year that no journey has, with the dates of other calendars that it could be."""
    text = node.text
    if report.calendar:
        message = f"{text} of the {calendars.NAMES[report.calendar]} calendar is in the Gregorian year {year}"
        hint = _gregorian_hint(text, report.calendar) or _hint(report.calendar, periods=periods)
        return report.add("JM118", message, node.span, hint)
    meant = calendars.other_calendars(text, periods=periods)
    hint = "mend the year, or write `calendar: gregorian` at the top of the file if it is meant"
    if meant:
        choices = (f"`calendar: {calendar}` (then it is {day.isoformat()})" for calendar, day in meant.items())
        hint = f"a date of another calendar? Write {' or '.join(choices)} at the top of the file"
    return report.add("JM118", f"{text} is in the Gregorian year {year}", node.span, hint)
