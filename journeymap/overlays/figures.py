"""All figures that were measured of a journey, for the tables and charts of its page."""

from __future__ import annotations

from typing import Any, Literal

from journeymap.overlays.overlay import Overlay
from journeymap.records import NamedTuple

Missing = Literal["held-back", "not-measured", "held-back-or-none"]
"""Why a period has no figure: it is held back, nobody answered, or one of both. These are keys of words."""


class Figure(NamedTuple):
    """A figure of one period: its number of answers, its value and the ends of its interval in the metric's unit.

    The ends are None where there is no interval. `few` says that there are fewer answers than are wanted.
    """

    n: int
    value: float
    low: float | None
    high: float | None
    few: bool


class FigureLine(NamedTuple):
    """The figures of a group of customers, one for each period of its table, or why there is none.

    `segments` has the segment's id, or `other`, for each dimension by which the group is told apart; it is empty for
    all customers. `marker` is the index of the group's marker and colour, None for all customers.
    """

    segments: tuple[str, ...]
    marker: int | None
    figures: tuple[Figure | Missing, ...]


class FigureTable(NamedTuple):
    """A metric at a touchpoint as one source has it: `periods` by name, the newest last, and a line for each group.

    `places` are those of the periods in time, counted in periods; a period that is missing between two leaves a gap.
    """

    touchpoint: str
    metric: str
    source: str
    periods: tuple[str, ...]
    places: tuple[int, ...]
    lines: tuple[FigureLine, ...]


class ToldComments(NamedTuple):
    """How many comments there are at a touchpoint, by whom and when, and how many of them have each signal, by name."""

    touchpoint: str
    source: str
    segments: tuple[str, ...]
    period: str
    n: int
    signals: tuple[tuple[str, int], ...]


class ToldQuote(NamedTuple):
    """A comment in its own words: the day in ISO form if it is known, the score beside it if any, and its signals."""

    touchpoint: str
    segments: tuple[str, ...]
    period: str
    date: str | None
    score: float | None
    scale: tuple[float, float] | None
    signals: tuple[str, ...]
    text: str


class FiguresOverlay(Overlay[Any]):
    """Everything in a file of measures about touchpoints that the journey has; it has no values and texts by path."""

    tables: tuple[FigureTable, ...] = ()
    comments: tuple[ToldComments, ...] = ()
    quotes: tuple[ToldQuote, ...] = ()
