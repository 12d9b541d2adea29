"""The fonts of a run, which its settings and its themes name."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from journeymap.brand import NO_BRAND
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings
from journeymap.style.font_choice import FontChoice, chosen_fonts, use_fonts
from journeymap.style.theme import load_theme
from journeymap.style.typography import set_in


def font_choice(settings: Settings, language: str) -> FontChoice:
    """The fonts that the settings and all themes of the run name; built-in themes name none.

    Texts, of which most are in `language`, are set in the font of the brand in which the theme of the settings is
    dressed.
    """
    build = settings.build
    themes = dict.fromkeys((settings.theme, *build.themes, *((build.paper_theme,) if build.papers else ())))
    files = tuple(theme for theme in themes if _is_file(theme))
    return FontChoice(settings.fonts, files, settings.allow_missing, _fonts_of_brand(settings), language)


def use_fonts_of(settings: Settings, language: str = "") -> None:
    """Draws with the fonts of these settings from now on; the language of most texts stays, unless it is given.

    Raises UserError when one of the fonts cannot be found or read.
    """
    use_fonts(font_choice(settings, language or chosen_fonts().language))


def typeset(settings: Settings, language: str) -> AbstractContextManager[None]:
    """A context in which texts are set in the fonts of these settings and the type of their theme.

    It is for what is laid out before it is drawn; `language` is that of the journey. Raises as `use_fonts_of` does.
    """
    use_fonts_of(settings, language)
    return set_in(theme_of(settings).type, language)


def _is_file(theme: str) -> bool:
    return "." in theme and bool(Path(theme).suffix)


def _fonts_of_brand(settings: Settings) -> tuple[str, ...]:
    own = load_theme(settings.theme).brand if _is_file(settings.theme) else NO_BRAND
    return (settings.brand if own == NO_BRAND else own).fonts
