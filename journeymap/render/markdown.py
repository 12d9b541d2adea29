"""Escapes texts for Markdown: for CommonMark, GitHub's dialect of it, and GitHub's own additions.

There are two kinds of syntax. That of the grammar (emphasis, links, HTML, lists, tables) is escaped with a backslash or
a character reference. GitHub's additions (`@mentions`, `#123`, bare addresses, `:emoji:`, `$formulas$`) are looked for
in the finished text, after the escapes are resolved, so an escape has no effect on them. They are broken up with an
empty comment or a tag, which show nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_INLINE = re.compile(r"[\\`*_{}\[\]<>~]|&(?=#?\w+;)|!(?=\[)")
_BREAK = "<!-- -->"
_FOUND_LATER = re.compile(
    r"@"  # a mention or an e-mail address
    r"|#(?=\w)"  # an issue
    r"|\bGH-(?=\d)"  # an issue
    r"|/(?=/)"  # an address with or without a scheme
    r"|(?:mailto|xmpp):"
    r"|www(?=\.)"  # an address without a scheme
    r"|:(?=[+\w-]+:)",  # an emoji
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?P<digits>\d{1,9}(?=[.)](?: |$))|(?=[-=:#]|\+(?: |$)))(?P<mark>.)")
_CLOSING = re.compile(r"(?<= )#+$")  # would end a heading, and not be shown
_NOT_IN_TARGET = re.compile(r"[^\w\-.~:/?#@!,;=+%&']")
_NOT_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


class Markdown(str):
    """A text that is Markdown already, and is not escaped."""

    __slots__ = ()


def escape(text: object) -> Markdown:
    """The text escaped as one line of Markdown. Readers see the same text, with its white space collapsed.

    The result is safe at the start of a line, inside one, and in a cell of a table. `Markdown` is returned unchanged.
    """
    return text if isinstance(text, Markdown) else _escaped(str(text))


def link(text: str, target: str | None) -> Markdown:
    """The text as a link to a target that is safe to follow; without a target, the text alone."""
    shown = _escaped(text)
    if target is None:
        return shown
    written = _NOT_IN_TARGET.sub(lambda found: quote(found.group()), target).replace("&", "&amp;")
    return Markdown(f"[{shown}]({written})")


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markdown:
    """The text as Markdown. Half of the values in a plan are words that are in every plan, so results are cached."""
    if "  " not in text and text == text.strip() and text.replace(" ", "").isalnum():  # words without any sign
        return Markdown(text)
    line = _SPACE.sub(" ", text).strip(" ")
    return Markdown(_CLOSING.sub(r"\\\g<0>", _escape_start(line)) if line else "")


def _escape_start(line: str) -> str:
    leading = _LEADING.match(line)
    if leading is None:
        return _escape_inline(line)
    digits, mark, rest = leading["digits"], leading["mark"], line[leading.end() :]
    if mark in "#:":
        # The backslash escapes a heading or the rule of a table; the comment breaks up a reference or an emoji.
        broken = _FOUND_LATER.match(line, leading.start("mark")) is not None
        mark += _BREAK if broken else ""
    return f"{digits}\\{mark}{_escape_inline(rest)}"


def _escape_inline(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for found in _FOUND_LATER.finditer(text):
        pieces += (_escape_grammar(text[done : found.start()]), found.group(), _BREAK)
        done = found.end()
    pieces.append(_escape_grammar(text[done:]))
    return "".join(pieces)


def _escape_grammar(text: str) -> str:
    text = _INLINE.sub(lambda found: "&lt;" if found.group() == "<" else "\\" + found.group(), text)
    # Cells are separated before backslashes are read, so a bar is written as a reference. White space that is not a
    # plain space would be trimmed at the end of a line.
    text = text.replace("|", "&#124;").replace("$", "<span>$</span>")
    return _NOT_SPACES.sub(lambda found: f"&#{ord(found.group())};", text)
