"""Breaks texts into lines of a given width, and balances the lines so that no word is left alone on the last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import add

from icu4py.breakers import CharacterBreaker, LineBreaker, SentenceBreaker

from journeymap.style.fallback import LATIN
from journeymap.style.font_choice import depends_on_language
from journeymap.style.fonts import (
    REGULAR,
    Remembered,
    is_words,
    remember_widths,
    text_width,
    to_units,
    units_of,
    word_widths,
)
from journeymap.style.hyphens import HYPHEN, divided, whole_initials
from journeymap.style.icu_locale import icu_locale
from journeymap.style.text_faces import depends_on_fonts

_BALANCE_STEPS = 7
_ROUNDING = 0.01
_USUAL_EM = 0.5
"""About the width of a letter in ems: a text that may well take several lines is measured by its words at once."""
_LATIN_LETTERS = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_MORE_LETTERS = "\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06f0-\u06f9"
_BEYOND_LATIN = re.compile("[\u05d0-\u06f9]")
_LATIN_SIGNS, _MORE_SIGNS = ".,:;!?", "\u060c\u061b\u061f"
_JOINER = "\u200c"
_SEPARATORS = " ·•,;:–—"  # none stands before an ellipsis
_OPENING, _CLOSING = '"\u00ab\u201c\u201d\u201e', '"\u00bb\u201c\u201d'


@cache
def _plain_words(*, beyond_latin: bool) -> re.Pattern[str]:
    """Matches words of letters and digits, with single spaces or dashes between them.

    The letters are Latin ones and, with `beyond_latin`, those of Hebrew, Arabic and Persian. It takes long to compile a
    pattern with characters beyond Latin ones in its brackets, and many maps have none.

    A word may have an apostrophe inside, brackets around it and signs after it. UAX #14 lets a line end only at these
    spaces, even with quotation marks around the whole, and finding them takes a tenth of the time of asking ICU.
    """
    letters, sign = f"[{_LATIN_LETTERS}]+", _LATIN_SIGNS
    if beyond_latin:
        letters, sign = f"(?!{_JOINER})[{_LATIN_LETTERS}{_MORE_LETTERS}{_JOINER}]+", sign + _MORE_SIGNS
    word = f"\\(?{letters}(?:['\u2019]{letters})*%?[{sign}]*\\)?[{sign}]*"
    return re.compile(f"(?:{word}(?:\\Z| (?:[\u2013\u2014] )?(?!\\Z)))+")


@lru_cache(maxsize=8192)
def break_lines(text: str, width: float, size: float, weight: int = REGULAR, most: int = 0) -> tuple[str, ...]:
    """Returns the lines of a text, none wider than `width`. `width` and the font's `size` are in pixels.

    Of the width, hundredths count. A newline starts a new line. A word that is wider than a line is divided with
    hyphens where syllables end in the language of most texts, or else broken between characters. There are as few lines
    as possible, and for that number of lines they are as narrow as possible. With `most`, lines after that many are
    cut, and an ellipsis marks the cut; then lines are as full as possible, so that as much as possible is said.
    """
    width = round(width, 2)
    lines = _all_lines(text, width, size, weight)
    if most and len(lines) > most:
        lines = _all_lines(text, width, size, weight, full=True)
        lines = [*lines[: most - 1], _ellipsis(lines[most - 1], width, size, weight)]
    return tuple(lines)


def _all_lines(text: str, width: float, size: float, weight: int, *, full: bool = False) -> list[str]:
    """The lines of all paragraphs of a text, each as `_broken` breaks it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = tuple(paragraph.split())
        if words:
            lines += _broken(words, width, size, weight, full=full)
    return lines


def line_pieces(text: str, fits: Callable[[int, int], bool]) -> list[str]:
    """Returns a text cut wherever a line may end (UAX #14), for lines that are more than a text in one weight.

    Its words have single spaces between them, which stay at the ends of the pieces. A piece is cut between characters
    unless it `fits` on a line, without these spaces, from one index in the text to another.
    """
    found: list[str] = []
    at = 0
    for piece in _pieces(text) if text else ():
        found += [piece] if fits(at, at + len(piece.rstrip())) else CharacterBreaker(piece, "en")
        at += len(piece)
    return found


def first_sentence(text: str, locale: str) -> str:
    """Returns the first sentence of a text (UAX #29), with the space after it."""
    return next(iter(SentenceBreaker(text, icu_locale(locale))), "")


class _Measured:
    """The pieces of a paragraph set on one endless line, and where each starts and ends, in units of the typeface.

    A piece ends with its last letter; the space after it lies between its end and the start of the next piece.
    `widest` is the width of the widest piece. If the pieces are words without spaces, `kerning` has how much all words
    up to each, and it, are moved by kerning with the spaces before them, which starts and ends leave out.
    """

    __slots__ = ("ends", "kerning", "pieces", "starts", "widest")

    def __init__(
        self,
        pieces: Sequence[str],
        starts: Sequence[float],
        ends: Sequence[float],
        widest: float,
        kerning: Sequence[int] | None = None,
    ) -> None:
        self.pieces = pieces
        self.starts = starts
        self.ends = ends
        self.widest = widest
        self.kerning = kerning

    def fill(self, room: float, most: int | None = None) -> list[int]:
        """Fills lines greedily. Returns how many pieces come before the end of each; no piece is wider than the room.

        With `most`, an empty list where it takes more than so many lines.
        """
        starts, ends = self.starts, self.ends
        count, end = len(ends), 0
        lines: list[int] = []
        while end < count:
            if len(lines) == most:
                return []
            fitting = bisect_right(ends, starts[end] + room, end)
            end = fitting if fitting > end else end + 1
            lines.append(end)
        return lines

    def halves(self, room: float) -> list[int]:
        """The ends of two lines, as in `fill`, of which the longer one is as short as possible.

        An empty list where one line is enough, and where two are not.
        """
        starts, ends = self.starts, self.ends
        count, whole = len(ends), ends[-1]
        before = bisect_right(ends, whole / 2)  # the number of pieces in the first half of the text
        first = before + 1
        if first == count or (before and max(ends[before - 1], whole - starts[before]) < ends[before]):
            first = before
        return [] if whole <= room or ends[first - 1] > room or whole > starts[first] + room else [first, count]

    def narrowest(self, lines: list[int], room: float) -> list[int]:
        """The ends of no more lines than `lines`, which fit in the room, but nearly as narrow as possible."""
        low, high = min(self.widest, room), room
        most = len(lines)
        for _ in range(_BALANCE_STEPS):
            middle = (low + high) / 2
            narrower = self.fill(middle, most)
            if narrower:
                lines, high = narrower, middle
            else:
                low = middle
        return lines

    def lines(self, ends: list[int], weight: int) -> list[str]:
        """The texts of the lines that end there. The widths of those that are words are known, and remembered."""
        pieces = self.pieces
        if self.kerning is None:
            return ["".join(pieces[start:end]).rstrip() for start, end in zip([0, *ends], ends, strict=False)]
        widths: dict[str, float] = {}
        lines, start = [], 0
        for end in ends:
            line = " ".join(pieces[start:end])
            widths[line] = self.width(start, end)
            lines.append(line)
            start = end
        remember_widths(widths, weight)
        return lines

    def width(self, start: int, end: int) -> float:
        """The exact width of words beside each other, up to that with the index `end`."""
        assert self.kerning is not None
        return self.ends[end - 1] - self.starts[start] + self.kerning[end - 1] - self.kerning[start]


def _measure(pieces: Sequence[str], weight: int) -> _Measured:
    with_spaces, without = zip(*map(_piece_widths(weight).__getitem__, pieces), strict=True)
    starts = list(accumulate(with_spaces, initial=0.0))
    return _Measured(pieces, starts, list(map(add, starts, without)), max(without))


@cache
def _piece_widths(weight: int) -> Remembered[tuple[float, float]]:
    """The widths of pieces in units, with the space after each and without."""
    return Remembered(lambda piece: (_in_units(piece, weight), _in_units(piece.rstrip(), weight)))


def _in_units(text: str, weight: int) -> float:
    return to_units(text_width(text, 1, weight), 1)


@lru_cache(maxsize=4096)
def _measure_words(words: tuple[str, ...], weight: int) -> _Measured:
    widths, with_spaces, moves = zip(*map(_words(weight), words), strict=True)
    starts = list(accumulate(with_spaces, initial=0))
    return _Measured(words, starts, list(map(add, starts, widths)), max(widths), list(accumulate(moves)))


@cache
def _words(weight: int) -> Callable[[str], tuple[int, int, int]]:
    """Returns what gives the measures of a word in units: its width, that with a space, and its kerning after one."""
    starting, between, _ = word_widths(weight)
    return Remembered(lambda word: (units_of(word, weight), starting[word], between[word] - starting[word])).__getitem__


@lru_cache(maxsize=1024)
def _measured(paragraph: str, weight: int) -> _Measured:
    """A paragraph cut into pieces wherever a line may end (UAX #14), and measured."""
    if is_words(paragraph) and _is_plain(paragraph):
        return _measure_words(tuple(paragraph.split(" ")), weight)
    return _measure(_pieces(paragraph), weight)


def _are_plain(words: str) -> bool:
    """Whether words with single spaces or dashes between them, or one word, are plain, maybe in quotation marks."""
    words = words[words[0] in _OPENING : len(words) - (words[-1] in _CLOSING)]
    beyond_latin = not words.isascii() and _BEYOND_LATIN.search(words) is not None
    return _plain_words(beyond_latin=beyond_latin).fullmatch(words) is not None


_is_plain_word = Remembered(_are_plain).__getitem__
_PLAIN_LATIN = Remembered(lambda word: LATIN.issuperset(word) and is_words(word) and _are_plain(word))
_is_plain_latin = _PLAIN_LATIN.__getitem__


def _is_plain(paragraph: str) -> bool:
    """Whether a paragraph has plain words alone, of Latin, Hebrew, Arabic or Persian letters.

    Each may be in quotation marks, or begin or end a quotation. Nearly all words have been seen before, and most
    paragraphs have no dashes.
    """
    return all(map(_is_plain_word, paragraph.split(" "))) or _are_plain(paragraph)


def _pieces(paragraph: str) -> Sequence[str]:
    """A paragraph cut wherever a line may end; spaces stay at the ends of the pieces."""
    if _is_plain(paragraph):
        return paragraph.replace(" ", " \n").split("\n")
    return whole_initials(tuple(LineBreaker(paragraph, "en")))


def _broken(words: tuple[str, ...], width: float, size: float, weight: int, *, full: bool = False) -> list[str]:
    """The lines of a paragraph of these words: as narrow as possible, or as `full` as possible."""
    paragraph = " ".join(words)
    if len(words) > 1 and len(paragraph) * size * _USUAL_EM > width and all(map(_is_plain_latin, words)):
        measured, room = _measure_words(words, weight), to_units(width + _ROUNDING, size)
        if measured.width(0, len(words)) <= room:
            return measured.lines([len(words)], weight)
    elif text_width(paragraph, size, weight) <= width + _ROUNDING:
        return [paragraph]
    else:
        measured, room = _measured(paragraph, weight), to_units(width + _ROUNDING, size)
    if measured.widest > room:
        measured = _measure(_fitting(_pieces(paragraph), width + _ROUNDING, size, weight), weight)
    if full:
        return measured.lines(measured.fill(room), weight)
    ends = measured.halves(room) or measured.narrowest(measured.fill(room), room)
    return measured.lines(ends, weight)


def _fitting(pieces: Sequence[str], width: float, size: float, weight: int) -> list[str]:
    """The pieces, with those that are wider than the line in parts that are not."""

    def fits(text: str) -> bool:
        return text_width(text.rstrip(), size, weight) <= width

    fitting: list[str] = []
    for piece in pieces:
        fitting += [piece] if fits(piece) else divided(piece, fits)
    return fitting


def _ellipsis(line: str, width: float, size: float, weight: int) -> str:
    line = line.removesuffix(HYPHEN)
    while line and text_width(line + "…", size, weight) > width:
        line = line[:-1].rstrip()
    return line.rstrip(_SEPARATORS) + "…"


for _cached in (break_lines, _piece_widths, _words, _measure_words, _measured):
    depends_on_fonts(_cached.cache_clear)
depends_on_fonts(_PLAIN_LATIN.clear)
depends_on_language(break_lines.cache_clear)
