"""What the ends of an action tree say, who answers for them, and what they lack."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from journeymap.insight.channels import usual_name
from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.trees import all_messages, folded
from journeymap.model import Action, ActionTree, Capability, Journey, Message, Owner, TreeBranch
from journeymap.records import NamedTuple

EndKind = Literal["action", "message"]


class Need(NamedTuple):
    """Something that an end of a tree requires: its name, and the capability that declares it, None for none.

    It is missing (`is_missing`) where nobody declares it, or where it is there only from a later day: `since`.
    """

    name: str
    capability: Capability | None
    is_missing: bool = False
    since: dt.date | None = None


class TreeEnd(NamedTuple):
    """What a branch that ends says: to do (`action`) or to say (`message`).

    `code` is the short name of the action or message, empty where it has none. `id` is the id of the message.
    """

    kind: EndKind
    code: str
    text: str
    owner: Owner | None
    within: str
    needs: tuple[Need, ...]
    until_then: str
    id: str = ""

    @property
    def missing(self) -> tuple[Need, ...]:
        """What it needs and is not there."""
        return tuple(need for need in self.needs if need.is_missing)


@once_per_journey
def _messages_by_id(journey: Journey) -> dict[str, Message]:
    return {message.id: message for message in reversed(tuple(all_messages(journey))) if message.id}


def message_of(journey: Journey, branch: TreeBranch) -> Message | None:
    """Returns the message that a branch says; None where it says none, or one that is not there."""
    return _messages_by_id(journey).get(branch.message or "")


@once_per_journey
def _actions_by_id(journey: Journey) -> dict[str, Action]:
    return {action.id: action for action in reversed(journey.actions)}


@once_per_journey
def _capabilities(journey: Journey) -> dict[str, Capability]:
    """The capabilities by their names and, before these, by their ids."""
    names = {folded(each.name): each for each in reversed(journey.capabilities)}
    return names | {each.id: each for each in reversed(journey.capabilities)}


def capability_named(journey: Journey, text: str) -> Capability | None:
    """Returns the capability with this id or name; None when nobody declares it."""
    known = _capabilities(journey)
    return known.get(text) or known.get(folded(text))


def need_of(journey: Journey, text: str, today: dt.date) -> Need:
    """Returns what a text under `requires` means, as it stands on a day."""
    found = capability_named(journey, text)
    if found is None:
        return Need(text, None, is_missing=True)
    is_later = found.available_from is not None and found.available_from > today
    return Need(found.name, found, is_later, found.available_from if is_later else None)


def owner_of_end(journey: Journey, tree: ActionTree, branch: TreeBranch) -> Owner | None:
    """Returns who answers for the end of a branch: its owner, else its action's, else the tree's; None for nobody."""
    return journey.owner_by_id.get(owner_id_of_end(journey, tree, branch) or "")


def owner_id_of_end(journey: Journey, tree: ActionTree, branch: TreeBranch) -> str | None:
    """Returns the id that the file gives for the owner of an end, which may be unknown; None where it gives none."""
    action = _actions_by_id(journey).get(branch.action or "")
    return branch.owner or (action.answerable if action else None) or tree.owner


def end_of_branch(journey: Journey, tree: ActionTree, branch: TreeBranch, today: dt.date) -> TreeEnd:
    """Returns what the end of a branch says on a day. A text that is nowhere is empty, which a rule finds."""
    action = _actions_by_id(journey).get(branch.action or "")
    message = message_of(journey, branch)
    kind: EndKind = "message" if branch.message is not None else "action"
    text = action.title if action else message.text if message else branch.do or ""
    code = journey.action_codes.get(branch.action or "", "") if kind == "action" else _short(branch.message or "")
    return TreeEnd(
        kind, code, text, owner_of_end(journey, tree, branch), branch.within or "",
        tuple(need_of(journey, text, today) for text in branch.requires), branch.until_then or "",
        branch.message or "",
    )  # fmt: skip


def _short(name: str) -> str:
    """An id as a code, if it is short enough to be one: `M2`."""
    return name.upper() if len(name) <= 4 and name[0].isalpha() and name[-1].isdigit() else ""


def takers(journey: Journey, branch: TreeBranch) -> tuple[str, ...]:
    """The names of the segments or channels that take a branch."""
    names = {segment.id: segment.name for segment in (journey.whole or journey).segments}
    segments = (names.get(each, each) for each in branch.segments)
    return (*segments, *(usual_name(journey, each) for each in branch.channels))


def lacking(journey: Journey, tree: ActionTree, today: dt.date) -> tuple[Need, ...]:
    """What the ends of a tree need and is not there, each once, in the order of the tree."""
    found: dict[str, Need] = {}
    for question in tree.questions:
        for branch in question.branches:
            for text in branch.requires:
                need = need_of(journey, text, today)
                if need.is_missing:
                    found.setdefault(need.name, need)
    return tuple(found.values())
