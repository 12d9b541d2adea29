"""The map's typefaces as files, for renderers that cannot use a font inside an SVG."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from journeymap.io.scratch import scratch_folder, told
from journeymap.style.fallback import MARK, beyond_text_face, face_family, own_family, place_of, rubik, typefaces
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD, weights_in_use
from journeymap.style.text_faces import faces_in_use

_WEIGHTS = (REGULAR, MEDIUM, SEMIBOLD)

_ESCAPED = frozenset("&<>'\"")
"""Characters that markup may have as entities alone."""


class PinnedFonts(NamedTuple):
    """Folders of static fonts, and the families in them, in the order in which they are asked for a character."""

    folders: tuple[Path, ...]
    families: tuple[str, ...]


@contextmanager
def fonts_for(characters: Iterable[str]) -> Iterator[PinnedFonts]:
    """The fonts that have the characters, with a file for each weight: the map's own, and what else they need.

    The folder of those other than Rubik is removed at the end.
    """
    others, is_own = beyond_text_face(characters), own_family() is not None
    if not others and not is_own:
        yield PinnedFonts((_rubik_folder(),), (FAMILY,))
        return
    needed = frozenset(characters) | {MARK} | _ESCAPED
    asked = needed if faces_in_use() else others | {MARK}
    always = {0} if is_own else set()
    places = {weight: always | {place_of(each, weight) for each in asked} - {-1} for weight in weights_in_use()}
    with scratch_folder("journeymap-fonts-") as name:
        for weight, used in places.items():
            for place in used:
                font = typefaces()[place].cut(weight, needed, face_family(place))
                with told():
                    (Path(name) / f"{place}-{weight}.ttf").write_bytes(font)
        families = tuple(map(face_family, sorted(frozenset().union(*places.values()))))
        yield (
            PinnedFonts((Path(name),), families)
            if is_own
            else PinnedFonts((_rubik_folder(), Path(name)), (FAMILY, *families))
        )


@cache
def _rubik_folder() -> Path:
    """A folder with Rubik whole. It is removed when the process ends."""
    folder = scratch_folder("journeymap-fonts-")
    atexit.register(folder.cleanup)
    for weight in _WEIGHTS:
        font = rubik().cut(weight, rubik().characters)
        with told():
            (Path(folder.name) / f"{weight}.ttf").write_bytes(font)
    return Path(folder.name)
