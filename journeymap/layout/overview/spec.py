"""What an overview is drawn from, as every part of it receives it, and its sizes, in pixels."""

from __future__ import annotations

import math

from journeymap.insight.feelings import curves, stage_feelings
from journeymap.insight.highlights import MOST_PAINS, Highlights, highlights
from journeymap.layout.canvas import Type
from journeymap.layout.frame import Column, Row, StageSpan
from journeymap.layout.spec import MapSpec
from journeymap.records import Record, cached_property
from journeymap.style.fonts import REGULAR, SEMIBOLD

MARGIN = 36.0
TOP_OF_LOGO = 22.0
SCREEN = (1440.0, 844.0)
WINDOW = (1424.0, 796.0)
"""What is left of a window of that size beside a scroll bar and below the bar of a page."""
SHEET_WIDTH = 1360.0
"""The width of an overview on paper: less than on a screen, so that its texts are larger."""
_WALL_RATIO = 2**0.5
"""On a wider sheet, an overview for a wall stands in its middle: the curves have what its large texts leave."""
WALL_WIDTH = 1682.0
"""That of an overview for a wall: on an A0, a unit is 0.707 mm."""
_RATIOS = (1.25, 1.6)
"""On a wider or narrower sheet, an overview has the nearest of these and stands in its middle: it has no room else."""
_GAP = 10.0
_ROOM_OF_FACES = 34.0
_NARROW = 60.0
_SAMPLED_EVERY = 3.0
LEAST_MARKED = 6.0
"""The narrowest columns in which each point of a curve has its marker: narrower, they would hide the curve."""
LEAST_NUMBERED = 26.0
"""The narrowest columns in which each station has its number."""

KICKER = Type(13, REGULAR, 17)
KICKER_STRONG = Type(13, SEMIBOLD, 17)
BADGE = Type(12, SEMIBOLD, 15)
NAME = Type(17, SEMIBOLD, 21)
ABOUT = Type(12.5, REGULAR, 16)
STAGE = Type(16, SEMIBOLD, 19)
STAGE_SMALL = Type(13, SEMIBOLD, 15.5)
STAGE_NUMBER = Type(16, REGULAR, 19)
DURATION = Type(12, REGULAR, 15)
SENTENCE = Type(13.5, REGULAR, 17)
CARD_TITLE = Type(13, SEMIBOLD, 16.5)
CARD_TEXT = Type(13, REGULAR, 16.5)
FIGURE = Type(14, SEMIBOLD, 17)
FIGURE_NAME = Type(12.5, REGULAR, 17)
WORD = Type(13.5, SEMIBOLD, 17)
QUOTE = Type(12.5, REGULAR, 16)
WAY = Type(12, SEMIBOLD, 15)
NUMBER = Type(13, SEMIBOLD, 16)
SMALL_NUMBER = Type(11, SEMIBOLD, 13)
TABLE_HEAD = Type(15, SEMIBOLD, 20)
TABLE_LABEL = Type(12, SEMIBOLD, 15)
TABLE = Type(13, REGULAR, 17)
TABLE_STRONG = Type(13, SEMIBOLD, 17)
FOOT = Type(11, REGULAR, 14)
ASSUMED = Type(11, REGULAR, 14)


class OverviewSpec(Record):
    """The overview to draw, of a journey with numbers in place of its mentions, and of at most so many `pains`.

    `finding` is the finding as the file has it, with its mentions, `named` the ids of the touchpoints that it mentions.
    `with_quotes` is whether quotations stand beside the words along the curves.
    """

    map: MapSpec
    finding: str
    named: tuple[str, ...]
    width: float
    height: float
    margin: float = MARGIN
    pains: int = MOST_PAINS
    with_quotes: bool = True

    def legible(self, style: Type) -> Type:
        """A style, enlarged to the size of the theme's smallest texts where it is smaller."""
        least = self.map.theme.drawing.least_text
        return style if style.size >= least else Type(least, style.weight, style.leading * least / style.size)

    @property
    def end(self) -> float:
        """The logical x at which all rows end."""
        return self.width - self.margin

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @cached_property
    def chosen(self) -> Highlights:
        """What is chosen of the journey. Curves alone do without."""
        return highlights(self.map.journey, self.named, self.pains)

    @cached_property
    def felt(self) -> frozenset[str]:
        """The ids of the personas that have a curve; an empty one for that of a journey without personas."""
        return frozenset((*curves(self.map.journey), *stage_feelings(self.map.journey)))

    @cached_property
    def row(self) -> Row:
        """All stages in one row, over the whole width."""
        stages = self.map.journey.stages
        count = sum(max(len(stage.touchpoints), 1) for stage in stages) or 1
        gap = min(_GAP, self.room / count / 4)
        start = self.margin
        width = (self.room - gap * (len(stages) - 1)) / count
        if width < _NARROW and self.felt:
            start += _ROOM_OF_FACES
            width = (self.room - _ROOM_OF_FACES - gap * (len(stages) - 1)) / count
        spans: list[StageSpan] = []
        x = start
        for number, stage in enumerate(stages, 1):
            columns = []
            for offset, touchpoint in enumerate(stage.touchpoints):
                left = x + offset * width
                at = self.map.journey.number_of[touchpoint.id]
                columns.append(Column(touchpoint, at, left, width, left + width / 2))
            across = width * max(len(columns), 1)
            spans.append(StageSpan(stage, number, x, across, tuple(columns), False, False))
            x += across + gap
        return Row(tuple(spans), tuple(column for span in spans for column in span.columns), 1, True)

    @cached_property
    def column_of(self) -> dict[str, Column]:
        """The column of each touchpoint, by its id."""
        return {column.touchpoint.id: column for column in self.row.columns}

    @property
    def column_width(self) -> float:
        """The width of each column."""
        return self.row.columns[0].width if self.row.columns else self.room

    def samples(self, most: int) -> int:
        """How many points of a curve from one station to the next show where it is: fewer in narrow columns."""
        return min(most, max(1, math.ceil(self.column_width / _SAMPLED_EVERY)))


def sheet_size(ratio: float) -> tuple[float, float]:
    """The size of an overview on a sheet whose width is `ratio` of its height."""
    return _on_sheet(SHEET_WIDTH, ratio)


def wall_size(ratio: float | None) -> tuple[float, float]:
    """The size of an overview for a wall, on a sheet of this ratio of its width to its height, else of the A series."""
    return _on_sheet(WALL_WIDTH, min(ratio or _WALL_RATIO, _WALL_RATIO))


def _on_sheet(width: float, ratio: float) -> tuple[float, float]:
    return width, round(width / min(max(ratio, _RATIOS[0]), _RATIOS[1]), 1)
