"""Numbers in Persian and Arabic digits, with the decimal and thousands separators that go with them."""

from __future__ import annotations

import re
from functools import cache

DIGIT = "[0-9٠-٩۰-۹]"
"""The pattern of one digit: Latin, Arabic or Persian."""

_BEYOND_ASCII = "[^\0-\x7f]-[^\0-\x7f]|[^\0-\x7f]"

NOT_LATIN = r"(?=[\s\S]*[^\u0000-\u007f])"
"""A pattern that matches nothing, before a text that has a character beyond ASCII."""

NUMBER = (
    rf"{NOT_LATIN}[-+−]?(?:{DIGIT}{{1,12}}|{DIGIT}{{1,3}}(?:٬{DIGIT}{{3}}){{1,3}})(?:[.٫]{DIGIT}{{1,12}})?"
)  # fmt: skip
"""The pattern of a number that YAML takes for a text, in Python and in ECMAScript: `۲۱`, `-۱٫۵`, `۱٬۲۵۰`."""

_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٪−", "01234567890123456789.%-", "٬")


def latin(text: str) -> str:
    """Returns a number with Latin digits and signs, without thousands separators: `۱٬۲۵۰٫۵٪` as `1250.5%`."""
    return text.translate(_LATIN)


def pattern_for(text: str, pattern: str) -> str:
    """Returns a pattern that matches a text as `pattern` does, whose characters beyond ASCII are all in brackets.

    For a text in ASCII it has none of them: with them, it takes three times as long to compile.
    """
    return _in_ascii(pattern) if text.isascii() else pattern


@cache
def _in_ascii(pattern: str) -> str:
    return re.sub(_BEYOND_ASCII, "", pattern)


def in_digits_of(sample: str, text: str) -> str:
    """Returns a text with its Latin digits in the script of the sample's digits."""
    for zero in ("۰", "٠"):
        if any(zero <= character <= chr(ord(zero) + 9) for character in sample):
            return text.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})
    return text


def number_in(text: str) -> int | float | None:
    """Returns the number that a text such as `۱٫۲` is; None for any other text, and for one that YAML reads itself."""
    if text.isascii() or not re.fullmatch(NUMBER, text):
        return None
    number = latin(text)
    return float(number) if "." in number else int(number)


def as_number(text: str) -> float | None:
    """The number in a text, in digits of any script, with a decimal point or comma; None for any other text."""
    plain = re.sub("[\u200e\u200f\u061c]", "", text).strip().translate({0x2212: "-", 0x066B: ".", 0xFF0D: "-"})
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?\d{1,12}(?:\.\d{1,12})?", plain) else None
