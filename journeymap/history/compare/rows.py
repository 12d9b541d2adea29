"""Competitors and the lanes that a team invents: what they say at each touchpoint."""

from __future__ import annotations

from journeymap.history.changes import Place, Ref
from journeymap.history.compare.account import Account
from journeymap.history.compare.fields import NAMED, compare_parts
from journeymap.history.compare.steps import place_of
from journeymap.history.matching import Look
from journeymap.model import Competitor, CustomLane


def compare_rows(account: Account) -> None:
    """Take down what changed among them, at the touchpoints that both versions have."""
    old, new = account.old, account.new
    rivals = (old.competitors, new.competitors)
    for before, after in compare_parts(account, "competitor", rivals, _look, own=NAMED | {"scores"}).pairs:
        _compare_scores(account, before, after)
    for lane, renewed in compare_parts(account, "lane", (old.custom, new.custom), _look, own=NAMED | {"texts"}).pairs:
        _compare_texts(account, lane, renewed)


def _compare_scores(account: Account, old: Competitor, new: Competitor) -> None:
    item = Ref(new.id, new.name)
    for before, after, place in _both(account):
        was, now = old.scores.get(before), new.scores.get(after)
        felt = None if was is None else account.old.feeling(was)
        feels = None if now is None else account.new.feeling(now)
        if felt != feels:
            size = None if felt is None or feels is None else feels - felt
            account.note("changed", "competitor", item, field="score", old=was, new=now, size=size, place=place)


def _compare_texts(account: Account, old: CustomLane, new: CustomLane) -> None:
    item = Ref(new.id, new.name)
    for before, after, place in _both(account):
        account.field("lane", item, "texts", old.texts.get(before, ()), new.texts.get(after, ()), place=place)


def _both(account: Account) -> list[tuple[str, str, Place]]:
    """The touchpoints that both versions have: the old id, the new one, and the place."""
    found = []
    for before, after in account.became("touchpoint").items():
        place = place_of(account.new, after)
        if place is not None:
            found.append((before, after, place))
    return found


def _look(part: Competitor | CustomLane) -> Look:
    return Look.of(part.name, ())
