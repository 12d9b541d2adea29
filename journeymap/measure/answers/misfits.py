"""Whether the files of answers that are here are as their sources say, by their headings alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from journeymap.errors import UserError
from journeymap.measure.answers.columns import position_in
from journeymap.measure.answers.locations import AnswerFile, files_of
from journeymap.measure.answers.refusal import AnswersError, refused
from journeymap.measure.answers.tables import SourceTables
from journeymap.model import Journey, Source

_MOST_WORKBOOK = 2_000_000
"""The bytes of the largest workbook whose headings are read: before these stand all of its texts."""


def misfits(journey: Journey, folder: Path) -> Iterator[AnswersError]:
    """Yields why answers could not be counted, each with its place in the journey; `folder` is the journey's.

    Only headings are read, and only of files that are here. Files whose headings take long to come to, or need an
    engine that is not installed, are passed over.
    """
    for source in journey.sources:
        try:
            yield from _misfits_of(journey, source, folder)
        except AnswersError as error:
            yield error
        except UserError as error:
            yield refused(source, "location", error.message, error.hint)


def _misfits_of(journey: Journey, source: Source, folder: Path) -> Iterator[AnswersError]:
    files = [file for file in files_of(source, folder) if _is_quick(file)]
    if not files:
        return
    opened = SourceTables(journey, source, files, None)
    for column in opened.columns.wanted:
        for file, names in opened.headings:
            try:
                position_in(file, column, names)
            except AnswersError as error:
                yield error
                break  # of a column, the first file that lacks it tells enough


def _is_quick(file: AnswerFile) -> bool:
    if file.kind in ("parquet", "duckdb"):
        return find_spec("duckdb") is not None
    return file.kind != "xlsx" or file.path.stat().st_size <= _MOST_WORKBOOK
