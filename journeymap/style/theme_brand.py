"""Reads what a theme says of a brand: its colours, fonts and logo, the hues of stages, and the contrast to hold."""

from __future__ import annotations

from pathlib import Path

from journeymap.brand import BRANDING, BrandError, Branding, read_branding
from journeymap.source import Loaded, Mapping, Node, Scalar, Sequence
from journeymap.source.tree import to_json
from journeymap.style.theme_file import problem

_MOST_CONTRAST = 21


def branding_in(loaded: Loaded, folder: Path) -> Branding:
    """The brand and the hues that a theme names; paths are relative to the theme's folder. Raises UserError."""
    assert isinstance(loaded.tree, Mapping)
    entries = loaded.tree.entries
    try:
        return read_branding({key: to_json(entries[key]) for key in BRANDING if key in entries}, folder)
    except BrandError as error:
        raise problem(loaded, _start_of(loaded.tree, error.keys), error.message, error.hint) from None


def contrast_in(loaded: Loaded, base: float) -> float:
    """The least contrast that a theme promises, from 1 to 21; `base` where it says nothing. Raises UserError."""
    assert isinstance(loaded.tree, Mapping)
    node = loaded.tree.entries.get("contrast")
    if node is None:
        return base
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= _MOST_CONTRAST:
        raise problem(loaded, node.start, f"`contrast` wants a number from 1 to {_MOST_CONTRAST}, such as 4.5")
    return float(value)


def _start_of(tree: Mapping, keys: tuple[str, ...]) -> int:
    """Where the value stands that keys and numbers of items lead to; where its key does, if it is no single value."""
    node: Node = tree
    place = 0
    for key in keys:
        if isinstance(node, Mapping) and key in node.entries:
            place, node = node.key(key).start, node.entries[key]
        elif isinstance(node, Sequence) and key.isdigit():
            node = node.items[int(key)]
    return node.start if isinstance(node, Scalar) else place
