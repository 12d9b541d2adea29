"""Measures a journey: counts the answers of each of its sources, and tells whether its file of measures is stale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.measure.answers import AnswerReport, count_answers, files_of, fingerprint_of
from journeymap.measure.cells import MeasuredCell, MeasureOptions, cells_of
from journeymap.measure.measures import MeasuredSource, Measures, measured_source, written
from journeymap.model import Journey, Source


class CountedSource(NamedTuple):
    """What counting one source came to: its entry in the file, its cells, and the report of its rows."""

    source: MeasuredSource
    cells: tuple[MeasuredCell, ...]
    report: AnswerReport


def measure_source(
    journey: Journey, source: Source, options: MeasureOptions, *, folder: Path, data: Path | None = None
) -> CountedSource:
    """Counts one source of a journey. `folder` is the journey's; files are looked for in `data` first.

    Raises NoFileError where no file is there, and UserError as `count_answers` does.
    """
    counted = count_answers(journey, source, folder=folder, data=data, period=options.period, by=options.by)
    cells, held_back = cells_of(journey, source, counted, options)
    return CountedSource(measured_source(counted, source.repeats, held_back), cells, counted.report)


def measures_of(options: MeasureOptions, found: Sequence[CountedSource]) -> Measures:
    """Returns the measures of a journey from those of its sources, in the order of the journey's file."""
    cells = sorted((cell for each in found for cell in each.cells), key=lambda cell: (cell.touchpoint, cell.metric))
    return Measures(options, tuple(each.source for each in found), tuple(cells))


class CheckedMeasures(NamedTuple):
    """Whether a file of measures is what counting would give: why it is `stale` (empty if it is not), and the ids of
    the sources whose files are not here, so that they cannot be checked."""

    stale: str
    not_checkable: tuple[str, ...]


def check_measures(
    journey: Journey, measures: Measures, data: bytes, *, folder: Path, data_folder: Path | None = None
) -> CheckedMeasures:
    """Counts anew what the file of measures has, with the file's own options, and compares; `data` are its bytes.

    A source whose files have other fingerprints is not counted. Raises UserError as `count_answers` does.
    """
    listed = {each.id: each for each in measures.sources}
    if tuple(listed) != tuple(source.id for source in journey.sources):
        return CheckedMeasures("the journey has other sources", ())
    found: list[CountedSource] = []
    absent: list[str] = []
    for source in journey.sources:
        files = files_of(source, folder, data_folder)
        old = listed[source.id]
        if not files:
            absent.append(source.id)
            cells = tuple(cell for cell in measures.cells if cell.source == source.id)
            found.append(CountedSource(old, cells, AnswerReport(0, 0, 0, (), False)))
            continue
        if fingerprint_of(files) != old.fingerprint:
            return CheckedMeasures(f"the files of `{source.id}` have changed", tuple(absent))
        found.append(measure_source(journey, source, measures.options, folder=folder, data=data_folder))
    lines_of_git = data.replace(b"\r\n", b"\n")  # which may write the lines of a checkout with CRLF
    if written(measures_of(measures.options, found)) != lines_of_git:
        return CheckedMeasures("counting gives other figures", tuple(absent))
    return CheckedMeasures("", tuple(absent))
