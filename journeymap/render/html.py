"""The journey as one HTML page, which loads no other file and nothing from the network, and needs no script to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from markupsafe import Markup

from journeymap.layout.scene import Scene
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.measured_page import measured_page
from journeymap.render.mentions import linked, with_link_marks
from journeymap.render.page_overlays import with_overlays
from journeymap.render.page_view import page_view
from journeymap.render.phrases import Phrases
from journeymap.render.plan import plan_view
from journeymap.render.sealed import is_dark, page_head
from journeymap.render.svg import inline_svg
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs_in
from journeymap.style.theme import Theme

_TEMPLATE = "page.j2.html"


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The HTML page of a drawing's journey, in UTF-8."""
    parts = page_parts(
        drawing.journey,
        scene=drawing.scene,
        theme=drawing.theme,
        words=drawing.words,
        today=drawing.today,
        environment=environment,
        overlays=drawing.overlays,
    )
    file = BytesIO()  # in one text, the fonts would take as many bytes a letter as its widest character does
    file.writelines(map(str.encode, parts))
    return file.getvalue()


def render_html(*args: Any, **kwargs: Any) -> str:
    """The page as one text; the arguments are those of `page_parts`."""
    return "".join(page_parts(*args, **kwargs))


def page_parts(
    journey: Journey,
    *,
    scene: Scene,
    theme: Theme,
    words: Words,
    today: dt.date,
    environment: Environment,
    overlays: Sequence[Overlay[Any]] = (),
) -> Iterable[str]:
    """The page in the journey's language, in parts: the map, the journey as text with texts of overlays, and the plan.

    Its colours are those of the theme, with a second set for a reader whose system or choice is dark (with a dark
    theme: light). Printed, they are those of the print theme. The content security policy in its head allows only its
    own style, script and fonts.
    """
    drawing = inline_svg(scene, environment)
    marked = with_link_marks(journey, words)
    measured = measured_page(journey, words, today, overlays) if overlays else None
    page = with_overlays(page_view(Phrases(marked, words, today), scene), overlays)
    styles = tuple(name for name, is_used in (("measures", measured), ("trees", journey.trees)) if is_used)
    parts = environment.get_template(_TEMPLATE).generate(
        page=keep_signs_in(page, rtl=journey.is_rtl),
        plan=plan_view(marked, words, today, MeasuresOverlay.among(overlays)),
        measured=measured,
        words=words,
        drawing=Markup(drawing),
        scheme="dark" if is_dark(theme) else "",
        head=partial(page_head, theme, "page", styles=styles, scripts=("trees",) if journey.trees else ()),
    )
    return parts if marked is journey else [linked("".join(parts))]
