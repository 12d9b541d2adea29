"""Themes: the colour of each token, and the few ways in which themes draw differently.

A theme is one YAML file. A user's theme may give only the tokens that it changes: all others are those of the built-in
theme that it extends, which is `default` unless its `extends` names another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.brand import BRANDING, NO_BRAND, Brand
from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.kept import KeptValue
from journeymap.io.reading import read_regular
from journeymap.records import NamedTuple
from journeymap.source import Loaded, Mapping, Scalar, Sequence, load
from journeymap.source.built_in import READERS
from journeymap.source.limits import MAX_BYTES
from journeymap.style.theme_brand import branding_in, contrast_in
from journeymap.style.theme_file import problem, section, text_of, texts_of
from journeymap.style.typography import NO_TYPE, ThemeType

if TYPE_CHECKING:
    from journeymap.style.font_files import FontFile

_COLOUR = r"#[0-9A-Fa-f]{6}"
_LIMITS = {"corners": (0.0, 20.0), "curve": (1.0, 8.0), "scale": (0.5, 2.0), "least-text": (11.0, 13.0)}
"""The least and the greatest of each number of a drawing style; the others are widths of outlines."""
_OF_OUTLINES = (0.0, 4.0)
_CHOICES = {
    "band": ("chevrons", "accents", "tints"),
    "head": ("paper", "filled"),
    "portraits": ("circles", "arches"),
    "pictures": ("framed", "flush"),
    "overview": ("cards", "columns"),
    "view": ("overview", "standard", "full"),
}
"""What a text of a drawing style may say."""


class DrawingStyle(NamedTuple):
    """How a theme draws, apart from its colours. Outlines are widths in pixels; 0 is no outline.

    `corners` is the radius of the corners of cards, `curve` the width of the first persona's curve, both in pixels, and
    `scale` by what a map is enlarged when it is finished, `least_text` the size in pixels of the smallest texts of an
    overview. The `view` and the `lanes` are what is drawn where neither
    the run nor the journey says otherwise; without `lanes`, all are.
    """

    pain_outline: float = 0
    gain_outline: float = 0
    opportunity_outline: float = 0
    opportunity_dotted: bool = False
    moment_edges: bool = False
    low_hatched: bool = False
    double_second: bool = False
    zones: bool = True
    for_paper: bool = False
    worst_filled: bool = False
    corners: float = 6
    curve: float = 3
    scale: float = 1
    least_text: float = 11
    band: str = "chevrons"
    head: str = "paper"
    portraits: str = "circles"
    pictures: str = "framed"
    overview: str = "cards"
    view: str = "full"
    lanes: tuple[str, ...] = ()


class Theme(NamedTuple):
    """A theme: its name, the colours as `#RRGGBB` by token, its drawing style, and the built-in theme it extends.

    `fonts` are those that it names for what the map's own font lacks, `type` those that it sets texts in. `contrast` is
    the least that it promises for text in a brand's colours. It is dressed in its `brand` and `stage_hues` by `themed`,
    and `notes` then say what the brand's colours had to give up.
    """

    name: str
    tokens: Dictionary[str, str]
    drawing: DrawingStyle = DrawingStyle()
    parent: str = ""
    fonts: tuple[FontFile, ...] = ()
    type: ThemeType = NO_TYPE
    contrast: float = 4.5
    brand: Brand = NO_BRAND
    stage_hues: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def built_in() -> list[str]:
    """The names of the themes that come with journeymap."""
    return sorted(path.stem for path in (resources.templates() / "themes").iterdir() if path.suffix == ".yaml")


@resources.cached_until_changed
def load_theme(name: str) -> tuple[Theme, list[Path]]:
    """The built-in theme of this name, or the theme in the file at this path (`.yaml`, `.yml`, or any existing file).

    Raises UserError when there is no such theme, and with line and column when its file is wrong.
    """
    if name in built_in():
        path = _built_in_file(name)
        theme = _kept(path)
        return theme, [path, *(font.path for font in theme.type.files)]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        theme = _read(path, complete=False)
        fonts = (font.path for font in (*theme.fonts, *theme.type.files))
        return theme, [path, _built_in_file(theme.parent), *fonts, *theme.brand.logo.files]
    known = ", ".join(built_in())
    raise UserError(f"there is no theme {name!r}", hint=f"use {known}, or the path of a theme file")


def themed(name: str, brand: Brand = NO_BRAND, stage_hues: tuple[str, ...] = ()) -> Theme:
    """The theme of this name or path, in its own brand or else the one given; `stage_hues` are before its own.

    Raises UserError as `load_theme` does.
    """
    theme = load_theme(name)
    brand = brand if theme.brand == NO_BRAND else theme.brand
    hues = stage_hues or theme.stage_hues
    if brand == NO_BRAND and not hues:
        return theme
    from journeymap.style.branding import dressed  # noqa: PLC0415  few maps are in the colours of a brand

    return dressed(theme, brand, hues)


def _built_in_file(name: str) -> Path:
    return resources.templates() / "themes" / f"{name}.yaml"


def _kept(path: Path) -> Theme:
    """A built-in theme as it was read in an earlier run; one with fonts, which may come and go, is read anew."""
    kept = KeptValue("theme", str(path), (path, Path(__file__), *READERS))
    known = kept.read()
    if known is not None:
        name, tokens, drawing, contrast = known
        return Theme(name, tokens, DrawingStyle(*drawing), contrast=contrast)
    theme = _read(path, complete=True)
    if theme == Theme(theme.name, theme.tokens, theme.drawing, contrast=theme.contrast):
        kept.write((theme.name, theme.tokens, tuple(theme.drawing), theme.contrast))
    return theme


def _read(path: Path, *, complete: bool) -> Theme:
    try:
        loaded = load(read_regular(path, MAX_BYTES + 1), str(path))
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    if loaded.findings or not isinstance(loaded.tree, Mapping):
        finding = loaded.findings[0] if loaded.findings else None
        raise problem(loaded, finding.span.start if finding else 0, finding.message if finding else "not a theme")
    parent = text_of(loaded, "extends", "default")
    if parent not in built_in():
        known = ", ".join(built_in())
        raise problem(
            loaded, loaded.tree.key("extends").start, f"there is no built-in theme `{parent}`", f"use {known}"
        )
    base = Theme(path.stem, {}) if complete else load_theme(parent)
    for key, _ in loaded.tree.pairs():
        if key.text not in ("name", "extends", "contrast", "drawing", "tokens", "fonts", "families", "type", *BRANDING):
            raise problem(loaded, key.start, f"a theme has no `{key.text}`")
    tokens = dict(base.tokens)
    for key, node in section(loaded, "tokens"):
        if not complete and key.text not in tokens:
            raise problem(loaded, key.start, f"there is no token `{key.text}`", f"known: {', '.join(tokens)}")
        if not re.fullmatch(_COLOUR, node.text):
            raise problem(loaded, node.start, f"`{node.text}` is not a colour", 'write it as "#RRGGBB", in quotes')
        tokens[key.text] = node.text.upper()
    fonts = _fonts(loaded, path.parent)
    name = text_of(loaded, "name", path.stem)
    branding = branding_in(loaded, path.parent)
    return Theme(
        name,
        tokens,
        _drawing(loaded, base.drawing),
        "" if complete else parent,
        fonts,
        _type(loaded, path, base.type),
        contrast_in(loaded, base.contrast),
        branding.brand,
        branding.stage_hues or base.stage_hues,
    )


def _type(loaded: Loaded, path: Path, base: ThemeType) -> ThemeType:
    assert isinstance(loaded.tree, Mapping)
    if not {"families", "type"}.intersection(loaded.tree.entries):
        return base
    from journeymap.style.theme_type import read_type  # noqa: PLC0415  few themes have a type of their own

    return read_type(loaded, path, base)


def _fonts(loaded: Loaded, folder: Path) -> tuple[FontFile, ...]:
    """The fonts that a theme names; paths are relative to the theme's folder."""
    assert isinstance(loaded.tree, Mapping)
    if "fonts" not in loaded.tree.entries:
        return ()
    from journeymap.style.font_files import find_fonts  # noqa: PLC0415  few themes name fonts

    listed = loaded.tree.entries["fonts"]
    names = listed.items if isinstance(listed, Sequence) else [listed]
    found: list[FontFile] = []
    for each in names:
        if not isinstance(each, Scalar) or not isinstance(each.value, str):
            place = loaded.tree.key("fonts").start
            raise problem(loaded, place, "`fonts` wants a list of packages of fonts, or of paths of font files")
        try:
            found.extend(find_fonts(each.text, folder))
        except UserError as error:
            raise problem(loaded, each.start, error.message, error.hint) from None
    return tuple(found)


def _drawing(loaded: Loaded, base: DrawingStyle) -> DrawingStyle:
    chosen: dict[str, Any] = {name: getattr(base, name) for name in DrawingStyle._fields}
    lanes = texts_of(loaded, "drawing", "lanes")
    if lanes is not None:
        chosen["lanes"] = lanes
    for key, node in section(loaded, "drawing", lists=("lanes",)):
        name = key.text.replace("-", "_")
        if name not in chosen:
            raise problem(loaded, key.start, f"a theme's drawing has no `{key.text}`")
        if key.text in _CHOICES:
            if node.text not in _CHOICES[key.text]:
                known = ", ".join(_CHOICES[key.text])
                raise problem(loaded, node.start, f"`{key.text}` cannot be `{node.text}`", f"choose among {known}")
            chosen[name] = node.text
            continue
        value = node.value
        wants_bool = isinstance(chosen[name], bool)
        fits = isinstance(value, bool) if wants_bool else isinstance(value, int | float) and not isinstance(value, bool)
        least, most = _LIMITS.get(key.text, _OF_OUTLINES)
        if not fits or not (wants_bool or least <= float(node.text) <= most):
            wanted = "`true` or `false`" if wants_bool else f"a number from {least:g} to {most:g}"
            raise problem(loaded, node.start, f"`{key.text}` wants {wanted}, not `{node.text}`")
        chosen[name] = bool(value) if wants_bool else float(node.text)
    return DrawingStyle(**chosen)
