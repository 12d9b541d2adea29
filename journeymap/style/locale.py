"""The words that journeymap itself says on a map, in the journey's language, with its numbers and dates.

Words are data, `templates/locales/LANGUAGE.yaml`; ICU chooses plurals, digits and calendars (a Persian
map says its dates in the Solar Hijri calendar). A language without a file of its own gets English words,
with its own digits and dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from icu4py.messageformat import MessageFormat

from journeymap.io import resources
from journeymap.source import Mapping, Scalar, Sequence, load

Value = int | float | str | dt.date

STORIES = "stories"
"""The folder of the words that tell what changed, with a label for every field of a journey."""


class Words:
    """The words of one language.

    `words["lane-doing"]` is a word; `words.say("overdue-days", days=3)` a message; the rest format
    numbers and dates as the language does. A word that the language lacks is that of `english`, which is asked for
    only then. Unknown keys raise KeyError.
    """

    def __init__(
        self,
        language: str,
        locale: str,
        quotes: tuple[str, str],
        words: dict[str, str],
        english: Callable[[], Words] | None = None,
    ) -> None:
        self.language = language
        self.locale = locale
        self.quotes = quotes
        self._words = words
        self._english = english
        self._formats: dict[str, MessageFormat] = {}
        self._said: dict[tuple[str, Value], str] = {}

    def __getstate__(self) -> dict[str, object]:
        """What another process is sent: the formats of ICU stay here, and are made anew there."""
        return self.__dict__ | {"_formats": {}}

    def __getitem__(self, key: str) -> str:
        if key not in self._words and self._english is not None:
            return self._english()[key]
        return self._words[key]

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def get(self, key: str, default: str) -> str:
        """The word for a key, or the default where the locale has none."""
        return self._words.get(key, default)

    def say(self, key: str, **values: Value) -> str:
        """The message `key` with its values filled in."""
        return self._format(self[key], **values)

    def quote(self, text: str) -> str:
        """The text in the language's quotation marks."""
        opening, closing = self.quotes
        return f"{opening}{text}{closing}"

    def day(self, day: dt.date) -> str:
        """A date in full: `1 Oct 2026`."""
        return self._one("{value, date, ::dMMMy}", day)

    def short_day(self, day: dt.date) -> str:
        """A date without its year: `1 Oct`."""
        return self._one("{value, date, ::dMMM}", day)

    def number(self, value: float) -> str:
        """A number with the language's digits and grouping, at most two decimals: `18,204`."""
        return self._one("{value, number, ::.##}", value)

    def signed(self, value: float) -> str:
        """A number with at most one decimal and always its sign, save zero: `+1.9`, `−1`, `0`."""
        if round(value, 1) == 0:
            return self.number(0)
        return _bare(self._one("{value, number, ::.# sign-always}", float(value)))

    def axis(self, value: float, *, signed: bool) -> str:
        """A value of an emotion scale: with its sign where the scale has both, plain where it has not."""
        return self.signed(value) if signed else _bare(self.number(value))

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in percent: `34%`."""
        return _bare(self._one("{value, number, ::percent scale/100 .#}", float(share)))

    def _one(self, pattern: str, value: Value) -> str:
        key = (pattern, value)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._format(pattern, value=value)
        return said

    def _format(self, pattern: str, **values: Value) -> str:
        message = self._formats.get(pattern)
        if message is None:
            message = self._formats[pattern] = MessageFormat(pattern, self.locale)
        return message.format(dict(values))


def _bare(number: str) -> str:
    """The number without the direction marks ICU puts around signs; the map sets each number's direction."""
    return number.replace("\u200e", "").replace("\u200f", "").replace("\u061c", "").replace("-", "−")


@resources.cached_until_changed
def load_words(language: str, kind: str = "locales") -> tuple[Words, list[Path]]:
    """The words for a BCP 47 language: its own file, else its base language's, else English.

    `kind` is the folder of the templates that they stand in: those of a map, or those of a workshop's `guides`.
    """
    folder = resources.templates() / kind
    names = dict.fromkeys((language, language.split("-", maxsplit=1)[0], "en"))
    tried: list[Path] = []
    for path in (folder / f"{name}.yaml" for name in names):
        tried.append(path)
        if path.is_file():
            break
    own = path.stem != "en" or language == "en"
    tree = load(path.read_bytes(), path.name).tree
    if not isinstance(tree, Mapping):
        raise ValueError(f"{path} is not a locale file")
    locale, quotes, words = (tree.entries[key] for key in ("locale", "quotes", "words"))
    if not (isinstance(locale, Scalar) and isinstance(quotes, Sequence) and isinstance(words, Mapping)):
        raise ValueError(f"{path} is not a locale file")
    opening, closing = (item.text for item in quotes.items if isinstance(item, Scalar))
    texts = {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}
    english = None if path.stem == "en" else partial(load_words, "en", kind)
    return Words(language, locale.text if own else language, (opening, closing), texts, english), tried
