"""The lane of the funnel: a block at each touchpoint for those who came as far, and what was lost before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.layout.frame import Column, Row
from journeymap.layout.icons import SIZE
from journeymap.layout.lanes.funnel_texts import DROP, GAP, LEAST_SHOWN, PlacedLine, came_lines, lost_line, placed_lines
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import drop
from journeymap.layout.scene import Segment
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec
from journeymap.overlays.behaviour import BehaviourOverlay, FunnelStep, MeasuredShare
from journeymap.records import NamedTuple
from journeymap.style.locale import Words

_ALL = 100.0
"""The height of a block of all, in pixels."""
_INSET = 3.0
_PAD = 6.0
_ABOVE, _BELOW = 16.0, 14.0
FILL = 0.5
"""The opacity of a block."""
_LEAST_BOX = 3.0
_DASH = (3.0, 3.0)
_HATCH = 6.0


class _StepBlock(NamedTuple):
    """A step as it is drawn: the heights of its block and of the missing part above it, and its lines."""

    height: float
    missing: float
    is_leak: bool
    is_hollow: bool
    lines: tuple[PlacedLine, ...]

    @property
    def top(self) -> float:
        """How high it reaches with its texts."""
        return max([self.height + self.missing, *(each.baseline + each.line.height - 3 for each in self.lines)])


class Funnel:
    """The lane of the funnel. Blocks are as high as the share of those who came to its first step."""

    name = "funnel"
    icon = "funnel"

    def __init__(self, behaviour: BehaviourOverlay) -> None:
        self._behaviour = behaviour
        self._group = behaviour.group
        self._steps = {step.touchpoint: step for step in self._group.steps}
        self._before: dict[str, float] = {}
        share = 1.0
        for step in self._group.steps:
            self._before[step.touchpoint] = share
            share = step.came.value if step.came else share

    def title(self, spec: MapSpec) -> str:
        return spec.words["lane-funnel"]

    def height(self, spec: MapSpec, row: Row) -> float:
        if not any(column.touchpoint.id in self._steps for column in row.columns):
            return 0
        caption = len(LABEL.lines(self.title(spec), _GUTTER)) * LABEL.leading
        caption += len(self._caption()) * CAPTION.leading + 24
        return max(_ABOVE + self._reach(spec, row) + _BELOW, caption)

    def draw(self, canvas: Canvas, spec: MapSpec, row: Row, top: float) -> None:
        title = LABEL.lines(self.title(spec), _GUTTER)
        below = top + 15.5 + len(title) * LABEL.leading
        canvas.lines(MARGIN + SIZE + 8, below, self._caption(), CAPTION, "ink3")
        foot = top + self.height(spec, row) - _BELOW
        level = self._level_before(spec, row)
        for has_step, columns in self._parts(row):
            if not has_step:
                self._draw_without(canvas, spec, columns, foot, level)
                continue
            step = self._steps[columns[0].touchpoint.id]
            with canvas.group(touchpoint=step.touchpoint, title=self._told(spec.words, step)):
                if step.came is None:
                    _draw_words(canvas, columns, foot, level, spec.words["held-back"], is_dashed=True)
                else:
                    _draw_block(canvas, columns[0], foot, self._block(spec.words, step, step.came, columns[0].width))
            level = _ALL * step.came.value if step.came else level
        canvas.line(row.start, foot, row.end, foot, "rule2")

    def _caption(self) -> tuple[str, ...]:
        return tuple(line for text in self._group.about for line in CAPTION.lines(text, _GUTTER))

    def _reach(self, spec: MapSpec, row: Row) -> float:
        """How high the highest block reaches with its texts."""
        found = [_ALL * self._level_share(spec, row)]
        for column in row.columns:
            step = self._steps.get(column.touchpoint.id)
            if step is not None and step.came is not None:
                found.append(self._block(spec.words, step, step.came, column.width).top)
        return max(found)

    def _level_share(self, spec: MapSpec, row: Row) -> float:
        return self._level_before(spec, row) / _ALL

    def _level_before(self, spec: MapSpec, row: Row) -> float:
        """The height of the last block before a row; 0 before the first."""
        numbers, first = spec.journey.number_of, row.columns[0].number
        came = [each.came for each in self._group.steps if each.came and numbers.get(each.touchpoint, first) < first]
        return _ALL * came[-1].value if came else 0.0

    def _parts(self, row: Row) -> Iterator[tuple[bool, Sequence[Column]]]:
        """The columns of a row: each with a step alone, and those without one together, as far as the same is said."""
        for span in row.spans:
            for key, columns in groupby(span.columns, self._kind):
                yield key in self._steps, tuple(columns)

    def _kind(self, column: Column) -> str:
        """The step of a column, else whether it has events."""
        id_ = column.touchpoint.id
        return id_ if id_ in self._steps else " seen" if id_ in self._behaviour.seen else ""

    def _draw_without(
        self, canvas: Canvas, spec: MapSpec, columns: Sequence[Column], foot: float, level: float
    ) -> None:
        is_seen = self._kind(columns[0]) != ""
        said = spec.words["outside-funnel" if is_seen else "no-events"]
        _draw_words(canvas, columns, foot, level, said, is_dashed=not is_seen)

    def _block(self, words: Words, step: FunnelStep, came: MeasuredShare, width: float) -> _StepBlock:
        room = width - 2 * _INSET - 2 * _PAD
        height = _ALL * came.value
        lost, missing = step.lost, 0.0
        if lost is not None and (lost.value > LEAST_SHOWN or step.is_leak):
            missing = max(_ALL * (self._before[step.touchpoint] - came.value), _LEAST_BOX)
        lines = [*came_lines(words, came, room)]
        of_lost = (
            lost_line(words, lost, room + (2 * _PAD - 2 if step.is_leak else 0), is_leak=step.is_leak) if lost else None
        )
        placed = tuple(placed_lines(lines, of_lost, height, missing, is_free=not step.is_leak))
        return _StepBlock(height, missing, step.is_leak, came.few, placed)

    def _told(self, words: Words, step: FunnelStep) -> str:
        """The step in words, with its interval, for those who point at it."""
        if step.came is None:
            return words["held-back"]
        said = [step.came.with_interval, words.number(step.came.counted)]
        if step.lost is not None:
            said.append(words.say("lost-before", share=step.lost.with_interval))
        return " · ".join(said)


_GUTTER = GUTTER - SIZE - 20.0


def _draw_block(canvas: Canvas, column: Column, foot: float, block: _StepBlock) -> None:
    x, width = column.x + _INSET, column.width - 2 * _INSET
    if block.is_hollow:
        canvas.rect(x + 0.5, foot - block.height, width - 1, block.height, "paper", stroke="ink3")
    else:
        canvas.rect(x, foot - block.height, width, block.height, "ghost", opacity=FILL)
    top = foot - block.height - block.missing
    if block.is_leak:
        canvas.rect(x + 0.6, top, width - 1.2, block.missing, "pain-tint")
        canvas.path(_hatched(x + 0.6, top, width - 1.2, block.missing), stroke="pain", stroke_width=0.7)
        canvas.rect(x + 0.6, top, width - 1.2, block.missing, stroke="pain", stroke_width=1.2)
    elif block.missing:
        canvas.rect(x + 0.5, top, width - 1, block.missing, stroke="ink3", stroke_width=0.8, dash=_DASH)
    for line, baseline in block.lines:
        is_over = baseline > block.height + block.missing or (block.is_leak and baseline > block.height)
        at = x + (2 if is_over else _PAD)
        if line.is_leak:
            drop(canvas, at + 4, foot - baseline - 4, "pain")
            at += DROP
        for text, style, colour in line.texts:
            at += canvas.text(at, foot - baseline, text, style, colour, rtl=False if line.is_number else None) + GAP


def _hatched(x: float, y: float, width: float, height: float) -> list[Segment]:
    """Diagonal lines across a rectangle."""
    steps: list[Segment] = []
    offset = _HATCH
    while offset < width + height:
        start = (x + max(offset - height, 0), y + min(offset, height))
        end = (x + min(offset, width), y + max(offset - width, 0))
        steps += [("M", start), ("L", end)]
        offset += _HATCH
    return steps


def _draw_words(
    canvas: Canvas, columns: Sequence[Column], foot: float, level: float, said: str, *, is_dashed: bool
) -> None:
    """Draws words in place of blocks; with a dashed top at the level of the last block where customers may go on."""
    start, end = columns[0].x + _INSET, columns[-1].x + columns[-1].width - _INSET
    lines = CAPTION.lines(said, end - start - 4)
    height = len(lines) * CAPTION.leading
    is_below = level >= height + 8
    if is_dashed and level:
        canvas.line(start, foot - level, end, foot - level, "ink3", 0.8, _DASH)
    top = foot - height - 4 if is_below or not is_dashed else foot - level - height - 4
    canvas.lines((start + end) / 2, top, lines, CAPTION, "ink3", align="middle")


def funnel_entries(spec: MapSpec, behaviour: BehaviourOverlay) -> Iterator[LegendEntry]:
    """The entries of the legend for the marks of the lane that are in use."""
    lost = [step for step in behaviour.group.steps if step.lost is not None]
    if any(step.lost and step.lost.value > LEAST_SHOWN and not step.is_leak for step in lost):
        yield LegendEntry(26, spec.words["lost-legend"], _draw_missing)
    if any(step.is_leak for step in lost):
        yield LegendEntry(10, spec.words["leak-legend"], lambda canvas, x, y: drop(canvas, x + 5, y, "pain"))


def _draw_missing(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y - 5, 26, 10, stroke="ink3", stroke_width=0.8, dash=_DASH)
