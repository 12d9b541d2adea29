"""True sizes: millimetres and points in pixels of a scene, and the sizes of sticky notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.layout.canvas import Type
from journeymap.style.fonts import REGULAR

MM = 96 / 25.4
"""Pixels in a millimetre: a scene at true size has 96 pixels to the inch."""

_POINT = 96 / 72
_NOTE = re.compile(
    r"(?P<width>[0-9]{1,3}(?:\.[0-9]+)?)(?:\s*[x×*]\s*(?P<height>[0-9]{1,3}(?:\.[0-9]+)?))?\s*(?P<unit>mm|cm|in)?"
)
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_LEAST_NOTE, _WIDEST_NOTE = 25.0, 250.0


@dataclass(frozen=True, slots=True)
class NoteSize:
    """The size of a sticky note, in millimetres."""

    width: float = 76
    height: float = 76

    @property
    def scale(self) -> float:
        """The factor for letters and marks beside a note: 1 for the usual note of 76 mm, from 0.62 to 1.3."""
        return min(max(min(self.width, self.height) / 76, 0.62), 1.3)

    def __str__(self) -> str:
        return f"{self.width:g} × {self.height:g} mm"


def note_size(asked: str) -> NoteSize:
    """The size in a text such as `76x76mm`, `51` or `3in`; one number is a square. Raises UserError for other texts."""
    found = _NOTE.fullmatch(asked.strip().lower())
    if found is None:
        raise UserError(f"--note: {asked!r} is not a size", hint="write 76x76mm, or 51 for a square note of 51 mm")
    unit = _UNITS[found["unit"] or "mm"]
    width = float(found["width"]) * unit
    note = NoteSize(width, float(found["height"]) * unit if found["height"] else width)
    for side in (note.width, note.height):
        if not _LEAST_NOTE <= side <= _WIDEST_NOTE:
            raise UserError(
                f"--note: a side of {side:g} mm is not one of a sticky note",
                hint=f"notes from {_LEAST_NOTE:g} to {_WIDEST_NOTE:g} mm fit; usual are 51, 76 and 127",
            )
    return note


def points(size: float, weight: int = REGULAR, leading: float = 1.25) -> Type:
    """The style of letters whose size is given in points; `leading` is a multiple of their size."""
    return Type(round(size * _POINT, 2), weight, round(size * _POINT * leading, 2))


def fitting(style: Type, text: str, width: float) -> Type:
    """The style, reduced (to 60 % at most) until the longest word of a text is no wider than `width` pixels."""
    widest = max((style.width(word) for word in text.split()), default=0)
    if widest <= width:
        return style
    part = max(width / widest, 0.6) * 0.99
    return Type(round(style.size * part, 2), style.weight, round(style.leading * part, 2))
