"""The owners and personas that a table names, with their ids."""

from __future__ import annotations

import re

from journeymap.exchange.importing.draft import Draft, Ids, Imported
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.fields import IGNORE

_BETWEEN = re.compile(r"\s*(?:[,;،؛、，]|\s/\s)\s*(?![^()]*\))")
_BRACKETED = re.compile(r"\([^()]*\)")


class NamedPeople:
    """People of one kind, each with an id: that of the crosswalk, else one made of the name.

    `told` are the ids that a crosswalk tells by name; those that are used go to `used`.
    """

    def __init__(self, kind: str, told: dict[str, str], used: dict[str, str]) -> None:
        self._kind = kind
        self._told = told
        self._used = used
        self._ids = Ids()
        self._names: dict[str, str] = {}
        self._by_id: dict[str, str] = {}
        for id_ in dict.fromkeys(told.values()):
            self._ids.fresh(id_, kind)

    def id_of(self, name: str) -> str:
        """The id of somebody, who is added where the name is new; empty for one who is to be left out."""
        form = name.casefold()
        if form not in self._names:
            id_ = self._told.get(name) or self._ids.fresh(name, self._kind)
            self._used[name] = id_
            self._names[form] = id_
            if id_ != IGNORE:
                self._by_id.setdefault(id_, name)
        id_ = self._names[form]
        return "" if id_ == IGNORE else id_

    def drafts(self) -> list[Draft]:
        """All of them as they stand in a journey file."""
        return [Draft(id=id_, name=name) for id_, name in self._by_id.items()]


class NamedPersonas(NamedPeople):
    """The personas that a table names: `Nora, Ben`. What follows with a number, as an age, tells of one: `Nora, 34`."""

    def __init__(self, imported: Imported) -> None:
        super().__init__("persona", {}, {})
        self._imported = imported
        self._about: dict[str, str] = {}

    def ids_of(self, text: str, at: str) -> list[str]:
        """The ids of those whom a text names, which stands at a place as messages say it."""
        first, *others = [part for part in _BETWEEN.split(text) if part] or [text]
        numbered = [bool(re.search(r"\d", _BRACKETED.sub("", part))) for part in (first, *others)]
        if numbered[0] or not any(numbered):
            return [self.id_of(name) for name in (first, *others)]
        id_, about = self.id_of(first), ", ".join(others)
        if id_ not in self._about:
            self._about[id_] = about
            self._imported.mended(at, f'"{about}" is read as what describes the persona "{first}"')
        return [id_]

    def drafts(self) -> list[Draft]:
        """All of them as they stand in a journey file."""
        about = self._about
        return [
            Draft(**each, description=about[each["id"]]) if each["id"] in about else each for each in super().drafts()
        ]


def owners_of(told: Crosswalk, found: Crosswalk) -> NamedPeople:
    """The owners, whose ids the crosswalk has under `people`."""
    return NamedPeople("owner", told.people, found.people)
