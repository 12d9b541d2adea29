"""What was measured of a journey, as an overlay on its map and page."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath
from journeymap.records import NamedTuple


class AssumedOtherwise(NamedTuple):
    """A feeling that was assumed, from -2 to 2, where the measured one is clearly another.

    `rank` is its place, from 1, among all of the journey, the clearest first. `is_worse` says that it is measured
    worse, and `text` by how much, as a finished text.
    """

    assumed: float
    rank: int
    is_worse: bool
    text: str


class MeasuredFeeling(NamedTuple):
    """What the customers whom a persona stands for feel at a touchpoint, at the path of the persona's emotion.

    `feeling` and the ends of its interval are from -2 to 2; None where nothing is told. `few` says that it rests on
    fewer answers than are wanted; those never contradict what was `assumed_otherwise`. `answers` is the number of
    answers as a finished text, or why there is none. `near_end` is the end of the interval by which pains are ranked;
    None where there is no interval, or there are few answers. `rests_on` says in a line how many answers of whom, and
    when.
    """

    feeling: float | None
    low: float | None
    high: float | None
    few: bool
    answers: str
    assumed_otherwise: AssumedOtherwise | None = None
    near_end: float | None = None
    rests_on: str = ""

    @property
    def badness(self) -> tuple[bool, float, bool, float]:
        """The key to sort feelings by, the worst first; those that rank no pain, and those not told, come last."""
        return self.near_end is None, self.near_end or 0.0, self.feeling is None, self.feeling or 0.0


class MeasuresOverlay(Overlay[MeasuredFeeling]):
    """What was measured, by the ids of the journey. Values have the paths of emotions: `touchpoint:pays/emotion:dana`.

    `felt_by` has the ids of the personas whose feelings are measured; "" stands for a journey without personas.
    `not_asked` stands where there is no value, `few` explains hollow points, `interval` the band, `measured` the line,
    and `flag` where it is another than was assumed. `foot` says what all of it rests on, a line for each source.
    `newest` is the newest period that is told, such as `2026-Q3`, and its last day; `all` has no day, and without any
    the period is empty.
    """

    felt_by: tuple[str, ...]
    not_asked: str
    few: str
    interval: str
    measured: str
    flag: str
    foot: tuple[str, ...]
    newest: tuple[str, dt.date | None] = ("", None)

    @property
    def disagreements(self) -> list[tuple[ItemPath, MeasuredFeeling, AssumedOtherwise]]:
        """The feelings that are measured other than was assumed, with their paths, in the order of their ranks."""
        found = [(path, felt, felt.assumed_otherwise) for path, felt in self.values.items() if felt.assumed_otherwise]
        return sorted(found, key=lambda each: each[2].rank)

    @cached_property
    def by_touchpoint(self) -> dict[str, dict[ItemPath, MeasuredFeeling]]:
        """What is known of feelings by the ids of touchpoints, the worst first, and last those that rank no pain."""
        found: dict[str, dict[ItemPath, MeasuredFeeling]] = {}
        for path, felt in sorted(self.values.items(), key=lambda each: each[1].badness):
            found.setdefault(path.steps[0][1], {})[path] = felt
        return found

    def felt(self, touchpoint: str, persona: str) -> MeasuredFeeling | None:
        """Returns what is known of the feeling of a persona at a touchpoint; None where nobody was asked."""
        return self.values.get(ItemPath.to(touchpoint=touchpoint, emotion=persona))
