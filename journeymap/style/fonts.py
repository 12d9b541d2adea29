"""The map's typeface: measures texts in it, and cuts it down to the characters that a map needs.

The typeface is Rubik (SIL Open Font License), which has Hebrew, Arabic and Persian, Latin and Cyrillic letters. It is
a variable font whose default weight is 300, so a weight is always given. Every measured text is shaped by HarfBuzz:
in joined scripts, the sum of the advances of single letters is wrong by a fifth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import uharfbuzz as hb

FAMILY = "Rubik"
# The family in the name table of the static fonts, which keep the name of the variable font's default weight.
FILE_FAMILY = "Rubik Light"
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
_UNDRAWN = frozenset("\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\u00ad\n\r\t")
# Runs of Arabic script with the joiners inside them. The group makes `split` keep them.
_JOINING = re.compile("([\u0600-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c\u200d\ufb50-\ufdff\ufe70-\ufefc]+)")
# Words of Latin letters and signs or of Hebrew, with single spaces between them and maybe one after the last.
_LATIN = "!-~\u00a1-\u00ac\u00ae-\u0161\u0164-\u017f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2212"
_HEBREW = "\u05d0-\u05ea"
_HEBREW_WORD = f"[{_HEBREW}][{_HEBREW},.:;!?]*"
_WORDS = re.compile(f"(?:[{_LATIN}]+ )+[{_LATIN}]*|(?:{_HEBREW_WORD} )+(?:{_HEBREW_WORD})?")
# The assumed width in ems of a character that the typeface lacks and another font draws: a CJK square and a quarter.
_FOREIGN_EM = 1.25
_LONGEST = 100_000
# After so many cuts, for about five maps, a process is likely to make many more, and preparing the face is worth it.
_OFTEN = 30
_cuts = count()


@cache
def _face() -> hb.Face:
    spec = find_spec("fontpkg_rubik")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("journeymap is not installed whole: the package fontpkg-rubik is missing")
    return hb.Face(hb.Blob.from_file_path(str(Path(spec.origin).parent / "files" / "Rubik[wght].ttf")))


@cache
def _face_to_cut() -> hb.Face:
    """The typeface prepared for cutting. This takes the time that sixty cuts save; the cuts have the same bytes."""
    return hb.subset_preprocess(_face())


@cache
def _font(weight: int) -> hb.Font:
    font = hb.Font(_face())
    font.set_variations({"wght": weight})
    return font


@cache
def _drawable() -> frozenset[int]:
    return frozenset(_face().unicodes)


def drawable_characters() -> str:
    """Every character that the typeface can draw."""
    return "".join(map(chr, sorted(_drawable())))


def lacking(text: str) -> str:
    """The characters of a text that the typeface cannot draw, each once, in the order of the text."""
    if text.isascii():
        return ""
    drawable = _drawable()
    return "".join(dict.fromkeys(c for c in text if ord(c) not in drawable and c not in _UNDRAWN))


@lru_cache(maxsize=65536)
def _advance(text: str, weight: int) -> float:
    """The width of a shaped text in ems. Runs of joined letters are shaped apart from the rest of the text."""
    if len(text) > _LONGEST:  # more than HarfBuzz takes at once; no line is so long, so it may be cut anywhere
        return sum(_advance(text[at : at + _LONGEST], weight) for at in range(0, len(text), _LONGEST))
    if " " in text and _is_words(text):
        return float(_of_words(text.split(" "), weight) / _face().upem)
    if not text.isascii() and _JOINING.search(text):
        return sum(_shaped(part, weight) for part in _JOINING.split(text))
    return _shaped(text, weight)


def _is_words(text: str) -> bool:
    """Whether a text matches `_WORDS`, which is quicker to tell of ASCII without it."""
    if text.isascii():
        return text[0] != " " and text.isprintable() and "  " not in text
    return _WORDS.fullmatch(text) is not None


def _of_words(words: list[str], weight: int) -> int:
    """The exact width of words with single spaces between them, in units of the typeface, each word shaped only once.

    This is exact because the typeface kerns a space only with the letters beside it, and nothing across a space.
    """
    first, *between, last = words
    units = _units(f"{first} ", weight) + sum([_after_space(f"{word} ", weight) for word in between])
    return units + _after_space(last, weight) if last else units


@lru_cache(maxsize=16384)
def _after_space(run: str, weight: int) -> int:
    """The width of a run in units of the typeface, with the kerning between its first letter and a space before it."""
    return _units(run, weight) + _units(f" {run[0]}", weight) - _units(run[0], weight) - _units(" ", weight)


@lru_cache(maxsize=16384)
def _units(run: str, weight: int) -> int:
    """The width of a run of one script, in units of the typeface, which must have all its characters."""
    units: int = sum([position.x_advance for position in _shape(run, weight).glyph_positions])
    return units


@lru_cache(maxsize=16384)
def _shaped(run: str, weight: int) -> float:
    """The width of a run of one script in ems."""
    if not run:
        return 0.0  # an empty buffer has no glyph positions at all
    if run.isascii() and run.isprintable():  # the typeface has all of these
        return float(_units(run, weight) / _face().upem)
    buffer = _shape(run, weight)
    units, foreign = 0, 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            foreign += _FOREIGN_EM
        else:
            units += position.x_advance
    return float(units / _face().upem + foreign)


def _shape(run: str, weight: int) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    hb.shape(_font(weight), buffer)
    return buffer


def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """The width in pixels of a text on one line, at a font size in pixels."""
    return _advance(text, weight) * size


def subset(weight: int, characters: Iterable[str]) -> bytes:
    """Returns the bytes of a static TrueType font of one weight, with only the glyphs that the characters need.

    The bytes depend only on the set of characters, not on their order.
    """
    chosen = hb.SubsetInput()
    chosen.unicode_set.update(sorted({ord(character) for text in characters for character in text} | {0x20}))
    chosen.pin_axis_location(_face(), "wght", float(weight))
    often = next(_cuts) >= _OFTEN
    return bytes(hb.subset(_face_to_cut() if often else _face(), chosen).blob.data)
