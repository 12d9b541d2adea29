"""Notes of the feeling lane: the score and the word of a persona at a touchpoint."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.insight.feelings import is_measured
from journeymap.source.splice import Edit
from journeymap.source.writing import Value
from journeymap.workshop.capture.answers import score_in
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import PlacedTouchpoint, Unplaced, normal
from journeymap.workshop.grid import GridLane


class FeelingNotes:
    """Feelings. What was measured is not overruled, and two notes that disagree are not averaged."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._first: dict[tuple[str, str | None], Note] = {}

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        merging = self._merging
        placed = merging.wall.placed(note)
        known = merging.personas.ids
        if not note["persona"] and len(known) > 1:
            raise Unplaced(f"whose feeling is it? One of {', '.join(known)}")
        persona = merging.persona_of(note) or (merging.personas.find(known[0]) if known else None)
        score = score_in(note["score"], merging.journey.emotion_scale)
        first = self._first.setdefault((placed.id, persona), note)
        if first is not note:
            if (first["score"], normal(first["text"])) != (note["score"], normal(note["text"])):
                raise Unplaced(f"row {first.row} gives this feeling already")
            return
        emotions = placed.touchpoint.emotions if placed.touchpoint else ()
        persona_of = merging.journey.persona_of
        index = next((place for place, each in enumerate(emotions) if persona_of(each) == persona), None)
        if index is not None:
            self._change(placed, index, score, note["text"])
            return
        if score is None and not note["text"]:
            raise Unplaced("a feeling needs a score or a word")
        new: dict[str, Value] = {"persona": persona} if persona else {}
        new |= {} if score is None else {"score": score}
        new |= ({"label": note["text"]} if note["text"] else {}) | {"evidence": "observed"}
        placed.more.setdefault("emotions", []).append(new)
        merging.brought["feelings"] += 1

    def edits(self) -> Iterable[Edit]:
        """None: feelings stand at their touchpoints."""
        return ()

    def _change(self, placed: PlacedTouchpoint, index: int, score: float | None, label: str) -> None:
        assert placed.touchpoint is not None  # only a touchpoint of the file has feelings to change
        merging, emotion = self._merging, placed.touchpoint.emotions[index]
        path = (*placed.path, "emotions", index)
        if score is not None and score != emotion.score:
            if is_measured(emotion):
                raise Unplaced(f"this feeling is measured ({emotion.score:g}); a wall does not overrule that")
            merging.set_value((*path, "score"), score)
        if label and normal(label) != normal(emotion.label or ""):
            merging.set_value((*path, "label"), label)
        if score is not None and emotion.evidence == "assumed":
            merging.set_value((*path, "evidence"), "observed")
