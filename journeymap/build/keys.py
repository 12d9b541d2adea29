"""Keys: digests of everything that decides the bytes of outputs. Equal keys mean equal outputs."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap import __version__
from journeymap.brand import NO_BRAND
from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.reading import read_regular
from journeymap.overlays import Overlay
from journeymap.pipeline.fonts import font_choice
from journeymap.pipeline.formats import libraries
from journeymap.pipeline.themes import theme_of
from journeymap.scripts import FONT_PACKAGES
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.style.font_files import FontFile

_PACKAGE = Path(__file__).parent.parent
_PICTURE_PACKAGES = ("pillow", "resvg-py")
_FONT_PACKAGES = ("fontpkg-inter", "fontpkg-rubik", "manimgx-fonts", *sorted(set(FONT_PACKAGES.values())))
"""The packages of fonts, which findings depend on as well: they decide which characters can be drawn."""


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def code_key() -> str:
    """The key of journeymap itself: its code, and the templates, words and themes that come with it.

    The version alone is not enough, since a branch has new code under the old number.
    """
    return _key_of([__version__, _tree(_PACKAGE, ".py"), _tree(resources.templates())])


def drawing_key(settings: Settings, code: str) -> str:
    """The key of everything, except the journey and the day, that its files depend on."""
    build = settings.build
    themes = (*build.themes, *([build.paper_theme] if build.papers else ()))
    formats = (*build.formats, *(["pdf"] if build.papers else ()))
    return _key_of([
        code,
        [[package, _version_of(package)] for package in libraries(formats)],
        _fonts(settings),
        build.formats,
        [_theme(settings, theme) for theme in themes],
        build.papers,
        _tree(settings.templates) if settings.templates else None,
        [settings.compact, settings.dpi, settings.width, settings.pdf_standard],
        [settings.persona, settings.segment, settings.view, settings.lanes],
    ])  # fmt: skip


def key_with_overlays(key: str, overlays: Iterable[Overlay[Any]]) -> str:
    """The key of a journey's files with overlays, in any order, drawn on them; without overlays, `key` itself.

    It includes the whole text of an overlay's file, since findings show lines and columns of it.
    """
    digests = sorted(
        [each.name, each.digest, digest(each.source.text.encode()) if each.source else ""] for each in overlays
    )
    return _key_of([key, digests]) if digests else key


def picture_keys(digests: Mapping[str, str]) -> dict[str, str]:
    """The keys of pictures, by the names of their files; `digests` are those of what the files hold, by name.

    They include what makes pictures ready to be drawn, which is needed by no journey without any.
    """
    versions = [[package, _version_of(package)] for package in _PICTURE_PACKAGES]
    return {file: _key_of([data, versions]) for file, data in digests.items()}


def index_key(rows: object, settings: Settings, code: str) -> str:
    """The key of everything, except the day, that the index depends on."""
    build = settings.build
    versions = [_version_of(package) for package in libraries(("html",))]
    parts = [
        code,
        versions,
        rows,
        _theme(settings, build.themes[0]),
        build.language,
        _tree(settings.templates),
        _fonts(settings),
    ]
    return _key_of(parts)


def _key_of(parts: Iterable[object]) -> str:
    return digest(json.dumps(list(parts), sort_keys=True).encode())


def _theme(settings: Settings, name: str) -> list[object]:
    """A theme's name and, unless it is a built-in one without a brand, what it says and what the brand's files hold."""
    path, theme = Path(name), theme_of(settings.replace(theme=name))
    type_files = _contents(theme.type.files)
    if not path.suffix and theme.brand == NO_BRAND and not theme.stage_hues:
        return [name, type_files]  # the rest is part of the code
    fonts: list[object] = []
    if theme.brand.fonts:
        from journeymap.style.named_fonts import text_fonts  # noqa: PLC0415  few builds name fonts

        fonts = _contents(text_fonts(font_choice(settings.replace(theme=name), "en")))
    logo = [_read(file) if file else None for file in theme.brand.logo]
    roles = [
        [name, [script for script, _ in by_script], *style] for name, (_, by_script, *style) in theme.type.roles.items()
    ]
    return [path.stem, theme.tokens, theme.drawing, theme.parent, roles, type_files, fonts, logo]


def _fonts(settings: Settings) -> list[Any]:
    """The versions of the packages of fonts, the files that settings and themes name, and what may be missing."""
    choice = font_choice(settings, "en")
    files: list[object] = []
    if choice.fonts or choice.theme_files:
        from journeymap.style.named_fonts import named_fonts  # noqa: PLC0415  few builds name fonts

        files = _contents(named_fonts(choice))
    return [[[package, _version_of(package)] for package in _FONT_PACKAGES], files, choice.allow_missing]


def _contents(fonts: Iterable[FontFile]) -> list[object]:
    return [[font.number, _read(font.path)] for font in fonts]


def _tree(folder: Path | None, suffix: str = "") -> list[list[str]]:
    """The files under a folder, sorted: the path of each and the digest of its content."""
    if folder is None:
        return []
    found = []
    for place, _, names in os.walk(folder):
        within = os.path.relpath(place, folder).replace(os.sep, "/")
        found += [[f"{within}/{name}", _read(f"{place}{os.sep}{name}")] for name in names if name.endswith(suffix)]
    return sorted(found)


def _read(path: Path | str) -> str:
    try:
        return digest(read_regular(path))
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from None


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
