"""The page of all settings, from what reads the configuration file; for `make_site.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markdown_tables import table

from journeymap.brand import BRAND_KEYS, BRANDING
from journeymap.configuration import BUILD_SETTINGS, SETTINGS, Setting
from journeymap.settings import BuildSettings, Settings

_HEAD = """\
# Settings

What may stand in `journeymap.toml`, or below `[tool.journeymap]` in `pyproject.toml`. [Checking](checking.md) tells
which file is read; what is asked for on the command line counts for more. Paths stand beside the file.
"""
_KINDS = {
    "_texts": "texts",
    "_text": "text",
    "_themes": "themes or theme files",
    "_theme": "theme or theme file",
    "_fonts": "packages or files",
    "_folder": "folder",
    "_patterns": "patterns",
    "_per_file_ignores": "table: pattern to rules",
    "_severities": "table: rule to severity",
    "_boolean": "`true` or `false`",
    "_language": "language code",
    "_build_settings": "table",
}
"""What each function that reads a value reads."""


def page() -> str:
    """The page: a table each of the settings, those of a site, and those of a brand."""
    parts = [
        _HEAD + "\n" + _settings(SETTINGS, Settings),
        _words(BRANDING),
        "## Of a site: `[build]`\n\n[A site of all journeys](ci.md) tells more.\n",
        _settings(BUILD_SETTINGS, BuildSettings),
        "## Of a brand: `[brand]`\n\n[Your brand](drawing.md#your-brand) tells what follows from them.\n",
        _words(BRAND_KEYS),
    ]
    return "\n".join(parts)


def _settings(settings: Mapping[str, Setting], defaults: type) -> str:
    rows = [
        (f"`{key}`", _KINDS[setting.read.__name__], _default(getattr(defaults, setting.name, None)), setting.doc)
        for key, setting in settings.items()
    ]
    return table(("setting", "value", "default", "what it says"), rows) + "\n"


def _words(words: Mapping[str, str]) -> str:
    return table(("setting", "what it says"), [(f"`{key}`", doc) for key, doc in words.items()]) + "\n"


def _default(value: Any) -> str:
    """A default as TOML has it; nothing where there is none."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str) and value:
        return f'`"{value}"`'
    if isinstance(value, tuple) and value and all(isinstance(each, str) for each in value):
        return f"`{json.dumps(value)}`"
    return ""
