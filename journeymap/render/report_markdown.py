"""The report on a journey's measures as Markdown."""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.render.document import render_markdown
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment


def render_sheet(page: NamedTuple, drawing: Drawing, environment: Environment) -> bytes:
    """The texts of the report in UTF-8."""
    return render_markdown("report", page, environment)
