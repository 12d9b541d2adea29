"""Keeps the sign of a word or number at its side where the text around it runs the other way.

By the Unicode bidirectional algorithm (UAX #9), a sign at the edge of a word is neutral and takes the direction of the
text, so that in Hebrew `Pro+` would read `+Pro`, and `+972` would read `972+`. An invisible mark beside the sign gives
it the direction of its word.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

View = TypeVar("View")

_LRM, _RLM = "\u200e", "\u200f"
_LATIN = "A-Za-z\u00c0-\u024f"
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_DIGIT = "0-9\u06f0-\u06f9"
_SIGNS = "+#™®°"
_AFTER = frozenset(_SIGNS)
_ANYWHERE = _AFTER.union(".@/-−")
_START = "(?<![^\\s(\\[{«“\"'״–—])"
_NAMES = frozenset({"id", "href", "language", "direction", "kind", "command"})


@cache
def _after_word(letters: str, others: str) -> re.Pattern[str]:
    """Signs after a word of these letters: `C++`, `iPhone 15+`. Letters of the `others` end it."""
    return re.compile(f"[{letters}][^{others}]*?[{_SIGNS}]+(?![{letters}{_DIGIT}{_SIGNS}])")


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


def keep_signs(text: str, *, rtl: bool) -> str:
    """The text with marks beside the signs that would leave their word; `rtl` is whether the text runs right to left.

    In a text that runs left to right, that can only be the signs of words in right-to-left letters.
    """
    if not rtl:
        if text.isascii() or _AFTER.isdisjoint(text):
            return text
        return _after_word(_RTL, _LATIN).sub(lambda found: found.group() + _RLM, text)
    if not _ANYWHERE.isdisjoint(text):
        text = _signed_number().sub(lambda found: f"{_LRM}{found.group()}{_RLM}", text)
        text = _before_word().sub(lambda found: _LRM + found.group(), text)
        text = _after_word(_LATIN, _RTL).sub(lambda found: found.group() + _LRM, text)
    return text


def keep_signs_in(view: View, *, rtl: bool) -> View:
    """A view, which is a dataclass of finished texts for a page, with `keep_signs` done to all its texts.

    Only pages that run right to left are changed. Ids, addresses and commands stay as they are.
    """
    kept: View = _kept(view) if rtl else view
    return kept


def _kept(part: Any, name: str = "") -> Any:
    if name in _NAMES:
        return part
    if isinstance(part, str):
        return keep_signs(part, rtl=True)
    if isinstance(part, tuple):
        return tuple(_kept(each) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _kept(getattr(part, each.name), each.name) for each in fields(part)})
    return part
