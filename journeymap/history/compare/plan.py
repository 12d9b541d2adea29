"""The plan: actions, who does them, by when, and how far they are."""

from __future__ import annotations

from journeymap.history.changes import Ref
from journeymap.history.compare.account import POINTS, Account
from journeymap.history.matching import Look
from journeymap.model import Action

_NUMBERS = ("impact", "effort", "confidence", "reach")


def compare_plan(account: Account) -> None:
    """Take down what changed among the actions."""
    old, new = account.old.actions, account.new.actions
    pairing = account.pair("action", old, new, _look, _title)
    for before, after in pairing.pairs:
        _compare(account, before, after)
    account.order("action", pairing.pairs, old, _title)


def _compare(account: Account, old: Action, new: Action) -> None:
    item = Ref(new.id, new.title)
    account.field("action", item, "status", old.status, new.status)
    account.date("action", item, "due", old.due, new.due)
    account.refers("action", item, "owner", "owner", (old.owner, new.owner))
    for name in _NUMBERS:
        account.number("action", item, name, getattr(old, name), getattr(new, name))
    account.texts("action", item, (old, new), ("measure", "target"))
    account.date("action", item, "check_date", old.check_date, new.check_date)
    account.refer("action", item, "touchpoints", "touchpoint", (old.touchpoints, new.touchpoints))
    account.refer("action", item, "addresses", POINTS, (old.addresses, new.addresses))
    account.refer("action", item, "segments", "segment", (old.segments, new.segments))
    account.refer("action", item, "depends_on", "action", (old.depends_on, new.depends_on))


def _look(action: Action) -> Look:
    return Look.of(action.title, [action.measure or "", action.target or ""])


def _title(action: Action) -> str:
    return action.title
