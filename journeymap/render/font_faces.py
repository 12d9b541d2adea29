"""The fonts that an SVG file or a page carries, cut for its characters, as `@font-face` rules."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.style.fallback import UNDRAWN, beyond_face, face_of, place_of, typefaces
from journeymap.style.fonts import css_family
from journeymap.style.typefaces import Typeface

if TYPE_CHECKING:
    from journeymap.style.families import Family


def font_faces(needed: Mapping[int, Collection[str]], *, together: bool) -> Markup:
    """The `@font-face` rules for the characters that are needed, by the font's weight.

    With `together`, the weights that one variable font draws are one rule, which is made in half the time and is
    smaller. A page has a rule for each, since browsers that print it write a variable font into the PDF as drawings,
    whose letters have no true height.
    All faces are of one family, so that texts need not name them: those beside the first are each for some characters.
    What no face has is left to the viewer's own fonts.
    """
    of_face: defaultdict[Typeface | Family, dict[int, Collection[str]]] = defaultdict(dict)
    for weight, characters in needed.items():
        if characters:
            of_face[face_of(weight)][weight] = characters
    rules: list[str] = []
    for face, by_weight in of_face.items():
        rules += _own_faces(face, by_weight, together=together)
        for weight, characters in by_weight.items():
            rules += _other_faces(weight, beyond_face(characters, weight))
    return Markup("\n".join(rules))


def _own_faces(face: Typeface | Family, by_weight: Mapping[int, Collection[str]], *, together: bool) -> Iterator[str]:
    """The rules for the face that is first asked for the characters of some weights."""
    span = face.weights if together else None
    if span is not None:
        drawn = {weight: each for weight, each in by_weight.items() if span[0] <= weight <= span[1]}
        if len(drawn) > 1:
            yield _font_face(span, face, frozenset().union(*drawn.values()))
            by_weight = {weight: each for weight, each in by_weight.items() if weight not in drawn}
    for weight, characters in by_weight.items():
        yield _font_face(weight, face, frozenset(characters))


def _other_faces(weight: int, characters: frozenset[str]) -> Iterator[str]:
    """The rules for characters that the map's own face lacks."""
    by_place: defaultdict[int, list[str]] = defaultdict(list)
    for character in sorted(characters):
        by_place[place_of(character, weight)].append(character)
    for place, chosen in sorted(by_place.items()):
        if place >= 0:
            yield _font_face(weight, typefaces()[place], tuple(chosen), "".join(sorted(UNDRAWN)))


@lru_cache(maxsize=64)
def _font_face(
    weight: int | tuple[int, int], face: Typeface | Family, characters: Collection[str], beside: str = ""
) -> str:
    """The rule for a face in one weight, or in all from the first to the second.

    One with characters `beside` those that it is for is not asked for any others. Maps of one language often need the
    same characters, so rules are cached.
    """
    every = (*characters, beside)
    if isinstance(weight, tuple):
        font, span, is_truetype = (
            face.cut_in_all_weights(every),
            f"{weight[0]} {weight[1]}",
            face.of(weight[0]).is_truetype,
        )
    else:
        font, span, is_truetype = face.cut(weight, every), f"{weight}", face.of(weight).is_truetype
    only = f"unicode-range:{','.join(f'U+{ord(each):X}' for each in characters)};" if beside else ""
    kind, name = ("ttf", "truetype") if is_truetype else ("otf", "opentype")
    return (
        f"@font-face{{font-family:{css_family()};font-weight:{span};{only}"
        f"src:url(data:font/{kind};base64,{b64encode(font).decode('ascii')}) format('{name}')}}"
    )
