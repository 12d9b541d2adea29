"""A journey as plain lines, one fact on each, so that `git diff` shows what changed in its context.

All fields are written, in the order of the model; those without a form of their own here are written by their kind.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from journeymap.history.plain import item_in_one_line, number, plain_texts, span
from journeymap.insight.transitions import transitions_from, whose_way
from journeymap.model import EXIT, Emotion, Item, Journey, Metric, Next, Point, Thought
from journeymap.model.kinds import Id, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import MapOf, Struct, fields_of, struct_of
from journeymap.report.safe import visible
from journeymap.style.locale import STORIES, load_words

_SPACED = ("stage", "action")
"""Parts with an empty line above them."""
_WITH_A_FORM = (Thought, Emotion, Metric, Next)
"""Parts without an id that have a first line of their own form, and further lines for their other fields."""


def textconv(journey: Journey) -> str:
    """The lines of a journey, each with its line end."""
    return "".join(f"{visible(line)}\n" for line in _LineWriter(journey).lines())


class _Head(NamedTuple):
    """The first line of a part, and the names of the fields in it."""

    line: str
    fields: Collection[str]


class _LineWriter:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._words = load_words(journey.language, STORIES)
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        journey, lines = self._journey, self._lines
        lines.append(f"{journey.title} [{journey.id}]")
        self._fields(journey, ("id", "title"), "")
        return lines

    def _fields(self, part: Item, written: Collection[str], indent: str) -> None:
        model: type = type(part)
        for name, kind, single in _written_fields(model):
            value = getattr(part, name)
            is_said = value is not getattr(model, name) if isinstance(value, bool) else value or value == 0
            if is_said and name not in written:
                if single:
                    self._add_line(indent, f"{self._words[f'field-{name}']}: {value}")
                else:
                    self._field(name, kind, value, indent)
                if name == "next":
                    self._implied_ways(part, indent)

    def _implied_ways(self, touchpoint: Any, indent: str) -> None:
        """Adds the ways that the shares of a touchpoint leave, and that the file does not write."""
        for way in transitions_from(self._journey, touchpoint):
            if way.written is None and way.share is not None:
                to = self._words["way-exit"] if way.target is None else way.to
                share = load_words(self._journey.language).say(
                    "share-not-written", share=self._words.percent(way.share)
                )
                whose = ", ".join(whose_way(self._journey, way))
                self._add_line(indent, f"{self._words['kind-way']}: {to} {share}{whose and f' ({whose})'}")

    def _add_line(self, indent: str, line: str) -> None:
        if not indent and self._lines[-1].startswith(" "):
            self._lines.append("")
        self._lines.append(indent + line)

    def _field(self, name: str, kind: Kind, value: Any, indent: str) -> None:
        struct = struct_of(kind)
        if isinstance(kind, Struct):
            for inner, inner_kind, _ in _written_fields(kind.model):
                label = name if inner == kind.main else f"{name}-{inner}"
                self._field(label, inner_kind, getattr(value, inner), indent)
        elif struct is not None:
            for key, item in value.items() if isinstance(kind, MapOf) else (("", item) for item in value):
                self._part(name, struct, item, key, indent)
        elif isinstance(kind, MapOf):
            for key, inner_value in value.items():
                for text in plain_texts(kind.value, inner_value, _id):
                    self._add_line(indent, f"{self._words[f'field-{name}']} · {key}: {text}")
        else:
            truth = (self._words["yes" if value else "no"],) if isinstance(value, bool) else ()
            for text in truth or plain_texts(kind, value, _id):
                self._add_line(indent, f"{self._words[f'field-{name}']}: {text}")

    def _part(self, name: str, struct: Struct, item: Item, key: str, indent: str) -> None:
        if struct.each in _SPACED and self._lines[-1]:
            self._lines.append("")
        label = self._words[f"kind-{struct.each}" if struct.each else f"field-{name}"]
        if hasattr(item, "id") or isinstance(item, _WITH_A_FORM):
            head = self._head(label, item, key)
            self._add_line(indent, head.line)
            self._fields(item, head.fields, f"{indent}  ")
        else:
            label = f"{label} · {key}" if key else label
            self._add_line(indent, f"{label}: {item_in_one_line(struct, item, _id)}")

    def _head(self, kind: str, item: Any, key: str) -> _Head:  # noqa: PLR0911  one return for each form
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
        field = next((name for name in ("name", "title", "text", "question") if getattr(item, name, None)), "")
        if not field:
            return _Head(f"{kind}: {item.id}", ("id",))
        return _Head(f"{kind}: {getattr(item, field)}{f' [{item.id}]' if item.id else ''}", ("id", field))

    def _feeling(self, kind: str, emotion: Emotion) -> _Head:
        persona = self._journey.persona_by_id.get(self._journey.persona_of(emotion) or "")
        interval, ends = _interval(emotion)
        score = "" if emotion.score is None else number(emotion.score)
        parts = (f"{score}{interval}", emotion.label or "", emotion.evidence)
        line = f"{kind}{f' · {persona.name}' if persona else ''}: {', '.join(part for part in parts if part)}"
        fields = ("score", "label", "evidence", *ends)
        return _Head(line, (*fields, "persona") if persona else fields)


class _WrittenField(NamedTuple):
    """A field that is written; a `single` one is one text."""

    name: str
    kind: Kind
    single: bool


@cache
def _written_fields(model: type) -> tuple[_WrittenField, ...]:
    return tuple(
        _WrittenField(field.name, field.kind, isinstance(field.kind, Text | Id))
        for field in fields_of(model)
        if field.is_shown_in("textconv")
    )


def _metric(kind: str, key: str, metric: Metric) -> _Head:
    interval, ends = _interval(metric)
    name = f"{metric.name} [{key}]" if metric.name else key
    target = f" / {number(metric.target)}" if metric.target is not None else ""
    value = f" {number(metric.value)}{metric.unit or ''}" if metric.value is not None else ""
    line = f"{kind}: {name}{value}{interval}{target} {metric.date or ''}".rstrip()
    return _Head(line, ("name", "value", "unit", "target", "date", *ends))


def _interval(measured: Emotion | Metric) -> tuple[str, tuple[str, ...]]:
    """The interval in brackets, and the names of its fields; both are empty unless both ends are given."""
    if measured.low is None or measured.high is None:
        return "", ()
    return f" ({span((measured.low, measured.high))})", ("low", "high")


def _id(_: str, each: str) -> str:
    return each
