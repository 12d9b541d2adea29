"""Draws SVG pictures that may come from strangers as PNG, with limited time and memory.

A picture loads nothing from outside itself, and has no scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from xml.parsers import expat

from journeymap.errors import UserError
from journeymap.io.confined import confined

_ROOT = re.compile(rb"<(?:[A-Za-z]{1,20}:)?svg[\s>]")
_FROM_OUTSIDE = re.compile(r"""url\(\s*["']?\s*(?!["'#\s]|data:image/)|@import""", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,]|$)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)
_PIXELS = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_CSS_DPI = 96
_LARGEST = 1e6
_LOOKED_AT = 20_000


def looks_like_svg(data: bytes) -> bool:
    """Whether a file is meant as SVG."""
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and _ROOT.search(start) is not None


def drawn_svg(data: bytes, name: str, size: Callable[[float, float], tuple[int, int]]) -> bytes:
    """Returns the SVG in a file as a PNG; `size` gives its pixels from its width and height.

    Raises UserError, with the file's name, when it is damaged, has scripts, needs anything from outside itself, or
    takes too long.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"`{name}` is an SVG that is not in UTF-8", hint="save it as UTF-8") from None
    across, _ = size(*_size(text, name))
    takes = f"drawing `{name}` takes"
    return confined(partial(_png, text, across), takes, partial(_damaged, name))["png"]


def _png(text: str, width: int) -> dict[str, bytes]:
    import resvg_py

    from journeymap.render.pinned import fonts_for
    from journeymap.style.fonts import file_family

    with fonts_for(set(text)) as fonts:
        return {
            "png": bytes(
                resvg_py.svg_to_bytes(
                    svg_string=text,
                    width=width,
                    dpi=_CSS_DPI,
                    skip_system_fonts=True,
                    font_dirs=[str(folder) for folder in fonts.folders],
                    font_family=file_family(),
                )
            )
        }


def _damaged(name: str, error: Exception) -> UserError:
    return UserError(f"`{name}` is a damaged SVG: {error}")


def _size(text: str, name: str) -> tuple[float, float]:
    """The width and height of an SVG. Raises UserError when it has none, or has what is not drawn."""
    parser = expat.ParserCreate()
    root: dict[str, str] = {}
    seen = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen == 1:
            root.update(attributes)
        element = tag.rpartition(":")[2].lower()
        if element == "script" or any(key.lower().startswith("on") for key in attributes):
            raise UserError(f"`{name}` has a script, and a picture has none", hint="save it without scripts")
        for key, value in attributes.items():
            is_link = key.rpartition(":")[2] == "href" and element != "a"
            if (is_link and not _WITHIN.match(value)) or _FROM_OUTSIDE.search(value):
                raise _from_outside(name)

    def doctype(_name: str, _system: str | None, _public: str | None, has_entities: bool) -> None:
        if has_entities:
            raise UserError(f"`{name}` declares entities of its own", hint="save it as plain SVG")

    def text_found(found: str) -> None:
        if _FROM_OUTSIDE.search(found):
            raise _from_outside(name)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    parser.CharacterDataHandler = text_found
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        raise UserError(f"`{name}` is a damaged SVG: {problem}, in line {error.lineno} of it") from None
    size = _lengths(root)
    if size is None:
        raise UserError(f"`{name}` says neither its size nor its viewBox", hint="give its <svg> a `viewBox`")
    return size


def _lengths(root: dict[str, str]) -> tuple[float, float] | None:
    found = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sizes = [float(each[1]) * _PIXELS.get((each[2] or "").lower(), 1) for each in found if each]
    if len(sizes) < 2:
        box = root.get("viewBox", "").replace(",", " ").split()
        try:
            sizes = [float(each) for each in box[2:]]
        except ValueError:
            return None
    if len(sizes) != 2 or not all(0 < each < _LARGEST for each in sizes):
        return None
    return sizes[0], sizes[1]


def _from_outside(name: str) -> UserError:
    return UserError(
        f"`{name}` needs another file, and nothing is loaded from outside a picture", hint="save it with all it needs"
    )
