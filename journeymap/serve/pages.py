"""The pages of a journey, as `render`, `plan` and `flow` make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeymap.model import Journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.pipeline.flows import FlowChoice, make_flow
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.pipeline.plan_documents import PlanDocument
from journeymap.pipeline.plans import Wanted
from journeymap.settings import Settings


def page_of(journey: Journey, kind: str, settings: Settings) -> bytes:
    """Returns a page of a journey, one of `PAGES`. Raises UserError when it cannot be drawn with these settings."""
    use_fonts_of(settings, journey.language)
    return PAGES[kind](journey, settings)


def _map(journey: Journey, settings: Settings) -> bytes:
    return draw(drawing_request(journey, settings), ("html",))["html"]


def _plan(journey: Journey, settings: Settings) -> bytes:
    document = PlanDocument("html", Wanted())
    document.add(journey, settings)
    (page,) = document.files("")
    return page


def _flow(journey: Journey, settings: Settings) -> bytes:
    (page,) = make_flow(journey, settings, ("html",), FlowChoice()).values()
    return page


PAGES: Mapping[str, Callable[[Journey, Settings], bytes]] = {"map": _map, "plan": _plan, "flow": _flow}
