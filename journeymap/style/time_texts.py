"""A measured time as a text, in the unit that reads best."""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.style.locale import Words

_UNITS = (("day", 86_400.0), ("hour", 3_600.0), ("minute", 60.0), ("second", 1.0))
_LEAST = 2
_MOST_WITH_TENTHS = 10


class TimeScale(NamedTuple):
    """A unit of time by its name, its length in seconds, and the decimals that are told in it."""

    unit: str
    length: float
    decimals: int

    def rounded(self, seconds: float) -> float:
        """A time in this unit, as it is told."""
        return round(seconds / self.length, self.decimals)


def time_scale(seconds: float) -> TimeScale:
    """Returns the scale in which a time of so many seconds, 0 or more, reads best."""
    unit, length = next((each for each in _UNITS if seconds >= _LEAST * each[1]), _UNITS[-1])
    return TimeScale(unit, length, 1 if seconds / length < _MOST_WITH_TENTHS else 0)


def time_text(words: Words, seconds: float) -> str:
    """Returns a time of so many seconds, 0 or more: `90 seconds`, `4.5 minutes`, `3 days`."""
    scale = time_scale(seconds)
    return words.span(scale.rounded(seconds), scale.unit)
