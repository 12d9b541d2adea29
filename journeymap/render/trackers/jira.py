"""A table for the CSV importer of Jira: an action a row, people as e-mail, and no punctuation in the header."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.date_patterns import check_date_pattern, written_by
from journeymap.render.trackers.tables import table
from journeymap.render.trackers.tickets import ActionPlan, all_tickets, email, plain_text


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The table. A label has a column of its own, since the importer takes one value a column, and no spaces in it.

    Raises UserError for a date format that the importer would read otherwise.
    """
    check_date_pattern(date_format)
    tickets = list(all_tickets(plans))
    most = max((len(ticket.labels) for ticket in tickets), default=1)
    header = ["Summary", "Description", "Assignee", "Due Date", *["Labels"] * most]
    rows = []
    for ticket in tickets:
        labels = [each.replace(" ", "-") for each in ticket.labels]
        due = written_by(date_format, ticket.action.due) if ticket.action.due else ""
        rows.append([
            ticket.title, plain_text(ticket), email(ticket.owner), due, *labels, *[""] * (most - len(labels)),
        ])  # fmt: skip
    return (table(header, rows),)
