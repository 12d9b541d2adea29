"""What stands in a cell of a table: its items, without bullets, numbers and what says nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from journeymap.exchange.importing.draft import tidy
from journeymap.exchange.importing.labels import NUMBERING, label_of, says_nothing
from journeymap.exchange.importing.tables.fields import WITH_COMMAS

_OUTSIDE_BRACKETS = r"(?![^()]*\))"
_LINES = re.compile(r"\r\n|[\r\n\x0b\u2028\u2029]|<br\s*/?>|[•●▪◦‣■□]", re.IGNORECASE)
_BETWEEN = re.compile(rf"[;؛；]{_OUTSIDE_BRACKETS}")
_COMMAS = re.compile(rf"[,،、，]{_OUTSIDE_BRACKETS}|\s/\s")
_BULLET = re.compile(r"^(?:[-–—*·+✓✔☐»]\s+|\(?[0-9۰-۹٠-٩]{1,2}[.)]\s+(?=\D))")
_QUOTED = re.compile(r"[\"“”„«»‚‘’']+([^\"“”„«»]+?)[\"“”„«»‚‘’']+")
_NAMED_NUMBER = re.compile(r"(?P<word>[^\W\d_]+)\s*[0-9۰-۹٠-٩]{1,2}\s*[:.)–—-]\s*(?P<name>\S.*)")


class CellItem(NamedTuple):
    """One thing that a cell says, and where the cell is.

    Files that are no tables may say more of it: a `score` and a word of how it feels, how severe it is from 1 to 5, and
    whether it is a moment of truth.
    """

    text: str
    at: str
    score: float | None = None
    feeling: str = ""
    severity: int | None = None
    is_moment: bool = False


def items_in(text: str, field: str, language: str) -> list[str]:
    """The items in a cell of a row that means `field`: one a line, a bullet or between semicolons, in order."""
    pieces = [piece for line in _LINES.split(text) for piece in _BETWEEN.split(line)]
    if field in WITH_COMMAS:
        pieces = [part for piece in pieces for part in _COMMAS.split(piece)]
    items = [_BULLET.sub("", tidy(piece)) for piece in pieces]
    if field in ("thinking", "objections"):
        items = [quoted[1] if (quoted := _QUOTED.fullmatch(item)) else item for item in items]
    return [item for item in items if not says_nothing(item, language)]


def name_in(text: str, language: str) -> str:
    """The name of a stage or a step in a cell, on one line, without its number: `1. Aware`, `Stage 2: Buy`."""
    plain = tidy(_LINES.sub(" ", text))
    named = _NAMED_NUMBER.fullmatch(plain)
    if named and (known := label_of(named["word"], language)) and known.field in ("stages", "touchpoints"):
        plain = named["name"]
    plain = NUMBERING.sub("", plain)
    return "" if says_nothing(plain, language) else plain
