"""Reads the cells of a note: a score, a rating, votes, a date. Each raises Unplaced for a wrong value."""

from __future__ import annotations

import datetime as dt
import re

from journeymap.calendars import YEARS, WrittenDate, day_of, in_calendar, read_date
from journeymap.digits import as_number
from journeymap.model import Journey
from journeymap.source.writing import forbidden_in
from journeymap.style.locale import Words
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import Unplaced, normal

_MOST_VOTES = 1_000_000
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_BETWEEN_NAMES = re.compile(r"[,;،؛、，；]")
_MOMENTS = ("zmot", "fmot", "smot", "umot")
_MARKS = ("x", "×", "✓", "✔", "1", "true", "yes")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def check_characters(note: Note) -> None:
    """Raise Unplaced where a cell has a character that no journey file may hold."""
    for cell in note.cells.values():
        if forbidden_in(cell):
            raise Unplaced(f"it holds the character {forbidden_in(cell)}, which no journey file may hold")


def names_in(text: str) -> list[str]:
    """The names in a cell, with commas or semicolons between."""
    return [name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip()]


def rating_in(text: str, what: str) -> int | None:
    """The rating from 1 to 5; None for an empty text. `what` is rated, in the message."""
    if not text:
        return None
    number = as_number(text)
    if number is None or number != int(number) or not 1 <= number <= 5:
        raise Unplaced(f'the {what} "{text}" is not a whole number from 1 to 5')
    return int(number)


def moment_in(text: str, words: Words) -> str | bool | None:
    """The kind of a moment of truth, or True for one of no kind; None for an empty text.

    A kind is written as its code or as the map calls it; any moment as a mark, such as `x`, or as `yes`.
    """
    if not text:
        return None
    kinds: dict[str, str | bool] = {normal(words[f"moment-{kind}"]): kind for kind in _MOMENTS}
    kinds |= {kind: kind for kind in _MOMENTS}
    kinds |= dict.fromkeys((*_MARKS, normal(words["yes"]), normal(words["moment-of-truth"])), True)
    found = kinds.get(normal(text))
    if found is None:
        raise Unplaced(f'"{text}" is no moment of truth; write x, or its kind: {", ".join(_MOMENTS)}')
    return found


def score_in(text: str, scale: tuple[float, float]) -> float | None:
    """The score on the journey's scale; None for an empty text."""
    if not text:
        return None
    number = as_number(text)
    low, high = scale
    if number is None:
        raise Unplaced(f'the score "{text}" is not a number')
    if not low <= number <= high:
        raise Unplaced(f"the score {number:g} is off the scale, which goes from {low:g} to {high:g}")
    return number


def votes_in(text: str) -> int | None:
    """The number of votes; None for an empty text."""
    if not text:
        return None
    number = as_number(text)
    if number is None or number != int(number) or not 0 <= number <= _MOST_VOTES:
        raise Unplaced(f'"{text}" is not a number of votes')
    return int(number)


def date_in(text: str, journey: Journey) -> dt.date | None:
    """The day, month or quarter in the journey's calendar; None for an empty text. `1/2/2027` is ambiguous: refused.

    A likely Gregorian year is one in every journey, since a workbook has its dates in that calendar.
    """
    if not text:
        return None
    calendar = journey.calendar or "gregorian"
    match, dotted = _DAY.fullmatch(text), _DOTTED.fullmatch(text)
    year, month, day = match.groups() if match else dotted.groups()[::-1] if dotted else ("0", "0", "0")
    try:
        if year == "0" and (found := read_date(text, calendar, periods=True)) is not None:
            return found
        found = day_of("gregorian" if int(year) in YEARS else calendar, int(year), int(month), int(day))
    except ValueError:
        found = None
    if found is None or found.year < 1000:
        example = in_calendar(dt.date(2027, 1, 31), calendar)
        raise Unplaced(f'"{text}" is not a day; write it as {example}')
    written = in_calendar(found, calendar)
    return found if calendar == "gregorian" else WrittenDate(found.year, found.month, found.day, written)
