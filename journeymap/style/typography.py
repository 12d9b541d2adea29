"""The type of a theme: the fonts that texts are set in, by their role and the script of the language, and their sizes.

A theme names families, each with a font for a script or more, and says for each role which family it has, how heavy,
and for titles and the like how large. What a theme does not say is Rubik, in the map's own sizes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from journeymap.records import NamedTuple
from journeymap.style.font_choice import chosen_fonts

if TYPE_CHECKING:
    from journeymap.style.families import Family
    from journeymap.style.font_files import FontFile

SCRIPTS = {"latin": "Latn", "hebrew": "Hebr", "arabic": "Arab"}
"""The scripts that a family may have fonts for, as a theme's file names them."""
TEXTS = {"text": 400, "text-medium": 500, "text-strong": 600}
"""The roles of all texts that have none of their own, with the weights by which the layout asks for them."""
ROLES = ("title", "finding", "stage", "stage-number", "figure", "extreme", "quote", "name")
"""The roles of texts that stand out, which may have a size: the title and the finding, the name and the number of a
stage, figures, words at the ends of curves, what personas say, and their names."""
_TALL_AND_DEEP = {"Latn": "Ábgj", "Hebr": "לךןץ", "Arab": "تصمیم که گل حج"}
"""Letters of each script that reach far above the baseline, or below it, as they are joined in words."""
_ARABIC = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug", "prs", "az-Arab", "ku-Arab", "pa-Arab"})
_HEBREW = frozenset({"he", "iw", "yi"})


class TypeRole(NamedTuple):
    """How texts of a role are set: in which fonts, by script, how heavy, and where these stand on their other axes.

    `size` and `leading` are in pixels, 0 for those that such texts have anyway. Its `weight` in the layout is a number
    that stands for the role as a whole, `drawn_weight` that of its fonts.
    """

    weight: int
    fonts: tuple[tuple[str, tuple[FontFile, ...]], ...]
    drawn_weight: int
    axes: tuple[tuple[str, float], ...] = ()
    size: float = 0
    leading: float = 0


_NO_ROLES: Mapping[str, TypeRole] = {}  # which can be sent to another process, as a read-only view cannot


class ThemeType(NamedTuple):
    """The type of a theme, by the names of roles; empty where all is Rubik."""

    roles: Mapping[str, TypeRole] = _NO_ROLES

    @property
    def files(self) -> tuple[FontFile, ...]:
        """The files of its fonts, each once."""
        return tuple(dict.fromkeys(font for role in self.roles.values() for _, files in role.fonts for font in files))


NO_TYPE = ThemeType()


def weight_of(role: str, weight: int) -> int:
    """The number that stands for a role whose fonts have this weight: near it, so that other fonts are as heavy."""
    return TEXTS.get(role) or weight + ROLES.index(role) + 1


def script_of(language: str) -> str:
    """The script of a language's letters, as far as families have fonts for it; else Latin."""
    main, *others = language.split("-")
    named = next((each for each in others if len(each) == 4), "")
    if named:
        return named.title()
    return "Arab" if main in _ARABIC else "Hebr" if main in _HEBREW else "Latn"


@contextmanager
def set_in(theme_type: ThemeType, language: str) -> Iterator[None]:
    """Within it, texts are set in the type of a theme, unless a font of one's own is named for all texts.

    Of the fonts of a role, that for the script of the language is asked first.
    """
    from journeymap.style.text_faces import use_faces  # noqa: PLC0415  it takes the theme, which has a type

    roles = () if chosen_fonts().text else tuple(theme_type.roles.values())
    before = use_faces(_faces(roles, script_of(language)))
    try:
        yield
    finally:
        use_faces(before)


@lru_cache(maxsize=16)
def _faces(roles: tuple[TypeRole, ...], script: str) -> Mapping[int, tuple[Family, ...]]:
    """The faces by weight, in the order in which they are asked for a character."""
    found = {}
    for role in roles:
        ordered = sorted(role.fonts, key=lambda pair: pair[0] != script)
        found[role.weight] = tuple(_face(files, role.axes, role.drawn_weight) for _, files in ordered)
    return found


def least_leading(role: TypeRole, language: str) -> float:
    """The least distance of lines in a role's font for a language, in ems; 0 where it has none for its script.

    Fonts differ: from the top of the tallest letter to the foot of the deepest are 1.6 em in Amiri, and 1.2 in Cairo.
    The tallest and the deepest seldom meet, so a tenth less than that will do.
    """
    script = script_of(language)
    return _least_leading(role, script) if script in _TALL_AND_DEEP else 0.0


@cache
def _least_leading(role: TypeRole, script: str) -> float:
    files = dict(role.fonts).get(script)
    if files is None:
        return 0.0
    above, below = _face(files, role.axes, role.drawn_weight).ink(_TALL_AND_DEEP[script], role.drawn_weight)
    return 0.9 * (above + below)


@cache
def _face(files: tuple[FontFile, ...], axes: tuple[tuple[str, float], ...], weight: int) -> Family:
    from journeymap.style.families import Family  # noqa: PLC0415  few themes have a type of their own

    return Family(files, dict(axes), weight)
