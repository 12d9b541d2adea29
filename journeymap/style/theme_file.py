"""Reads the parts of a theme's file, and says where it is wrong."""

from __future__ import annotations

from collections.abc import Collection

from journeymap.errors import UserError
from journeymap.source import Loaded, Mapping, Scalar, Sequence


def section(loaded: Loaded, name: str, *, lists: Collection[str] = ()) -> list[tuple[Scalar, Scalar]]:
    """The names and values of a section, but for those of `lists`; none where the file has no such section."""
    assert isinstance(loaded.tree, Mapping)
    if name not in loaded.tree.entries:
        return []
    section = loaded.tree.entries[name]
    if not isinstance(section, Mapping):
        raise problem(loaded, loaded.tree.key(name).start, f"`{name}` wants `name: value` lines below it")
    pairs: list[tuple[Scalar, Scalar]] = []
    for key, value in section.pairs():
        if key.text in lists:
            continue
        if not isinstance(value, Scalar):
            raise problem(loaded, key.start, f"`{key.text}` wants one value")
        pairs.append((key, value))
    return pairs


def texts_of(loaded: Loaded, section_name: str, name: str) -> tuple[str, ...] | None:
    """The list of texts by this name in a section; None where it has none."""
    assert isinstance(loaded.tree, Mapping)
    within = loaded.tree.entries.get(section_name)
    listed = within.entries.get(name) if isinstance(within, Mapping) else None
    if listed is None:
        return None
    items = listed.items if isinstance(listed, Sequence) else [listed]
    texts = [each.text for each in items if isinstance(each, Scalar)]
    if len(texts) != len(items):
        raise problem(loaded, listed.start, f"`{name}` wants a list of names, as `[doing, feeling]`")
    return tuple(texts)


def text_of(loaded: Loaded, name: str, default: str) -> str:
    """A text at the top of the file, else the default."""
    assert isinstance(loaded.tree, Mapping)
    value = loaded.tree.entries.get(name)
    return value.text if isinstance(value, Scalar) else default


def problem(loaded: Loaded, offset: int, message: str, hint: str = "") -> UserError:
    """What is wrong at a place in the file."""
    line, column = loaded.source.place(offset)
    return UserError(f"{loaded.source.name}:{line}:{column}: {message}", hint=hint)
