"""The wall with the journey's touchpoints and the new ones, and the place of each note on it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from journeymap.digits import as_number
from journeymap.model import Journey, Touchpoint
from journeymap.model.reading import slug
from journeymap.source.splice import Path
from journeymap.source.tree import ids_in
from journeymap.source.writing import Value
from journeymap.style.locale import Words
from journeymap.workshop.asks import lanes_beside
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.grid import Grid, GridLane, GridStage, Reference

_LONGEST_ID = 40
_RESERVED = "exit"


class Unplaced(Exception):
    """A note that cannot be placed; the message tells the person who wrote it why."""


@dataclass(eq=False)
class PlacedTouchpoint:
    """A touchpoint on the wall: one of the file, with its path in the file, or a new one.

    `more` are new items by field, `owners` and `moment` the owners and the moment of truth of a new touchpoint, `row`
    is the row of its note.
    """

    id: str
    name: str
    stage: GridStage
    touchpoint: Touchpoint | None = None
    path: Path = ()
    more: dict[str, list[Value]] = field(default_factory=dict)
    owners: list[str] = field(default_factory=list)
    moment: str | bool | None = None
    row: int = 0


class Wall:
    """The stages of the journey with their touchpoints, old and new, in order. Methods raise Unplaced."""

    def __init__(self, journey: Journey, words: Words) -> None:
        self.grid = Grid.of(journey, words)
        self._beside = lanes_beside(words)
        self.touchpoints: dict[str, list[PlacedTouchpoint]] = {}
        self._by_id: dict[str, list[PlacedTouchpoint]] = {}
        self._by_name: dict[str, list[PlacedTouchpoint]] = {}
        self._new: Counter[str] = Counter()
        for index, stage in enumerate(self.grid.stages):
            self.touchpoints[stage.letter] = [
                PlacedTouchpoint(each.id, each.name, stage, each, ("stages", index, "touchpoints", place))
                for place, each in enumerate(stage.stage.touchpoints)
            ]
        self._last = {letter: placed[-1] for letter, placed in self.touchpoints.items() if placed}
        for each in self.all_touchpoints():
            self._remember(each)
        self._ids = set(ids_in(journey.node)) | {_RESERVED}
        self._tried: dict[str, int] = {}
        self._at: dict[str, dict[int, list[PlacedTouchpoint]]] = {letter: {} for letter in self.touchpoints}
        self._shared: dict[str, set[int]] = {letter: set() for letter in self.touchpoints}

    def all_touchpoints(self) -> Iterator[PlacedTouchpoint]:
        """Every touchpoint on the wall, in order."""
        for touchpoints in self.touchpoints.values():
            yield from touchpoints

    def lane(self, note: Note) -> GridLane:
        """The lane of a note, from its reference or else from its lane column."""
        reference = self._reference(note)
        named = self._lane_named(note["lane"]) if note["lane"] else None
        if reference is None:
            if named is None:
                raise Unplaced("it does not say where it belongs; write its place, such as B3.1")
            return named
        lane = self.grid.lane_numbered(reference.number)
        if lane is None:
            raise Unplaced(f"no lane {reference.number}; the last is {len(self.grid.lanes)}")
        if named is not None and named.number == 0:
            return named
        if named is not None and named != lane:
            raise Unplaced(f"{note['ref']} is in the lane {lane.title}, but its lane column says {named.title}")
        return lane

    def stage(self, note: Note) -> GridStage | None:
        """The stage in a note's reference; None without a reference."""
        reference = self._reference(note)
        if reference is None:
            return None
        stage = self.grid.stage_lettered(reference.letter)
        if stage is None:
            raise Unplaced(f'no stage "{reference.letter}"')
        return stage

    def order(self, note: Note) -> tuple[bool, int, str]:
        """By what notes of new steps are sorted: their positions and letters; those without a position come last."""
        reference = self._reference(note)
        position = reference.position if reference else None
        return (position is None, position or 0, reference.note if reference and position else "")

    def position(self, note: Note) -> int | None:
        """The position in a note's reference, from 1; None without one."""
        reference = self._reference(note)
        return reference.position if reference else None

    def changed_by_action(self, note: Note) -> tuple[list[str], list[str]]:
        """The ids of the touchpoints and of the stages that an action changes: a touchpoint, or a stage as a whole."""
        stage = self.stage(note)
        if note["touchpoint"] or self.position(note):
            return [self.placed(note).id], []
        return [], [stage.stage.id] if stage else []

    def placed(self, note: Note) -> PlacedTouchpoint:
        """The touchpoint of a note: by id or name, else by position, else the only one of the stage."""
        stage, position = self.stage(note), self.position(note)
        if note["touchpoint"]:
            return self._touchpoint_named(note["touchpoint"], stage)
        if stage is None:
            raise Unplaced("it does not say which touchpoint it is about")
        touchpoints = self.touchpoints[stage.letter]
        noted = self._at[stage.letter].get(position) if position else None
        if noted:
            return noted[0]
        if not touchpoints:
            raise Unplaced(f'the stage "{stage.stage.name}" has no touchpoint that it could be about')
        if position is None and len(touchpoints) > 1:
            number = self.lane(note).number
            every = f"{stage.letter}{number}.1 to {stage.letter}{number}.{len(touchpoints)}"
            raise Unplaced(f"{note['ref']} holds {len(touchpoints)} touchpoints; write {every}, or the touchpoint")
        index = 0 if position is None else self._index(stage.letter, position)
        if index >= len(touchpoints):
            raise Unplaced(
                f'the stage "{stage.stage.name}" has no touchpoint {position}; the last is {len(touchpoints)}'
            )
        return touchpoints[index]

    def step(self, note: Note) -> tuple[PlacedTouchpoint, bool]:
        """The touchpoint of a note in the first lane, and whether it was added: its stage had none of this name."""
        stage, position = self.stage(note), self.position(note)
        if stage is None:
            raise Unplaced("it does not say which stage it belongs to")
        touchpoints = self.touchpoints[stage.letter]
        named = [each for each in self._by_name.get(normal(note["text"]), ()) if each.stage is stage]
        known = named[0] if named else None
        is_new = known is None
        if known is None:
            self._check_new(note)
            self._new[stage.letter] += 1
            count = self._new[stage.letter]
            new_id = self.fresh_id(note["touchpoint"] or note["text"], f"{stage.stage.id}-step", count)
            known = PlacedTouchpoint(new_id, note["text"], stage, row=note.row)
            index = len(touchpoints) if position is None else self._index(stage.letter, position)
            beside = len(self._at[stage.letter].get(position, ())) if position else 0
            touchpoints.insert(min(index + beside, len(touchpoints)), known)
            self._remember(known)
        elif note["touchpoint"] not in ("", known.id):
            raise Unplaced(f'"{known.name}" is there already, and its id is {known.id}')
        if position is not None:
            noted = self._at[stage.letter].setdefault(position, [])
            if not noted or is_new:
                noted.append(known)
            if len(noted) > 1:
                self._shared[stage.letter].add(position)
        return known, is_new

    def _index(self, letter: str, position: int) -> int:
        """The index of a position in its stage, where several new steps may share a position before it."""
        before = (len(self._at[letter][each]) - 1 for each in self._shared[letter] if each < position)
        return position - 1 + sum(before)

    def moves_others(self, placed: PlacedTouchpoint) -> bool:
        """Whether touchpoints of the file come after a new one in its stage."""
        touchpoints, last = self.touchpoints[placed.stage.letter], self._last.get(placed.stage.letter)
        return last is not None and touchpoints.index(last) > touchpoints.index(placed)

    def fresh_id(self, text: str, otherwise: str, count: int = 1) -> str:
        """An unused id: made from the text if that has Latin letters, else from `otherwise` and `count`."""
        whole = slug(text)
        new_id = (
            whole if len(whole) <= _LONGEST_ID else whole[: _LONGEST_ID + 1].rpartition("-")[0] or whole[:_LONGEST_ID]
        )
        if not any(letter.isalpha() for letter in new_id):
            new_id = ""
        candidate = new_id or f"{otherwise}-{count}"
        stem = new_id or otherwise
        count = max(1 if new_id else count, self._tried.get(stem, 0))
        while candidate in self._ids:
            count += 1
            candidate = f"{stem}-{count}"
        self._tried[stem] = count
        self._ids.add(candidate)
        return candidate

    def numbered_id(self, letter: str, count: int) -> str:
        """A short unused id such as `a3`, with the first free number from `count` on."""
        while f"{letter}{count}" in self._ids:
            count += 1
        self._ids.add(f"{letter}{count}")
        return f"{letter}{count}"

    def _check_new(self, note: Note) -> None:
        """Raise Unplaced if the form gives an id that a new touchpoint cannot have."""
        wanted = note["touchpoint"]
        if wanted and (slug(wanted) != wanted or len(wanted) > _LONGEST_ID or wanted in self._ids):
            taken = next((f': it is "{each.name}"' for each in self._by_id.get(wanted, ())), "")
            raise Unplaced(f'"{wanted}" cannot be the id of a new touchpoint{taken}')

    def _remember(self, placed: PlacedTouchpoint) -> None:
        self._by_id.setdefault(placed.id, []).append(placed)
        self._by_name.setdefault(normal(placed.name), []).append(placed)

    def _reference(self, note: Note) -> Reference | None:
        if not note["ref"]:
            return None
        reference = Reference.read(note["ref"])
        if reference is None or reference.position == 0:
            raise Unplaced(f'"{note["ref"]}" is no place on the grid; write it as B3 or B3.1')
        return reference

    def _lane_named(self, text: str) -> GridLane:
        wanted = normal(text)
        number = as_number(text)
        for lane in (*self.grid.lanes, *self._beside):
            if wanted in (normal(lane.title), lane.name) or (number == lane.number and lane.number):
                return lane
        lanes = ", ".join(lane.title for lane in (*self.grid.lanes, *self._beside))
        raise Unplaced(f'no lane "{text}"; the lanes are {lanes}')

    def _touchpoint_named(self, text: str, stage: GridStage | None) -> PlacedTouchpoint:
        by_name = self._by_name.get(normal(text), ())
        found = self._by_id.get(text) or [each for each in by_name if stage in (None, each.stage)]
        if not found:
            raise Unplaced(f'no touchpoint "{text}"' + (f' in the stage "{stage.stage.name}"' if stage else ""))
        if len(found) > 1:
            raise Unplaced(f'{len(found)} touchpoints are called "{text}"; write its id')
        if stage is not None and found[0].stage != stage:
            raise Unplaced(f"{found[0].id} is in the stage {found[0].stage.letter}, not in {stage.letter}")
        return found[0]


_UNSEEN = dict.fromkeys((0x0640, 0x0654, 0x200D, 0x200E, 0x200F, 0x061C))
_SAME: dict[int, str | None] = {
    0x064A: "ی", 0x0649: "ی", 0x0643: "ک", 0x200C: " ", 0x05BE: "-", 0x05F3: "'", 0x05F4: '"', 0x2019: "'", 0x201D: '"',
    **_UNSEEN,
}  # fmt: skip
"""What keyboards write in two ways, by character: Arabic yeh and kaf in Persian, joiners, the hamza, Hebrew marks."""


def normal(text: str) -> str:
    """The text in a form for comparing, which ignores case and spacing, and with which keyboard it was typed."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_SAME)
    return " ".join(text.split()).casefold()


def first_places(texts: Iterable[str]) -> dict[str, int]:
    """The places of texts in a list; of those that are the same but for case and spacing, that of the first."""
    return {normal(text): place for place, text in reversed([*enumerate(texts)])}
