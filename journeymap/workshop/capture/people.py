"""Notes about people: the names of those who act, and what the cards of personas ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.model import Emotion, Journey
from journeymap.source.splice import Append, Edit, Path, SetValue
from journeymap.source.writing import Value
from journeymap.workshop.asks import OWNERS, PERSONAS, QUOTES, columns_of
from journeymap.workshop.capture.answers import names_in
from journeymap.workshop.capture.merging import Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.placement import Unplaced, normal
from journeymap.workshop.capture.roster import Roster
from journeymap.workshop.grid import GridLane


class PeopleNotes:
    """New owners and personas, and the quotes, goals, needs and frustrations of personas."""

    def __init__(self, merging: Merging) -> None:
        self._merging = merging
        self._quotes: dict[str, str] = {}
        self._lists: dict[tuple[str, str], list[str]] = {}
        self._nobodys_feelings = not merging.journey.personas and any(feelings_of_nobody(merging.journey))

    def learn(self, notes: Iterable[tuple[GridLane, Note]]) -> None:
        """Get to know those whom the notes name, before any note is taken.

        Whole names come before first names, so that the order of the rows does not matter.
        """
        owners, told = self._merging.owners, []
        for lane, note in notes:
            if lane.number == 0 and lane.name in (OWNERS, PERSONAS) and note["text"]:
                roster = owners if lane.name == OWNERS else self._merging.personas
                if not roster.knows(note["text"]) and (roster is owners or not self._nobodys_feelings):
                    roster.add(note["text"])
            elif note["owner"] and "owner" in columns_of(lane) and not owners.knows(note["owner"]):
                told += names_in(note["owner"])
        for name in sorted(dict.fromkeys(told), key=lambda name: -len(name.split())):
            if not owners.is_known(name) and not owners.mistaken_for(name):
                owners.add(name)

    def take(self, lane: GridLane, note: Note) -> None:
        """Take one note. Raises Unplaced."""
        merging = self._merging
        if lane.name in (OWNERS, PERSONAS):
            if lane.name == PERSONAS and self._nobodys_feelings:
                raise Unplaced(
                    "the feelings in the file do not say whose they are; add `persona:` to each of them first"
                )
            (merging.owners if lane.name == OWNERS else merging.personas).find(note["text"])
            return
        known = merging.personas.ids
        if not note["persona"] and len(known) != 1:
            there = f"; one of {', '.join(known)}" if known else ""
            raise Unplaced(f"it does not say which persona it is about{there}")
        persona = merging.persona_of(note) or merging.personas.find(known[0])
        if lane.name == QUOTES:
            merging.check_agrees(note, f"persona {persona}", "quote", note["text"])
            self._quotes.setdefault(persona, note["text"])
            return
        listed = self._lists.setdefault((persona, lane.name), [])
        if normal(note["text"]) not in map(normal, listed):
            listed.append(note["text"])

    def edits(self) -> Iterable[Edit]:
        """The new people, and what is said of the personas of the file."""
        merging = self._merging
        for index, persona in enumerate(merging.journey.personas):
            quote = self._quotes.get(persona.id)
            if quote and normal(quote) != normal(persona.quote or ""):
                merging.set_value(("personas", index, "quote"), quote)
            for (of, key), texts in self._lists.items():
                new = [each for each in texts if normal(each) not in map(normal, getattr(persona, key, ()))]
                if of == persona.id and new:
                    merging.brought["texts"] += len(new)
                    yield Append(("personas", index, key), tuple(new))
        if merging.personas.new and len(merging.journey.personas) == 1:
            (only,) = merging.journey.personas
            for path in feelings_of_nobody(merging.journey):  # they were hers as long as there was nobody else
                yield SetValue((*path, "persona"), only.id)
        yield from self._added(("owners",), merging.owners)
        yield from self._added(("personas",), merging.personas)

    def _added(self, path: Path, roster: Roster) -> Iterable[Edit]:
        made: list[Value] = []
        for id_, name in roster.new.items():
            quote = self._quotes.get(id_)
            texts = {key: list[Value](found) for (of, key), found in self._lists.items() if of == id_}
            made.append({"id": id_, "name": name, **({"quote": quote} if quote else {}), **texts})
        self._merging.brought[str(path[0])] += len(made)
        if made:
            yield Append(path, tuple(made))


def feelings_of_nobody(journey: Journey) -> Iterator[Path]:
    """Where the feelings stand that do not say whose they are."""
    for at, stage in enumerate(journey.stages):
        parts: list[tuple[Path, tuple[Emotion, ...]]] = [(("stages", at), stage.emotions)]
        parts += [(("stages", at, "touchpoints", i), each.emotions) for i, each in enumerate(stage.touchpoints)]
        for path, emotions in parts:
            yield from ((*path, "emotions", i) for i, each in enumerate(emotions) if each.persona is None)
