"""Draws: turns a request into bytes, for every caller. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.pipeline.fonts import font_choice
from journeymap.pipeline.formats import FORMATS
from journeymap.pipeline.themes import theme_of
from journeymap.pipeline.views import in_view, opening_view, usual_view, view_of
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings
from journeymap.spelling import did_you_mean
from journeymap.style.font_choice import use_fonts

if TYPE_CHECKING:
    from journeymap.render.environment import Environment

T = TypeVar("T")
_CODE = "code/"
"""What the names of compiled templates begin with, among those of the files that a child process returns."""


def shown_part(journey: Journey, settings: Settings) -> Journey:
    """Returns the part of a journey that is drawn: that of the persona or the segment in the settings, else all of it.

    Raises UserError when the journey does not have them, or when they pass nowhere.
    """
    if journey.whole is not None or not (settings.persona or settings.segment):
        return journey
    from journeymap.insight.part import persona_part, segment_part

    if settings.persona:
        personas = {persona.id: persona for persona in journey.personas}
        part = persona_part(journey, _known(journey, "persona", settings.persona, personas))
    else:
        segments = {segment.id: segment for segment in journey.segments}
        part = segment_part(journey, _known(journey, "segment", settings.segment, segments))
    if journey.touchpoints and not part.touchpoints:
        raise UserError(
            f"{journey.id!r} has no touchpoint at which {settings.persona or settings.segment!r} passes",
            hint="look at `personas` and `segments` of its touchpoints, and at `segment` of its personas",
        )
    return part.replace(beside=tuple([each.of_part(part) for each in part.beside])) if part.beside else part


def _known(journey: Journey, noun: str, id_: str, known: Mapping[str, T]) -> T:
    if id_ not in known:
        near = did_you_mean(id_, known) or (f"it has {', '.join(f'`{each}`' for each in known)}" if known else "")
        raise UserError(
            f"--{noun}: the journey {journey.id!r} has no {noun} {id_!r}", hint=near or f"it has no {noun}s at all"
        )
    return known[id_]


def drawing_request(journey: Journey, settings: Settings, **fields: Any) -> Drawing:
    """Returns the request to draw a journey as the settings say; `fields` are further fields of the request.

    Raises UserError when the journey lacks the persona, the segment or a lane that is asked for.
    """
    journey = shown_part(journey, settings)
    fonts, theme = font_choice(settings, journey.language), theme_of(settings)
    use_fonts(fonts)  # some drawings are laid out before they are drawn
    if "scenes" not in fields:  # these are drawn instead of the map, and have no lanes
        journey = in_view(journey, settings)
    if journey.pictures:
        from journeymap.pipeline.pictures import in_theme

        journey = in_theme(journey, theme)
    logo = None
    if theme.brand.logo.files:
        from journeymap.pipeline.logos import logo_of

        logo = logo_of(theme)
    return Drawing(
        journey=journey,
        theme=theme,
        logo=logo,
        today=settings.today,
        compact=settings.compact,
        view=view_of(settings),
        opens=opening_view(settings),
        templates=settings.templates,
        dpi=settings.dpi,
        width=settings.width,
        pdf_standard=settings.pdf_standard,
        fonts=fonts,
        **{"overlays": journey.beside, **fields},
    )


def draw(drawing: Drawing, formats: Sequence[str]) -> dict[str, bytes]:
    """Returns the bytes of the drawing in each of the formats, by the formats' names.

    Raises UserError when the request cannot be met, and when the user's templates fail or use too much time or memory.
    """
    wanted = [FORMATS[form] for form in formats]
    if drawing.templates is not None:  # not in the child process, whose time and memory are limited for the templates
        for form in wanted:
            import_module(form.module)  # which a fork has then, and the next one as well
            if "scene" in form.needs:
                drawing.lay_out(for_page="journey" in form.needs)
    return with_templates(partial(_drawn, drawing, tuple(formats)), drawing.templates)


def with_templates(work: Callable[[Environment], dict[str, bytes]], templates: Path | None) -> dict[str, bytes]:
    """Returns the result of `work` with the built-in templates, or with those in a user's folder.

    A user's templates run in a child process with limited time and memory. Raises UserError when they fail there.
    """
    if templates is None:
        from journeymap.render.environment import environment

        return work(environment())
    from journeymap.io.confined import confined
    from journeymap.render.environment import compiled_before, template_error

    compiled = compiled_before(templates)
    work_with_them = partial(_with_own, work, templates, compiled)
    made = confined(work_with_them, f"{templates}: the templates take", partial(template_error, folder=templates))
    compiled |= {name.removeprefix(_CODE): made.pop(name) for name in [*made] if name.startswith(_CODE)}
    return made


def render(journey: Journey, settings: Settings) -> dict[str, bytes]:
    """Returns the bytes of the journey in each of the formats in the settings, by file name.

    The map of a persona or a segment has its id in the name, and a view its own name, but for the one that its theme
    shows anyway.
    """
    only_markup = [*settings.formats] == ["svg"] and settings.templates is None
    made = draw(drawing_request(journey, settings, only_markup=only_markup), settings.formats)
    view = view_of(settings)
    mark = ".".join(
        part for part in (settings.persona or settings.segment, view if view != usual_view(settings) else "") if part
    )
    return {FORMATS[form].file_name(journey.id, mark): data for form, data in made.items()}


def _with_own(
    work: Callable[[Environment], dict[str, bytes]], templates: Path, compiled: dict[str, bytes]
) -> dict[str, bytes]:
    """The files with a user's templates, and the code of those that had to be compiled."""
    from journeymap.render.environment import environment

    known = dict(compiled)
    files = work(environment(templates, known))
    return files | {f"{_CODE}{name}": code for name, code in known.items() if code is not compiled.get(name)}


def _drawn(drawing: Drawing, formats: Sequence[str], environment: Environment) -> dict[str, bytes]:
    use_fonts(drawing.fonts)  # this may be a child process, which has none yet
    with drawing.typeset():
        return {form: import_module(FORMATS[form].module).render(drawing, environment) for form in formats}
