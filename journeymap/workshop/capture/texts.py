"""Notes that become a text at a touchpoint: doing, thinking, channels, backstage, and lanes of the team's own."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.insight.channels import usual_name
from journeymap.source.splice import Edit
from journeymap.source.writing import Value
from journeymap.workshop.capture.edits import custom_edits
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import normal
from journeymap.workshop.grid import GridLane


class TextNotes:
    """Texts, of which the file gets those that it has not yet in that place."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._known: dict[tuple[str, str], set[str]] = {}
        self._custom: dict[tuple[str, str], list[Value]] = {}

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        if lane.custom:
            self._take_custom(lane, note)
            return
        merging, journey = self._merging, self._merging.journey
        placed = merging.wall.placed(note)
        persona = merging.persona_of(note) if lane.name == "thinking" else None
        is_channel = lane.name == "channels"
        text = usual_name(journey, note["text"]) if is_channel else note["text"]
        if (placed.id, lane.name) not in self._known:
            there = (each if isinstance(each, str) else each.text for each in getattr(placed.touchpoint, lane.name, ()))
            self._known[placed.id, lane.name] = {
                normal(usual_name(journey, each) if is_channel else each) for each in there
            }
        if self._is_new(text, self._known[placed.id, lane.name]):
            placed.more.setdefault(lane.name, []).append({"text": text, "persona": persona} if persona else text)

    def edits(self) -> Iterable[Edit]:
        """The texts of the team's own lanes; the others stand at their touchpoints."""
        return custom_edits(self._merging.journey, self._custom)

    def _take_custom(self, lane: GridLane, note: Note) -> None:
        placed = self._merging.wall.placed(note)
        custom = next(each for each in self._merging.journey.custom if each.id == lane.name)
        key = (placed.id, f"custom {lane.name}")  # a lane of the file may be called as one that every wall has
        if key not in self._known:
            self._known[key] = set(map(normal, custom.texts.get(placed.id, ())))
        if self._is_new(note["text"], self._known[key]):
            self._custom.setdefault((lane.name, placed.id), []).append(note["text"])

    def _is_new(self, text: str, known: set[str]) -> bool:
        """Whether a text is not among those known in its place; from now on it is, and it is counted."""
        if normal(text) in known:
            return False
        known.add(normal(text))
        self._merging.brought["texts"] += 1
        return True
