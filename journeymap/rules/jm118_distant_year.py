"""A date is in a year that no journey has, before 1900 or after 2200.

Most often it is a date of another calendar: `1405-11-15` is a day of the Persian one. `calendar: persian`
(or `hebrew`, `islamic-umalqura`) at the top of the file says so, and `--fix` writes it where all dates of
the file are near today in one calendar and in no other. A file that means such a year says
`calendar: gregorian`.

## Bad
```yaml
review: {last: 1405-06-15, every: 4 months}
```

## Good
```yaml
calendar: persian
review: {last: 1405-06-15, every: 4 months}
```
"""

from journeymap.calendars import CALENDARS, Calendar, read_date
from journeymap.diagnostics import Finding
from journeymap.model.reader import calendar_of
from journeymap.rules.rewriting import File, ValuePlace, add_at_top
from journeymap.source.text import Replacement

_NEAR = 20  # years; a year of the Persian calendar is 41 later than the Islamic one of the same number


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Name the calendar of the file if all its dates are near today in one calendar and in no other."""
    dates = file.dates
    is_said = calendar_of(file.tree) is not None or file.calendar is None
    if is_said or not dates or dates[0].node.start != finding.span.start:
        return []  # the first date of the file names the calendar for all
    fitting = [name for name in CALENDARS if all(_is_near(place, name, file.today.year) for place in dates)]
    return add_at_top(file, "calendar", fitting[0]) if len(fitting) == 1 else []


def _is_near(place: ValuePlace, calendar: Calendar, year: int) -> bool:
    try:
        found = read_date(place.node.text, calendar, periods=True)
    except ValueError:
        return False
    return found is not None and abs(found.year - year) <= _NEAR
