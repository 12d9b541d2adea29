"""All actions as a table for a spreadsheet, with headers in the language of the first journey."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.actions import quadrant
from journeymap.insight.deadlines import deadline
from journeymap.layout.plan_texts import supporters
from journeymap.model import Action
from journeymap.render.phrases import Phrases
from journeymap.render.trackers.tables import table
from journeymap.render.trackers.tickets import ActionPlan, iso, stage_names

_COLUMNS = ("map", "", "action", "owner", "with", "due", "overdue", "status", "done-on", "impact", "effort", "quadrant",
            "measure", "target", "check-date", "stages", "touchpoints", "segments", "addresses", "depends-on",
            "blocked-by", "release", "budget", "ticket", "links")  # fmt: skip
"""The words of the columns; the one without a word has the ids, and is called so in every language."""


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """The table: a row an action. Several values in a cell are one below the other."""
    words = plans[0].words
    header = [words[key] if key else "ID" for key in _COLUMNS]
    rows = [_row(action, plan) for plan in plans for action in plan.actions]
    return (table(header, rows, marked=True),)


def _row(action: Action, plan: ActionPlan) -> list[str]:
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
        "\n".join(supporters(journey, action)),
        iso(action.due),
        phrases.overdue(deadline(action)),
        words[f"status-{action.status}"],
        iso(action.done),
        str(action.impact or ""),
        str(action.effort or ""),
        words[kind] if kind else "",
        action.measure or "",
        action.target or "",
        iso(action.check_date),
        "\n".join(stage_names(journey, action)),
        "\n".join(touchpoints[each].name for each in action.touchpoints if each in touchpoints),
        "\n".join(segments[each] for each in action.segments if each in segments),
        "\n".join(filter(None, map(phrases.point_with_id, action.addresses))),
        "\n".join(f"{journey.id}/{each}" for each in action.depends_on),
        "\n".join(action.blocked_by),
        action.release or "",
        f"{action.budget.number:.12g} {action.budget.currency}" if action.budget else "",
        action.ticket or "",
        "\n".join(link.url for link in action.links),
    ]
