"""Describes the fields for which the page has no text of its own, by their kind, so that it shows new fields too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from journeymap.insight.blueprint import all_service_steps
from journeymap.insight.trees import all_messages, all_questions
from journeymap.model import Item, Journey
from journeymap.model.amounts import Sum, TimeSpan
from journeymap.model.kinds import Choice, Id, Interval, Share, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, MapOf, Struct, field_of, fields_of
from journeymap.records import cached_property
from journeymap.style.locale import STORIES, Words, load_words

LabelledTexts = tuple[str, tuple[str, ...]]
"""The label of a field, and the texts of its value."""
Names = tuple[str, ...]
"""The names of fields."""


class ByKind:
    """Describes fields of a journey's parts in the journey's language, each by its kind."""

    def __init__(self, journey: Journey, words: Words) -> None:
        self._journey = journey
        self._words = words

    def remaining(self, part: Item | None, shown: Names) -> Iterator[LabelledTexts]:
        """The fields of a part whose value is not the default, except those that are `shown` elsewhere."""
        for field, value in _left(part, shown) if part is not None else ():
            yield from self._field(field, value)

    def notes(self, part: Item, shown: Names) -> tuple[str, ...]:
        """The same fields, each as one text: `label: value, value`."""
        left = _left(part, shown)
        if not left:  # as of most parts
            return ()
        comma = self._words["list-comma"]
        told = (each for field, value in left for each in self._field(field, value))
        return tuple(self._words.labelled(label, comma.join(texts)) for label, texts in told)

    def _field(self, field: Field, value: Any) -> Iterator[LabelledTexts]:
        if isinstance(field.kind, Struct):
            for inner in fields_of(field.kind.model):
                inner_value = getattr(value, inner.name)
                if inner.is_shown_in("page") and inner_value != inner.default:
                    name = field.name if inner.name == field.kind.main else f"{field.name}-{inner.name}"
                    yield self.label(f"field-{name}"), self._texts(inner.kind, inner_value)
        else:
            lane = f"lane-{field.lane.name or field.name}" if field.lane else ""
            yield self._words[lane] if lane else self.label(f"field-{field.name}"), self._texts(field.kind, value)

    def _texts(self, kind: Kind, value: Any) -> tuple[str, ...]:
        comma = self._words["list-comma"]
        if isinstance(kind, ListOf):
            return tuple(comma.join(self._texts(kind.item, each)) for each in value)
        if isinstance(kind, MapOf):
            names = {key: self._name(kind.of, key) if kind.of else key for key in value}
            return tuple(
                self._words.labelled(names[key], comma.join(self._texts(kind.value, each)))
                for key, each in value.items()
            )
        if isinstance(kind, Struct):
            main = kind.text or kind.main
            main_texts = self._texts(field_of(kind.model, main).kind, getattr(value, main)) if main else ()
            return (" · ".join((*main_texts, *self.notes(value, (main,)))),)
        return (self._text(kind, value),)

    def _text(self, kind: Kind, value: Any) -> str:  # noqa: PLR0911  one return a kind
        words = self._words
        if isinstance(kind, Id):
            return self._name(kind.of, value) if kind.of else str(value)
        if isinstance(kind, Share):
            return words.percent(value)
        if value is True:
            return self.label("yes")
        if isinstance(kind, Text | Choice):
            return str(value) if kind.locale_prefix is None else words.get(f"{kind.locale_prefix}{value}", str(value))
        if isinstance(value, dt.date):
            return words.day(value)
        if isinstance(value, Interval):
            return words.say(f"every-{value.unit}", n=value.number)
        if isinstance(value, TimeSpan):
            return words.span(value.number, value.unit)
        if isinstance(value, Sum):
            return words.money(value.number, value.currency)
        if isinstance(value, tuple):
            return words.say("from-low-to-high", low=words.number(value[0]), high=words.number(value[1]))
        return words.number(value) if isinstance(value, int | float) else str(value)

    def label(self, key: str) -> str:
        """The label among the words of the map; for a field that is new to them, that among the words of changes."""
        return self._words.get(key, "") or load_words(self._words.language, STORIES)[key]

    def _name(self, kind: str, id_: str) -> str:
        """The name of the item of this kind (`owner`, `touchpoint`, …) with this id; the id when there is none."""
        return self._names.get((kind, id_), id_)

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        journey = self._journey
        found = {("owner", owner.id): owner.name for owner in journey.owners}
        found |= {("segment", segment.id): segment.name for segment in journey.segments}
        found |= {("persona", persona.id): persona.name for persona in journey.personas}
        found |= {("touchpoint", touchpoint.id): touchpoint.name for touchpoint in journey.touchpoints}
        found |= {("point", point.id): point.text for _, point in journey.addressable() if point.id}
        found |= {("stage", stage.id): stage.name for stage in journey.stages}
        found |= {("service-step", step.id): step.text for _, step in all_service_steps(journey) if step.id}
        found |= {("message", message.id): message.text for message in all_messages(journey) if message.id}
        found |= {("question", question.id): question.question for _, question in all_questions(journey)}
        return found | {("action", id_): code for id_, code in journey.action_codes.items()}


def _left(part: Item, shown: Names) -> list[tuple[Field, Any]]:
    """The fields of a part that it has, apart from the `shown` ones, with their values; none that are the defaults."""
    model: type = type(part)
    names, fields = _remaining(model, shown)
    given = vars(part)
    if names.isdisjoint(given):
        return []
    found = [(field, given[field.name]) for field in fields if field.name in given]
    return [(field, value) for field, value in found if value != field.default]


@cache
def _remaining(model: type, shown: Names) -> tuple[frozenset[str], tuple[Field, ...]]:
    """The fields of a kind of part that the page shows, apart from the `shown` ones, and before them their names."""
    fields = tuple(field for field in fields_of(model) if field.name not in shown and field.is_shown_in("page"))
    return frozenset(field.name for field in fields), fields
