"""Chooses the sheet for a canvas: notes keep their true size, so the sheet must be large enough."""

from __future__ import annotations

import math

from journeymap.errors import UserError
from journeymap.layout.papers import A_SERIES, paper_size
from journeymap.model import Journey
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.frame import CanvasPlan, Frame
from journeymap.workshop.kit.true_sizes import NoteSize

AUTO = "auto"
_WALL_SERIES = tuple(name for name in A_SERIES if name not in ("A5", "A4"))
_USUAL_NOTES = (127.0, 102.0, 76.0, 51.0, 38.0, 25.0)
_ROUNDING = 1e-6


def frame_for(
    journey: Journey, grid: Grid, note: NoteSize, *, paper: str = AUTO, orientation: str = AUTO, tiled: bool = False
) -> Frame:
    """The frame of a canvas on a paper.

    `auto` takes the smallest of A3 to A0 that holds the canvas, else a sheet as large as needed. If a named paper is
    too small, a tiled canvas is as large as needed, to be printed over many sheets; otherwise this raises UserError,
    with a hint of what would fit.
    """
    plan = CanvasPlan(journey, grid, note)
    needed = (math.ceil(plan.least_width - _ROUNDING), math.ceil(plan.least_height - _ROUNDING))
    if paper == AUTO:
        size = _smallest(plan, orientation)
        return plan.placed(*((size and size[1]) or needed))
    fitting = [size for size in _sizes(paper, orientation) if _holds(plan, size)]
    if fitting:
        return plan.placed(*fitting[0])
    if tiled:
        return plan.placed(*needed)
    raise UserError(
        f"--paper {paper}: {note} notes need a sheet of {needed[0]} × {needed[1]} mm",
        hint=_help(journey, grid, paper, orientation, plan),
    )


def _sizes(paper: str, orientation: str) -> list[tuple[float, float]]:
    """The sizes of a paper in the orientations allowed."""
    if orientation != AUTO:
        return [paper_size(paper, orientation)]
    first = paper_size(paper)
    return [first, (first[1], first[0])]


def _holds(plan: CanvasPlan, size: tuple[float, float]) -> bool:
    return plan.least_width <= size[0] + _ROUNDING and plan.least_height <= size[1] + _ROUNDING


def _smallest(plan: CanvasPlan, orientation: str) -> tuple[str, tuple[float, float]] | None:
    """The name and size of the smallest sheet from A3 to A0 that holds the canvas; None if none does."""
    for name in _WALL_SERIES:
        for size in _sizes(name, orientation):
            if _holds(plan, size):
                return name, size
    return None


def _help(journey: Journey, grid: Grid, paper: str, orientation: str, plan: CanvasPlan) -> str:
    """A hint of what would fit: smaller notes, a larger sheet, or many sheets."""
    hints = []
    sizes = _sizes(paper, orientation)
    for side in _USUAL_NOTES:
        smaller = CanvasPlan(journey, grid, NoteSize(side, side))
        if any(_holds(smaller, size) for size in sizes):
            hints.append(f"`--note {side:g}` fits")
            break
    larger = _smallest(plan, orientation)
    hints.append(f"`--paper {larger[0]}` holds it" if larger else "`--paper auto` makes the sheet as large as it needs")
    hints.append("`--tile A4` prints it at true size over many sheets")
    return "; ".join(hints)
