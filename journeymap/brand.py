"""A brand, as settings and themes name it: its colours, its fonts and its logo, and a hue for each stage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeymap.records import NamedTuple

AUTO = "auto"
"""Stands for hues of stages that are chosen to suit the other colours."""
_COLOUR = r"#[0-9A-Fa-f]{6}"
_FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")
_MOST_HUES = 12
BRANDING = {
    "brand": "The table of a brand's colours, font and logo.",
    "logo": "The logo, where there is nothing else to a brand.",
    "stage-hues": "A hue for each stage: `auto`, or up to 12 colours, taken in turn.",
}
"""The keys of settings and of themes that are read here, with what they say."""
BRAND_KEYS = {
    "primary": "The brand's main colour, `#RRGGBB`.",
    "accent": "Its second colour; left out, the main one.",
    "font": "Packages or files of fonts for all texts.",
    "logo": "A picture, or one each for light paper and for dark grounds: `{dark = …, light = …}`.",
}
"""The keys of a brand, with what they say."""
_GROUNDS = ("dark", "light")


class Logo(NamedTuple):
    """The files of a logo: one for light paper and, if there is one, another for dark grounds."""

    dark: Path | None = None
    light: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Its files."""
        return tuple(path for path in self if path is not None)


class Brand(NamedTuple):
    """A brand: two colours as `#RRGGBB`, packages or whole paths of fonts, and a logo; empty what it does not name."""

    primary: str = ""
    accent: str = ""
    fonts: tuple[str, ...] = ()
    logo: Logo = Logo()


NO_BRAND = Brand()


class BrandError(ValueError):
    """What is wrong with a brand: the keys that lead to it, the message, and how to mend it."""

    def __init__(self, keys: tuple[str, ...], message: str, hint: str = "") -> None:
        super().__init__(message)
        self.keys = keys
        self.message = message
        self.hint = hint


class Branding(NamedTuple):
    """A brand, and the hues of stages: `#RRGGBB`, taken in turn, or `auto` alone."""

    brand: Brand = NO_BRAND
    stage_hues: tuple[str, ...] = ()


def read_branding(values: Mapping[str, Any], folder: Path) -> Branding:
    """Returns what the keys of `BRANDING` say, from plain values; paths are relative to the folder.

    A logo stands in the brand, or beside it where there is nothing else to a brand. Raises BrandError.
    """
    brand = _read_brand(values["brand"], folder) if "brand" in values else NO_BRAND
    if "logo" in values:
        if brand.logo.files:
            raise BrandError(("logo",), "there are two logos", "leave this one or that of the brand out")
        brand = brand._replace(logo=_read_logo(values["logo"], folder, ("logo",)))
    return Branding(brand, _read_hues(values["stage-hues"]) if "stage-hues" in values else ())


def _read_brand(value: Any, folder: Path) -> Brand:
    if not isinstance(value, dict):
        raise BrandError(("brand",), "`brand` has no keys", f"known here: {', '.join(BRAND_KEYS)}")
    for key in value:
        if key not in BRAND_KEYS:
            raise BrandError(("brand", key), f"a brand has no `{key}`", f"known here: {', '.join(BRAND_KEYS)}")
    primary, accent = (_colour(value[key], ("brand", key)) if key in value else "" for key in ("primary", "accent"))
    if accent and not primary:
        hint = "name the brand's main colour, too"
        raise BrandError(("brand", "accent"), "there is an `accent` without a `primary`", hint)
    fonts = _fonts(value["font"], folder) if "font" in value else ()
    logo = _read_logo(value["logo"], folder, ("brand", "logo")) if "logo" in value else Logo()
    return Brand(primary, accent or primary, fonts, logo)


def _read_logo(value: Any, folder: Path, keys: tuple[str, ...]) -> Logo:
    if isinstance(value, str):
        return Logo(_file(value, folder, keys))
    if not isinstance(value, dict) or not value:
        hint = 'write "logo.svg", say, or one each for light and dark grounds: {dark: dark.svg, light: light.svg}'
        raise BrandError(keys, "a logo is the path of a picture", hint)
    files: dict[str, Path] = {}
    for key, path in value.items():
        if key not in _GROUNDS:
            hint = "`dark` is the logo for light paper, `light` the one for dark grounds"
            raise BrandError((*keys, str(key)), f"a logo has no `{key}`", hint)
        files[key] = _file(path, folder, (*keys, key))
    if "dark" not in files:
        raise BrandError(keys, "a logo wants one for light paper", "name it as `dark`, beside `light`")
    return Logo(files["dark"], files.get("light"))


def _read_hues(value: Any) -> tuple[str, ...]:
    if value == AUTO:
        return (AUTO,)
    if not isinstance(value, list) or not 1 <= len(value) <= _MOST_HUES:
        message = f"`stage-hues` wants `{AUTO}`, or from 1 to {_MOST_HUES} colours"
        raise BrandError(("stage-hues",), message, 'write ["#76875F", "#B4704F"], say')
    return tuple(_colour(each, ("stage-hues", str(place))) for place, each in enumerate(value))


def _colour(value: Any, keys: tuple[str, ...]) -> str:
    if not isinstance(value, str) or not re.fullmatch(_COLOUR, value):
        raise BrandError(keys, f"`{value}` is not a colour", 'write it as "#RRGGBB", in quotes')
    return value.upper()


def _fonts(value: Any, folder: Path) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
        raise BrandError(
            ("brand", "font"), "a font is the path of a file, or a package of fonts", 'write "fonts/our.ttf", say'
        )
    return tuple(
        str(folder / name) if Path(name.partition("#")[0]).suffix.lower() in _FONT_FILES else name for name in names
    )


def _file(value: Any, folder: Path, keys: tuple[str, ...]) -> Path:
    if not isinstance(value, str) or not value or "\0" in value:
        raise BrandError(keys, "a logo is the path of a picture", 'write "logo.svg", say')
    path = folder / value
    if not path.is_file():
        raise BrandError(keys, f"there is no picture {path}", "paths are from the file that names them")
    return path
