"""A measured time as a text, in the unit that reads best."""

from __future__ import annotations

from journeymap.style.locale import Words

_UNITS = (("day", 86_400.0), ("hour", 3_600.0), ("minute", 60.0), ("second", 1.0))
_LEAST = 2
_MOST_WITH_TENTHS = 10


def time_text(words: Words, seconds: float) -> str:
    """Returns a time of so many seconds, 0 or more: `90 seconds`, `4.5 minutes`, `3 days`."""
    unit, length = next((each for each in _UNITS if seconds >= _LEAST * each[1]), _UNITS[-1])
    number = seconds / length
    return words.span(round(number, 1 if number < _MOST_WITH_TENTHS else 0), unit)
