"""The whole way, from the bytes of a journey file to the bytes of its maps. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from journeymap.diagnostics import Diagnostic, Finding, Severity
from journeymap.model import Journey, read_journey
from journeymap.rules import RULES
from journeymap.rules import check as check_rules
from journeymap.rules.base import Context
from journeymap.settings import Settings
from journeymap.source import Loaded, SourceText, load
from journeymap.triage import diagnosed, severities

if TYPE_CHECKING:
    from journeymap.layout import Scene
    from journeymap.overlays import Overlay
    from journeymap.render.environment import Environment
    from journeymap.style.theme import Theme


class Checked(NamedTuple):
    """One file, read and checked.

    `readable` is False when its bytes hold no usable document; the journey is None also when what a map
    cannot do without is missing.
    """

    source: SourceText
    journey: Journey | None
    diagnostics: tuple[Diagnostic, ...]
    readable: bool


def check(
    data: bytes,
    name: str,
    settings: Settings,
    *,
    least: Severity = Severity.INFO,
    overlays: Sequence[Overlay[Any]] = (),
) -> Checked:
    """Read and check the bytes of one file, called `name` in messages, by the rules of at least this severity.

    What is found in the files of overlays comes after what is found in the journey's, with its own path and place.
    """
    loaded = load(data, name)
    journey, findings = find(loaded, settings, least=least, overlays=overlays)
    sources = {"": loaded.source} | {each.name: each.source for each in overlays if each.source}
    diagnostics = [
        diagnostic
        for place, source in sources.items()
        for diagnostic in diagnosed([each for each in findings if each.overlay == place], source, settings)
    ]
    return Checked(loaded.source, journey, tuple(diagnostics), loaded.tree is not None)


def find(
    loaded: Loaded, settings: Settings, *, least: Severity = Severity.INFO, overlays: Sequence[Overlay[Any]] = ()
) -> tuple[Journey | None, list[Finding]]:
    """The journey of a file that has been loaded, and all that is found, whether it counts or not."""
    findings = list(loaded.findings)
    journey = None
    if loaded.tree is not None:
        journey, shape = read_journey(loaded.tree)
        findings += shape
    if journey is not None:
        on = severities(settings)
        rules = [rule for rule in RULES if on.get(rule.code, 0) >= least]
        findings += check_rules(journey, Context(settings.today, _lacking, overlays), rules)
    return journey, findings


def stops(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Whether a journey with this problem is not drawn, and a run that met it ends with findings."""
    return diagnostic.severity >= stopping(settings)


def stopping(settings: Settings) -> Severity:
    """The least severity that stops."""
    return Severity.WARNING if settings.strict else Severity.ERROR


def _lacking(text: str) -> str:
    if text.isascii():
        return ""
    from journeymap.style.fonts import lacking

    return lacking(text)


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
