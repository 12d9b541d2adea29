"""The page of the themes: a picture and the tokens of each; for `make_site.py`."""

from __future__ import annotations

from collections.abc import Callable

from markdown_tables import table

from journeymap.io import resources
from journeymap.style.theme import built_in, load_theme

_HEAD = """\
# Themes

`--theme NAME`, or `theme` in the settings. The pictures show one journey in each. A theme of your own is a file with
the tokens that it changes; [Drawing](drawing.md#themes) tells how. The [gallery](gallery.md) has all samples in all
themes.
"""


def page(picture_of: Callable[[str], str]) -> str:
    """The page; `picture_of` gives the markup of a picture in a theme."""
    parts = [_HEAD]
    for name in built_in():
        tokens = [(f"`{token}`", _swatch(colour), f"`{colour}`") for token, colour in load_theme(name).tokens.items()]
        parts.append(f"## {name}\n\n{about(name)}\n\n{picture_of(name)}\n")
        parts.append(f'??? note "The tokens of {name}"\n\n{_indented(table(("token", "", "colour"), tokens))}\n')
    return "\n".join(parts)


def about(name: str) -> str:
    """What a theme is for: the first line of its file."""
    text = (resources.templates() / "themes" / f"{name}.yaml").read_text("utf-8")
    return text.partition("\n")[0].removeprefix("# ")


def _swatch(colour: str) -> str:
    return f'<span class="swatch" style="background:{colour}"></span>'


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())
