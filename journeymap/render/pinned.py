"""The map's typeface as files, for renderers that cannot use a font inside an SVG."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path

from journeymap.io.scratch import scratch_folder, told
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD, drawable_characters, subset


@cache
def font_folder() -> Path:
    """A folder with one static TrueType file for each weight. It is removed when the process ends."""
    folder = scratch_folder("journeymap-fonts-")
    atexit.register(folder.cleanup)
    for weight in (REGULAR, MEDIUM, SEMIBOLD):
        font = subset(weight, drawable_characters())
        with told():
            (Path(folder.name) / f"{weight}.ttf").write_bytes(font)
    return Path(folder.name)
