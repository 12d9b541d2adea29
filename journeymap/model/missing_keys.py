"""Reports keys that a mapping needs and does not have, and proposes what to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeymap.model.reading import Report, slug
from journeymap.source.tree import Mapping, Scalar

if TYPE_CHECKING:
    from journeymap.model.shape import Field


def is_given(node: Mapping, name: str) -> bool:
    """Whether a mapping has a value under a key; a key with an empty value counts as missing."""
    given = node.entries.get(name)
    return given is not None and not (isinstance(given, Scalar) and given.is_null)


def report_missing(noun: str, field: Field, node: Mapping, report: Report) -> None:
    """Reports a mapping without a required field. `noun` says what the mapping is: `a touchpoint`."""
    report.add("JM102", f"{noun} needs `{field.name}`", node.first(), _hint(field, node))


def report_none_of(noun: str, fields: Sequence[Field], node: Mapping, report: Report) -> None:
    """Reports a mapping that has none of the fields of which it needs at least one."""
    hints = (_hint(field, node).partition(";")[0] for field in fields)
    either = " or ".join(f"`{field.name}`" for field in fields)
    report.add("JM102", f"{noun} needs {either}", node.first(), "; or ".join(hints))


def _hint(field: Field, node: Mapping) -> str:
    name = node.entries.get("name") or node.entries.get("title")
    if field.name == "id" and isinstance(name, Scalar) and slug(name.text):
        return f"add `id: {slug(name.text)}`"
    return f"add `{field.name}:`, {field.doc[0].lower()}{field.doc[1:]}".rstrip(".")
