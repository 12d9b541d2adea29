"""Reports a fault of journeymap itself: the traceback, and what to do with it."""

from __future__ import annotations

import platform
import traceback

from journeymap import __version__
from journeymap.cli.console import report_problem, say
from journeymap.report.safe import visible


def report_fault(trace: str = "") -> None:
    """Show a traceback and ask for a bug report. By default it is that of the exception being handled."""
    for line in (trace or traceback.format_exc()).splitlines():
        say(visible(line))
    report_problem(
        "this is a fault of journeymap's own, and not of your file",
        hint="please report it with the lines above and the file that caused it; "
        f"this is journeymap {__version__} on Python {platform.python_version()}, {platform.system()}",
    )
