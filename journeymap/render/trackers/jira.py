"""A table for the CSV importer of Jira: an action a row, people as e-mail, and no punctuation in the header."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from journeymap.errors import UserError
from journeymap.render.trackers.tables import table
from journeymap.render.trackers.tickets import ActionPlan, all_tickets, email, plain_text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LETTERS = re.compile("[A-Za-z]+")
_LETTERS_OF_DAYS = {
    "yyyy": lambda day: f"{day.year:04}",
    "yy": lambda day: f"{day.year % 100:02}",
    "MMM": lambda day: _MONTHS[day.month - 1],
    "MM": lambda day: f"{day.month:02}",
    "M": lambda day: str(day.month),
    "dd": lambda day: f"{day.day:02}",
    "d": lambda day: str(day.day),
}


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The table. A label has a column of its own, since the importer takes one value a column, and no spaces in it.

    Raises UserError for a date format that the importer would read otherwise.
    """
    _check(date_format)
    tickets = list(all_tickets(plans))
    most = max((len(ticket.labels) for ticket in tickets), default=1)
    header = ["Summary", "Description", "Assignee", "Due Date", *["Labels"] * most]
    rows = []
    for ticket in tickets:
        labels = [each.replace(" ", "-") for each in ticket.labels]
        due = _day(ticket.action.due, date_format) if ticket.action.due else ""
        rows.append([
            ticket.title, plain_text(ticket), email(ticket.owner), due, *labels, *[""] * (most - len(labels)),
        ])  # fmt: skip
    return (table(header, rows),)


def _check(date_format: str) -> None:
    letters = _LETTERS.findall(date_format)
    unknown = next((each for each in letters if each not in _LETTERS_OF_DAYS), None)
    if unknown is not None or sorted(each[0] for each in letters) != ["M", "d", "y"]:
        about = f": {unknown!r} is none of {', '.join(_LETTERS_OF_DAYS)}" if unknown else ""
        raise UserError(
            f"--date-format: {date_format!r} is no format of days{about}",
            hint="write it as Jira asks for it, with year, month and day: yyyy-MM-dd or dd/MMM/yy, say",
        )


def _day(day: dt.date, date_format: str) -> str:
    return _LETTERS.sub(lambda found: _LETTERS_OF_DAYS[found.group()](day), date_format)
