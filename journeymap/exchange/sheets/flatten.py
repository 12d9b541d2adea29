"""The tree of a journey file as tables. What has no column, as keys of one's own, is kept beside them as JSON."""

from __future__ import annotations

import json

from journeymap.errors import UserError
from journeymap.exchange.sheets.cells import Cell, cell_of, lines_of
from journeymap.exchange.sheets.places import inside, names_of_items
from journeymap.exchange.sheets.tables import (
    JOURNEY,
    KEY,
    STAGES,
    THE_JOURNEY,
    TOUCHPOINTS,
    VALUE,
    Holder,
    KeptPart,
    TableRow,
    all_tables,
    is_table,
    table_of,
)
from journeymap.model import Item, Journey
from journeymap.model.kinds import Pair
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of, struct_of
from journeymap.source import Mapping, Node, Scalar, Sequence
from journeymap.source.tree import to_json


class JourneyTables:
    """The tables of one journey file: their rows by the tables' names, and what no table says."""

    def __init__(self) -> None:
        self.rows: dict[str, list[TableRow]] = {name: [] for name in all_tables()}
        self.kept: list[KeptPart] = []


def flatten(tree: Mapping) -> JourneyTables:
    """Returns the tables of a journey file without errors. Raises UserError where two steps have one id."""
    flattener = _Flattener()
    journey = TableRow(THE_JOURNEY)
    flattener.tables.rows[JOURNEY].append(journey)
    flattener.mapping(tree, Journey, "", THE_JOURNEY, journey)
    return flattener.tables


class _Flattener:
    def __init__(self) -> None:
        self.tables = JourneyTables()
        self._steps: set[Holder] = set()

    def mapping(self, node: Mapping, model: type[Item], at: str, here: Holder, row: TableRow, prefix: str = "") -> None:
        """Puts what is in a mapping into a row, and into the tables whose rows belong to it."""
        kinds = {field.name: field.kind for field in fields_of(model)}
        for name, value in node.entries.items():
            place, kind = inside(at, name), kinds.get(name)
            if kind is None or not _fits(kind, value):
                self._keep(place, VALUE, json.dumps(to_json(value), ensure_ascii=False))
            elif isinstance(kind, Struct):
                self._inner(kind, value, place, here, row, prefix + name)
            elif isinstance(kind, ListOf) and is_table(kind):
                self._list(kind, value, place, here, prefix + name)
            elif isinstance(kind, MapOf) and isinstance(value, Mapping):
                self._map(kind, value, place, here, prefix + name)
            else:
                row.cells[prefix + name] = self._cell(kind, value, place)

    def _inner(self, kind: Struct, value: Node, at: str, here: Holder, row: TableRow, name: str) -> None:
        if isinstance(value, Mapping):
            self.mapping(value, kind.model, at, here, row, f"{name}.")
            self._note_mapping(kind, value, at)
        else:
            row.cells[f"{name}.{kind.text}"] = _cell_of(value)

    def _list(self, kind: ListOf, value: Node, at: str, here: Holder, name: str) -> None:
        items = value.items if isinstance(value, Sequence) else [value]
        for item, called in zip(items, names_of_items([_id_in(item) for item in items]), strict=True):
            self._row(kind, item, inside(at, called), here, name, called)
        is_single = isinstance(items[0], Scalar) and kind.allow_single
        if len(items) == 1 and isinstance(value, Sequence) == is_single:
            self._keep(at, "list" if is_single else "single")

    def _map(self, kind: MapOf, value: Mapping, at: str, here: Holder, name: str) -> None:
        for key, item in value.entries.items():
            row = self._row(kind, item, inside(at, key), here, name, key)
            row.cells = {KEY: cell_of(key), **row.cells}

    def _row(self, kind: ListOf | MapOf, item: Node, at: str, holder: Holder, name: str, called: str) -> TableRow:
        """Adds the row of an item of a list or a mapping."""
        table = table_of(holder.table, name)
        row = TableRow(holder)
        self.tables.rows[table].append(row)
        here = Holder(table, address(holder, called))
        if table in (STAGES, TOUCHPOINTS):
            if here in self._steps or called.startswith("#"):
                raise UserError(f"two of its {table} have one id, {_id_in(item)}", hint="give each one of its own")
            self._steps.add(here)
        struct = struct_of(kind)
        if struct is None:
            assert isinstance(kind, MapOf)
            row.cells[VALUE] = self._cell(kind.value, item, at)
        elif isinstance(item, Mapping):
            self.mapping(item, struct.model, at, here, row)
            self._note_mapping(struct, item, at)
        else:
            row.cells[struct.text] = _cell_of(item)
        return row

    def _note_mapping(self, struct: Struct, item: Mapping, at: str) -> None:
        """Keeps that a text is in a mapping, where no other column would tell."""
        kinds = {field.name: field.kind for field in fields_of(struct.model)}
        told = [name for name, value in item.entries.items() if name in kinds and _fits(kinds[name], value)]
        if told == [struct.text]:
            self._keep(at, "mapping")

    def _cell(self, kind: Kind, value: Node, at: str) -> Cell:
        if isinstance(value, Scalar) and not isinstance(kind, ListOf):
            return _cell_of(value)
        items = value.items if isinstance(value, Sequence) else [value]
        if len(items) == 1 and isinstance(value, Sequence) and isinstance(kind, ListOf) and kind.allow_single:
            self._keep(at, "list")
        return lines_of([each.value for each in items if isinstance(each, Scalar) and each.value is not None])

    def _keep(self, place: str, form: str, value: str = "") -> None:
        self.tables.kept.append(KeptPart(place, form, value))


def address(holder: Holder, called: str) -> str:
    """The address of a row that is called so where it belongs to `holder`; that of a step is its id alone."""
    return called if holder.table in (JOURNEY, STAGES, TOUCHPOINTS) else f"{holder.address}/{called}"


def _cell_of(value: Node) -> Cell:
    assert isinstance(value, Scalar) and value.value is not None
    return cell_of(value.value)


def _id_in(item: Node) -> str | None:
    found = item.entries.get("id") if isinstance(item, Mapping) else None
    return found.text if isinstance(found, Scalar) else None


def _fits(kind: Kind, value: Node) -> bool:
    """Whether tables can hold a value, and say it back as it is written."""
    if isinstance(kind, Struct):
        if not isinstance(value, Mapping):
            return bool(kind.text) and _is_value(value)
        kinds = {field.name: field.kind for field in fields_of(kind.model)}
        return any(name in kinds and _fits(kinds[name], inner) for name, inner in value.entries.items())
    if isinstance(kind, MapOf):
        return (
            isinstance(value, Mapping)
            and bool(value.entries)
            and all(key.strip() and _fits_row(kind.value, each) for key, each in value.entries.items())
        )
    if isinstance(kind, ListOf):
        items = value.items if isinstance(value, Sequence) else [value] if kind.allow_single else []
        return bool(items) and all(not isinstance(each, Sequence) and _fits_row(kind.item, each) for each in items)
    if isinstance(kind, Pair):
        return isinstance(value, Sequence) and bool(value.items) and all(map(_is_value, value.items))
    return _is_value(value)


def _fits_row(kind: Kind, value: Node) -> bool:
    """Whether an item has something to tell in a row of its own, with all that it has to have."""
    if not _fits(kind, value) or not isinstance(value, Mapping) or not isinstance(kind, Struct):
        return _fits(kind, value)
    fields = {field.name: field for field in fields_of(kind.model)}
    told = [
        name
        for name, inner in value.entries.items()
        if name in fields and not is_table(fields[name].kind) and _fits(fields[name].kind, inner)
    ]
    one_of = getattr(kind.model, "ONE_OF", ())
    return (
        bool(told)
        and (not kind.text or not fields[kind.text].required or kind.text in told)
        and (not one_of or any(name in told for name in one_of))
    )


def _is_value(value: Node) -> bool:
    return isinstance(value, Scalar) and value.value is not None
