"""The canonical form of a journey file: what `journeymap fmt` writes."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.diagnostics import Finding, Span
from journeymap.errors import UserError
from journeymap.formatting.lines import canonical
from journeymap.source import Mapping, Node, Scalar, Sequence, SourceText, load
from journeymap.source.concrete import read


class Formatted(NamedTuple):
    """A file in canonical form; `text` is None when the file has an error, and the findings say which."""

    source: SourceText
    text: str | None
    findings: tuple[Finding, ...]


def reformat(data: bytes, name: str) -> Formatted:
    """Returns the canonical form of the bytes of one file, called `name` in messages.

    The result is read again, and must have the same data and all the comments of the file; otherwise UserError
    is raised.
    """
    loaded = load(data, name)
    if loaded.tree is None or not loaded.is_whole:
        return Formatted(loaded.source, None, loaded.errors)
    if not isinstance(loaded.tree, Mapping):
        start = loaded.tree.start
        wrong = Finding("JM103", "a journey is a mapping (`key: value`)", Span(start, start + 1))
        return Formatted(loaded.source, None, (wrong,))
    document = read(loaded.source.text)
    text, comments = canonical(document)
    whole = sorted(comments) == sorted(comment.text for comment in document.comments)
    whole = whole and (text == loaded.source.text or _reads_back_as(text, name, loaded.tree))
    if not whole:
        raise UserError(f"{name}: cannot be written in canonical form without losing something",
                        hint="the file is as it was; please report this with the file")  # fmt: skip
    return Formatted(loaded.source, text, ())


def _reads_back_as(text: str, name: str, tree: Node) -> bool:
    after = load(text.encode(), name)
    return after.tree is not None and after.is_whole and same_content(after.tree, tree)


def same_content(one: Node, other: Node) -> bool:
    """Whether two trees have the same data, in any order of keys."""
    if isinstance(one, Scalar):
        return isinstance(other, Scalar) and (
            (one.text == other.text and (one.plain == other.plain or type(one.value) is type(other.value)))
            or (one.is_null and other.is_null)
        )
    if isinstance(one, Sequence):
        alike = isinstance(other, Sequence) and len(one.items) == len(other.items)
        return alike and all(map(same_content, one.items, other.items))  # type: ignore[union-attr]  # `alike` includes the check
    return (
        isinstance(other, Mapping)
        and one.entries.keys() == other.entries.keys()
        and all(same_content(value, other.entries[key]) for key, value in one.entries.items())
    )
