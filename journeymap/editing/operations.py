"""What can be asked of a journey file: to set a field, to add, move or remove an item, to rename an id."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from journeymap.editing.places import FilePlace, field_at, place_of
from journeymap.errors import UserError
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of, struct_of
from journeymap.overlays import ItemPath
from journeymap.source.splice import Append, Edit, ExpandText, Move, Path, Remove, Replace, SetValue
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.source.writing import Value, forbidden_in


@dataclass(frozen=True, slots=True)
class SetField:
    """Give the key `field` of the part `at` a value; null takes the key out. Ids are changed by `rename`."""

    op: Literal["set"]
    at: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item to the list `field` of the part `at`, at its end or as number `position`, counted from 1."""

    op: Literal["add"]
    at: str
    field: str
    value: Any
    position: int | None = None


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Move the item `at` to number `position` of its list, or of the like list of another part, `into`."""

    op: Literal["move"]
    at: str
    position: int | None = None
    into: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take out the item `at`, with all that is in it. What refers to it has to be changed in the same call."""

    op: Literal["remove"]
    at: str


@dataclass(frozen=True, slots=True)
class RenameId:
    """Change the id of the part `at`, and all that refers to it."""

    op: Literal["rename"]
    at: str
    id: str


Operation = SetField | AddItem | MoveItem | RemoveItem | RenameId


def edits_of(tree: Node, operation: SetField | AddItem | MoveItem | RemoveItem) -> list[Edit]:
    """Returns the splices that make an operation in a file with this tree. Raises UserError when it has no place."""
    place = place_of(tree, operation.at)
    if isinstance(operation, SetField):
        return _set(place, operation)
    if isinstance(operation, AddItem):
        return _add(place, operation)
    if isinstance(operation, MoveItem):
        return _move(tree, place, operation)
    return [Remove(_with_its_list(tree, place, operation.at))]


def _set(place: FilePlace, operation: SetField) -> list[Edit]:
    key, value = operation.field, operation.value
    field = field_at(place, key)
    if key == "id" and place.path:
        raise UserError(f"{operation.at}: its id is set by `rename`, which changes what refers to it, too")
    kind = field.kind if field else place.kind.value if isinstance(place.kind, MapOf) else None
    struct = place.kind if isinstance(place.kind, Struct) else None
    if isinstance(place.node, Scalar) and not place.node.is_null:
        if value is None or struct is None:
            raise UserError(f"{operation.at}: it is a text alone, and has no `{key}`")
        if key == struct.text:
            return [SetValue(place.path, checked(value, kind))]
        new, alone = checked(value, kind), place.node.value
        if isinstance(alone, str) or alone is None:
            return [ExpandText(place.path, struct.text, {key: new})]
        return [SetValue(place.path, {struct.text: alone, key: new})]
    there = place.node.entries.get(key) if isinstance(place.node, Mapping) else None
    path = (*place.path, key)
    if value is None:
        if there is None:
            raise UserError(f"{operation.at}: there is no `{key}` to take out")
        if field is not None and field.required:
            raise UserError(f"{operation.at}: it needs its `{key}`")
        return [Remove(path)]
    new = checked(value, kind)
    is_plain = not isinstance(new, list | dict) and (there is None or isinstance(there, Scalar))
    if there is None or is_plain:
        return [SetValue(path, new)]
    return [Replace(path, new)]


def _add(place: FilePlace, operation: AddItem) -> list[Edit]:
    field = field_at(place, operation.field)
    if field is None or not isinstance(field.kind, ListOf):
        raise UserError(f"{operation.at}: `{operation.field}` is no list", hint="`set` gives a key its value")
    if not isinstance(place.node, Mapping):
        raise UserError(f"{operation.at}: it is a text alone", hint="`set` one of its keys first")
    new = checked(operation.value, field.kind.item)
    at = _index(operation.position, place.node.entries.get(operation.field), operation.at)
    return [Append((*place.path, field.name), (new,), at, block=isinstance(new, dict) and len(new) > 3)]


def _move(tree: Node, place: FilePlace, operation: MoveItem) -> list[Edit]:
    *above, key, index = place.path if len(place.path) > 1 else ("", "", "")
    if not isinstance(index, int):
        raise UserError(f"{operation.at}: only the items of lists can be moved")
    home: Path = (*above, key)
    to, holder = home, None
    if operation.into is not None:
        target = place_of(tree, operation.into)
        field = field_at(target, str(key))
        if field is None or not isinstance(target.node, Mapping) or _items_of(field.kind) != place.kind:
            raise UserError(f"{operation.into}: it has no place for {operation.at}")
        to, holder = (*target.path, str(key)), target.node.entries.get(str(key))
    if to == home:
        items = _node_at(tree, home)
        count = len(items.items) if isinstance(items, Sequence) else 1
        if operation.position is not None and not 1 <= operation.position <= count:
            raise UserError(f"{operation.at}: position {operation.position} is not between 1 and {count}")
        return [Move(place.path, to, None if operation.position is None else operation.position - 1)]
    return [Move(place.path, to, _index(operation.position, holder, operation.into or ""))]


def _items_of(kind: Kind) -> Kind | None:
    return kind.item if isinstance(kind, ListOf) else None


def _index(position: int | None, node: Node | None, where: str) -> int | None:
    """The index before which a new item goes; None for the end."""
    if position is None:
        return None
    count = 0 if node is None or (isinstance(node, Scalar) and node.is_null) else 1
    count = len(node.items) if isinstance(node, Sequence) else count
    if not 1 <= position <= count + 1:
        raise UserError(f"{where}: position {position} is not between 1 and {count + 1}")
    return None if position == count + 1 else position - 1


def _with_its_list(tree: Node, place: FilePlace, said: str) -> Path:
    """The path of an item; where it is the only one of its list or mapping, that of the key of these."""
    if not place.path:
        raise UserError("the journey itself cannot be taken out of its file")
    holder = _node_at(tree, place.path[:-1])
    if isinstance(place.path[-1], int):
        return place.path[:-1] if not isinstance(holder, Sequence) or len(holder.items) == 1 else place.path
    is_named = bool(ItemPath.parse(said.strip()).steps[-1][1])
    return place.path[:-1] if is_named and isinstance(holder, Mapping) and len(holder.entries) == 1 else place.path


def _node_at(tree: Node, path: Path) -> Node:
    node = tree
    for part in path:
        if isinstance(node, Mapping) and isinstance(part, str):
            node = node.entries[part]
        elif isinstance(node, Sequence) and isinstance(part, int):
            node = node.items[part]
    return node


def checked(value: Any, kind: Kind | None) -> Value:
    """Returns a value from JSON as it can be written, its keys in the order of the model. Raises UserError."""
    if isinstance(value, str):
        if forbidden_in(value):
            raise UserError(f"{forbidden_in(value)} cannot stand in a journey file")
        return value
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not isfinite(value):
            raise UserError(f"{value} is no number that a journey file can have")
        return value
    if isinstance(value, list):
        inner = kind.item if isinstance(kind, ListOf) else kind
        return [checked(each, inner) for each in value]
    if isinstance(value, dict):
        struct = struct_of(kind) if kind is not None and not isinstance(kind, MapOf) else None
        kinds = {field.name: field.kind for field in fields_of(struct.model)} if struct else {}
        free = kind.value if isinstance(kind, MapOf) else None
        known = [key for key in kinds if key in value] + [key for key in value if key not in kinds]
        return {str(checked(key, None)): checked(value[key], kinds.get(key, free)) for key in known}
    raise UserError("a key without a value is left out: null is no value to write")
