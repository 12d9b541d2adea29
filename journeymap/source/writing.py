"""Writes values as YAML text that the loader reads back as the same values."""

from __future__ import annotations

import re

from journeymap.source.characters import code_point, suspect
from journeymap.source.tree import Scalar

Value = str | int | float | list["Value"] | dict[str, "Value"]

NARROW = 80
WIDE = 110
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`="
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_NOT_PLAIN = re.compile(f": |:$| #|{_CONTROL.pattern}")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}]")
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def forbidden_in(text: str) -> str:
    """Returns the first character that a journey file may not contain, such as `U+0007`; empty when there is none."""
    found = suspect().search(text)
    return code_point(found.group()) if found else ""


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text can be written without quotes; `flow` means inside brackets or braces."""
    return (
        text == text.strip()
        and text[:1] not in _INDICATORS  # an empty text starts with any of them
        and text not in ("<<", "...")
        and not _NOT_PLAIN.search(text)
        and not (flow and _NOT_PLAIN_IN_FLOW.search(text))
        and isinstance(Scalar(text, True, 0, 0).value, str)
    )


def quoted(text: str, *, flow: bool = False, quotes: str = "") -> str:
    """Returns a text as YAML on one line: plain if possible, else in the quotes that need fewer escapes.

    `quotes` asks for `'` or `"`; single quotes cannot hold control characters, so double ones may be used instead.
    Raises ValueError for a text with a character that a journey file may not contain.
    """
    if forbidden_in(text):
        raise ValueError(f"{forbidden_in(text)} cannot stand in a journey file")
    if not quotes and is_plain(text, flow=flow):
        return text
    return in_quotes(text, quotes)


def in_quotes(text: str, quotes: str = "") -> str:
    """Returns a text in quotes, on one line: in `quotes` if they can hold it, else in those that need fewer escapes."""
    if not quotes:
        quotes = "'" if ('"' in text or "\\" in text) and "'" not in text else '"'
    if quotes == "'" and not _CONTROL.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def rounded(value: Value) -> Value:
    """Returns the value with its numbers rounded to six decimals, and whole numbers without a fraction."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    if isinstance(value, str | bool):
        return value
    return int(value) if value == int(value) else round(value, 6)


def scalar(value: str | int | float, *, flow: bool = False, quotes: str = "") -> str:
    """Returns one text, number or truth value as YAML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value, flow=flow, quotes=quotes) if isinstance(value, str) else repr(rounded(value))


def inline(value: Value, *, quotes: str = "") -> str:
    """Returns a value in flow style, on one line; with `quotes`, every text is quoted, as in JSON."""
    if isinstance(value, dict):
        pairs = (
            f"{quoted(key, flow=True, quotes=quotes)}: {inline(item, quotes=quotes)}" for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, quotes=quotes) for item in value) + "]"
    return scalar(value, flow=True, quotes=quotes)


def entry(key: str, value: Value, indent: int, offset: int, *, block: bool = False) -> list[str]:
    """Returns the lines of a key and its value in a block mapping at column `indent`.

    Lists are indented by `offset` more columns.
    """
    start = " " * indent + quoted(key) + ":"
    if not isinstance(value, dict | list):
        return [f"{start} {scalar(value)}"]
    short = f"{start} {inline(value)}"
    if not value or (_is_flat(value) and not block and len(short) <= (NARROW if isinstance(value, list) else WIDE)):
        return [short]
    if isinstance(value, list):
        return [start, *(line for each in value for line in item(each, indent + offset, offset, block=block))]
    inside = (entry(name, inner, indent + 2, offset, block=block) for name, inner in value.items())
    return [start, *(line for lines in inside for line in lines)]


def item(value: Value, indent: int, offset: int, *, block: bool) -> list[str]:
    """Returns the lines of an item of a block list whose dashes are at column `indent`.

    A flat mapping is written on one line if it fits, unless `block` asks for a line for each key.
    """
    dash = " " * indent + "- "
    if not isinstance(value, dict):
        return [dash + (inline(value) if isinstance(value, list) else scalar(value))]
    short = dash + inline(value)
    if not value or (_is_flat(value) and not block and len(short) <= WIDE):
        return [short]
    lines = [line for key, inner in value.items() for line in entry(key, inner, indent + 2, offset)]
    return [dash + lines[0].lstrip(" "), *lines[1:]]


def _is_flat(value: list[Value] | dict[str, Value]) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    return not any(isinstance(each, dict | list) for each in inner)
