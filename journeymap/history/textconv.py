"""A journey as plain lines, one fact a line, so that `git diff` shows what changed where it stands.

The fields come in the order of the model, and every one of them: what has no form of its own here is told by its kind.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from journeymap.history.plain import item_in_one_line, number, plain_texts, span
from journeymap.model import EXIT, Emotion, Item, Journey, Metric, Next, Point, Thought
from journeymap.model.kinds import Id, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import MapOf, Struct, fields_of, struct_of
from journeymap.report.safe import visible
from journeymap.style.locale import STORIES, load_words

_APART = ("stage", "action")
"""Parts with an empty line above them."""
_WITH_A_FORM = (Thought, Emotion, Metric, Next)
"""Parts without an id that have a line of their own form, and lines for all else that is said of them."""


def textconv(journey: Journey) -> str:
    """The lines, in the order of the model."""
    return "".join(f"{visible(line)}\n" for line in _Flat(journey).lines())


class _Head(NamedTuple):
    """The first line of a part, and the fields that it tells."""

    line: str
    told: Collection[str]


class _Flat:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._words = load_words(journey.language, STORIES)
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        journey, lines = self._journey, self._lines
        lines.append(f"{journey.title} [{journey.id}]")
        self._fields(journey, ("id", "title"), "")
        return lines

    def _fields(self, part: Item, told: Collection[str], indent: str) -> None:
        model: type = type(part)
        for name, kind, single in _told(model):
            value = getattr(part, name)
            if (value or (value == 0 and value is not False)) and name not in told:
                if single:
                    self._put(indent, f"{self._words[f'field-{name}']}: {value}")
                else:
                    self._field(name, kind, value, indent)

    def _put(self, indent: str, line: str) -> None:
        if not indent and self._lines[-1].startswith(" "):
            self._lines.append("")
        self._lines.append(indent + line)

    def _field(self, name: str, kind: Kind, value: Any, indent: str) -> None:
        struct = struct_of(kind)
        if isinstance(kind, Struct):
            for inner, inner_kind, _ in _told(kind.model):
                called = name if inner == kind.main else f"{name}-{inner}"
                self._field(called, inner_kind, getattr(value, inner), indent)
        elif struct is not None:
            for key, item in value.items() if isinstance(kind, MapOf) else (("", item) for item in value):
                self._part(name, struct, item, key, indent)
        elif isinstance(kind, MapOf):
            for key, said in value.items():
                for text in plain_texts(kind.value, said, _id):
                    self._put(indent, f"{self._words[f'field-{name}']} · {key}: {text}")
        else:
            for text in (self._words["yes"],) if value is True else plain_texts(kind, value, _id):
                self._put(indent, f"{self._words[f'field-{name}']}: {text}")

    def _part(self, name: str, struct: Struct, item: Item, key: str, indent: str) -> None:
        if struct.each in _APART and self._lines[-1]:
            self._lines.append("")
        label = self._words[f"kind-{struct.each}" if struct.each else f"field-{name}"]
        if hasattr(item, "id") or isinstance(item, _WITH_A_FORM):
            head = self._head(label, item, key)
            self._put(indent, head.line)
            self._fields(item, head.told, f"{indent}  ")
        else:
            self._put(indent, f"{label}: {item_in_one_line(struct, item, _id)}")

    def _head(self, kind: str, item: Any, key: str) -> _Head:
        words = self._words
        if isinstance(item, Thought):
            return _Head(f"{kind}: {words.quote(item.text)}", ("text",))
        if isinstance(item, Emotion):
            return self._feeling(kind, item)
        if isinstance(item, Point):
            severity = f" ({item.severity})" if item.severity else ""
            line = f"{kind}{severity}: {item.text}{f' [{item.id}]' if item.id else ''}"
            return _Head(line, ("id", "text", "severity"))
        if isinstance(item, Metric):
            return _metric(kind, key, item)
        if isinstance(item, Next):
            share = f" {words.percent(item.share)}" if item.share is not None else ""
            to = words["way-exit"] if item.to == EXIT else item.to
            return _Head(f"{kind}: {to}{share}{f', {item.when}' if item.when else ''}", ("to", "share", "when"))
        called = "name" if hasattr(item, "name") else "title"
        return _Head(f"{kind}: {getattr(item, called)} [{item.id}]", ("id", called))

    def _feeling(self, kind: str, emotion: Emotion) -> _Head:
        persona = self._journey.persona_by_id.get(self._journey.persona_of(emotion) or "")
        interval, ends = _interval(emotion)
        parts = (f"{number(emotion.score)}{interval}", emotion.label or "", emotion.evidence)
        line = f"{kind}{f' · {persona.name}' if persona else ''}: {', '.join(part for part in parts if part)}"
        told = ("score", "label", "evidence", *ends)
        return _Head(line, (*told, "persona") if persona else told)


class _Told(NamedTuple):
    """A field that is told here; a `single` one is one text."""

    name: str
    kind: Kind
    single: bool


@cache
def _told(model: type) -> tuple[_Told, ...]:
    return tuple(
        _Told(field.name, field.kind, isinstance(field.kind, Text | Id))
        for field in fields_of(model)
        if field.is_shown_in("textconv")
    )


def _metric(kind: str, key: str, metric: Metric) -> _Head:
    interval, ends = _interval(metric)
    name = f"{metric.name} [{key}]" if metric.name else key
    target = f" / {number(metric.target)}" if metric.target is not None else ""
    line = f"{kind}: {name} {number(metric.value)}{metric.unit or ''}{interval}{target} {metric.date or ''}".rstrip()
    return _Head(line, ("name", "value", "unit", "target", "date", *ends))


def _interval(measured: Emotion | Metric) -> tuple[str, tuple[str, ...]]:
    """The interval in brackets, and the fields that it tells; nothing where an end is not known."""
    if measured.low is None or measured.high is None:
        return "", ()
    return f" ({span((measured.low, measured.high))})", ("low", "high")


def _id(_: str, each: str) -> str:
    return each
