"""Points along everything that is drawn of curves, which labels have to keep off."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.branches import branches_of, sampled, threads_of
from journeymap.layout.feeling.curve import Point, sample, segments
from journeymap.layout.feeling.drawing import along_stubs
from journeymap.layout.feeling.flats import along_flat_lines
from journeymap.layout.feeling.series import Series
from journeymap.layout.frame import Row

_SAMPLES = 14


def along_curves(all_series: Sequence[Series], row: Row, axis: Axis, *, per_step: int = _SAMPLES) -> list[Point]:
    """Points along all lines of curves in a row, which labels have to keep off: `per_step` from a point to the next."""
    samples: list[Point] = []
    for series in all_series:
        samples += along_stubs(series, row, axis)
        samples += along_flat_lines(series.flat_lines(row), axis)
        for run in series.runs(row):
            points = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
            samples += sample(points, per_step)
            for first, (_, numbers) in zip(points, segments(points), strict=False) if series.shape.branches else ():
                samples += sampled(first, numbers)  # a join over several columns needs more
        for branch in (*branches_of(series, row, axis), *threads_of(series, row, axis)):
            first, (_, numbers) = branch.curve(axis)
            samples += sampled(first, numbers)
    return samples
