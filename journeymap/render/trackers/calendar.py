"""The days of the plan for a calendar (iCalendar, RFC 5545): when to do, check and review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from icalendar import Calendar, Event

from journeymap.insight.actions import is_dropped
from journeymap.insight.deadlines import deadline, review_deadline
from journeymap.render.trackers.tickets import ActionPlan, one_line, plain_text


def render(plans: Sequence[ActionPlan], date_format: str) -> tuple[bytes, ...]:
    """One calendar, with an event of a whole day for each day. A day that moves keeps its UID, and so is no second one.

    Nothing in it comes from a clock: it is stamped with the day that the plan is written on.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//journeymap//action plan//EN")
    calendar.add("version", "2.0")
    for plan in plans:
        for event in _events(plan):
            calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return (made,)


def _events(plan: ActionPlan) -> Iterator[Event]:
    for ticket in plan.tickets():
        action = ticket.action
        check = None if is_dropped(action) else action.check_date
        for kind, key, day in (("due", "due", deadline(action)), ("check", "check-date", check)):
            if _is_wanted(day, plan):
                yield _event(plan, f"{action.id}/{kind}", day, (key, ticket.title), plain_text(ticket))
    review = review_deadline(plan.journey)
    if plan.reviews and _is_wanted(review, plan):
        yield _event(plan, "review", review, ("review-by", one_line(plan.journey.title)))


def _is_wanted(day: dt.date | None, plan: ActionPlan) -> TypeGuard[dt.date]:
    return day is not None and (plan.since is None or day >= plan.since)


def _event(plan: ActionPlan, name: str, day: dt.date, said: tuple[str, str], about: str = "") -> Event:
    """An event that a word and a text name; `name` is what sets it apart within its journey."""
    key, text = said
    language = {"LANGUAGE": plan.journey.language}
    event = Event()
    event.add("uid", f"{plan.journey.id}/{name}@journeymap")
    event.add("dtstamp", dt.datetime.combine(plan.today, dt.time(), dt.UTC))
    event.add("dtstart", dt.date(day.year, day.month, day.day))
    event.add("summary", f"{plan.words[key]}: {text}", parameters=language)
    if about:
        event.add("description", about, parameters=language)
    event.add("transp", "TRANSPARENT")
    return event
