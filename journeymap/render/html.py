"""The journey as one HTML page, which loads no other file and nothing from the network, and needs no script to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from journeymap.render.svg import inline_chart_parts, inline_svg_parts
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs_in
from journeymap.style.theme import Theme

_TEMPLATE = "page.j2.html"
_PLACE, _PLACE_END = "<!--", "-->"
"""What keeps a place, by its name, for what is put in later; no text can be it, since texts are escaped."""


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The HTML page of a drawing's journey, in UTF-8."""
    parts = page_parts(
        drawing.journey,
        scene=drawing.map,
        overview=drawing.page_overview,
        curve=drawing.page_curve,
        opens=drawing.opens,
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
    overview: Scene | None = None,
    curve: Scene | None = None,
    opens: str = "",
    overlays: Sequence[Overlay[Any]] = (),
) -> Iterable[str]:
    """The page in the journey's language, in parts: overview, map, the journey as text with its curve, and the plan.

    `scene` is that of the map. The text has texts of the overlays. The page `opens` on the `overview` or the `full`
    map; without it, on the overview where the reader's window has room for it, else on the text.

    Its colours are those of the theme, with a second set for a reader whose system or choice is dark (with a dark
    theme: light). Printed, they are those of the print theme. The content security policy in its head allows only its
    own style, script and fonts.
    """
    # the map comes last: its markup is kept, for other formats of it
    beside = (("overview", overview), ("curve", curve))
    drawings = {each: list(inline_chart_parts(drawn, each)) for each, drawn in beside if drawn}
    drawings["drawing"] = list(inline_svg_parts(scene, environment))
    marked = with_link_marks(journey, words)
    measured = measured_page(journey, words, today, overlays) if overlays else None
    page = with_overlays(page_view(Phrases(marked, words, today), scene), overlays, words)
    styles = tuple(name for name, is_used in (("measures", measured), ("trees", journey.trees)) if is_used)
    scripts = ("drawings", "toggles", "touchpoints", "address", *(("trees",) if journey.trees else ()))
    given, later = {each: Markup(f"{_PLACE}{each}{_PLACE_END}") for each in drawings}, drawings
    if environment.sandboxed:  # a user's template may do anything with them
        given, later = {each: Markup("".join(parts)) for each, parts in drawings.items()}, {}

    def head(body: str) -> Mapping[str, Markup]:
        drawn = [part for parts in later.values() for part in parts]
        made = page_head(
            theme, "page", body, drawings=drawn, styles=("views", *styles, "cards"), scripts=scripts
        )  # fmt: skip
        if not later:
            return made
        later["style"] = [made["style"]]  # has the fonts
        return {**made, "style": Markup(f"{_PLACE}style{_PLACE_END}")}

    parts = environment.get_template(_TEMPLATE).generate(
        page=keep_signs_in(page, rtl=journey.is_rtl),
        plan=plan_view(marked, words, today, MeasuresOverlay.among(overlays)),
        measured=measured,
        words=words,
        **{"overview": "", "curve": "", **given},
        opens=opens,
        scheme="dark" if is_dark(theme) else "",
        head=head,
    )
    whole = _completed(parts, later) if later else parts
    return whole if marked is journey and not overlays else [linked("".join(whole))]


def _completed(parts: Iterable[str], later: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The parts of a page with what belongs in the places that are kept in them: its drawings and its style.

    These are most of the page, and ASCII for the most part. In one text with the rest they would be copied and searched
    again and again, in twice the memory.
    """
    for part in parts:
        text, *pieces = part.split(_PLACE)
        yield text
        for piece in pieces:
            name, _, text = piece.partition(_PLACE_END)
            yield from later[name]
            yield text
