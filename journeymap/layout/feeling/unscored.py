"""The feelings that are words without a score: in a strip below the curves, where no height says how good they are."""

from __future__ import annotations

from journeymap.insight.feelings import in_words
from journeymap.layout.canvas import CAPTION, EMOTION, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.marks import marker
from journeymap.layout.spec import GUTTER, MARGIN, PAD, MapSpec, persona_token
from journeymap.model import Emotion

_ABOVE = 10
_BELOW = 12
_BETWEEN = 4
_HANG = 14


def unscored_height(spec: MapSpec, row: Row) -> float:
    """The height in pixels of the strip of words in a row of stages; 0 where all feelings have a score."""
    words = in_words(spec.journey)
    if not words:
        return 0
    cells = [_cell_height(spec, column, words[column.number]) for column in row.columns if column.number in words]
    return _ABOVE + max(*cells, len(_caption(spec)) * CAPTION.leading) + _BELOW if cells else 0


def draw_unscored(canvas: Canvas, spec: MapSpec, row: Row, top: float, *, ruled: bool) -> None:
    """Draws the words, each beside the marker of its persona, from the y `top` down; `ruled` with a line above."""
    words = in_words(spec.journey)
    if ruled:
        canvas.line(row.start, top, row.end, top, "rule2", 1, (1, 5))
    if unscored_height(spec, row):
        canvas.lines(MARGIN + GUTTER - 10, top + _ABOVE, _caption(spec), CAPTION, "ink3", align="end")
    for column in row.columns:
        y = top + _ABOVE
        for persona, emotion in words.get(column.number, ()):
            y = _draw_word(canvas, spec, column, (persona, emotion), y) + _BETWEEN


def _draw_word(canvas: Canvas, spec: MapSpec, column: Column, felt: tuple[str, Emotion], top: float) -> float:
    persona, emotion = felt
    index = spec.persona_index(persona)
    colour = "ink" if index is None else persona_token(index)
    lines = _lines(spec, column, emotion)
    quote = spec.words.quote(emotion.quote) if emotion.quote else ""
    title = "\n".join(filter(None, (emotion.label, quote)))
    known = {"persona": persona} if index is not None else {}
    with canvas.group(title=title, touchpoint=column.touchpoint.id, **known):
        start = column.middle - max(map(EMOTION.width, lines)) / 2
        if index is not None:
            start += _HANG / 2
            marker(canvas, start - _HANG + 4.5, top + EMOTION.leading / 2 + 0.2, index, 4, colour)
        return canvas.lines(start, top, lines, EMOTION, colour)


def _lines(spec: MapSpec, column: Column, emotion: Emotion) -> tuple[str, ...]:
    hang = _HANG if spec.journey.personas else 0
    return EMOTION.lines(emotion.label or "", column.width - 2 * PAD - hang)


def _cell_height(spec: MapSpec, column: Column, felt: list[tuple[str, Emotion]]) -> float:
    lines = sum(len(_lines(spec, column, emotion)) for _, emotion in felt)
    return lines * EMOTION.leading + _BETWEEN * (len(felt) - 1)


def _caption(spec: MapSpec) -> tuple[str, ...]:
    return CAPTION.lines(spec.words["feeling-in-words"], GUTTER - 14)
