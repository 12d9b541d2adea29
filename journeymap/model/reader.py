"""Builds the journey from the tree of a file."""

from journeymap.diagnostics import Finding
from journeymap.model.journey import Journey
from journeymap.model.reading import MISSING, Report
from journeymap.model.shape import read
from journeymap.source.tree import Node


def read_journey(tree: Node) -> tuple[Journey | None, tuple[Finding, ...]]:
    """The journey that a tree describes, and every way in which its shape is wrong.

    The journey is None only when what a map cannot do without (its title, say) is missing; elsewhere
    a part that does not fit is left out, so that the rest can still be checked.
    """
    report = Report()
    journey = read(Journey, tree, report)
    return (None if journey is MISSING else journey), tuple(report.findings)
