"""The one boundary between texts and Markdown: escaping for CommonMark, its GitHub dialect, and GitHub's own extras.

Two kinds of thing have to be stopped. What the grammar reads (emphasis, links, HTML, lists, tables) is
escaped with a backslash or a character reference. What GitHub finds afterwards in the finished text
(`@mentions`, `#123`, bare addresses, `:emoji:`, `$formulas$`) survives every escape, since it is looked for
once the escapes are gone; an empty comment between its characters keeps it apart and shows nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_INLINE = re.compile(r"[\\`*_{}\[\]<>~]|&(?=#?\w+;)|!(?=\[)")
_BREAK = "<!-- -->"
_FOUND_LATER = re.compile(
    r"@"  # a mention, an e-mail address
    r"|#(?=\w)"  # an issue
    r"|\bGH-(?=\d)"  # an issue too
    r"|/(?=/)"  # an address with its scheme, or with none
    r"|(?:mailto|xmpp):"
    r"|www(?=\.)"  # an address without
    r"|:(?=[+\w-]+:)",  # an emoji
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?P<digits>\d{1,9}(?=[.)])|(?=[-=:#]|\+(?: |$)))(?P<mark>.)")
_NOT_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


class Markdown(str):
    """A text that already is Markdown and is to be left as it is."""

    __slots__ = ()


def escape(text: object) -> Markdown:
    """The text as Markdown for one line: a reader sees just what stood there, its white space collapsed.

    Safe at the start of a line, inside one, and in a table's cell. Markdown is left as it is.
    """
    return text if isinstance(text, Markdown) else _escaped(str(text))


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markdown:
    """The text as Markdown; half of what a plan prints are words that every plan says."""
    line = _SPACE.sub(" ", text).strip(" ")
    return Markdown(_escape_start(line) if line else "")


def _escape_start(line: str) -> str:
    leading = _LEADING.match(line)
    if leading is None:
        return _escape_inline(line)
    digits, mark, rest = leading["digits"], leading["mark"], line[leading.end() :]
    if mark in "#:":
        # A heading or a table's rule is undone by the backslash, a reference or an emoji by the break.
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
    # A cell is cut before backslashes are read, so a bar is written as a reference; and white space that is
    # not a plain space would be trimmed at an end.
    text = text.replace("|", "&#124;").replace("$", "<span>$</span>")
    return _NOT_SPACES.sub(lambda found: f"&#{ord(found.group())};", text)
