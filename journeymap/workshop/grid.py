"""The grid of the wall: letters for stages, numbers for lanes. `B3` is a cell, `B3.2` a position in it.

A reference is short enough to be written on a sticky note by hand, in any language: its letters are Latin, and digits
of any script are read. The number after the dot is the position of the touchpoint in its stage, from 1. Of several
notes on one place each may have a letter of its own, of any script: `B3.2a`, `B3.2b`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.io.sheets import column_name
from journeymap.model import Journey, Stage, Touchpoint
from journeymap.records import cached_property
from journeymap.style.locale import Words

STEPS = "steps"
FEELING = "feeling"
ACTIONS = "actions"
GAINS = "gains"
_BUILT_IN = (STEPS, "doing", "thinking", FEELING, "pains", GAINS, "opportunities", "channels", "backstage")
_TITLES = {STEPS: "touchpoints", ACTIONS: "actions"}
_REFERENCE = re.compile(r"([A-Z]{1,3}) ?([0-9]{1,3})(?: ?[.,] ?([0-9]{1,3}))?(?: ?([^\W\d_]))?")


@dataclass(frozen=True, slots=True)
class GridStage:
    """A column of the wall: its letter, its stage and, where the journey is a part of another, the stage there."""

    letter: str
    stage: Stage
    whole: Stage

    def placed(self) -> Iterator[tuple[int, Touchpoint]]:
        """Yields the touchpoints with their positions, from 1; in a part of a journey, those that the whole has."""
        positions = {touchpoint.id: position for position, touchpoint in enumerate(self.whole.touchpoints, 1)}
        for touchpoint in self.stage.touchpoints:
            yield positions[touchpoint.id], touchpoint

    def left_out(self) -> set[int]:
        """The positions of the whole at which the part has no touchpoint; none in a whole journey."""
        return set(range(1, len(self.whole.touchpoints) + 1)).difference(position for position, _ in self.placed())


@dataclass(frozen=True, slots=True)
class GridLane:
    """A row of the wall: its number from 1, its name (the id of a custom lane), its title in the journey's language.

    What the form takes beside the wall, such as the parking lot, has the number 0.
    """

    number: int
    name: str
    title: str
    custom: bool = False

    def is_standard(self, name: str) -> bool:
        """Whether it is the lane of this name that every wall has. False for custom lanes, whatever their ids."""
        return self.name == name and not self.custom


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the wall, and the position of a touchpoint in it, from 1, if the reference has one."""

    stage: GridStage
    lane: GridLane
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A grid reference as written. The wall need not have such a cell. `note` tells notes on one place apart."""

    letter: str
    number: int
    position: int | None = None
    note: str = ""

    @classmethod
    def read(cls, text: str) -> Reference | None:
        """The reference in a text, in upper or lower case and in digits of any script; None for any other text."""
        plain = "".join(_digit(each) for each in unicodedata.normalize("NFKC", text)).strip().upper()
        match = _REFERENCE.fullmatch(plain)
        if match is None:
            return None
        letter, number, position, note = match.groups()
        return cls(letter, int(number), int(position) if position else None, note or "")


@dataclass(frozen=True)
class Grid:
    """The wall of one journey."""

    stages: tuple[GridStage, ...]
    lanes: tuple[GridLane, ...]

    @classmethod
    def of(cls, journey: Journey, words: Words) -> Grid:
        """The grid of a journey: its stages; the lanes that a workshop fills, the custom lanes, and the actions.

        Every wall has the same built-in lanes, whatever the journey has: capturing notes must not renumber any.
        """
        everything = journey.whole or journey
        stages = tuple(
            GridStage(column_name(index), stage, whole)
            for index, (stage, whole) in enumerate(zip(journey.stages, everything.stages, strict=True))
        )
        rows = [(name, words[_TITLES.get(name, f"lane-{name}")], False) for name in _BUILT_IN]
        rows += [(lane.id, lane.name, True) for lane in journey.custom]
        rows.append((ACTIONS, words[_TITLES[ACTIONS]], False))
        return cls(stages, tuple(GridLane(number, *row) for number, row in enumerate(rows, 1)))

    def stage_lettered(self, letter: str) -> GridStage | None:
        """The stage with a letter; None beyond the last."""
        return self._stages.get(letter)

    def lane_numbered(self, number: int) -> GridLane | None:
        """The lane with a number; None beyond the last."""
        return self.lanes[number - 1] if 1 <= number <= len(self.lanes) else None

    def place(self, text: str) -> GridCell | None:
        """The cell with a reference such as `B3` or `B3.2`; None for any other text, and beyond the wall."""
        reference = Reference.read(text)
        if reference is None:
            return None
        stage, lane = self.stage_lettered(reference.letter), self.lane_numbered(reference.number)
        return GridCell(stage, lane, reference.position) if stage and lane and reference.position != 0 else None

    def ref(self, stage: GridStage, lane: GridLane, position: int | None = None) -> str:
        """The reference of a cell, or of a position in it."""
        return f"{stage.letter}{lane.number}" + (f".{position}" if position else "")

    @cached_property
    def _stages(self) -> dict[str, GridStage]:
        return {stage.letter: stage for stage in self.stages}


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
