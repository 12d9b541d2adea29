"""Tables for the CSV import of Azure Boards: an epic a journey, with its actions as tasks below it.

The import takes 1,000 rows at once, and wants neither ids, states nor people in what is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from journeymap.render.trackers.tables import table
from journeymap.render.trackers.tickets import ActionPlan, Ticket, one_line

_MOST_ROWS = 999
"""With the header, 1,000."""
_HEADER = ("Work Item Type", "Title 1", "Title 2", "Description", "Tags")


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The tables: as few as hold all actions. Where a journey goes on in the next, its epic stands there again."""
    files: list[list[Sequence[str]]] = [[]]
    for plan in plans:
        epic = ("Epic", one_line(plan.journey.title), "", "", _tags((plan.journey.id,)))
        is_begun = False
        for row in _tasks(plan):
            if len(files[-1]) + (1 if is_begun else 2) > _MOST_ROWS:
                files.append([])
                is_begun = False
            files[-1] += [row] if is_begun else [epic, row]
            is_begun = True
    return tuple(table(_HEADER, rows) for rows in files)


def _tasks(plan: ActionPlan) -> Iterator[Sequence[str]]:
    for ticket in plan.tickets():
        yield ("Task", "", ticket.title, _description(ticket, rtl=plan.journey.is_rtl), _tags(ticket.labels))


def _description(ticket: Ticket, *, rtl: bool) -> str:
    """All that is known of an action as HTML, which the field is."""
    lines = [f"<b>{escape(fact.label)}:</b> {escape(fact.text)}" for fact in ticket.facts]
    for link in ticket.links:
        text = escape(one_line(link.text))
        shown = f'<a href="{escape(link.href)}">{text}</a>' if link.href else text
        lines.append(f"<b>{escape(ticket.links_label)}:</b> {shown}")
    return f'<div dir="{"rtl" if rtl else "ltr"}">{"<br>".join(lines)}</div>'


def _tags(labels: Sequence[str]) -> str:
    """The labels as tags; what separates tags cannot stand in one."""
    return "; ".join(one_line(each.replace(";", " ").replace(",", " ")) for each in labels)
