"""Notes of the first lane: new touchpoints, and what is said of those that are there."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.source.splice import Append, Edit
from journeymap.workshop.capture.answers import moment_in
from journeymap.workshop.capture.edits import new_touchpoints, transitions_to_new
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import PlacedTouchpoint
from journeymap.workshop.grid import GridLane


class StepNotes:
    """Steps, their owners and moments of truth. A note without words is about the touchpoint at its place."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        merging, wall = self._merging, self._merging.wall
        owners = merging.owners_of(note)
        moment = moment_in(note["moment"], merging.words)
        placed, is_new = wall.step(note) if note["text"] else (wall.placed(note), False)
        merging.check_agrees(note, f"touchpoint {placed.id}", "owner", ", ".join(owners) or None)
        merging.check_agrees(note, f"touchpoint {placed.id}", "moment of truth", moment)
        if placed.touchpoint is None:
            if is_new and wall.moves_others(placed):
                place = f"{placed.stage.letter}1.{wall.touchpoints[placed.stage.letter].index(placed) + 1}"
                merging.remarks.append((note.row, f"it stands at {place}; the touchpoints after it count one further"))
            placed.owners = owners or placed.owners
            placed.moment = moment or placed.moment
            merging.brought["touchpoints"] += is_new
        else:
            merging.set_owners(placed.path, placed.touchpoint.owner, owners)
            there = placed.touchpoint.moment_of_truth
            if moment is not None and not (moment is True and there):  # a plain mark says no more than any kind does
                merging.change((*placed.path, "moment_of_truth"), there, moment)

    def edits(self) -> Iterable[Edit]:
        """What all notes add to touchpoints: to those of the file, the ways to new ones, and the new ones."""
        merging = self._merging
        for placed in merging.wall.all_touchpoints():
            yield from _added(placed)
        for edit, row, what in transitions_to_new(merging.journey, merging.wall):
            merging.remarks.append((row, what))
            yield edit
        yield from new_touchpoints(merging.wall)


def _added(placed: PlacedTouchpoint) -> Iterable[Edit]:
    if placed.touchpoint is not None:
        for key, items in placed.more.items():
            yield Append((*placed.path, key), tuple(items))
