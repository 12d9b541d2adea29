"""The font files that a run names, in its settings, its themes and its brand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.style.font_choice import FontChoice
from journeymap.style.theme import load_theme

if TYPE_CHECKING:
    from journeymap.style.font_files import FontFile


def named_fonts(choice: FontChoice) -> tuple[FontFile, ...]:
    """The fonts that settings and themes name. Raises UserError when one of them cannot be found or read."""
    from journeymap.style.font_files import find_fonts  # noqa: PLC0415  few maps need another font

    files: dict[FontFile, None] = {}
    for name in choice.fonts:
        files.update(dict.fromkeys(find_fonts(name, Path())))
    for theme in choice.theme_files:
        files.update(dict.fromkeys(load_theme(theme).fonts))
    return tuple(files)


def text_fonts(choice: FontChoice) -> tuple[FontFile, ...]:
    """The fonts in which texts are set, in all their weights. Raises UserError when one cannot be found or read."""
    from journeymap.style.font_files import find_family  # noqa: PLC0415  few maps need another font

    return tuple(dict.fromkeys(file for name in choice.text for file in find_family(name, Path())))
