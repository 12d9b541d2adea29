"""Views of a journey: an overview, a map with a chosen set of lanes, or the full map; and lanes chosen for one run."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.errors import UserError
from journeymap.model import LANES, Journey
from journeymap.settings import Settings
from journeymap.spelling import did_you_mean
from journeymap.style.theme import load_theme

VIEWS = ("overview", "standard", "full")
STANDARD = ("doing", "feeling", "pains", "gains", "opportunities")
"""The lanes of the standard view: what customers do and feel, what hurts, what works, and what could be better."""
STANDARD_LEAST = 7.0
"""The size in points of the smallest text of the standard view on the sheets that it is printed on."""


def check_view(view: str) -> None:
    """Raises UserError for an unknown view."""
    if view not in VIEWS:
        raise UserError(
            f"there is no view {view!r}", hint=did_you_mean(view, VIEWS) or f"choose among {', '.join(VIEWS)}"
        )


def view_of(settings: Settings) -> str:
    """Returns the view that is drawn: that of the settings, else that of the theme.

    Lanes that the settings name are those of a map, whatever the view.
    """
    return "full" if settings.lanes else settings.view or usual_view(settings)


def usual_view(settings: Settings) -> str:
    """Returns the view that the theme shows unless another is asked for."""
    return load_theme(settings.theme).drawing.view


def opening_view(settings: Settings) -> str:
    """Returns what a page opens on: the overview or the map, as the settings name it; empty where they name neither."""
    if settings.lanes or settings.view in ("standard", "full"):
        return "full"
    return settings.view


def in_view(journey: Journey, settings: Settings) -> Journey:
    """Returns the journey with the lanes that the settings ask for: named ones, else those of the view, else its own,
    else those of the theme.

    Raises UserError for a lane that neither is journeymap's own nor stands under `custom`.
    """
    if settings.lanes:
        _check_lanes(journey, settings.lanes)
        return journey.replace(lanes=settings.lanes)
    if view_of(settings) == "standard":
        return journey.replace(lanes=STANDARD)
    of_theme = load_theme(settings.theme).drawing.lanes
    if settings.view or journey.lanes or not of_theme:
        return journey
    _check_lanes(journey, of_theme)
    return journey.replace(lanes=of_theme)


def _check_lanes(journey: Journey, lanes: Sequence[str]) -> None:
    known = (*LANES, *(lane.id for lane in journey.custom))
    for name in lanes:
        if name not in known:
            hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
            raise UserError(f"lanes: the journey {journey.id!r} has no lane {name!r}", hint=hint)
