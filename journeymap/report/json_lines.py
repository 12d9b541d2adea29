"""Diagnostics for programs that read line by line: the objects of the JSON report, one to a line."""

from __future__ import annotations

import json

from journeymap.report import Run
from journeymap.report.json import shape


def report(run: Run) -> str:
    """All diagnostics of a run, each a JSON object in ASCII on a line of its own."""
    return "".join(json.dumps(shape(diagnostic), ensure_ascii=True) + "\n" for diagnostic in run.diagnostics)
