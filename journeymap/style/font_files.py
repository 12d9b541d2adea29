"""Finds the font files that a theme or the settings name: in an installed package, or at a path.

A package is found by its metadata and never imported, so naming one runs no code of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from journeymap.errors import UserError
from journeymap.io.resources import Stamp, cached_until_changed, stamp_of

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_PACKAGE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_FACE = re.compile(r"(?P<path>.+\.[ot]tc)#(?P<number>\d{1,3})", re.IGNORECASE)
_LARGEST = 64 * 1024 * 1024
_STARTS = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")
_STYLE = re.compile(r"[-\[]")


class FontFile(NamedTuple):
    """A face in a font file: the file's path, and the face's number in a collection.

    The `stamp` of a file that a user names differs after a change of the file, so that nothing known of the font as it
    was is taken for it as it is. What an installed package has does not change while a process runs.
    """

    path: Path
    number: int = 0
    stamp: Stamp = None


def find_fonts(name: str, folder: Path) -> tuple[FontFile, ...]:
    """The fonts that a name stands for: those of an installed package, or the file at a path relative to `folder`.

    `fonts/song.ttc#2` is the face number 2 of a collection, counted from 0. Raises UserError when there is no such
    font, or it cannot be read.
    """
    chosen = _FACE.fullmatch(name)
    path, number = (chosen["path"], int(chosen["number"])) if chosen else (name, 0)
    if path.lower().endswith(_SUFFIXES):
        return (_named_file(folder / path, number),)
    if not _PACKAGE.fullmatch(name):
        raise UserError(
            f"{name!r} is no font", hint="name an installed package of fonts, or the path of a .ttf, .otf or .ttc file"
        )
    found = installed_fonts(name)
    if not found:
        raise UserError(f"there is no font in a package {name!r}", hint=f"install it with: pip install {name}")
    return tuple(map(_checked, found))


def find_family(name: str, folder: Path) -> tuple[FontFile, ...]:
    """The fonts that a name stands for, as those of `find_fonts`, but each family of a package in all its weights."""
    if name.lower().endswith(_SUFFIXES) or _FACE.fullmatch(name) or not _PACKAGE.fullmatch(name):
        return find_fonts(name, folder)
    found = find_fonts(name, folder)
    variable = [font for font in found if "wght" in font.path.stem]
    return tuple(map(_checked, variable or map(FontFile, _upright_fonts(name))))


@cache
def installed_fonts(package: str) -> tuple[FontFile, ...]:
    """The upright fonts in an installed package, one of each family; none when it is not installed."""
    return tuple(FontFile(path) for path in _one_of_each_family(_upright_fonts(package)))


@cache
def _upright_fonts(package: str) -> tuple[Path, ...]:
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415  few maps need another font

    try:
        installed = distribution(package)
    except PackageNotFoundError:
        return ()
    paths = sorted(Path(str(each.locate())) for each in installed.files or () if each.suffix.lower() in _SUFFIXES)
    return tuple(path for path in paths if "italic" not in path.stem.lower())


def _one_of_each_family(paths: Iterable[Path]) -> Iterator[Path]:
    """The variable font of each family, else the regular one, else its first."""
    families: dict[str, list[Path]] = {}
    for path in paths:
        families.setdefault(_STYLE.split(path.stem)[0], []).append(path)
    for family in families.values():
        yield min(family, key=lambda path: ("wght" not in path.stem, "regular" not in path.stem.lower()))


@cached_until_changed
def _named_file(path: Path, number: int) -> tuple[FontFile, list[Path]]:
    """The font in a file of a user's, and the file. Raises UserError unless it is a font that can be read."""
    stamp = stamp_of(path)
    return _checked(FontFile(path, number, stamp)), [path]


def _checked(font: FontFile) -> FontFile:
    """The font itself. Raises UserError unless its file is a font that can be read."""
    path, number = font.path, font.number
    try:
        if not path.is_file():
            raise UserError(f"there is no font file {path}")
        if path.stat().st_size > _LARGEST:
            raise UserError(f"the font file {path} is larger than {_LARGEST // 1024 // 1024} MB")
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise UserError(f"the font file {path} cannot be read: {error.strerror or error}") from None
    if start not in _STARTS:
        raise UserError(f"{path} is no TrueType or OpenType font", hint="a web font (.woff) has to be unpacked first")
    face = hb.Face(hb.Blob.from_file_path(str(path)), number)
    if not face.glyph_count or not face.unicodes:
        raise UserError(f"{path} has no face number {number} with characters in it")
    return font
