"""Notes that become pains, gains and opportunities, with their severity and votes."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.model import Point
from journeymap.source.splice import Edit, ExpandText, Path
from journeymap.source.tree import Scalar
from journeymap.source.writing import Value
from journeymap.workshop.capture.answers import rating_in, votes_in
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import PlacedTouchpoint, first_places, normal
from journeymap.workshop.grid import GAINS, GridLane

_SINGULAR = {"pains": "pain", GAINS: "gain", "opportunities": "opportunity"}
POINTS = tuple(_SINGULAR)
"""The lanes of points."""


class PointNotes:
    """Points, by their words or the id on their card. The votes of notes with the same words are added up."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._told: dict[str, dict[tuple[str, str], str]] = {}
        self._values: dict[tuple[str, str, str], dict[str, Value]] = {}
        self._by_id: dict[tuple[str, str], dict[str, str]] = {}

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        placed = self._merging.wall.placed(note)
        text = self._said(lane, note, placed)
        votes = votes_in(note["votes"])
        severity = rating_in(note["severity"], "severity") if lane.name != "opportunities" else None
        self._merging.check_agrees(note, f"{placed.id} {lane.name} {text}", "severity", severity)
        self._told.setdefault(placed.id, {}).setdefault((lane.name, text), note["text"])
        values = self._values.setdefault((placed.id, lane.name, text), {})
        if severity is not None:
            values["severity"] = severity
        if votes is not None:
            counted = values.get("votes", 0)
            assert isinstance(counted, int)  # it was counted here
            values["votes"] = counted + votes

    def _said(self, lane: GridLane, note: Note, placed: PlacedTouchpoint) -> str:
        """The words of a note, for comparing; those of the point of which it has the id, where it has one."""
        known = self._by_id.get((placed.id, lane.name))
        if known is None:
            there = getattr(placed.touchpoint, lane.name, ())
            known = {normal(point.id): normal(point.text) for point in there if point.id}
            self._by_id[placed.id, lane.name] = known
        text = normal(note["text"])
        return known.get(text, text)

    def edits(self) -> Iterable[Edit]:
        """None that remain: new points stand at their touchpoints, and those of the file are changed."""
        for placed in self._merging.wall.all_touchpoints():
            self._finish(placed)
        return ()

    def _finish(self, placed: PlacedTouchpoint) -> None:
        told = self._told.get(placed.id, {})
        there = {lane: getattr(placed.touchpoint, lane, ()) for lane in POINTS if told}
        places = {lane: first_places(point.text for point in points) for lane, points in there.items()}
        for (lane, text), written in told.items():
            values = self._values[placed.id, lane, text]
            index = places[lane].get(text)
            if index is not None:
                self._change((*placed.path, lane, index), there[lane][index], values)
                continue
            number = len(there[lane]) + len(placed.more.get(lane, ())) + 1
            new_id = self._merging.wall.fresh_id(written, f"{placed.id[:40]}-{_SINGULAR[lane]}", number)
            ordered: dict[str, Value] = {key: values[key] for key in ("severity", "votes") if key in values}
            placed.more.setdefault(lane, []).append({"id": new_id, "text": written, **ordered})
            self._merging.brought[lane] += 1

    def _change(self, path: Path, point: Point, values: dict[str, Value]) -> None:
        changed = {key: value for key, value in values.items() if value != getattr(point, key)}
        if changed and isinstance(point.node, Scalar):
            self._merging.edits.append(ExpandText(path, "text", changed))
            self._merging.brought["changes"] += len(changed)
        else:
            for key, value in changed.items():
                self._merging.set_value((*path, key), value)
