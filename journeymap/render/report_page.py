"""The report on a journey's measures as an HTML page."""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.render.document import render_page
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment


def render_sheet(page: NamedTuple, drawing: Drawing, environment: Environment) -> bytes:
    """The page in UTF-8; the scenes of the request are its drawings."""
    return render_page("report", page, drawing, environment)
