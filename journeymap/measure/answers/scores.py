"""What the text of an answer says: its score, or why it has none.

An engine only counts how often each text occurs. What it means is decided here, once for each text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from journeymap.model import AnswerScale

Unscored = Literal["blank", "not-applicable", "bad-score", "off-scale"]
"""Why a text has no score: it is blank, it is said to be no answer, it is none at all, or it is beyond the scale."""

_LEADING = re.compile(
    r"([-+−]?)([0-9]{1,3}(?:[,٬][0-9]{3})+(?![0-9])|[0-9]{1,15})(?:[.٫,]([0-9]{1,15}))?(?![0-9])(?![.,][0-9])(?!\w)"
)


def plain_text(text: str) -> str:
    """Returns a text for comparison: NFKC, small letters, single spaces, no invisible marks, no `;` at its end."""
    shown = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return " ".join(shown.split()).strip("; ").casefold()


def leading_number(text: str) -> float | None:
    """Returns the number that a text begins with, in digits of any script: 10 of `10 - Extremely likely`, else None."""
    digits = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in plain_text(text))
    found = _LEADING.match(digits)
    if found is None:
        return None
    sign, whole, part = found.groups()
    number = float(re.sub("[,٬]", "", whole) + (f".{part}" if part else ""))
    return -number if sign in ("-", "−") else number


class AnswerTexts:
    """The scores of the texts that answer one question.

    Without a scale, as for things gone wrong, any number from 0 is a score. `never` are texts that are no answer
    besides those that the scale names.
    """

    def __init__(self, scale: AnswerScale | None, never: frozenset[str] = frozenset()) -> None:
        self._ends = scale.ends if scale else (0.0, float("inf"))
        labels: Mapping[str, float] = scale.labels if scale else {}
        self._labels = {plain_text(label): float(score) for label, score in labels.items()}
        none = scale.not_applicable if scale else ()
        self._none = frozenset(map(plain_text, none)) | never
        self._none_numbers = frozenset(number for text in none if (number := _whole_number(text)) is not None)
        self._known: dict[str, float | Unscored] = {}

    def score(self, text: str) -> float | Unscored:
        """Returns the score of a text, or why it has none."""
        known = self._known.get(text)
        if known is None:
            known = self._score(text)
            if len(self._known) < _REMEMBERED:
                self._known[text] = known
        return known

    def _score(self, text: str) -> float | Unscored:
        plain = plain_text(text)
        if not plain:
            return "blank"
        if plain in self._none:
            return "not-applicable"
        number = self._labels.get(plain)
        if number is None:
            number = leading_number(text)
        if number is None:
            return "bad-score"
        if number in self._none_numbers:
            return "not-applicable"
        low, high = self._ends
        return number if low <= number <= high else "off-scale"


_REMEMBERED = 100_000


def _whole_number(text: str) -> float | None:
    """The number that a text is, with nothing after it."""
    number = leading_number(text)
    return number if number is not None and re.fullmatch(r"[-+−]?[\d.,٫٬]+", plain_text(text)) else None
