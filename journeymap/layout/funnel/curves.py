"""The lower part of a funnel's sheet: who is still there, of each segment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, LABEL, Canvas
from journeymap.layout.funnel.spec import EDGE, GUTTER, FunnelSpec
from journeymap.layout.marks import marker
from journeymap.layout.scene import Segment
from journeymap.layout.spec import persona_token
from journeymap.records import cached_property
from journeymap.simulation.funnel import SolvedFunnel

_LEAST_HEIGHT = 138.0
_LINE = 15.0
_DASH = (5.0, 3.5)
_MOST_APART = 0.005
"""Segments whose parts differ by less than this everywhere are as one."""


class SegmentCurves:
    """Draws a line for each segment over the steps of all."""

    def __init__(self, canvas: Canvas, spec: FunnelSpec) -> None:
        self._canvas, self._spec = canvas, spec
        self._names = {each.id: each.name for each in spec.journey.segments}
        self._steps = [step.touchpoint for step in spec.funnel.steps]
        ends = [LABEL.width(self._name(each)) + 8 + LABEL.width(self._end_value(each)) for each in spec.segments]
        self._start = EDGE + GUTTER + 16
        self._height = max(_LEAST_HEIGHT, _LINE * (len(spec.segments) + 1))
        self._end = spec.width - EDGE - max(ends, default=0.0) - 16

    def draw(self, top: float) -> float:
        """Draws from the y `top` down; returns the y below."""
        top = self._draw_comparison(top)
        canvas, bottom = self._canvas, top + self._height
        for value in (0, 50, 100):
            y = bottom - value / 100 * self._height
            canvas.line(
                self._start, y, self._end, y, "rule2" if not value else "rule", dash=() if not value else (1.5, 4)
            )
            canvas.text(self._start - 8, y + 3.6, self._spec.words.number(value), CAPTION, "ink3", align="end")
        every = 1 if self._x(1) - self._x(0) >= 18 else 2
        for place, id_ in enumerate(self._steps):
            if place % every == 0:
                canvas.text(self._x(place), bottom + 15, self._spec.number(id_), CAPTION, "ink3", align="middle")
        for index, each in enumerate(self._spec.segments):
            self._draw_interval(index, each, bottom)
        for index, each in enumerate(self._spec.segments):
            with canvas.group(f"funnel-of-{each.segment}", "segment", segment=each.segment or ""):
                self._draw_line(index, each, bottom)
        self._draw_ends(bottom)
        return bottom + 22

    def _x(self, place: int) -> float:
        inset = 10
        return self._start + inset + (self._end - self._start - inset) * place / max(len(self._steps) - 1, 1)

    def _name(self, each: SolvedFunnel) -> str:
        return self._names[each.segment or ""]

    def _still(self, each: SolvedFunnel) -> list[tuple[float, float | None, float | None]]:
        """What is still there at each step of all; at one that the segment does not pass, what is at its next."""
        found = {step.touchpoint: (step.still, step.low, step.high) for step in each.steps}
        after: tuple[float, float | None, float | None] = (0.0, None, None)
        values = []
        for id_ in reversed(self._steps):
            after = found.get(id_, after)
            values.append(after)
        return values[::-1]

    def _end_value(self, each: SolvedFunnel) -> str:
        return self._spec.words.number(round(100 * self._still(each)[-1][0]))

    def _draw_line(self, index: int, each: SolvedFunnel, bottom: float) -> None:
        canvas, colour, values = self._canvas, persona_token(index), self._still(each)
        points = [(self._x(place), bottom - value * self._height) for place, (value, _, _) in enumerate(values)]
        is_measured = all(step.touchpoint in each.measured for step in each.steps)
        canvas.path(_line(points), stroke=colour, stroke_width=2, dash=() if is_measured else _DASH)
        for x, y in points:
            marker(canvas, x, y, index, 4, colour, hollow=not is_measured, halo=1.2)

    def _draw_interval(self, index: int, each: SolvedFunnel, bottom: float) -> None:
        values = self._still(each)
        upper = [
            (self._x(place), bottom - high * self._height)
            for place, (_, _, high) in enumerate(values)
            if high is not None
        ]
        lower = [
            (self._x(place), bottom - low * self._height) for place, (_, low, _) in enumerate(values) if low is not None
        ]
        if len(upper) > 1:
            self._canvas.path(
                _line([*upper, *reversed(lower)], closed=True), persona_token(index, tint=True), opacity=0.6
            )

    def _draw_ends(self, bottom: float) -> None:
        wanted = sorted(
            (bottom - self._still(each)[-1][0] * self._height, index) for index, each in enumerate(self._spec.segments)
        )
        places = spread([y for y, _ in wanted], _LINE, bottom - self._height, bottom + 8)
        for (_, index), y in zip(wanted, places, strict=True):
            each = self._spec.segments[index]
            x = self._end + 14
            x += self._canvas.text(x, y + 4, self._name(each), LABEL, persona_token(index)) + 8
            self._canvas.text(x, y + 4, self._end_value(each), LABEL, "ink")

    @cached_property
    def _furthest(self) -> int | None:
        """The step after which the parts lost of those still there differ most between segments."""
        lost = [self._lost(each) for each in self._spec.segments]
        spans = [max(each) - min(each) for each in zip(*lost, strict=True)]
        widest = max(spans, default=0.0)
        return spans.index(widest) if widest >= 0.05 else None

    def _lost(self, each: SolvedFunnel) -> list[float]:
        still = [value for value, _, _ in self._still(each)]
        return [before - after for before, after in pairwise(still)]

    def _draw_comparison(self, top: float) -> float:
        if self._furthest is None:
            return top
        place, texts, words = self._furthest, self._spec.texts, self._spec.words
        said = [
            texts.say(
                "funnel-lose", name=self._name(each), lost=words.number(round(100 * self._lost(each)[place])),
                still=words.number(round(100 * self._still(each)[place][0])),
            )
            for each in self._spec.segments
        ]  # fmt: skip
        text = texts.say(
            "funnel-apart", number=self._spec.number(self._steps[place]), lost=words["list-comma"].join(said)
        )
        return self._canvas.lines(self._start, top, CAPTION_BOLD.lines(text, self._end - self._start), CAPTION_BOLD,
                                  "ink") + 12  # fmt: skip


def differ(segments: Sequence[SolvedFunnel]) -> bool:
    """Whether there are several segments, and any two of them differ at any step."""
    if len(segments) < 2:
        return False
    first = {step.touchpoint: step.still for step in segments[0].steps}
    return any(
        first.keys() != {step.touchpoint for step in each.steps}
        or any(abs(step.still - first[step.touchpoint]) >= _MOST_APART for step in each.steps)
        for each in segments[1:]
    )


def spread(wanted: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Returns places in ascending order, as near to the wanted ones as keeps them `apart`, within top and bottom."""
    places: list[float] = []
    for each in wanted:
        places.append(max(each, places[-1] + apart if places else top))
    over = places[-1] - bottom if places else 0.0
    for index in reversed(range(len(places))):
        if over <= 0:
            break
        limit = bottom - apart * (len(places) - 1 - index)
        places[index] = min(places[index], limit)
    return places


def _line(points: Sequence[tuple[float, float]], *, closed: bool = False) -> list[Segment]:
    first, *others = points
    return [("M", first), *(("L", each) for each in others), *([("Z", ())] if closed else [])]
