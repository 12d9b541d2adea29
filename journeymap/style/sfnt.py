"""Puts tables into font files (OpenType, "Organization of an OpenType Font"): other characters, or another family."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

_DIRECTORY, _ENTRY = 12, 16
_UNICODE, _WINDOWS, _US_ENGLISH = 0, 3, 0x409
_BASIC_PLANE = 0x10000
_STATED_WEIGHT = 4
"""Where in the table `OS/2` the weight stands."""
_NAMES = (1, 2, 4, 6, 16, 17)
"""The family, style, full and PostScript name, and again the family and style, by their numbers in the name table."""


def with_table(font: bytes, tag: str, table: bytes) -> bytes:
    """A font whose table of this name is replaced; the old one stays behind as unused bytes. The font must have it."""
    padded = font + b"\0" * (-len(font) % 4)
    filled = table + b"\0" * (-len(table) % 4)
    made = bytearray(padded + filled)
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(_DIRECTORY, _DIRECTORY + _ENTRY * count, _ENTRY):
        if font[at : at + 4] == tag.encode():
            total = sum(struct.unpack(f">{len(filled) // 4}I", filled)) & 0xFFFFFFFF
            struct.pack_into(">3I", made, at + 4, total, len(padded), len(table))
            return bytes(made)
    raise ValueError(f"the font has no table {tag}")


def with_weight(font: bytes, weight: int) -> bytes:
    """A font whose table `OS/2` states this weight: a face stands for a weight that its design lacks."""
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(_DIRECTORY, _DIRECTORY + _ENTRY * count, _ENTRY):
        if font[at : at + 4] == b"OS/2":
            start, length = struct.unpack_from(">2I", font, at + 8)
            table = bytearray(font[start : start + length])
            if struct.unpack_from(">H", table, _STATED_WEIGHT) == (weight,):
                return font
            struct.pack_into(">H", table, _STATED_WEIGHT, weight)
            return with_table(font, "OS/2", bytes(table))
    return font


def character_table(glyphs: Mapping[int, int]) -> bytes:
    """A `cmap` table (format 4), from the number of a glyph by code point. Only the basic plane fits into it."""
    points = sorted(point for point in glyphs if point < _BASIC_PLANE - 1)
    starts = [points[0]]
    starts += [here for last, here in pairwise(points) if here != last + 1 or glyphs[here] != glyphs[last] + 1]
    place = {point: at for at, point in enumerate(points)}
    ends = [points[place[start] - 1] for start in starts[1:]] + [points[-1]]
    starts, ends = [*starts, 0xFFFF], [*ends, 0xFFFF]
    deltas = [(glyphs.get(start, 0) - start) & 0xFFFF for start in starts[:-1]] + [1]
    count = len(starts)
    power = 1 << (count.bit_length() - 1)
    search = (count * 2, power * 2, power.bit_length() - 1, (count - power) * 2)
    body = struct.pack(f">{count}HH{count}H{count}H{count}H", *ends, 0, *starts, *deltas, *[0] * count)
    length = 14 + len(body)
    subtable = struct.pack(">7H", 4, length, 0, *search) + body
    records = struct.pack(">HHIHHI", _UNICODE, 3, 20, _WINDOWS, 1, 20)
    return struct.pack(">HH", 0, 2) + records + subtable


def name_table(family: str) -> bytes:
    """A `name` table that says no more than the family's name, for all that look for it."""
    texts = {each: ("Regular" if each in (2, 17) else family).encode("utf-16-be") for each in _NAMES}
    records, strings = b"", b""
    for number, text in texts.items():
        records += struct.pack(">6H", _WINDOWS, 1, _US_ENGLISH, number, len(text), len(strings))
        strings += text
    return struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + strings
