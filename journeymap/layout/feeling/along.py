"""Boxes along everything that is drawn of curves, which labels have to keep off."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.branches import branches_of, threads_of
from journeymap.layout.feeling.curve import Piece, pieces, segments
from journeymap.layout.feeling.drawing import along_stubs
from journeymap.layout.feeling.flats import along_flat_line
from journeymap.layout.feeling.series import Series
from journeymap.layout.frame import Row


def along_curves(all_series: Sequence[Series], row: Row, axis: Axis) -> list[Piece]:
    """Boxes along all lines of curves in a row, which labels have to keep off."""
    found: list[Piece] = []
    for series in all_series:
        found += along_stubs(series, row, axis)
        for line in series.flat_lines(row):
            found += along_flat_line(line, axis)
        for run in series.runs(row):
            points = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
            for first, segment in zip(points, segments(points), strict=False):
                found += pieces(first, segment)
        for branch in (*branches_of(series, row, axis), *threads_of(series, row, axis)):
            found += pieces(*branch.curve(axis))
    return found
