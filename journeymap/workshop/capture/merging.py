"""What the parts of a capture share: the journey, its wall and people, the edits so far, and what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from journeymap.model import Journey
from journeymap.source.splice import Edit, Path, SetValue
from journeymap.source.writing import Value
from journeymap.style.locale import Words
from journeymap.workshop.capture.answers import names_in
from journeymap.workshop.capture.edits import owner_edits
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import Unplaced, Wall
from journeymap.workshop.capture.roster import Roster
from journeymap.workshop.grid import GridLane


class Merging:
    """A capture under way. Methods that read a note raise Unplaced."""

    def __init__(self, journey: Journey, words: Words) -> None:
        self.journey = journey
        self.words = words
        self.wall = Wall(journey, words)
        self.owners = Roster("owner", journey.owners, self.wall)
        self.personas = Roster("persona", journey.personas, self.wall)
        self.edits: list[Edit] = []
        self.remarks: list[tuple[int, str]] = []
        self.brought: Counter[str] = Counter()
        self._set: dict[Path, Value] = {}
        self._owned: set[Path] = set()
        self._said: dict[tuple[str, str], tuple[str, int]] = {}

    def owners_of(self, note: Note) -> list[str]:
        """The ids of the owners that a note names: one, or several with commas or semicolons between, each once."""
        if not note["owner"]:
            return []
        if self.owners.knows(note["owner"]):
            return [self.owners.find(note["owner"])]
        return list(dict.fromkeys(map(self._owner, names_in(note["owner"]))))

    def _owner(self, name: str) -> str:
        meant = "" if self.owners.is_known(name) else self.owners.mistaken_for(name)
        if meant:
            lane = self.words["owners"]
            raise Unplaced(
                f'no owner "{name}"; if {meant} is meant, write that; for someone new, add a row with the lane {lane}'
            )
        return self.owners.find(name)

    def tell_new_owners(self, row: int, known: int) -> None:
        """Tell of the owners that came with the note of a row; so many were new before it."""
        for id_, name in list(self.owners.new.items())[known:]:
            self.remarks.append((row, f'"{name}" is a new owner, with the id {id_}'))

    def persona_of(self, note: Note) -> str | None:
        """The id of the persona that a note names; None without one."""
        return self.personas.find(note["persona"]) if note["persona"] else None

    def check_agrees(self, note: Note, what: str, key: str, value: Value | None) -> None:
        """Raise Unplaced if an earlier note gives another value for the same field of the same item."""
        if value is None:
            return
        first, row = self._said.setdefault((what, key), (str(value), note.row))
        if first != str(value):
            raise Unplaced(f"row {row} gives another {key} for the same words")

    def set_value(self, path: Path, value: Value) -> None:
        """Change a value of the file, once."""
        if self._set.get(path) != value:
            self._set[path] = value
            self.edits.append(SetValue(path, value))
            self.brought["changes"] += 1

    def change(self, path: Path, there: object, said: Value | None) -> None:
        """Change a value of the file if a note says another one."""
        if said is not None and said != there:
            self.set_value(path, said)

    def set_owners(self, path: Path, there: tuple[str, ...], said: list[str]) -> None:
        """Let the first owner that a note names answer for a part of the file, and the others support."""
        edits = owner_edits(path, there, said)
        if edits and path not in self._owned:
            self._owned.add(path)
            self.edits += edits
            self.brought["changes"] += 1


class Handler(Protocol):
    """What takes the notes of some lanes."""

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""

    def edits(self) -> Iterable[Edit]:
        """The edits that remain once all notes are taken. They add items, and new touchpoints come last of all."""
