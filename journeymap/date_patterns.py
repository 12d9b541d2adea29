"""Patterns of Gregorian days, as trackers ask for them: `dd/MMM/yy`. Days are written by one, and read by one."""

from __future__ import annotations

import datetime as dt
import re

from journeymap.digits import latin
from journeymap.errors import UserError

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LETTERS = re.compile("[A-Za-z]+")
_WRITTEN = {
    "yyyy": lambda day: f"{day.year:04}",
    "yy": lambda day: f"{day.year % 100:02}",
    "MMM": lambda day: _MONTHS[day.month - 1],
    "MM": lambda day: f"{day.month:02}",
    "M": lambda day: str(day.month),
    "dd": lambda day: f"{day.day:02}",
    "d": lambda day: str(day.day),
}
_READ = {"yyyy": "[0-9]{4}", "yy": "[0-9]{2}", "MMM": "[A-Za-z]{3,9}"}
_NUMBER = "[0-9]{1,2}"
_TIME = r"(?:[T ,].*)?"
_CENTURY = 2000


def check_date_pattern(pattern: str) -> None:
    """Raises UserError for a pattern without a year, a month and a day, or with letters that mean none of them."""
    letters = _LETTERS.findall(pattern)
    unknown = next((each for each in letters if each not in _WRITTEN), None)
    if unknown is not None or sorted(each[0] for each in letters) != ["M", "d", "y"]:
        about = f": {unknown!r} is none of {', '.join(_WRITTEN)}" if unknown else ""
        raise UserError(
            f"--date-format: {pattern!r} is no format of days{about}",
            hint="write it as your tracker does, with year, month and day: yyyy-MM-dd or dd/MMM/yy, say",
        )


def written_by(pattern: str, day: dt.date) -> str:
    """Returns a day as a pattern that was checked writes it."""
    return _LETTERS.sub(lambda found: _WRITTEN[found.group()](day), pattern)


def read_by(pattern: str, text: str) -> dt.date | None:
    """Returns the day that a text is by a pattern that was checked; what follows it, such as a time, is left out.

    None for a text that is written otherwise, and for a day that no month has. A year of two digits is from 2000 on.
    """
    parts = _LETTERS.findall(pattern)
    found = re.fullmatch(_expression(pattern) + _TIME, latin(text.strip()))
    if found is None:
        return None
    values = dict(zip((part[0] for part in parts), found.groups(), strict=True))
    month = int(values["M"]) if values["M"].isdecimal() else month_called(values["M"])
    year = int(values["y"]) + (_CENTURY if len(values["y"]) == len("yy") else 0)
    try:
        return dt.date(year, month, int(values["d"]))
    except ValueError:
        return None


def month_called(name: str) -> int:
    """Returns the number of a month by its English name or the first three letters of it or more; 0 for none."""
    start = name[:3].title()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _expression(pattern: str) -> str:
    """The pattern as a regular expression, with a group for each part."""
    between = map(re.escape, _LETTERS.split(pattern))
    groups = [f"({_READ.get(part, _NUMBER)})" for part in _LETTERS.findall(pattern)]
    return "".join(text + group for text, group in zip(between, [*groups, ""], strict=True))
