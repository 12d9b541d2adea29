"""Documents of finished texts: as Markdown, or as an HTML page with drawings."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from journeymap.records import NamedTuple
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.sealed import is_dark, page_head
from journeymap.render.svg import inline_svg


def render_markdown(name: str, view: NamedTuple, environment: Environment) -> bytes:
    """The texts of a document as Markdown in UTF-8, by the template `NAME.j2.md`, which knows them as NAME."""
    text = environment.get_template(f"{name}.j2.md").render({name: view})
    return (text.rstrip("\n") + "\n").encode()


def render_page(
    name: str, view: NamedTuple, drawing: Drawing, environment: Environment, *, has_script: bool = False
) -> bytes:
    """The texts of a document, and its scenes, as an HTML page in UTF-8, by the template `NAME.j2.html`.

    The page loads nothing. Its style and, if it `has_script`, its script are the files of that name; `drawings` are the
    scenes as inline SVG.
    """
    drawings = [Markup(inline_svg(scene, environment, nth)) for nth, scene in enumerate(drawing.scenes, 1)]
    theme = drawing.theme
    text = environment.get_template(f"{name}.j2.html").render(
        {name: view},
        words=drawing.words,
        drawings=drawings,
        scheme="dark" if is_dark(theme) else "",
        head=partial(page_head, theme, name, has_script=has_script),
    )
    return text.encode()
