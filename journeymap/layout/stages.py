"""The stages: a band of chevrons that point in reading direction, with the phases of the stages above it.

A stage that the journey passes over (`applies: false`) is an outline, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import CAPTION_STRONG, NOTE, STAGE, STAGE_NUMBER, Canvas, Type, first_baseline
from journeymap.layout.change_marks import draw_mark, number_stages
from journeymap.layout.frame import Row, StageSpan
from journeymap.layout.icons import draw_icon
from journeymap.layout.link_signs import draw_link_signs, fits_beside, rows_below
from journeymap.layout.spec import MapSpec
from journeymap.layout.stage_grounds import draw_stage_ground, stage_ground
from journeymap.layout.times import time_of_stage
from journeymap.model import Link
from journeymap.overlays import ItemPath
from journeymap.records import NamedTuple

_LEAST = 44
_TIP = 10
_INSET = 16
_BELOW = 2
_CLOCK = 11
_CLOCK_ROOM = _CLOCK + 4


class _Note(NamedTuple):
    """A line beside or below the name of a stage. One about the time through its steps begins with a clock."""

    text: str
    has_clock: bool = False

    @property
    def width(self) -> float:
        return NOTE.width(self.text) + (_CLOCK_ROOM if self.has_clock else 0)

    def lines(self, room: float) -> tuple[_Note, ...]:
        """The note broken into lines of at most `room` pixels; the clock is before the first."""
        first, *others = NOTE.lines(self.text, room - (_CLOCK_ROOM if self.has_clock else 0))
        return (_Note(first, self.has_clock), *map(_Note, others))


class _Label(NamedTuple):
    """The texts of a stage: its number, its name, and beside the name or below it the notes: that the journey passes it
    over, its duration, the time through its steps, and its owner.

    The name has `room` pixels to a line, and is followed by the signs of `links`.
    """

    number: str
    name: tuple[str, ...]
    notes: tuple[_Note, ...]
    beside: bool
    room: float
    links: tuple[Link, ...]
    style: Type
    number_style: Type

    @property
    def name_height(self) -> float:
        return (len(self.name) + rows_below(self.links, self.name, self.style, self.room)) * self.style.leading

    @property
    def height(self) -> float:
        meta = len(self.notes) * NOTE.leading
        return max(self.name_height, meta) if self.beside else self.name_height + meta


class RowStages:
    """The stages of a row with their phases, measured before they are drawn. `height` is that of all, in pixels."""

    def __init__(self, spec: MapSpec, row: Row) -> None:
        self._spec = spec
        self._spans = row.spans
        self._phases = _phases(spec, row)
        self._labels = [_label(spec, span) for span in row.spans]
        self._band = max(_LEAST, *(label.height + 20 for label in self._labels))
        lines = max((len(phase.lines) for phase in self._phases), default=0)
        self._above = lines * CAPTION_STRONG.leading + 9 if lines else 0
        self.height = self._above + self._band + _BELOW

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draws them from the y `top` down."""
        spec, spans, height = self._spec, self._spans, self._band
        _draw_phases(canvas, self._phases, top)
        top += self._above
        for span, label in zip(spans, self._labels, strict=True):
            first, last = span is spans[0], span is spans[-1]
            with canvas.group(stage=span.stage.id):
                _draw_ground(canvas, spec, span, top, height, first=first, last=last)
                _draw_label(canvas, spec, span, label, top, height)
                if spec.overlays:
                    draw_mark(canvas, spec, ItemPath.to(stage=span.stage.id), span.x + span.width - 4, top + 1)
        if spec.overlays:
            number_stages(canvas, spec, spans, top)


class _Phase(NamedTuple):
    """A phase above neighbouring stages: its name in lines, and the x at which it starts and ends."""

    lines: tuple[str, ...]
    start: float
    end: float


def _phases(spec: MapSpec, row: Row) -> list[_Phase]:
    runs: list[list[StageSpan]] = []
    for span in row.spans:
        if runs and runs[-1][0].stage.phase == span.stage.phase:
            runs[-1].append(span)
        else:
            runs.append([span])
    phases: list[_Phase] = []
    for run in runs:
        phase = run[0].stage.phase
        if phase:
            start, end = run[0].x, run[-1].x + run[-1].width
            word = spec.words.get(f"phase-{phase}", phase)
            phases.append(_Phase(CAPTION_STRONG.lines(word, end - start - 8), start, end))
    return phases


def _draw_phases(canvas: Canvas, phases: Sequence[_Phase], top: float) -> None:
    for phase in phases:
        canvas.lines(phase.start, top - 1, phase.lines, CAPTION_STRONG, "ink3")
        width = CAPTION_STRONG.width(phase.lines[0])
        if phase.start + width + 10 < phase.end - 4:
            canvas.line(phase.start + width + 10, top + 5.5, phase.end, top + 5.5, "rule2")
            canvas.line(phase.end, top + 5.5, phase.end, top + 12, "rule2")


def _label(spec: MapSpec, span: StageSpan) -> _Label:
    number = spec.words.number(span.number)
    style, number_style = spec.style("stage", STAGE), spec.style("stage-number", STAGE_NUMBER)
    room = span.width - _INSET - _TIP - number_style.width(number) - 10
    owner = spec.journey.owner_by_id.get(span.stage.owner or "")
    passed_over = None if span.stage.applies else spec.words["does-not-apply"]
    timed = time_of_stage(spec.journey, spec.words, span.stage)
    said = ((passed_over, False), (span.stage.duration, False), (timed, True), (owner.name if owner else "", False))
    notes = tuple([_Note(text, has_clock) for text, has_clock in said if text])
    notes_width = max((note.width for note in notes), default=0)
    beside = room - (notes_width + 24 if notes else 0)
    name, links = (span.stage.name,), span.stage.links
    if style.width(span.stage.name) <= beside and fits_beside(links, name, style, beside):
        return _Label(number, name, notes, True, beside, links, style, number_style)
    wrapped = tuple(line for note in notes for line in note.lines(room))
    return _Label(number, style.lines(span.stage.name, room), wrapped, not notes, room, links, style, number_style)


def _draw_ground(
    canvas: Canvas, spec: MapSpec, span: StageSpan, top: float, height: float, *, first: bool, last: bool
) -> None:
    pointed, notched = not last or span.continues_below, not first or span.continues_above
    start, end = span.x if first else span.x - 8, span.x + span.width + (2 if pointed else 0)
    if stage_ground(spec.theme, span.number).hue:  # no chevron reaches into the next stage
        start, end = span.x, span.x + span.width
    draw_stage_ground(
        canvas, spec.theme, span.number, (start, end), top, height,
        pointed=pointed, notched=notched, applies=span.stage.applies, tip=_TIP,
    )  # fmt: skip


def _draw_label(canvas: Canvas, spec: MapSpec, span: StageSpan, label: _Label, top: float, height: float) -> None:
    ground = stage_ground(spec.theme, span.number)
    ink, ink2, numeral = ground[1:4] if span.stage.applies else ("ink2", "ink2", "ink2")
    x = span.x + _INSET
    y = top + (height - label.height) / 2
    name_top = y if not label.beside else top + (height - label.name_height) / 2
    width = canvas.text(x, name_top + first_baseline(label.style), label.number, label.number_style, numeral)
    x += width + 10
    below = canvas.lines(x, name_top, label.name, label.style, ink)
    if label.links:
        below = draw_link_signs(canvas, x, name_top, label.links, label.name, label.style, ink2, room=label.room)
    if label.beside:
        notes_top = top + (height - len(label.notes) * NOTE.leading) / 2
        for index, note in enumerate(label.notes):
            _draw_note(canvas, span.x + span.width - 12 - note.width, notes_top + index * NOTE.leading, note, ink2)
    else:
        for index, note in enumerate(label.notes):
            _draw_note(canvas, x, below + index * NOTE.leading, note, ink2)


def _draw_note(canvas: Canvas, x: float, top: float, note: _Note, colour: str) -> None:
    baseline = top + first_baseline(NOTE)
    if note.has_clock:
        draw_icon(canvas, "time", x, baseline - 9.3, colour, size=_CLOCK)
        x += _CLOCK_ROOM
    canvas.text(x, baseline, note.text, NOTE, colour)
