"""What is drawn and on which terms, as every part of the layout is given it, and the measures that they share."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.records import Record
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

Kind = TypeVar("Kind", bound=Overlay[Any])

MARGIN = 48
GUTTER = 128
STAGE_GAP = 16
PAD = 8
CARD_INSET = 3
CELL_ABOVE = 14
CELL_BELOW = 14
COMPACT_LINES = 6


class MapSpec(Record):
    """The journey to draw and the terms on which to draw it. Hashed by identity, so what follows from it is cached."""

    journey: Journey
    words: Words
    theme: Theme
    today: dt.date
    compact: bool
    row_most: int = 0
    overlays: tuple[Overlay[Any], ...] = ()

    @property
    def most_lines(self) -> int:
        """How many lines a cell may have; 0 for as many as it needs."""
        return COMPACT_LINES if self.compact else 0

    def overlay(self, kind: type[Kind]) -> Kind | None:
        """The overlay of this class, if there is one: what draws an overlay asks for it, and for no other."""
        return next((each for each in self.overlays if isinstance(each, kind)), None)

    def score(self, score: float) -> str:
        """A score on the journey's own emotion scale, in the language's digits, with its sign if the scale has both."""
        return self.words.axis(score, signed=self.journey.emotion_scale[0] < 0)

    def persona_index(self, persona: str | None) -> int | None:
        """The place of a persona in the journey's list, from 0."""
        for index, candidate in enumerate(self.journey.personas):
            if candidate.id == persona:
                return index
        return None


PERSONA_COLOURS = 6


def persona_token(index: int, *, tint: bool = False) -> str:
    """The colour token of the persona at a place in the list; after the sixth they repeat."""
    return f"persona-{index % PERSONA_COLOURS + 1}" + ("-tint" if tint else "")
