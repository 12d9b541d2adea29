"""A table for the CSV import of GitLab: title and description, in that order, and the day that an action is due.

Labels and people have no columns there. Quick actions at the end of the description set them.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.render.trackers.tables import table
from journeymap.render.trackers.tickets import ActionPlan, Ticket, all_tickets, handle, iso, markdown


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The table: a row an action."""
    rows = ((each.title, _description(each), iso(each.action.due)) for each in all_tickets(plans))
    return (table(("title", "description", "due_date"), rows),)


def _description(ticket: Ticket) -> str:
    labels = " ".join('~"' + label.replace('"', "") + '"' for label in ticket.labels)
    quick = [f"/label {labels}"]
    if name := handle(ticket.owner):
        quick.append(f"/assign @{name}")
    return "\n".join((markdown(ticket), "", *quick))
