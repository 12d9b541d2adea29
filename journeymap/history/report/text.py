"""Differences for a terminal: a heading for each journey, then a line for each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from journeymap.history.describe import DescribedChange, Describer
from journeymap.history.pairing import Compared
from journeymap.report.safe import visible
from journeymap.style.signs import keep_signs

Piece = tuple[str, str]
"""A text, and its style for coloured output."""

_STYLES = {"+": "green", "−": "red", "→": "blue", "~": "yellow"}


def plain(compared: Sequence[Compared]) -> str:
    """All differences without colour; an empty text without any."""
    return "".join(text for text, _ in pieces(compared))


def pieces(compared: Sequence[Compared]) -> Iterator[Piece]:
    """Yield the text in pieces, each of one style."""
    for number, each in enumerate(compared):
        describer = Describer(each.difference, each.language)
        kept = partial(keep_signs, rtl=describer.is_rtl)
        if number:
            yield "\n", ""
        yield f"{kept(describer.words.say('what-changed', title=describer.title))}\n", "bold"
        yield f"{visible(each.names)}: {describer.headline()}\n", "dim"
        told = describer.lines()
        room = max(len(_number(line, describer)) for line in told) if told else 0
        for heading, lines in describer.sections(told):
            yield f"\n{heading}\n", "bold"
            for line in lines:
                yield f"  {line.mark} ", _STYLES[line.mark]
                if room:
                    yield f"{_number(line, describer):>{room}}  ", "dim"
                yield f"{kept(line.whole)}\n", ""


def _number(line: DescribedChange, describer: Describer) -> str:
    """The number of the mark on the map; empty without one."""
    return describer.words.number(line.number) if line.number else ""
