"""Reads a journey from the tree of its file."""

from journeymap.diagnostics import Finding
from journeymap.model.journey import Journey
from journeymap.model.reading import MISSING, Report
from journeymap.model.shape import read
from journeymap.source.tree import Node


def read_journey(tree: Node, text: str = "") -> tuple[Journey | None, tuple[Finding, ...]]:
    """Returns the journey and a finding for every key or value that is wrong, missing or unknown.

    The journey is None only when a part that every map needs is missing, such as the stages; other parts
    that are wrong are left out, so that the rest can still be checked. With the text of the file, hints about quotes
    show its lines.
    """
    report = Report(text)
    journey = read(Journey, tree, report)
    return (None if journey is MISSING else journey), tuple(report.findings)
