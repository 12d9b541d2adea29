"""Reads text in the cells of a form, tidied to one line."""

from __future__ import annotations

from journeymap.source.characters import BIDI_CONTROLS


def tidy(text: str) -> str:
    """The text on one line, without invisible marks of direction, which come along when text is pasted."""
    return " ".join(BIDI_CONTROLS.sub("", text).split())
