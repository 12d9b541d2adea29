"""Draws the labels along the emotion curve when they have their places, and the axis with gaps for them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from journeymap.layout.canvas import LABEL, NOTE, Canvas, Type, first_baseline
from journeymap.layout.feeling.placing import Box
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.spec import PAUSE, MapSpec
from journeymap.records import NamedTuple

_ABOVE, _BELOW = 0.74, 0.22
"""The height of a line of text above and below its baseline, as a share of its size."""
_SHORTEST = 6.0
_PAIR_GAP = 4.0


class Word(NamedTuple):
    """A line of text. `x` is its start, or with `align="middle"` its middle."""

    x: float
    baseline: float
    text: str
    type: Type
    colour: str
    align: Literal["start", "middle"] = "start"

    def crossed_at(self, y: float) -> tuple[float, float] | None:
        """The start and end of the text, in pixels, if a horizontal line at y would cross it; else None."""
        if not self.baseline - _ABOVE * self.type.size < y < self.baseline + _BELOW * self.type.size:
            return None
        width = self.type.width(self.text)
        start = self.x - width / 2 if self.align == "middle" else self.x
        return start, start + width


class Label(NamedTuple):
    """The texts at one point of a persona's curve, and their leader: a line as x1, y1, x2, y2."""

    persona: str
    words: tuple[Word, ...]
    leader: tuple[float, float, float, float] | None = None


def score_text(spec: MapSpec, series: Series, mark: Mark) -> str:
    """The score of a point; where it was measured, with half its interval: `+1.2 ±0.1`."""
    text = spec.score(mark.emotion.known_score)
    if not series.is_measured or mark.low is None or mark.high is None:
        return text
    low, high = spec.journey.emotion_scale
    return f"{text} {spec.words.plus_minus((mark.high - mark.low) * (high - low) / 8)}"


def widest(style: Type, lines: tuple[str, ...]) -> float:
    """The width of the widest of several lines, in pixels."""
    return max(map(style.width, lines), default=0)


def centred(lines: tuple[str, ...], middle: float, top: float, style: Type, colour: str) -> tuple[Word, ...]:
    """Lines below each other around a middle x, from the y `top` down."""
    baseline = top + first_baseline(style)
    return tuple(
        Word(middle, baseline + style.leading * at, line, style, colour, "middle") for at, line in enumerate(lines)
    )


def pair_width(pair: tuple[str, str]) -> float:
    """The width of a word and a score after it, in pixels."""
    return NOTE.width(pair[0]) + _PAIR_GAP + LABEL.width(pair[1])


def pair(x: float, baseline: float, pair: tuple[str, str], colour: str) -> tuple[Word, Word]:
    """A word and a score after it, as two texts, so that a signed number keeps its own direction."""
    after = x + NOTE.width(pair[0]) + _PAIR_GAP
    return Word(x, baseline, pair[0], NOTE, colour), Word(after, baseline, pair[1], LABEL, colour)


def draw_labels(canvas: Canvas, labels: Iterable[Label]) -> None:
    """Draws labels. Labels of one persona that follow each other are in one group."""
    for persona, group in groupby(labels, key=lambda label: label.persona):
        with canvas.group(persona=persona):
            for label in group:
                if label.leader:
                    canvas.line(*label.leader, "ink3", 0.8)
                for word in label.words:
                    canvas.text(word.x, word.baseline, word.text, word.type, word.colour, align=word.align)


def draw_level(
    canvas: Canvas,
    across: tuple[float, float],
    y: float,
    labels: Iterable[Label],
    stroke: str,
    dash: tuple[float, ...] = (),
    *,
    boxes: Iterable[Box] = (),
) -> None:
    """Draws a level of the axis from the first x of `across` to the second, with gaps for the labels and the boxes."""
    crossings = [crossing for label in labels for word in label.words if (crossing := word.crossed_at(y)) is not None]
    crossings += [(box.left, box.right) for box in boxes if box.top < y < box.bottom]
    crossings.sort()
    start, end = across
    for left, right in [*crossings, (end + PAUSE, end + PAUSE)]:
        if left - PAUSE - start > _SHORTEST:
            canvas.line(start, y, left - PAUSE, y, stroke, 1, dash)
        start = max(start, right + PAUSE)
