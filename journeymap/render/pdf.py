"""Scenes on paper: pages of true size, and posters over many sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.layout.scene import Scene
from journeymap.layout.sheets import Fitted, Region
from journeymap.layout.tiles import Tile, Tiling
from journeymap.render.svg import plain_svg
from journeymap.render.typeset import typeset
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

_MM_PER_PIXEL = 25.4 / 96


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size, and what stands on it at which place; everything in millimetres save the regions,
    which stand below each other."""

    width: float
    height: float
    scene: Scene
    regions: tuple[Region, ...]
    scale: float
    x: float
    y: float
    note: str = ""


def whole(scene: Scene, *, scale: float = _MM_PER_PIXEL) -> Sheet:
    """A page that a scene fills, at its own size unless scaled (millimetres a pixel)."""
    region = Region(0, 0, scene.width, scene.height)
    return Sheet(scene.width * scale, scene.height * scale, scene, (region,), scale, 0, 0)


def sheets(fitted: Fitted, size: tuple[float, float], margin: float, words: Words) -> list[Sheet]:
    """The pages of a fitted map on paper of a size, each centred across; several say which of how many they are."""
    found = []
    for index, regions in enumerate(fitted.pages):
        x = (size[0] - fitted.scene.width * fitted.scale) / 2
        alone = len(fitted.pages) == 1
        height = sum(region.height for region in regions) * fitted.scale
        y = (size[1] - height) / 2 if alone else margin
        note = "" if alone else words.say("page-of", n=index + 1, total=len(fitted.pages))
        found.append(Sheet(*size, fitted.scene, regions, fitted.scale, x, y, note))
    return found


def sheets_to_pdf(
    pages: Sequence[Sheet], theme: Theme, *, title: str, language: str, today: dt.date, standard: str | None = None
) -> bytes:
    """A PDF of pages of true size: vector, with fonts inside and text that can be selected."""
    drawings: dict[int, str] = {}
    names = {id(page.scene): f"drawing-{index}" for index, page in enumerate(pages)}
    for page in pages:
        drawings.setdefault(id(page.scene), plain_svg(page.scene, theme))
    data = {
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
                "note": page.note,
            }
            for page in pages
        ],
        "paper": theme.tokens["paper"],
        "ink": theme.tokens["ink3"],
    }
    return typeset(
        "pages.typ",
        data=data,
        drawings={names[scene]: svg for scene, svg in drawings.items()},
        title=title,
        language=language,
        rtl=pages[0].scene.rtl,
        today=today,
        standard=standard,
    )


def tiles_to_pdf(
    poster: Sheet,
    tiling: Tiling,
    printed: Sequence[Tile],
    theme: Theme,
    *,
    words: Words,
    title: str,
    language: str,
    today: dt.date,
    standard: str | None = None,
) -> bytes:
    """A poster over many sheets: an assembly plan, then each printed tile at true size with crop marks and its name."""
    return typeset(
        "tiles.typ",
        data=_assembly(poster, tiling, printed, theme, words),
        drawings={"poster": plain_svg(poster.scene, theme)},
        title=title,
        language=language,
        rtl=poster.scene.rtl,
        today=today,
        standard=standard,
    )


def _assembly(poster: Sheet, tiling: Tiling, printed: Sequence[Tile], theme: Theme, words: Words) -> dict[str, object]:
    """What the template of the tiles is told: measures in millimetres, and every text finished."""
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
