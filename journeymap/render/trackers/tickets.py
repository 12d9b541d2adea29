"""What every tracker is told of an action: its title, the facts about it, its labels and who answers for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from journeymap.model import Action, Journey, Owner
from journeymap.records import NamedTuple
from journeymap.render.attachments import LinkView
from journeymap.render.markdown import escape, link
from journeymap.render.phrases import Phrases
from journeymap.render.plan.tasks import task
from journeymap.render.texts import Fact
from journeymap.style.locale import Words

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_HANDLE = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_])?)")
_LONGEST_TITLE = 250
"""Trackers take 255 characters, or one more."""


class Ticket(NamedTuple):
    """An action as trackers are told of it: `title` in one line, and `facts` in the words of the journey's language."""

    action: Action
    title: str
    facts: tuple[Fact, ...]
    links: tuple[LinkView, ...]
    links_label: str
    labels: tuple[str, ...]
    owner: Owner | None


class ActionPlan(NamedTuple):
    """The actions of a journey that are wanted, with the words of its language, and the day it is written on.

    `dates` are the words with the days of the journey's calendar. Nothing that ends before `since` is wanted; `reviews`
    says whether the reviews of the journey are.
    """

    journey: Journey
    words: Words
    dates: Words
    today: dt.date
    actions: tuple[Action, ...]
    since: dt.date | None = None
    reviews: bool = True

    def tickets(self) -> tuple[Ticket, ...]:
        """The actions as tickets, in the order of the file."""
        phrases = Phrases(self.journey, self.words, self.today)
        return tuple(_ticket(action, phrases) for action in self.actions)


def _ticket(action: Action, phrases: Phrases) -> Ticket:
    journey, words = phrases.journey, phrases.words
    told = task(action.replace(due=None, done=None, check_date=None), phrases)
    owner = journey.owner_by_id.get(action.answerable or "")
    days = (("due", action.due), ("check-date", action.check_date), ("done-on", action.done))
    facts = (
        Fact(words["map"], journey.title),
        Fact("ID", f"{journey.id}/{action.id}"),
        Fact(words["owner"], owner.name if owner else words["no-owner"]),
        *(Fact(words[key], iso(day)) for key, day in days if day is not None),
        Fact(words["status"], told.status),
        *(Fact(words[key], text) for key, text in (("quadrant", told.quadrant), ("impact", told.impact),
                                                   ("effort", told.effort)) if text),
        *told.facts,
    )  # fmt: skip
    title = one_line(action.title)
    if len(title) > _LONGEST_TITLE:
        facts = (Fact(words["action"], title), *facts)
        title = f"{title[:_LONGEST_TITLE].rstrip()}…"
    labels = (journey.id, told.quadrant, action.release or "")
    return Ticket(
        action=action,
        title=title,
        facts=tuple(Fact(one_line(label), one_line(text)) for label, text in facts),
        links=told.links,
        links_label=words["links"],
        labels=tuple(dict.fromkeys(one_line(each) for each in labels if each)),
        owner=owner,
    )


def iso(day: dt.date | None) -> str:
    """The day as `2027-01-31`, a month or a quarter as its last day; empty for none."""
    return day.isoformat() if day is not None else ""


def one_line(text: str) -> str:
    """The text in one line, its white space collapsed: trackers read a line of its own as a command."""
    return " ".join(text.split())


def stage_names(journey: Journey, action: Action) -> tuple[str, ...]:
    """The names of the stages that an action changes, as a whole or at a touchpoint, in their order."""
    return tuple(
        stage.name
        for stage in journey.stages
        if stage.id in action.stages or any(each.id in action.touchpoints for each in stage.touchpoints)
    )


def plain_text(ticket: Ticket) -> str:
    """All that is known of an action, a line each."""
    links = (Fact(ticket.links_label, _text_of_link(each)) for each in ticket.links)
    return "\n".join(f"{fact.label}: {fact.text}" for fact in (*ticket.facts, *links))


def markdown(ticket: Ticket) -> str:
    """All that is known of an action as Markdown: a paragraph, then a list. No line of it is a command."""
    first, *others = [f"**{escape(fact.label)}:** {escape(fact.text)}" for fact in ticket.facts]
    links = [f"**{escape(ticket.links_label)}:** {link(one_line(each.text), each.href)}" for each in ticket.links]
    return "\n".join((first, "", *(f"- {line}" for line in (*others, *links))))


def _text_of_link(view: LinkView) -> str:
    target = view.href if view.href not in (None, view.text) else ""
    return one_line(f"{view.text} {target}")


def email(owner: Owner | None) -> str:
    """The owner's e-mail address; empty where the contact is none."""
    return owner.contact if owner and owner.contact and _EMAIL.fullmatch(owner.contact) else ""


def handle(owner: Owner | None) -> str:
    """The owner's name in a tracker, `noa` of the contact `@noa`; empty where the contact is none."""
    found = _HANDLE.fullmatch(owner.contact) if owner and owner.contact else None
    return found[1] if found else ""


def all_tickets(plans: Sequence[ActionPlan]) -> Iterable[Ticket]:
    """The tickets of all plans, one after the other."""
    for plan in plans:
        yield from plan.tickets()
