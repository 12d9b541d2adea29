"""Reports keys that a mapping may not have, with a hint what was meant."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from journeymap.model.reading import Report, quoting_hint, short
from journeymap.source.tree import Mapping, Node, Scalar
from journeymap.spelling import did_you_mean, slips

if TYPE_CHECKING:
    from journeymap.model.shape import Field

_MOST_PLACES = 3
"""A key that more kinds of parts have, such as `name`, belongs to none in particular."""


def report_unknown(noun: str, names: list[str], node: Mapping, report: Report) -> None:
    """Reports the keys of a mapping that are not among the known names, and do not start with `x-`."""
    for key, value in node.pairs():
        name = key.text
        if name in names or name.startswith("x-"):
            continue
        if is_cut_off(key, value):
            hint = "a comma ends a text inside `{…}`: " + (
                _whole_text(node, key, report) or "put a text that has one in quotes"
            )
        else:
            known = f"known here: {', '.join(names)}; a key of your own starts with `x-`"
            hint = _elsewhere(name, names) or did_you_mean(name, names) or known
        report.add("JM101", f"{noun} has no `{short(name)}`", key.span, hint)


def _elsewhere(name: str, names: list[str]) -> str:
    """Returns a hint to which parts of a journey a key belongs; empty for a slip of one that is known here."""
    if slips(name, names):
        return ""
    places = ["the journey itself" if noun == "a journey" else noun for noun in dict(holders_of(name))]
    return f"`{name}` belongs to {' or to '.join(places)}" if 0 < len(places) <= _MOST_PLACES else ""


@cache
def holders_of(name: str) -> tuple[tuple[str, Field], ...]:
    """Returns the fields with a name, each with the noun of the part of a journey that has it."""
    from journeymap.model.journey import Journey  # noqa: PLC0415  which is made of what reports its keys here
    from journeymap.model.shape import fields_of, struct_of  # noqa: PLC0415

    models: list[type] = [Journey]
    found = []
    for model in models:  # grows while it is read
        for field in fields_of(model):
            struct = struct_of(field.kind)
            if struct and struct.model not in models:
                models.append(struct.model)
            if field.name == name:
                found.append((str(model.NOUN), field))  # type: ignore[attr-defined]
    return tuple(found)


def is_cut_off(key: Scalar, value: Node) -> bool:
    """Whether an entry is a part of a text that a comma in braces has cut in two: `{share: 12,5 %}`."""
    return isinstance(value, Scalar) and value.plain and not value.text and value.start == key.end


def _whole_text(node: Mapping, part: Scalar, report: Report) -> str:
    """Returns a hint with the text, of which commas have cut off a part, in quotes; empty if there is none."""
    start = 0
    last = part
    for key, value in node.pairs():
        if is_cut_off(key, value):
            last = key
        elif key.start > part.start:
            break
        else:
            start = value.start if isinstance(value, Scalar) else 0
    return quoting_hint(start, last, report) if start else ""
