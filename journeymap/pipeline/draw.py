"""From a journey to the bytes of its maps. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from journeymap.model import Journey
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.layout import Scene
    from journeymap.render.environment import Environment
    from journeymap.style.theme import Theme


def render(journey: Journey, settings: Settings) -> dict[str, bytes]:
    """The journey in each of the formats asked for, by the names of the files they are for.

    With templates that are not journeymap's own, a child process does it, with little time and memory.
    """
    work = partial(_render, journey, settings)
    if settings.templates is None:
        return work()
    from journeymap.render.confined import confined

    return confined(work, settings.templates)


def _render(journey: Journey, settings: Settings) -> dict[str, bytes]:
    drawing = _Drawing(journey, settings)
    return {f"{journey.id}{FORMATS[form].suffix}": FORMATS[form].render(drawing) for form in settings.formats}


class _Drawing:
    """What the formats are made from; the scene is laid out when one first asks for it."""

    def __init__(self, journey: Journey, settings: Settings) -> None:
        from journeymap.style.locale import load_words

        self.journey = journey
        self.settings = settings
        self.words = load_words(journey.language)

    @cached_property
    def theme(self) -> Theme:
        from journeymap.style.theme import load_theme

        return load_theme(self.settings.theme)

    @cached_property
    def scene(self) -> Scene:
        from journeymap.layout import lay_out

        settings = self.settings
        return lay_out(self.journey, theme=self.theme, words=self.words, today=settings.today, compact=settings.compact)

    @cached_property
    def environment(self) -> Environment:
        from journeymap.render.environment import environment

        return environment(self.settings.templates)


def _svg(drawing: _Drawing) -> bytes:
    from journeymap.render.svg import svg_parts

    return b"".join([part.encode() for part in svg_parts(drawing.scene, drawing.theme, drawing.environment)])


def _html(drawing: _Drawing) -> bytes:
    from journeymap.render.html import render_html

    return render_html(
        drawing.journey,
        scene=drawing.scene,
        theme=drawing.theme,
        words=drawing.words,
        today=drawing.settings.today,
        environment=drawing.environment,
    ).encode()


def _plan(drawing: _Drawing) -> bytes:
    from journeymap.render.plan import render_plan

    return render_plan(
        drawing.journey, words=drawing.words, today=drawing.settings.today, environment=drawing.environment
    ).encode()


def _png(drawing: _Drawing) -> bytes:
    from journeymap.render.png import render_png

    settings = drawing.settings
    return render_png(drawing.scene, drawing.theme, dpi=settings.dpi, width=settings.width)


def _pdf(drawing: _Drawing) -> bytes:
    from journeymap.render.pdf import sheets_to_pdf, whole

    journey, settings = drawing.journey, drawing.settings
    return sheets_to_pdf(
        [whole(drawing.scene)],
        drawing.theme,
        title=journey.title,
        language=journey.language,
        today=settings.today,
        standard=settings.pdf_standard,
    )


class Format(NamedTuple):
    """An output format: how its files end, and what draws it."""

    suffix: str
    render: Callable[[_Drawing], bytes]


PDF_STANDARDS = ("a-2b", "ua-1")

FORMATS = {
    "svg": Format(".svg", _svg),
    "html": Format(".html", _html),
    "plan": Format(".plan.md", _plan),
    "png": Format(".png", _png),
    "pdf": Format(".pdf", _pdf),
}
