"""Reads the pictures that a journey names, and makes them ready to be drawn."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.insight.attachments import images_of
from journeymap.io.beside import path_beside, read_beside
from journeymap.io.reading import read_regular
from journeymap.io.resources import cached_until_changed
from journeymap.model import Journey, Persona, Picture, Stage, Touchpoint, UnreadPicture

if TYPE_CHECKING:
    from journeymap.style.theme import Theme

MOST_BYTES = 25_000_000
"""The most bytes that the file of a picture may have."""
_ROOM = {Persona: (240, 240), Touchpoint: (600, 450), Stage: (1200, 600), Journey: (600, 450)}
"""The pixels of a picture on the map, with three to each pixel of a screen: some 300 to the inch on A3."""


def with_pictures(journey: Journey, folder: str) -> Journey:
    """Returns the journey with its pictures, read from files beside it: their paths are relative to the folder.

    Each is read once, oriented, and scaled down to the largest place that it has on the map.
    """
    rooms: dict[str, tuple[int, int]] = {}
    for part, image in images_of(journey):
        room, known = _ROOM[type(part)], rooms.get(image.file, (0, 0))
        rooms[image.file] = (max(room[0], known[0]), max(room[1], known[1]))
    pictures = {file: _picture(file, folder, room) for file, room in rooms.items()}
    return journey.replace(pictures=pictures) if pictures else journey


def _picture(file: str, folder: str, room: tuple[int, int]) -> Picture | UnreadPicture:
    try:
        path = Path(path_beside(file, folder))
    except UserError as error:  # by where links lead, which no stamp tells
        return UnreadPicture(True, error.message, error.hint)
    return _read_picture(path, file, folder, room)


def _picture_and_paths(
    path: Path, file: str, folder: str, room: tuple[int, int]
) -> tuple[Picture | UnreadPicture, tuple[Path, ...]]:
    try:
        data = read_beside(file, folder, MOST_BYTES + 1)
    except UserError as error:
        return UnreadPicture(True, error.message, error.hint), (path, path.parent)  # the hint names others there
    if len(data) > MOST_BYTES:
        size = f"`{file}` is larger than the {MOST_BYTES // 1_000_000} MB that a picture may have"
        hint = "save it smaller; the map shows it at a few hundred pixels"
        return UnreadPicture(False, size, hint), (path,)
    from journeymap.pipeline.raster import prepared

    try:
        return prepared(data, file, room), (path,)
    except UserError as error:
        return UnreadPicture(False, error.message, error.hint), (path,)


_read_picture = cached_until_changed(_picture_and_paths, most=32)


def in_theme(journey: Journey, theme: Theme) -> Journey:
    """Returns the journey with pictures as a theme has them: grey in a theme without any colour."""
    if not journey.pictures or not all(_is_grey(colour) for colour in theme.tokens.values()):
        return journey
    pictures = {
        file: _grey(picture) if isinstance(picture, Picture) else picture for file, picture in journey.pictures.items()
    }
    return journey.replace(pictures=pictures)


def _is_grey(colour: str) -> bool:
    return colour[1:3] == colour[3:5] == colour[5:7]


@lru_cache(maxsize=64)
def _grey(picture: Picture) -> Picture:
    from journeymap.pipeline.raster import grey

    return grey(picture)


def digests(files: Iterable[str], folder: str) -> Mapping[str, str]:
    """Returns the SHA-256 of files beside a journey, by their names; empty for one that cannot be read."""
    found = {}
    for file in files:
        try:
            found[file] = hashlib.sha256(read_beside(file, folder, MOST_BYTES + 1)).hexdigest()
        except UserError:
            found[file] = ""
    return found


def digests_in(journey: Path) -> Mapping[str, str]:
    """Returns the digests of the pictures that a journey file names, as `digests` does."""
    return digests(_files_named_in(str(journey)), folder_of(journey))


def named_in(journey: Path) -> tuple[str, ...]:
    """Returns the names of the pictures that a journey file has, none of one that cannot be read."""
    return _files_named_in(str(journey))


def folder_of(journey: Path) -> str:
    """Returns the folder of a journey's file, from which the paths in it are."""
    return os.path.dirname(os.path.abspath(journey))  # noqa: PTH100, PTH120  links stay as they are


def allowed_paths(files: Iterable[str], folder: str) -> list[Path]:
    """Returns the paths of files beside a journey, as far as they are allowed, found or not; no folders."""
    found = []
    for file in files:
        with suppress(UserError):
            found.append(Path(path_beside(file, folder)))
    return [path for path in found if not path.is_dir()]


@cached_until_changed
def _files_named_in(journey: str) -> tuple[tuple[str, ...], list[Path]]:
    from journeymap.model import read_journey
    from journeymap.source import load
    from journeymap.source.limits import MAX_BYTES

    path = Path(journey)
    try:
        data = read_regular(path, MAX_BYTES + 1)
    except OSError:
        return (), [path]
    tree = load(data, journey).tree if b"image" in data or b"\\" in data else None  # an escape may stand for a letter
    read = read_journey(tree)[0] if tree is not None else None
    return tuple(dict.fromkeys(image.file for _, image in images_of(read))) if read else (), [path]
