"""Reads the logo of a brand and makes it ready to be drawn, through the same door as the pictures of journeys."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from journeymap.brand import Logo
from journeymap.errors import UserError
from journeymap.io.reading import read_regular
from journeymap.io.resources import cached_until_changed
from journeymap.layout.logo import LogoPictures
from journeymap.model import Picture
from journeymap.pipeline.pictures import MOST_BYTES
from journeymap.style.colours import is_grey
from journeymap.style.theme import Theme

_ROOM = (1320, 264)
"""The pixels of a logo, with six to each pixel of a screen: some 500 to the inch on A3."""


def logo_of(theme: Theme) -> LogoPictures | None:
    """Returns the logo of a theme's brand, grey where the theme is; None without one.

    Raises UserError, with the file's name, when a file of it is no picture, as `raster.prepared` does.
    """
    if theme.brand.logo == Logo():
        return None
    grey = all(map(is_grey, theme.tokens.values()))
    dark, light = (_picture(str(path), grey=grey) if path else None for path in theme.brand.logo)
    return LogoPictures(dark, light) if dark else None


def _picture(file: str, *, grey: bool) -> Picture:
    picture = _read(file)
    return _grey(picture) if grey else picture


@cached_until_changed
def _read(file: str) -> tuple[Picture, list[Path]]:
    from journeymap.pipeline.raster import prepared

    path = Path(file)
    try:
        data = read_regular(path, MOST_BYTES + 1)
    except OSError as error:
        raise UserError(f"the logo {file} cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise UserError(f"the logo {file} is larger than the {MOST_BYTES // 1_000_000} MB that a picture may have")
    try:
        return prepared(data, file, _ROOM), [path]
    except UserError as error:
        raise UserError(f"the logo {error.message}", hint=error.hint) from None


@lru_cache(maxsize=8)
def _grey(picture: Picture) -> Picture:
    from journeymap.pipeline.raster import grey

    return grey(picture)
