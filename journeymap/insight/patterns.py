"""The patterns of signals: the part of RE2's regular expressions that they may use.

A journey is somebody's pull request, so its patterns must not be able to keep a computer busy: RE2 takes time in
proportion to the text, whatever the pattern, which Python's own `re` does not. RE2 comes with DuckDB. A journey is
checked where that is not installed, too; hence what is allowed is read here, and told in the user's words.
Source of the syntax: https://github.com/google/re2/wiki/Syntax.
"""

from __future__ import annotations

import unicodedata
from typing import NoReturn

from journeymap.insight.comments import escaped, plain_comment
from journeymap.records import NamedTuple

MOST_PATTERN = 300
MOST_TIMES = 100
_MOST_CHARACTERS = 300
_MOST_DEEP = 20
_CLASSES = "dDsSwW"
_OF_ASCII = frozenset("bBwW")
_CATEGORIES = ("L", "Lo", "Lm", "M", "Mn", "Mc", "N", "Nd", "Nl", "No", "P", "S", "Sc", "So", "Z", "Zs")
_SCRIPTS = ("Arabic", "Armenian", "Bengali", "Cyrillic", "Devanagari", "Ethiopic", "Georgian", "Greek", "Han", "Hangul",
            "Hebrew", "Hiragana", "Katakana", "Khmer", "Latin", "Tamil", "Thai")  # fmt: skip


class WrongPatternError(Exception):
    """A pattern is none that may be used: why, and how to mend it."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint


def pattern_in_re2(pattern: str) -> str:
    """Returns a pattern as RE2 has them, for plain comments: its letters are brought into their form.

    Raises WrongPatternError for what RE2 does not have, what it would understand otherwise than it is meant, and for a
    pattern that every comment has.
    """
    if len(pattern) > MOST_PATTERN:
        _wrong(f"the pattern has more than {MOST_PATTERN} characters", "make several of it")
    return _Reading(unicodedata.normalize("NFC", pattern)).whole()


class _PatternPart(NamedTuple):
    """A part of a pattern: as RE2 has it, whether it may be empty, and its size: characters, with all repetitions."""

    text: str
    may_be_empty: bool
    size: int = 1


def _wrong(why: str, hint: str) -> NoReturn:
    raise WrongPatternError(why, hint)


class _Reading:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._ascii_words = ""
        self._deep = 0

    def whole(self) -> str:
        """Reads the whole pattern."""
        found = self._choice()
        if self._at < len(self._pattern):
            _wrong("the pattern has a `)` without a `(`", r"write `\)` for the character itself")
        if found.may_be_empty:
            _wrong("every comment has this pattern, since it may be empty", "take a `?` or `*` away")
        if self._ascii_words and not self._pattern.isascii():
            _wrong(f"`\\{self._ascii_words}` knows words of the letters a to z alone",
                   r"list whole words under `words`, or write `\p{L}` for a letter of any script")  # fmt: skip
        return found.text

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self) -> str:
        taken = self._next()
        self._at += 1
        return taken

    def _choice(self) -> _PatternPart:
        self._deep += 1
        if self._deep > _MOST_DEEP:
            _wrong("the pattern has too many parentheses inside each other", "make several of it")
        parts = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._sequence())
        self._deep -= 1
        return _PatternPart("|".join(part.text for part in parts), any(part.may_be_empty for part in parts),
                     self._bounded(sum(part.size for part in parts)))  # fmt: skip

    def _sequence(self) -> _PatternPart:
        texts: list[str] = []
        may_be_empty, size = True, 0
        while self._next() not in ("", "|", ")"):
            part = self._repeated(self._atom())
            texts.append(part.text)
            may_be_empty = may_be_empty and part.may_be_empty
            size += part.size
        return _PatternPart("".join(texts), may_be_empty, size)

    def _repeated(self, part: _PatternPart) -> _PatternPart:
        sign = self._next()
        if not sign or sign not in "*+?{":
            return part
        self._at += 1
        least, most, text = 1 if sign == "+" else 0, 1, sign
        if sign == "{":
            least, most, text = self._times()
        if self._next() == "?":
            text += self._take()
        if self._next() and self._next() in "*+?{":
            _wrong(f"`{self._next()}` follows another sign of repetition", "put what is repeated into parentheses")
        return _PatternPart(part.text + text, part.may_be_empty or least == 0, self._bounded(part.size * max(most, 1)))

    @staticmethod
    def _bounded(size: int) -> int:
        if size > _MOST_CHARACTERS:
            _wrong(
                f"with all repetitions, the pattern is longer than {_MOST_CHARACTERS} characters", "repeat less often"
            )
        return size

    def _times(self) -> tuple[int, int, str]:
        end = self._pattern.find("}", self._at)
        said = self._pattern[self._at : max(end, self._at)]
        first, _, last = said.partition(",")
        is_right = first.isascii() and first.isdigit() and (not last or (last.isascii() and last.isdigit()))
        if end < 0 or not is_right:
            _wrong("`{` is not followed by a number of times", r"write `{2}`, `{2,5}`, or `\{` for the character")
        least = int(first[:9])
        most = int(last[:9]) if last else least
        if max(least, most) > MOST_TIMES or most < least:
            _wrong(f"`{{{said}}}` is no number of times from 0 to {MOST_TIMES}", "repeat less often, or use `*`")
        self._at = end + 1
        return least, most, f"{{{said}}}"

    def _atom(self) -> _PatternPart:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return _PatternPart(self._class(), may_be_empty=False)
        if sign == "\\":
            return self._escape()
        if sign in "^$":
            return _PatternPart(sign, may_be_empty=True)
        if sign == ".":
            return _PatternPart(sign, may_be_empty=False)
        if sign in "*+?{":
            _wrong(f"nothing stands before `{sign}` that could be repeated", f"write `\\{sign}` for the character")
        return self._letters(sign)

    def _letters(self, sign: str) -> _PatternPart:
        """A character in its plain form, which may be several, or none; vowel signs after it are passed over."""
        while self._next() and not _plain(self._next()):
            self._at += 1
        plain = _plain(sign)
        text = "".join(map(escaped, plain))
        return _PatternPart(text if len(plain) == 1 else f"(?:{text})", not plain, len(plain))

    def _group(self) -> _PatternPart:
        if self._next() == "?":
            if self._pattern[self._at : self._at + 2] != "?:":
                what = self._pattern[self._at - 1 : self._at + 2]
                _wrong(f"`{what}` is not known: patterns cannot look around, and have no flags",
                       "use `(…)` or `(?:…)`; case makes no difference")  # fmt: skip
            self._at += 2
        inside = self._choice()
        if self._take() != ")":
            _wrong("a `(` is not closed", r"close it with `)`, or write `\(` for the character itself")
        return inside._replace(text=f"(?:{inside.text})")

    def _escape(self) -> _PatternPart:
        sign = self._take()
        if sign in ("b", "B"):
            self._ascii_words = sign
            return _PatternPart(f"\\{sign}", may_be_empty=True)
        return _PatternPart(self._kinds(sign) or escaped(sign), may_be_empty=False)

    def _kinds(self, sign: str) -> str:
        """An escape that stands for several characters; empty for one that stands for a sign itself."""
        if sign and sign in _CLASSES:
            self._ascii_words = sign if sign in _OF_ASCII else self._ascii_words
            return f"\\{sign}"
        if sign in ("p", "P"):
            end = self._pattern.find("}", self._at)
            name = self._pattern[self._at + 1 : end] if self._next() == "{" and end > 0 else ""
            if name not in (*_CATEGORIES, *_SCRIPTS):
                _wrong(f"`\\{sign}` is not followed by a kind of characters",
                       r"write `\p{L}` for letters, `\p{N}` for digits, `\p{Hebrew}` for a script")  # fmt: skip
            self._at = end + 1
            return f"\\{sign}{{{name}}}"
        if not sign:
            _wrong("the pattern ends with a backslash", r"write `\\` for the character itself")
        if sign.isalnum() or not sign.isascii() or not sign.isprintable():
            _wrong(f"`\\{sign}` is not known", r"known are \b, \d, \s, \w, \p{L}, and a backslash before a sign")
        return ""

    def _class(self) -> str:
        """What stands in brackets."""
        found = "[^" if self._next() == "^" else "["
        self._at += len(found) - 1
        empty = True
        while self._next() != "]" or empty:
            first = self._member()
            if len(first) == 1 and self._next() == "-" and self._pattern[self._at + 1 : self._at + 2] not in ("]", ""):
                self._at += 1
                last = self._member()
                if len(last) != 1 or last < first:
                    _wrong(f"`{first}-{last}` in brackets is no range of characters",
                           "write it from the first to the last")  # fmt: skip
                found += f"{escaped(first)}-{escaped(last)}"
            else:
                found += first if first.startswith("\\") and len(first) > 1 else "".join(map(escaped, first))
            empty = False
        self._at += 1
        return found + "]"

    def _member(self) -> str:
        """One character in brackets, in its plain form, or a class of characters with its backslash."""
        sign = self._take()
        if not sign:
            _wrong("a `[` is not closed", r"close it with `]`, or write `\[` for the character itself")
        if sign == "[" and self._next() == ":":
            _wrong("`[:` is not known", r"write `\p{L}` for letters, `\d` for digits")
        if sign == "\\":
            sign = self._take()
            return self._kinds(sign) or sign
        return _plain(sign) or sign


def _plain(sign: str) -> str:
    return " " if sign.isspace() else plain_comment(sign)
