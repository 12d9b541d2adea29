"""Reads the YAML that comes with journeymap, which stays for years: words, names of channels, labels of other tools.

So what a file says is kept between runs. To read it anew takes 30 times as long, as much as drawing a small overview.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml.cyaml

from journeymap.io.kept import KeptValue
from journeymap.io.reading import read_regular
from journeymap.source import builder, loader, parsing, tree

READERS = tuple([Path(str(module.__file__)) for module in (loader, builder, parsing, tree, yaml.cyaml)])
"""What makes a tree of a text: an update replaces all of them, and a change of the code is nearly always in these."""


def built_in_texts(path: Path) -> dict[str, Any]:
    """Returns what a built-in file says, by key: texts, lists, and mappings by key. It is not to be changed.

    Raises OSError when it cannot be read, ValueError when it is no mapping, which would be a fault of journeymap.
    """
    kept = KeptValue("texts", str(path), (path, Path(__file__), *READERS))
    texts: dict[str, Any] | None = kept.read()
    if texts is None:
        loaded = loader.load(read_regular(path), path.name)
        if loaded.findings or not isinstance(loaded.tree, tree.Mapping):
            raise ValueError(f"{path} cannot be read as keys with their values")
        texts = {key: tree.to_texts(value) for key, value in loaded.tree.entries.items()}
        kept.write(texts)
    return texts
