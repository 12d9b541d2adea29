"""Edits the text of a YAML file in place, without rewriting the rest of it.

Comments, blank lines, order, quotes, indentation, line ends and the byte order mark stay as they are: only
the spans that an edit needs change. After each batch of edits the text is read again, and its data must differ
from before by the edits and by nothing else; otherwise the edit is refused.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import UserError
from journeymap.source.loader import load
from journeymap.source.rearranging import Rearrangements
from journeymap.source.replacements import Replacements
from journeymap.source.text import Replacement, with_replacements
from journeymap.source.tree import Mapping, Node, Scalar, Sequence, to_json
from journeymap.source.writing import Value, rounded

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Append:
    """Insert items into the list at `path`, at its end or before item `at`, counted from 0.

    A key that is missing or empty gets the list as its value (a single text is written without a list); a single
    text or mapping becomes the first item of a list. `block` writes each mapping over several lines, unless the
    items that are there already are written otherwise.
    """

    path: Path
    items: tuple[Value, ...]
    at: int | None = None
    block: bool = False


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set the text or number at `path`, or add its key.

    A mapping may take the place of a text or number too. `block` writes a mapping that is added over several lines.
    """

    path: Path
    value: Value
    block: bool = False


@dataclass(frozen=True, slots=True)
class ExpandText:
    """Turn the text at `path` into a mapping with that text under `key`, followed by the entries of `more`."""

    path: Path
    key: str
    more: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replace:
    """Give the key at `path` another value, whatever it had: a list or a mapping, too."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out the key or the item at `path`, which must not be the only one of its list or mapping."""

    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """Move the item at `path` into the list at `to`, before item `at` as counted without it, or to its end.

    `to` may be the list that it is in; one that is missing is begun. A list that it leaves empty goes with its key.
    """

    path: Path
    to: Path
    at: int | None = None


Edit = Append | SetValue | ExpandText | Replace | Remove | Move


def splice(data: bytes, name: str, edits: Iterable[Edit]) -> bytes:
    """Returns the bytes of the file called `name` with the edits made, in order.

    A path is the keys and indexes from the root, in the file as the earlier edits left it. A single mapping or text
    that stands for a list is its own item 0. Raises UserError when the file has an error, when the place of an edit
    is shared through an anchor, and when an edit cannot be made without changing something else.
    """
    waiting = list(edits)
    while waiting:
        batch, waiting = _independent(waiting)
        data = _apply(data, name, batch)
    return data


def _independent(edits: list[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Splits the edits into those that can be made together, none inside the mapping of another, and the others."""
    batch: list[Edit] = []
    later: list[Edit] = []
    taken: set[Path] = set()
    above: set[Path] = set()
    for index, edit in enumerate(edits):
        if isinstance(edit, Move):  # it changes two places, so it is made alone
            return (batch, [*later, *edits[index:]]) if index else ([edit], edits[1:])
        scope = edit.path[:-1]
        inside = any(scope[:length] in taken for length in range(len(scope) + 1))
        (later if inside or scope in above else batch).append(edit)
        taken.add(scope)
        above.update(scope[:length] for length in range(len(scope) + 1))
    return batch, later


def _apply(data: bytes, name: str, edits: list[Edit]) -> bytes:
    text, tree = _read(data, name)
    replacements = Replacements(text, tree, name)
    rearrangements = Rearrangements(text, tree, name)
    collected: list[Replacement] = []
    expected = to_json(tree)
    for edit in edits:
        if isinstance(edit, Append):
            collected += replacements.append(edit.path, list(edit.items), edit.at, block=edit.block)
        elif isinstance(edit, SetValue):
            collected += replacements.set_value(edit.path, edit.value, block=edit.block)
        elif isinstance(edit, ExpandText):
            collected += replacements.expand_text(edit.path, edit.key, edit.more)
        elif isinstance(edit, Replace):
            collected += rearrangements.replace(edit.path, edit.value)
        elif isinstance(edit, Remove):
            collected += rearrangements.remove(edit.path)
        else:
            collected += rearrangements.move(edit.path, edit.to, edit.at)
        expected = _expect(expected, tree, edit)
    after = (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + with_replacements(text, collected).encode()
    changed = load(after, name)
    if changed.tree is None or changed.errors or _comparable(to_json(changed.tree)) != _comparable(expected):
        raise UserError(
            f"{name}: an edit cannot be made without changing more than is meant; the file is as it was",
            hint=f"make it by hand at {_paths_of(edits)}",
        )
    return after


def _comparable(data: Any) -> str:
    """The data as a text that tells all differences but one: a moved `1.0` may be written as `1`."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return int(value) if isinstance(value, float) and value.is_integer() else value

    return json.dumps(plain(data))


def _read(data: bytes, name: str) -> tuple[str, Node]:
    loaded = load(data, name)
    bad = next(iter(loaded.errors), None)
    if loaded.tree is None or bad is not None:
        line = loaded.source.place(bad.span.start)[0] if bad else 1
        raise UserError(
            f"{name}:{line}: {bad.message if bad else 'cannot be read'}",
            hint="mend it first: `journeymap validate` says more",
        )
    return loaded.source.text, loaded.tree


def _paths_of(edits: list[Edit]) -> str:
    return ", ".join("/".join(str(part) for part in edit.path) for edit in edits[:3])


def _expect(data: Any, tree: Node, edit: Edit) -> Any:
    """Returns the data of the file with the edit made, to check the edited text against."""
    if isinstance(edit, Move):
        return _expect_move(data, edit)
    holder, last = _holder(data, edit.path)
    if isinstance(edit, Remove):
        holder.pop(last)
    elif isinstance(edit, SetValue | Replace):
        holder[last] = rounded(edit.value)
    elif isinstance(edit, ExpandText):
        holder[last] = {
            edit.key: _text_at(tree, edit.path),
            **{key: rounded(value) for key, value in edit.more.items()},
        }
    else:
        _expect_items(holder, last, edit)
    return data


def _holder(data: Any, path: Path) -> tuple[Any, Any]:
    """The list or mapping that holds what is at a path, and its key or index there; one that is empty is begun."""
    *above, last = path
    holder = data
    parts: list[tuple[Any, str | int]] = []
    for part in above:
        if isinstance(part, str) or isinstance(holder, list):
            parts.append((holder, part))
            holder = holder[part]
    if isinstance(last, int) and not isinstance(holder, list):  # the only item of a list of one
        return parts[-1]
    if holder is None:
        holder = {}
        parts[-1][0][parts[-1][1]] = holder
    return holder, last


def _expect_move(data: Any, edit: Move) -> Any:
    source, index = _holder(data, edit.path)
    target, key = _holder(data, edit.to)
    moved = source[index]
    if edit.path[:-1] == edit.to:
        if isinstance(source, list):
            source.insert(len(source) if edit.at is None else edit.at, source.pop(index))
        return data
    if not isinstance(source, list) or len(source) == 1:
        source, index = _holder(data, edit.path[:-1])
    _expect_items(target, key, Append(edit.to, (moved,), edit.at))
    source.pop(index)
    return data


def _expect_items(holder: Any, last: Any, edit: Append) -> None:
    items = [rounded(each) for each in edit.items]
    here = holder.get(last)
    if here is None:
        holder[last] = items[0] if len(items) == 1 and isinstance(items[0], str) else items
        return
    listed = here if isinstance(here, list) else [here]
    at = len(listed) if edit.at is None else edit.at
    holder[last] = listed[:at] + items + listed[at:]


def _text_at(tree: Node, path: Path) -> str:
    node = tree
    for part in path:
        if isinstance(node, Mapping):
            node = node.entries[part] if isinstance(part, str) else node
        elif isinstance(node, Sequence) and isinstance(part, int):
            node = node.items[part]
    return node.text if isinstance(node, Scalar) else ""
