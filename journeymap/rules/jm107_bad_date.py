"""A date is not written as year-month-day, or is not in the calendar.

21/11 and 11/21 are the same day in different countries; `2026-11-21` is the same day everywhere.

## Bad
```yaml
review:
  last: 10.1.2026
  every: 4 months
```

## Good
```yaml
review:
  last: 2026-01-10
  every: 4 months
```
"""

import datetime as dt
import re
from contextlib import suppress

from journeymap.calendars import YEARS, Calendar, day_of, in_calendar
from journeymap.diagnostics import Finding
from journeymap.digits import in_digits_of
from journeymap.model.kinds import Date
from journeymap.rules.rewriting import File, replace_text
from journeymap.source.text import Replacement

_YEAR_FIRST = re.compile(r"(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})|([a-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write the date as year-month-day if it can mean only one day: `31.1.2026` can, `1.3.2026` cannot."""
    place, calendar = file.at(finding.span.start), file.calendar
    if place is None or not isinstance(place.kind, Date) or calendar is None:
        return []
    text = place.node.text
    days = _days(text.strip().lower(), calendar)
    if len(days) != 1:
        return []
    return replace_text(file, place.node, in_digits_of(text, in_calendar(days.pop(), calendar)))


def _days(text: str, calendar: Calendar) -> set[dt.date]:
    """Returns every day that a text can mean. Months with names are those of the Gregorian calendar."""
    if match := _YEAR_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        year, *_, month, day = match.groups()
        return _day(calendar, year, month, day)
    if match := _YEAR_LAST.fullmatch(text):
        one, _, other, year = match.groups()
        return _day(calendar, year, one, other) | _day(calendar, year, other, one)
    if match := _NAMED.fullmatch(text):
        day, name, year = match.groups()[:3] if match[1] else (match[5], match[4], match[6])
        months = [number for number, month in enumerate(_MONTHS, 1) if name in (month, month[:3], month[:4])]
        return _day("gregorian", year, months[0], day) if months else set()
    return set()


def _day(calendar: Calendar, year: str, month: str | int, day: str) -> set[dt.date]:
    with suppress(ValueError):
        found = day_of(calendar, int(year), int(month), int(day))
        return {found} if found.year in YEARS else set()
    return set()
