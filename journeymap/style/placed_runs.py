"""Cuts a line of text into the parts that each stand in one face and direction, and places them side by side.

Renderers that draw a picture or a PDF take one face for a whole line and make of the rest what they can, so they get
the parts one by one. A browser gets the line whole: it finds the face of each character by itself.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import NamedTuple

from journeymap.style.bidi import levels, visual_order
from journeymap.style.fallback import FaceRun, boxes, run_width, runs

_EDGES = re.compile(r"(\A\s+|\s+\Z)")


class PlacedRun(NamedTuple):
    """A part of a line: its text, the place of its face, its direction, and where its middle is, in ems from the left.

    For what no face has, the text is boxes, in the face that has them.
    """

    text: str
    place: int
    rtl: bool
    middle: float


def placed_runs(line: str, weight: int, *, rtl: bool) -> tuple[list[PlacedRun], float]:
    """The parts of a line in the order of its text, and the width of the whole in ems."""
    parts: list[tuple[FaceRun, int]] = []
    level_of = iter(levels(line, rtl=rtl))
    for run in runs(line, weight):
        characters = zip(run.text, level_of, strict=False)
        for level, group in groupby(characters, key=lambda pair: pair[1]):
            whole = "".join(character for character, _ in group)
            # A space at the edge of a part would not be drawn, so it is a part of its own.
            parts += [(FaceRun(each, run.place), level) for each in _EDGES.split(whole) if each]
    widths = [run_width(run, weight) for run, _ in parts]
    order = visual_order([level for _, level in parts])
    ends = dict(zip(order, accumulate(widths[index] for index in order), strict=True))
    placed = [
        PlacedRun(*_drawn(run, weight), level % 2 == 1, ends[index] - widths[index] / 2)
        for index, (run, level) in enumerate(parts)
    ]
    return placed, sum(widths)


def _drawn(run: FaceRun, weight: int) -> tuple[str, int]:
    if run.place >= 0:
        return run.text, run.place
    marks = boxes(run)
    return marks, runs(marks, weight)[0].place
