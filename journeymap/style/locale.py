"""The words that journeymap adds to a map, in the journey's language, and numbers and dates as the language has them.

The words are in `templates/locales/LANGUAGE.yaml`. ICU chooses plural forms, digits and calendars: a Persian map has
dates of the Solar Hijri calendar, unless its journey names another. A language without a file gets English words, with
its own digits and dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from pathlib import Path

from icu4py.messageformat import MessageFormat

from journeymap.calendars import Calendar, WrittenDate
from journeymap.io import resources
from journeymap.source import Mapping, Scalar, Sequence, load
from journeymap.style.direction import is_rtl
from journeymap.style.quotes import without_quotes

Value = int | float | str | dt.date
_ICU_NAMES = {"gregorian": "gregory"}

_EXACT = 1e-9
_MOST_DECIMALS = 9

STORIES = "stories"
"""The folder of the words that describe changes, with a label for every field of a journey."""


class Words:
    """The words of one language.

    `words["lane-doing"]` is a word, and `words.say("overdue-days", days=3)` a message with values. The other methods
    format numbers and dates. A word that the language lacks is taken from `english`, which is loaded only then. An
    unknown key raises KeyError.
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
        self._formatted: dict[tuple[str, Value], str] = {}

    @cached_property
    def _isolates(self) -> bool:
        """Whether the language runs right to left, so that a month or quarter is isolated from the words around it."""
        return is_rtl(next(iter(self._words.values()), ""), base_rtl=False)

    def __getstate__(self) -> dict[str, object]:
        """The state to send to another process, without ICU's formats, which cannot be sent and are made there anew."""
        return self.__dict__ | {"_formats": {}}

    def __getitem__(self, key: str) -> str:
        word = self._words.get(key)
        if word is not None:
            return word
        return self._english()[key] if self._english is not None else self._words[key]

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def get(self, key: str, default: str) -> str:
        """The word for a key, or the default when the language lacks it; never the English word."""
        return self._words.get(key, default)

    def say(self, key: str, **values: Value) -> str:
        """The message with this key, with its values filled in."""
        return self._format(self[key], **values)

    def quote(self, text: str) -> str:
        """The text in the language's quotation marks, in place of those it may have around it already."""
        opening, closing = self.quotes
        return f"{opening}{without_quotes(text)}{closing}"

    def day(self, day: dt.date) -> str:
        """A date in full, `1 Oct 2026`; a month or a quarter as its file has it."""
        if isinstance(day, WrittenDate) and day.period:
            return f"\u2066{day.written}\u2069" if self._isolates else day.written
        return self._format_value("{value, date, ::dMMMy}", day)

    def number(self, value: float) -> str:
        """A number with the language's digits and grouping, and two decimals at most, or more as in `decimals`."""
        return self._format_value(f"{{value, number, ::{_rounded(value, 2)}}}", value)

    def signed(self, value: float) -> str:
        """A number with its sign and at most one decimal; zero has no sign: `+1.9`, `−1`, `0`."""
        if abs(value) < 0.05:
            return self.number(0)
        return _without_marks(self._format_value("{value, number, ::.# sign-always}", float(value)))

    def axis(self, value: float, *, signed: bool) -> str:
        """A value of an emotion scale; `signed` for a scale that has negative and positive values."""
        return self.signed(value) if signed else _without_marks(self.number(value))

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in percent, with one decimal at most, or more as in `decimals`: `34%`."""
        rounded = _rounded(share * 100, 1)
        return _without_marks(self._format_value(f"{{value, number, ::percent scale/100 {rounded}}}", float(share)))

    def _format_value(self, pattern: str, value: Value) -> str:
        """A pattern with one value, formatted once for each value."""
        key = (pattern, value)
        text = self._formatted.get(key)
        if text is None:
            text = self._formatted[key] = self._format(pattern, value=value)
        return text

    def _format(self, pattern: str, **values: Value) -> str:
        message = self._formats.get(pattern)
        if message is None:
            message = self._formats[pattern] = MessageFormat(pattern, self.locale)
        return message.format(dict(values))


def decimals(value: float, most: int) -> int:
    """How many decimals a number is shown with: at most `most`, but never so few that it would look whole.

    0.0004 is not shown as 0, nor 99.97 % as 100 %. A whole number has none.
    """
    whole = round(value)
    if abs(value - whole) <= _EXACT * max(1.0, abs(value)):
        return 0
    while most < _MOST_DECIMALS and round(value, most) == whole:
        most += 1
    return most


@lru_cache(maxsize=4096)
def _rounded(value: float, most: int) -> str:
    """ICU's pattern for a number with as many decimals as `decimals` says: `.##`."""
    return f".{'#' * max(decimals(value, most), 1)}"


def _without_marks(number: str) -> str:
    """A number without the direction marks that ICU puts around signs: the map sets the direction of each number."""
    return number.replace("\u200e", "").replace("\u200f", "").replace("\u061c", "").replace("-", "−")


@resources.cached_until_changed
def load_words(language: str, kind: str = "locales", calendar: Calendar | None = None) -> tuple[Words, list[Path]]:
    """The words for a BCP 47 language: from its own file, else from that of its base language, else in English.

    `kind` is the folder in `templates`: `locales` for the words of a map, `guides` for those of a workshop, and so on.
    Dates are in the `calendar`; without one, in that of the language.
    Raises ValueError when a file is not a locale file.
    """
    folder = resources.templates() / kind
    names = dict.fromkeys((language, language.split("-", maxsplit=1)[0], "en"))
    tried: list[Path] = []
    for path in (folder / f"{name}.yaml" for name in names):
        tried.append(path)
        if path.is_file():
            break
    has_file = path.stem != "en" or language == "en"
    tree = load(path.read_bytes(), path.name).tree
    if not isinstance(tree, Mapping):
        raise ValueError(f"{path} is not a locale file")
    locale, quotes, words = (tree.entries[key] for key in ("locale", "quotes", "words"))
    if not (isinstance(locale, Scalar) and isinstance(quotes, Sequence) and isinstance(words, Mapping)):
        raise ValueError(f"{path} is not a locale file")
    opening, closing = (item.text for item in quotes.items if isinstance(item, Scalar))
    texts = {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}
    english = None if path.stem == "en" else partial(load_words, "en", kind)
    name = locale.text if has_file else language
    if calendar:
        name += f"-u-ca-{_ICU_NAMES.get(calendar, calendar)}"
    return Words(language, name, (opening, closing), texts, english), tried
