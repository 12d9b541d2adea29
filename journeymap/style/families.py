"""Fonts of one's own, in which a map is set: the families that a brand or a theme names, each with all its weights.

Which of them sets the texts of a language is told by the letters of its own words; a language that none of them can
write is set in Rubik whole, since a line in two designs is worse than one in another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeymap.records import NamedTuple, cached_property
from journeymap.scripts import script_of
from journeymap.style.locale import load_words
from journeymap.style.typefaces import Step, Typeface, typeface_of
from journeymap.style.word_files import MAP, files_of, normal

if TYPE_CHECKING:
    import uharfbuzz as hb

    from journeymap.style.font_files import FontFile

_REGULAR, _MEDIUM = 400, 500
_TYPOGRAPHIC_FAMILY, _FAMILY = 16, 1
_NO_AXES: Mapping[str, float] = MappingProxyType({})
_VALUES = re.compile(r"\{.*\}", re.DOTALL)


class Family:
    """The faces of one design by their weights, which are asked as one `Typeface` is. Its files are one or more.

    Where the design lacks a weight, the face is that which CSS Fonts 4 ("Matching font styles") takes. With a `weight`,
    it is drawn in that one whichever is asked.
    """

    def __init__(self, files: Iterable[FontFile], axes: Mapping[str, float] = _NO_AXES, weight: int = 0) -> None:
        self.files = tuple(files)
        self._weight = weight
        faces = [typeface_of(file, axes) for file in self.files]
        self._faces = {face.stated_weight: face for face in reversed(faces)}
        self._regular = self.of(_REGULAR)
        for face in faces:
            face.upem = self._regular.upem

    def __repr__(self) -> str:
        return f"Family({self.name!r})"

    @cached_property
    def name(self) -> str:
        """What the design calls itself: `Source Sans 3`."""
        face = self._regular.face
        return str(face.get_name(_TYPOGRAPHIC_FAMILY) or face.get_name(_FAMILY) or "")

    @property
    def face(self) -> hb.Face:
        """Its face of the usual weight."""
        return self._regular.face

    @property
    def upem(self) -> int:
        """The units to an em in which a shaped run is measured, whatever its weight."""
        return self._regular.upem

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that it has in every weight."""
        return frozenset.intersection(*(face.characters for face in self._faces.values()))

    def of(self, weight: int) -> Typeface:
        """The face that draws a weight."""
        return self._faces[nearest_weight(self._weight or weight, self._faces)]

    def shape(self, run: str, weight: int) -> hb.Buffer:
        """The glyphs of a run of one script."""
        return self.of(weight).shape(run, self._weight or weight)

    def width(self, run: str, weight: int) -> float:
        """The width of a run of one script, which has only characters of this design, in ems."""
        return self.of(weight).width(run, self._weight or weight)

    def ink(self, run: str, weight: int) -> tuple[float, float]:
        """How far the glyphs of a run reach above the baseline, and how far below it, in ems."""
        return self.of(weight).ink(run, self._weight or weight)

    def outline(self, run: str, weight: int) -> list[Step]:
        """The outlines of the glyphs of a run, as those of a `Typeface`."""
        return self.of(weight).outline(run, self._weight or weight)

    def joins_glyphs(self, run: str, weight: int) -> bool:
        """Whether several glyphs of a run belong to one cluster of characters."""
        return self.of(weight).joins_glyphs(run, self._weight or weight)

    def cut(self, weight: int, characters: Iterable[str], family: str = "") -> bytes:
        """A static font of one weight, with only the glyphs that the characters need, as that of a `Typeface`."""
        return self.of(weight).cut(self._weight or weight, characters, family)

    @property
    def weights(self) -> tuple[int, int] | None:
        """The lightest and the boldest weight of a design in one file; None for one in several, or in one weight."""
        return self._regular.weights if len(self._faces) == 1 and not self._weight else None

    def cut_in_all_weights(self, characters: Iterable[str]) -> bytes:
        """A font of all weights of a design in one file, as that of a `Typeface`."""
        return self._regular.cut_in_all_weights(characters)


def nearest_weight(wanted: int, known: Iterable[int]) -> int:
    """The weight of those known that stands for the one wanted."""
    lighter = sorted((each for each in known if each < wanted), reverse=True)
    bolder = sorted(each for each in known if each >= wanted)
    if _REGULAR <= wanted <= _MEDIUM:
        between = [each for each in bolder if each <= _MEDIUM]
        return (between or lighter or bolder)[0]
    return ((lighter or bolder) if wanted < _REGULAR and wanted not in bolder else (bolder or lighter))[0]


@lru_cache(maxsize=8)
def families_of(files: tuple[FontFile, ...]) -> tuple[Family, ...]:
    """The families that some font files make up, in the order of their first files."""
    by_name: dict[str, list[FontFile]] = {}
    for file in files:
        by_name.setdefault(Family((file,)).name or str(file.path), []).append(file)
    return tuple(map(Family, by_name.values()))


class TextFamilies(NamedTuple):
    """The families of the texts of a language, before Rubik and after it. The first of those before sets its words."""

    before: tuple[Family, ...] = ()
    after: tuple[Family, ...] = ()


def for_language(families: Sequence[Family], language: str) -> TextFamilies:
    """The families in the order in which the texts of a language ask them."""
    fitting = next((each for each in families if not lacking_letters(each, language)), None)
    if fitting is None:
        return TextFamilies((), tuple(families))
    return TextFamilies((fitting, *(each for each in families if each is not fitting)))


def lacking_letters(family: Family, language: str) -> list[str]:
    """The letters and digits of the map's own words in a language that a family lacks, sorted."""
    return sorted(_letters_of(language) - family.characters)


@cache
def _letters_of(language: str) -> frozenset[str]:
    """The letters of the words that a map in this language has itself, and the digits that it counts with."""
    tried: list[Path] = []
    file, *_ = files_of(normal(language), MAP, None, tried) or files_of("en", MAP, None, tried)
    said = Counter("".join(_VALUES.sub("", word) for word in file.words.values()))
    scripts: Counter[str] = Counter()
    for letter, count in said.items():
        scripts[script_of(letter)] += count
    del scripts[""]
    ((script, _),) = scripts.most_common(1)
    digits = load_words(language).number(1_234_567_890)
    return frozenset([*(each for each in said if script_of(each) == script), *filter(str.isalnum, digits)])
