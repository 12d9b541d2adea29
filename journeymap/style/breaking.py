"""Breaks texts into lines of a given width, and balances them so that no word is left alone."""

from __future__ import annotations

from functools import lru_cache

from icu4py.breakers import CharacterBreaker, LineBreaker

from journeymap.style.fonts import REGULAR, text_width

_BALANCE_STEPS = 7


@lru_cache(maxsize=65536)
def _pieces(text: str) -> tuple[str, ...]:
    """A paragraph cut wherever a line may end (UAX #14)."""
    return tuple(LineBreaker(text, "en"))


@lru_cache(maxsize=65536)
def break_lines(text: str, width: float, size: float, weight: int = REGULAR, *, most: int = 0) -> tuple[str, ...]:
    """The lines of a text, none wider than `width` pixels at a font size in pixels.

    Paragraphs (newlines) stay apart. A word that is wider than the line is broken between characters.
    Lines are balanced: their number stays the least possible, their width the narrowest that keeps it.
    With `most`, what would stand below that many lines is cut and an ellipsis says so.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = " ".join(paragraph.split())
        if words:
            lines.extend(_balanced(words, width, size, weight))
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _ellipsis(lines[most - 1], width, size, weight)]
    return tuple(lines)


def _balanced(paragraph: str, width: float, size: float, weight: int) -> list[str]:
    if text_width(paragraph, size, weight) <= width:
        return [paragraph]
    pieces = _fitting(_pieces(paragraph), width, size, weight)
    advances = [text_width(piece, size, weight) for piece in pieces]
    tails = [text_width(piece.rstrip(), size, weight) for piece in pieces]
    best = _fill(advances, tails, width)
    low, high = max(tails), width
    for _ in range(_BALANCE_STEPS):
        middle = (low + high) / 2
        narrower = _fill(advances, tails, middle)
        if len(narrower) <= len(best):
            best, high = narrower, middle
        else:
            low = middle
    return ["".join(pieces[start:end]).rstrip() for start, end in best]


def _fill(advances: list[float], tails: list[float], width: float) -> list[tuple[int, int]]:
    """Greedy lines, as ranges of pieces; a line's last piece counts without its trailing space."""
    lines: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for index, advance in enumerate(advances):
        if index > start and used + tails[index] > width + 0.01:
            lines.append((start, index))
            start, used = index, 0.0
        used += advance
    lines.append((start, len(advances)))
    return lines


def _fitting(pieces: tuple[str, ...], width: float, size: float, weight: int) -> list[str]:
    """The pieces, those wider than the line cut between characters."""
    fitting: list[str] = []
    for piece in pieces:
        if text_width(piece.rstrip(), size, weight) <= width:
            fitting.append(piece)
            continue
        part = ""
        for character in CharacterBreaker(piece, "en"):
            if part and text_width((part + character).rstrip(), size, weight) > width:
                fitting.append(part)
                part = ""
            part += character
        if part:
            fitting.append(part)
    return fitting


def _ellipsis(line: str, width: float, size: float, weight: int) -> str:
    while line and text_width(line + "…", size, weight) > width:
        line = line[:-1].rstrip()
    return line + "…"
