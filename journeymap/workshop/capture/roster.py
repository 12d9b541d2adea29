"""The owners or the personas of a journey and those that a form brings, found by id, name or first name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from journeymap.model import Owner, Persona
from journeymap.workshop.capture.placement import Unplaced, Wall, normal

_BETWEEN_PARTS = re.compile(r"\s*[·•|/()]\s*|\s+[-–—]\s+|\s*[,،]\s*")
"""What stands between a team and its person in a name: `Payments · Sana`, `Sana (payments)`."""

_SHORTEST = 4
"""Of shorter names, a slip of the hand makes another name as easily as a wrong one."""


class Roster:
    """People by all that a note may call them. What is not known for sure is never guessed: `find` raises Unplaced."""

    def __init__(self, noun: str, people: Sequence[Owner] | Sequence[Persona], wall: Wall) -> None:
        self.new: dict[str, str] = {}
        """The names of those that the form brings, by id, in the order in which they were used."""
        self._noun = noun
        self._wall = wall
        self._names: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._called_so: dict[str, list[str]] = {}
        self._by_part: dict[str, str] = {}
        self._by_near: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        for each in people:
            self._remember(each.id, each.name)

    @property
    def ids(self) -> list[str]:
        """The ids of all who are known, those of the file first."""
        return list(self._names)

    def knows(self, text: str) -> bool:
        """Whether a person has this id or this whole name."""
        return text.lower() in self._names or normal(text) in self._by_name

    def add(self, name: str) -> None:
        """Let a form bring a person of this name, who is new once a note is about them."""
        new_id = self._wall.fresh_id(name, self._noun, len(self._names) + 1)
        self._remember(new_id, name)
        self._waiting[new_id] = name

    def find(self, text: str) -> str:
        """The id of the only person with this id, name or first name; of `Payments · Sana`, `Sana` is a name too."""
        known = text.lower()
        found = [known] if known in self._names else self._by_name.get(normal(text)) or self._called(text)
        if not found:
            there = ", ".join(self._names)
            raise Unplaced(f'no {self._noun} "{text}"' + (f"; there is {there}" if there else "; the file has none"))
        if len(found) > 1:
            listed = ", ".join(f"{each} ({self._names[each]})" for each in found)
            raise Unplaced(f'{len(found)} {self._noun}s are called "{text}"; write the id: {listed}')
        if found[0] in self._waiting:
            self.new[found[0]] = self._waiting.pop(found[0])
        return found[0]

    def is_known(self, text: str) -> bool:
        """Whether somebody has this id, name or first name, be it several."""
        return self.knows(text) or bool(self._called(text))

    def mistaken_for(self, text: str) -> str:
        """Whom a name that is not known may mean, as `ines (Ines Duarte)`: by a slip of the hand, or a first name."""
        name = normal(text)
        shorter = (self._by_part[start] for start in _first_words(name) if start in self._by_part)
        near = (self._by_near[key] for key in _near(name) if key in self._by_near)
        found = next((id_ for ids in (shorter, near) for id_ in ids), "")
        return f"{found} ({self._names[found]})" if found else ""

    def _called(self, text: str) -> list[str]:
        return self._called_so.get(normal(text), [])

    def _remember(self, id_: str, name: str) -> None:
        self._names[id_] = name
        plain = normal(name)
        self._by_name.setdefault(plain, []).append(id_)
        parts = [plain, *(part for part in _BETWEEN_PARTS.split(plain) if part and part != plain)]
        shorter = dict.fromkeys([*parts[1:], *(start for part in parts for start in _first_words(part))])
        for said in shorter:
            self._called_so.setdefault(said, []).append(id_)
        for said in parts:
            self._by_part.setdefault(said, id_)
        for said in (plain, *shorter):
            for key in _near(said):
                self._by_near.setdefault(key, id_)


def _first_words(name: str) -> Iterator[str]:
    """The beginnings of a name at its spaces, without the whole: `maria`, `maria del` of `maria del mar`."""
    words = name.split()[:6]
    for count in range(1, min(len(words), 5 + 1)):
        yield " ".join(words[:count])


def _near(name: str) -> Iterator[str]:
    """The name, and the name without each of its letters. Two names that share one differ by one slip of the hand."""
    if _SHORTEST <= len(name) <= 80:  # a longer text is no name, and its slips would be many
        yield name
        for index in range(len(name)):
            yield name[:index] + name[index + 1 :]
