"""Reads the events of a source in an engine that is not DuckDB: from its user's tables to a table of events at
touchpoints."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from journeymap.io.scratch import scratch_folder
from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.periods import AnyPeriod
from journeymap.measure.answers.problems import AnswerReport, LeftOutTally
from journeymap.measure.answers.tables import preset_of
from journeymap.measure.engines import CountingEngine
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.engine import TableEngine
from journeymap.measure.engines.opening import opened
from journeymap.measure.engines.source_tables import source_in_tables
from journeymap.measure.engines.times import telling_of_forms
from journeymap.measure.events.places import EventPlaces
from journeymap.measure.events.reading import REASONS, NamesFound, ReadEvents
from journeymap.measure.events.rows import HAPPENED, TOLD_APART, names_sql, steps_sql, values_sql
from journeymap.measure.events.table_rows import table_rows_sql
from journeymap.model import Journey, Source


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
    with scratch_folder("journeymap-") as scratch, opened(address, Path(scratch)) as engine, telling_of_forms(source):
        yield _read(journey, source, engine, folder, data, period, used, today)


def _read(
    journey: Journey, source: Source, engine: TableEngine, folder: Path, data: Path | None, period: AnyPeriod,
    used: Sequence[int], today: dt.date | None,
) -> ReadEvents:  # fmt: skip
    preset = preset_of(source)
    columns, tables, files = source_in_tables(journey, source, preset, engine, folder, data)
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
    return ReadEvents(engine, places, _report(columns, known), files, _fingerprint(engine, files, said))


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


def _fingerprint(engine: CountingEngine, names: Sequence[str], said: Mapping[tuple[int, str], int]) -> str:
    """A fingerprint of what was read, as tables have no bytes of their own: its events by name, cases and times."""
    moment = engine.dialect.microseconds.format('"at"')
    times = f"min({moment}), max({moment}), sum(CAST({moment} AS DECIMAL(38, 0)))"
    row = next(engine.rows(f"SELECT count(DISTINCT who), {times} FROM events_read"))
    whole = "\0".join([*names, *(str(each) for each in sorted(said.items())), str(row)])
    return f"sha256:{hashlib.sha256(whole.encode()).hexdigest()}"
