"""Turns the notes of a filled-in form into edits of the journey's file.

Texts that the file already has are recognised, so the same form adds nothing the second time; scores, votes, owners and
dates are set to those of the form. A note that cannot be placed is reported; its place is never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from journeymap.insight.channels import usual_name
from journeymap.model import Journey
from journeymap.source.splice import Append, Edit, ExpandText, SetValue
from journeymap.source.tree import Scalar
from journeymap.source.writing import Value
from journeymap.style.locale import Words
from journeymap.workshop.capture.answers import check_characters, date_in, owners_in, person_in, score_in, votes_in
from journeymap.workshop.capture.edits import (
    Captured,
    custom_edits,
    new_touchpoints,
    owner_edits,
    owner_value,
    transitions_to_new,
)
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import PlacedTouchpoint, Unplaced, Wall, first_places, normal
from journeymap.workshop.grid import ACTIONS, STEPS, GridLane

_POINTS = {"pains": "pain", "gains": "gain", "opportunities": "opportunity"}
_EXTRA_OF_LANE: dict[str, frozenset[str]] = {
    STEPS: frozenset({"owner"}),
    "thinking": frozenset({"persona"}),
    "feeling": frozenset({"persona", "score"}),
    "pains": frozenset({"votes"}),
    "gains": frozenset({"votes"}),
    "opportunities": frozenset({"votes"}),
    ACTIONS: frozenset({"owner", "due"}),
}
_EXTRA = ("persona", "score", "votes", "owner", "due")


def capture(notes: Iterable[Note], journey: Journey, words: Words) -> Captured:
    """The edits that add the notes to a journey, which must have been read without findings about its shape."""
    merge = _NoteMerger(journey, words)
    for lane, note in merge.sorted(notes):
        merge.add(lane, note)
    edits = tuple(merge.edits())
    unplaced = tuple(f"row {row}: {why}" for row, why in sorted(merge.unplaced))
    remarks = tuple(f"row {row}: {what}" for row, what in sorted(merge.remarks))
    return Captured(edits, unplaced, remarks, dict(merge.brought))


class _NoteMerger:
    """Collects notes one by one, steps first, and then makes the edits."""

    def __init__(self, journey: Journey, words: Words) -> None:
        self.unplaced: list[tuple[int, str]] = []
        self.remarks: list[tuple[int, str]] = []
        self.brought: Counter[str] = Counter()
        self._journey = journey
        self._wall = Wall(journey, words)
        self._edits: list[Edit] = []
        self._values: set[tuple[tuple[str | int, ...], str]] = set()
        self._texts: dict[tuple[str, str], set[str]] = {}
        self._custom: dict[tuple[str, str], list[Value]] = {}
        self._votes: dict[tuple[str, str, str], int] = {}
        self._points: dict[str, dict[tuple[str, str], str]] = {}
        self._first_values: dict[tuple[str, str], tuple[str, int]] = {}
        self._emotion_notes: dict[tuple[str, str | None], Note] = {}
        self._actions: dict[str, dict[str, Value]] = {}
        self._known_actions = first_places(each.title for each in journey.actions)

    def sorted(self, notes: Iterable[Note]) -> list[tuple[GridLane, Note]]:
        """The notes with their lanes: steps first, in the order of their positions, since others refer to them."""
        found: list[tuple[GridLane, Note]] = []
        for note in notes:
            try:
                check_characters(note)
                found.append((self._wall.lane(note), note))
            except Unplaced as error:
                self.unplaced.append((note.row, str(error)))
        steps = [each for each in found if each[0].name == STEPS]
        with_place = [(place, each) for each in steps if (place := self._wall.position(each[1])) is not None]
        without = [each for each in steps if self._wall.position(each[1]) is None]
        with_place.sort(key=lambda each: each[0])
        return [*(each for _, each in with_place), *without, *(each for each in found if each[0].name != STEPS)]

    def add(self, lane: GridLane, note: Note) -> None:
        """Add one note, or record why it cannot be placed."""
        try:
            if lane.name == "feeling" and not lane.custom:
                self._feeling(note)
            elif not note["text"]:
                raise Unplaced("there is no text in it")
            elif lane.custom:
                self._custom_text(lane, note)
            elif lane.name == STEPS:
                self._step(note)
            elif lane.name == ACTIONS:
                self._action(note)
            elif lane.name in _POINTS:
                self._point(lane.name, note)
            else:
                self._text(lane.name, note)
        except Unplaced as error:
            self.unplaced.append((note.row, str(error)))
            return
        accepted = _EXTRA_OF_LANE.get(lane.name, frozenset()) if not lane.custom else frozenset()
        lost = [column for column in _EXTRA if note[column] and column not in accepted]
        if lost:
            self.remarks.append((note.row, f"{' and '.join(lost)} left out: the lane {lane.title} has no such thing"))

    def edits(self) -> list[Edit]:
        """The edits, in an order in which their paths stay right: new touchpoints come last."""
        for placed in self._wall.all_touchpoints():
            self._finish_points(placed)
        found = list(self._edits)
        for placed in self._wall.all_touchpoints():
            if placed.touchpoint is not None:
                found += [Append((*placed.path, key), tuple(items)) for key, items in placed.more.items()]
        found += custom_edits(self._journey, self._custom)
        for edit, row, what in transitions_to_new(self._journey, self._wall):
            found.append(edit)
            self.remarks.append((row, what))
        found += new_touchpoints(self._wall)
        actions = [{key: value for key, value in action.items() if value != []} for action in self._actions.values()]
        if actions:
            found.append(Append(("actions",), tuple(actions), block=True))
        return found

    def _step(self, note: Note) -> None:
        owners = owners_in(note["owner"], self._journey)
        placed, is_new = self._wall.step(note)
        self._check_agrees(note, f"touchpoint {placed.id}", "owner", ", ".join(owners) or None)
        if placed.touchpoint is None:
            if is_new and self._wall.moves_others(placed):
                place = f"{placed.stage.letter}1.{self._wall.touchpoints[placed.stage.letter].index(placed) + 1}"
                self.remarks.append((note.row, f"it stands at {place}; the touchpoints after it count one further"))
            placed.owners = owners or placed.owners
            self.brought["touchpoints"] += is_new
        else:
            self._set_owners(placed.path, placed.touchpoint.owner, owners)

    def _text(self, lane: str, note: Note) -> None:
        placed = self._wall.placed(note)
        persona = person_in(note["persona"], self._journey.personas, "persona") if lane == "thinking" else None
        is_channel = lane == "channels"
        text = usual_name(self._journey, note["text"]) if is_channel else note["text"]
        if (placed.id, lane) not in self._texts:
            there = (each if isinstance(each, str) else each.text for each in getattr(placed.touchpoint, lane, ()))
            self._texts[placed.id, lane] = {
                normal(usual_name(self._journey, each) if is_channel else each) for each in there
            }
        if self._is_new(text, self._texts[placed.id, lane]):
            placed.more.setdefault(lane, []).append({"text": text, "persona": persona} if persona else text)

    def _is_new(self, text: str, known: set[str]) -> bool:
        """Whether a text is not among those known in its place; from now on it is, and it is counted."""
        if normal(text) in known:
            return False
        known.add(normal(text))
        self.brought["texts"] += 1
        return True

    def _custom_text(self, lane: GridLane, note: Note) -> None:
        placed = self._wall.placed(note)
        custom = next(each for each in self._journey.custom if each.id == lane.name)
        key = (placed.id, f"custom {lane.name}")  # a lane of the file may be called as one that every wall has
        if key not in self._texts:
            self._texts[key] = set(map(normal, custom.texts.get(placed.id, ())))
        if self._is_new(note["text"], self._texts[key]):
            self._custom.setdefault((lane.name, placed.id), []).append(note["text"])

    def _feeling(self, note: Note) -> None:
        placed = self._wall.placed(note)
        personas = self._journey.personas
        persona = person_in(note["persona"], personas, "persona")
        if persona is None and len(personas) > 1:
            raise Unplaced(f"whose feeling is it? One of {', '.join(each.id for each in personas)}")
        persona = persona or (personas[0].id if personas else None)
        score = score_in(note["score"], self._journey.emotion_scale)
        first = self._emotion_notes.setdefault((placed.id, persona), note)
        if first is not note:
            if (first["score"], normal(first["text"])) != (note["score"], normal(note["text"])):
                raise Unplaced(f"row {first.row} gives this feeling already")
            return
        emotions = placed.touchpoint.emotions if placed.touchpoint else ()
        persona_of = self._journey.persona_of
        index = next((place for place, each in enumerate(emotions) if persona_of(each) == persona), None)
        if index is not None:
            self._change_feeling(placed, index, score, note["text"])
            return
        if score is None and not note["text"]:
            raise Unplaced("a feeling needs a score or a word")
        new: dict[str, Value] = {"persona": persona} if persona else {}
        new |= {} if score is None else {"score": score}
        new |= ({"label": note["text"]} if note["text"] else {}) | {"evidence": "observed"}
        placed.more.setdefault("emotions", []).append(new)
        self.brought["feelings"] += 1

    def _change_feeling(self, placed: PlacedTouchpoint, index: int, score: float | None, label: str) -> None:
        assert placed.touchpoint is not None  # only a touchpoint of the file has feelings to change
        emotion = placed.touchpoint.emotions[index]
        path = (*placed.path, "emotions", index)
        if score is not None and score != emotion.score:
            if emotion.evidence == "measured" and emotion.score is not None:
                raise Unplaced(f"this feeling is measured ({emotion.score:g}); a wall does not overrule that")
            self._set_value((*path, "score"), score)
        if label and normal(label) != normal(emotion.label or ""):
            self._set_value((*path, "label"), label)
        if score is not None and emotion.evidence == "assumed":
            self._set_value((*path, "evidence"), "observed")

    def _point(self, lane: str, note: Note) -> None:
        placed = self._wall.placed(note)
        votes = votes_in(note["votes"])
        text = normal(note["text"])
        self._points.setdefault(placed.id, {}).setdefault((lane, text), note["text"])
        if votes is not None:
            key = (placed.id, lane, text)
            self._votes[key] = self._votes.get(key, 0) + votes

    def _finish_points(self, placed: PlacedTouchpoint) -> None:
        added = self._points.get(placed.id, {})
        there = {lane: getattr(placed.touchpoint, lane, ()) for lane in _POINTS if added}
        places = {lane: first_places(point.text for point in points) for lane, points in there.items()}
        for (lane, text), written in added.items():
            votes = self._votes.get((placed.id, lane, text))
            existing = there[lane]
            index = places[lane].get(text)
            if index is None:
                number = len(existing) + len(placed.more.get(lane, ())) + 1
                new_id = self._wall.fresh_id(written, f"{placed.id[:40]}-{_POINTS[lane]}", number)
                counted: dict[str, Value] = {} if votes is None else {"votes": votes}
                placed.more.setdefault(lane, []).append({"id": new_id, "text": written, **counted})
                self.brought[lane] += 1
            elif votes is not None and votes != existing[index].votes:
                path = (*placed.path, lane, index)
                is_short = isinstance(existing[index].node, Scalar)
                self._edits.append(
                    ExpandText(path, "text", {"votes": votes}) if is_short else SetValue((*path, "votes"), votes)
                )
                self.brought["changes"] += 1

    def _action(self, note: Note) -> None:
        owners = owners_in(note["owner"], self._journey)
        due = date_in(note["due"], self._journey)
        title = normal(note["text"])
        given: dict[str, Value] = {"owner": owner_value(owners)} if owners else {}
        given |= {"due": str(due)} if due else {}
        ids: list[Value] = [placed.id for placed in self._wall.changed_by_action(note)]
        self._check_agrees(note, f"action {title}", "owner", ", ".join(owners) or None)
        self._check_agrees(note, f"action {title}", "due", str(due) if due else None)
        index = self._known_actions.get(title)
        if index is not None:
            action = self._journey.actions[index]
            self._set_owners(("actions", index), action.owner, owners)
            if due and due != action.due:
                self._set_value(("actions", index, "due"), str(due))
            return
        new = self._actions.get(title)
        if new is not None:
            existing = new["touchpoints"]
            assert isinstance(existing, list)  # it is created as a list below
            existing += [each for each in ids if each not in existing]
            new.update(given)
            return
        new_id = self._wall.numbered_id("a", len(self._journey.actions) + len(self._actions) + 1)
        self._actions[title] = {"id": new_id, "title": note["text"], "touchpoints": ids, **given}
        self.brought["actions"] += 1

    def _check_agrees(self, note: Note, what: str, key: str, value: str | None) -> None:
        """Raise Unplaced if an earlier note gives another value for the same field of the same item."""
        first, row = self._first_values.setdefault((what, key), (value, note.row)) if value else (value, note.row)
        if first != value:
            raise Unplaced(f"row {row} gives another {key} for the same words")

    def _set_owners(self, path: tuple[str | int, ...], there: tuple[str, ...], said: list[str]) -> None:
        edits = owner_edits(path, there, said)
        if edits and (path, "owner") not in self._values:
            self._values.add((path, "owner"))
            self._edits += edits
            self.brought["changes"] += 1

    def _set_value(self, path: tuple[str | int, ...], value: Value) -> None:
        if (path, str(value)) not in self._values:
            self._values.add((path, str(value)))
            self._edits.append(SetValue(path, value))
            self.brought["changes"] += 1
