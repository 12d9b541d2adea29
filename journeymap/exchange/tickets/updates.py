"""Compares the actions of a journey with their tickets: what is to be set, and what only a person can settle.

Nothing goes back: where the journey is further along than the tracker, or has a later day, one of the two is out of
date, and which it is cannot be seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from journeymap.calendars import in_calendar
from journeymap.digits import in_digits_of
from journeymap.exchange.tickets.days import DaysOfColumn
from journeymap.exchange.tickets.exported import ExportedTicket, TrackerExport
from journeymap.exchange.tickets.names import TicketName, ticket_name
from journeymap.exchange.tickets.statuses import StatusWords, status_to_set
from journeymap.insight.actions import is_open
from journeymap.model import Action, Journey
from journeymap.source.splice import Edit, SetValue


class ActionConflict(NamedTuple):
    """What only a person can settle about an action: its ticket says something else."""

    action: Action
    text: str


class TicketUpdates(NamedTuple):
    """What the tickets come to for a journey: the edits of its file, with how many statuses and due days they set.

    `conflicts` are what only a person can settle; `missing` are the actions whose ticket is not in the export, and
    `unknown` the words of statuses that are not known.
    """

    edits: tuple[Edit, ...]
    statuses: int
    days: int
    conflicts: tuple[ActionConflict, ...]
    missing: tuple[Action, ...]
    unknown: tuple[str, ...]


class Tickets:
    """The tickets of an export, to be brought into journeys. `named` are the places of those that actions have."""

    def __init__(self, export: TrackerExport, words: StatusWords, date_format: str = "") -> None:
        self.named: set[str] = set()
        self._words = words
        self._days = DaysOfColumn((each.due for each in export.tickets), date_format)
        self._found: dict[str, list[ExportedTicket]] = {}
        for each in export.tickets:
            self._found.setdefault(_index(each.name), []).append(each)

    def into(self, journey: Journey) -> TicketUpdates:
        """What the tickets change in a journey, which must have been read without findings about its shape."""
        edits: list[Edit] = []
        counts = {"status": 0, "due": 0}
        conflicts: list[ActionConflict] = []
        missing: list[Action] = []
        unknown: list[str] = []
        for index, action in enumerate(journey.actions):
            if not action.ticket:
                continue
            tickets = self._called(ticket_name(action.ticket))
            if not tickets:
                missing.append(action)
                continue
            self.named.update(each.at for each in tickets)
            told = _ActionNews(action, tickets, self._words, self._days)
            for key, value in told.values(journey).items():
                edits.append(SetValue(("actions", index, key), value))
                counts[key] += 1
            conflicts += [ActionConflict(action, text) for text in told.conflicts]
            unknown += told.unknown
        return TicketUpdates(
            tuple(edits), counts["status"], counts["due"], tuple(conflicts), tuple(missing), tuple(unknown)
        )

    def _called(self, name: TicketName) -> list[ExportedTicket]:
        return [each for each in self._found.get(_index(name), ()) if each.name.is_of_same(name)]


def _index(name: TicketName) -> str:
    return name.key or f"#{name.number}"


class _ActionNews:
    """What the tickets that an action names say of it; `conflicts` are in the words of the user."""

    def __init__(self, action: Action, tickets: list[ExportedTicket], words: StatusWords, days: DaysOfColumn) -> None:
        self.conflicts: list[str] = []
        self.unknown: list[str] = []
        self._action = action
        self._tickets = tickets
        self._words = words
        self._days = days

    def values(self, journey: Journey) -> dict[str, str]:
        """The values to be set, by key: `status`, `due`."""
        if len({each.name for each in self._tickets}) > 1:
            places = ", ".join(dict.fromkeys(each.name.place for each in self._tickets))
            self.conflicts.append(f"several tickets are called so, in {places}: write its URL")
            return {}
        status = self._status()
        action = self._action if status is None else self._action.replace(status=status)
        due = self._due(journey) if is_open(action) else None
        return {key: value for key, value in (("status", status), ("due", due)) if value is not None}

    def _status(self) -> str | None:
        meanings = {each: self._words.meant_by(each) for each in self._tickets}
        for each, meant in meanings.items():
            if not meant:
                self.unknown += [each.status] if each.status else []
                what = f'the status "{each.status}" is not known' if each.status else "it has no status"
                self.conflicts.append(f"{what} ({each.at})")
                return None
        if len(set(meanings.values())) > 1:
            self.conflicts.append(_disagreeing((each.at, each.status) for each in meanings))
            return None
        (ticket, meant), *_ = meanings.items()
        try:
            return status_to_set(self._action, meant)
        except ValueError as error:
            self.conflicts.append(f"{error} ({ticket.at})")
            return None

    def _due(self, journey: Journey) -> str | None:
        try:
            days = {each: self._days.day(each.due) for each in self._tickets}
        except ValueError as error:
            self.conflicts.append(f"due: {error}; `--date-format dd/MM/yyyy` says how days are written")
            return None
        if len(set(days.values())) > 1:
            self.conflicts.append(_disagreeing((each.at, f"due {day}") for each, day in days.items()))
            return None
        (ticket, day), *_ = days.items()
        there = self._action.due
        if day is None or (there is not None and there.toordinal() == day.toordinal()):
            return None
        if there is not None and day < there and not _is_within(day, there, journey):
            self.conflicts.append(f"due {there} in the journey, but earlier in the tracker: {day} ({ticket.at})")
            return None
        return _as_others(day, [there, *(each.due for each in journey.actions)], journey)


def _is_within(day: dt.date, there: dt.date, journey: Journey) -> bool:
    """Whether a day is in the month or the quarter that an action is due in, and so only says more than it does."""
    period = getattr(there, "period", "")
    if not period:
        return False
    year, month = map(int, in_calendar(day, journey.calendar).split("-")[:2])
    if "Q" in period:
        return period == f"{year}-Q{(month + 2) // 3}"
    return bool(period == f"{year}-{month:02}")


def _as_others(day: dt.date, others: Iterable[dt.date | None], journey: Journey) -> str:
    """A day as the file writes the first of others, in its calendar."""
    sample = next((str(each) for each in others if each is not None), "")
    written = in_digits_of(sample, in_calendar(day, journey.calendar))
    return written.replace("-", "/") if "/" in sample else written


def _disagreeing(said: Iterable[tuple[str, str]]) -> str:
    return f"it is there several times: {', '.join(f'{text} ({at})' for at, text in said)}"
