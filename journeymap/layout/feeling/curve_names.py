"""The names of the curves of a strip that has several: what was measured, what was assumed, and whose is behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeymap.layout.canvas import CAPTION_STRONG
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import Point, sample
from journeymap.layout.feeling.labels import Label, centred
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.frame import Row
from journeymap.layout.spec import MapSpec, persona_token

_SAMPLES = 24
_AIR = 5.0
_STEP = 8.0
_APART = 16.0
"""How far another curve stays from a name at least, in pixels, so that it is not taken for the one that is named."""


def name_curves(
    spec: MapSpec, series: Series, assumed: Series | None, others: Sequence[Series], row: Row, axis: Axis,
    surroundings: Surroundings,
) -> list[Label]:  # fmt: skip
    """The names of a strip's curves in their places, near the beginning of each; of one behind, near its end.

    The curve of a persona is called measured or assumed where there are both; that of somebody else is named where it
    is the only one. A name without room is left out: the legend and the other strips tell it, too.
    """
    colour = persona_token(series.index)
    wanted: list[tuple[Series, str, str]] = []
    if assumed is not None:
        wanted = [(assumed, spec.words["assumed"], colour), (series, spec.words["measured"], colour)]
    if len(others) == 1:
        wanted.append((others[0], others[0].name, "ink3"))
    found = []
    for each, name, ink in wanted:
        rest = [other for other in (series, assumed, *others) if other is not None and other is not each]
        curves = [point for other in rest for run in other.runs(row) for point in _curve(run, axis)]
        boxes = _boxes(each, curves, name, row, axis, from_end=each in others)
        box = surroundings.first_clear(boxes, of_faint=True) if name else None
        if box is not None:
            surroundings.occupy(box)
            middle = (box.left + box.right) / 2
            found.append(Label(series.persona_id, centred((name,), middle, box.top, CAPTION_STRONG, ink)))
    return found


def _curve(run: Sequence[Mark], axis: Axis) -> list[Point]:
    return sample([(mark.column.middle, axis.y(mark.feeling)) for mark in run], _SAMPLES)


def _boxes(
    series: Series, curves: Sequence[Point], name: str, row: Row, axis: Axis, *, from_end: bool
) -> Iterator[Box]:  # fmt: skip
    """Boxes along a curve, over and under it and off its band, in the order in which they are wanted.

    No other of the `curves` is between the box and the curve, or as near to the box.
    """
    width, height = CAPTION_STRONG.width(name), CAPTION_STRONG.leading
    runs = series.runs(row)
    for run in reversed(runs) if from_end else runs:
        curve = _curve(run, axis)
        band = max((abs(axis.y(mark.high or 0) - axis.y(mark.low or 0)) / 2 for mark in run), default=0.0)
        for left in _lefts(curve, width, from_end=from_end):
            along, beside = (
                [y for x, y in points if left - _AIR <= x <= left + width + _AIR] for points in (curve, curves)
            )
            if not along:
                continue
            bottom, top = min(along) - band - _AIR, max(along) + band + _AIR
            if not any(bottom - height - _APART < y < max(along) for y in beside):
                yield Box(left, bottom - height, left + width, bottom)
            if not any(min(along) < y < top + height + _APART for y in beside):
                yield Box(left, top, left + width, top + height)


def _lefts(curve: Sequence[Point], width: float, *, from_end: bool) -> Iterable[float]:
    """The left edges of boxes of a width that lie along a curve."""
    if len(curve) < 2:
        return ()
    first, last = curve[0][0], curve[-1][0] - width
    lefts = [first + _STEP * step for step in range(int((last - first) / _STEP) + 1)] if last >= first else []
    return reversed(lefts) if from_end else lefts
