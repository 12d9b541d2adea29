"""The whole comparison, and what stands at the top of a journey."""

from __future__ import annotations

from journeymap.history.changes import Change, Difference, Ref
from journeymap.history.compare.account import Account
from journeymap.history.compare.fields import compare_fields
from journeymap.history.compare.people import compare_people
from journeymap.history.compare.plan import compare_plan
from journeymap.history.compare.points import compare_points
from journeymap.history.compare.rows import compare_rows
from journeymap.history.compare.steps import compare_steps, match_steps
from journeymap.model import Journey

_OWN = frozenset({"id", "title", "owners", "segments", "personas", "stages", "actions", "competitors", "custom"})
"""What is compared part by part, or as a renaming."""


def difference(old: Journey, new: Journey) -> Difference:
    """All that changed from one version to the other."""
    account = Account(old, new)
    compare_people(account)
    steps = match_steps(account)
    _compare_top(account)
    compare_points(account, steps)
    compare_steps(account, steps)
    compare_plan(account)
    compare_rows(account)
    return Difference(old, new, _sorted(account), account.became("touchpoint"))


def _sorted(account: Account) -> tuple[Change, ...]:
    """The changes by weight, and among equals in the order of the map."""
    order = {touchpoint.id: index for index, touchpoint in enumerate(account.new.touchpoints)}

    def place(change: Change) -> int:
        touchpoint = change.place.touchpoint if change.place else None
        return order.get(touchpoint.id, -1) if touchpoint else -1

    return tuple(sorted(account.changes, key=lambda change: (-change.weight, place(change))))


def _compare_top(account: Account) -> None:
    old, new = account.old, account.new
    item = Ref(new.id, new.title)
    account.renamed("journey", Ref(old.id, old.title), item)
    compare_fields(account, "journey", item, (old, new), own=_OWN)
