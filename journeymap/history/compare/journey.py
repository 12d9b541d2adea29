"""The whole comparison, and what stands at the top of a journey."""

from __future__ import annotations

from journeymap.history.changes import Change, Difference, Ref
from journeymap.history.compare.account import Account
from journeymap.history.compare.people import compare_people
from journeymap.history.compare.plan import compare_plan
from journeymap.history.compare.points import compare_points
from journeymap.history.compare.rows import compare_rows
from journeymap.history.compare.steps import compare_steps, match_steps
from journeymap.model import Journey

_TEXTS = ("kind", "takeaway", "organisation", "scenario", "goal", "objectives", "evidence", "version", "tags")
_SWOT = ("strengths", "weaknesses", "opportunities", "threats")


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
    account.texts("journey", item, (old, new), _TEXTS)
    account.field("journey", item, "language", old.language, new.language)
    account.refers("journey", item, "owner", "owner", (old.owner, new.owner))
    scales = [f"{side.emotion_scale[0]:g} … {side.emotion_scale[1]:g}" for side in (old, new)]
    account.field("journey", item, "emotion_scale", *scales)
    links = [
        tuple(f"{link.title}: {link.url}" if link.title else link.url for link in side.links) for side in (old, new)
    ]
    account.field("journey", item, "links", *links)
    account.field("journey", item, "lanes", old.lanes, new.lanes)
    before, after = old.review, new.review
    account.date("journey", item, "review", before.last if before else None, after.last if after else None)
    every = [f"{side.every.number} {side.every.unit}" if side else None for side in (before, after)]
    account.field("journey", item, "review-every", *every)
    for name in _SWOT:
        lists = [getattr(side.swot, name, ()) for side in (old, new)]
        account.field("journey", item, f"swot-{name}", *lists)
