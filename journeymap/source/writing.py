"""New YAML text, which the loader reads back exactly as it was meant."""

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


def unfit(text: str) -> str:
    """The first character of a text that no journey file may hold, such as `U+0007`; empty when all fit."""
    found = suspect().search(text)
    return code_point(found.group()) if found else ""


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text can stand without quotes; `flow` says inside brackets or braces."""
    return (
        text == text.strip()
        and text[:1] not in _INDICATORS  # an empty text starts with any of them
        and text not in ("<<", "...")
        and not _NOT_PLAIN.search(text)
        and not (flow and _NOT_PLAIN_IN_FLOW.search(text))
        and isinstance(Scalar(text, True, 0, 0).value, str)
    )


def quoted(text: str, *, flow: bool = False, quotes: str = "") -> str:
    """A text as YAML writes it on one line: plain where it can be, else in the quotes that leave it readable.

    `quotes` asks for a kind of quotes; single ones cannot hold everything, so double ones may come instead.
    Raises ValueError for a text with a character that no journey file may hold.
    """
    if unfit(text):
        raise ValueError(f"{unfit(text)} cannot stand in a journey file")
    if not quotes and is_plain(text, flow=flow):
        return text
    return in_quotes(text, quotes)


def in_quotes(text: str, quotes: str = "") -> str:
    """A text in quotes, on one line: those asked for where they can hold it, else those that leave it readable."""
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
    """The value with its numbers as they are written: without a fraction that says nothing."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    if isinstance(value, str):
        return value
    return int(value) if value == int(value) else round(value, 6)


def scalar(value: str | int | float, *, flow: bool = False, quotes: str = "") -> str:
    """One text or number."""
    return quoted(value, flow=flow, quotes=quotes) if isinstance(value, str) else repr(rounded(value))


def inline(value: Value, *, quotes: str = "") -> str:
    """A value in flow style, on one line; with `quotes`, every text in them, as JSON has it."""
    if isinstance(value, dict):
        pairs = (
            f"{quoted(key, flow=True, quotes=quotes)}: {inline(item, quotes=quotes)}" for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, quotes=quotes) for item in value) + "]"
    return scalar(value, flow=True, quotes=quotes)


def entry(key: str, value: Value, indent: int, offset: int, *, block: bool = False) -> list[str]:
    """The lines of a key and its value in a block mapping at column `indent`; lists start `offset` further in."""
    start = " " * indent + quoted(key) + ":"
    if not isinstance(value, dict | list):
        return [f"{start} {scalar(value)}"]
    short = f"{start} {inline(value)}"
    if not value or (_is_flat(value) and not block and len(short) <= (NARROW if isinstance(value, list) else WIDE)):
        return [short]
    if isinstance(value, list):
        return [start, *(line for each in value for line in item(each, indent + offset, offset, block=block))]
    return [start, *(line for name, inner in value.items() for line in entry(name, inner, indent + 2, offset))]


def item(value: Value, indent: int, offset: int, *, block: bool) -> list[str]:
    """The lines of an item of a block list whose dashes stand at column `indent`.

    A mapping stands on one line where it is flat and fits, unless `block` wants a line for each key.
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
