"""An entry of the legend."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.layout.canvas import Canvas
from journeymap.records import NamedTuple


class LegendEntry(NamedTuple):
    """A mark `width` pixels wide, and its meaning. `draw` gets a canvas, the x of its start and the y of its middle."""

    width: float
    word: str
    draw: Callable[[Canvas, float, float], None]
