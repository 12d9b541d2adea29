"""The fonts of a run, which its settings and its themes name."""

from __future__ import annotations

from pathlib import Path

from journeymap.settings import Settings
from journeymap.style.font_choice import FontChoice, use_fonts


def font_choice(settings: Settings) -> FontChoice:
    """The fonts that the settings and all themes of the run name; built-in themes name none."""
    build = settings.build
    themes = dict.fromkeys((settings.theme, *build.themes, *((build.paper_theme,) if build.papers else ())))
    files = tuple(theme for theme in themes if "." in theme and Path(theme).suffix)
    return FontChoice(settings.fonts, files, settings.allow_missing)


def use_fonts_of(settings: Settings) -> None:
    """Draws with the fonts of these settings from now on. Raises UserError when one cannot be found or read."""
    use_fonts(font_choice(settings))
