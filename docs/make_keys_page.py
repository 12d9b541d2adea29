"""The page of all keys of a journey file, from the model, with examples from the samples; for `make_site.py`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from markdown_tables import table

from journeymap.model import Item, Journey, read_journey
from journeymap.model.amounts import Duration, Money
from journeymap.model.effects import ShiftKind
from journeymap.model.experiments import LevelKind
from journeymap.model.kinds import Choice, Date, Every, Id, Language, Number, Pair, Share, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, MapOf, Struct, fields_of, struct_of
from journeymap.model.sources import PeriodName
from journeymap.source import load
from journeymap.source.tree import Mapping, Node, to_json

ROOT = Path(__file__).parents[1]
_SHORT = 90
"""The most characters of an example: it stands in a cell of a table."""
_HEAD = """\
# All keys

What may stand in a journey file, class by class, from the model that reads it. **Bold** keys are needed; examples are
from the samples. [The journey file](format.md) tells what keys are for, `journeymap schema` prints them for editors.
"""
_CALLED: dict[type, str] = {
    Text: "text",
    Share: "share: `34%` or 0.34",
    Every: "how often: `4 months`",
    Language: "language code",
    Pair: "pair of numbers",
    Duration: "span of time: `10 minutes`",
    Money: "sum: `5000 EUR`",
    PeriodName: "period",
    ShiftKind: "change",
    LevelKind: "level",
}


def page() -> str:
    """The page: for each class a table of its keys, with type, default, meaning and an example."""
    examples = examples_of_keys()
    parts = [_HEAD]
    for model in models():
        told = [told_field(field, examples.get((model, field.name), "")) for field in fields_of(model)]
        head = ("key", "type", "what it says, with an example")
        parts.append(f"## {title(model)} {{#{anchor(model)}}}\n\n{_about(model)}\n\n{table(head, told)}\n")
    return "\n".join(parts)


def models() -> list[type[Item]]:
    """The classes of the format, the journey first, each after one that has a key for it."""
    found: list[type[Item]] = [Journey]
    for model in found:
        for field in fields_of(model):
            inner = struct_of(field.kind)
            if inner is not None and inner.model not in found:
                found.append(inner.model)
    return found


def title(model: type[Item]) -> str:
    """What a class is called: `Journey`, `Custom lane`."""
    noun = re.sub(r"\ban? ", "", model.NOUN)
    return noun[0].upper() + noun[1:]


def anchor(model: type) -> str:
    """Where a class stands on the page: its name in the schema, in lower case."""
    return model.__name__.lower()


def told_field(field: Field, example: str) -> tuple[str, str, str]:
    """The row of a key."""
    name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
    shown = f"<br>`{field.name}: {example}`" if example else ""
    return name, type_of(field.kind) + _default(field), field.doc + shown


def type_of(kind: Kind) -> str:
    """What kind of value a key has, in words, with links to classes. Raises KeyError for a kind without words."""
    told = next((words for of, words in _WORDS if isinstance(kind, of)), None)
    return told(kind) if told else _CALLED[type(kind)]


def _choice(kind: Choice) -> str:
    return ", ".join(f"`{str(option).lower() if isinstance(option, bool) else option}`" for option in kind.options)


def _number(kind: Number) -> str:
    name = "whole number" if kind.whole else "number"
    if kind.least == kind.most:
        return f"`{kind.least:g}`"
    least, most = (f"{value:,g}" if abs(value) < 1e6 else "" for value in (kind.least, kind.most))
    if least and most:
        return f"{name}, {least} to {most}"
    return f"{name} from {least}" if least else name


_WORDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (ListOf, lambda kind: f"list of: {type_of(kind.item)}" + ("; or one" if kind.allow_single else "")),
    (MapOf, lambda kind: f"mapping of {kind.of or ('text' if kind.free else 'id')} to: {type_of(kind.value)}"),
    (
        Struct,
        lambda kind: f"[{title(kind.model)}](#{anchor(kind.model)})" + (f", or its `{kind.text}`" if kind.text else ""),
    ),
    (Choice, _choice),
    (Id, lambda kind: f"id of: {kind.refers_to}" if kind.refers_to else "id"),
    (Date, lambda kind: "day, month or quarter" if kind.periods else "day: `2026-11-21`"),
    (Number, _number),
)
"""What kinds with parameters are called."""


def _default(field: Field) -> str:
    value = field.default
    if value in (None, (), {}) or isinstance(value, tuple):
        return ""
    return f"; `{str(value).lower() if isinstance(value, bool) else value}` if left out"


def _about(model: type[Item]) -> str:
    """The first paragraph of a class's docstring, where it stands, and which of several keys it needs."""
    inside = [
        f"`{field.name}` of [{title(other)}](#{anchor(other)})"
        for other in models()
        for field in fields_of(other)
        if (inner := struct_of(field.kind)) is not None and inner.model is model
    ]
    said = " ".join((model.__doc__ or "").strip().partition("\n\n")[0].split())
    one_of = getattr(model, "ONE_OF", ())
    needs = f" It needs {' or '.join(f'`{name}`' for name in one_of)}." if one_of else ""
    return f"{said}{needs}" + (
        f"\n\nIn the schema: `{model.__name__}`. Stands under {', '.join(inside)}." if inside else ""
    )


def examples_of_keys() -> dict[tuple[type, str], str]:
    """For keys of classes, a value that fits into a line: of a sample in English if one has it, else of another."""
    samples = [*sorted((ROOT / "samples").glob("*.journey.yaml")), ROOT / "tests/golden/diff/before.journey.yaml"]
    read = [journey for path in samples if (journey := _journey(path)) is not None]
    read.sort(key=lambda journey: journey.language != "en")
    found: defaultdict[tuple[type, str], list[str]] = defaultdict(list)
    for journey in read:
        for item in _items(journey):
            if isinstance(item.node, Mapping):
                for field in fields_of(type(item)):
                    if field.name in item.node.entries:
                        found[type(item), field.name] += _written(field.kind, item.node.entries[field.name])
    return {key: max(values[:3], key=len) for key, values in found.items() if values}


def _journey(path: Path) -> Journey | None:
    loaded = load(path.read_bytes(), path.name)
    return read_journey(loaded.tree)[0] if loaded.tree is not None else None


def _items(value: object) -> Iterator[Item]:
    """Everything in a journey, the whole first."""
    if isinstance(value, Item):
        yield value
        for field in fields_of(type(value)):
            yield from _items(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _items(each)
    elif isinstance(value, dict):
        yield from _items(tuple(value.values()))


class _Flow(yaml.SafeDumper):
    """Writes values on one line, as a journey file has them: days without quotes."""


_Flow.yaml_implicit_resolvers = {
    first: [each for each in known if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _written(kind: Kind, node: Node) -> list[str]:
    """A value on one line if it is short enough; of a list that is not, its first item as a list."""
    value = to_json(node)
    firsts = [value, value[:1]] if isinstance(value, list) and isinstance(kind, ListOf) else [value]
    for each in firsts:
        line = yaml.dump(
            each, Dumper=_Flow, default_flow_style=True, sort_keys=False, width=1_000_000, allow_unicode=True
        )
        line = line.removesuffix("...\n").rstrip("\n")
        if len(line) <= _SHORT and "`" not in line and "\n" not in line:
            return [line]
    return []
