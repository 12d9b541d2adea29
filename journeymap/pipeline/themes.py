"""The theme of a run, dressed in its brand."""

from __future__ import annotations

from journeymap.settings import Settings
from journeymap.style.theme import Theme, themed


def theme_of(settings: Settings) -> Theme:
    """Returns the theme of the settings in its brand. Raises UserError as `load_theme` does."""
    return themed(settings.theme, settings.brand, settings.stage_hues)
