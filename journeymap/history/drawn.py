"""Differences as maps: the new version with marks where it changed, and the old feelings under the new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from journeymap.history.marking import overlays_of
from journeymap.history.sides import Compared
from journeymap.layout import Scene, lay_out
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.render.environment import environment
from journeymap.render.html import render_html
from journeymap.render.svg import render_svg
from journeymap.settings import Settings
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme


def drawn(compared: Sequence[Compared], form: str, settings: Settings) -> dict[str, bytes]:
    """The maps as `svg` or `html`, by the names of their files. A journey that was removed has none."""
    draw = _FORMS[form]
    return {
        f"{each.difference.new.id}.diff.{form}": draw(
            each.difference.new, overlays_of(each.difference), settings
        ).encode()
        for each in compared
        if each.difference.new is not None
    }


def _scene(journey: Journey, overlays: Sequence[Overlay[Any]], settings: Settings) -> Scene:
    return lay_out(
        journey,
        theme=load_theme(settings.theme),
        words=load_words(journey.language),
        today=settings.today,
        compact=settings.compact,
        overlays=overlays,
    )


def _svg(journey: Journey, overlays: Sequence[Overlay[Any]], settings: Settings) -> str:
    return render_svg(_scene(journey, overlays, settings), load_theme(settings.theme))


def _html(journey: Journey, overlays: Sequence[Overlay[Any]], settings: Settings) -> str:
    return render_html(
        journey,
        scene=_scene(journey, overlays, settings),
        theme=load_theme(settings.theme),
        words=load_words(journey.language),
        today=settings.today,
        environment=environment(),
        overlays=overlays,
    )


_FORMS: dict[str, Callable[[Journey, Sequence[Overlay[Any]], Settings], str]] = {"svg": _svg, "html": _html}
