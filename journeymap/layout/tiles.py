"""Cuts a poster into sheets that a small printer can print."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journeymap.layout.scene import Scene, box_of


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a poster, in millimetres from its top left corner; row and column count from 1."""

    row: int
    column: int
    x: float
    y: float
    width: float
    height: float

    @property
    def name(self) -> str:
        """Its name on the assembly plan, row and column: `2-3`. Letters are for the cells of a workshop's canvas."""
        return f"{self.row}-{self.column}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """A poster cut into tiles, one to a sheet. `sheet` is the paper's size, `margin` the white edge at each side."""

    sheet: tuple[float, float]
    margin: float
    overlap: float
    rows: int
    columns: int
    tiles: tuple[Tile, ...]


def tile(
    size: tuple[float, float], sheet: tuple[float, float], *, margin: float, overlap: float, rtl: bool = False
) -> Tiling:
    """Cuts a poster of `size` into sheets, in portrait or landscape, whichever takes fewer. All lengths in millimetres.

    Neighbouring tiles overlap by `overlap`. All are equally large, so that no sheet has a mere strip of the poster. The
    columns of a right-to-left poster are numbered from the right.
    """
    choices = []
    for paper in (sheet, (sheet[1], sheet[0])):
        counts = [_count(*sides, overlap) for sides in zip(size, (side - 2 * margin for side in paper), strict=True)]
        choices.append((counts, paper))
    (columns, rows), paper = min(choices, key=lambda choice: math.prod(choice[0]))
    width, height = _share(size[0], columns, overlap), _share(size[1], rows, overlap)
    tiles = []
    for row in range(rows):
        for column in range(columns):
            number = columns - column if rtl else column + 1
            x, y = column * (width - overlap), row * (height - overlap)
            tiles.append(Tile(row + 1, number, x, y, width, height))
    tiles.sort(key=lambda part: (part.row, part.column))
    return Tiling(paper, margin, overlap, rows, columns, tuple(tiles))


def _count(length: float, room: float, overlap: float) -> int:
    """How many tiles a length takes, each with so much room."""
    return max(1, math.ceil((length - overlap) / (room - overlap) - 1e-9))


def _share(length: float, count: int, overlap: float) -> float:
    """How long each of so many tiles is."""
    return (length + (count - 1) * overlap) / count


def tiles_with_marks(tiling: Tiling, scene: Scene, scale: float, offset: tuple[float, float]) -> tuple[Tile, ...]:
    """The tiles with any mark of a scene on them. The scene is at `offset`, with `scale` millimetres to the pixel."""
    boxes = [
        (left * scale + offset[0], top * scale + offset[1], right * scale + offset[0], bottom * scale + offset[1])
        for left, top, right, bottom in map(box_of, scene.elements())
        if right >= left
    ]

    def has_marks(part: Tile) -> bool:
        return any(
            left < part.x + part.width and right > part.x and top < part.y + part.height and bottom > part.y
            for left, top, right, bottom in boxes
        )

    return tuple(part for part in tiling.tiles if has_marks(part))
