"""Paper: named and custom sizes, orientation, and how a map fits on it. All lengths are in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeymap.errors import UserError

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72
A_SERIES = ("A5", "A4", "A3", "A2", "A1", "A0")
_SIZES = {
    "A0": (841.0, 1189.0),
    "A1": (594.0, 841.0),
    "A2": (420.0, 594.0),
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}
_UNITS = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "m": 1000.0}
_CUSTOM_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|m)?", re.IGNORECASE)
_LEAST, _MOST = 40.0, 5000.0
_POINTS_AT_ONE_METRE = 12.0
_DISTANCES = {"arm": 0.5, "wall": 1.0}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The paper to print on, and the `distance` in metres at which it is read.

    `fit` is `one` (the whole map on one sheet), `width` (as wide as the sheet) or `pages` (stage by stage). No text is
    to be under `least` points, whatever the distance. `tile` is the size of the sheets that a poster is cut into. Each
    of them has a white `tile_margin` at each side, and shows `overlap` of its neighbours.
    """

    size: tuple[float, float]
    name: str
    margin: float = 5.0
    fit: str = "one"
    distance: float = _DISTANCES["arm"]
    least: float = 0.0
    tile: tuple[float, float] | None = None
    tile_margin: float = 8.0
    overlap: float = 10.0

    @property
    def least_text(self) -> float:
        """The size in points of the smallest readable text at the distance: 6 at arm's length, 12 at one metre.

        It is `least` where that is more.
        """
        return max(_POINTS_AT_ONE_METRE * self.distance, self.least)


def reading_distance(text: str) -> float:
    """A reading distance in metres: `arm`, `wall`, or a length. Raises UserError for anything else."""
    return _DISTANCES[text] if text in _DISTANCES else length(text, what="--distance") / 1000


def paper_sizes(name: str, orientation: str, fit: str) -> list[tuple[float, float]]:
    """The sizes in millimetres, width and height, that a paper may have for a map that is fitted in this way.

    With `auto`, a named paper may lie or stand where the whole map is on one sheet; on several it lies. Raises
    UserError for an unknown paper.
    """
    if orientation == "auto" and fit == "one" and "x" not in name.lower():
        return [paper_size(name, each) for each in ("landscape", "portrait")]
    return [paper_size(name, orientation)]


def paper_size(name: str, orientation: str = "auto") -> tuple[float, float]:
    """The width and height of a paper in millimetres. Raises UserError for an unknown paper.

    `name` is A5 to A0, letter, legal, tabloid, or a custom size such as `600x400mm`. `auto` keeps a custom size as it
    is and turns a named one to landscape.
    """
    size = {known.lower(): size for known, size in _SIZES.items()}.get(name.lower())
    if size is None:
        match = _CUSTOM_SIZE.fullmatch(name.strip())
        if match is None:
            raise UserError(f"`{name}` is no paper", hint=f"use {', '.join(_SIZES)}, or a size such as 600x400mm")
        unit = _UNITS[match[3].lower()]
        size = (float(match[1]) * unit, float(match[2]) * unit)
        if not all(_LEAST <= side <= _MOST for side in size):
            raise UserError(f"`{name}` is out of range", hint="a side may have 40 mm to 5 m")
        if orientation == "auto":
            return size
    short, long = sorted(size)
    return (short, long) if orientation == "portrait" else (long, short)


def length(text: str, *, what: str) -> float:
    """A length in millimetres, from `10mm`, `1 cm`, `0.5in`, `1m`, or a plain number of millimetres.

    Raises UserError, which calls the value `what`, for any other text.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise UserError(f"`{text}` is no length for {what}", hint="write it as 10mm, 1cm or 0.5in")
    return float(match[1]) * _UNITS[(match[2] or "mm").lower()]


def next_larger(width: float, height: float) -> list[tuple[str, float]]:
    """The A sizes larger than a sheet, smallest first, each with the factor by which a drawing can grow on it."""
    short, long = sorted((width, height))
    found = []
    for name in A_SERIES:
        side, longer = _SIZES[name]
        factor = min(side / short, longer / long)
        if factor > 1.05:
            found.append((name, factor))
    return found
