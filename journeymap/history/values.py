"""Describes the values of fields before and after a change, in the journey's language."""

from __future__ import annotations

import datetime as dt

from journeymap.history.changes import Difference, Ref, Value
from journeymap.history.plain import cut
from journeymap.layout.mentions import text_with_numbers
from journeymap.model.amounts import Duration, Money
from journeymap.model.kinds import Choice, Every, Id, Language, Pair, Share, Text
from journeymap.model.reading import Kind
from journeymap.style.locale import Words

_LONGEST = 140
_UNQUOTED = (Pair, Language, Id)
"""Kinds whose values are not free text."""


class ValueDescriber:
    """Describes values in `words`; `map_words` has the words of the map in the same language."""

    def __init__(self, difference: Difference, words: Words, map_words: Words) -> None:
        self._difference = difference
        self._words = words
        self._map_words = map_words

    def shown(self, text: str) -> str:
        """The text with its mentions as on the map of the new version or, where only the old one has them, of that."""
        for journey in filter(None, (self._difference.new, self._difference.old)):
            text = text_with_numbers(text, journey, self._map_words)
        return text

    def cut(self, text: str, most: int = _LONGEST) -> str:
        """A text as on the map, cut to `most` characters."""
        return cut(self.shown(text), most)

    def value(self, kind: Kind | None, value: Value) -> str:  # noqa: PLR0911  one return a type
        """A value of a field of the `kind`; empty for none."""
        if value is None:
            return ""
        if isinstance(value, Ref):
            return self._words.quote(self.cut(value.name or value.id))
        if isinstance(value, tuple):
            return self.texts(tuple(value))
        if isinstance(value, bool):
            return self._words["yes" if value else "no"]
        if isinstance(value, dt.date):
            return self._words.day(value)
        if isinstance(value, (int, float)):
            return (
                self._words.percent(value) if isinstance(kind, Share) else self._words.number(value).replace("-", "−")
            )
        return self._word(kind, value)

    def texts(self, parts: tuple[str | Ref, ...]) -> str:
        """Texts and names in quotation marks, in a list."""
        names = [self.cut(part.name or part.id if isinstance(part, Ref) else part) for part in parts]
        return self._map_words["list-comma"].join(self._words.quote(name) for name in names)

    def _word(self, kind: Kind | None, value: str) -> str:
        """A text of the file in quotation marks; a value of the format (`observed`) as a word of the language."""
        if isinstance(kind, Text | Choice) and kind.locale_prefix is not None:
            key = f"{kind.locale_prefix}{value}"
            for words in (self._map_words, self._words):
                if key in words:
                    return words[key]
        if isinstance(kind, Every):
            number, unit = value.split()
            return self._map_words.say(f"every-{unit.removesuffix('s')}", n=int(number))
        if isinstance(kind, Duration):
            number, unit = value.split()
            return self._words.span(float(number), unit.removesuffix("s"))
        if isinstance(kind, Money):
            number, currency = value.split()
            return self._words.money(float(number), currency)
        return value if isinstance(kind, _UNQUOTED) else self._words.quote(self.cut(value))
