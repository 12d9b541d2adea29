"""The encodings of text files: Unicode, or which other one it is, judged by whether its words are words."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from journeymap.errors import UserError

_SCRIPTS = {
    "cp1255": "HEBREW", "cp1256": "ARABIC", "cp1251": "CYRILLIC", "cp1253": "GREEK", "cp1252": "LATIN",
    "mac-roman": "LATIN", "cp1250": "LATIN", "mac-arabic": "ARABIC", "mac-farsi": "ARABIC",
}  # fmt: skip
"""The encodings that are tried and the script of each; of those that fit alike, the first is taken."""
_CODECS = {"mac-arabic": "mac_arabic", "mac-farsi": "mac_farsi", "mac-roman": "mac_roman"}
_FINAL = frozenset("ךםןףץς")
"""Letters that stand at the end of a word alone."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 1 << 20
"""So many bytes are looked at."""
_USUAL = frozenset("–—‘’‚“”„…•«»€₪£§©®°·¿¡ªº׳״־،؛؟\u200c\u200d\u200e\u200f\xa0")


class GuessedEncoding(NamedTuple):
    """An encoding, as the format names it, its script, and the part of words beyond ASCII that it makes sense of."""

    name: str
    script: str
    part: float


_LIKELY = 0.9
"""The part of words that makes sense in an encoding from which a text is taken to be in it."""


def decoded(data: bytes, name: str, hint: str = "save it as UTF-8") -> str:
    """The text of a file called `name`. Raises UserError, with line and column, where it is not UTF-8 or UTF-16."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise UserError(
            f"{name}:{line}:{column}: this is not {'UTF-16' if encoding == 'utf-16' else 'UTF-8'}", hint=hint
        ) from None


def in_unicode(data: bytes) -> tuple[bytes, str]:
    """The bytes of a text file in UTF-8, if they are in another encoding that is likely, and its name.

    Otherwise the bytes as they are, and an empty name.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf_8(data):
        return data, ""
    guess = guessed_encoding(data[:_LOOKED_AT])
    if guess.part < _LIKELY:
        return data, ""
    try:
        return data.decode(_CODECS.get(guess.name, guess.name)).encode(), guess.name
    except UnicodeDecodeError:
        return data, ""


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def guessed_encoding(sample: bytes) -> GuessedEncoding:
    """Returns the encoding that makes most sense of the bytes of a text file which is not in UTF-8."""
    found = [GuessedEncoding(name, script, _sense(sample, name, script)) for name, script in _SCRIPTS.items()]
    return max(found, key=lambda each: each.part)


def _sense(sample: bytes, encoding: str, script: str) -> float:
    """The part of words and signs beyond ASCII that are such as people write in a script."""
    text = sample.decode(_CODECS.get(encoding, encoding), errors="replace")
    good = bad = 0
    for piece in re.findall(r"[^\s,;|\"]*[^\x00-\x7f][^\s,;|\"]*", text):
        for word in _WORD.findall(piece):
            if _BEYOND_ASCII.search(word):
                good, bad = (good + 1, bad) if _is_word(word, script) else (good, bad + 1)
        bad += sum(not each.isalpha() and each not in _USUAL and not unicodedata.combining(each)
                   for each in _BEYOND_ASCII.findall(piece))  # fmt: skip
    return good / (good + bad) if good + bad else 0.0


def _is_word(word: str, script: str) -> bool:
    """Whether all letters are of the script, in a case that words have, with final letters at the end."""
    if any(not unicodedata.name(each, "").startswith(script) for each in word):
        return False
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return False
    if script == "LATIN":  # words of letters with accents alone are those of another script
        return len(word) == 1 or any(each.isascii() for each in word)
    return not any(each in _FINAL for each in word[:-1])
