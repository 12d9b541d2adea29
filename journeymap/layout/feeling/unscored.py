"""The feelings that are words without a score: in a strip below the curves, where no height says how good they are."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.feelings import in_words, stages_in_words
from journeymap.layout.canvas import CAPTION, EMOTION, Canvas
from journeymap.layout.frame import Column, Row, StageSpan
from journeymap.layout.lanes.whole_stage import BRACKET, WIDEST_TEXT, draw_bracket, opened_spans
from journeymap.layout.marks import marker
from journeymap.layout.spec import GUTTER, MARGIN, PAD, MapSpec, persona_token
from journeymap.model import Emotion, Journey
from journeymap.records import NamedTuple

_ABOVE = 10
_BELOW = 12
_BETWEEN = 4
_HANG = 14


class _Cell(NamedTuple):
    """What is felt at a touchpoint or in a stage, with the ids of the personas, and where it is drawn."""

    place: Column | StageSpan
    felt: list[tuple[str, Emotion]]


def has_unscored(journey: Journey) -> bool:
    """Whether a journey has feelings that are words without a score."""
    return bool(in_words(journey) or stages_in_words(journey))


def unscored_height(spec: MapSpec, row: Row) -> float:
    """The height in pixels of the strip of words in a row of stages; 0 where all feelings have a score."""
    of_stages = _tallest(spec, _stages(spec, row))
    of_steps = _tallest(spec, _steps(spec, row))
    if not of_stages and not of_steps:
        return 0
    words = (of_stages + BRACKET if of_stages else 0) + (_BETWEEN if of_stages and of_steps else 0) + of_steps
    return _ABOVE + max(words, len(_caption(spec)) * CAPTION.leading) + _BELOW


def draw_unscored(canvas: Canvas, spec: MapSpec, row: Row, top: float, *, ruled: bool) -> None:
    """Draws the words, each beside the marker of its persona, from the y `top` down; `ruled` with a line above.

    Those of whole stages are under a bracket, above those of the steps.
    """
    if ruled:
        canvas.line(row.start, top, row.end, top, "rule2", 1, (1, 5))
    if unscored_height(spec, row):
        canvas.lines(MARGIN + GUTTER - 10, top + _ABOVE, _caption(spec), CAPTION, "ink3", align="end")
    top += _ABOVE
    of_stages = _stages(spec, row)
    for cell in of_stages:
        if isinstance(cell.place, StageSpan):
            draw_bracket(canvas, cell.place, top)
        _draw_words(canvas, spec, cell, top + BRACKET)
    if of_stages:
        top += BRACKET + _tallest(spec, of_stages) + _BETWEEN
    for cell in _steps(spec, row):
        _draw_words(canvas, spec, cell, top)


def _stages(spec: MapSpec, row: Row) -> list[_Cell]:
    words = stages_in_words(spec.journey)
    return [_Cell(span, words[span.number]) for span in opened_spans(row) if span.number in words] if words else []


def _steps(spec: MapSpec, row: Row) -> list[_Cell]:
    words = in_words(spec.journey)
    return [_Cell(column, words[column.number]) for column in row.columns if column.number in words] if words else []


def _tallest(spec: MapSpec, cells: Sequence[_Cell]) -> float:
    """The height of the words of the tallest cell; 0 without any."""
    return max((_height(spec, cell) for cell in cells), default=0)


def _height(spec: MapSpec, cell: _Cell) -> float:
    lines = sum(len(_lines(spec, cell.place, emotion)) for _, emotion in cell.felt)
    return lines * EMOTION.leading + _BETWEEN * (len(cell.felt) - 1)


def _draw_words(canvas: Canvas, spec: MapSpec, cell: _Cell, top: float) -> None:
    for persona, emotion in cell.felt:
        top = _draw_word(canvas, spec, cell.place, (persona, emotion), top) + _BETWEEN


def _draw_word(
    canvas: Canvas, spec: MapSpec, place: Column | StageSpan, felt: tuple[str, Emotion], top: float
) -> float:
    persona, emotion = felt
    index = spec.persona_index(persona)
    colour = "ink" if index is None else persona_token(index)
    lines = _lines(spec, place, emotion)
    quote = spec.words.quote(emotion.quote) if emotion.quote else ""
    title = "\n".join(filter(None, (emotion.label, quote)))
    known = {"persona": persona} if index is not None else {}
    of = {"stage": place.stage.id} if isinstance(place, StageSpan) else {"touchpoint": place.touchpoint.id}
    with canvas.group(title=title, **of, **known):
        start = place.x + place.width / 2 - max(map(EMOTION.width, lines)) / 2
        if index is not None:
            start += _HANG / 2
            marker(canvas, start - _HANG + 4.5, top + EMOTION.leading / 2 + 0.2, index, 4, colour)
        return canvas.lines(start, top, lines, EMOTION, colour)


def _lines(spec: MapSpec, place: Column | StageSpan, emotion: Emotion) -> tuple[str, ...]:
    hang = _HANG if spec.journey.personas else 0
    return EMOTION.lines(emotion.label or "", min(place.width - 2 * PAD - hang, WIDEST_TEXT))


def _caption(spec: MapSpec) -> tuple[str, ...]:
    return CAPTION.lines(spec.words["feeling-in-words"], GUTTER - 14)
