"""Scenes as a PDF: pages of true size, or a poster cut into sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.layout.scene import Group, Rect
from journeymap.layout.tiles import Tile, Tiling
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.links import safe_link
from journeymap.render.pages import Page
from journeymap.render.svg import plain_svg
from journeymap.render.typeset import typeset
from journeymap.style.locale import Words
from journeymap.style.theme import Theme


def render(drawing: Drawing, environment: Environment) -> bytes:
    """A PDF with pages of true size, in vector graphics, with its fonts and with text that can be selected.

    For a poster in tiles, it has an assembly plan, then each sheet at true size with crop marks and its name.
    """
    pages, theme = drawing.pages, drawing.theme
    scenes = {id(page.scene): page.scene for page in pages}
    if drawing.tiles is None:
        names = {scene: f"drawing-{index}" for index, scene in enumerate(scenes)}
        template, data = "pages.typ", _paged(pages, names, theme)
    else:
        names = dict.fromkeys(scenes, "poster")
        template, data = "tiles.typ", _assembly(pages[0], *drawing.tiles, theme, drawing.words)
    return typeset(
        template,
        data=data,
        drawings={names[key]: plain_svg(scene, theme, environment) for key, scene in scenes.items()},
        title=drawing.title or (drawing.scene.title if drawing.scenes else drawing.numbered.title),
        language=drawing.journey.language,
        rtl=drawing.scene.rtl,
        today=drawing.today,
        standard=drawing.pdf_standard,
    )


def _assembly(poster: Page, tiling: Tiling, printed: Sequence[Tile], theme: Theme, words: Words) -> dict[str, Any]:
    """The data for the template of the tiles: lengths in millimetres, and finished texts."""
    scene = poster.scene
    shown = {tile.name for tile in printed}
    return {
        "sheet": list(tiling.sheet),
        "margin": tiling.margin,
        "overlap": tiling.overlap,
        "poster": {
            "width": poster.width,
            "height": poster.height,
            "drawn": [scene.width * poster.scale, scene.height * poster.scale],
            "x": poster.x,
            "y": poster.y,
        },
        "tiles": [
            {
                "name": tile.name,
                "x": tile.x,
                "y": tile.y,
                "width": tile.width,
                "height": tile.height,
                "printed": tile.name in shown,
                "note": words.say("tile-of", name=tile.name, row=tile.row, column=tile.column),
            }
            for tile in tiling.tiles
        ],
        "plan": {
            "heading": words["assembly-plan"],
            "size": words.say("poster-size", width=round(poster.width), height=round(poster.height)),
            "steps": [
                words.say("assembly-print", count=len(printed)),
                words.say("assembly-cut"),
                words.say("assembly-join", overlap=round(tiling.overlap)),
            ],
        },
        "alt": scene.description or scene.title,
        "paper": theme.tokens["paper"],
        "ink": theme.tokens["ink"],
        "faint": theme.tokens["ink3"],
    }


def _paged(pages: Sequence[Page], names: Mapping[int, str], theme: Theme) -> dict[str, Any]:
    """The data for the template of the pages: lengths in millimetres, and the names of the drawings."""
    return {
        "pages": [
            {
                "width": page.width,
                "height": page.height,
                "drawing": names[id(page.scene)],
                "alt": page.scene.description or page.scene.title,
                "drawn": [page.scene.width * page.scale, page.scene.height * page.scale],
                "x": page.x,
                "y": page.y,
                "parts": [
                    {
                        "y": region.y * page.scale,
                        "width": region.width * page.scale,
                        "height": region.height * page.scale,
                    }
                    for region in page.regions
                ],
                "links": list(_links(page)),
                "note": page.note,
            }
            for page in pages
        ],
        "paper": theme.tokens["paper"],
        "ink": theme.tokens["ink3"],
    }


def _links(page: Page) -> Iterator[dict[str, Any]]:
    """The links on a page, with their places: a drawing in a PDF has none of its own.

    What leads to another mark of the drawing is left out, as a PDF knows no ids.
    """
    marks = [each for each in page.scene.elements() if isinstance(each, Group) and each.href]
    top = page.y
    for region in page.regions:
        for mark in marks:
            place, target = mark.children[0], safe_link(mark.href)
            if (
                target
                and not target.startswith("#")
                and isinstance(place, Rect)
                and region.y <= place.y < region.y + region.height
            ):
                yield {
                    "target": target,
                    "x": page.x + place.x * page.scale,
                    "y": top + (place.y - region.y) * page.scale,
                    "width": place.width * page.scale,
                    "height": place.height * page.scale,
                }
        top += region.height * page.scale
