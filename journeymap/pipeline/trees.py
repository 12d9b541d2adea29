"""Draws the action trees of a journey in each format. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.pipeline.draw import drawing_request, shown_part
from journeymap.pipeline.fonts import typeset
from journeymap.pipeline.sheets import TREE, draw_sheet
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings
from journeymap.style.locale import load_words

if TYPE_CHECKING:
    from journeymap.layout.tree.texts import TreeTeller

_OF_ALL = ("html", "pdf")
"""The formats in which one file holds all trees."""


def make_trees(
    journey: Journey, settings: Settings, formats: Sequence[str], stage: str | None = None
) -> dict[str, bytes]:
    """Returns the trees of a journey in each of the formats, by file name.

    A picture or a chart holds one tree, `ID.TREE.tree.svg`; a PDF and a page hold all, `ID.trees.pdf`. With a `stage`,
    only trees of its touchpoints are meant. Raises UserError when there are none, and as `draw` does.
    """
    from journeymap.layout.mentions import with_numbers
    from journeymap.layout.tree.sheet import tree_scenes
    from journeymap.layout.tree.texts import TreeTeller

    part = _with_trees_of(shown_part(journey, settings), stage)
    words = load_words(part.language, calendar=part.calendar, own=settings.templates)
    part = with_numbers(part, words)
    teller = TreeTeller(part, settings.today, settings.templates)
    with typeset(settings, part.language):
        scenes = tree_scenes(teller, theme_of(settings)) if set(formats) - {"mermaid"} else ()
    made: dict[str, bytes] = {}
    for form in formats:
        if form == "mermaid":
            made |= {_file(form, journey, tree): text for tree, text in _charts(teller)}
        elif form in _OF_ALL:
            request = drawing_request(part, settings, overlays=(), scenes=scenes)
            made[TREE.file_name(form, journey.id, "trees")] = draw_sheet(TREE, request, [form], teller)[form]
        else:
            for tree, scene in zip(part.trees, scenes, strict=True):
                request = drawing_request(part, settings, overlays=(), scenes=(scene,))
                made[_file(form, journey, tree.id)] = draw_sheet(TREE, request, [form])[form]
    return made


def _file(form: str, journey: Journey, tree: str) -> str:
    return TREE.file_name(form, journey.id, tree, TREE.name)


def _with_trees_of(journey: Journey, stage: str | None) -> Journey:
    """The journey with the trees of one stage, if it is given."""
    if not journey.trees:
        raise UserError(f"the journey {journey.id!r} has no action trees", hint="write them under `trees`")
    if stage is None:
        return journey
    if stage not in {each.id for each in journey.stages}:
        raise UserError(f"--stage: the journey {journey.id!r} has no stage {stage!r}")
    inside = {touchpoint.id for each in journey.stages if each.id == stage for touchpoint in each.touchpoints}
    trees = tuple(tree for tree in journey.trees if tree.touchpoint in inside)
    if not trees:
        raise UserError(f"--stage: no action tree is for a touchpoint of {stage!r}")
    return journey.replace(trees=trees)


def _charts(teller: TreeTeller) -> Iterator[tuple[str, bytes]]:
    from journeymap.render.tree_mermaid import tree_mermaid

    for tree in teller.trees():
        yield tree.id, tree_mermaid(tree, teller.words, rtl=teller.journey.is_rtl).encode()
