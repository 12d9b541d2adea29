"""Which faces of a theme texts are set in now, and what has to be found out anew when faces change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.style.families import Family


class _InUse:
    """The faces of the theme's type by weight, each weight's in their order."""

    faces: Mapping[int, tuple[Family, ...]] = MappingProxyType({})


_FORGET: list[Callable[[], None]] = []


def depends_on_fonts(forget: Callable[[], None]) -> None:
    """Has `forget` called, which empties a cache of what depends on the fonts, whenever they change."""
    _FORGET.append(forget)


def forget_all() -> None:
    """Empties all caches of what depends on the fonts."""
    for forget in _FORGET:
        forget()


def use_faces(faces: Mapping[int, tuple[Family, ...]]) -> Mapping[int, tuple[Family, ...]]:
    """Sets texts in these faces of a theme from now on, which are by weight; returns those that were in use."""
    before = _InUse.faces
    if faces != before:
        _InUse.faces = faces
        forget_all()
    return before


def faces_in_use() -> Mapping[int, tuple[Family, ...]]:
    """The faces of the theme that texts are set in now, by weight, in the order in which they are asked."""
    return _InUse.faces
