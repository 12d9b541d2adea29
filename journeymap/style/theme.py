"""Themes: the colour of each token, and the few ways in which themes draw differently.

A theme is one YAML file. A user's theme may give only the tokens that it changes: all others are those of the built-in
theme that it extends, which is `default` unless its `extends` names another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.reading import read_regular
from journeymap.records import NamedTuple
from journeymap.source import Loaded, Mapping, Scalar, Sequence, load
from journeymap.source.limits import MAX_BYTES

if TYPE_CHECKING:
    from journeymap.style.font_files import FontFile

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WIDEST_OUTLINE = 4.0


class DrawingStyle(NamedTuple):
    """How a theme draws, apart from its colours. Outlines are widths in pixels; 0 is no outline."""

    pain_outline: float = 0
    gain_outline: float = 0
    opportunity_outline: float = 0
    opportunity_dotted: bool = False
    moment_edges: bool = False
    low_hatched: bool = False
    double_second: bool = False
    zones: bool = True
    for_paper: bool = False


class Theme(NamedTuple):
    """A theme: its name, the colours as `#RRGGBB` by token, its drawing style, and the built-in theme it extends.

    `fonts` are those that it names for what the map's own font lacks.
    """

    name: str
    tokens: Dictionary[str, str]
    drawing: DrawingStyle = DrawingStyle()
    parent: str = ""
    fonts: tuple[FontFile, ...] = ()


def built_in() -> list[str]:
    """The names of the themes that come with journeymap."""
    return sorted(path.stem for path in (resources.templates() / "themes").glob("*.yaml"))


@resources.cached_until_changed
def load_theme(name: str) -> tuple[Theme, list[Path]]:
    """The built-in theme of this name, or the theme in the file at this path (`.yaml`, `.yml`, or any existing file).

    Raises UserError when there is no such theme, and with line and column when its file is wrong.
    """
    if name in built_in():
        path = _built_in_file(name)
        return _read(path, complete=True), [path]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        theme = _read(path, complete=False)
        return theme, [path, _built_in_file(theme.parent), *(font.path for font in theme.fonts)]
    known = ", ".join(built_in())
    raise UserError(f"there is no theme {name!r}", hint=f"use {known}, or the path of a theme file")


def _built_in_file(name: str) -> Path:
    return resources.templates() / "themes" / f"{name}.yaml"


def _read(path: Path, *, complete: bool) -> Theme:
    try:
        loaded = load(read_regular(path, MAX_BYTES + 1), str(path))
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    if loaded.findings or not isinstance(loaded.tree, Mapping):
        finding = loaded.findings[0] if loaded.findings else None
        raise _problem(loaded, finding.span.start if finding else 0, finding.message if finding else "not a theme")
    parent = _text(loaded, "extends", "default")
    if parent not in built_in():
        known = ", ".join(built_in())
        raise _problem(
            loaded, loaded.tree.key("extends").start, f"there is no built-in theme `{parent}`", f"use {known}"
        )
    base = Theme(path.stem, {}) if complete else load_theme(parent)
    for key, _ in loaded.tree.pairs():
        if key.text not in ("name", "extends", "drawing", "tokens", "fonts"):
            raise _problem(loaded, key.start, f"a theme has no `{key.text}`")
    tokens = dict(base.tokens)
    for key, node in _section(loaded, "tokens"):
        if not complete and key.text not in tokens:
            raise _problem(loaded, key.start, f"there is no token `{key.text}`", f"known: {', '.join(tokens)}")
        if not _COLOUR.fullmatch(node.text):
            raise _problem(loaded, node.start, f"`{node.text}` is not a colour", 'write it as "#RRGGBB", in quotes')
        tokens[key.text] = node.text.upper()
    fonts = _fonts(loaded, path.parent)
    name = _text(loaded, "name", path.stem)
    return Theme(name, tokens, _drawing(loaded, base.drawing), "" if complete else parent, fonts)


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
            raise _problem(loaded, place, "`fonts` wants a list of packages of fonts, or of paths of font files")
        try:
            found.extend(find_fonts(each.text, folder))
        except UserError as error:
            raise _problem(loaded, each.start, error.message, error.hint) from None
    return tuple(found)


def _drawing(loaded: Loaded, base: DrawingStyle) -> DrawingStyle:
    chosen: dict[str, float | bool] = {name: getattr(base, name) for name in DrawingStyle._fields}
    for key, node in _section(loaded, "drawing"):
        name = key.text.replace("-", "_")
        if name not in chosen:
            raise _problem(loaded, key.start, f"a theme's drawing has no `{key.text}`")
        value = node.value
        wants_bool = isinstance(chosen[name], bool)
        fits = isinstance(value, bool) if wants_bool else isinstance(value, int | float) and not isinstance(value, bool)
        if not fits or not 0 <= float(value or 0) <= _WIDEST_OUTLINE:
            wanted = "`true` or `false`" if wants_bool else f"a number from 0 to {_WIDEST_OUTLINE:g}"
            raise _problem(loaded, node.start, f"`{key.text}` wants {wanted}, not `{node.text}`")
        chosen[name] = bool(value) if wants_bool else float(node.text)
    return DrawingStyle(**chosen)  # type: ignore[arg-type]


def _section(loaded: Loaded, name: str) -> list[tuple[Scalar, Scalar]]:
    assert isinstance(loaded.tree, Mapping)
    if name not in loaded.tree.entries:
        return []
    section = loaded.tree.entries[name]
    if not isinstance(section, Mapping):
        raise _problem(loaded, loaded.tree.key(name).start, f"`{name}` wants `name: value` lines below it")
    pairs: list[tuple[Scalar, Scalar]] = []
    for key, value in section.pairs():
        if not isinstance(value, Scalar):
            raise _problem(loaded, key.start, f"`{key.text}` wants one value")
        pairs.append((key, value))
    return pairs


def _text(loaded: Loaded, name: str, default: str) -> str:
    assert isinstance(loaded.tree, Mapping)
    value = loaded.tree.entries.get(name)
    return value.text if isinstance(value, Scalar) else default


def _problem(loaded: Loaded, offset: int, message: str, hint: str = "") -> UserError:
    line, column = loaded.source.place(offset)
    return UserError(f"{loaded.source.name}:{line}:{column}: {message}", hint=hint)
