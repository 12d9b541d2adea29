"""Each file of a source as a table that the engine can scan, with columns named by their roles."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeymap.errors import UserError
from journeymap.insight.comments import MOST_COMMENT
from journeymap.measure.answers.columns import SourceColumns, columns_of, positions_in
from journeymap.measure.answers.databases import database_table
from journeymap.measure.answers.engine import engine
from journeymap.measure.answers.headings import IMPORT_ID, names_of, places_of, same_name
from journeymap.measure.answers.locations import AnswerFile
from journeymap.measure.answers.nested import inside_columns, inside_keys
from journeymap.measure.answers.presets import NO_PRESET, PRESETS, ToolPreset
from journeymap.measure.answers.problems import AnswerPlace, LeftOutTally
from journeymap.measure.answers.refusal import refused
from journeymap.measure.answers.rows import WrongTableError, json_keys, json_lines, sqlite_rows
from journeymap.measure.answers.text_files import TextForm, begins_plain, form_of, records_of
from journeymap.measure.answers.workbooks import moment_of, workbook_rows
from journeymap.model import Journey, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_TEXT = 200
"""The characters of a cell that count, save a comment's; a longer text is an answer to no question with a score."""
_STARS = frozenset("*?[]{}")
NumberedRow = tuple[int, Sequence[str]]


class AnswerTable(NamedTuple):
    """A file as the engine reads it: `path` is the file itself or, when it was written anew, a CSV with `r` first.

    `kind` is `csv`, `parquet`, `duckdb` (with its `table`) or `anew`; `width` and `positions` tell where the roles are
    in it, None where a column is not there. `first_row` is the number of rows above the answers. `zone` is that of its
    times, where the file says so. `types` are those of all columns of a typed file, in the engine's words. Positions
    from `width` on are those of values inside its columns: `inside` has the SQL of each.
    """

    file: AnswerFile
    kind: str
    path: Path
    width: int
    positions: tuple[int | None, ...]
    first_row: int = 1
    delimiter: str = ","
    zone: str = ""
    types: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    table: str = ""

    def cell(self, place: int) -> str:
        """Returns the SQL of the cell at a position."""
        return f"c{place}" if place < self.width else self.inside[place - self.width]

    def type_of(self, role: int) -> str:
        """Returns the type of the column with a role, by the number of the role; texts are of the type VARCHAR."""
        place = self.positions[role]
        return self.types[place] if place is not None and place < len(self.types) else "VARCHAR"


class _Opened(NamedTuple):
    """A file with its headings read: the names of its columns, how many rows they are, and the rows below them.

    `find` finds a value inside a column by its path, and gives its SQL, empty where it has none; None if there is none.
    """

    names: tuple[frozenset[str], ...]
    first_row: int
    rows: Callable[[LeftOutTally], Iterable[NumberedRow]]
    form: TextForm | None = None
    headings: Sequence[Sequence[str]] = ()
    is_ragged: bool = False
    types: tuple[str, ...] = ()
    find: Callable[[str], str | None] = lambda _: None
    inside: tuple[str, ...] = ()
    table: str = ""

    def with_inside(self, columns: SourceColumns) -> _Opened:
        """The same with the values inside columns that are wanted, as columns behind the others."""
        opened = self
        for wanted in columns.wanted:
            if any(places_of(opened.names, name) for name in wanted.names):
                continue
            for name in wanted.names:
                sql = opened.find(name)
                if sql is not None:
                    more = (*opened.names, frozenset([same_name(name)]))
                    opened = opened._replace(names=more, inside=(*opened.inside, sql))
                    break
        return opened


def preset_of(source: Source) -> ToolPreset:
    """Returns what is known of the source's tool."""
    return PRESETS[source.preset] if source.preset else NO_PRESET


class SourceTables:
    """The tables of a source. Files that the engine cannot read as they are are written anew into `scratch`."""

    def __init__(
        self, journey: Journey, source: Source, files: Sequence[AnswerFile], scratch: Path | None,
        anew: frozenset[Path] = frozenset(),
    ) -> None:  # fmt: skip
        """Opens all files. The text files `anew` are not left to the engine as they are.

        Without `scratch`, there are no tables: only the headings are read, and whether columns are there is not judged.

        Raises an AnswersError, which names the file, for one without a needed column, of an unknown encoding, or that
        cannot be read.
        """
        self.source = source
        self.tally = LeftOutTally()
        self.rows_left_out = 0
        self.preset = preset_of(source)
        opened = [self._open(file) for file in files]
        self.columns: SourceColumns = columns_of(journey, source, self.preset, opened[0].names)
        opened = [each.with_inside(self.columns) for each in opened]
        self.headings = tuple((file, each.names) for file, each in zip(files, opened, strict=True))
        self.tables = [
            self._table(file, each, scratch / f"{index}.csv", is_anew=file.path in anew)
            for index, (file, each) in enumerate(zip(files, opened, strict=True))
            if scratch is not None
        ]

    def engine(self, scratch: Path, memory: int) -> AbstractContextManager[DuckDBPyConnection]:
        """Returns an engine for the tables: the DuckDB file of number 1 is attached as `d1`."""
        attached = {f"d{index}": each.path for index, each in enumerate(self.tables) if each.kind == "duckdb"}
        return engine([each.path for each in self.tables if each.kind != "duckdb"], scratch, memory, attached)

    def _open(self, file: AnswerFile) -> _Opened:
        try:
            if file.kind == "csv":
                return self._open_text(file)
            if file.kind == "jsonl":
                return self._open_json(file)
            if file.kind == "sqlite":
                names, _ = sqlite_rows(file, self.source.table)
                return _Opened(names_of([names], grid=False), 0, lambda _: self._sqlite(file))
            if file.kind == "duckdb":
                found = database_table(file, self.source.table)
                return _Opened(names_of([found.columns], grid=False), 0, lambda _: (), types=found.types,
                               find=inside_columns(found.columns, found.types), table=found.name)  # fmt: skip
            if file.kind == "parquet":
                names, types = self._parquet_columns(file)
                return _Opened(names_of([names], grid=False), 0, lambda _: (), types=tuple(types),
                               find=inside_columns(names, types))  # fmt: skip
            return self._open_rows(file, lambda _: enumerate(workbook_rows(file), 1), is_ragged=True)
        except OSError as error:
            raise refused(self.source, "location", f"{file.name} cannot be read: {error.strerror or error}") from None
        except UserError as error:
            if hasattr(error, "span"):
                raise
            key = "table" if self.source.table and isinstance(error, WrongTableError) else "location"
            raise refused(self.source, key, error.message, error.hint) from None

    def _parquet_columns(self, file: AnswerFile) -> tuple[list[str], list[str]]:
        from journeymap.measure.answers.engine import parquet_columns

        if _STARS & set(str(file.path)):
            raise UserError(f"{file.name}: the path has one of {' '.join(sorted(_STARS))}", hint="rename it")
        return parquet_columns(file)

    def _open_text(self, file: AnswerFile) -> _Opened:
        how = self.source.format
        form = form_of(file.path, how.encoding if how else None, how.delimiter if how else None)
        if isinstance(form, int):
            raise UserError(f"{file.name}, line {form}: this is not in UTF-8",
                            hint="say how the file is written: `format: {encoding: cp1255}`; with `utf-8`, such rows "
                            "are left out and counted")  # fmt: skip
        return self._open_rows(file, lambda tally: records_of(file.path, form, file.name, tally), form=form)

    def _open_json(self, file: AnswerFile) -> _Opened:
        keys = json_keys(file)

        def rows(tally: LeftOutTally) -> Iterator[NumberedRow]:
            return ((number, [row.get(key, "") for key in keys]) for number, row in json_lines(file, tally))

        return _Opened(names_of([keys], grid=False), 0, rows, find=inside_keys(keys))

    def _sqlite(self, file: AnswerFile) -> Iterator[NumberedRow]:
        return enumerate(sqlite_rows(file, self.source.table)[1], 1)

    def _open_rows(
        self, file: AnswerFile, rows: Callable[[LeftOutTally], Iterable[NumberedRow]], *, form: TextForm | None = None,
        is_ragged: bool = False,
    ) -> _Opened:  # fmt: skip
        """Reads the rows of headings: as many as the source says, else its tool, else one."""
        top: list[NumberedRow] = []
        for number, fields in rows(LeftOutTally()):
            if any(fields):
                top.append((number, fields))
            if len(top) == 9 or number > 50:
                break
        if not top:
            raise UserError(f"{file.name} is empty", hint="it has neither headings nor answers")
        count = self._heading_rows(file, top)
        if len(top) < count:
            raise UserError(f"{file.name} has {len(top)} rows, and {count} of headings are expected",
                            hint="say how many there are: `format: {header_rows: 1}`")  # fmt: skip
        headings = [list(fields) for _, fields in top[:count]]
        grid = self.preset.grid or (count == 2 and not self.source.preset)
        last = top[count - 1][0]

        def below(tally: LeftOutTally) -> Iterator[NumberedRow]:
            return ((number, fields) for number, fields in rows(tally) if number > last)

        return _Opened(names_of(headings, grid=grid), last, below, form, headings, is_ragged)

    def _heading_rows(self, file: AnswerFile, top: Sequence[NumberedRow]) -> int:
        said = self.source.format.header_rows if self.source.format else None
        marked = [index for index, (_, fields) in enumerate(top[:3], 1)
                  if next(filter(None, fields), "").replace(" ", "").startswith(IMPORT_ID)]  # fmt: skip
        if marked and self.source.preset in (None, "qualtrics"):
            self.preset = PRESETS["qualtrics"]
            return marked[0]
        if said is not None:
            return said
        if self.source.preset == "qualtrics":
            raise UserError(f"{file.name}: the third row has no ImportIds, as exports of Qualtrics have",
                            hint="say how many rows of headings there are: `format: {header_rows: 1}`")  # fmt: skip
        return self.preset.header_rows

    def _table(self, file: AnswerFile, opened: _Opened, path: Path, *, is_anew: bool) -> AnswerTable:
        positions = positions_in(file, self.columns, opened.names)
        width = len(opened.names)
        zone = self._zone_of_times(opened, positions)
        if file.kind in ("parquet", "duckdb"):
            return AnswerTable(file, file.kind, file.path, len(opened.types), positions, 0, zone=zone,
                               types=opened.types, inside=opened.inside, table=opened.table)  # fmt: skip
        form = opened.form
        is_simple = form is not None and opened.first_row == 1 and not is_anew and not _STARS & set(str(file.path))
        if form is not None and is_simple and "\n" not in "".join(opened.headings[0]) and begins_plain(file.path, form):
            return AnswerTable(file, "csv", file.path, width, positions, 1, form.delimiter, zone)
        self._write_anew(file, opened, positions, path)
        order = tuple(None if place is None else index + 1 for index, place in enumerate(positions))
        return AnswerTable(file, "anew", path, len(positions) + 1, order, zone=zone)

    def _zone_of_times(self, opened: _Opened, positions: Sequence[int | None]) -> str:
        """The time zone that the third row of a Qualtrics export gives the column of times, empty for none."""
        if not self.columns.has("t") or len(opened.headings) < 2:
            return ""
        place = positions[self.columns.roles.index("t")]
        cell = opened.headings[-1][place] if place is not None and place < len(opened.headings[-1]) else ""
        try:
            said = json.loads(cell) if cell.startswith("{") else {}
        except ValueError:
            return ""
        zone = said.get("timeZone", "") if isinstance(said, dict) else ""
        return zone if isinstance(zone, str) and zone != "Z" else "UTC"

    def _write_anew(self, file: AnswerFile, opened: _Opened, positions: Sequence[int | None], path: Path) -> None:
        width = len(opened.names)
        roles = self.columns.roles
        lengths = [MOST_COMMENT if role.startswith("said") else MOST_TEXT for role in roles]
        said = self.source.format.date if self.source.format else None
        with path.open("w", encoding="utf-8", newline="") as stream:
            write = csv.writer(stream, lineterminator="\n").writerow
            for number, fields in opened.rows(self.tally):
                if opened.form is not None and len(fields) != width:
                    self.tally.add("fields", place=AnswerPlace(file.name, number))
                elif any(fields) or file.kind != "xlsx":
                    cells = [_cell(fields, place, most) for place, most in zip(positions, lengths, strict=True)]
                    if opened.form is not None and any("\ufffd" in each for each in cells):
                        self.tally.add("encoding", place=AnswerPlace(file.name, number))
                        continue
                    if file.kind == "xlsx" and "t" in roles:
                        cells[roles.index("t")] = _moment(cells[roles.index("t")], said)
                    write([number, *cells])


def _cell(fields: Sequence[str], place: int | None, most: int) -> str:
    return fields[place][:most].replace("\0", "") if place is not None and place < len(fields) else ""


def _moment(cell: str, said: str | None) -> str:
    """A number of days, as Excel has a time, as a date in the form that is said; any other text as it is."""
    try:
        serial = float(cell)
        return moment_of(serial, said) if 1 <= serial < 200_000 else cell
    except (ValueError, OverflowError):
        return cell
