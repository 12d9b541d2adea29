"""The kinds of value a journey file holds: each reads a node of the tree and describes itself as JSON Schema.

A model class annotates its fields with these kinds; `read` builds the class from the tree, and
`journeymap.model.schema` makes the JSON Schema from the same annotations, so the two cannot part.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from journeymap.diagnostics import Finding, Span
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
Json = dict[str, Any]
MISSING = object()

ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,63}"
_NOT_EMPTY = r"\S"


class Kind(Protocol):
    """A kind of value. `read` returns MISSING, having reported why, when the node does not fit."""

    def read(self, node: Node, report: Report) -> Any:
        """The value that the node stands for."""

    def schema(self, define: Callable[[type], str]) -> Json:
        """The kind as JSON Schema; `define` gives the `$ref` of a model class."""


class Report:
    """Collects what the readers find."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, code: str, message: str, span: Span, hint: str = "") -> object:
        """Note a finding; returns MISSING, so that a reader can end with it."""
        self.findings.append(Finding(code, message, span, hint))
        return MISSING


def exactly(pattern: str) -> str:
    """A pattern for the whole text, read alike by Python and by ECMAScript (whose `$` differ)."""
    return f"^(?:{pattern})(?![\\s\\S])"


def called(node: Node) -> str:
    """What a node is, in the user's words."""
    if isinstance(node, Mapping):
        return "a mapping (`key: value`)"
    if isinstance(node, Sequence):
        return "a list"
    value = node.value
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{node.text}`"
    return f'"{_short(node.text)}"'


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _wrong(node: Node, wanted: str, report: Report, hint: str = "") -> object:
    return report.add("JM103", f"{wanted} is meant here, not {called(node)}", _head(node), hint)


def _head(node: Node) -> Span:
    """The node's place; of a collection only its first character, so that no page is underlined."""
    return node.span if isinstance(node, Scalar) else Span(node.start, node.start + 1)


class Text:
    """Any text that is not blank; a plain number, `NO` or a date stays the text it was."""

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar) or node.is_null:
            return _wrong(node, "a text", report)
        text = node.text.strip()
        return text or report.add("JM103", "the text is blank", node.span, "write it, or leave the key out")

    def stand_in(self, node: Node) -> str:
        return node.text if isinstance(node, Scalar) and node.text else "?"

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": ["string", "number", "boolean"], "pattern": _NOT_EMPTY}


class Id(NamedTuple):
    """An id: lower-case letters, digits and hyphens, at most 64. `reserved` ids are refused."""

    reserved: tuple[str, ...] = ()

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar) or node.is_null:
            return _wrong(node, "an id", report)
        if not isinstance(node.value, str):
            return report.add("JM104", f"`{node.text}` is read as a {type(node.value).__name__}, not as an id",
                              node.span, f'put it in quotes: "{node.text}"')  # fmt: skip
        if not _ID.match(node.text):
            return report.add("JM104", f'"{_short(node.text)}" cannot be an id', node.span, _id_hint(node.text))
        if node.text in self.reserved:
            return report.add("JM104", f"`{node.text}` has a meaning of its own and cannot be an id", node.span,
                              f"call it `{node.text}-1`, say")  # fmt: skip
        return node.text

    def stand_in(self, node: Node) -> str:
        return node.text if isinstance(node, Scalar) and node.text else f"?{node.start}"

    def schema(self, define: Callable[[type], str]) -> Json:
        schema: Json = {"type": "string", "pattern": exactly(ID_PATTERN)}
        if self.reserved:
            schema["not"] = {"enum": list(self.reserved)}
        return schema


_ID = re.compile(exactly(ID_PATTERN))


def slug(text: str) -> str:
    """The nearest id to a text, or an empty string when it has no Latin letters or digits."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")


def _id_hint(text: str) -> str:
    near = slug(text)
    rule = "lower-case letters a to z, digits and hyphens, at most 64"
    return f"write `{near}` ({rule})" if near and near != text else f"use {rule}"


class Choice(NamedTuple):
    """One of a few words; `true` and `false` may be among them."""

    options: tuple[str | bool, ...]

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar) or node.is_null:
            return _wrong(node, "one of " + self._listed(), report)
        value = node.value
        for option in self.options:
            if value is option or (isinstance(option, str) and value == option):
                return option
        return report.add("JM105", f"{called(node)} is not one of {self._listed()}", node.span,
                          did_you_mean(node.text, [str(o) for o in self.options]))  # fmt: skip

    def _listed(self) -> str:
        return ", ".join(f"`{str(option).lower() if isinstance(option, bool) else option}`" for option in self.options)

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"enum": list(self.options)}


class Number(NamedTuple):
    """A number from `least` to `most`, both included; `whole` wants no fraction."""

    least: float = -1e12
    most: float = 1e12
    whole: bool = False

    def read(self, node: Node, report: Report) -> Any:
        wanted = "a whole number" if self.whole else "a number"
        value = node.value if isinstance(node, Scalar) else None
        if value is None or isinstance(value, str | bool) or (self.whole and value != int(value)):
            return _wrong(node, wanted, report)
        if not self.least <= value <= self.most:
            return report.add("JM106", f"{called(node).strip(chr(34))} is out of range", node.span,
                              f"{wanted} from {self.least:g} to {self.most:g} is meant")  # fmt: skip
        return int(value) if self.whole else value

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}


class Share:
    """A part of a whole: `34%`, or a number from 0 to 1. Read as a number from 0 to 1."""

    _PATTERN = exactly(r"(?:100(?:\.0{1,6})?|[0-9]{1,2}(?:\.[0-9]{1,6})?) ?%")

    def read(self, node: Node, report: Report) -> Any:
        hint = "write `34%`, or 0.34"
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, str) and re.search(self._PATTERN, value):
            return round(float(value.rstrip("% ")) / 100, 8)
        if value is None or isinstance(value, str | bool):
            return _wrong(node, "a share", report, hint)
        if not 0 <= value <= 1:
            return report.add("JM106", f"{value:g} is out of range for a share", node.span, hint)
        return float(value)

    def schema(self, define: Callable[[type], str]) -> Json:
        return {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": self._PATTERN},
            ]
        }


class Date:
    """A day, written `2026-11-21`. Years before 1000 are a slip of the finger, and no calendar can say them all."""

    _PATTERN = exactly(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")

    def read(self, node: Node, report: Report) -> Any:
        hint = "write it as year-month-day, such as 2026-11-21"
        if not isinstance(node, Scalar) or node.is_null:
            return _wrong(node, "a date", report, hint)
        if isinstance(node.value, str) and re.search(self._PATTERN, node.text):
            try:
                return dt.date.fromisoformat(node.text)
            except ValueError:
                return report.add("JM107", f"{node.text} is not in the calendar", node.span, hint)
        return report.add("JM107", f"{called(node)} is not a date", node.span, hint)

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "format": "date", "pattern": self._PATTERN}


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A span of calendar time, such as 4 months."""

    count: int
    unit: str

    def after(self, day: dt.date) -> dt.date:
        """The day this much later; a month's last day stands in for a day that the month lacks."""
        if self.unit in ("day", "week"):
            return day + dt.timedelta(days=self.count * (7 if self.unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + self.count * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
        last = (following - dt.timedelta(days=1)).day
        return dt.date(year, month + 1, min(day.day, last))


class Every:
    """How often: `4 months`, `2 weeks`, `1 year`."""

    _PATTERN = exactly(r"[1-9][0-9]{0,2} (?:day|week|month|year)s?")

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, str) and re.search(self._PATTERN, node.text):
            count, unit = node.text.split()
            return Interval(int(count), unit.rstrip("s"))
        return _wrong(node, "a length of time", report, "write `4 months`, `2 weeks` or `1 year`")

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "pattern": self._PATTERN}


class Language:
    """A language as BCP 47 writes it: `en`, `he`, `fa`, `pt-BR`."""

    _PATTERN = exactly(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, str) and re.search(self._PATTERN, node.text):
            return node.text
        return _wrong(node, "a language", report, "write its code: `en`, `he`, `fa`, `ar`")

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": "string", "pattern": self._PATTERN}


class Pair:
    """Two numbers, the lower first (which a rule checks, since JSON Schema cannot)."""

    def read(self, node: Node, report: Report) -> Any:
        hint = "write the lowest and the highest: `[1, 5]`"
        if not isinstance(node, Sequence) or len(node.items) != 2:
            return _wrong(node, "a pair of numbers", report, hint)
        low, high = (Number(-1e6, 1e6).read(item, report) for item in node.items)
        if low is MISSING or high is MISSING:
            return MISSING
        return (float(low), float(high))

    def schema(self, define: Callable[[type], str]) -> Json:
        number = Number(-1e6, 1e6).schema(define)
        return {"type": "array", "prefixItems": [number, number], "minItems": 2, "maxItems": 2}


class ListOf(NamedTuple):
    """A list. With `one`, a single text or mapping stands for a list of that one."""

    item: Kind
    one: bool = False

    def read(self, node: Node, report: Report) -> Any:
        if isinstance(node, Sequence):
            values = [self.item.read(item, report) for item in node.items]
            return tuple(value for value in values if value is not MISSING)
        if self.one and isinstance(node, self._single()):
            value = self.item.read(node, report)
            return MISSING if value is MISSING else (value,)
        return _wrong(node, "a list", report, "start each item on a line of its own with `- `")

    def schema(self, define: Callable[[type], str]) -> Json:
        item = self.item.schema(define)
        array: Json = {"type": "array", "items": item}
        return {"anyOf": [array, item]} if self.one else array

    def _single(self) -> tuple[type, ...]:
        return (Scalar, Mapping) if isinstance(self.item, Struct) else (Scalar,)


class MapOf(NamedTuple):
    """A mapping whose keys are ids (or, with `free`, any text) and whose values are of one kind."""

    value: Kind
    free: bool = False

    def read(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Mapping):
            return _wrong(node, "a mapping (`key: value`)", report)
        values: dict[str, Any] = {}
        for key, (key_node, value_node) in node.entries.items():
            if not (re.search(_NOT_EMPTY, key) if self.free else _ID.match(key)):
                report.add("JM104", f'"{_short(key)}" cannot be an id', key_node.span, _id_hint(key))
                continue
            value = self.value.read(value_node, report)
            if value is not MISSING:
                values[key] = value
        return values

    def schema(self, define: Callable[[type], str]) -> Json:
        return {
            "type": "object",
            "propertyNames": {"pattern": _NOT_EMPTY if self.free else exactly(ID_PATTERN)},
            "additionalProperties": self.value.schema(define),
        }


def did_you_mean(word: str, known: list[str]) -> str:
    """A hint with the nearest known words, or an empty string when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only a failing file pays for it

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


class Field(NamedTuple):
    """One key of a mapping: what it is called and means, its kind, and whether it must be there."""

    name: str
    kind: Kind
    doc: str
    required: bool
    default: Any


class Struct(NamedTuple):
    """A mapping read into a model class. With `text`, a text alone stands for the class with that one field."""

    model: type
    text: str = ""

    def read(self, node: Node, report: Report) -> Any:
        if self.text and isinstance(node, Scalar):
            fields = fields_of(self.model)
            field = next(field for field in fields if field.name == self.text)
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
        field = next(field for field in fields_of(self.model) if field.name == self.text)
        return {"anyOf": [reference, field.kind.schema(define)]}


_fields: dict[type, tuple[Field, ...]] = {}


def fields_of(model: type) -> tuple[Field, ...]:
    """The fields of a model class, in the order in which they are declared.

    A field is declared as `name: Annotated[Type, kind, "what it means"]`; one without a default is
    required.
    """
    known = _fields.get(model)
    if known is not None:
        return known
    found: list[Field] = []
    for name, hint in model.__annotations__.items():
        metadata = getattr(hint, "__metadata__", None)
        if metadata is not None:
            kind, doc = metadata
            found.append(Field(name, kind, doc, not hasattr(model, name), getattr(model, name, None)))
    _fields[model] = tuple(found)
    return _fields[model]


def read(model: type[T], node: Node, report: Report) -> T | Any:
    """Build a model class from a mapping; returns MISSING when it cannot do without what is missing.

    Unknown keys are reported with the nearest known one, save those that begin with `x-`, which are
    left alone. A key whose value is empty counts as left out. In place of a missing or wrong id or
    text a stand-in is used, so that the rest of the file is still checked against what is there.
    """
    if not isinstance(node, Mapping):
        return _wrong(node, _noun(model), report)
    entries = node.entries
    values: dict[str, Any] = {"node": node}
    whole = True
    known = 0
    for field in fields_of(model):
        entry = entries.get(field.name)
        value: Any = MISSING
        if entry is not None:
            known += 1
            given = entry[1]
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
                value = stand_in(entry[1] if entry else node) if stand_in else None
        values[field.name] = value
    if known < len(entries):
        _report_unknown(model, node, report)
    return model(**values) if whole else MISSING


def _report_missing(model: type, field: Field, node: Mapping, report: Report) -> None:
    report.add("JM102", f"{_noun(model)} needs `{field.name}`", _start(node), _missing_hint(field, node))


def _start(node: Mapping) -> Span:
    first = next(iter(node.entries.values()), None)
    return first[0].span if first else Span(node.start, node.start + 1)


def _missing_hint(field: Field, node: Mapping) -> str:
    name = node.entries.get("name") or node.entries.get("title")
    if field.name == "id" and name and isinstance(name[1], Scalar) and slug(name[1].text):
        return f"add `id: {slug(name[1].text)}`"
    return f"add `{field.name}:`, {field.doc[0].lower()}{field.doc[1:]}".rstrip(".")


def _report_unknown(model: type, node: Mapping, report: Report) -> None:
    names = [field.name for field in fields_of(model)]
    for key, (key_node, value) in node.entries.items():
        if key in names or key.startswith("x-"):
            continue
        if isinstance(value, Scalar) and value.plain and not value.text and value.start == key_node.end:
            hint = "a comma ends a text inside `{…}`: put a text that has one in quotes"
            report.add("JM101", f"{_noun(model)} has no `{_short(key)}`", key_node.span, hint)
            continue
        hint = did_you_mean(key, names) or f"known here: {', '.join(names)}; a key of your own starts with `x-`"
        report.add("JM101", f"{_noun(model)} has no `{_short(key)}`", key_node.span, hint)


def _noun(model: type) -> str:
    noun: str = model.NOUN  # type: ignore[attr-defined]
    return noun
