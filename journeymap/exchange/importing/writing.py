"""Writes a draft as the text of a journey file, in canonical form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from journeymap.exchange.importing.draft import Draft
from journeymap.formatting import reformat
from journeymap.source.characters import suspect
from journeymap.source.writing import entry, item, quoted

_STEP = 2


def text_of(journey: Draft, name: str) -> str:
    """The journey file of a draft, which is called `name` in messages. Its comments stand above their parts.

    Raises RuntimeError when what is written would not be read back as the same data.
    """
    written = "".join(f"{line}\n" for line in [*_comments(journey.comments, 0), "", *_mapping(journey, 0)])
    formatted = reformat(written.encode(), name)
    if formatted.text is None:
        wrong = formatted.findings[0]
        raise RuntimeError(f"{name}: the draft cannot be written: {wrong.message}")
    return formatted.text


def _mapping(draft: Draft, indent: int) -> Iterator[str]:
    for key, value in draft.items():
        name = f"{' ' * indent}{quoted(key)}:"
        if isinstance(value, Draft):
            yield from _comments(value.comments, indent)
            yield name if value else f"{name} {{}}"
            yield from _mapping(value, indent + _STEP)
        elif isinstance(value, list) and any(isinstance(each, Draft) for each in value):
            yield name
            for each in value:
                yield from _item(each, indent + _STEP)
        elif isinstance(value, str) or _is_list_of_texts(value):
            yield from entry(key, value, indent, _STEP)
        else:
            yield f"{name} {_in_flow(value)}"


def _item(value: Any, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}- "
    if isinstance(value, str):
        yield from item(value, indent, _STEP, block=False)
    elif isinstance(value, Draft):
        yield from _comments(value.comments, indent)
        lines = _mapping(value, indent + _STEP) if value else [f"{' ' * (indent + _STEP)}{{}}"]
        for number, line in enumerate(lines):
            yield line if number else dash + line[indent + _STEP :]
    else:
        yield f"{dash}{_in_flow(value)}"


def _in_flow(value: Any) -> str:
    """A value on one line, as JSON, which is YAML; its numbers are not rounded, and whole ones have no fraction."""
    return json.dumps(_without_fractions(value), ensure_ascii=False)


def _without_fractions(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_fractions(each) for each in value]
    if isinstance(value, dict):
        return {key: _without_fractions(each) for key, each in value.items()}
    return int(value) if isinstance(value, float) and value == int(value) else value


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _comments(texts: Iterable[str], indent: int) -> Iterator[str]:
    for text in texts:
        first, *others = suspect().sub("", text).splitlines() or [""]
        yield f"{' ' * indent}# {first}".rstrip()
        yield from (f"{' ' * indent}#   {line}".rstrip() for line in others)
