"""Which characters a journey file may hold.

Bidirectional overrides can make a file read differently from what it says (CVE-2021-42574), so they
are refused. The other bidirectional controls often come with text pasted from a chat or a word
processor; they are removed, with a warning. Joiners and marks (U+200C to U+200F) are ordinary text.
"""

import re
from functools import cache

OVERRIDES = frozenset("\u202d\u202e")
BIDI_CONTROLS = re.compile("[\u202a-\u202c\u2066-\u2069]")
_ORDINARY = "\t\n\r\u200c\u200d\u200e\u200f"
"""Line breaks and tabs, joiners and marks: text, though Python does not count them as printable."""
_ASCII = bytes(code for code in range(0x80) if chr(code).isprintable() or chr(code) in _ORDINARY)


@cache
def suspect() -> re.Pattern[str]:
    """The pattern of all characters that need a closer look: those that are not text, and bidirectional controls.

    Compiled on first use, because it takes long and few files need it.
    """
    return re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
        + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
        + "]"
    )


def all_printable(text: str) -> bool:
    """Whether all characters are printable, or ordinary without being so; then `suspect` matches none of them."""
    if text.isascii():  # most are, and looking at each character by itself takes five times as long
        return not text.encode("ascii").translate(None, _ASCII)
    if not text.isprintable():
        for each in _ORDINARY:
            text = text.replace(each, " ")
    return text.isprintable()


def code_point(character: str) -> str:
    """The character's code point as people write it, such as `U+202E`."""
    return f"U+{ord(character):04X}"
