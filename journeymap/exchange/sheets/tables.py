"""The tables of a journey file, by the fields of the model: a new field has its column with no further word.

The journey, each of its stages and each touchpoint is a row; so is each item of every list or mapping of mappings.
What has one value, or a list of values, is a column. A mapping of its own, as `image`, has a column for each of its
keys: `image.file`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from journeymap.exchange.sheets.cells import Cell
from journeymap.model import Item, Journey, Stage, Touchpoint
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of, struct_of

JOURNEY, STAGES, TOUCHPOINTS = "journey", "stages", "touchpoints"
STEPS = {Stage: STAGES, Touchpoint: TOUCHPOINTS}
KEY, VALUE = "key", "value"
"""The columns of a mapping's rows: its key and, where that is no mapping in turn, the value."""


class Holder(NamedTuple):
    """The row to which the rows of a table belong: its table, and its address there.

    The address is the row's id, below that of the row it belongs to itself: `tree/question`; `#2` is the second that
    has no id of its own. That of the journey is empty.
    """

    table: str
    address: str = ""


THE_JOURNEY = Holder(JOURNEY)


@dataclass(slots=True)
class TableRow:
    """A row: what it belongs to, and its cells by their columns; those that are empty are left out."""

    holder: Holder
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class TableOfRows:
    """A table: its columns, those that the model has and no more, and the tables to whose rows its rows belong.

    `model` is what a row is read into; None where a row is one value of a mapping.
    """

    name: str
    kind: ListOf | MapOf | Struct
    columns: tuple[str, ...]
    holders: list[str] = field(default_factory=list)

    @property
    def is_of_steps(self) -> bool:
        """Whether its rows belong to stages or touchpoints, or some of them do."""
        return not {STAGES, TOUCHPOINTS}.isdisjoint(self.holders)


class KeptPart(NamedTuple):
    """What no table says: at a place of the file, a value as JSON, or the form in which something is written.

    A form is `list` for a list of one text, `single` for one mapping without a list, `mapping` for a text that stands
    in a mapping of its own; elsewhere these are written in the other way.
    """

    place: str
    form: str
    value: str = ""


def table_of(holder: str, name: str) -> str:
    """The name of the table of a field, dotted as columns are, of what is in the rows of the table `holder`.

    Stages and touchpoints share theirs with the journey where all mean the same: `links`, and not `channels`.
    """
    path = name.replace(".", " ")
    if holder in (STAGES, TOUCHPOINTS):
        model = next(model for model, table in STEPS.items() if table == holder)
        of_journey = dict(_inner_tables(Journey)).get(name)
        return path if of_journey in (None, dict(_inner_tables(model))[name]) else f"step {path}"
    return path if holder == JOURNEY else f"{holder} {path}"


def is_table(kind: Kind) -> bool:
    """Whether a field is a table of its own, and no column."""
    return isinstance(kind, MapOf) or (isinstance(kind, ListOf) and struct_of(kind) is not None)


@cache
def all_tables() -> dict[str, TableOfRows]:
    """Returns every table that a journey may have, by name, holders before what they hold, as in the model."""
    found = {JOURNEY: TableOfRows(JOURNEY, Struct(Journey), _columns(Journey))}
    depths = {JOURNEY: 0}
    waiting: list[tuple[str, type[Item]]] = [(JOURNEY, Journey)]
    for holder, model in waiting:  # grows while it is read
        for name, kind in _inner_tables(model):
            table = table_of(holder, name)
            if table not in found:
                found[table] = TableOfRows(table, kind, _columns_of_rows(kind))
                depths[table] = 0
                struct = struct_of(kind)
                waiting += [(table, struct.model)] if struct else []
            if holder not in found[table].holders:
                found[table].holders.append(holder)
                depths[table] = max(depths[table], depths[holder] + 1)
    return {name: found[name] for name in sorted(found, key=lambda name: depths[name])}


@cache
def _columns(model: type[Item]) -> tuple[str, ...]:
    found: list[str] = []
    for each in fields_of(model):
        if isinstance(each.kind, Struct):
            found += [f"{each.name}.{name}" for name in _columns(each.kind.model)]
        elif not is_table(each.kind):
            found.append(each.name)
    return tuple(found)


def _columns_of_rows(kind: ListOf | MapOf) -> tuple[str, ...]:
    struct = struct_of(kind)
    own = _columns(struct.model) if struct else (VALUE,)
    return (KEY, *own) if isinstance(kind, MapOf) else own


def _inner_tables(model: type[Item], prefix: str = "") -> Iterator[tuple[str, ListOf | MapOf]]:
    """Yields the fields that are tables, by dotted names, of a model and of the mappings that have columns in it."""
    for each in fields_of(model):
        name = prefix + each.name
        if isinstance(each.kind, Struct):
            yield from _inner_tables(each.kind.model, f"{name}.")
        elif isinstance(each.kind, ListOf | MapOf) and is_table(each.kind):
            yield name, each.kind
