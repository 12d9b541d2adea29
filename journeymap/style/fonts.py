"""Measures texts in the map's typeface, and in the faces that draw what it lacks.

The typeface is Rubik (SIL Open Font License), which has Hebrew, Arabic and Persian, Latin and Cyrillic letters, or the
one that a brand or a theme names, which may be another for each weight. Rubik is a variable font whose default weight
is 300, so a weight is always given. Every measured text is shaped by HarfBuzz: in joined scripts, the sum of the
advances of single letters is wrong by a fifth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from operator import add
from typing import TypeVar

from journeymap.style.fallback import HEBREW, LATIN, face_family, joined, own_family, text_face
from journeymap.style.fallback import width as width_in_runs
from journeymap.style.text_faces import depends_on_fonts, faces_in_use

FAMILY = "Rubik"
# The family in the name table of the static fonts, which keep the name of the variable font's default weight.
_FILE_FAMILY = "Rubik Light"
_PLAIN_NAME = r"[A-Za-z0-9][A-Za-z0-9 _-]*"
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
_SIGNS = frozenset(",.:;!?")
_NUMERALS = frozenset("0123456789,.")
_HEBREW_TEXT = HEBREW | _SIGNS | {" "}
_LATIN_TEXT = LATIN | {" "}
T = TypeVar("T")
_LONGEST = 100_000
_MOST_TEXTS = 16384


def css_family() -> str:
    """The name of the map's typeface, as a style or an attribute has it: `Rubik`, `'Source Sans 3'`."""
    own = own_family()
    if own is None:
        return FAMILY
    return f"'{own.name}'" if re.fullmatch(_PLAIN_NAME, own.name) else face_family(0)


def file_family() -> str:
    """The name by which a renderer of pictures knows the map's typeface, whose fonts it gets as files."""
    return _FILE_FAMILY if own_family() is None else face_family(0)


def _advance(weight: int, text: str) -> float:
    """The width of a shaped text in ems. Runs of joined letters are shaped apart from the rest of the text."""
    if len(text) > _LONGEST:  # more than HarfBuzz takes at once; no line is so long, so it may be cut anywhere
        return sum(_advance(weight, text[at : at + _LONGEST]) for at in range(0, len(text), _LONGEST))
    if " " in text and is_words(text):
        return _of_words(text.split(" "), weight) / _units_per_em()
    if own_family() is not None:
        return width_in_runs(text, weight)
    if len(text) > 1 and _NUMERALS.issuperset(text):
        return _of_numerals(text, weight) / _units_per_em()
    if not (text.isascii() or _LATIN_TEXT.issuperset(text)) and joined().search(text):
        return sum(_shaped(part, weight) for part in joined().split(text))
    return _shaped(text, weight)


@cache
def _units_per_em() -> int:
    return text_face().upem


def is_words(text: str) -> bool:
    """Whether a text is words of Latin letters and signs, or of Hebrew with signs after letters.

    They have single spaces between them, and maybe one after the last.
    """
    if text[0] == " " or "  " in text:
        return False
    if own_family() is not None and not _own_plain().issuperset(text):
        return False
    if text.isascii():
        return text.isprintable()
    if _HEBREW_TEXT.issuperset(text):
        return _SIGNS.isdisjoint([word[0] for word in text.split(" ") if word])
    return all(map(_is_latin, text.split(" ")))


@cache
def _own_plain() -> frozenset[str]:
    """The characters of a typeface other than Rubik whose words are measured one by one.

    Digits and signs of reckoning are not among them: some typefaces shape them by what is beyond the space, `3 x 4`.
    """
    words = (each for each in LATIN | HEBREW if each.isalpha())
    return frozenset((*words, *_SIGNS, " ")) & text_face().characters


def _of_words(words: list[str], weight: int) -> int:
    """The exact width of words with single spaces between them, in units of the typeface, each word shaped only once.

    This is exact because the typeface kerns a space only with the letters beside it, and nothing across a space; hardly
    any typeface does, between letters.
    """
    starting, between, ending = word_widths(weight)
    units = starting[words[0]] + sum(map(between.__getitem__, words[1:-1]))
    last = words[-1]
    return units + ending[last] if last else units


class Remembered(dict[str, T]):
    """What is known of texts, found out when it is first asked for: nearly all words of a map are asked for again."""

    def __init__(self, find_out: Callable[[str], T]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, text: str) -> T:
        if len(self) >= _MOST_TEXTS:
            self.clear()
        found = self[text] = self._find_out(text)
        return found


_is_latin = Remembered(LATIN.issuperset).__getitem__


@cache
def widths_in_ems(weight: int) -> Remembered[float]:
    """The widths of texts on one line, in ems, found out when they are asked for."""
    return Remembered(partial(_advance, weight))


@cache
def word_widths(weight: int) -> tuple[Remembered[int], Remembered[int], Remembered[int]]:
    """The widths of words, in units: before a space, which is counted, between two spaces, and after one."""
    return (
        Remembered(lambda word: units_of(f"{word} ", weight)),
        Remembered(lambda word: _after_space(f"{word} ", weight)),
        Remembered(lambda word: _after_space(word, weight)),
    )


def _of_numerals(text: str, weight: int) -> int:
    """The exact width of several digits, commas and points, in units: the typeface kerns two neighbours of them alone.

    The numbers of touchpoints are all different, and shaping one takes longer than measuring a line of words.
    """
    pairs = sum([units_of(pair, weight) for pair in map(add, text, text[1:])])
    return pairs - sum([units_of(each, weight) for each in text[1:-1]])


def _after_space(run: str, weight: int) -> int:
    """The width of a run in units of the typeface, with the kerning between its first letter and a space before it."""
    return units_of(run, weight) + units_of(f" {run[0]}", weight) - units_of(run[0], weight) - units_of(" ", weight)


@lru_cache(maxsize=16384)
def units_of(run: str, weight: int) -> int:
    """The width of a run of one script, in units of the typeface, which must have all its characters."""
    if faces_in_use():
        return round(width_in_runs(run, weight) * _units_per_em())
    units: int = sum([position.x_advance for position in text_face().shape(run, weight).glyph_positions])
    return units


@lru_cache(maxsize=16384)
def _shaped(run: str, weight: int) -> float:
    """The width of a run of one script in ems."""
    if not run:
        return 0.0  # an empty buffer has no glyph positions at all
    if faces_in_use():
        return width_in_runs(run, weight)
    if run.isascii():
        return units_of(run, weight) / _units_per_em()
    buffer = text_face().shape(run, weight)
    if any(info.codepoint == 0 for info in buffer.glyph_infos):
        return width_in_runs(run, weight)
    return float(sum([position.x_advance for position in buffer.glyph_positions]) / _units_per_em())


def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """The width in pixels of a text on one line, at a font size in pixels."""
    return widths_in_ems(weight)[text] * size


def remember_widths(units: Mapping[str, float], weight: int) -> None:
    """Remembers the widths of texts that are known without measuring them, in units of the typeface."""
    advances, em = widths_in_ems(weight), _units_per_em()
    if len(advances) >= _MOST_TEXTS:
        advances.clear()
    for text, width in units.items():
        advances[text] = width / em


def weights_in_use() -> tuple[int, ...]:
    """The weights that texts may have: those of all maps, then the numbers that stand for roles of a theme's type."""
    usual = (REGULAR, MEDIUM, SEMIBOLD)
    return (*usual, *(weight for weight in faces_in_use() if weight not in usual))


def to_units(width: float, size: float) -> float:
    """A width in pixels at a font size in pixels, in units of the typeface."""
    return width / size * _units_per_em()


for _cached in (widths_in_ems, word_widths, units_of, _shaped, _units_per_em, _own_plain):
    depends_on_fonts(_cached.cache_clear)
