"""What a field means and what may stand under it, in words for people who write journeys: shown by editors."""

from __future__ import annotations

from journeymap.model.amounts import Duration, Money
from journeymap.model.effects import ShiftKind
from journeymap.model.experiments import LevelKind
from journeymap.model.kinds import Choice, Date, Every, Id, Language, Number, Pair, Share, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, MapOf, Struct
from journeymap.model.sources import PeriodName

_FEW = 100
"""Bounds of numbers that are farther from 0 than this are there to catch slips, and are not told."""
_NOUNS: dict[type, str] = {
    Date: "a day",
    Duration: "a length of time",
    Every: "how often",
    Language: "the code of a language",
    LevelKind: "a level",
    Money: "a sum of money",
    Pair: "two numbers, the lower first",
    PeriodName: "a period",
    Share: "a part of a whole",
    ShiftKind: "a change",
}
_EXAMPLES: dict[type, tuple[object, ...]] = {
    Date: ("2026-11-21",),
    Duration: ("3 days", "10 minutes"),
    Every: ("4 months",),
    Language: ("en", "he", "fa"),
    LevelKind: ("80%",),
    Money: ("240 EUR",),
    Pair: ([1, 5],),
    PeriodName: ("2026-Q4", "2026-11"),
    Share: ("34%", 0.34),
    ShiftKind: ("+8%",),
}


def field_manual(field: Field) -> str:
    """Returns what a field means, what may stand under it, and its default, as Markdown."""
    notes = [noun_of(field.kind), "needed" if field.required else default_of(field)]
    examples = ", ".join(f"`{written(each)}`" for each in examples_of(field.kind))
    notes += [f"for example {examples}"] if examples and not isinstance(field.kind, Choice) else []
    said = "; ".join(filter(None, notes))
    return f"{field.doc}\n\n{said[0].upper()}{said[1:]}."


def noun_of(kind: Kind) -> str:
    """Returns what a value of a kind is called: `the id of an owner, or a list of them`."""
    if isinstance(kind, ListOf):
        inner = noun_of(kind.item)
        return f"{inner}, or a list of them" if kind.allow_single else f"a list, of which each item is {inner}"
    if isinstance(kind, MapOf):
        return f"a mapping, in which each {f'id of {_a(kind.of)}' if kind.of else 'name'} has {noun_of(kind.value)}"
    if isinstance(kind, Struct):
        return str(kind.model.NOUN) + (f", or its `{kind.text}` alone" if kind.text else "")  # type: ignore[attr-defined]
    return _noun_of_scalar(kind)


def _noun_of_scalar(kind: Kind) -> str:
    if isinstance(kind, Choice):
        return "one of " + ", ".join(f"`{written(option)}`" for option in kind.options)
    if isinstance(kind, Id):
        return f"the id of {_a(kind.refers_to)}" if kind.refers_to else "an id: lower-case letters, digits and hyphens"
    if isinstance(kind, Number):
        bounded = max(abs(kind.least), abs(kind.most)) <= _FEW
        whole = "a whole number" if kind.whole else "a number"
        return f"{whole} from {kind.least:g} to {kind.most:g}" if bounded else whole
    if isinstance(kind, Text):
        other = f", or the id of {_a(kind.may_be_id_of)}" if kind.may_be_id_of else ""
        return ("an address" if kind.is_address else "a text") + other
    return _NOUNS[type(kind)]


def examples_of(kind: Kind) -> tuple[object, ...]:
    """Returns values that a field of a kind may have, as JSON has them; none where its own fields have examples."""
    if isinstance(kind, ListOf):
        inner = examples_of(kind.item)
        return inner if kind.allow_single else tuple([each] for each in inner[:1])
    if isinstance(kind, MapOf):
        return tuple({_EXAMPLE_ID.get(kind.of, "name"): each} for each in examples_of(kind.value)[:1])
    if isinstance(kind, Choice):
        return kind.options
    if isinstance(kind, Id):
        return (_EXAMPLE_ID.get(kind.refers_to, "pays-online"),)
    if isinstance(kind, Number):
        return (int(max(kind.least, min(3, kind.most))),)
    return _EXAMPLES.get(type(kind), ())


def default_of(field: Field) -> str:
    """Returns what a field is without a value: "left out, it is `as-is`"; empty where nothing is known of that."""
    told = isinstance(field.default, str | bool) and field.default is not False
    return f"left out, it is `{written(field.default)}`" if told else ""


def written(value: object) -> str:
    """Returns a plain value as it is written in a journey's file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


_EXAMPLE_ID = {
    "action": "a1", "channel": "app", "lane": "emotions", "owner": "web-team", "persona": "dana", "point": "p1",
    "segment": "new-customers",
}  # fmt: skip
"""Ids as they are usual, by what they name."""


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
