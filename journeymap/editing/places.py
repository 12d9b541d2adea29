"""Where the parts of a journey stand in its file, by path: `touchpoint:pays`, `touchpoint:pays/emotion:dana`.

They are the paths of `overlays`, and what these cannot name is named by key and number: `touchpoint:pays/doing:2`. Only
the tree is looked at, so that a file whose values are wrong can be edited, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.model.reading import Kind, short
from journeymap.model.shape import Field, ListOf, MapOf, Struct, fields_of, struct_of
from journeymap.overlays import ItemPath
from journeymap.source.splice import Path
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.spelling import did_you_mean

_NAMED_BY = ("id", "persona", "to")
"""The keys whose values name an item among its siblings, in the order in which they are tried."""
_MOST_KNOWN = 12


class FilePlace(NamedTuple):
    """A part of a file: its path and node in the tree, and the kind of value that the model has there."""

    path: Path
    node: Node
    kind: Kind

    @property
    def model(self) -> type | None:
        """The class that it is read into; None for a text, and for a mapping with free keys."""
        return self.kind.model if isinstance(self.kind, Struct) else None


def place_of(tree: Node, text: str) -> FilePlace:
    """Returns the part of a file that a path names; `journey` or an empty path is the journey itself.

    Raises UserError, which says what names there are, for a path that leads nowhere.
    """
    root = FilePlace((), tree, Struct(Journey))
    steps = [step for step in ItemPath.parse(text.strip()).steps if step != ("", "")]
    place = root
    for number, (word, name) in enumerate(steps):
        if number == 0 and (word, name) == ("journey", ""):
            continue
        inside = dict(_inside(tree, place, word))
        if place is root and name not in inside:
            inside = {id_of(each.node): each for each in _everywhere(tree, word)} | inside
        if name not in inside:
            raise _unknown(text, word, name, inside, place)
        place = inside[name]
    return place


def field_at(place: FilePlace, key: str) -> Field | None:
    """Returns the field of the model that a key is at a place; None where any key is free. Raises UserError."""
    if place.model is None:
        if isinstance(place.kind, MapOf):
            return None
        raise UserError("a text has no keys", hint="name the part that it is in, and its key")
    fields = {field.name: field for field in fields_of(place.model)}
    if key not in fields and not key.startswith("x-"):
        noun: str = place.model.NOUN  # type: ignore[attr-defined]
        hint = did_you_mean(key, fields) or f"it has {', '.join(fields)}"
        raise UserError(f"{noun} has no key `{key}`", hint=hint)
    return fields.get(key)


def id_of(node: Node) -> str:
    """Returns the id of an item; empty for one without."""
    return _text_of(node, "id")


def _text_of(node: Node, key: str) -> str:
    value = node.entries.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) and not value.is_null else ""


def _inside(tree: Node, place: FilePlace, word: str) -> Iterator[tuple[str, FilePlace]]:
    """Each part of a place that a word leads to, a key or what its items are called, with its name."""
    if place.model is None or not isinstance(place.node, Mapping):
        return
    for field in fields_of(place.model):
        struct = struct_of(field.kind)
        node = place.node.entries.get(field.name)
        if node is None or (field.name != word and (struct is None or struct.each != word)):
            continue
        path = (*place.path, field.name)
        if not isinstance(field.kind, ListOf):
            yield "", FilePlace(path, node, field.kind)
        if isinstance(field.kind, MapOf) and isinstance(node, Mapping):
            for key, value in node.entries.items():
                yield key, FilePlace((*path, key), value, field.kind.value)
        if isinstance(field.kind, ListOf):
            items = node.items if isinstance(node, Sequence) else [node]
            for number, item in enumerate(items):
                yield str(number + 1), FilePlace((*path, number), item, field.kind.item)
            for number, item in enumerate(items):
                yield _called(tree, item, struct), FilePlace((*path, number), item, field.kind.item)


def _called(tree: Node, item: Node, struct: Struct | None) -> str:
    """The name of an item of a list; of a feeling that names no persona, the only persona of the journey."""
    if isinstance(item, Scalar) and struct is not None and struct.text in _NAMED_BY:
        return item.text
    name = next(filter(None, (_text_of(item, key) for key in _NAMED_BY)), "")
    if name or struct is None or struct.each != "emotion" or not isinstance(tree, Mapping):
        return name
    personas = tree.entries.get("personas")
    known = personas.items if isinstance(personas, Sequence) else []
    return id_of(known[0]) if len(known) == 1 else ""


def _everywhere(tree: Node, word: str) -> Iterator[FilePlace]:
    """Each item with an id, wherever it stands, that a word leads to: `touchpoint`, `pain`, `message`."""

    def visit(place: FilePlace) -> Iterator[FilePlace]:
        if place.model is None or not isinstance(place.node, Mapping):
            return
        for field in fields_of(place.model):
            struct, node = struct_of(field.kind), place.node.entries.get(field.name)
            if struct is None or node is None:
                continue
            for _, inner in _inside(tree, place, field.name):
                if inner.model is None or not isinstance(inner.node, Mapping):
                    continue
                if struct.each == word and "id" in inner.node.entries:
                    yield inner
                yield from visit(inner)

    yield from visit(FilePlace((), tree, Struct(Journey)))


def _unknown(text: str, word: str, name: str, known: dict[str, FilePlace], place: FilePlace) -> UserError:
    shown = f"{short(word)} `{short(name)}`" if name else f"`{short(word)}`"
    names = [each for each in known if each and (not each.isdecimal() or name.isdecimal())]
    if names and not name:
        hint = f"say which: `{word}:{names[0]}`"
    elif names:
        hint = did_you_mean(name, names) or f"known: {', '.join(names[:_MOST_KNOWN])}"
    else:
        keys = [field.name for field in fields_of(place.model)] if place.model else []
        hint = did_you_mean(word, keys) or "paths are as in `touchpoint:ID/pains:1`, `action:ID`, `journey`"
    return UserError(f"`{short(text)}`: there is no {shown} here", hint=hint)
