"""The faces of a map's texts: its own, and those that draw what it lacks, such as symbols, emoji and other scripts.

A map's own face is Rubik, or that of a brand or a theme where it can write the map's language. A theme may have one for
each weight. They are asked in this order: the map's own; Rubik; packaged symbols and emoji; the fonts that the settings
and themes of the run name;
packaged fonts of other scripts; and fonts of Chinese, Japanese and Korean, where their packages are installed. Fonts of
the system are never used, so that a map looks the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from icu4py.breakers import CharacterBreaker

from journeymap.errors import ExitStatus, UserError
from journeymap.records import NamedTuple
from journeymap.scripts import FONT_PACKAGES, remedy, shown
from journeymap.style.font_choice import FontChoice, chosen_fonts
from journeymap.style.named_fonts import named_fonts, text_fonts
from journeymap.style.text_faces import depends_on_fonts, faces_in_use, forget_all
from journeymap.style.typeface_aliases import INTER_ALIASES, RUBIK_ALIASES
from journeymap.style.typefaces import Typeface, typeface_of

if TYPE_CHECKING:
    from journeymap.style.families import Family, TextFamilies
    from journeymap.style.font_files import FontFile


def _characters(ranges: str) -> frozenset[str]:
    """The characters of ranges, which are separated by spaces: `a-f 0-9`."""
    return frozenset().union(*(map(chr, range(ord(pair[0]), ord(pair[2]) + 1)) for pair in ranges.split(" ")))


_UNDRAWN_RANGES = (
    "\u180b-\u180f \u2000-\u200f \u2028-\u202f \u205f-\u206f \ufdd0-\ufdef \ufe00-\ufe0f \ufffe-\uffff "
    "\U000e0100-\U000e01ef"
)
UNDRAWN = _characters(_UNDRAWN_RANGES).union("\u00ad\u034f\u061c\u3000\ufeff\n\r\t")
"""Characters that need no glyph: spaces of all widths, joiners, controls of direction, choices of a variant, and what
is no character at all."""
_LATIN_RANGES = "!-~ \u00a1-\u00ac \u00ae-\u0161 \u0164-\u017f \u2013-\u2014 \u2018-\u201a \u201c-\u201e"
LATIN = _characters(_LATIN_RANGES).union("\u2022\u2026\u2212")
HEBREW = _characters("\u05d0-\u05ea")
"""Characters that Rubik has; nearly all maps need only these."""
_USUAL = LATIN | HEBREW | {" "}
ANY_WEIGHT = 400
"""The weight to ask for where it does not matter: what no face of one weight has, none of any has."""
MARK = "\u25a1"
"""Drawn in the place of a character that no face has."""
_MARK_EM = 1.25


class MissingCharactersError(UserError):
    """No font has some characters, so that the map would be drawn without them."""

    status = ExitStatus.FINDINGS


class FaceRun(NamedTuple):
    """A part of a text that one face draws: its characters, and the face's place in the stack; -1 where none has it."""

    text: str
    place: int


class _Named:
    files: tuple[FontFile, ...] = ()
    texts: tuple[tuple[FontFile, ...], str] = ((), "")
    families: TextFamilies | None = None


def name_fonts(choice: FontChoice) -> None:
    """Puts the fonts that are chosen into the stack of faces. Raises UserError when one cannot be found or read."""
    files, fonts = named_fonts(choice), text_fonts(choice)
    texts = (fonts, choice.language if fonts else "")
    if (files, texts) == (_Named.files, _Named.texts):
        return
    _Named.files, _Named.texts, _Named.families = files, texts, None
    forget_all()
    if texts[0]:
        from journeymap.style.families import families_of, for_language  # noqa: PLC0415  few maps have another face

        _Named.families = for_language(families_of(texts[0]), choice.language)


@cache
def joined() -> re.Pattern[str]:
    """Arabic script, with the joiners inside it: a word must be in one face, since its letters are joined.

    Compiled on first use, because it takes long and many maps have none.
    """
    ranges = "\u0600-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c\u200d\ufb50-\ufdff\ufe70-\ufefc"
    return re.compile(f"([{ranges}]+)")


@cache
def rubik() -> Typeface:
    """The face of maps that name no other."""
    return Typeface(_packaged("fontpkg_rubik", "files/Rubik[wght].ttf"), aliases=RUBIK_ALIASES)


def own_family() -> Family | None:
    """The family in which the map's texts are set in place of Rubik; None where that is Rubik."""
    if faces_in_use():
        return faces_in_use()[ANY_WEIGHT][0]
    return _Named.families.before[0] if _Named.families and _Named.families.before else None


def letters_beyond_brand(characters: Iterable[str]) -> list[str]:
    """Those letters of some characters that no font of one's own has, though another has them; sorted."""
    families = [*_Named.families.before, *_Named.families.after] if _Named.families else []
    letters = (each for each in characters if each.isalpha())
    others = (each for each in letters if not any(each in family.characters for family in families))
    return sorted(each for each in others if place_of(each, ANY_WEIGHT) >= 0) if families else []


def face_of(weight: int) -> Typeface | Family:
    """The face that is first asked for a character of a text of this weight."""
    return faces_in_use()[weight][0] if weight in faces_in_use() else text_face()


def text_face() -> Typeface | Family:
    """The map's own face, the first that is asked for a character."""
    return own_family() or rubik()


@cache
def typefaces() -> tuple[Typeface | Family, ...]:
    """All faces: those of a theme's type, then the usual ones, in the order in which they are asked for a character.

    Without the former, the map's own is the first.
    """
    return (*_of_theme(), *_usual())


def _of_theme() -> tuple[Family, ...]:
    return tuple(dict.fromkeys(face for faces in faces_in_use().values() for face in faces))


@cache
def _usual() -> tuple[Typeface | Family, ...]:
    from journeymap.style.font_files import installed_fonts  # noqa: PLC0415  few maps need another font

    before, after = _Named.families or ((), ())
    named = [typeface_of(file) for file in _Named.files]
    installed = [typeface_of(file) for name in dict.fromkeys(FONT_PACKAGES.values()) for file in installed_fonts(name)]
    return (*before, rubik(), *_symbols(), *after, *named, *_other_scripts(), *installed)


@lru_cache(maxsize=32)
def _order(weight: int) -> tuple[int, ...]:
    """The places of the faces that are asked for a character of a text of this weight, in their order."""
    every, first = typefaces(), len(_of_theme())
    return (*(every.index(face) for face in faces_in_use().get(weight, ())), *range(first, len(every)))


@cache
def _symbols() -> tuple[Typeface, ...]:
    return (
        Typeface(_packaged("fontpkg_inter", "files/Inter[opsz,wght].ttf"), aliases=INTER_ALIASES, only_symbols=True),
        Typeface(_packaged("manimgx_fonts", "NotoSansSymbols[wght].ttf"), only_symbols=True),
        Typeface(_packaged("manimgx_fonts", "NotoEmoji[wght].ttf"), only_symbols=True),
    )


@cache
def _other_scripts() -> tuple[Typeface, ...]:
    latin = _packaged("fontpkg_inter", "files/Inter[opsz,wght].ttf")
    scripts = _packaged("manimgx_fonts", "NotoSans[wght].ttf")
    return tuple(map(Typeface, (latin, scripts, *sorted(scripts.parent.glob("NotoSans?*[[]wght].ttf")))))


def _packaged(package: str, file: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        name = package.replace("_", "-")
        raise FileNotFoundError(f"journeymap is not installed whole: the package {name} is missing")
    return Path(spec.origin).parent / file


def beyond_text_face(characters: Iterable[str]) -> frozenset[str]:
    """Those of some characters that other faces than the map's own have to draw, or that no face has."""
    own = own_family()
    if own is not None:
        return frozenset(characters) - own.characters - UNDRAWN
    others = frozenset(characters) - _USUAL  # without any, the many characters of the face need not be listed
    return others - rubik().characters - UNDRAWN if others else others


def beyond_face(characters: Iterable[str], weight: int) -> frozenset[str]:
    """Those of some characters that the first face of a weight lacks."""
    if weight not in faces_in_use():
        return beyond_text_face(characters)
    return frozenset(characters) - face_of(weight).characters - UNDRAWN


def missing_characters(characters: Iterable[str]) -> list[str]:
    """Those of some characters that no face has, sorted."""
    return sorted(each for each in beyond_text_face(characters) if place_of(each, ANY_WEIGHT) < 0)


def require_all(characters: Iterable[str]) -> None:
    """Raises MissingCharactersError when no face has one of the characters, unless the run allows that."""
    if chosen_fonts().allow_missing:
        return
    missing = missing_characters(characters)
    if missing:
        raise MissingCharactersError(
            f"no font has {shown(missing)}", hint=f"{remedy(missing)}; or draw boxes: --allow-missing"
        )


@lru_cache(maxsize=16384)
def place_of(character: str, weight: int) -> int:
    """The place of the first face that has a character of a text of this weight; -1 where none has."""
    every = typefaces()
    return next((place for place in _order(weight) if character in every[place].characters), -1)


@lru_cache(maxsize=16384)
def runs(text: str, weight: int) -> tuple[FaceRun, ...]:
    """A text in runs of one face each. What belongs together, such as a letter and its marks, is in one run."""
    made: list[FaceRun] = []
    for unit, place in _units(text, weight):
        if made and place in (None, made[-1].place):
            made[-1] = FaceRun(made[-1].text + unit, made[-1].place)
        else:
            made.append(FaceRun(unit, place or 0))
    return tuple(made)


def _units(text: str, weight: int) -> Iterator[tuple[str, int | None]]:
    """The joined words and other characters of a text, with the places of their faces; None where any will do."""
    for index, part in enumerate(joined().split(text)):
        whole = _place_of_all(part, weight) if index % 2 else -1
        if whole is None or whole >= 0:
            yield part, whole
        elif part:
            yield from ((cluster, _place_of_first(cluster, weight)) for cluster in CharacterBreaker(part, "en"))


def _place_of_all(unit: str, weight: int) -> int | None:
    needed = [each for each in unit if each not in UNDRAWN]
    if not needed:
        return None
    every = typefaces()
    places = (place for place in _order(weight) if every[place].characters.issuperset(needed))
    return next(places, -1)


def _place_of_first(cluster: str, weight: int) -> int | None:
    """The face for a cluster: one with all of its characters, else one with the first that any has."""
    whole = _place_of_all(cluster, weight)
    if whole == -1:
        return next((place for place in (place_of(each, weight) for each in cluster) if place >= 0), -1)
    return whole


def width(text: str, weight: int) -> float:
    """The width of a text in ems, each run in its face."""
    return sum(run_width(run, weight) for run in runs(text, weight))


def run_width(run: FaceRun, weight: int) -> float:
    """The width of a run in ems; a box stands for each character that no face has."""
    if run.place < 0:
        return _MARK_EM * len(boxes(run))
    return typefaces()[run.place].width(run.text, weight)


def face_family(place: int) -> str:
    """The name by which a renderer knows the face at a place of the stack, other than Rubik as the first."""
    return f"Journeymap{place}"  # with no space: unquoted, a word of a family may not begin with a digit


def boxes(run: FaceRun) -> str:
    """What is drawn for a run that no face has."""
    return MARK * sum(1 for _ in CharacterBreaker(run.text, "en"))


for _cached in (_usual, typefaces, _order, place_of, runs):
    depends_on_fonts(_cached.cache_clear)
