"""Differences as maps: the new version with marks where it changed, and the old feelings under the new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeymap.history.marking import overlays_of
from journeymap.history.sides import Compared
from journeymap.layout import Scene, lay_out
from journeymap.model import Journey
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
        f"{each.difference.new.id}.diff.{form}": draw(each.difference.new, _scene(each, settings), settings).encode()
        for each in compared
        if each.difference.new is not None
    }


def _scene(compared: Compared, settings: Settings) -> Scene:
    journey = compared.difference.new
    assert journey is not None
    return lay_out(
        journey,
        theme=load_theme(settings.theme),
        words=load_words(journey.language),
        today=settings.today,
        compact=settings.compact,
        overlays=overlays_of(compared.difference),
    )


def _svg(journey: Journey, scene: Scene, settings: Settings) -> str:
    return render_svg(scene, load_theme(settings.theme))


def _html(journey: Journey, scene: Scene, settings: Settings) -> str:
    return render_html(
        journey,
        scene=scene,
        theme=load_theme(settings.theme),
        words=load_words(journey.language),
        today=settings.today,
        environment=environment(),
    )


_FORMS: dict[str, Callable[[Journey, Scene, Settings], str]] = {"svg": _svg, "html": _html}
