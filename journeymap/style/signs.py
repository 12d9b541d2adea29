"""Keeps the sign of a word or number at its side where the text around it runs the other way.

By the Unicode bidirectional algorithm (UAX #9), a sign at the edge of a word is neutral and takes the direction of the
text, so that in Hebrew `Pro+` would read `+Pro`, and `+972` would read `972+`. An invisible mark beside the sign gives
it the direction of its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import is_not
from typing import Any, TypeVar

from journeymap.style.direction import may_be_rtl

View = TypeVar("View")

_LRM, _RLM = "\u200e", "\u200f"
_LATIN = "A-Za-z\u00c0-\u024f"
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_DIGIT = "0-9\u06f0-\u06f9"
_SIGNS = "+#™®°"
_AFTER = frozenset(_SIGNS)
_START = "(?<![^\\s(\\[{«“\"'״–—])"
_LATIN_LETTERS = frozenset(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250))))
_NAMES = frozenset({"id", "href", "src", "language", "direction", "kind", "command"})


@cache
def _any_sign() -> re.Pattern[str]:
    return re.compile(f"[{_SIGNS}@/−]|(?<!\\w)[.\\-]|[0-9]-[QW][0-9]")


@cache
def _after_word(letters: str, others: str) -> re.Pattern[str]:
    """Words of these letters and of others, and signs after such a word or a number: `C++`, `iPhone 15+`."""
    sign = f"(?<=[{letters}{_DIGIT}])[{_SIGNS}]+(?![{letters}{_DIGIT}{_SIGNS}])"
    return re.compile(f"(?P<word>[{letters}]+)|(?P<other>[{others}]+)|(?P<sign>{sign})")


def _mark_after_words(text: str, letters: str, others: str, mark: str) -> str:
    """The text with a mark after each sign whose last letter before it is one of `letters`."""
    if _AFTER.isdisjoint(text):
        return text
    last: str | None = None

    def marked(found: re.Match[str]) -> str:
        nonlocal last
        if found.lastgroup == "sign":
            return found.group() + (mark if last == "word" else "")
        last = found.lastgroup
        return found.group()

    return _after_word(letters, others).sub(marked, text)


@cache
def _before_word() -> re.Pattern[str]:
    """Signs before a Latin word: `.NET`, `@shop`, `#sale`."""
    return re.compile(f"{_START}[.@#/+]+(?=[{_LATIN}])")


@cache
def _signed_number() -> re.Pattern[str]:
    """A number with its sign, as in `-12.5%`, or a telephone number in groups of digits: `+972 3 555 1234`."""
    number = f"[+\\-−][{_DIGIT}]+(?:[.,:/\\-٫٬][{_DIGIT}]+)*"
    groups = f"(?:[ \\-]\\(?[{_DIGIT}]{{1,4}}\\)?){{2,}}"
    return re.compile(f"{_START}(?:\\+[{_DIGIT}]{{1,3}}{groups}|{number})[%٪‰]?")


@cache
def _period() -> re.Pattern[str]:
    """A quarter or a week, such as `2026-Q3`, whose hyphen would part the year from it."""
    return re.compile("(?<![0-9A-Za-z-])[0-9]{4}-[QW][0-9]{1,2}(?![0-9A-Za-z-])")


def keep_signs(text: str, *, rtl: bool) -> str:
    """The text with marks beside the signs that would leave their word; `rtl` is whether the text runs right to left.

    In a text that runs left to right, that can only be the signs of words in right-to-left letters.
    """
    if not rtl:
        return _mark_after_words(text, _RTL, _LATIN, _RLM) if may_be_rtl(text) else text
    if _any_sign().search(text) is None:  # as in most lines, of which a map has thousands
        return text
    text = _signed_number().sub(lambda found: f"{_LRM}{found.group()}{_RLM}", text)
    if _LATIN_LETTERS.isdisjoint(text):  # as for numbers alone; the patterns take as long to compile as a small map
        return text
    text = _before_word().sub(lambda found: _LRM + found.group(), text)
    text = _period().sub(lambda found: _LRM + found.group(), text)
    return _mark_after_words(text, _LATIN, _RTL, _LRM)


def keep_signs_in(view: View, *, rtl: bool) -> View:
    """A view, which is a NamedTuple or a dataclass of finished texts, with `keep_signs` done to all its texts.

    Only pages that run right to left are changed. Ids, addresses and commands stay as they are.
    """
    kept: View = _kept(view) if rtl else view
    return kept


def _kept(part: Any) -> Any:
    """The part of a view with its signs kept; the part itself where it has none, since most parts have none."""
    if isinstance(part, str):
        return keep_signs(part, rtl=True)
    kind: type = type(part)
    if names := _texts_of(kind):
        given = [(name, getattr(part, name)) for name in names]
        changed = {name: kept for name, value in given if (kept := _kept(value)) is not value}
        if not changed:
            return part
        if hasattr(kind, "_replace"):
            return part._replace(**changed)
        from dataclasses import replace  # noqa: PLC0415  few views are dataclasses

        return replace(part, **changed)
    if kind is tuple:
        kept = [_kept(each) for each in part]
        return tuple(kept) if any(map(is_not, kept, part)) else part
    return part


@cache
def _texts_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of views that have texts; none for any other class."""
    names: Iterable[str] = getattr(kind, "_fields", getattr(kind, "__dataclass_fields__", ()))
    return tuple(name for name in names if name not in _NAMES)
