"""Finds the icon of a channel. Channels are free text, so the icon is found by known words in the name."""

from __future__ import annotations

from functools import cache

from journeymap.io import resources
from journeymap.source import Mapping, Scalar, Sequence, load

UNKNOWN = "other"


@cache
def channel_icon(name: str) -> str:
    """The name of a channel's icon; `other`, a plain ring, when the channel's name has no known word."""
    lowered = name.casefold()
    for icon, words in _words().items():
        if any(word in lowered for word in words):
            return icon
    return UNKNOWN


@cache
def _words() -> dict[str, tuple[str, ...]]:
    path = resources.templates() / "channels.yaml"
    tree = load(path.read_bytes(), path.name).tree
    if not isinstance(tree, Mapping):
        raise ValueError(f"{path} is not a list of words for each icon")
    return {
        icon: tuple(word.text for word in words.items if isinstance(word, Scalar))
        for icon, words in tree.entries.items()
        if isinstance(words, Sequence)
    }
