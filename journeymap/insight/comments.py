"""How comments are compared with the words and patterns of signals.

Comments, words and patterns are brought into one plain form, in which case, digits of other scripts, vowel signs and
the two ways to type a letter make no difference.
"""

from __future__ import annotations

import re
import unicodedata

MOST_COMMENT = 4_000
"""The characters of a comment that count."""

_ALIKE = {"ي": "ی", "ى": "ی", "ك": "ک", "’": "'", "‘": "'", "ʼ": "'", "׳": "'", "“": '"', "”": '"', "״": '"',
          "־": "-", "‐": "-", "‑": "-", "–": "-"}  # fmt: skip
_MARKS = (
    (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
)  # fmt: skip
"""The vowel signs and accents of Hebrew and Arabic, which most people leave out, and the stroke that widens a word."""
_SPACE = re.compile("[\t-\r\x85\u2028\u2029][\t-\r \x85\u2028\u2029]*| [\t-\r \x85\u2028\u2029]+")
"""Space that is not a single blank already, which most of it is."""
_NOT_PLAIN = re.compile("[^\0-\x7fÀ-ɏЀ-ԯא-תء-ؿفقل-وپچژگکیぁ-ゖァ-ヺ一-鿿가-힣]+")
"""Letters that may become others; those that are named here, which most comments are made of, stay as they are."""


class _PlainLetters(dict[int, str | None]):
    """What becomes of each character, as `str.translate` asks; found out once for each."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        plain: str | None = _ALIKE.get(letter, letter)
        if any(low <= code <= high for low, high in _MARKS) or unicodedata.category(letter) == "Cf":
            plain = None
        elif letter.isdecimal():
            plain = str(unicodedata.decimal(letter))
        self[code] = plain
        return plain


_PLAIN = _PlainLetters()
WORD = r"\p{L}\p{M}\p{N}_"
"""The characters of words, inside the brackets of a class of RE2."""
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


def plain_comment(text: str) -> str:
    """Returns a text for comparison: NFKC, case folded, single spaces, no vowel signs, one form of like letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _SPACE.sub(" ", _NOT_PLAIN.sub(lambda found: found[0].translate(_PLAIN), folded)).strip(" ")


def word_in_re2(word: str) -> str:
    """Returns the pattern, as RE2 has them, that finds a whole word or phrase in plain comments; empty for no letter.

    Scripts that write no spaces between words, such as Chinese, have no whole words to be told apart.
    """
    plain = plain_comment(word)
    if not any(each.isalnum() for each in plain):
        return ""
    before = "" if re.match(_UNSPACED, plain[0]) else f"(?:^|[^{WORD}])"
    after = "" if re.match(_UNSPACED, plain[-1]) else f"(?:[^{WORD}]|$)"
    return before + "".join(map(escaped, plain)) + after


def escaped(sign: str) -> str:
    """Returns a character as RE2 has it where the character itself is meant."""
    is_sign = sign.isascii() and sign.isprintable() and not sign.isalnum()
    return f"\\{sign}" if is_sign and sign not in " _" else sign
