"""A draft of a journey file from its tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from journeymap.exchange.importing.draft import Draft
from journeymap.exchange.sheets.cells import value_in, values_in
from journeymap.exchange.sheets.flatten import JourneyTables, address
from journeymap.exchange.sheets.places import inside, names_of_items, split
from journeymap.exchange.sheets.tables import (
    JOURNEY,
    KEY,
    THE_JOURNEY,
    VALUE,
    Holder,
    TableOfRows,
    TableRow,
    all_tables,
    is_table,
    table_of,
)
from journeymap.model import Item, Journey
from journeymap.model.kinds import Pair
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of


@dataclass(slots=True)
class _JoinedRow:
    """A row, and the parts of it that other tables have, by the names of these."""

    cells: dict[str, str]
    inner: dict[str, list[_JoinedRow]] = field(default_factory=dict)


def restore(tables: JourneyTables, tell: Callable[[str, str], None]) -> Draft:
    """Returns the draft of what is in tables; `tell` is told what belongs to something that is not there, and where."""
    restorer = _Restorer({each.place: each.form for each in tables.kept if each.form != VALUE})
    draft = restorer.mapping(Journey, _joined(tables, tell), JOURNEY, "")
    restorer.drafts.setdefault("", draft)
    for each in tables.kept:
        mapping, name = split(each.place)
        if each.form == VALUE and mapping in restorer.drafts:
            restorer.drafts[mapping].setdefault(name, json.loads(each.value))
        elif each.form == VALUE:
            tell(f'"{each.place}" of the file', f"there is no {mapping}; {each.value} is left out")
    return draft


def _joined(tables: JourneyTables, tell: Callable[[str, str], None]) -> _JoinedRow:
    """The journey's row, with all others where they belong."""
    parts: dict[Holder, _JoinedRow] = {}
    for table in all_tables().values():
        rows = tables.rows[table.name]
        names = _names(table, rows)
        for row, called in zip(rows, names, strict=True):
            part = _JoinedRow({name: str(cell) for name, cell in row.cells.items()})
            if table.name == JOURNEY:
                parts[THE_JOURNEY] = part
            elif row.holder in parts:
                parts[row.holder].inner.setdefault(table.name, []).append(part)
                parts[Holder(table.name, address(row.holder, called))] = part
            else:
                told = ", ".join(f"{name}: {cell}" for name, cell in row.cells.items())
                tell(
                    f'sheet "{table.name}"',
                    f'there is no "{row.holder.address}", to which {told} belongs; it is left out',
                )
    return parts[THE_JOURNEY]


def _names(table: TableOfRows, rows: list[TableRow]) -> list[str]:
    """What the rows are called within that to which they belong."""
    if isinstance(table.kind, MapOf):
        return [str(value_in(str(row.cells.get(KEY, "")))) for row in rows]
    by_holder: dict[Holder, list[int]] = {}
    for index, row in enumerate(rows):
        by_holder.setdefault(row.holder, []).append(index)
    names = [""] * len(rows)
    for indexes in by_holder.values():
        ids = [str(value_in(str(rows[index].cells["id"]))) if "id" in rows[index].cells else None for index in indexes]
        for index, name in zip(indexes, names_of_items(ids), strict=True):
            names[index] = name
    return names


class _Restorer:
    """Writes parts as a file has them; `forms` says where that is another way than the usual one."""

    def __init__(self, forms: dict[str, str]) -> None:
        self.drafts: dict[str, Draft] = {}
        self._forms = forms

    def mapping(self, model: type[Item], part: _JoinedRow, table: str, at: str, prefix: str = "") -> Draft:
        draft = Draft()
        for each in fields_of(model):
            name, place = prefix + each.name, inside(at, each.name)
            value = self._value(each.kind, part, table, place, name)
            if value is not None:
                draft[each.name] = value
        if draft:
            self.drafts[at] = draft
        return draft

    def _value(self, kind: Kind, part: _JoinedRow, table: str, at: str, name: str) -> Any:
        if isinstance(kind, Struct):
            draft = self.mapping(kind.model, part, table, at, f"{name}.")
            return self._short(kind, draft, at) if draft else None
        if isinstance(kind, ListOf | MapOf) and is_table(kind):
            inner = table_of(table, name)
            parts = part.inner.get(inner, [])
            if not parts:
                return None
            return self._list(kind, parts, inner, at) if isinstance(kind, ListOf) else self._map(kind, parts, inner, at)
        return self._cell(kind, part.cells.get(name, ""), at)

    def _list(self, kind: ListOf, parts: list[_JoinedRow], table: str, at: str) -> Any:
        ids = [str(value_in(part.cells["id"])) if part.cells.get("id") else None for part in parts]
        places = [inside(at, name) for name in names_of_items(ids)]
        items = [self._item(kind.item, part, table, place) for part, place in zip(parts, places, strict=True)]
        is_single = kind.allow_single and not isinstance(items[0], Draft)
        if len(items) == 1 and is_single != (self._forms.get(at) in ("list", "single")):
            return items[0]
        return items

    def _map(self, kind: MapOf, parts: list[_JoinedRow], table: str, at: str) -> Draft:
        found = Draft()
        for part in parts:
            key = str(value_in(part.cells[KEY]))
            found[key] = self._item(kind.value, part, table, inside(at, key))
        self.drafts[at] = found
        return found

    def _item(self, kind: Kind, part: _JoinedRow, table: str, at: str) -> Any:
        if isinstance(kind, Struct):
            return self._short(kind, self.mapping(kind.model, part, table, at), at)
        return self._cell(kind, part.cells.get(VALUE, ""), at)

    def _short(self, struct: Struct, draft: Draft, at: str) -> Any:
        """A text alone, where a mapping has no more and is not written as one."""
        if struct.text and [*draft] == [struct.text] and self._forms.get(at) != "mapping":
            self.drafts.pop(at)
            return draft[struct.text]
        return draft

    def _cell(self, kind: Kind, cell: str, at: str) -> Any:
        if not cell.strip():
            return None
        if isinstance(kind, Pair):
            return values_in(cell)
        if isinstance(kind, ListOf):
            values = values_in(cell)
            return values[0] if len(values) == 1 and kind.allow_single and self._forms.get(at) != "list" else values
        return value_in(cell)
