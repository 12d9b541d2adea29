"""The feelings of stages as a whole: a flat line over the columns of the stage, with the persona's marker on it.

A flat line is no part of the curve, which breaks there: nothing is known of how the feeling came and went.
"""

from __future__ import annotations

from itertools import pairwise

from journeymap.insight.feelings import is_assumed
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import LONGEST_PIECE, Piece
from journeymap.layout.frame import Row, StageSpan
from journeymap.layout.marks import marker
from journeymap.layout.spec import MapSpec, persona_token
from journeymap.model import Emotion
from journeymap.records import NamedTuple

FlatFeeling = tuple[Emotion, float, float | None, float | None]
"""The emotion of a stage, its feeling from -2 to 2, and the ends of its interval."""
_INSET = 18.0
_TICK = 4.0
_DASH = (6.0, 5.0)


class FlatLine(NamedTuple):
    """A flat line in a row: the stage there, its emotion, and the level and interval at which it is drawn, -2 to 2."""

    span: StageSpan
    emotion: Emotion
    feeling: float
    low: float | None
    high: float | None

    @property
    def start(self) -> float:
        """The logical x of its start."""
        return self.span.x + _INSET

    @property
    def end(self) -> float:
        """The logical x of its end."""
        return self.span.x + self.span.width - _INSET

    @property
    def ticks(self) -> list[float]:
        """The logical x of each end at which the stage begins or ends, rather than continues in another row."""
        span = self.span
        return [self.start] * (not span.continues_above) + [self.end] * (not span.continues_below)

    @property
    def middle(self) -> float:
        """The logical x of its marker: the middle, or between the two columns before it."""
        count = len(self.span.columns)
        half = self.span.width / count / 2 if count > 1 and count % 2 else 0
        return self.span.x + self.span.width / 2 - half


def flat_lines(flats: dict[int, FlatFeeling], shifts: dict[int, float], row: Row) -> list[FlatLine]:
    """The flat lines of a persona in a row, of the feelings by the number of the stage, each moved by its shift."""
    found = []
    for span in row.spans if flats else ():
        if span.number in flats:
            emotion, feeling, low, high = flats[span.number]
            shift = shifts.get(span.number, 0.0)
            ends = [None if end is None else end + shift for end in (low, high)]
            found.append(FlatLine(span, emotion, feeling + shift, *ends))
    return found


def draw_flat_lines(
    canvas: Canvas, spec: MapSpec, name: str, index: int, lines: list[FlatLine], axis: Axis, *, radius: float = 5.8
) -> None:
    """Draws the flat lines of the persona with this name and index, and their markers: as points, hollow if assumed."""
    colour = persona_token(index)
    double = spec.theme.drawing.double_second and index == 1
    for line in lines:
        assumed = is_assumed(line.emotion)
        with canvas.group(stage=line.span.stage.id, title=_tooltip(spec, name, line)):
            y = axis.y(line.feeling)
            canvas.path(
                [("M", (line.start, y)), ("L", (line.end, y))],
                stroke=colour,
                stroke_width=5 if double else 2.5,
                dash=_DASH if assumed else (),
                kind="feeling",
            )
            if double:
                canvas.line(line.start, y, line.end, y, "paper", 2)
            for x in line.ticks:
                canvas.line(x, y - _TICK, x, y + _TICK, colour, 1.6)
            marker(canvas, line.middle, y, index, radius, colour, hollow=assumed, halo=1.5)


def draw_flat_intervals(canvas: Canvas, index: int, lines: list[FlatLine], axis: Axis) -> None:
    """Draws the bands of the intervals of flat lines."""
    for line in lines:
        if line.low is not None and line.high is not None:
            top = axis.y(line.high)
            tint = persona_token(index, tint=True)
            canvas.rect(line.start, top, line.end - line.start, axis.y(line.low) - top, tint)


def draw_flat_ghosts(canvas: Canvas, lines: list[FlatLine], axis: Axis) -> None:
    """Draws the flat lines of another persona, faint."""
    for line in lines:
        y = axis.y(line.feeling)
        canvas.line(line.start, y, line.end, y, "ghost")


def along_flat_line(line: FlatLine, axis: Axis) -> list[Piece]:
    """Boxes along a flat line and its ticks, which labels have to keep off."""
    y, count = axis.y(line.feeling), int((line.end - line.start) / LONGEST_PIECE) + 1
    edges = [line.start + (line.end - line.start) * part / count for part in range(count + 1)]
    ticks = [(x - 1, y - _TICK, x + 1, y + _TICK) for x in (line.start, line.end)]
    return [*ticks, *((left, y, right, y) for left, right in pairwise(edges))]


def _tooltip(spec: MapSpec, name: str, line: FlatLine) -> str:
    emotion, stage = line.emotion, line.span.stage.name
    score, evidence = spec.score(emotion.known_score), spec.words[emotion.evidence]
    return " · ".join(part for part in (name, stage, emotion.label, score, evidence) if part)
