"""The stages: a band of chevrons that point in reading direction, with the phases of the stages above it."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION_STRONG, NOTE, STAGE, STAGE_NUMBER, Canvas, first_baseline
from journeymap.layout.change_marks import draw_mark
from journeymap.layout.frame import Row, StageSpan
from journeymap.layout.icons import draw_icon
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MapSpec
from journeymap.layout.times import time_of_stage
from journeymap.overlays import ItemPath
from journeymap.records import NamedTuple

_LEAST = 44
_TIP = 10
_INSET = 16
_BELOW = 2
_CLOCK = 11
_CLOCK_ROOM = _CLOCK + 4


class _Label(NamedTuple):
    """The texts of a stage: its number, its name, and its duration and owner beside the name or below it.

    `clock` is the index of the line of `meta` in which the time through its steps begins, after a clock; -1 for none.
    """

    number: str
    name: tuple[str, ...]
    meta: tuple[str, ...]
    beside: bool
    clock: int = -1

    @property
    def height(self) -> float:
        lines = len(self.name) * STAGE.leading
        meta = len(self.meta) * NOTE.leading
        return max(lines, meta) if self.beside else lines + meta


def stages_height(spec: MapSpec, row: Row) -> float:
    """The height of a row's stages with their phases, in pixels."""
    return _phases_height(spec, row) + _band_height(spec, row) + _BELOW


def draw_stages(canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
    """Draws the stages of a row, with their phases, from the y `top` down."""
    _draw_phases(canvas, spec, row, top)
    top += _phases_height(spec, row)
    height = _band_height(spec, row)
    for span in row.spans:
        first, last = span is row.spans[0], span is row.spans[-1]
        with canvas.group(stage=span.stage.id):
            _draw_chevron(canvas, span, top, height, first=first, last=last)
            _draw_label(canvas, span, _label(spec, span), top, height)
            draw_mark(canvas, spec, ItemPath.to(stage=span.stage.id), span.x + span.width - 4, top + 1)


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


def _phases_height(spec: MapSpec, row: Row) -> float:
    lines = max((len(phase.lines) for phase in _phases(spec, row)), default=0)
    return lines * CAPTION_STRONG.leading + 9 if lines else 0


def _draw_phases(canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
    for phase in _phases(spec, row):
        canvas.lines(phase.start, top - 1, phase.lines, CAPTION_STRONG, "ink3")
        width = CAPTION_STRONG.width(phase.lines[0])
        if phase.start + width + 10 < phase.end - 4:
            canvas.line(phase.start + width + 10, top + 5.5, phase.end, top + 5.5, "rule2")
            canvas.line(phase.end, top + 5.5, phase.end, top + 12, "rule2")


def _label(spec: MapSpec, span: StageSpan) -> _Label:
    number = spec.words.number(span.number)
    room = span.width - _INSET - _TIP - STAGE_NUMBER.width(number) - 10
    owner = spec.journey.owner_by_id.get(span.stage.owner or "")
    timed = time_of_stage(spec.journey, spec.words, span.stage)
    meta = tuple(part for part in (span.stage.duration, timed, owner.name if owner else None) if part)
    clock_room = {timed: _CLOCK_ROOM}
    clock = -1 if not timed else 1 if span.stage.duration else 0
    meta_width = max((NOTE.width(part) + clock_room.get(part, 0) for part in meta), default=0)
    if STAGE.width(span.stage.name) + (meta_width + 24 if meta else 0) <= room:
        return _Label(number, (span.stage.name,), meta, beside=True, clock=clock)
    wrapped = [NOTE.lines(part, room - clock_room.get(part, 0)) for part in meta]
    clock = sum(map(len, wrapped[:clock])) if clock > 0 else clock
    lines = tuple(line for part in wrapped for line in part)
    return _Label(number, STAGE.lines(span.stage.name, room), lines, beside=not meta, clock=clock)


def _band_height(spec: MapSpec, row: Row) -> float:
    return max(_LEAST, *(_label(spec, span).height + 20 for span in row.spans))


def _draw_chevron(canvas: Canvas, span: StageSpan, top: float, height: float, *, first: bool, last: bool) -> None:
    start = span.x if first else span.x - 8
    end = span.x + span.width
    middle, bottom = top + height / 2, top + height
    pointed = not last or span.continues_below
    outline: list[Segment] = [("M", (start, top)), ("L", (end + (2 if pointed else 0), top))]
    if pointed:
        outline.append(("L", (end + 2 + _TIP, middle)))
        outline.append(("L", (end + 2, bottom)))
    else:
        outline.append(("L", (end, bottom)))
    outline.append(("L", (start, bottom)))
    if not first or span.continues_above:
        outline.append(("L", (start + _TIP, middle)))
    outline.append(("Z", ()))
    canvas.path(outline, "stage")


def _draw_label(canvas: Canvas, span: StageSpan, label: _Label, top: float, height: float) -> None:
    x = span.x + _INSET
    y = top + (height - label.height) / 2
    name_top = y if not label.beside else top + (height - len(label.name) * STAGE.leading) / 2
    width = canvas.text(x, name_top + first_baseline(STAGE), label.number, STAGE_NUMBER, "stage-text2")
    x += width + 10
    below = canvas.lines(x, name_top, label.name, STAGE, "stage-text")
    if label.beside:
        meta_top = top + (height - len(label.meta) * NOTE.leading) / 2
        for index, part in enumerate(label.meta):
            baseline = meta_top + index * NOTE.leading + first_baseline(NOTE)
            width = canvas.text(span.x + span.width - 12, baseline, part, NOTE, "stage-text2", align="end")
            if index == label.clock:
                _draw_clock(canvas, span.x + span.width - 12 - width - _CLOCK_ROOM, baseline)
    elif label.clock < 0:
        canvas.lines(x, below, label.meta, NOTE, "stage-text2")
    else:
        before, timed = label.meta[: label.clock], label.meta[label.clock :]
        below = canvas.lines(x, below, before, NOTE, "stage-text2")
        _draw_clock(canvas, x, below + first_baseline(NOTE))
        below = canvas.lines(x + _CLOCK_ROOM, below, timed[:1], NOTE, "stage-text2")
        canvas.lines(x, below, timed[1:], NOTE, "stage-text2")


def _draw_clock(canvas: Canvas, x: float, baseline: float) -> None:
    draw_icon(canvas, "time", x, baseline - 9.3, "stage-text2", size=_CLOCK)
