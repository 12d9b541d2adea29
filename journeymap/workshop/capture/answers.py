"""Reads the cells of a note: a person, owners, a score, votes, a date. Each raises Unplaced for a wrong value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from journeymap.calendars import YEARS, WrittenDate, day_of, in_calendar, read_date
from journeymap.model import Journey, Owner, Persona
from journeymap.source.writing import forbidden_in
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import Unplaced, normal
from journeymap.workshop.cells import as_number

_MOST_VOTES = 1_000_000
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_BETWEEN_NAMES = re.compile(r"[,;،؛、，；]")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def check_characters(note: Note) -> None:
    """Raise Unplaced where a cell has a character that no journey file may hold."""
    for cell in note.cells.values():
        if forbidden_in(cell):
            raise Unplaced(f"it holds the character {forbidden_in(cell)}, which no journey file may hold")


def person_in(text: str, people: Sequence[Owner] | Sequence[Persona], noun: str) -> str | None:
    """The id of the person with this id or name; None for an empty text."""
    if not text:
        return None
    by_id = [each.id for each in people if each.id == text.lower()]
    found = by_id or [each.id for each in people if normal(each.name) == normal(text)]
    if not found:
        known = ", ".join(each.id for each in people)
        raise Unplaced(f'no {noun} "{text}"' + (f"; there is {known}" if known else "; the file has none"))
    if len(found) > 1:
        raise Unplaced(f'{len(found)} {noun}s are called "{text}"; write the id: {", ".join(found)}')
    return found[0]


def owners_in(text: str, journey: Journey) -> list[str]:
    """The ids of the owners that a cell names: one, or several with commas or semicolons between, each once."""
    try:
        one = person_in(text, journey.owners, "owner")
    except Unplaced:
        names = [name.strip() for name in _BETWEEN_NAMES.split(text)]
        if len(names) == 1:
            raise
        found = (person_in(name, journey.owners, "owner") for name in names)
        return list(dict.fromkeys(id_ for id_ in found if id_))
    return [one] if one else []


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
