"""The kinds of sheets that are drawn of a journey beside its map: one record each, from which the rest follows.

A new kind is a record here, what lays it out, and a module in `journeymap/pipeline/` or, where versions are compared,
in `journeymap/history/`, which makes its files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from journeymap.model import Journey
from journeymap.pipeline.draw import draw, with_templates
from journeymap.records import NamedTuple
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings
from journeymap.style.font_choice import use_fonts
from journeymap.style.locale import Words, load_words, spoken
from journeymap.style.word_files import EXPERIMENTS, FLOWS, MAP, REPORTS, SIMULATIONS, STORIES, TREES, WHAT_IF

if TYPE_CHECKING:
    from journeymap.render.environment import Environment


class SheetFormat(NamedTuple):
    """A format of a kind of sheet. One without a `module` is drawn from scenes, by the map's format of this name.

    A `module` has a function `write(spec) -> bytes` or, where it fills in a template (`is_page`),
    `render_sheet(spec, drawing, environment) -> bytes`.
    """

    name: str
    suffix: str
    help: str
    module: str = ""
    is_page: bool = False


class SheetKind(NamedTuple):
    """A kind of sheet: the `name` that stands in the names of its files, the folder of its `words`, and its formats."""

    name: str
    words: str
    formats: tuple[SheetFormat, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its formats."""
        return tuple(each.name for each in self.formats)

    @property
    def suffixes(self) -> frozenset[str]:
        """The suffixes of its files."""
        return frozenset(each.suffix for each in self.formats)

    def file_name(self, form: str, *names: str) -> str:
        """Returns the name of a file: the names, such as the journey's id, and the suffix of the format."""
        return ".".join(names) + next(each.suffix for each in self.formats if each.name == form)

    def among(self, formats: Sequence[str]) -> list[SheetFormat]:
        """Returns its formats of these names, in the order of the names."""
        known = {each.name: each for each in self.formats}
        return [known[form] for form in formats]


def _drawn(svg: str, png: str, pdf: str, page: SheetFormat | None = None) -> tuple[SheetFormat, ...]:
    """The formats in which any scene can be drawn, with the help on each, and a page if there is one."""
    pages = (page,) if page else ()
    return SheetFormat("svg", ".svg", svg), *pages, SheetFormat("png", ".png", png), SheetFormat("pdf", ".pdf", pdf)


def _page(told: str, module: str) -> SheetFormat:
    return SheetFormat("html", ".html", told, module, is_page=True)


FLOW = SheetKind(
    "flow",
    FLOWS,
    (
        *_drawn(
            "the flow", "the flow as a picture", "the flow to print",
            _page("the flow and its ways in words as a page", "journeymap.render.flow_page"),
        ),
        SheetFormat("dot", ".dot", "the graph in Graphviz's language", "journeymap.render.flow_dot"),
        SheetFormat("mermaid", ".mmd", "the graph as a Mermaid flowchart", "journeymap.render.flow_mermaid"),
    ),
)  # fmt: skip
FUNNEL = SheetKind("funnel", SIMULATIONS, _drawn("the funnel", "the funnel as a picture", "the funnel to print"))
TREE = SheetKind(
    "tree",
    TREES,
    (
        *_drawn(
            "a picture of each tree", "the same picture as pixels", "all trees to print",
            _page("a page on which all trees can be walked", "journeymap.render.trees_page"),
        ),
        SheetFormat("mermaid", ".mmd", "each tree as a Mermaid flowchart", "journeymap.render.tree_mermaid"),
    ),
)  # fmt: skip
ACTIONS = SheetKind("actions", WHAT_IF, _drawn("the ranking", "the ranking as a picture", "the ranking to print"))
BESIDE = SheetKind(
    "beside",
    STORIES,
    _drawn(
        "both maps", "both maps as a picture", "both maps to print",
        _page("both maps and all that changed as a page", "journeymap.render.beside_page"),
    ),
)  # fmt: skip
REPORT = SheetKind(
    "report",
    REPORTS,
    (
        SheetFormat("md", ".md", "the text", "journeymap.render.report_markdown", is_page=True),
        _page("the page to read in a browser", "journeymap.render.report_page"),
        SheetFormat("pdf", ".pdf", "the page to print"),
    ),
)
PLAN = SheetKind("plan", EXPERIMENTS, _drawn("power by sample", "the same as a picture", "the same to print"))
SHEETS = {each.name: each for each in (FLOW, FUNNEL, TREE, ACTIONS, BESIDE, REPORT, PLAN)}


class SheetWords(NamedTuple):
    """The words of the `map` and of the kind of sheet, `texts`, and the `language` of both."""

    map: Words
    texts: Words
    language: str


def sheet_words(kind: SheetKind, journey: Journey, settings: Settings) -> SheetWords:
    """Returns the words of a sheet: in the journey's language, or in English where that lacks those of the sheet."""
    own, calendar = settings.templates, journey.calendar
    language = spoken(journey.language, (kind.words, MAP), own)
    return SheetWords(
        load_words(language, MAP, calendar, own), load_words(language, kind.words, calendar, own), language
    )  # fmt: skip


def draw_sheet(kind: SheetKind, drawing: Drawing, formats: Sequence[str], spec: Any = None) -> dict[str, bytes]:
    """Returns the bytes of a drawing of this kind, by format: those that are drawn from its scenes, and its pages.

    Pages are filled in from `spec`. Other formats are left out. Raises as `draw` does.
    """
    wanted = kind.among(formats)
    drawn = [each.name for each in wanted if not each.module]
    made = draw(drawing, drawn) if drawn else {}
    for each in wanted:
        if each.is_page:
            made |= with_templates(partial(_written_page, each, spec, drawing), drawing.templates)
    return made


def _written_page(form: SheetFormat, spec: Any, drawing: Drawing, environment: Environment) -> dict[str, bytes]:
    use_fonts(drawing.fonts)  # this may be a child process, which has none yet
    with drawing.typeset():
        return {form.name: import_module(form.module).render_sheet(spec, drawing, environment)}
