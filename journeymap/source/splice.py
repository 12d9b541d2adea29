"""Edits the text of a YAML file at the loader's marks; nothing is ever written anew.

Comments, blank lines, order, quotes, indentation, line ends and the byte order mark stay as they are: only
the spans that an edit needs change. After each round the text is read again, and what it says must differ
from before by the edits and by nothing else; an edit that cannot be made so is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import UserError
from journeymap.source.loader import load
from journeymap.source.replacements import Replacement, Replacements
from journeymap.source.tree import Mapping, Node, Scalar, Sequence, to_json
from journeymap.source.writing import Value, rounded

Path = tuple[str | int, ...]
_HARMLESS = frozenset({"JM006"})
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Append:
    """Put items into the list at `path`, at its end or so that the first becomes item `at`, counted from 0.

    A key that is missing or empty is given the list (one text alone stands without a list), and a single
    text or mapping becomes the first item of one. `block` writes mappings over lines where no neighbour
    shows how.
    """

    path: Path
    items: tuple[Value, ...]
    at: int | None = None
    block: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """Set the text or number at `path`, or add the key where there is none."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Unfold:
    """Turn the text alone at `path` into a mapping that has it under `key`, and more beside it."""

    path: Path
    key: str
    more: dict[str, Value] = field(default_factory=dict)


Edit = Append | Put | Unfold


def splice(data: bytes, name: str, edits: Iterable[Edit]) -> bytes:
    """The bytes of the file called `name` with the edits made in it, in their order.

    Paths are keys and indexes from the root; they count in the file as it is when the turn of their edit
    comes. A mapping or text that stands where a list of one is meant is its own item 0. Raises UserError
    where the file cannot be read whole, where the place of an edit is shared by an anchor and its aliases,
    and where the edit cannot be made without changing something else.
    """
    waiting = list(edits)
    while waiting:
        now, waiting = _independent(waiting)
        data = _round(data, name, now)
    return data


def _independent(edits: list[Edit]) -> tuple[list[Edit], list[Edit]]:
    """The edits that can be made in one reading, since none is inside the mapping of another; and the rest."""
    now: list[Edit] = []
    later: list[Edit] = []
    taken: set[Path] = set()
    above: set[Path] = set()
    for edit in edits:
        scope = edit.path[:-1]
        inside = any(scope[:length] in taken for length in range(len(scope) + 1))
        (later if inside or scope in above else now).append(edit)
        taken.add(scope)
        above.update(scope[:length] for length in range(len(scope) + 1))
    return now, later


def _round(data: bytes, name: str, edits: list[Edit]) -> bytes:
    text, tree = _read(data, name)
    changes = Replacements(text, tree, name)
    made: list[Replacement] = []
    expected = to_json(tree)
    for edit in edits:
        if isinstance(edit, Append):
            made += changes.append(edit.path, list(edit.items), edit.at, block=edit.block)
        elif isinstance(edit, Put):
            made += changes.put(edit.path, edit.value)
        else:
            made += changes.unfold(edit.path, edit.key, edit.more)
        expected = _expect(expected, tree, edit)
    for change in sorted(made, key=lambda each: each.start, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    after = (_MARK if data.startswith(_MARK) else b"") + text.encode()
    _, changed = _read(after, name)
    if json.dumps(to_json(changed)) != json.dumps(expected):
        raise UserError(
            f"{name}: an edit cannot be made without changing more than is meant; the file is as it was",
            hint=f"make it by hand at {_shown(edits)}",
        )
    return after


def _read(data: bytes, name: str) -> tuple[str, Node]:
    loaded = load(data, name)
    bad = next((finding for finding in loaded.findings if finding.code not in _HARMLESS), None)
    if loaded.tree is None or bad is not None:
        line = loaded.source.place(bad.span.start)[0] if bad else 1
        raise UserError(
            f"{name}:{line}: {bad.message if bad else 'cannot be read'}",
            hint="mend it first: `journeymap validate` says more",
        )
    return loaded.source.text, loaded.tree


def _shown(edits: list[Edit]) -> str:
    return ", ".join("/".join(str(part) for part in edit.path) for edit in edits[:3])


def _expect(data: Any, tree: Node, edit: Edit) -> Any:
    """What the file says with the edit made, as plain data: the measure of what `Changes` has done."""
    *way, last = edit.path
    holder = data
    parts: list[tuple[Any, str | int]] = []
    for part in way:
        if isinstance(part, str) or isinstance(holder, list):
            parts.append((holder, part))
            holder = holder[part]
    if isinstance(last, int) and not isinstance(holder, list):  # the only item of a list of one
        parts_holder, last = parts[-1]
        holder = parts_holder
    if holder is None:
        holder = {}
        parts[-1][0][parts[-1][1]] = holder
    if isinstance(edit, Put):
        holder[last] = rounded(edit.value)
    elif isinstance(edit, Unfold):
        holder[last] = {
            edit.key: _text_at(tree, edit.path),
            **{key: rounded(value) for key, value in edit.more.items()},
        }
    else:
        _expect_items(holder, last, edit)
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
