"""Texts about owners and actions that the map, the page, the plan and the cards share."""

from __future__ import annotations

from journeymap.insight.actions import open_dependencies
from journeymap.model import Action, Journey, Owned, Owner, Touchpoint
from journeymap.style.locale import Words


def owners_named(journey: Journey, words: Words, part: Owned) -> str:
    """The name of the owner of a touchpoint or an action, and of those who support: `HR, with IT`; empty for nobody."""
    owner = _answering(journey, part)
    name = owner.name if owner else ""
    others = supporters(journey, part)
    if not others:
        return name
    return words.say("with-others", owner=name or words["no-owner"], others=words["list-comma"].join(others))


def supporters(journey: Journey, part: Owned) -> tuple[str, ...]:
    """The names of the owners who support the one who answers for a touchpoint or an action."""
    if not part.supporting:
        return ()
    owner, known = _answering(journey, part), journey.owner_by_id
    return tuple(known[id_].name for id_ in part.supporting if id_ in known and known[id_] is not owner)


def _answering(journey: Journey, part: Owned) -> Owner | None:
    """The owner of a touchpoint, if need be that of its stage or journey, or that of an action."""
    return journey.owner_of(part) if isinstance(part, Touchpoint) else journey.owner_by_id.get(part.answerable or "")


def held_up_by(journey: Journey, words: Words, action: Action) -> str:
    """What an action waits for: its reasons, and the codes of the open actions it depends on; empty for nothing."""
    codes = (journey.action_codes[each.id] for each in open_dependencies(journey, action))
    return words["list-comma"].join((*action.blocked_by, *codes))


def budget(words: Words, action: Action) -> str:
    """What an action may cost; empty where that is not said."""
    return words.money(*action.budget) if action.budget else ""
