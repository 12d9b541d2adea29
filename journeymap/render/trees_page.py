"""The action trees of a journey as one HTML page: each as a picture, as instructions, and to be walked."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from journeymap.layout.tree.texts import TreeTeller
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.phrases import Phrases
from journeymap.render.plan.trees import trees_of_plan
from journeymap.render.sealed import is_dark, page_head
from journeymap.render.svg import inline_svg
from journeymap.style.signs import keep_signs_in


def render_sheet(teller: TreeTeller, drawing: Drawing, environment: Environment) -> bytes:
    """Returns the page of a drawing whose scenes are those of the trees, in UTF-8; it needs no script to be read."""
    journey = drawing.journey
    pictures = [Markup(inline_svg(scene, environment, nth)) for nth, scene in enumerate(drawing.scenes, 1)]
    told = trees_of_plan(Phrases(journey, drawing.words, drawing.today))
    page = environment.get_template("trees.j2.html").render(
        trees=keep_signs_in(told, rtl=journey.is_rtl),
        pictures=pictures,
        journey=journey,
        words=drawing.words,
        direction="rtl" if journey.is_rtl else "ltr",
        said_in="" if teller.words.is_in(journey.language) else teller.words.language,
        scheme="dark" if is_dark(drawing.theme) else "",
        head=partial(page_head, drawing.theme, "trees"),
    )
    return page.encode()
