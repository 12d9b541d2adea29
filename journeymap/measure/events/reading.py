"""Reads the events of a source into an engine: from files to a table of events at touchpoints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeymap.io.scratch import scratch_folder, told
from journeymap.measure.answers.engine import MEMORY, engine_errors
from journeymap.measure.answers.fingerprint import LookedThrough, look_through
from journeymap.measure.answers.first_places import add_places
from journeymap.measure.answers.in_engine import LOST, NoFileError, SourceInEngine
from journeymap.measure.answers.likely_dates import likely_dates
from journeymap.measure.answers.locations import AnswerFile, files_of
from journeymap.measure.answers.periods import AnyPeriod
from journeymap.measure.answers.problems import BAD, AnswerReport, ClockTimes, Reason, UnknownEvent
from journeymap.measure.answers.queries import BAD_TIME, NO_CASE, NO_EVENT, NO_TIME, SENT_TWICE, Counting
from journeymap.measure.answers.refusal import refused
from journeymap.measure.answers.tables import SourceTables
from journeymap.measure.answers.zones import LATER, REPEATED, SKIPPED
from journeymap.measure.engines import CountingEngine
from journeymap.measure.engines.in_duckdb import DuckDbEngine
from journeymap.measure.events.places import EventPlaces, KnownEvent
from journeymap.measure.events.rows import HAPPENED, TOLD_APART, events_sql, names_sql, steps_sql, values_sql
from journeymap.model import Journey, Source
from journeymap.model.reading import short

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REASONS: dict[int, tuple[Reason, str]] = {
    NO_TIME: ("no-time", "t"), BAD_TIME: ("bad-time", "t"), NO_CASE: ("no-case", "who"), NO_EVENT: ("no-event", "e"),
    SENT_TWICE: ("sent-twice", "k"),
}  # fmt: skip
"""The reason of each number of `why`, and the role of the column that it is about."""

MOST_LISTED = 20
"""The names of events at no touchpoint that are listed."""
_MOST_NAMES = 100_000


class ReadEvents(NamedTuple):
    """The events of a source in an `engine`, in its table `steps`.

    Its columns are `who` (the case), `f` and `r` (the numbers of file and row), `at` (a TIMESTAMP in UTC), `p` (the
    number of the period), `touchpoint` (its number in the order of the journey), and `g0`, `g1` … for the dimensions in
    use, as texts, of which `places` knows the segments. `files` are the files by name, and `fingerprint` tells whether
    they have changed.
    """

    engine: CountingEngine
    places: EventPlaces
    report: AnswerReport
    files: tuple[str, ...]
    fingerprint: str


@contextmanager
def events_read(
    journey: Journey, source: Source, *, folder: Path, data: Path | None = None, period: AnyPeriod = "all",
    used: Sequence[int] = (), today: dt.date | None = None, memory: int = MEMORY,
) -> Iterator[ReadEvents]:  # fmt: skip
    """Reads the events of a source, and closes the engine afterwards.

    `folder` is the journey's, and `data` one that the user names, where files are looked for first. `used` are the
    dimensions that are told apart, by number. A row that cannot be counted is left out and reported; times after the
    day `today` count, and it is told how many they are. The engine takes at most so many bytes of `memory`.

    Raises NoFileError where there is no file; an AnswersError, with its place in the journey, for a column that is not
    there and all else that no row can mend, also where counting fails in the engine; UserError without DuckDB, and
    where there is no room for temporary files.
    """
    files = files_of(source, folder, data)
    if not files:
        raise NoFileError("there is no such file", source.at("location"),
                          hint="save it there, or name the folder that it is in with --data")  # fmt: skip
    try:
        with scratch_folder("journeymap-") as scratch, ThreadPoolExecutor(1) as beside, ExitStack() as stack:
            looked = beside.submit(look_through, files)
            reader = _EventReader(journey, source, files, Path(scratch), period, tuple(sorted(used)), today, memory)
            yield reader.read(stack, looked)
    except engine_errors() as error:  # from outside of the engine, which tells those apart that are no fault of files
        raise refused(source, "location", f"the events cannot be counted ({type(error).__name__})",
                      "check `format` and `preset`; other files of this kind may tell more") from None  # fmt: skip


class _EventReader(SourceInEngine):
    """Reads one source once."""

    def __init__(
        self, journey: Journey, source: Source, files: Sequence[AnswerFile], scratch: Path, period: AnyPeriod,
        used: tuple[int, ...], today: dt.date | None, memory: int,
    ) -> None:  # fmt: skip
        self._journey = journey
        self._source = source
        self._files = files
        self._scratch = scratch
        self._period: AnyPeriod = period
        self._used = used
        self._today = today
        self._memory = memory
        self._places = EventPlaces(journey, source)

    def read(self, stack: ExitStack, looked: Future[LookedThrough]) -> ReadEvents:
        """Reads, while all bytes of the files are looked through beside. The engine is left to the `stack`.

        A file that turns out not to be plain, or that the engine stumbles over, is written anew for a second try.
        """
        anew = frozenset(file.path for file in self._files)
        try:
            with ExitStack() as first:
                found, left_to_engine = self._read(first, frozenset())
                anew = left_to_engine & looked.result().not_plain
                if not anew:
                    stack.push(first.pop_all())
                    return found._replace(fingerprint=looked.result().fingerprint)
        except engine_errors():
            pass
        return self._read(stack, anew)[0]._replace(fingerprint=looked.result().fingerprint)

    def _read(self, stack: ExitStack, anew: frozenset[Path]) -> tuple[ReadEvents, frozenset[Path]]:
        """Reads once. Returns with the events which text files the engine read as they are."""
        with told():
            opened = SourceTables(self._journey, self._source, self._files, self._scratch, anew)
        self._check_zones(opened)
        counting = Counting(self._source, opened.tables, opened.columns, self._period, self._used, opened.preset,
                            today=self._today)  # fmt: skip
        database = stack.enter_context(opened.engine(self._scratch, self._memory))
        self._check_dates(database, counting)
        counting = counting._replace(years=self._years(database, counting))
        counted = DuckDbEngine(database)
        names = NamesFound(self._places)
        rows = events_sql(counting, numbered=False)
        for row in counted.rows(names_sql(rows)):
            names.add(*row)
        counted.put("happened", HAPPENED, names.happened)
        apart = len(self._places.columns)
        for column in range(apart):
            for row in counted.rows(values_sql(rows, column)):
                names.add_value(self._places.columns[column], *row)
        counted.put("told_apart", TOLD_APART, names.told_apart)
        counted.keep("steps", steps_sql(events_sql(counting, numbered=True), apart, counting.groups))
        report = self._report(database, counting, opened, names)
        found = ReadEvents(counted, self._places, report, tuple(file.name for file in self._files), "")
        return found, frozenset(table.path for table in opened.tables if table.kind == "csv")

    def _report(
        self, database: DuckDBPyConnection, counting: Counting, opened: SourceTables, names: NamesFound
    ) -> AnswerReport:  # fmt: skip
        tally = opened.tally
        wanted = []
        for why, number in sorted(names.why.items()):
            reason, role = REASONS[why]
            tally.add(reason, counting.columns.named(role), number)
            if reason in BAD:
                wanted.append((reason, counting.columns.named(role), number, f"why = {why}"))
        add_places(database, counting, opened, wanted)
        dates = likely_dates(database, counting, names.why.get(BAD_TIME, 0), names.rows + sum(names.why.values()))
        tally.add("unknown-event", counting.columns.named("e"), names.unknown_rows)
        rejected = self._rejected(database, counting, opened)
        lost = sum(count for (reason, _), count in tally.counts.items() if reason in LOST) - rejected
        kept = names.rows - names.unknown_rows
        rows = names.rows + sum(names.why.values()) + rejected + lost
        return AnswerReport(
            rows, kept, kept, tally.left_out(), repeats_checked=True, clock_times=names.clock_times, later=names.later,
            dates=dates, unknown=names.unknown, unknown_names=names.unknown_names,
        )  # fmt: skip


class NamesFound:
    """What the names of events in the files come to.

    `rows` are those with a case, a time and an event; of these, `unknown_rows` are at no touchpoint, and have so many
    `unknown_names`.
    """

    def __init__(self, places: EventPlaces) -> None:
        self.rows = 0
        self.why: dict[int, int] = {}
        self.clock_times = ClockTimes()
        self.later = 0
        self._happened: dict[str, KnownEvent] = {}
        self.told_apart: list[tuple[str, str, int]] = []
        self._places = places
        self._unknown: dict[tuple[str, str], tuple[int, int]] = {}
        self.unknown_rows = 0
        self.unknown_names = 0

    def add(self, why: int, clock: int, name: str, number: int) -> None:
        """Add rows: `why` they are left out, whether the clock repeats or skips their time, and their event."""
        if why:
            self.why[why] = self.why.get(why, 0) + number
            return
        self.rows += number
        is_later, change = divmod(clock, LATER)
        self.later += number * is_later
        repeated, skipped = self.clock_times
        self.clock_times = ClockTimes(repeated + number * (change == REPEATED), skipped + number * (change == SKIPPED))
        known = self._places.event(name)
        if known is None:
            self._miss(name, "", number)
        else:
            self._happened[name] = known

    def add_value(self, column: str, name: str, value: str, has_place: bool, number: int) -> None:
        """Add rows of an event that a column tells apart: its value, and whether the event has a place without it."""
        touchpoint = self._places.value(name, value)
        if touchpoint is not None:
            self.told_apart.append((name, value, touchpoint))
        elif not has_place:
            self._miss(name, column, number)

    def _miss(self, name: str, column: str, number: int) -> None:
        self.unknown_rows += number
        before, values = self._unknown.get((name, column), (0, 0))
        self.unknown_names += not values
        if values or len(self._unknown) < _MOST_NAMES:
            self._unknown[name, column] = before + number, values + 1

    @property
    def happened(self) -> list[tuple[str, int | None, int | None]]:
        """The names of the events that have a place, and where it is."""
        return [(name, *known) for name, known in self._happened.items()]

    @property
    def unknown(self) -> tuple[UnknownEvent, ...]:
        """The most frequent events that are at no touchpoint, the most frequent first."""
        found = (
            UnknownEvent(short(name), number, column, values if column else 0)
            for (name, column), (number, values) in self._unknown.items()
        )
        return tuple(sorted(found, key=lambda each: (-each.number, each.name, each.column))[:MOST_LISTED])
