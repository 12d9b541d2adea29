"""Writes single texts: without quotes where they read back the same, and wrapped where they are long.

The texts must read back the same under YAML 1.1 too: what it takes for a truth value, a number or a null gets
quotes, although YAML 1.2 needs none. Dates such as 2026-11-21 are written plain, as everybody writes them.
"""

from __future__ import annotations

import re

from journeymap.digits import number_in
from journeymap.source.tree import Scalar
from journeymap.source.writing import in_quotes, is_plain
from journeymap.source.written import WrittenScalar

WIDTH = 120
WRAP = 100
_NARROWEST = 40

# What YAML 1.1 reads as something other than text, in addition to YAML 1.2 (https://yaml.org/type/).
_OTHER_IN_1_1 = re.compile(
    r"(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)"
    r"|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*"
)
_FIRST_IN_1_1 = "yYnNoO+-.0123456789"
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_NOT_IN_BLOCK = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_NOT_TEXT = ("", *"+-.0123456789~tTfFnN")  # the first characters of numbers, truth values and nulls
_GAP = re.compile(r"(?<=\S) (?=\S)")


def is_text(scalar: WrittenScalar) -> bool:
    """Whether the value is a text, and not a number, a truth value or null."""
    if scalar.style or scalar.raw[:1] not in _NOT_TEXT:
        return True
    return isinstance(Scalar(scalar.text, True, 0, 0).value, str) and number_in(scalar.text) is None


def stands_plain(scalar: WrittenScalar, *, flow: bool) -> bool:
    """Whether a text is written without quotes; `flow` means inside brackets or braces."""
    text = scalar.text
    if not is_plain(text, flow=flow) or (flow and "?" in text):  # PyYAML ends a text in braces at a question mark
        return False
    if text[0] not in _FIRST_IN_1_1:
        return True
    if _DAY.fullmatch(text):
        return not scalar.style  # a date in quotes is meant as a text
    return not _OTHER_IN_1_1.fullmatch(text)


def has_comma(scalar: WrittenScalar, *, flow: bool) -> bool:
    """Whether a text in a list has what separates items: a comma that needs quotes there, or one of another script.

    `flow` means that it is in brackets now. An item in brackets that has a comma of another script and no quotes stays
    there: it may be several items, which a rule tells.
    """
    if (scalar.style or not flow) and any(comma in scalar.text for comma in "،、，"):
        return True
    return stands_plain(scalar, flow=False) and not stands_plain(scalar, flow=True) and is_text(scalar)


def on_one_line(scalar: WrittenScalar, *, flow: bool) -> str:
    """Returns the value as it is written on one line, without its anchor."""
    if not scalar.style and (not scalar.raw or not is_text(scalar)):
        return scalar.raw
    text = scalar.text
    if stands_plain(scalar, flow=flow):
        return text
    return in_quotes(text)


def over_lines(scalar: WrittenScalar, indent: int) -> list[str] | None:
    """Returns a text as a block: the header, then the lines, indented by `indent`; None where this is not possible.

    A text with line breaks keeps them (`|`), unless its lines are too long: then they are folded (`>`), like a text
    without line breaks.
    """
    text = scalar.text
    body = text.removesuffix("\n")
    chomp = "" if body != text else "-"
    if not scalar.style and not is_text(scalar):
        return None
    if not body.strip() or body != body.strip() or _NOT_IN_BLOCK.search(body):
        return None
    lines = body.split("\n")
    long = indent + max(map(len, lines)) > WIDTH
    if not long and len(lines) > 1:
        return None if any(line != line.rstrip() for line in lines) else _block(f"|{chomp}", lines, indent)
    if not all(line == line.strip() for line in lines):
        return _block(f"|{chomp}", lines, indent) if len(lines) > 1 else None
    folded: list[str] = []
    for number, line in enumerate(lines):
        folded += ([""] if number else []) + (_wrapped(line, max(WRAP - indent, _NARROWEST)) if line else [])
    return _block(f">{chomp}", folded, indent) if len(folded) > 1 else None


def _block(header: str, lines: list[str], indent: int) -> list[str]:
    return [header, *(" " * indent + line if line else "" for line in lines)]


def _wrapped(line: str, width: int) -> list[str]:
    wrapped: list[str] = []
    current = ""
    for word in _GAP.split(line):
        if current and len(current) + 1 + len(word) > width:
            wrapped.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*wrapped, current]
