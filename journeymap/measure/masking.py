"""What is masked in a comment before it is quoted: addresses, and whatever may be somebody's number.

Nothing is looked up by country. Each number of seven digits or more is masked, save dates and pairs of years, because a
phone number that stays does harm, and an order number that goes does none. Digits of all scripts count. Names stay: no
program finds them all, so somebody reads the quotes before they are committed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

Mask = Literal["e-mail", "link", "card", "phone", "number"]
MASKS: tuple[Mask, ...] = ("e-mail", "link", "card", "phone", "number")
_FEWEST = 7
_FEWEST_ABROAD = 5
_MOST_OF_PHONE = 15
"""A phone number has at most so many digits: ITU-T recommendation E.164."""
_CARD = range(13, 20)
"""A card has so many digits: ISO/IEC 7812-1, whose annex B has the check of H. P. Luhn."""
_JOINERS = frozenset("\u200c\u200d")
_ENDS = r"\s<>()\[\]{},;:!?\"،؛。，、"
_AT = rf"[^@＠﹫{_ENDS}]+"
_EMAIL = re.compile(
    rf"{_AT}[@＠﹫]{_AT}(?<!\.)|{_AT}\s?(?:[@＠﹫]|[(\[{{]\s?at\s?[)\]}}])\s?{_AT}\.{_AT}(?<!\.)", re.IGNORECASE
)
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)[^\s<>\"]+", re.IGNORECASE)
_NUMBER = re.compile(r"\(?[+＋]?\(?\d(?:[\s\u200c\u200d()\[\].\-‐‑‒–—―−－_/·•*|]{0,4}\d)*")
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:1[34]|19|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?<![0-9])(?<![0-9][.\-/])(?:{_YEAR}(?P<a>[-./]){_MONTH}(?P=a){_DAY}|{_DAY}(?P<b>[-./]){_MONTH}(?P=b){_YEAR}"
    rf"|{_MONTH}/{_DAY}/{_YEAR}|{_YEAR} ?[-–—/] ?{_YEAR})(?![0-9])(?![.\-/][0-9])"
)


def masked(comment: str, words: Mapping[Mask, str]) -> str:
    """Returns a comment on one line, in which the `words` stand in the places of addresses and long numbers.

    Marks that are not seen, such as those that turn the direction of writing, are left out.
    """
    shown = "".join(_shown(each) for each in unicodedata.normalize("NFC", comment))
    text = " ".join(shown.split())
    text = _LINK.sub(lambda _: words["link"], text)
    text = _EMAIL.sub(lambda _: words["e-mail"], text)
    return "".join(_without_numbers(text, words))


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Co", "Cs", "Cn") and letter not in _JOINERS else letter


def _without_numbers(text: str, words: Mapping[Mask, str]) -> Iterator[str]:
    """The parts of a text, with masks in the places of numbers; dates keep theirs."""
    latin = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)
    at = 0
    for date in (*_DATE.finditer(latin), None):
        end = date.start() if date else len(text)
        while found := _NUMBER.search(latin, at, end):
            kind = _kind(found[0])
            yield text[at : found.start()]
            yield words[kind] if kind else text[found.start() : found.end()]
            at = found.end()
        yield text[at:end]
        at = date.end() if date else end
        yield text[end:at]


def _kind(number: str) -> Mask | None:
    """What a number in Latin digits may be; None for one that is too short to be somebody's."""
    groups = re.findall("[0-9]+", number)
    digits = "".join(groups)
    is_abroad = re.match(r"\(?[+＋]", number) is not None
    if len(digits) < (_FEWEST_ABROAD if is_abroad else _FEWEST):
        return None
    if not is_abroad and _has_card(groups):
        return "card"
    is_parted = len(groups) > 1 and not re.fullmatch(r"[1-9][0-9]{0,2}(?:[. ][0-9]{3})+", number)
    is_phone = len(digits) <= _MOST_OF_PHONE and (is_abroad or is_parted or digits.startswith("0"))
    return "phone" if is_phone else "number"


def _has_card(groups: list[str]) -> bool:
    """Whether some groups of digits that follow each other make a card's number."""
    runs = ("".join(groups[first:last]) for first in range(len(groups)) for last in range(first + 1, len(groups) + 1))
    return any(len(run) in _CARD and _adds_up(run) for run in runs)


def _adds_up(digits: str) -> bool:
    """Luhn's check: doubling every second digit from the right, the sum of all digits ends in 0."""
    doubled = (int(each) * (1 + place % 2) for place, each in enumerate(reversed(digits)))
    return sum(sum(divmod(each, 10)) for each in doubled) % 10 == 0
