"""What a funnel is drawn from, as every part of its sheet receives it, and where its columns are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from journeymap.flow import FlowGraph, FlowWay
from journeymap.layout.canvas import Type
from journeymap.layout.type_styles import TypeStyles
from journeymap.model import Journey, Touchpoint
from journeymap.records import NamedTuple, Record, cached_property
from journeymap.simulation.funnel import SolvedFunnel, SolvedStep
from journeymap.simulation.passages import Passages
from journeymap.style.fonts import SEMIBOLD
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

EDGE, GUTTER = 48.0, 104.0
STEP_NAME = Type(11, SEMIBOLD, 13.5)
_USUAL_WIDTH, _GREATEST_WIDTH = 1300.0, 1640.0
_AROUND = 2 * EDGE + GUTTER
_NARROWEST, _WIDEST = 60.0, 124.0
_MOST_IN_ROW = 17
_LEAST_SHARE = 0.05
"""Ways back that fewer take are not drawn."""


class FunnelSpec(Record):
    """The funnel to draw, and those of segments beside it. `words` are those of the map, `texts` those of simulations.

    `graph` is that of the journey, with its ways as measured or else as assumed; `passages` are those of the
    chain that `funnel` is solved from, or None where its loops are too long.
    """

    graph: FlowGraph
    funnel: SolvedFunnel
    passages: Passages | None
    segments: tuple[SolvedFunnel, ...] = ()
    words: Words
    texts: Words
    theme: Theme
    today: dt.date

    @property
    def styles(self) -> TypeStyles:
        """The styles in which the theme sets texts in the journey's language."""
        return TypeStyles(self.theme, self.journey.language)

    @property
    def journey(self) -> Journey:
        """The journey."""
        return self.graph.journey

    @cached_property
    def converts(self) -> bool:
        """Whether the journey names where customers convert; else they do by coming to its end."""
        return bool(self.graph.converting)

    def touchpoint(self, id_: str) -> Touchpoint:
        """The touchpoint with an id."""
        return self.journey.touchpoint_by_id[id_]

    def number(self, id_: str) -> str:
        """The number of a touchpoint, in the digits of the language."""
        return self.words.number(self.journey.number_of[id_])

    def is_loss(self, step: SolvedStep) -> bool:
        """Whether those who leave after a step are lost: they have not converted."""
        return step.touchpoint not in self.graph.converting

    @cached_property
    def surely_measured(self) -> frozenset[str]:
        """The steps before which all shares are measured; from where there is but one way on, there is none."""
        onward = Counter(way.source for way in self.graph.ways if way.share != 0)
        known = [each.touchpoint in self.funnel.measured or onward[each.touchpoint] == 1 for each in self.funnel.steps]
        if not self.funnel.measured:
            return frozenset()
        return frozenset(step.touchpoint for place, step in enumerate(self.funnel.steps) if all(known[: max(place, 1)]))

    @cached_property
    def rows(self) -> tuple[FunnelRow, ...]:
        """The steps in a row or, where its columns would be too narrow for the names, in two of about one length."""
        steps = self.funnel.steps
        words = [word for step in steps for word in self.touchpoint(step.touchpoint).name.split()]
        least = min(max(_NARROWEST, *(STEP_NAME.width(word) + 8 for word in words)), _WIDEST)
        parts = [steps]
        if len(steps) > _MOST_IN_ROW or _AROUND + len(steps) * least > _GREATEST_WIDTH:
            half = _break_at(self)
            parts = [steps[:half], steps[half:]]
        longest = max(map(len, parts))
        width = min(max(_USUAL_WIDTH, _AROUND + longest * least), _GREATEST_WIDTH)
        pitch = min((width - _AROUND) / longest, _WIDEST)
        first, rows = 0, []
        for part in parts:
            rows.append(FunnelRow(first, part, EDGE + GUTTER, pitch))
            first += len(part)
        return tuple(rows)

    @property
    def width(self) -> float:
        """The width of the sheet, in pixels."""
        return max(_USUAL_WIDTH, *(row.end + EDGE for row in self.rows))

    @cached_property
    def returns(self) -> tuple[FlowWay, ...]:
        """The ways back that more than a few take, between steps of the funnel."""
        steps = {step.touchpoint for step in self.funnel.steps}
        return tuple(
            way
            for way in self.graph.ways
            if way.target is not None and way.source in steps and way.target in steps
            and self.graph.course(way) == "back" and way.source != way.target and self.share(way) >= _LEAST_SHARE
        )  # fmt: skip

    def share(self, way: FlowWay) -> float:
        """The part of the visits to its source after which customers take a way; of one of some, that of all visits."""
        if way.share is not None or self.passages is None:
            return way.share or 0.0
        return self.passages.share(way.source, way.to)


class FunnelRow(NamedTuple):
    """A row of steps: their places among all, the x of the middle of the first, and their distance, in pixels."""

    first: int
    steps: tuple[SolvedStep, ...]
    start: float
    pitch: float

    def x(self, place: int) -> float:
        """The x of the middle of the column at a place in the row."""
        return self.start + self.pitch * (place + 0.5)

    @property
    def end(self) -> float:
        """The x at which the last column ends."""
        return self.start + self.pitch * len(self.steps)


def _break_at(spec: FunnelSpec) -> int:
    """Where the second row begins: with a stage near the middle, else in the middle."""
    steps = spec.funnel.steps
    middle = (len(steps) + 1) // 2
    fitting = [place for place in _stage_starts(spec) if abs(place - middle) <= max(len(steps) // 10, 1)]
    return min(fitting, key=lambda place: abs(place - middle), default=middle)


def _stage_starts(spec: FunnelSpec) -> Iterator[int]:
    stages = [spec.journey.stage_of[step.touchpoint] for step in spec.funnel.steps]
    yield from (place for place in range(1, len(stages)) if stages[place] is not stages[place - 1])
