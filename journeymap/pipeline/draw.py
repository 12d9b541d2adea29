"""The one way to draw: from a request to bytes, for every caller. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.model import Journey
from journeymap.pipeline.formats import FORMATS
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.render.environment import Environment


def requested(journey: Journey, settings: Settings, **terms: Any) -> Drawing:
    """The request to draw a journey on the terms of the settings; `terms` are further fields of the request."""
    return Drawing(
        journey=journey,
        theme_name=settings.theme,
        today=settings.today,
        compact=settings.compact,
        templates=settings.templates,
        dpi=settings.dpi,
        width=settings.width,
        pdf_standard=settings.pdf_standard,
        **terms,
    )


def draw(drawing: Drawing, formats: Sequence[str]) -> dict[str, bytes]:
    """The drawing in each of the formats, by their names.

    Raises UserError when it cannot be made as asked for, or when the user's templates fail or ask for too much.
    """
    wanted = [FORMATS[form] for form in formats]
    if drawing.templates is not None and any("scene" in form.needs for form in wanted):
        drawing.lay_out()  # here, and not in the child, whose time and memory are for the templates
    return with_templates(partial(_drawn, drawing, tuple(formats)), drawing.templates)


def with_templates(work: Callable[[Environment], dict[str, bytes]], templates: Path | None) -> dict[str, bytes]:
    """What `work` makes with the built-in templates, or with those of a user's folder.

    A user's are rendered in a child process, with little time and memory. Raises UserError when they fail there.
    """
    if templates is None:
        return _with_environment(work, None)
    from journeymap.render.confined import confined

    return confined(partial(_with_environment, work, templates), templates)


def render(journey: Journey, settings: Settings) -> dict[str, bytes]:
    """The journey in each of the formats that the settings ask for, by the names of the files they are for."""
    made = draw(requested(journey, settings), settings.formats)
    return {FORMATS[form].file_name(journey.id): data for form, data in made.items()}


def _with_environment(work: Callable[[Environment], dict[str, bytes]], templates: Path | None) -> dict[str, bytes]:
    from journeymap.render.environment import environment

    return work(environment(templates))


def _drawn(drawing: Drawing, formats: Sequence[str], environment: Environment) -> dict[str, bytes]:
    return {form: import_module(FORMATS[form].module).render(drawing, environment) for form in formats}
