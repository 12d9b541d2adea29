"""The distances of small cards and their ways, in pixels."""

from __future__ import annotations

from journeymap.layout.flow.small.grid import SmallStage
from journeymap.records import NamedTuple

LEAST_CARD, MOST_CARD = 98.0, 134.0
"""The widths of a card: as wide as the longest word of a name needs, within these."""
CARD_HEIGHT = 44.0
BETWEEN_CARDS = 22.0
START = 30.0
"""The logical x at which clusters start; they end as far from the other side of the sheet."""
_COLUMNS = 10
_WIDEST = 1760.0
"""The width that rows are to keep, so that they can be read on paper."""
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
BESIDE_DISC = 4.0
EXIT_TEXT = 36.0
AROUND_EXIT_TEXT = EXIT_TEXT + 12.0
"""What of a card's width is beside the text of a way out below it."""

_AFTER_LAST = 27.0
"""The room for discs after the straight pieces of the last column."""


class SmallShape(NamedTuple):
    """What depends on the texts: the width of a card, the length of the straight pieces with shares, the room after
    them for discs, in which nothing runs up or down, whether two shares stand at one straight piece, and
    whether ways out have the word for leaving."""

    card: float
    zone: float
    discs: float
    two_lines: bool
    exits_in_words: bool

    @property
    def pitch(self) -> float:
        """The distance from a column to the next."""
        return self.card + self.turn + TURN

    @property
    def turn(self) -> float:
        """The distance from a card to where ways turn to their targets."""
        return self.zone + self.discs

    @property
    def columns(self) -> int:
        """The most columns of a row: about twenty cards, and fewer where they are wide."""
        return max((each for each in range(1, _COLUMNS + 1) if self.width(each) <= _WIDEST), default=1)

    def width(self, columns: int) -> float:
        """The width of a sheet with so many columns."""
        return self._end(columns) + START

    def _end(self, columns: int) -> float:
        """The x at which a row of so many columns ends."""
        return self.card_x(columns) - TURN + _AFTER_LAST

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
        end = self.card_x(after) - 16 if after < columns else self._end(after)
        return start, end - start
