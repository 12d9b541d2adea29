"""The action plans of journeys for other tools: which formats there are, which actions are wanted, and their files.

A new format is a module in `journeymap/render/trackers/` with a function `render`, and a record here.
"""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.insight.actions import is_open
from journeymap.model import Action, Journey
from journeymap.pipeline.draw import shown_part
from journeymap.records import NamedTuple
from journeymap.settings import Settings
from journeymap.spelling import did_you_mean

if TYPE_CHECKING:
    from journeymap.render.trackers.tickets import ActionPlan


class PlanFormat(NamedTuple):
    """A format of the plan: what it is for, and whether it makes tickets, for what is open and has no ticket yet.

    `module` writes it; what is a document to read has none, since it is drawn with a template as the page is. A
    `themed` one is in the colours of a theme; one that is `dated` has days as whoever reads it asks.
    """

    name: str
    help: str
    module: str = ""
    makes_tickets: bool = False
    themed: bool = False
    dated: bool = False


PLAN_FORMATS = {
    each.name: each
    for each in (
        PlanFormat("md", "the whole plan as Markdown"),
        PlanFormat("html", "the whole plan as a page", themed=True),
        PlanFormat("pdf", "the whole plan as a PDF", themed=True),
        PlanFormat("xlsx", "all actions as a workbook", "journeymap.render.trackers.workbook"),
        PlanFormat("csv", "all actions as a table", "journeymap.render.trackers.spreadsheet"),
        PlanFormat(
            "jira", "tickets for Jira's CSV importer", "journeymap.render.trackers.jira", makes_tickets=True, dated=True
        ),
        PlanFormat(
            "azure", "work items for Azure Boards' CSV import", "journeymap.render.trackers.azure", makes_tickets=True
        ),
        PlanFormat("gitlab", "issues for GitLab's CSV import", "journeymap.render.trackers.gitlab", makes_tickets=True),
        PlanFormat(
            "github", "issues for GitHub, a line of JSON each", "journeymap.render.trackers.github", makes_tickets=True
        ),
        PlanFormat("ics", "due, check and review days for a calendar", "journeymap.render.trackers.calendar"),
    )
}


class Wanted(NamedTuple):
    """Which actions are wanted: those of an owner, by id, who answers or supports; those that end on a day or later."""

    owner: str = ""
    since: dt.date | None = None


class SkippedActions(NamedTuple):
    """How many actions are left out since they are done or dropped, and since they have a ticket already."""

    closed: int = 0
    with_ticket: int = 0


class AskedNames:
    """The owner and the segment that are asked for, of which only some journeys need to know.

    `journeys` is how many were read, and `without_segment` how many of these do not have the segment.
    """

    def __init__(self, owner: str) -> None:
        self.journeys = 0
        self.without_segment = 0
        self._owner = owner
        self._segment = ""
        self._owners: dict[str, None] = {}
        self._segments: dict[str, None] = {}

    def are_in(self, journey: Journey, segment: str) -> bool:
        """Whether a journey has the segment, if one is asked for; its names are kept for `check`."""
        self.journeys += 1
        self._segment = segment
        self._owners.update(dict.fromkeys(owner.id for owner in journey.owners))
        self._segments.update(dict.fromkeys(each.id for each in journey.segments))
        is_in = not segment or any(each.id == segment for each in journey.segments)
        self.without_segment += not is_in
        return is_in

    def check(self) -> None:
        """Raises UserError when none of the journeys has the owner or the segment."""
        for noun, asked, known in (("owner", self._owner, self._owners), ("segment", self._segment, self._segments)):
            if asked and asked not in known:
                near = did_you_mean(asked, known) or f"they have {', '.join(known) or 'none at all'}"
                raise UserError(
                    f"--{noun}: no journey has {'an' if noun == 'owner' else 'a'} {noun} {asked!r}", hint=near
                )


class PlanOfActions:
    """Gathers the actions of journeys, and writes them in one of `PLAN_FORMATS` that has a module."""

    is_chosen = True
    """It has actions alone, be they all."""

    def __init__(self, form: str, wanted: Wanted) -> None:
        self.count = 0
        self.left_out = SkippedActions()
        self._format = PLAN_FORMATS[form]
        self._wanted = wanted
        self.asked = AskedNames(wanted.owner)
        self._plans: list[ActionPlan] = []

    @property
    def journeys(self) -> int:
        """How many journeys were read."""
        return self.asked.journeys

    def add(self, journey: Journey, settings: Settings) -> dict[str, bytes]:
        """Adds the actions of a journey, or of the segment that the settings ask for. It makes no file of its own.

        Raises UserError when the segment passes nowhere.
        """
        from journeymap.render.trackers.tickets import ActionPlan
        from journeymap.style.locale import load_words

        if not self.asked.are_in(journey, settings.segment):
            return {}
        part = shown_part(journey, settings)
        asked = [action for action in part.actions if is_wanted(action, self._wanted)]
        kept = tuple(action for action in asked if not self._format.makes_tickets or _is_new(action))
        if self._format.makes_tickets:
            closed = sum(not is_open(action) for action in asked)
            with_ticket = len(asked) - closed - len(kept)
            self.left_out = SkippedActions(self.left_out.closed + closed, self.left_out.with_ticket + with_ticket)
        self.count += len(kept)
        plan = ActionPlan(
            journey=part,
            words=load_words(journey.language, calendar="gregorian", own=settings.templates),
            dates=load_words(journey.language, calendar=journey.calendar, own=settings.templates),
            today=settings.today,
            actions=kept,
            since=self._wanted.since,
            reviews=self._wanted.owner in ("", journey.owner),
        )
        self._plans.append(plan)
        return {}

    def files(self, date_format: str) -> tuple[bytes, ...]:
        """The files that tell the actions. Raises UserError as `AskedNames.check` does, or for a wrong format."""
        self.asked.check()
        made: tuple[bytes, ...] = import_module(self._format.module).render(self._plans, date_format)
        return made


def is_wanted(action: Action, wanted: Wanted) -> bool:
    """Whether an action is wanted."""
    owner, since = wanted
    if owner and owner not in (action.answerable, *action.supporting):
        return False
    days = [day for day in (action.due, action.check_date, action.done) if day is not None]
    return since is None or any(day >= since for day in days)


def _is_new(action: Action) -> bool:
    """Whether a tracker does not have an action yet that is still to be done."""
    return is_open(action) and not action.ticket
