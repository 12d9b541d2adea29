"""How the dates of a column are written, decided by its values alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from journeymap.measure.answers.presets import NO_PRESET, PRESETS

_DATE = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?:Z|UTC|GMT\S*|[+-]\d\d(?::?\d\d)?)?"
)
_ENOUGH = 10


class DateForm(NamedTuple):
    """How dates are written: `form` as in strftime, None where nothing need be said; and why.

    `part` is the part of the values that are dates. With `is_open`, the values fit day first and month first alike.
    """

    form: str | None
    part: float
    reason: str
    is_open: bool = False


def date_form(values: Sequence[str], preset: str | None = None) -> DateForm | None:
    """Returns how dates are written in a column with these values, in the order of its rows; None for what is none."""
    found = [match for match in map(_DATE.fullmatch, values) if match]
    if not values or len(found) * 2 < len(values):
        return None
    part = len(found) / len(values)
    parts = [(match[1], match[3], match[4]) for match in found]
    sign = found[0][2]
    known = PRESETS[preset].dates if preset else NO_PRESET.dates
    if sum(len(first) == 4 for first, _, _ in parts) * 2 > len(parts):
        if sign == "-" or any(each.startswith(f"%Y{sign}") for each in known):
            return DateForm(None, part, "the year stands first")
        return DateForm(f"%Y{sign}%m{sign}%d", part, "the year stands first")
    year = "%Y" if sum(len(last) == 4 for _, _, last in parts) * 2 > len(parts) else "%y"
    return _ordered([(int(first), int(second), int(last)) for first, second, last in parts], sign, year, part, known)


def _ordered(
    parts: Sequence[tuple[int, int, int]], sign: str, year: str, part: float, known: Sequence[str]
) -> DateForm:  # fmt: skip
    """Whether the day stands first, or the month."""
    day_first, month_first = f"%d{sign}%m{sign}{year}", f"%m{sign}%d{sign}{year}"
    firsts = sum(first > 12 >= second for first, second, _ in parts)
    seconds = sum(second > 12 >= first for first, second, _ in parts)
    knows_months = any(each.startswith(month_first) for each in known)
    chosen: str | None
    if firsts and seconds:
        chosen, fewer = (day_first, seconds) if firsts >= seconds else (month_first, firsts)
        reason = f"most dates fit; in {fewer} of {len(parts)}, day and month stand the other way round"
        return DateForm(chosen, part, reason, is_open=True)
    if firsts:
        return DateForm(
            day_first, part, f"the first number is above 12 in {firsts} of {len(parts)} dates: it is the day"
        )
    if seconds:
        reason = f"the second number is above 12 in {seconds} of {len(parts)} dates: it is the day"
        return DateForm(None if knows_months else month_first, part, reason)
    turns = [_turns(parts, place) for place in (0, 1)]
    if len(parts) >= _ENOUGH and 0 in turns and max(turns) > 0:
        chosen = day_first if turns[0] == 0 else None if knows_months else month_first
        return DateForm(chosen, part, "the rows stand in the order of time only so")
    if knows_months:
        return DateForm(None, part, f"no number is above 12, so {day_first} would fit as well", is_open=True)
    return DateForm(day_first, part, f"no number is above 12, so {month_first} would fit as well", is_open=True)


def _turns(parts: Sequence[tuple[int, int, int]], day: int) -> int:
    """How often dates in the order of the rows go against the direction that most of them have."""
    moments = [(each[2], each[1 - day], each[day]) for each in parts]
    pairs = list(pairwise(moments))
    return min(sum(one > other for one, other in pairs), sum(one < other for one, other in pairs))


def is_excel_time(values: Sequence[str]) -> bool:
    """Whether values are Excel's numbers of days, from 1982 to 2064, some with a part of a day."""
    try:
        numbers = [float(each) for each in values]
    except ValueError:
        return False
    return bool(numbers) and all(30_000 <= each < 60_000 for each in numbers)
