"""The owners and personas that a table names, with their ids."""

from __future__ import annotations

from journeymap.exchange.importing.draft import Draft, Ids
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.fields import IGNORE


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


def owners_of(told: Crosswalk, found: Crosswalk) -> NamedPeople:
    """The owners, whose ids the crosswalk has under `people`."""
    return NamedPeople("owner", told.people, found.people)
