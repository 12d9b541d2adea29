"""The kinds of compound values: lists, mappings and model classes; and the fields of the model classes.

A model class annotates its fields with kinds. `read` builds the class from the tree, and `journeymap.model.schema`
makes the JSON Schema from the same annotations, so the two always agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

from journeymap.model.missing_keys import is_given, report_missing, report_none_of
from journeymap.model.reading import (
    ID_PATTERN,
    IS_ID,
    MISSING,
    NOT_EMPTY,
    Json,
    Kind,
    Report,
    exactly,
    id_hint,
    quoting_hint,
    short,
    wrong,
)
from journeymap.model.unknown_keys import report_unknown
from journeymap.records import NamedTuple, record_of
from journeymap.source.tree import NULLS, Mapping, Node, Scalar, Sequence

T = TypeVar("T")
_LIKE_A_KEY = r"[a-z_-]+|x-.*"


class ListOf(NamedTuple):
    """A list. With `allow_single`, a single text or mapping is read as a list of one item.

    `identified_by` has the fields that identify an item when lists are compared and merged, in the order in which they
    are tried. `(("id",), ("text",))` is the id or, for items without one, the text. `(("to", "when"),)` is both
    together, or `to` alone where no two items share it. Items that are plain texts are identified by the text.
    """

    item: Kind
    allow_single: bool = False
    identified_by: tuple[tuple[str, ...], ...] = ()

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Sequence):
            inner = node.items[0] if len(node.items) == 1 else None
            if self.allow_single and isinstance(inner, Sequence) and inner.start == node.start + 1:
                return wrong(node, "a text", report, quoting_hint(node.start, node, report))  # `[[id]]` in a text
            read_item = self.item.read
            return tuple([value for item in node.items if (value := read_item(item, report)) is not MISSING])
        if self.allow_single and isinstance(node, self._single()):
            value = self.item.read(node, report)
            return MISSING if value is MISSING else (value,)
        return wrong(node, "a list", report, "start each item on a line of its own with `- `")

    def schema(self, define: Callable[[type], str]) -> Json:
        item = self.item.schema(define)
        array: Json = {"type": "array", "items": item}
        return {"anyOf": [array, item]} if self.allow_single else array

    def _single(self) -> tuple[type, ...]:
        return (Scalar, Mapping) if isinstance(self.item, Struct) else (Scalar,)


class MapOf(NamedTuple):
    """A mapping whose keys are ids (or, with `free`, any text) and whose values are of one kind.

    If the keys are references, `of` is what they refer to (`touchpoint`, …).
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

    Rows are sorted by `place`, from the top of the map. `name` is the row's name if it differs from the field's. `side`
    is that of the line of visibility: `backstage` rows are below it, and a row that may be on `either` stays where it
    is listed. A row that `yields` leaves its name to a custom lane in a journey that does not use the field.
    """

    place: int
    name: str = ""
    side: Literal["frontstage", "backstage", "either"] = "frontstage"
    yields: bool = False


Surface = Literal["diff", "textconv", "page"]


class Omitted(NamedTuple):
    """Marks a field that some surfaces do not show: the reason, and which surfaces."""

    why: str
    where: tuple[Surface, ...] = ("diff", "textconv", "page")


class Field(NamedTuple):
    """One key of a mapping: what it is called and means, its kind, and whether it must be there.

    `lane` is the row of the map that shows it. The diff, git's textconv and the page show every field, except where it
    is `omitted`.
    """

    name: str
    kind: Kind
    doc: str
    required: bool
    default: Any
    lane: InLane | None = None
    omitted: Omitted | None = None

    def is_shown_in(self, surface: Surface) -> bool:
        """Whether this surface shows the field."""
        return self.omitted is None or surface not in self.omitted.where


class Struct(NamedTuple):
    """A mapping that is read into a model class. With `text`, a single text is read as the value of that field.

    `each` is the word for one such item in a diff (`pain`), if there are several in a list or mapping. Where the fields
    are shown one by one, each is named after the whole and itself (`review-every`), and `main` after the whole alone.
    """

    model: type
    text: str = ""
    each: str = ""
    main: str = ""

    def read(self, node: Node, report: Report) -> Any:
        model, text = self.model, self.text
        if not text:
            return read(model, node, report)
        if type(node) is Scalar:
            value = _readers(model)[1][text](node, report)
            return MISSING if value is MISSING else record_of(model, {"node": node, text: value})
        if isinstance(node, Sequence):
            return wrong(node, _noun(model), report, quoting_hint(node.start, node, report))
        if isinstance(node, Mapping) and len(node.entries) == 1:
            (words,) = node.entries
            hint = "" if re.fullmatch(_LIKE_A_KEY, words) else quoting_hint(node.start, node, report)
            if hint:
                return wrong(node, "a text", report, hint)
        return read(model, node, report)

    def schema(self, define: Callable[[type], str]) -> Json:
        reference: Json = {"$ref": define(self.model)}
        if not self.text:
            return reference
        field = field_of(self.model, self.text)
        return {"anyOf": [reference, field.kind.schema(define)]}


_fields: dict[type, tuple[Field, ...]] = {}


def fields_of(model: type) -> tuple[Field, ...]:
    """Returns the fields of a model class, in the order in which they are declared.

    A field is declared as `name: Annotated[Type, kind, "description"]`; an InLane or an Omitted may follow the
    description. A field without a default is required. A class that needs one of several fields names them in `ONE_OF`.
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
            omitted = next((note for note in notes if isinstance(note, Omitted)), None)
            default = getattr(model, name, None)
            found.append(Field(name, kind, doc, not hasattr(model, name), default, lane, omitted))
    _fields[model] = tuple(found)
    return _fields[model]


def declare(model: type, name: str, annotation: Any, *, after: str = "", **default: Any) -> None:
    """Declares a field whose name is a word of Python's own, such as `with`, in its place after another field.

    Without `after`, it is the first; without a `default`, it is required. Its value is read by `getattr`.
    """
    declared = dict(model.__annotations__)
    model.__annotations__.clear()
    if not after:
        model.__annotations__[name] = annotation
    for each, hint in declared.items():
        model.__annotations__[each] = hint
        if each == after:
            model.__annotations__[name] = annotation
    if "default" in default:
        setattr(model, name, default["default"])


def struct_of(kind: Kind) -> Struct | None:
    """Returns the struct of a kind: the kind itself, or that of a list's or mapping's items; None for other kinds."""
    if isinstance(kind, ListOf):
        kind = kind.item
    elif isinstance(kind, MapOf):
        kind = kind.value
    return kind if isinstance(kind, Struct) else None


def field_of(model: type, name: str) -> Field:
    """Returns the field of a model class with this name. Raises StopIteration when there is none."""
    return next(field for field in fields_of(model) if field.name == name)


def identifying_fields(model: type, name: str) -> tuple[tuple[str, ...], ...]:
    """Returns the fields that identify the items of the list field `name` of a model class, in the order to try them.

    As in `ListOf.identified_by`, but a group of several fields is followed by its shorter beginnings: `("to", "when")`
    by `("to",)`.
    """
    kind = field_of(model, name).kind
    assert isinstance(kind, ListOf)
    return tuple(names[:count] for names in kind.identified_by for count in range(len(names), 0, -1))


def read(model: type[T], node: Node, report: Report) -> T | Any:
    """Builds a model class from a mapping; returns MISSING when a required field is missing that has no stand-in.

    Unknown keys are reported with the nearest known one, except keys that begin with `x-`, which are ignored. A key
    with an empty value counts as missing. A missing or wrong id or text is replaced by a stand-in, so that the rest of
    the file can still be checked.
    """
    if not isinstance(node, Mapping):
        return wrong(node, _noun(model), report)
    required, readers, one_of = _readers(model)  # type: ignore[arg-type]  # mypy doubts that type[T] is hashable
    values: dict[str, Any] = {"node": node}
    whole = True
    known = 0
    for name, given in node.entries.items():
        read_value = readers.get(name)
        if read_value is not None:
            known += 1
            if type(given) is not Scalar or given.text not in NULLS or not given.is_null:
                value = read_value(given, report)
                if value is not MISSING:
                    values[name] = value
    for name in required:
        if name not in values:
            stand_in = _stand_in(model, field_of(model, name), node, report)
            whole = whole and stand_in is not MISSING
            values[name] = stand_in
    if one_of and one_of[0] not in values and not any(is_given(node, name) for name in one_of):
        report_none_of(_noun(model), [field_of(model, name) for name in one_of], node, report)
    if known < len(node.entries):
        report_unknown(_noun(model), list(readers), node, report)
    return record_of(model, values) if whole else MISSING


@cache
def _readers(model: type) -> tuple[tuple[str, ...], dict[str, Callable[[Node, Report], Any]], tuple[str, ...]]:
    """The required fields of a model class, what reads each of its fields, and those of which it needs one, by name."""
    fields = fields_of(model)
    required = tuple(field.name for field in fields if field.required)
    return required, {field.name: field.kind.read for field in fields}, getattr(model, "ONE_OF", ())


def _stand_in(model: type, field: Field, node: Mapping, report: Report) -> Any:
    """A value for a required field that is missing, which is reported, or wrong; MISSING when its kind has none."""
    if not is_given(node, field.name):
        report_missing(_noun(model), field, node, report)
    stand_in = getattr(field.kind, "stand_in", None)
    return stand_in(node.entries.get(field.name) or node) if stand_in else MISSING


def _noun(model: type) -> str:
    noun: str = model.NOUN  # type: ignore[attr-defined]
    return noun
