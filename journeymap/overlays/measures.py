"""What was measured of a journey, as an overlay on its map and page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath
from journeymap.records import NamedTuple, cached_property

if TYPE_CHECKING:
    from journeymap.model import Journey


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


class MeasuredSegment(NamedTuple):
    """A segment for which no persona stands, and its name."""

    id: str
    name: str


class MeasuredPart(NamedTuple):
    """A metric at a touchpoint, as measured of one segment in the newest period; of all customers if `segment` is "".

    `marker` is the index of its marker and colour, None for all customers beside personas. `value` and the ends of its
    interval are in the metric's unit; None where nothing is told, and `answers` says why. Else `answers` is their
    number as a finished text, and `few` says that they are fewer than are wanted. `course` has the values of the last
    periods, the newest last, with None for a period of which nothing is told; it is empty where only one is.
    """

    segment: str
    marker: int | None
    value: float | None
    low: float | None
    high: float | None
    few: bool
    answers: str
    course: tuple[float | None, ...]


class SourceTexts(NamedTuple):
    """What a source of measures comes to, as finished texts; empty where nothing is known."""

    name: str
    dates: str
    rows: str
    invited: str
    response_rate: str
    left_out: str


class MeasuresOverlay(Overlay[MeasuredFeeling]):
    """What was measured, by the ids of the journey. Values have the paths of emotions: `touchpoint:pays/emotion:dana`.

    `felt_by` has the ids of the personas whose feelings are measured; "" stands for a journey without personas.
    `segments` are those beside them whose feelings are measured, at paths such as
    `touchpoint:pays/emotion/segment:economy`. `metrics` has what was measured of each metric that the file has no value
    of, by segment, at `touchpoint:pays/metric:csat`.

    `not_asked` stands where there is no value, `few` explains hollow points, `interval` the band and `measured` the
    line. `sources` say what all of it rests on, `rules` how figures are made, `flag_rules` what is flagged, and
    `experience` what stays in memory of the journey, if it is known.
    `newest` is the newest period that is told, such as `2026-Q3`, and its last day; `all` has no day, and without any
    the period is empty.
    """

    felt_by: tuple[str, ...]
    segments: tuple[MeasuredSegment, ...]
    metrics: Mapping[ItemPath, tuple[MeasuredPart, ...]] = MappingProxyType({})
    not_asked: str
    few: str
    interval: str
    measured: str
    sources: tuple[SourceTexts, ...]
    rules: str
    flag_rules: str
    newest: tuple[str, dt.date | None] = ("", None)
    experience: str = ""

    @property
    def disagreements(self) -> list[tuple[ItemPath, MeasuredFeeling, AssumedOtherwise]]:
        """The feelings that are measured other than was assumed, with their paths, in the order of their ranks."""
        found = [(path, felt, felt.assumed_otherwise) for path, felt in self.values.items() if felt.assumed_otherwise]
        return sorted(found, key=lambda each: each[2].rank)

    @property
    def feelings(self) -> dict[tuple[str, str], float]:
        """The feelings of personas by the ids of touchpoint and persona, without those from few answers."""
        return {
            (path.steps[0][1], path.steps[1][1]): felt.feeling
            for path, felt in self.values.items()
            if felt.feeling is not None and not felt.few and len(path.steps) == 2
        }

    @cached_property
    def by_touchpoint(self) -> dict[str, dict[ItemPath, MeasuredFeeling]]:
        """What is known of feelings by the ids of touchpoints, the worst first, and last those that rank no pain."""
        found: dict[str, dict[ItemPath, MeasuredFeeling]] = {}
        for path, felt in sorted(self.values.items(), key=lambda each: each[1].badness):
            found.setdefault(path.steps[0][1], {})[path] = felt
        return found

    def of_part(self, part: Journey) -> Self:
        """Returns the feelings and the metrics of the personas and segments in a part of the journey, and of all."""
        personas = {each.id for each in part.personas} | {""}
        segments = {each.segment for each in part.personas} | {each.id for each in part.segments} | {""}
        beside = tuple([each for each in self.segments if each.id in segments])
        paths = {feeling_path(each.id, persona) for each in part.touchpoints for persona in personas}
        paths |= {feeling_path(each.id, "", segment.id) for each in part.touchpoints for segment in beside}
        metrics = {
            path: tuple([each for each in parts if each.segment in segments]) for path, parts in self.metrics.items()
        }
        return self.replace(
            values={path: value for path, value in self.values.items() if path in paths},
            felt_by=tuple([each for each in self.felt_by if each in personas]),
            segments=beside,
            metrics={path: parts for path, parts in metrics.items() if parts},
        )

    def felt(self, touchpoint: str, persona: str, segment: str = "") -> MeasuredFeeling | None:
        """Returns what is known of the feeling at a touchpoint, of a persona or a segment; None if nobody was asked."""
        return self.values.get(feeling_path(touchpoint, persona, segment))


def feeling_path(touchpoint: str, persona: str, segment: str = "") -> ItemPath:
    """Returns the path of the feeling at a touchpoint of a persona or, where no persona stands for it, a segment."""
    if segment:
        return ItemPath.to(touchpoint=touchpoint, emotion="", segment=segment)
    return ItemPath.to(touchpoint=touchpoint, emotion=persona)
