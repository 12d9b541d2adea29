"""An issue a line as JSON, as GitHub's interface takes it and `gh api --input -` sends it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from journeymap.render.trackers.tickets import ActionPlan, Ticket, all_tickets, handle, markdown

_LONGEST_LABEL = 50


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The lines. An issue has no day: when an action is due stands in its text."""
    lines = [json.dumps(_issue(each), ensure_ascii=False) + "\n" for each in all_tickets(plans)]
    return ("".join(lines).encode("utf-8", "backslashreplace"),)


def _issue(ticket: Ticket) -> dict[str, str | list[str]]:
    labels = dict.fromkeys(label.replace(",", "")[:_LONGEST_LABEL].strip() for label in ticket.labels)
    issue: dict[str, str | list[str]] = {
        "title": ticket.title,
        "body": markdown(ticket),
        "labels": [each for each in labels if each],
    }
    if name := handle(ticket.owner):
        issue["assignees"] = [name]
    return issue
