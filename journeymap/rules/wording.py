"""Helpers that several rules share: wording of messages, and whether a key has a value."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Gathered, Lack, Span
from journeymap.insight.actions import is_open
from journeymap.model import Item, Journey
from journeymap.source.tree import Mapping, Scalar, Sequence

_LONGEST = 40


def quoted(text: str) -> str:
    """Returns a text of the file in quotation marks, on one line and at most 40 characters long."""
    text = " ".join(text[:1000].split())
    return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"}"'


def percent(share: float) -> str:
    """Returns a share, from 0 to 1, as `34 %`."""
    return f"{round(share * 100, 2):g} %"


def days(count: int) -> str:
    """Returns a number of days as `1 day` or `2 days`."""
    return f"{count} day{'' if count == 1 else 's'}"


def key_of(item: Item, key: str) -> Span:
    """Returns the span of a key, for findings about a whole list; without such a key, that of the item."""
    node = item.node
    if isinstance(node, Mapping) and key in node.entries:
        return node.key(key).span
    return item.at()


def has_value(item: Item, key: str) -> bool:
    """Whether the file has a value under `key`, even a wrong one, which another rule reports."""
    node = item.node
    if not isinstance(node, Mapping) or key not in node.entries:
        return False
    value = node.entries[key]
    if isinstance(value, Scalar):
        return not value.is_null
    return bool(value.items if isinstance(value, Sequence) else value.entries)


def open_actions_without(
    journey: Journey, key: str, code: str, what: str, hint: str, lack: str = ""
) -> Iterator[Finding]:
    """Yields a finding for each open action that has no value under `key`; `what` is the key's name in the message.

    With `lack`, which says that many have none, they are told in one.
    """
    for action in journey.actions:
        if is_open(action) and not has_value(action, key):
            name = quoted(action.title)
            gathered = Gathered(lack, name) if lack else None
            item = f"the action {name}"
            yield Finding(code, f"{item} has no {what}", action.at(), hint, gathered=gathered, lack=Lack(item, (what,)))


def consecutive_runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Returns the runs of consecutive numbers in an ascending list, each as its first number and its length."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and sum(found[-1]) == number:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((number, 1))
    return found
