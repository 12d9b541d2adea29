"""Reads the cells of a note: a score, a rating, votes. Each raises Unplaced for a wrong value."""

from __future__ import annotations

import re

from journeymap.digits import as_number
from journeymap.source.writing import forbidden_in
from journeymap.style.locale import Words
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import Unplaced, normal

_MOST_VOTES = 1_000_000
_SIGN_BEHIND = re.compile(r"^(.*\d)\s*([-+−])[\u200e\u200f]*$")
"""A sign behind its number, which is how `-1.5` looks, and so is typed, in a cell that runs right to left."""

_BETWEEN_NAMES = re.compile(r"[,;،؛、，；]")
_MOMENTS = ("zmot", "fmot", "smot", "umot")
_MARKS = ("x", "×", "✓", "✔", "1", "true", "yes")


def check_readable(note: Note) -> None:
    """Raise Unplaced for a character that no journey file may hold, and for votes that several notes would share."""
    if note.beside and note["votes"]:
        raise Unplaced(f"its cell holds {note.beside + 1} notes, but not which of them has the votes; give each a row")
    for cell in note.cells.values():
        if forbidden_in(cell):
            raise Unplaced(f"it holds the character {forbidden_in(cell)}, which no journey file may hold")


def names_in(text: str) -> list[str]:
    """The names in a cell, with commas or semicolons between."""
    return [name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip()]


def rating_in(text: str, what: str) -> int | None:
    """The rating from 1 to 5; None for an empty text. `what` is rated, in the message."""
    if not text:
        return None
    number = as_number(text)
    if number is None or number != int(number) or not 1 <= number <= 5:
        raise Unplaced(f'the {what} "{text}" is not a whole number from 1 to 5')
    return int(number)


def moment_in(text: str, words: Words) -> str | bool | None:
    """The kind of a moment of truth, or True for one of no kind; None for an empty text.

    A kind is written as its code or as the map calls it; any moment as a mark, such as `x`, or as `yes`.
    """
    if not text:
        return None
    kinds: dict[str, str | bool] = {normal(words[f"moment-{kind}"]): kind for kind in _MOMENTS}
    kinds |= {kind: kind for kind in _MOMENTS}
    kinds |= dict.fromkeys((*_MARKS, normal(words["yes"]), normal(words["moment-of-truth"])), True)
    found = kinds.get(normal(text))
    if found is None:
        raise Unplaced(f'"{text}" is no moment of truth; write x, or its kind: {", ".join(_MOMENTS)}')
    return found


def score_in(text: str, scale: tuple[float, float]) -> float | None:
    """The score on the journey's scale; None for an empty text."""
    if not text:
        return None
    number = as_number(_SIGN_BEHIND.sub(r"\2\1", text))
    low, high = scale
    if number is None:
        raise Unplaced(f'the score "{text}" is not a number')
    if not low <= number <= high:
        raise Unplaced(f"the score {number:g} is off the scale, which goes from {low:g} to {high:g}")
    return number


def votes_in(text: str) -> int | None:
    """The number of votes; None for an empty text."""
    if not text:
        return None
    number = as_number(text)
    if number is None or number != int(number) or not 0 <= number <= _MOST_VOTES:
        raise Unplaced(f'"{text}" is not a number of votes')
    return int(number)
