"""The pages of the preview's own: what stands around a page of a journey, its problems, and the manual of a rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from journeymap.errors import UserError
from journeymap.model.journey import reads_rtl
from journeymap.pipeline.draw import with_templates
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.pipeline.severity import rules_named
from journeymap.pipeline.themes import theme_of
from journeymap.render.preview import (
    PreviewFrame,
    PreviewTab,
    PreviewView,
    render_manual,
    render_preview,
    render_problems,
)
from journeymap.report.safe import visible, visible_lines
from journeymap.serve.journey import DrawnPage, PreviewedJourney, Trouble, tagged
from journeymap.serve.preview import KINDS, PROBLEMS, Preview, address
from journeymap.serve.problems import problem_views
from journeymap.settings import Settings
from journeymap.style.locale import Words, load_words, spoken
from journeymap.style.theme import Theme, load_theme
from journeymap.style.word_files import PREVIEWS

if TYPE_CHECKING:
    from journeymap.render.environment import Environment


class Shell:
    """Makes the pages around others.

    `editor` is the name of the one that opens lines, empty without any. `report_fault` is called with the traceback of
    a fault of journeymap's own for which a page is not shown as it is now.
    """

    def __init__(self, preview: Preview, editor: str, report_fault: Callable[[str], None]) -> None:
        self._preview = preview
        self._editor = editor
        self._report_fault = report_fault

    def around_index(self) -> bytes:
        """Returns the page around the index."""
        settings, trouble = self._preview.index_settings()
        files, unmade = self._preview.index()
        self._tell_fault(unmade)
        frame = None
        words = _words(settings, settings.build.language)
        if files and self._preview.journeys:
            frame = PreviewFrame(f"/index.html?v={tagged(files['index.html']).tag}", words["all-journeys"])
        return self._page(_view(words, words["preview"], frame=frame, trouble=trouble or unmade), settings, words)

    def around(self, kind: str, name: str) -> bytes | None:
        """Returns the page around one of a journey, of one of `KINDS`; None when there is no such journey.

        The page is drawn for it. Where it cannot be as it is now, the last one that could is shown, and why.
        """
        journey = self._preview.journey(name)
        if journey is None:
            return None
        settings, words = self._settings_of(journey)
        page, trouble = self.page(kind, journey)
        self._tell_fault(trouble)
        frame = PreviewFrame(f"/pages/{address(kind, name)}?v={page.tag}", words[f"page-{kind}"]) if page else None
        note = ""
        if kind != PROBLEMS and (trouble or not journey.is_current):
            note = words["not-current" if page else "never-drawn"]
        shown = journey.shown
        view = _view(
            words,
            shown.title if shown else name,
            name=name,
            language=shown.language if shown else "",
            is_rtl=bool(shown and shown.is_rtl),
            tabs=tuple(_tab(each, each == kind, journey, words) for each in KINDS),
            frame=frame,
            note=note,
            trouble=trouble if kind != PROBLEMS else None,
            problems=problem_views(journey.stopping, words) if kind != PROBLEMS else (),
            editor=self._editor,
        )
        return self._page(view, settings, words)

    def without(self, name: str) -> bytes:
        """Returns the page in place of those of a journey that is not there; it looks for it, should it come back."""
        settings, trouble = self._preview.index_settings()
        words = _words(settings, settings.build.language)
        return self._page(_view(words, name, trouble, name=name, note=words["gone"]), settings, words)

    def page(self, kind: str, journey: PreviewedJourney) -> tuple[DrawnPage | None, Trouble | None]:
        """Returns a page of a journey, and why there is none or only one from before."""
        if kind != PROBLEMS:
            return journey.page(kind)
        settings, words = self._settings_of(journey)
        trouble = journey.trouble
        view = _view(words, journey.name, trouble=trouble, problems=problem_views(journey.diagnostics, words))
        return tagged(_made(render_problems, view, settings, words)), trouble

    def manual(self, code: str) -> bytes | None:
        """Returns the page of the manual of a rule, by its code; None when there is no such rule."""
        try:
            (rule,) = rules_named(code)
        except (UserError, ValueError):
            return None
        settings, _ = self._preview.index_settings()
        title = f"{rule.code} {rule.name}"
        return _made(partial(render_manual, title), rule.manual, settings, _words(settings, "en"))

    def _tell_fault(self, trouble: Trouble | None) -> None:
        if trouble is not None and trouble.fault:
            self._report_fault(trouble.fault)

    def _settings_of(self, journey: PreviewedJourney) -> tuple[Settings, Words]:
        """The settings of a journey, and words in its language; in that of the index while nothing is known of it."""
        assert journey.document is not None
        settings = journey.document.settings
        shown = journey.shown
        language = shown.language if shown else settings.build.language
        return settings, _words(settings, language)

    def _page(self, view: PreviewView, settings: Settings, words: Words) -> bytes:
        return _made(render_preview, view, settings, words)


T = TypeVar("T")


def _made(render: Callable[[T, Theme, Words, Environment], bytes], what: T, settings: Settings, words: Words) -> bytes:
    """A page of journeymap's own templates, and never of a user's: it has the preview's script, and frames theirs."""
    try:
        theme = theme_of(settings)
        use_fonts_of(settings, words.language)
    except UserError:  # which is told on the page
        theme = load_theme("default")
    return with_templates(lambda environment: {"page": render(what, theme, words, environment)}, None)["page"]


def _view(words: Words, title: str, trouble: Trouble | None = None, **fields: Any) -> PreviewView:
    given = {"name": "", "language": "", "is_rtl": False, "tabs": (), "frame": None, **fields}
    return PreviewView(
        title=title,
        said_in=words.language,
        says_rtl=reads_rtl(words.language),
        trouble=(visible(trouble.message), visible_lines(trouble.hint)) if trouble else None,
        **given,
    )


def _tab(kind: str, is_current: bool, journey: PreviewedJourney, words: Words) -> PreviewTab:
    count = len(journey.diagnostics) if kind == PROBLEMS else 0
    return PreviewTab(
        words[f"page-{kind}"], f"/{address(kind, journey.name)}", is_current, words.number(count) if count else ""
    )


def _words(settings: Settings, language: str) -> Words:
    own = settings.templates
    try:
        return load_words(spoken(language, (PREVIEWS,), own), PREVIEWS, own=own)
    except UserError:  # one of the user's files of words is wrong, which is told on the page
        return load_words(spoken(language, (PREVIEWS,)), PREVIEWS)
