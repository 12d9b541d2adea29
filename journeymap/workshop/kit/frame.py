"""The frame of a workshop canvas: where its cells and the places for notes are, at true size.

All lengths are millimetres, x counts from the edge at which reading starts, y from the top.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.model import Journey, Stage
from journeymap.workshop.grid import ACTIONS, FEELING, Grid, GridLane, GridStage
from journeymap.workshop.kit.true_sizes import NoteSize

LEAST_SLOTS, MOST_SLOTS = 2, 6
MARGIN = 20.0
PAD = 4.0
AIR = 3.0
STAGE_GAP = 3.0
_ROOMY = 0.3  # of what a sheet has to spare in height, the part that the feeling lane takes


@dataclass(frozen=True, slots=True)
class CanvasBox:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        """The x at which it ends, in reading direction."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y below it."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class CanvasCell:
    """Where a stage and a lane meet: its grid reference, the places for notes, and the middles of their columns."""

    ref: str
    stage: GridStage
    lane: GridLane
    box: CanvasBox
    slots: tuple[CanvasBox, ...]
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A canvas with every place settled. `width` and `height` are those of its sheet."""

    width: float
    height: float
    note: NoteSize
    head: CanvasBox
    stages: tuple[tuple[GridStage, CanvasBox], ...]
    lanes: tuple[tuple[GridLane, CanvasBox], ...]
    cells: tuple[CanvasCell, ...]
    foot: CanvasBox


def slots_of(stage: Stage) -> int:
    """How many notes stand side by side in a stage: one for each touchpoint, from two to six."""
    return min(max(len(stage.touchpoints), LEAST_SLOTS), MOST_SLOTS)


class Plan:
    """What a canvas needs, before a sheet is chosen for it."""

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
        """The height above the notes of a cell, where its reference stands."""
        return 11 * self._scale

    @property
    def least_width(self) -> float:
        """The narrowest sheet, in millimetres."""
        stages = [self._stage_width(each.stage) for each in self._grid.stages]
        return 2 * MARGIN + self.gutter + sum(stages) + STAGE_GAP * max(len(stages) - 1, 0)

    @property
    def least_height(self) -> float:
        """The lowest sheet, in millimetres."""
        lanes = sum(self._lane_height(lane) for lane in self._grid.lanes)
        return 2 * MARGIN + self.head_height + self.band_height + lanes + self.foot_height

    @property
    def head_height(self) -> float:
        """The height of the title and the lines to fill in."""
        return 78 * self._scale

    @property
    def band_height(self) -> float:
        """The height of the stages."""
        return 24 * self._scale

    @property
    def foot_height(self) -> float:
        """The height of what stands below the lanes."""
        return 34 * self._scale + 1.4 * self._note.height

    def placed(self, width: float, height: float) -> Frame:
        """The frame on a sheet at least as large as the least; what is to spare gives the cells more air."""
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
        return _ROOMY if lane.is_the(FEELING) else (1 - _ROOMY) / max(len(self._grid.lanes) - 1, 1)

    def _placed_stages(self, width: float) -> tuple[tuple[GridStage, CanvasBox], ...]:
        """The stages; what is to spare in width goes to them by the number of their notes."""
        total = sum(slots_of(each.stage) for each in self._grid.stages)
        spare = (width - self.least_width) / max(total, 1)
        placed, x = [], MARGIN + self.gutter
        for each in self._grid.stages:
            wide = self._stage_width(each.stage) + spare * slots_of(each.stage)
            placed.append((each, CanvasBox(x, MARGIN + self.head_height, wide, self.band_height)))
            x += wide + STAGE_GAP
        return tuple(placed)

    def _stage_width(self, stage: Stage) -> float:
        return slots_of(stage) * (self._note.width + AIR) - AIR + 2 * PAD

    def _lane_height(self, lane: GridLane) -> float:
        if lane.is_the(FEELING):
            return max(2.1 * self._note.height, 110 * self._scale)
        votes = self.vote_height if lane.is_the(ACTIONS) else 0
        return self.strip + self._note.height + PAD + votes

    @property
    def vote_height(self) -> float:
        """The height below an action's note for the dots that it gets."""
        return 13 * self._scale

    def _cell(self, stage: GridStage, across: CanvasBox, lane: GridLane, down: CanvasBox) -> CanvasCell:
        box = CanvasBox(across.x, down.y, across.width, down.height)
        slots = self._slots(stage.stage, lane, box)
        columns = tuple(slot.x + slot.width / 2 for slot in slots)
        return CanvasCell(self._grid.ref(stage, lane), stage, lane, box, () if lane.is_the(FEELING) else slots, columns)

    def _slots(self, stage: Stage, lane: GridLane, box: CanvasBox) -> tuple[CanvasBox, ...]:
        count, note = slots_of(stage), self._note
        pitch = (box.width - 2 * PAD + AIR) / count
        votes = self.vote_height if lane.is_the(ACTIONS) else 0
        top = box.y + self.strip + (box.height - self.strip - PAD - votes - note.height) / 2
        start = box.x + PAD + (pitch - AIR - note.width) / 2
        return tuple(CanvasBox(start + pitch * index, top, note.width, note.height) for index in range(count))
