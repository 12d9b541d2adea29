"""What several rules need to say what they found: names in the user's words, what a file leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.insight.actions import is_open
from journeymap.model import Item, Journey
from journeymap.source.tree import Mapping, Scalar, Sequence

_LONGEST = 40


def quoted(text: str) -> str:
    """A text of the file in quotation marks, on one line and no longer than a message can bear."""
    text = " ".join(text[:1000].split())
    return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"}"'


def percent(share: float) -> str:
    """A share as people write it: `34 %`."""
    return f"{round(share * 100, 2):g} %"


def days(count: int) -> str:
    """A number of days: `1 day`, `2 days`."""
    return f"{count} day{'' if count == 1 else 's'}"


def key_of(item: Item, key: str) -> Span:
    """Where the key itself stands, for what is said of a whole list; of the whole, when there is no such key."""
    node = item.node
    if isinstance(node, Mapping) and key in node.entries:
        return node.key(key).span
    return item.at()


def says(item: Item, key: str) -> bool:
    """Whether the file says anything under `key`, be it wrong; what is wrong is not missing as well."""
    node = item.node
    if not isinstance(node, Mapping) or key not in node.entries:
        return False
    value = node.entries[key]
    if isinstance(value, Scalar):
        return not value.is_null
    return bool(value.items if isinstance(value, Sequence) else value.entries)


def open_actions_without(journey: Journey, key: str, code: str, what: str, hint: str) -> Iterator[Finding]:
    """A finding for each action that is still open and says nothing under `key`."""
    for action in journey.actions:
        if is_open(action) and not says(action, key):
            yield Finding(code, f"the action {quoted(action.title)} has no {what}", action.at(), hint)


def runs(places: list[int]) -> list[tuple[int, int]]:
    """Rising places as runs of neighbours, each as its first place and its length."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
