"""The distances of small cards and their ways, in pixels."""

from __future__ import annotations

from journeymap.layout.flow.small.grid import SmallStage
from journeymap.records import NamedTuple

CARD_WIDTH = 98.0
CARD_HEIGHT = 44.0
BETWEEN_CARDS = 22.0
START = 30.0
"""The logical x at which clusters start; they end as far from the other side of the sheet."""
COLUMNS = 10
"""The most columns of a row: about twenty cards."""
BEFORE_FIRST = 22.0
LANDS_AT = 8.0
"""The distance from the start of a card at which ways come to its upper edge from between cards, and to its lower."""
PORTS_APART = 17.0
TWO_LINE_PORTS_APART = 28.0
IN_PORTS_APART = 11.0
TOP_PORTS_APART = 12.0
TRACKS = 3
"""How many ways can run up or down between two columns."""
TRACKS_APART = 5.0
LAST_TRACK = 14.0
"""The distance of the last track from the card that it is before."""
ZONE = 25.0
"""The least length of the straight piece with which a way begins, on which its share stands."""
TURN = 30.0
"""What is left of the gap, for the way to turn to its target."""

_AFTER_LAST = 27.0
"""The room for discs after the straight pieces of the last column."""


class SmallShape(NamedTuple):
    """What depends on the texts: the length of the straight pieces, and whether two shares stand at one."""

    zone: float
    two_lines: bool

    @property
    def pitch(self) -> float:
        """The distance from a column to the next."""
        return CARD_WIDTH + self.zone + TURN

    def width(self, columns: int = COLUMNS) -> float:
        """The width of a sheet with so many columns."""
        return self.card_x(columns) - TURN + _AFTER_LAST + START

    def card_x(self, column: int) -> float:
        """The x at which the cards of a column start."""
        return START + BEFORE_FIRST + column * self.pitch

    def track_x(self, gap: int, track: int) -> float:
        """The x of a track in the gap after a column; -1 is the gap before the first column."""
        return self.card_x(gap + 1) - LAST_TRACK - (TRACKS - 1 - track) * TRACKS_APART

    def cluster(self, stage: SmallStage, columns: int) -> tuple[float, float]:
        """The x at which a stage starts in a row of so many columns, and its width."""
        start = START if stage.first == 0 else self.card_x(stage.first) - 12
        after = stage.first + stage.columns
        end = self.card_x(after) - 16 if after < columns else self.card_x(after) - TURN + _AFTER_LAST
        return start, end - start
