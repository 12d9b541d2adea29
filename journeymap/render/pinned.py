"""The map's typefaces as files, for renderers that cannot use a font inside an SVG."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from journeymap.io.scratch import scratch_folder, told
from journeymap.render.markup_texts import face_family
from journeymap.style.fallback import MARK, beyond_rubik, place_of, rubik, typefaces
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD

_WEIGHTS = (REGULAR, MEDIUM, SEMIBOLD)


class PinnedFonts(NamedTuple):
    """Folders of static fonts, and the families in them, in the order in which they are asked for a character."""

    folders: tuple[Path, ...]
    families: tuple[str, ...]


@contextmanager
def fonts_for(characters: Iterable[str]) -> Iterator[PinnedFonts]:
    """The fonts that have the characters, with a file for each weight: Rubik, and what else they need.

    The folder of the others is removed at the end.
    """
    others = beyond_rubik(characters)
    if not others:
        yield PinnedFonts((_rubik_folder(),), (FAMILY,))
        return
    needed = frozenset(characters) | {MARK}
    places = sorted({place_of(each) for each in others | {MARK}} - {-1})
    with scratch_folder("journeymap-fonts-") as name:
        for place in places:
            face, family = typefaces()[place], face_family(place)
            for weight in _WEIGHTS:
                font = face.cut(weight, needed, family)
                with told():
                    (Path(name) / f"{place}-{weight}.ttf").write_bytes(font)
        yield PinnedFonts((_rubik_folder(), Path(name)), (FAMILY, *map(face_family, places)))


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
