"""Reads a journey from the tree of its file."""

from typing import Any, cast

from journeymap.calendars import Calendar
from journeymap.diagnostics import Finding
from journeymap.model.journey import Journey
from journeymap.model.reading import MISSING, Report
from journeymap.model.shape import field_of, read
from journeymap.source.tree import Mapping, Node, Scalar


def read_journey(tree: Node, text: str = "") -> tuple[Journey | None, tuple[Finding, ...]]:
    """Returns the journey and a finding for every key or value that is wrong, missing or unknown.

    The journey is None only when a part that every map needs is missing, such as the stages; other parts
    that are wrong are left out, so that the rest can still be checked. With the text of the file, hints about quotes
    show its lines.
    """
    report = Report(text, calendar_of(tree))
    journey = read(Journey, tree, report)
    if journey is MISSING:
        return None, tuple(report.findings)
    if text and not ("[[" in text or "\\" in text):  # an escape may stand for a bracket
        journey = Journey(**(journey.__dict__ | {"may_mention": False}))
    return journey, tuple(report.findings)


def calendar_of(tree: Node) -> Calendar | None:
    """Returns the calendar that a file says its dates are in; None when it says none.

    A name that is not known counts as the Gregorian calendar: it is reported, and no date is doubted because of it.
    """
    given = tree.entries.get("calendar") if isinstance(tree, Mapping) else None
    if given is None or (isinstance(given, Scalar) and given.is_null):
        return None
    calendar: Any = field_of(Journey, "calendar").kind.read(given, Report())
    return "gregorian" if calendar is MISSING else cast(Calendar, calendar)
