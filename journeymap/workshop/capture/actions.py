"""Notes that become actions: those of the lane, of the matrix of impact and effort, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from journeymap.model import Action
from journeymap.model.shape import fields_of
from journeymap.source.splice import Append, Edit, Path
from journeymap.source.writing import Value
from journeymap.workshop.asks import DECISIONS
from journeymap.workshop.capture.answers import rating_in, votes_in
from journeymap.workshop.capture.days import date_in
from journeymap.workshop.capture.edits import owner_value
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import first_places, normal
from journeymap.workshop.grid import GridLane

_DECIDED = "planned"


class ActionNotes:
    """Actions, by their words or the code on their card. One that was decided is planned; the others are ideas."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._known = first_places(action.title for action in merging.journey.actions)
        codes, actions = merging.journey.action_codes, merging.journey.actions
        self._by_code = {normal(code): normal(each.title) for each in actions for code in (each.id, codes[each.id])}
        self._new: dict[str, dict[str, Value]] = {}
        self._votes: dict[str, int] = {}
        self._places: dict[Path, list[str]] = {}

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        merging, said = self._merging, normal(note["text"])
        title = said if said in self._known else self._by_code.get(said, said)
        is_decision = lane.name == DECISIONS and not lane.custom
        owners = merging.owners_of(note)
        values = self._values(note)
        votes = votes_in(note["votes"])
        touchpoints, stages = merging.wall.changed_by_action(note)
        merging.check_agrees(note, f"action {title}", "owner", ", ".join(owners) or None)
        for key, value in values.items():
            merging.check_agrees(note, f"action {title}", key, _as_written(value))
        if votes is not None:
            self._votes[title] = self._votes.get(title, 0) + votes
        index = self._known.get(title)
        if index is not None:
            self._change(index, owners, values)
            self._change_places(index, "touchpoints", touchpoints)
            self._change_places(index, "stages", stages)
            if is_decision and merging.journey.actions[index].status == "idea":
                merging.set_value(("actions", index, "status"), _DECIDED)
            return
        new = self._new.setdefault(title, {"title": note["text"], "touchpoints": [], "stages": []})
        for key, ids in (("touchpoints", touchpoints), ("stages", stages)):
            listed = new[key]
            assert isinstance(listed, list)  # it is made as a list above
            listed += [each for each in ids if each not in listed]
        new.update({key: _as_written(value) for key, value in values.items()})
        if owners:
            new["owner"] = owner_value(owners)
        if is_decision:
            new["status"] = _DECIDED

    def edits(self) -> Iterable[Edit]:
        """The new actions, and what those of the file change besides."""
        merging = self._merging
        for title, votes in self._votes.items():
            if title in self._new:
                self._new[title]["votes"] = votes
            else:
                index = self._known[title]
                merging.change(("actions", index, "votes"), merging.journey.actions[index].votes, votes)
        for path, ids in self._places.items():
            yield Append(path, tuple(ids))
        made: list[Value] = []
        for count, action in enumerate(self._new.values(), len(merging.journey.actions) + 1):
            action["id"] = merging.wall.numbered_id("a", count)
            made.append({each.name: action[each.name] for each in fields_of(Action) if action.get(each.name, []) != []})
        merging.brought["actions"] += len(made)
        if made:
            yield Append(("actions",), tuple(made), block=True)

    def _values(self, note: Note) -> dict[str, Value | dt.date]:
        """What a note says of its action, but for its owners, votes and place."""
        found: dict[str, Value | dt.date | None] = {
            "due": date_in(note["due"], self._merging.journey, self._merging.words),
            "impact": rating_in(note["impact"], "impact"),
            "effort": rating_in(note["effort"], "effort"),
            "measure": note["measure"] or None,
        }
        return {key: value for key, value in found.items() if value is not None}

    def _change(self, index: int, owners: list[str], values: dict[str, Value | dt.date]) -> None:
        merging, action = self._merging, self._merging.journey.actions[index]
        merging.set_owners(("actions", index), action.owner, owners)
        for key, value in values.items():
            if value != getattr(action, key):
                merging.set_value(("actions", index, key), _as_written(value))

    def _change_places(self, index: int, key: str, said: list[str]) -> None:
        """Let an action of the file change the places too that a note says."""
        listed = self._places.get(("actions", index, key), [])
        there = getattr(self._merging.journey.actions[index], key)
        missing = [each for each in said if each not in there and each not in listed]
        if missing:
            self._places[("actions", index, key)] = listed + missing
            self._merging.brought["changes"] += len(missing)


def _as_written(value: Value | dt.date) -> Value:
    return str(value) if isinstance(value, dt.date) else value
