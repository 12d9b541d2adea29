"""The head of every HTML page: fonts, colours for light, dark and print, and a strict content security policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from operator import is_
from pathlib import Path

from markupsafe import Markup

from journeymap.io import resources
from journeymap.render.font_faces import font_faces
from journeymap.style.fallback import require_all
from journeymap.style.fonts import FAMILY, MEDIUM, REGULAR, SEMIBOLD, css_family
from journeymap.style.text_faces import depends_on_fonts
from journeymap.style.theme import Theme, themed

_GREY = 3 * 128
_DRAWN_TEXT = re.compile(r'<text [^>]* font-weight="(\d+)"[^>]*>([^<]*)')
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_ASCII_BYTES = bytes(range(0x80))
_LETTERS = ("".join(map(chr, range(0x5D0, 0x5EB))), "".join(map(chr, (*range(0x621, 0x63B), *range(0x640, 0x64B)))))
"""The letters of Hebrew and of Arabic. A page that has one of an alphabet will usually have most of the others."""


def page_head(
    theme: Theme,
    kind: str,
    body: str,
    *,
    drawings: Sequence[str] = (),
    whole: bool = True,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    has_script: bool = True,
    also: tuple[str, ...] = (),
) -> Mapping[str, Markup]:
    """The `policy`, `style` and `script` for the head of a page with this body, by these names.

    `kind` is the name of the page's style file and of its script file, if it has one; `styles` and `scripts` are
    those of further files. `drawings` are parts of the page that the body does not have. The fonts have the characters
    of both, and all of ASCII and of the alphabets that they use, so that most pages of a run have the same head. The
    policy has the rules `also`, too. Unless `whole` is off, raises MissingCharactersError when no font has a character
    of the page.
    """
    foreign = "".join([part for part in (body, *drawings) if not part.isascii()])
    characters = set(foreign.encode().translate(None, _ASCII_BYTES).decode())  # a tenth of the time of asking of each
    for letters in _LETTERS:
        if not characters.isdisjoint(letters):
            characters.update(letters)
    rules = page_files(*(f"{name}.css" for name in (kind, *styles, "print")))
    script = page_files(*(f"{name}.js" for name in (*((kind,) if has_script else ()), *scripts)))
    in_roles = tuple(_in_roles("".join((body, *drawings)))) if theme.type.roles else ()
    return _head(colours(theme), rules, script, "".join(sorted(characters)), whole, in_roles, also)


@lru_cache(maxsize=16)
def _head(
    variables: str,
    rules: str,
    script: str,
    characters: str,
    whole: bool,
    in_roles: tuple[tuple[int, str], ...],
    also: tuple[str, ...],
) -> Mapping[str, Markup]:
    if whole:
        require_all(characters)
    needed = {**dict.fromkeys((REGULAR, MEDIUM, SEMIBOLD), _ASCII + characters), **dict(in_roles)}
    fonts = font_faces(needed, together=False)
    style = "\n".join((fonts, variables, rules.replace(FAMILY, css_family())))
    return {"policy": policy(style, script, also), "style": Markup(style), "script": Markup(script)}


depends_on_fonts(_head.cache_clear)


def _in_roles(body: str) -> Iterator[tuple[int, str]]:
    """The characters of the drawings in a page by the weights that stand for roles of a theme's type.

    Only drawings have such texts, and few, so their fonts need no more.
    """
    texts: defaultdict[int, set[str]] = defaultdict(set)
    for weight, text in _DRAWN_TEXT.findall(body):
        texts[int(weight)].update(unescape(text))
    for weight in sorted(texts.keys() - {REGULAR, MEDIUM, SEMIBOLD}):
        yield weight, "".join(sorted(texts[weight]))


@resources.cached_until_changed
def page_files(*names: str) -> tuple[str, list[Path]]:
    """The text of built-in scripts or styles, one after the other, by the names of their files."""
    paths = [resources.templates() / "partials" / name for name in names]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths), paths


def policy(style: str, script: str, also: tuple[str, ...] = ()) -> Markup:
    """The content security policy of a page, which allows this style and this script, if any, and no others.

    It has further rules `also`.
    """
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        *((f"script-src '{_hash(script)}'",) if script else ()),
        "font-src data:",
        "img-src data:",
        *also,
        "base-uri 'none'",
        "form-action 'none'",
    )
    return Markup("; ".join(rules))


def colours(theme: Theme) -> str:
    """The theme's colours as CSS variables, with a second set for readers whose system or choice is dark.

    With a dark theme, the second set is light. Printed pages have the colours of the print theme.
    """
    theme_is_dark = is_dark(theme)
    light = _in_brand("default", theme) if theme_is_dark else theme
    dark = theme if theme_is_dark else _in_brand("dark", theme)
    themes = (light, dark, _in_brand("print", theme))
    last, rules = _LastColours.made
    if not all(map(is_, themes, last)):
        rules = _colour_rules(*map(_variables, themes))
        _LastColours.made = themes, rules
    return rules


class _LastColours:
    """The light, dark and printed themes of the last page, and their rules: nearly always the next has the same."""

    made: tuple[tuple[Theme | None, ...], str] = ((None, None, None), "")


def _colour_rules(light: str, dark: str, printed: str) -> str:
    return "\n".join((
        f":root{{color-scheme:light;{light}}}",
        f"@media (prefers-color-scheme:dark){{:root:not([data-scheme=light]){{color-scheme:dark;{dark}}}}}",
        f":root[data-scheme=dark]{{color-scheme:dark;{dark}}}",
        f"@media print{{:root:root:root{{color-scheme:light;{printed}}}}}",
    ))  # fmt: skip


def _in_brand(name: str, theme: Theme) -> Theme:
    """The theme of this name in the brand and the hues of another one."""
    return themed(name, theme.brand, theme.stage_hues)


def is_dark(theme: Theme) -> bool:
    """Whether the theme's paper is nearer to black than to white."""
    return sum(bytes.fromhex(theme.tokens["paper"].removeprefix("#"))) < _GREY


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _variables(theme: Theme) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in theme.tokens.items())
