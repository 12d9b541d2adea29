"""Draws where touchpoints are folded: two slashes through the line of the spine, with their numbers below."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, Canvas
from journeymap.layout.frame import Row
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.spec import STAGE_GAP, MapSpec
from journeymap.style.locale import Words

_SLOPE, _HEIGHT, _APART = 3.0, 7.0, 5.0
_BELOW = 20.0
_LISTED = 2
"""How many numbers are listed; more are a range."""


def draw_folds(canvas: Canvas, spec: MapSpec, row: Row, station: float) -> None:
    """Draws the folds after the columns of a row whose stations are at the y `station`."""
    ends = {span.columns[-1].number for span in row.spans if span.columns} - {
        row.columns[-1].number if row.columns else 0
    }
    for column in row.columns if spec.folded else ():
        numbers = _folded_after(spec, column.number)
        if numbers:
            x = column.x + column.width + (STAGE_GAP / 2 if column.number in ends else 0)
            draw_fold(canvas, x, station)
            canvas.text(x, station + _BELOW, _told(spec.words, numbers), CAPTION, "ink2", align="middle")


def fold_entry(word: str) -> LegendEntry:
    """The entry of the legend for folds, which says `word`."""
    return LegendEntry(14, word, lambda canvas, x, y: draw_fold(canvas, x + 7, y))


def draw_fold(canvas: Canvas, x: float, y: float) -> None:
    """Draws two slashes around a point, on a gap in the line that is there."""
    canvas.rect(x - _APART / 2, y - 3, _APART, 6, "paper")
    for middle in (x - _APART / 2, x + _APART / 2):
        canvas.line(middle - _SLOPE, y + _HEIGHT, middle + _SLOPE, y - _HEIGHT, "ink2", 1.4)


def _folded_after(spec: MapSpec, number: int) -> list[int]:
    """The numbers of the touchpoints that are folded between this one and the next that has a column."""
    by_number, found = spec.journey.touchpoint_by_number, []
    while (each := by_number.get(number + 1)) is not None and each.id in spec.folded:
        number += 1
        found.append(number)
    return found


def _told(words: Words, numbers: list[int]) -> str:
    if len(numbers) > _LISTED:
        return words.between(words.number(numbers[0]), words.number(numbers[-1]))
    return words["list-comma"].join(map(words.number, numbers))
