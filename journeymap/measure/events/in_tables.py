"""Reads the events of a source in an engine that is not DuckDB: from its user's tables to a table of events at
touchpoints."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from journeymap.io.scratch import scratch_folder
from journeymap.measure.answers.columns import SourceColumns, columns_of, positions_in
from journeymap.measure.answers.headings import names_of
from journeymap.measure.answers.locations import AnswerFile, files_of
from journeymap.measure.answers.periods import AnyPeriod
from journeymap.measure.answers.problems import AnswerReport, LeftOutTally
from journeymap.measure.answers.refusal import refused
from journeymap.measure.answers.tables import preset_of
from journeymap.measure.engines import ColumnKind, CountingEngine
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.engine import NoTableError, TableEngine, TableFound
from journeymap.measure.engines.opening import opened
from journeymap.measure.engines.times import UnknownFormError
from journeymap.measure.events.places import EventPlaces
from journeymap.measure.events.reading import REASONS, NamesFound, ReadEvents
from journeymap.measure.events.rows import HAPPENED, TOLD_APART, names_sql, steps_sql, values_sql
from journeymap.measure.events.table_rows import EventTable, table_rows_sql
from journeymap.model import Journey, Source

_PART = re.compile("[A-Za-z_][A-Za-z0-9_$-]*")
_MOST_PARTS = 3
KeptHere = Literal["answers", "files"]
"""Why a source is not counted in an engine: its rows are answers, or it has files that the engine does not read."""


def kept_here(source: Source, address: EngineAddress) -> KeptHere | None:
    """Returns why a source is counted with DuckDB, whatever engine is named; None where it is counted in that engine.

    Engines count events alone, of a `table` that they have, or Spark of files that it reads.
    """
    if source.kind != "events":
        return "answers"
    is_there = address.kind == "spark" or (address.kind == "postgres" and source.table is not None)
    return None if is_there else "files"


@contextmanager
def events_in_engine(
    journey: Journey, source: Source, address: EngineAddress, *, folder: Path, data: Path | None = None,
    period: AnyPeriod = "all", used: Sequence[int] = (), today: dt.date | None = None,
) -> Iterator[ReadEvents]:  # fmt: skip
    """Reads the events of a source's `table` in the engine at an address, and closes the engine afterwards.

    What is read, `folder`, `data`, `period`, `used` and `today` are as for `reading.events_read`; the files of a source
    without `table` are read by the engine, where it can. Raises an AnswersError for a table or column that is not
    there, or that cannot be counted so, and EngineError where the engine cannot be reached, or fails.
    """
    with scratch_folder("journeymap-") as scratch, opened(address, Path(scratch)) as engine:
        try:
            yield _read(journey, source, engine, folder, data, period, used, today)
        except UnknownFormError as error:
            raise refused(source.format or source, "date", f"an engine cannot read {error.args[0]} in a form of dates",
                          "write numbers alone: %d, %m, %Y, %y, %H, %I, %p, %M, %S and %f; or count files with DuckDB",
                          ) from None  # fmt: skip


def _read(
    journey: Journey, source: Source, engine: TableEngine, folder: Path, data: Path | None, period: AnyPeriod,
    used: Sequence[int], today: dt.date | None,
) -> ReadEvents:  # fmt: skip
    preset = preset_of(source)
    found = _tables(source, engine, folder, data)
    names = [names_of([list(table.columns)], grid=False) for _, table in found]
    columns = columns_of(journey, source, preset, names[0])
    tables = [
        EventTable(table.origin, _columns_by_role(file, table, columns, called), table.row)
        for (file, table), called in zip(found, names, strict=True)
    ]
    engine.keep("events_read", table_rows_sql(engine.dialect, source, preset, columns, tables, period, today))
    rows = "SELECT * FROM events_read"
    places = EventPlaces(journey, source)
    known = NamesFound(places)
    said: Counter[tuple[int, str]] = Counter()
    for why, clock, name, number in engine.rows(names_sql(rows)):
        known.add(why, clock, name, number)
        said[why, name] += number
    engine.put("happened", HAPPENED, known.happened)
    for column, name in enumerate(places.columns):
        for row in engine.rows(values_sql(rows, column)):
            known.add_value(name, *row)
    engine.put("told_apart", TOLD_APART, known.told_apart)
    groups = [f"g{index}" for index in sorted(used)]
    engine.keep("steps", steps_sql(rows, len(places.columns), groups, engine.dialect))
    listed = tuple(file.name for file, _ in found)
    return ReadEvents(engine, places, _report(columns, known), listed, _fingerprint(engine, listed, said))


def _report(columns: SourceColumns, known: NamesFound) -> AnswerReport:
    tally = LeftOutTally()
    for why, number in sorted(known.why.items()):
        reason, role = REASONS[why]
        tally.add(reason, columns.named(role), number)
    tally.add("unknown-event", columns.named("e"), known.unknown_rows)
    kept = known.rows - known.unknown_rows
    return AnswerReport(
        known.rows + sum(known.why.values()), kept, kept, tally.left_out(), repeats_checked=True,
        clock_times=known.clock_times, later=known.later, unknown=known.unknown, unknown_names=known.unknown_names,
    )  # fmt: skip


def _tables(
    source: Source, engine: TableEngine, folder: Path, data: Path | None
) -> list[tuple[AnswerFile, TableFound]]:
    """The source's table in the engine or, where it names none, its files as the engine reads them, named."""
    if source.table is None:
        files = files_of(source, folder, data)
        if not files:
            raise refused(source, "location", "there is no such file, and no table is named",
                          "name the table in the engine: `table: events`")  # fmt: skip
        try:
            return [(file, engine.file(file.path, file.kind)) for file in files]
        except NoTableError as error:
            raise refused(source, "location", error.message, error.hint) from None
    parts = source.table.split(".")
    if len(parts) > _MOST_PARTS or not all(map(_PART.fullmatch, parts)):
        raise refused(source, "table", "a table in an engine has no such name",
                      "write letters a to z, digits, `_`, `$` and `-`, and dots between schema and table",
                      )  # fmt: skip
    try:
        return [(AnswerFile(Path(source.table), source.table, "table"), engine.table(parts))]
    except NoTableError as error:
        raise refused(source, "table", error.message, error.hint) from None


def _columns_by_role(
    file: AnswerFile, table: TableFound, columns: SourceColumns, names: Sequence[frozenset[str]]
) -> dict[str, tuple[str, ColumnKind] | None]:
    listed = list(table.columns.items())
    places = positions_in(file, columns, names)
    return {role: None if place is None else listed[place] for role, place in zip(columns.roles, places, strict=True)}


def _fingerprint(engine: CountingEngine, names: Sequence[str], said: Mapping[tuple[int, str], int]) -> str:
    """A fingerprint of what was read, as tables have no bytes of their own: its events by name, cases and times."""
    moment = engine.dialect.microseconds.format('"at"')
    times = f"min({moment}), max({moment}), sum(CAST({moment} AS DECIMAL(38, 0)))"
    row = next(engine.rows(f"SELECT count(DISTINCT who), {times} FROM events_read"))
    whole = "\0".join([*names, *(str(each) for each in sorted(said.items())), str(row)])
    return f"sha256:{hashlib.sha256(whole.encode()).hexdigest()}"
