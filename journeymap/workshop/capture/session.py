"""What is written around the grid of the wall: scenario and goal, who took part and when, and the parking lot."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.source.splice import Append, Edit, SetValue
from journeymap.source.tree import Scalar
from journeymap.workshop.asks import DATE, FACILITATOR, GOAL, NAMES, PARKING_LOT, SCENARIO, TEAM
from journeymap.workshop.capture.days import date_in
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import normal
from journeymap.workshop.grid import GridLane

_LABELS = {NAMES: "workshop-names", FACILITATOR: "facilitator", TEAM: "workshop-team"}


class SessionNotes:
    """Head and foot of the canvas. When it was and who took part is a piece of evidence that the map rests on."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._parked: list[str] = []
        self._known = {normal(text) for text in merging.journey.parking_lot}
        self._present: dict[str, list[str]] = {}

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        merging, text = self._merging, note["text"]
        if lane.name == PARKING_LOT:
            if normal(text) not in self._known:
                self._known.add(normal(text))
                self._parked.append(text)
                merging.brought["texts"] += 1
        elif lane.name in (SCENARIO, GOAL):
            merging.check_agrees(note, lane.name, lane.name, text)
            if normal(text) != normal(getattr(merging.journey, lane.name) or ""):
                merging.set_value((lane.name,), text)
        elif lane.name == DATE:
            day = date_in(text, merging.journey, merging.words)
            merging.check_agrees(note, DATE, DATE, str(day))
            self._present[DATE] = [merging.words.day(day)] if day else []
        else:
            self._present.setdefault(lane.name, []).append(text)

    def edits(self) -> Iterable[Edit]:
        """The parking lot and the evidence."""
        if self._parked:
            yield Append(("parking_lot",), tuple(self._parked))
        if self._present:
            yield from self._evidence()

    def _evidence(self) -> Iterable[Edit]:
        """The line about this workshop, in place of the one about the same day where there is one."""
        merging, words = self._merging, self._merging.words
        comma = words["list-comma"]
        title = comma.join([words["workshop"], *self._present.get(DATE, ())])
        parts = (
            words.labelled(words[word], comma.join(dict.fromkeys(self._present[name])))
            for name, word in _LABELS.items()
            if name in self._present
        )
        line = " · ".join([title, *parts])
        there = merging.journey.evidence
        index = next((place for place, each in enumerate(there) if f"{each} · ".startswith(f"{title} · ")), None)
        if index is None:
            merging.brought["texts"] += 1
            yield Append(("evidence",), (line,))
        elif there[index] != line:
            merging.brought["changes"] += 1
            node = getattr(merging.journey.node, "entries", {}).get("evidence")
            yield SetValue(("evidence",) if isinstance(node, Scalar) else ("evidence", index), line)
