"""Lines of a journey's language for a terminal, each in that language's direction."""

from __future__ import annotations

_RLM = "\u200f"


def directed(line: str, *, rtl: bool) -> str:
    """Returns a line that begins with a mark where it runs right to left, as a terminal else goes by its first letter.

    Signs stay beside their numbers. An empty line stays empty.
    """
    from journeymap.style.signs import keep_signs

    line = line.rstrip()
    return f"{_RLM}{keep_signs(line, rtl=True)}" if rtl and line else line


def directed_lines(text: str, *, rtl: bool) -> str:
    """Returns a text of several lines with each of them `directed`, and ended."""
    return "".join(f"{directed(line, rtl=rtl)}\n" for line in text.splitlines())
