"""The pages of a PDF, with the scenes on them, at true size."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeymap.layout.paging import Region
from journeymap.layout.papers import MM_PER_INCH
from journeymap.layout.scene import Scene
from journeymap.layout.sheets import Fitted
from journeymap.style.locale import Words

_MM_PER_PIXEL = MM_PER_INCH / 96


@dataclass(frozen=True, slots=True)
class Page:
    """A page `width` by `height` millimetres, with regions of a scene below each other from (x, y) down.

    The regions are in pixels of the scene, with `scale` millimetres to the pixel.
    """

    width: float
    height: float
    scene: Scene
    regions: tuple[Region, ...]
    scale: float
    x: float
    y: float
    note: str = ""


def whole(scene: Scene) -> Page:
    """A page of a scene's own size, at 96 pixels to the inch."""
    region = Region(0, 0, scene.width, scene.height)
    return Page(scene.width * _MM_PER_PIXEL, scene.height * _MM_PER_PIXEL, scene, (region,), _MM_PER_PIXEL, 0, 0)


def on_sheet(scene: Scene, size: tuple[float, float]) -> Page:
    """A page of this size, in millimetres, with a scene as large as it can be in its middle."""
    scale = min(size[0] / scene.width, size[1] / scene.height)
    x, y = (size[0] - scene.width * scale) / 2, (size[1] - scene.height * scale) / 2
    return Page(*size, scene, (Region(0, 0, scene.width, scene.height),), scale, x, y)


def pages_of(fitted: Fitted, size: tuple[float, float], margin: float, words: Words) -> tuple[Page, ...]:
    """The pages of a fitted map on paper of this size, in millimetres. Its regions are centred across each page.

    A single page is centred vertically too. Several pages have a note with their number and the number of pages.
    """
    found = []
    for index, regions in enumerate(fitted.pages):
        x = (size[0] - fitted.scene.width * fitted.scale) / 2
        alone = len(fitted.pages) == 1
        height = sum(region.height for region in regions) * fitted.scale
        y = (size[1] - height) / 2 if alone else margin
        note = "" if alone else words.say("page-of", n=index + 1, total=len(fitted.pages))
        found.append(Page(*size, fitted.scene, regions, fitted.scale, x, y, note))
    return tuple(found)


def trimmed(page: Page, margin: float) -> Page:
    """A page of one region without what is blank around it, but for a margin of so many millimetres."""
    (region,) = page.regions
    x, y = min(page.x, margin), min(page.y, margin)
    width, height = region.width * page.scale + 2 * x, region.height * page.scale + 2 * y
    return replace(page, width=width, height=height, x=x, y=y)
