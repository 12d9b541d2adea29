"""The map's typeface as files, for renderers that cannot use a font inside an SVG."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD, drawable_characters, subset


@cache
def font_folder() -> Path:
    """A folder with one static TrueType file for each weight. It is removed when the process ends."""
    folder = TemporaryDirectory(prefix="journeymap-fonts-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    for weight in (REGULAR, MEDIUM, SEMIBOLD):
        (Path(folder.name) / f"{weight}.ttf").write_bytes(subset(weight, drawable_characters()))
    return Path(folder.name)
