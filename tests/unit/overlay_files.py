"""An invented overlay, read from a file as measured values might be: a JSON object of numbers by path."""

from __future__ import annotations

from journeymap.overlays import ItemPath, Overlay
from journeymap.source import load
from journeymap.source.tree import Mapping, Scalar


class CountsOverlay(Overlay[float]):
    """Numbers by path. Nothing in the package knows of it."""


def counts_from(data: bytes, name: str) -> CountsOverlay:
    """The overlay that a file called `name` says."""
    loaded = load(data, name)
    assert isinstance(loaded.tree, Mapping) and not loaded.findings
    values: dict[ItemPath, float] = {}
    spans = {}
    for key, node in loaded.tree.pairs():
        assert isinstance(node, Scalar) and isinstance(node.value, (int, float))
        path = ItemPath.parse(key.text)
        values[path], spans[path] = float(node.value), key.span
    texts = {path: (f"counted: {value:g}",) for path, value in values.items()}
    return CountsOverlay(name="counts", title="Counts", values=values, texts=texts, source=loaded.source, spans=spans)
