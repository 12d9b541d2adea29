"""Texts about owners and actions that the map, the page, the plan and the cards share."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.insight.actions import open_dependencies
from journeymap.model import Action, Journey, Owner, Touchpoint
from journeymap.style.locale import Words


def owners_of_touchpoint(journey: Journey, words: Words, touchpoint: Touchpoint) -> str:
    """The name of the touchpoint's owner and of those who support: `HR, with IT`; empty without any."""
    return _named(journey, words, journey.owner_of(touchpoint), touchpoint.supporting)


def owners_of_action(journey: Journey, words: Words, action: Action) -> str:
    """The name of the owner who answers for an action and of those who support: `HR, with IT`; empty without any."""
    return _named(journey, words, journey.owner_by_id.get(action.answerable or ""), action.supporting)


def _named(journey: Journey, words: Words, owner: Owner | None, supporting: tuple[str, ...]) -> str:
    name = owner.name if owner else ""
    known = journey.owner_by_id
    others = [known[id_].name for id_ in supporting if id_ in known and known[id_] is not owner]
    if not others:
        return name
    return words.say("with-others", owner=name or words["no-owner"], others=words["list-comma"].join(others))


def held_up_by(journey: Journey, words: Words, action: Action) -> str:
    """What an action waits for: its reasons, and the codes of the open actions it depends on; empty for nothing."""
    codes = (journey.action_codes[each.id] for each in open_dependencies(journey, action))
    return _listed(words, (*action.blocked_by, *codes))


def budget(words: Words, action: Action) -> str:
    """What an action may cost; empty where that is not said."""
    return words.money(*action.budget) if action.budget else ""


def _listed(words: Words, texts: Iterable[str]) -> str:
    return words["list-comma"].join(texts)
