"""How kinds make up a file: lists, mappings, and the model classes that are read from them.

A model class annotates its fields with kinds; `read` builds the class from the tree, and
`journeymap.model.schema` makes the JSON Schema from the same annotations, so the two cannot part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar

from journeymap.model.reading import (
    ID_PATTERN,
    IS_ID,
    MISSING,
    NOT_EMPTY,
    Json,
    Kind,
    Report,
    did_you_mean,
    exactly,
    id_hint,
    short,
    slug,
    wrong,
)
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class ListOf(NamedTuple):
    """A list. With `one`, a single text or mapping stands for a list of that one.

    `by` says what tells its items apart, for comparing and merging: the names of fields, in ways to be tried one after
    the other. `(("id",), ("text",))` is the id, and the text of those without one; `(("to", "when"),)` both together,
    of which the first alone will do where no two items share it. Texts tell themselves apart.
    """

    item: Kind
    one: bool = False
    by: tuple[tuple[str, ...], ...] = ()

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Sequence):
            values = [self.item.read(item, report) for item in node.items]
            return tuple(value for value in values if value is not MISSING)
        if self.one and isinstance(node, self._single()):
            value = self.item.read(node, report)
            return MISSING if value is MISSING else (value,)
        return wrong(node, "a list", report, "start each item on a line of its own with `- `")

    def schema(self, define: Callable[[type], str]) -> Json:
        item = self.item.schema(define)
        array: Json = {"type": "array", "items": item}
        return {"anyOf": [array, item]} if self.one else array

    def _single(self) -> tuple[type, ...]:
        return (Scalar, Mapping) if isinstance(self.item, Struct) else (Scalar,)


class MapOf(NamedTuple):
    """A mapping whose keys are ids (or, with `free`, any text) and whose values are of one kind.

    `of` says what the keys refer to, where they do.
    """

    value: Kind
    free: bool = False
    of: str = ""

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Mapping):
            return wrong(node, "a mapping (`key: value`)", report)
        values: dict[str, Any] = {}
        for key, given in node.entries.items():
            if not (re.search(NOT_EMPTY, key) if self.free else IS_ID.match(key)):
                report.add("JM104", f'"{short(key)}" cannot be an id', node.key(key).span, id_hint(key))
                continue
            value = self.value.read(given, report)
            if value is not MISSING:
                values[key] = value
        return values

    def schema(self, define: Callable[[type], str]) -> Json:
        return {
            "type": "object",
            "propertyNames": {"pattern": NOT_EMPTY if self.free else exactly(ID_PATTERN)},
            "additionalProperties": self.value.schema(define),
        }


class InLane(NamedTuple):
    """The row of the map that shows a field.

    `place` orders the rows from the top of the map; `name` is the row's, where it is not the field's; `hidden` rows
    stand below the line of visibility.
    """

    place: int
    name: str = ""
    hidden: bool = False


Surface = Literal["diff", "textconv", "page"]


class Untold(NamedTuple):
    """Why a field is not told, and where it is not."""

    why: str
    where: tuple[Surface, ...] = ("diff", "textconv", "page")


class Field(NamedTuple):
    """One key of a mapping: what it is called and means, its kind, and whether it must be there.

    `lane` is the row of the map that shows it. Comparing, git's textconv and the page tell every field that is not
    `untold` there.
    """

    name: str
    kind: Kind
    doc: str
    required: bool
    default: Any
    lane: InLane | None = None
    untold: Untold | None = None

    def is_told(self, surface: Surface) -> bool:
        """Whether it is told there."""
        return self.untold is None or surface not in self.untold.where


class Struct(NamedTuple):
    """A mapping read into a model class. With `text`, a text alone stands for the class with that one field.

    `each` is what one of a list or of a map of them is, in the words of the differences (`pain`); `main` is the field
    that goes by the name of the whole where its fields are told one by one.
    """

    model: type
    text: str = ""
    each: str = ""
    main: str = ""

    def read(self, node: Node, report: Report) -> Any:
        if self.text and isinstance(node, Scalar):
            fields = fields_of(self.model)
            field = field_of(self.model, self.text)
            value = field.kind.read(node, report)
            if value is MISSING:
                return MISSING
            values = {other.name: other.default for other in fields}
            values[self.text] = value
            return self.model(node=node, **values)
        return read(self.model, node, report)

    def schema(self, define: Callable[[type], str]) -> Json:
        reference: Json = {"$ref": define(self.model)}
        if not self.text:
            return reference
        field = field_of(self.model, self.text)
        return {"anyOf": [reference, field.kind.schema(define)]}


_fields: dict[type, tuple[Field, ...]] = {}


def fields_of(model: type) -> tuple[Field, ...]:
    """The fields of a model class, in the order in which they are declared.

    A field is declared as `name: Annotated[Type, kind, "what it means"]`, after which an InLane or an Untold may stand;
    one without a default is required.
    """
    known = _fields.get(model)
    if known is not None:
        return known
    found: list[Field] = []
    for name, hint in model.__annotations__.items():
        metadata = getattr(hint, "__metadata__", None)
        if metadata is not None:
            kind, doc, *notes = metadata
            lane = next((note for note in notes if isinstance(note, InLane)), None)
            untold = next((note for note in notes if isinstance(note, Untold)), None)
            default = getattr(model, name, None)
            found.append(Field(name, kind, doc, not hasattr(model, name), default, lane, untold))
    _fields[model] = tuple(found)
    return _fields[model]


def struct_of(kind: Kind) -> Struct | None:
    """What a kind is made of: the struct itself, or that of the items of a list or a map; None for other kinds."""
    if isinstance(kind, ListOf):
        kind = kind.item
    elif isinstance(kind, MapOf):
        kind = kind.value
    return kind if isinstance(kind, Struct) else None


def field_of(model: type, name: str) -> Field:
    """The field of a model class that has this name. Raises StopIteration when there is none."""
    return next(field for field in fields_of(model) if field.name == name)


def ways_to_tell_apart(model: type, name: str) -> tuple[tuple[str, ...], ...]:
    """What tells the items apart of a list, the field `name` of a model class: see `ListOf.by`.

    Where several names do it together, the fewer follow: to and when, then to.
    """
    kind = field_of(model, name).kind
    assert isinstance(kind, ListOf)
    return tuple(names[:count] for names in kind.by for count in range(len(names), 0, -1))


def read(model: type[T], node: Node, report: Report) -> T | Any:
    """Build a model class from a mapping; returns MISSING when it cannot do without what is missing.

    Unknown keys are reported with the nearest known one, save those that begin with `x-`, which are
    left alone. A key whose value is empty counts as left out. In place of a missing or wrong id or
    text a stand-in is used, so that the rest of the file is still checked against what is there.
    """
    if not isinstance(node, Mapping):
        return wrong(node, _noun(model), report)
    entries = node.entries
    values: dict[str, Any] = {"node": node}
    whole = True
    known = 0
    for field in fields_of(model):
        given = entries.get(field.name)
        value: Any = MISSING
        if given is not None:
            known += 1
            if type(given) is not Scalar or not given.is_null:
                value = field.kind.read(given, report)
            elif field.required:
                _report_missing(model, field, node, report)
        elif field.required:
            _report_missing(model, field, node, report)
        if value is MISSING:
            value = field.default
            if field.required:
                stand_in = getattr(field.kind, "stand_in", None)
                whole = whole and stand_in is not None
                value = stand_in(given or node) if stand_in else None
        values[field.name] = value
    if known < len(entries):
        _report_unknown(model, node, report)
    return model(**values) if whole else MISSING


def _report_missing(model: type, field: Field, node: Mapping, report: Report) -> None:
    report.add("JM102", f"{_noun(model)} needs `{field.name}`", node.first(), _missing_hint(field, node))


def _missing_hint(field: Field, node: Mapping) -> str:
    name = node.entries.get("name") or node.entries.get("title")
    if field.name == "id" and isinstance(name, Scalar) and slug(name.text):
        return f"add `id: {slug(name.text)}`"
    return f"add `{field.name}:`, {field.doc[0].lower()}{field.doc[1:]}".rstrip(".")


def _report_unknown(model: type, node: Mapping, report: Report) -> None:
    names = [field.name for field in fields_of(model)]
    for key, value in node.pairs():
        name = key.text
        if name in names or name.startswith("x-"):
            continue
        if isinstance(value, Scalar) and value.plain and not value.text and value.start == key.end:
            hint = "a comma ends a text inside `{…}`: put a text that has one in quotes"
        else:
            hint = did_you_mean(name, names) or f"known here: {', '.join(names)}; a key of your own starts with `x-`"
        report.add("JM101", f"{_noun(model)} has no `{short(name)}`", key.span, hint)


def _noun(model: type) -> str:
    noun: str = model.NOUN  # type: ignore[attr-defined]
    return noun
