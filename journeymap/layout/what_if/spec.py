"""What a ranking is drawn from, and the scales of its charts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from journeymap.layout.canvas import CAPTION, Canvas, Type
from journeymap.layout.gain_texts import GainTexts
from journeymap.layout.type_styles import TypeStyles
from journeymap.model import Action, Journey
from journeymap.records import NamedTuple, Record, cached_property
from journeymap.simulation.action_sets import ActionSet
from journeymap.simulation.ranking import Ranking
from journeymap.simulation.tornado import Bar
from journeymap.style.fonts import MEDIUM, SEMIBOLD
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs
from journeymap.style.theme import Theme

WIDTH, EDGE = 1500.0, 48.0
LEFT_END, RIGHT_START = 890.0, 930.0
CODE = Type(11.5, SEMIBOLD, 15.5)
FIGURE = Type(11, MEDIUM, 14)
MOST_ROWS, MOST_BARS = 24, 12
_THINNEST = 0.02
_RLM = "\u200f"


class ChartScale(NamedTuple):
    """A scale from `low` to `high` between two logical positions in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The position of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int) -> list[float]:
        """Round values on the scale, at most so many and about as far apart as that."""
        rough = (self.high - self.low) / max(most, 1)
        unit = 10.0 ** math.floor(math.log10(rough))
        step = next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [each * step for each in range(first, last + 1)]


def scale_of(values: list[float], start: float, end: float) -> ChartScale:
    """A scale that has 0 and all values, and something beyond."""
    low, high = min([0.0, *values]), max([0.0, *values])
    beyond = (high - low) * 0.04 or 1.0
    return ChartScale(low - (beyond if low < 0 else 0), high + beyond, start, end)


class WhatIfSpec(Record):
    """The ranking to draw, of the actions of a journey. `said` has its texts, `experiments` those of experiments."""

    journey: Journey
    ranking: Ranking
    said: GainTexts
    experiments: Words
    theme: Theme
    today: dt.date

    @property
    def styles(self) -> TypeStyles:
        """The styles in which the theme sets texts in the journey's language."""
        return TypeStyles(self.theme, self.journey.language)

    @property
    def words(self) -> Words:
        """The words of the map."""
        return self.said.words

    @property
    def texts(self) -> Words:
        """The words of what-ifs."""
        return self.said.texts

    @cached_property
    def actions(self) -> dict[str, Action]:
        """The journey's actions by id."""
        return {each.id: each for each in reversed(self.journey.actions)}

    @cached_property
    def rows(self) -> tuple[ActionSet, ...]:
        """The actions that have a row, those that bring most."""
        return self.ranking.actions[:MOST_ROWS]

    @cached_property
    def declared(self) -> dict[str, ActionSet]:
        """By their ids, the actions with a row of which an experiment measured something, as they are declared."""
        found = {each.actions[0]: each for each in self.ranking.declared}
        return {row.actions[0]: found[row.actions[0]] for row in self.rows if row.actions[0] in found}

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The bars of the tornado that are wide enough to be seen."""
        widest = max((bar.width for bar in self.ranking.tornado), default=0.0)
        return tuple([bar for bar in self.ranking.tornado if bar.width >= max(_THINNEST * widest, 1e-9)][:MOST_BARS])

    @cached_property
    def turning(self) -> tuple[Bar, ...]:
        """Those at an end of which another set comes first, be they too thin to be seen."""
        return tuple([bar for bar in self.ranking.tornado if bar.is_turning])

    @property
    def rtl(self) -> bool:
        """Whether the sheet reads from right to left."""
        return self.journey.is_rtl

    def kept(self, text: str) -> str:
        """A text with its signs beside their numbers."""
        return keep_signs(text, rtl=self.rtl)

    def codes(self, ids: Sequence[str]) -> str:
        """The codes of some actions, which a number after them does not draw to its other side."""
        return self.said.codes(ids) + (_RLM if self.rtl else "")


def draw_value(
    canvas: Canvas, x: float, y: float, text: str, *, fill: str = "ink2", style: Type = CAPTION, align: str = "middle"
) -> None:
    """Draws a number around the height `y`; its sign stays before it in every language."""
    where = {"start": "start", "middle": "middle", "end": "end"}[align]
    canvas.text(x, y + style.size * 0.355, text, style, fill, align=where, rtl=False)  # type: ignore[arg-type]  # one of three
