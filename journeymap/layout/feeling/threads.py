"""The thin dotted threads of a curve over the steps at which its persona does not pass."""

from __future__ import annotations

from journeymap.insight.passing import bridges
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.series import Series
from journeymap.layout.frame import Row
from journeymap.layout.spec import MapSpec, persona_token

THREAD = 1.2
"""The width of a thread in pixels."""
DOTS = (1.2, 4.0)
"""The dots of a thread and the gaps between them, in pixels."""


def draw_threads(canvas: Canvas, spec: MapSpec, series: Series, row: Row, axis: Axis) -> None:
    """Draws the threads of a curve that begin and end in a row of stages."""
    columns = {column.number: column for column in row.columns}
    for start, end in bridges(spec.journey).get(series.persona_id, ()):
        if start in columns and end in columns:
            ends = [(columns[number].middle, axis.y(series.drawn(number))) for number in (start, end)]
            canvas.path(
                [("M", ends[0]), ("L", ends[1])],
                stroke=persona_token(series.index),
                stroke_width=THREAD,
                dash=DOTS,
                kind="feeling",
                data={
                    "from": columns[start].touchpoint.id,
                    "to": columns[end].touchpoint.id,
                    "persona": series.persona_id,
                },
            )
