"""Which trackers are known, by the columns of what they export, and what their words mean.

They are data: `templates/trackers/` has a file a tracker, and `words.yaml`, the words of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from journeymap.insight.channel_kinds import plain_form
from journeymap.io import resources
from journeymap.source.built_in import built_in_texts

NOT_BEGUN = ("idea", "planned")
OPEN = ("idea", "planned", "in-progress", "blocked")
_TRACKERS = ("jira", "azure", "github", "gitlab", "project")
_WORDS = "words"
_OPTIONAL = ("category", "reason", "due")
"""Columns that an export may lack."""


class TrackerKind(NamedTuple):
    """A tracker: its name, what the columns of its export are called by what they say, and what its words mean.

    A status means a status of an action, `not-begun` or `open`. A ticket that is done is dropped if its reason is one
    of `dropped_if`.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    statuses: Mapping[str, str]
    dropped_if: frozenset[str]

    def columns_in(self, header: Iterable[str]) -> dict[str, str]:
        """The headings in a header by what they say; empty where it is not that of this tracker."""
        known = {plain_word(each): each for each in reversed(list(header))}
        found = {
            field: next((known[plain_word(name)] for name in names if plain_word(name) in known), None)
            for field, names in self.columns.items()
        }
        if any(heading is None and field not in _OPTIONAL for field, heading in found.items()):
            return {}
        return {field: heading for field, heading in found.items() if heading is not None}


def plain_word(text: str) -> str:
    """A word as it is compared: without case, accents, spaces and signs."""
    return re.sub(r"[\W_]+", "", plain_form(text))


@cache
def known_trackers() -> tuple[TrackerKind, ...]:
    """The trackers whose exports are known, those first that have columns which no other has."""
    common = _meanings(_file(_WORDS))
    return tuple(_tracker(_file(name), common) for name in _TRACKERS)


def _tracker(entries: Mapping[str, Any], common: Mapping[str, str]) -> TrackerKind:
    return TrackerKind(
        entries["name"],
        {field: tuple(names) for field, names in entries["columns"].items()},
        {**common, **_meanings(entries["statuses"])},
        frozenset(map(plain_word, entries["dropped-if"])),
    )


def _file(name: str) -> dict[str, Any]:
    return built_in_texts(resources.templates() / "trackers" / f"{name}.yaml")


def _meanings(entries: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain_word(word): meaning for meaning, words in entries.items() for word in words}
