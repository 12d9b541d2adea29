"""The journey as one HTML page that needs nothing else: no network, no other file, and no script to be read."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from journeymap import resources
from journeymap.layout.scene import Scene
from journeymap.model import Journey
from journeymap.render.environment import Environment
from journeymap.render.facts import Speaker
from journeymap.render.page_view import page_view
from journeymap.render.plan import plan_view
from journeymap.render.svg import font_css, inline_svg
from journeymap.style.locale import Words
from journeymap.style.theme import Theme, load_theme

_TEMPLATE = "page.j2.html"
_GREY = 3 * 128


def render_html(
    journey: Journey, *, scene: Scene, theme: Theme, words: Words, today: dt.date, environment: Environment
) -> str:
    """The page: the map, the journey as text and the plan, in the journey's language.

    Its colours are the theme's, with a second set for the reader whose system, or wish, is dark (for a dark
    theme: light); on paper they are the print theme's. The policy in its head lets nothing in but its own
    one style, one script and the fonts within.
    """
    drawing = inline_svg(scene, environment)
    script = _part("page.js")
    page = page_view(Speaker(journey, words, today), scene)

    def head(body: str) -> dict[str, Markup]:
        # The fonts are cut to the characters in use, so the body has to be known first.
        style = _style(theme, font_css(scene, extra_text="".join(sorted(set(body)))))
        return {"policy": _policy(style, script), "style": Markup(style), "script": Markup(script)}

    return environment.get_template(_TEMPLATE).render(
        page=page,
        plan=plan_view(journey, words, today),
        words=words,
        drawing=Markup(drawing),
        scheme="dark" if _is_dark(theme) else "",
        head=head,
    )


def _policy(style: str, script: str) -> Markup:
    policy = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "font-src data:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return Markup("; ".join(policy))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _style(theme: Theme, fonts: str) -> str:
    is_dark = _is_dark(theme)
    light = _variables((load_theme("default") if is_dark else theme).tokens)
    dark = _variables((theme if is_dark else load_theme("dark")).tokens)
    return "\n".join((
        fonts,
        f":root{{color-scheme:light;{light}}}",
        f"@media (prefers-color-scheme:dark){{:root:not([data-scheme=light]){{color-scheme:dark;{dark}}}}}",
        f":root[data-scheme=dark]{{color-scheme:dark;{dark}}}",
        f"@media print{{:root:root:root{{color-scheme:light;{_variables(load_theme('print').tokens)}}}}}",
        _part("page.css"),
    ))  # fmt: skip


def _is_dark(theme: Theme) -> bool:
    """Whether the theme's paper is nearer to black than to white."""
    return sum(bytes.fromhex(theme.tokens["paper"].removeprefix("#"))) < _GREY


def _variables(tokens: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in tokens.items())


@cache
def _part(name: str) -> str:
    return (resources.templates() / "partials" / name).read_text(encoding="utf-8")
