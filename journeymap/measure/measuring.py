"""Measures a journey: counts the answers of each of its sources, and tells whether its file of measures is stale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from journeymap.measure.answers import MEMORY, AnswerReport, count_answers, files_of, has_fingerprint
from journeymap.measure.answers.counted import OTHER, Counted
from journeymap.measure.answers.in_tables import count_in_engine
from journeymap.measure.cells import cells_of
from journeymap.measure.comments import MOST_QUOTES, comments_of
from journeymap.measure.engines.addresses import DUCKDB_HERE, EngineAddress
from journeymap.measure.engines.source_tables import is_in_engine
from journeymap.measure.event_figures import figures_of
from journeymap.measure.events.counting import count_steps
from journeymap.measure.events.in_tables import events_in_engine
from journeymap.measure.events.paths import CountedPaths, count_paths
from journeymap.measure.events.plans import plan_of
from journeymap.measure.events.reading import events_read
from journeymap.measure.experience import apart, experience_of_curve
from journeymap.measure.measured import (
    MeasuredCell,
    MeasuredComments,
    MeasuredExperience,
    MeasuredFunnelStep,
    MeasuredQuote,
    MeasuredSource,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
    Measures,
)
from journeymap.measure.measures import left_out_of, measured_source, written
from journeymap.model import Journey, Source
from journeymap.style.locale import load_words

T = TypeVar(
    "T", MeasuredCell, MeasuredExperience, MeasuredComments, MeasuredQuote, MeasuredTransition, MeasuredFunnelStep,
    MeasuredTime,
)  # fmt: skip


class CountedSource(NamedTuple):
    """What counting one source came to: its entry in the file, its cells, the report of its rows, and what was said.

    `others` are the answers that are of no segment, by the dimension along which segments are told apart. Of events,
    `open_sessions` may go on, as they end less than the source's `session_gap` before the last event of all.
    `kept_here` tells that it was counted with DuckDB where the user named an engine, which has no table of it.
    `comments_passed_over` tells that it was counted in an engine, which counts no comments, and has some.
    """

    source: MeasuredSource
    cells: tuple[MeasuredCell, ...]
    report: AnswerReport
    experience: tuple[MeasuredExperience, ...] = ()
    comments: tuple[MeasuredComments, ...] = ()
    quotes: tuple[MeasuredQuote, ...] = ()
    others: Mapping[str, int] = MappingProxyType({})
    transitions: tuple[MeasuredTransition, ...] = ()
    funnel: tuple[MeasuredFunnelStep, ...] = ()
    times: tuple[MeasuredTime, ...] = ()
    open_sessions: int = 0
    kept_here: bool = False
    comments_passed_over: bool = False


def measure_source(
    journey: Journey, source: Source, options: MeasureOptions, *, folder: Path, data: Path | None = None,
    memory: int = MEMORY, engine: EngineAddress = DUCKDB_HERE, today: dt.date | None = None,
) -> CountedSource:  # fmt: skip
    """Counts one source of a journey. `folder` is the journey's; files are looked for in `data` first.

    A source is counted in the `engine`, if that has it (`is_in_engine`), else with DuckDB.

    `memory` is that of the engine, in bytes. It is reported how many answers are from after the day `today`.

    Raises NoFileError where no file is there, and UserError as `count_answers` and `events_read` do.
    """
    if source.kind == "events":
        found = _measure_events(journey, source, options, folder=folder, data=data, memory=memory, engine=engine,
                                today=today)  # fmt: skip
    else:
        found = _measure_answers(journey, source, options, folder=folder, data=data, memory=memory, engine=engine,
                                 today=today)  # fmt: skip
    return found._replace(kept_here=engine.kind != "duckdb" and not is_in_engine(source, engine))


def _measure_answers(
    journey: Journey, source: Source, options: MeasureOptions, *, folder: Path, data: Path | None,
    memory: int, engine: EngineAddress, today: dt.date | None,
) -> CountedSource:  # fmt: skip
    is_there = is_in_engine(source, engine)
    if is_there:
        counted = count_in_engine(journey, source, engine, folder=folder, data=data, period=options.period,
                                  by=options.by, today=today)  # fmt: skip
    else:
        counted = count_answers(journey, source, folder=folder, data=data, period=options.period, by=options.by,
                                memory=memory, today=today)  # fmt: skip
    found, held_back = cells_of(journey, source, counted, options)
    cells, experience = apart(found)
    curve = experience_of_curve(journey, source, counted, cells)
    comments, quotes = (
        comments_of(journey, counted, options, load_words(journey.language)) if counted.comments else ((), ())
    )
    return CountedSource(measured_source(counted, source.repeats, held_back), cells, counted.report,
                         experience or curve, comments, quotes, _others(counted),
                         comments_passed_over=is_there and bool(source.comment or source.comments))  # fmt: skip


def _measure_events(
    journey: Journey, source: Source, options: MeasureOptions, *, folder: Path, data: Path | None,
    memory: int, engine: EngineAddress, today: dt.date | None,
) -> CountedSource:  # fmt: skip
    plan = plan_of(journey, source, options.period, options.by, options.confidence)
    if is_in_engine(source, engine):
        reading = events_in_engine(journey, source, engine, folder=folder, data=data, period=options.period,
                                   used=plan.used, today=today)  # fmt: skip
    else:
        reading = events_read(journey, source, folder=folder, data=data, period=options.period, used=plan.used,
                              today=today, memory=memory)  # fmt: skip
    with reading as read:
        counted = count_steps(read.engine, plan, read.places.segment)
    found = figures_of(source.id, counted, options)
    entry = MeasuredSource(
        source.id, read.files, read.fingerprint, read.report.rows, read.report.kept, left_out_of(read.report),
        found.held_back, None, None, (), counted.cases, counted.sessions,
    )  # fmt: skip
    report = read.report._replace(back=counted.back)
    return CountedSource(entry, found.cells, report, transitions=found.transitions, funnel=found.funnel,
                         times=found.times, open_sessions=counted.open_sessions)  # fmt: skip


def measure_paths(
    journey: Journey, source: Source, options: MeasureOptions, period: str, *, folder: Path, data: Path | None = None
) -> CountedPaths | None:
    """Counts the whole sessions of a source of events in one period, with DuckDB, as `measure_source` counts steps.

    None where its files are not here. Raises UserError as `events_read` does.
    """
    if not files_of(source, folder, data):
        return None
    plan = plan_of(journey, source, options.period, (), options.confidence)
    with events_read(journey, source, folder=folder, data=data, period=options.period) as read:
        return count_paths(read.engine, plan, period)


def _others(counted: Counted) -> dict[str, int]:
    """How many answers at touchpoints are of no segment, by dimension, where that is counted."""
    found: dict[str, int] = {}
    for each in counted.scores:
        named = [index for index, segment in enumerate(each.segments) if segment]
        if len(named) == 1 and each.segments[named[0]] == OTHER and counted.questions[each.question].touchpoint:
            dimension = counted.dimensions[named[0]]
            found[dimension] = found.get(dimension, 0) + each.n
    return found


def measures_of(options: MeasureOptions, found: Sequence[CountedSource]) -> Measures:
    """Returns the measures of a journey from those of its sources, in the order of the journey's file."""
    cells = sorted((cell for each in found for cell in each.cells), key=lambda cell: (cell.touchpoint, cell.metric))
    return Measures(
        options,
        tuple(each.source for each in found),
        tuple(cells),
        tuple(each for one in found for each in one.experience),
        tuple(sorted((each for one in found for each in one.comments), key=lambda each: each.touchpoint)),
        tuple(_few_of_each(sorted((each for one in found for each in one.quotes), key=lambda each: each.touchpoint))),
        tuple(sorted((each for one in found for each in one.transitions), key=lambda each: (each.touchpoint, each.to))),
        tuple(each for one in found for each in one.funnel),
        tuple(sorted((each for one in found for each in one.times), key=lambda each: (each.touchpoint, each.to))),
    )


def _few_of_each(quotes: Sequence[MeasuredQuote]) -> Iterator[MeasuredQuote]:
    """The quotes of each touchpoint, of the first sources if several have some."""
    for _, each in groupby(quotes, key=lambda quote: quote.touchpoint):
        yield from islice(each, MOST_QUOTES)


def _as_it_was(measures: Measures, source: MeasuredSource) -> CountedSource:
    """What the file of measures has of one source."""

    def of_source(items: Sequence[T]) -> tuple[T, ...]:
        return tuple(each for each in items if each.source == source.id)

    return CountedSource(
        source, of_source(measures.cells), AnswerReport(0, 0, 0, (), False), of_source(measures.experience),
        of_source(measures.comments), of_source(measures.quotes), transitions=of_source(measures.transitions),
        funnel=of_source(measures.funnel), times=of_source(measures.times),
    )  # fmt: skip


class CheckedMeasures(NamedTuple):
    """Whether a file of measures is what counting would give: why it is `stale` (empty if it is not), and the ids of
    the sources whose files are not here, so that they cannot be checked."""

    stale: str
    not_checkable: tuple[str, ...]


def check_measures(
    journey: Journey, measures: Measures, data: bytes, *, folder: Path, data_folder: Path | None = None,
    memory: int = MEMORY, engine: EngineAddress = DUCKDB_HERE,
) -> CheckedMeasures:  # fmt: skip
    """Counts anew what the file of measures has, with the file's own options, and compares; `data` are its bytes.

    `memory` is that of the engine, in bytes. A source whose files have other fingerprints is not counted. Raises
    UserError as `count_answers` does.
    """
    listed = {each.id: each for each in measures.sources}
    if tuple(listed) != tuple(source.id for source in journey.sources):
        return CheckedMeasures("the journey has other sources", ())
    found: list[CountedSource] = []
    absent: list[str] = []
    for source in journey.sources:
        old = listed[source.id]
        is_there = is_in_engine(source, engine)
        files = () if is_there else files_of(source, folder, data_folder)
        if not files and not is_there:
            absent.append(source.id)
            found.append(_as_it_was(measures, old))
            continue
        if files and not has_fingerprint(files, old.fingerprint):
            return CheckedMeasures(f"the files of `{source.id}` have changed", tuple(absent))
        counted = measure_source(journey, source, measures.options, folder=folder, data=data_folder, memory=memory,
                                 engine=engine)  # fmt: skip
        if files:  # whose fingerprint an earlier version may have taken in another way
            counted = counted._replace(source=counted.source._replace(fingerprint=old.fingerprint))
        found.append(counted)
    lines_of_git = data.replace(b"\r\n", b"\n")  # which may write the lines of a checkout with CRLF
    if written(measures_of(measures.options, found)) != lines_of_git:
        return CheckedMeasures("counting gives other figures", tuple(absent))
    return CheckedMeasures("", tuple(absent))
