"""The lines of text of a scene with their boxes, and those that cover each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.layout.scene import Group, Scene, TextLine

ASCENT, DESCENT = 0.7, 0.18


@dataclass(frozen=True)
class Placed:
    """A line of text with its box, its band, and the touchpoint it belongs to."""

    left: float
    right: float
    top: float
    bottom: float
    string: str
    band: str
    touchpoint: str


def placed(scene: Scene) -> Iterator[Placed]:
    """Every line of text of a scene."""

    def walk(group: Group, band: str, touchpoint: str) -> Iterator[Placed]:
        touchpoint = group.data.get("touchpoint", touchpoint)
        for child in group.children:
            if isinstance(child, Group):
                yield from walk(child, band, touchpoint)
            elif isinstance(child, TextLine):
                left, right = child.middle - child.width / 2, child.middle + child.width / 2
                top, bottom = child.baseline - ASCENT * child.size, child.baseline + DESCENT * child.size
                yield Placed(left, right, top, bottom, child.string, band, touchpoint)

    for band in scene.bands:
        yield from walk(band, band.id, "")


def overlaps(texts: list[Placed]) -> list[tuple[Placed, Placed]]:
    """Pairs of texts that cover each other."""
    found = []
    ordered = sorted(texts, key=lambda text: text.left)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.left >= one.right - 0.5:
                break
            if one.top < other.bottom - 0.5 and other.top < one.bottom - 0.5:
                found.append((one, other))
    return found
