"""All actions as a table for a spreadsheet, with headers in the language of the first journey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from journeymap.insight.actions import quadrant
from journeymap.insight.deadlines import deadline
from journeymap.layout.plan_texts import supporters
from journeymap.model import Action
from journeymap.model.amounts import Sum
from journeymap.render.phrases import Phrases
from journeymap.render.trackers.tables import table
from journeymap.render.trackers.tickets import ActionPlan, iso, stage_names
from journeymap.style.locale import Words

COLUMNS = ("map", "", "action", "owner", "with", "due", "overdue", "status", "done-on", "impact", "effort", "quadrant",
           "measure", "target", "check-date", "stages", "touchpoints", "segments", "addresses", "depends-on",
           "blocked-by", "release", "budget", "ticket", "links")  # fmt: skip
"""The columns by their words; the one without a word has the ids."""
Cell = str | int | dt.date | Sum | list[str] | None
"""What a cell says; a list is of several texts, one below the other."""


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The table: a row an action."""
    header = [heading(key, plans[0].words) for key in COLUMNS]
    rows = [[_text(cell) for cell in cells_of(action, plan)] for plan in plans for action in plan.actions]
    return (table(header, rows, marked=True),)


def heading(key: str, words: Words) -> str:
    """What a column is called; that of the ids is called so in every language."""
    return words[key] if key else "ID"


def cells_of(action: Action, plan: ActionPlan) -> list[Cell]:
    """What is known of an action, in the order of the columns."""
    journey, words = plan.journey, plan.words
    phrases = Phrases(journey, words, plan.today)
    owner = journey.owner_by_id.get(action.answerable or "")
    kind = quadrant(action)
    segments = {segment.id: segment.name for segment in reversed(journey.segments)}
    touchpoints = journey.touchpoint_by_id
    return [
        journey.title,
        f"{journey.id}/{action.id}",
        action.title,
        owner.name if owner else "",
        list(supporters(journey, action)),
        action.due,
        phrases.overdue(deadline(action)),
        words[f"status-{action.status}"],
        action.done,
        action.impact,
        action.effort,
        words[kind] if kind else "",
        action.measure,
        action.target,
        action.check_date,
        list(stage_names(journey, action)),
        [touchpoints[each].name for each in action.touchpoints if each in touchpoints],
        [segments[each] for each in action.segments if each in segments],
        list(filter(None, map(phrases.point_with_id, action.addresses))),
        [f"{journey.id}/{each}" for each in action.depends_on],
        list(action.blocked_by),
        action.release,
        action.budget,
        action.ticket,
        [link.url for link in action.links],
    ]


def _text(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return iso(cell)
    if isinstance(cell, Sum):
        return f"{cell.number:.12g} {cell.currency}"
    return "\n".join(cell) if isinstance(cell, list) else str(cell or "")
