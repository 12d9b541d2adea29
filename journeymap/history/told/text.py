"""Differences for a terminal: a heading for each journey, then a line for each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.history.sides import Compared
from journeymap.history.story import Teller
from journeymap.report.safe import visible

Piece = tuple[str, str]
"""A text and the style it has where there is colour."""

_STYLES = {"+": "green", "−": "red", "→": "blue", "~": "yellow"}


def plain(compared: Sequence[Compared]) -> str:
    """All differences without colour; the empty text when there are none."""
    return "".join(text for text, _ in pieces(compared))


def pieces(compared: Sequence[Compared]) -> Iterator[Piece]:
    """The text in pieces of one style each."""
    for number, each in enumerate(compared):
        teller = Teller(each.difference)
        if number:
            yield "\n", ""
        yield f"{teller.words.say('what-changed', title=teller.title)}\n", "bold"
        yield f"{visible(each.names)}: {teller.headline()}\n", "dim"
        for heading, lines in teller.sections(teller.lines()):
            yield f"\n{heading}\n", "bold"
            for line in lines:
                yield f"  {line.mark} ", _STYLES[line.mark]
                yield f"{line.whole}\n", ""
