"""The width of text on a terminal, and the part of a source line that a report shows."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from journeymap.report.safe import defused, visible

_TAB = "    "
_WIDEST = 100


def width(text: str) -> int:
    """The number of terminal columns a text takes: wide characters take two, combining marks and joiners none."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def with_carets(line: str, start: int, end: int) -> tuple[str, str]:
    """Returns a printable source line, and a line of carets for the characters from `start` up to `end`.

    A long line is cut around these characters, with an ellipsis where something is left out.
    """
    before, place, after = in_parts(line, start, end)
    return defused((before + place + after).rstrip()), " " * width(before) + "^" * max(width(place), 1)


def in_parts(line: str, start: int, end: int) -> tuple[str, str, str]:
    """Returns what is before the characters of a source line from `start` up to `end`, these, and what is after them.

    They are printable, and cut as `with_carets` says.
    """
    end = max(end, start + 1)
    first, last = _window(line, start, end)
    before = ("…" if first else "") + _printable(line[first:start])
    return (
        before,
        _printable(line[start : min(end, last)]),
        _printable(line[end:last]) + ("…" if last < len(line) else ""),
    )


def _printable(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    if len(line) <= _WIDEST:
        return 0, len(line)
    first = max(0, min(start - _WIDEST // 4, len(line) - _WIDEST))
    return first, min(len(line), first + _WIDEST)
