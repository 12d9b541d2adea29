"""The words that journeymap adds to a map, in the journey's language, and numbers and dates as the language has them.

The words are in `templates/locales/LANGUAGE.yaml`. ICU chooses plural forms, digits and calendars: a Persian map has
dates of the Solar Hijri calendar, unless its journey names another. For a language without a file all of it is English:
words, numbers, dates and quotation marks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path

from icu4py.messageformat import MessageFormat

from journeymap.calendars import Calendar, WrittenDate
from journeymap.io import resources
from journeymap.records import cached_property
from journeymap.style.days import day_text
from journeymap.style.direction import is_rtl
from journeymap.style.icu_locale import icu_locale
from journeymap.style.quotes import without_quotes
from journeymap.style.word_files import (
    FLOWS,
    GUIDES,
    INDEXES,
    MAP,
    REPORTS,
    STORIES,
    TREES,
    WordFile,
    files_of,
    in_english,
    lacking,
    normal,
    region_of,
)

__all__ = [
    "FLOWS", "GUIDES", "INDEXES", "MAP", "REPORTS", "STORIES", "TREES",
    "Words", "decimals", "load_words", "notes_on", "spoken",
]  # fmt: skip

Value = int | float | str
_ICU_NAMES = {"gregorian": "gregory"}
_QUOTES = ("“", "”")
_EXACT = 1e-9
_MOST_DECIMALS = 9


class Words:
    """The words of one language.

    `words["lane-doing"]` is a word, and `words.say("overdue-days", days=3)` a message with values. The other methods
    format numbers and dates. A word that the language lacks is taken from `english`, which is loaded only then. An
    unknown key raises KeyError. `language` is that of the words, and `asked` the one they were asked for, which has no
    words of its own if it is another. `notes` say what the user should know about them.
    """

    def __init__(
        self,
        language: str,
        locale: str,
        quotes: tuple[str, str],
        words: dict[str, str],
        english: Callable[[], Words] | None = None,
        *,
        asked: str = "",
        notes: tuple[str, ...] = (),
    ) -> None:
        self.asked = asked or language
        self.notes = notes
        self.language = language
        self.locale = locale
        self.quotes = quotes
        self._words = words
        self._english = english
        self._formats: dict[str, MessageFormat] = {}
        self._formatted: dict[tuple[str, Value], str] = {}
        self._numbers: dict[float, str] = {}
        self._signed: dict[float, str] = {}

    @cached_property
    def _isolates(self) -> bool:
        """Whether the map may run right to left, so that a month or quarter is isolated from the words around it."""
        return not self.has_words or is_rtl(next(iter(self._words.values()), ""), base_rtl=False)

    @property
    def has_words(self) -> bool:
        """Whether the language that was asked for has words."""
        return self.language == self.asked

    def __getstate__(self) -> dict[str, object]:
        """The state to send to another process, without ICU's formats, which cannot be sent and are made there anew."""
        return self.__dict__ | {"_formats": {}}

    def __getitem__(self, key: str) -> str:
        try:
            return self._words[key]
        except KeyError:
            if self._english is None:
                raise
            return self._english()[key]

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def get(self, key: str, default: str) -> str:
        """The word for a key, or the default when the language lacks it; never the English word."""
        return self._words.get(key, default)

    def say(self, key: str, **values: Value) -> str:
        """The message with this key, with its values filled in."""
        return self._format(self[key], **values)

    def labelled(self, label: str, text: str) -> str:
        """A text after its label, with the language's colon between them: `Stages: Home, Shop`."""
        return f"{label}{self['colon']}{text}"

    def is_in(self, language: str) -> bool:
        """Whether the words are in a language, however its code is written."""
        return self.language == normal(language)

    def quote(self, text: str) -> str:
        """The text in the language's quotation marks, in place of those it may have around it already."""
        opening, closing = self.quotes
        return f"{opening}{without_quotes(text)}{closing}"

    def day(self, day: dt.date) -> str:
        """A date in full, `1 Oct 2026`; a month or a quarter as its file has it."""
        if isinstance(day, WrittenDate) and day.period:
            return f"\u2066{day.written}\u2069" if self._isolates else day.written
        return day_text(day, self.locale)

    def number(self, value: float) -> str:
        """A number with the language's digits and grouping, and two decimals at most, or more as in `decimals`."""
        known = self._numbers.get(value)
        if known is None:
            is_counted = isinstance(value, int) and value > 9 and value % 1000
            known = self._numbers[value] = self._counted(int(value)) if is_counted else self._by_icu(value)
        return known

    def _by_icu(self, value: float) -> str:
        """What `number` returns, as ICU writes it."""
        return self._format(f"{{value, number, ::{_rounded(value, 2)}}}", value=value)

    def _counted(self, value: int) -> str:
        """A whole number as its digits after its thousands; in every language, groups of digits end at the thousands.

        ICU takes five times as long, and the touchpoints of a large map have as many numbers.
        """
        thousands, rest = divmod(value, 1000)
        if thousands:
            return self.number(thousands * 1000)[:-3] + "".join([self.number(int(digit)) for digit in f"{rest:03}"])
        return "".join([self.number(int(digit)) for digit in str(rest)])

    def signed(self, value: float) -> str:
        """A number with its sign and at most one decimal; zero has no sign: `+1.9`, `−1`, `0`."""
        known = self._signed.get(value)
        if known is None:
            has_sign = round(value, 1) != 0
            text = self._format("{value, number, ::.# sign-always}", value=float(value)) if has_sign else self.number(0)
            known = self._signed[value] = _without_marks(text)
        return known

    def axis(self, value: float, *, signed: bool) -> str:
        """A value of an emotion scale; `signed` for a scale that has negative and positive values."""
        return self.signed(value) if signed else _without_marks(self.number(value))

    def tenths(self, value: float) -> str:
        """A number with one decimal, also where that is 0: `1.0`."""
        return _without_marks(self._format_value("{value, number, ::.0}", float(value)))

    def plus_minus(self, half: float, most: int = 1) -> str:
        """Half an interval, with `most` decimals, or as many as it takes not to be 0: `±0.4`, `±0.03`."""
        places = next((each for each in range(most, _MOST_DECIMALS) if round(half, each)), most)
        return f"±{self.axis(round(half, places), signed=False)}"

    def between(self, low: str, high: str) -> str:
        """Two numbers as a range: `9–22`; in words where a sign would run into the dash: `−45 to −17`."""
        mark = "\u200e" if self._isolates else ""  # keeps a sign before its number
        has_sign = low[:1] in "+−" or high[:1] in "+−"
        return self.say("from-low-to-high", low=mark + low, high=mark + high) if has_sign else f"{low}–{high}"

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in percent, with one decimal at most, or more as in `decimals`: `34%`."""
        rounded = _rounded(share * 100, 1)
        return _without_marks(self._format_value(f"{{value, number, ::percent scale/100 {rounded}}}", float(share)))

    def span(self, number: float, unit: str) -> str:
        """A span of time, `10 minutes`; the unit is `minute`, `hour`, `day`, `week` or `month`."""
        pattern = f"{{value, number, ::measure-unit/duration-{unit} unit-width-full-name {_rounded(number, 2)}}}"
        return self._format_value(pattern, number)

    def money(self, number: float, currency: str) -> str:
        """An amount of money; a currency that is no code of three capital letters stands as it is after the number."""
        if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
            return f"{self.number(number)} {currency}"
        places = ".00" if number % 1 else "."
        return _without_marks(self._format_value(f"{{value, number, ::currency/{currency} {places}}}", number))

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
            message = self._formats[pattern] = MessageFormat(pattern, icu_locale(self.locale))
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
def load_words(
    language: str, kind: str = MAP, calendar: Calendar | None = None, own: Path | None = None
) -> tuple[Words, list[Path]]:
    """The words for a BCP 47 language; in English, with English numbers and dates, when it has no words.

    `kind` is the folder in `templates`: `locales` for the words of a map, `guides` for those of a workshop, and so on.
    `own` is the user's folder of templates, which may have words too. Numbers and dates are those of the language's
    region, where its code names one. Dates are in the `calendar`; without one, in that of the language.
    Raises UserError when a file of the user's is wrong, ValueError when a built-in one is.
    """
    asked = normal(language)
    tried: list[Path] = []
    found = files_of(asked, kind, own, tried)
    has_words, files = bool(found), found or files_of("en", kind, own, tried)
    words: dict[str, str] = {}
    for file in reversed(files):
        words |= file.words
    named = files[0].name
    locale, _, extension = next((file.locale for file in files if file.locale), named).partition("-u-")
    if has_words and region_of(asked) and not region_of(named):
        locale = asked
        extension = extension or "ca-gregory"  # a region has the calendar of its language
    if calendar:
        extension = f"ca-{_ICU_NAMES.get(calendar, calendar)}"
    made = Words(
        asked if has_words else "en",
        f"{locale}-u-{extension}" if extension else locale,
        next((file.quotes for file in files if file.quotes), _QUOTES),
        words,
        None if named == "en" else partial(load_words, "en", kind, own=own),
        asked=asked,
        notes=_notes(asked, files, kind, own) if not has_words or own else (),
    )
    return made, tried


def spoken(language: str, kinds: Iterable[str], own: Path | None = None) -> str:
    """The language of a text that needs all these kinds of words: this one, or English if it lacks one of them."""
    return language if all(load_words(language, kind, own=own).has_words for kind in kinds) else "en"


def notes_on(language: str, kind: str = MAP, own: Path | None = None) -> tuple[str, ...]:
    """What the user should know about the words of a language: that they are in English, or what is wrong in a file."""
    return load_words(language, kind, own=own).notes


def _notes(language: str, files: list[WordFile], kind: str, own: Path | None) -> tuple[str, ...]:
    """The notes on the words of a language from these files, which are the English ones when it has no words."""
    notes = [remark for file in files for remark in file.remarks]
    if files[-1].name == "en" != language.partition("-")[0]:
        notes.append(in_english(language, kind))
    elif own is not None:
        notes += lacking(files, kind, own)
    return tuple(notes)
