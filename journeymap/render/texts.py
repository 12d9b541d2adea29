"""Finished texts: a fact with its label, a phrase with its note, and parts in a row."""

from __future__ import annotations

from journeymap.records import NamedTuple


class Fact(NamedTuple):
    """A label and its text, both finished."""

    label: str
    text: str


class Phrase(NamedTuple):
    """A text, and a note with details about it."""

    text: str
    note: str = ""


def joined(*parts: str | None) -> str:
    """The parts that are not empty, with a dot between them."""
    return " · ".join(filter(None, parts))
