"""Pictures for tests, each made here by code."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#e8eef5"/>'
    '<rect x="14" y="6" width="12" height="24" fill="#155fa8"/><circle cx="23" cy="19" r="1" fill="#fff"/></svg>'
)
"""A blue door."""


def door(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A blue door in a pale wall, the upper left corner of which is red."""
    image = Image.new("RGB", (width, height), "#e8eef5")
    draw = ImageDraw.Draw(image)
    draw.rectangle((width * 0.35, height * 0.2, width * 0.65, height), fill="#155fa8")
    draw.rectangle((0, 0, width * 0.1, height * 0.1), fill="#c00000")
    return image.convert(mode)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture as the content of a file of a kind."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def moving(kind: str) -> bytes:
    """A picture of two frames."""
    return written(door(), kind, save_all=True, append_images=[door().rotate(90)], duration=100)


@cache
def folder_of_pictures() -> str:
    """A folder with some pictures, which is removed at the end."""
    folder = tempfile.TemporaryDirectory(prefix="pictures-")
    atexit.register(folder.cleanup)
    pictures = Path(folder.name, "pictures")
    pictures.mkdir()
    (Path(folder.name) / "journeymap.toml").touch()
    for name, data in {
        "dana.jpg": written(door(), "JPEG"),
        "door.svg": SVG.encode(),
        "dana.heic": b"\0\0\0\x18ftypheic",
        "cut.png": written(door(), "PNG")[:200],
    }.items():
        (pictures / name).write_bytes(data)
    return folder.name
