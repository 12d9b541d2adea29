"""The frame of a workshop canvas: the places of its cells and slots at true size.

All lengths are in millimetres; x counts from the edge where reading starts, y from the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.model import Journey, Stage, Touchpoint
from journeymap.workshop.grid import ACTIONS, FEELING, Grid, GridLane, GridStage
from journeymap.workshop.kit.true_sizes import NoteSize

LEAST_SLOTS, MOST_SLOTS = 2, 6
MARGIN = 20.0
PAD = 4.0
AIR = 3.0
STAGE_GAP = 3.0
_FEELING_SHARE = 0.3  # the part of a sheet's spare height that the feeling lane takes


@dataclass(frozen=True, slots=True)
class CanvasBox:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        """The x of its end, in reading direction."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class CanvasCell:
    """A cell: its grid reference, stage and lane, the slots for its notes, and the x of the middle of each."""

    ref: str
    stage: GridStage
    lane: GridLane
    box: CanvasBox
    slots: tuple[CanvasBox, ...]
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The places of everything on a canvas. `width` and `height` are those of its sheet."""

    width: float
    height: float
    note: NoteSize
    head: CanvasBox
    stages: tuple[tuple[GridStage, CanvasBox], ...]
    lanes: tuple[tuple[GridLane, CanvasBox], ...]
    cells: tuple[CanvasCell, ...]
    foot: CanvasBox


def slots_of(stage: Stage) -> int:
    """How many notes are side by side in a stage: one for each touchpoint, but from two to six."""
    return min(max(len(stage.touchpoints), LEAST_SLOTS), MOST_SLOTS)


def places_in(stage: GridStage) -> Iterator[tuple[int, Touchpoint | None]]:
    """Yields the places of a stage on the wall, from 1, with their touchpoints, and those that are left to fill.

    Of a part of a journey, the places of touchpoints that only the whole has are left out.
    """
    placed = dict(stage.placed())
    left_out = stage.left_out()
    for position in range(1, max(slots_of(stage.whole), len(stage.whole.touchpoints)) + 1):
        if position not in left_out:
            yield position, placed.get(position)


class CanvasPlan:
    """The sizes that a canvas needs, before a sheet is chosen for it."""

    def __init__(self, journey: Journey, grid: Grid, note: NoteSize) -> None:
        self._journey = journey
        self._grid = grid
        self._note = note
        self._scale = note.scale

    @property
    def gutter(self) -> float:
        """The width of the lane titles."""
        return 68 * self._scale

    @property
    def strip(self) -> float:
        """The height above the notes of a cell, for its reference."""
        return 11 * self._scale

    @property
    def least_width(self) -> float:
        """The width of the narrowest sheet, in millimetres."""
        stages = [self._stage_width(each.whole) for each in self._grid.stages]
        return 2 * MARGIN + self.gutter + sum(stages) + STAGE_GAP * max(len(stages) - 1, 0)

    @property
    def least_height(self) -> float:
        """The height of the lowest sheet, in millimetres."""
        lanes = sum(self._lane_height(lane) for lane in self._grid.lanes)
        return 2 * MARGIN + self.head_height + self.band_height + lanes + self.foot_height

    @property
    def head_height(self) -> float:
        """The height of the title and the lines to fill in."""
        return 66 * self._scale

    @property
    def band_height(self) -> float:
        """The height of the stages."""
        return 24 * self._scale

    @property
    def foot_height(self) -> float:
        """The height of the foot below the lanes."""
        return 34 * self._scale + 1.05 * self._note.height

    def placed(self, width: float, height: float) -> Frame:
        """The frame on a sheet of at least `least_width` by `least_height`; the cells share what is to spare."""
        spare = height - self.least_height
        lanes, y = [], MARGIN + self.head_height + self.band_height
        for lane in self._grid.lanes:
            tall = self._lane_height(lane) + self._share(lane) * spare
            lanes.append((lane, CanvasBox(MARGIN, y, width - 2 * MARGIN, tall)))
            y += tall
        stages = self._placed_stages(width)
        cells = tuple(self._cell(stage, across, lane, down) for lane, down in lanes for stage, across in stages)
        head = CanvasBox(MARGIN, MARGIN, width - 2 * MARGIN, self.head_height)
        foot = CanvasBox(MARGIN, y, width - 2 * MARGIN, height - MARGIN - y)
        return Frame(width, height, self._note, head, stages, tuple(lanes), cells, foot)

    def _share(self, lane: GridLane) -> float:
        """The part of the spare height that a lane takes."""
        return _FEELING_SHARE if lane.is_standard(FEELING) else (1 - _FEELING_SHARE) / max(len(self._grid.lanes) - 1, 1)

    def _placed_stages(self, width: float) -> tuple[tuple[GridStage, CanvasBox], ...]:
        """The stages with their boxes; spare width is shared by the number of their notes."""
        total = sum(slots_of(each.whole) for each in self._grid.stages)
        spare = (width - self.least_width) / max(total, 1)
        placed, x = [], MARGIN + self.gutter
        for each in self._grid.stages:
            wide = self._stage_width(each.whole) + spare * slots_of(each.whole)
            placed.append((each, CanvasBox(x, MARGIN + self.head_height, wide, self.band_height)))
            x += wide + STAGE_GAP
        return tuple(placed)

    def _stage_width(self, stage: Stage) -> float:
        return slots_of(stage) * (self._note.width + AIR) - AIR + 2 * PAD

    def _lane_height(self, lane: GridLane) -> float:
        if lane.is_standard(FEELING):
            return max(1.45 * self._note.height, 110 * self._scale)
        votes = self.vote_height if lane.is_standard(ACTIONS) else 0
        return self.strip + self._note.height + PAD + votes

    @property
    def vote_height(self) -> float:
        """The height below the note of an action for its votes."""
        return 13 * self._scale

    def _cell(self, stage: GridStage, across: CanvasBox, lane: GridLane, down: CanvasBox) -> CanvasCell:
        box = CanvasBox(across.x, down.y, across.width, down.height)
        slots = self._slots(stage.whole, lane, box)
        columns = tuple(slot.x + slot.width / 2 for slot in slots)
        return CanvasCell(
            self._grid.ref(stage, lane), stage, lane, box, () if lane.is_standard(FEELING) else slots, columns
        )

    def _slots(self, stage: Stage, lane: GridLane, box: CanvasBox) -> tuple[CanvasBox, ...]:
        count, note = slots_of(stage), self._note
        pitch = (box.width - 2 * PAD + AIR) / count
        votes = self.vote_height if lane.is_standard(ACTIONS) else 0
        top = box.y + self.strip + (box.height - self.strip - PAD - votes - note.height) / 2
        start = box.x + PAD + (pitch - AIR - note.width) / 2
        return tuple(CanvasBox(start + pitch * index, top, note.width, note.height) for index in range(count))
