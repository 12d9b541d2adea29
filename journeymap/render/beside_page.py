"""Two journeys beside each other as an HTML page: the drawing, and all that changed in words."""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.render.document import render_page
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment


class BesideChange(NamedTuple):
    """A change in words: its kind, `added`, `removed`, `moved` or `changed`, what that is called, and the text."""

    how: str
    called: str
    text: str


class BesideSection(NamedTuple):
    """Changes of one sort, under their heading."""

    heading: str
    changes: tuple[BesideChange, ...]


class BesidePage(NamedTuple):
    """All texts of the page. `said_in` is the language of its headings, `folded` are the steps without a column."""

    language: str
    said_in: str
    is_rtl: bool
    kicker: str
    title: str
    heading: str
    lead: tuple[str, ...]
    sections: tuple[BesideSection, ...]
    folded_heading: str
    folded: tuple[str, ...]
    closing: str


def render_sheet(page: BesidePage, drawing: Drawing, environment: Environment) -> bytes:
    """The page in UTF-8; the scene of the request is its drawing."""
    return render_page("beside", page, drawing, environment, has_script=False)
