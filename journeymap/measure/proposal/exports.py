"""An export as a proposal sees it: how the file is written, its headings, and what its first rows have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.io.encodings import GuessedEncoding, guessed_encoding
from journeymap.measure.answers.headings import IMPORT_ID, names_of, same_name
from journeymap.measure.answers.locations import AnswerFile, kind_of
from journeymap.measure.answers.presets import NO_PRESET, PRESETS
from journeymap.measure.answers.problems import LeftOutTally
from journeymap.measure.answers.rows import is_table, json_keys, json_lines, sqlite_rows, sqlite_tables
from journeymap.measure.answers.scores import leading_number
from journeymap.measure.answers.text_files import TextForm, form_of, records_of
from journeymap.measure.answers.workbooks import workbook_rows
from journeymap.measure.proposal.tools import tool_of
from journeymap.model.sources import ENCODINGS

MOST_ROWS = 20_000
"""So many rows are looked at."""
_MOST_VALUES = 2_000
_MOST_TEXT = 200
_GUESSED_FROM = 1 << 20
_TOP = 9


class SampledColumn:
    """A column of an export: what a source calls it, how the question is worded, and its values in the rows seen.

    `counts` has how often each text occurs, up to 2,000 different ones; `cells` has those of the first 2,000 rows, with
    the blank ones. `marks` is what a third row of headings says. `is_alone` is false where another column has its name.
    """

    def __init__(self, name: str, wording: str, marks: str = "", *, is_alone: bool = True) -> None:
        self.name = name
        self.wording = wording
        self.marks = marks
        self.is_alone = is_alone
        self.counts: dict[str, int] = {}
        self.cells: list[str] = []
        self.filled = 0

    def add(self, cell: str) -> None:
        """Takes in the cell of one more row."""
        text = cell[:_MOST_TEXT].strip()
        if len(self.cells) < _MOST_VALUES:
            self.cells.append(text)
        if not text:
            return
        self.filled += 1
        if text in self.counts or len(self.counts) < _MOST_VALUES:
            self.counts[text] = self.counts.get(text, 0) + 1

    @property
    def first(self) -> list[str]:
        """The cells of the first rows that are not blank."""
        return [cell for cell in self.cells if cell]

    @property
    def is_many(self) -> bool:
        """Whether it has more different texts than are counted."""
        return len(self.counts) >= _MOST_VALUES


class SurveyExport(NamedTuple):
    """A file of answers: its kind, how it is written, the preset by which it is known and why, and its columns.

    `guess` is the encoding of a text file that is not in UTF-8. `header_rows` is None where the preset, or the kind of
    the file, says it. `is_whole` is false where the file has more rows than `MOST_ROWS`. `tables` are those of a
    database with several, the longest first: that one is read.
    """

    file: AnswerFile
    form: TextForm | None
    guess: GuessedEncoding | None
    preset: str | None
    known_by: str
    header_rows: int | None
    columns: tuple[SampledColumn, ...]
    rows: int
    is_whole: bool
    tables: tuple[str, ...] = ()


def read_export(path: Path, name: str) -> SurveyExport:
    """Reads the headings and the first rows of a file, called `name` in messages.

    Raises UserError for a file of an unknown kind, that cannot be read, or that has no headings.
    """
    kind = kind_of(path)
    if kind is None:
        raise UserError(f"{name}: this kind of file is not known", hint="a file of answers is a .csv, .xlsx, .jsonl, "
                        ".parquet, .sqlite or .duckdb")  # fmt: skip
    file = AnswerFile(path.resolve(), name, kind)
    try:
        return _read(file)
    except OSError as error:
        raise UserError(f"{name} cannot be read: {error.strerror or error}") from None


def _read(file: AnswerFile) -> SurveyExport:
    form, guess = _form_of(file) if file.kind == "csv" else (None, None)
    tables = _tables(file) if file.kind == "sqlite" else ()
    rows = iter(_rows(file, form, tables))
    top = list(islice(filter(any, rows), _TOP))
    if not top:
        raise UserError(f"{file.name} is empty", hint="it has neither headings nor answers")
    has_headings = file.kind in ("csv", "xlsx")
    preset, known_by = tool_of(top)
    count = _heading_rows(top, preset) if has_headings else 1
    _check_headings(file, top[0])
    headings = [list(map(str, row)) for row in top[:count]]
    known = PRESETS[preset] if preset else NO_PRESET
    columns = _columns(headings, grid=known.grid or (count == 2 and preset is None))
    seen = 0
    for row in islice(chain(top[count:], rows), MOST_ROWS):
        if any(row):
            seen += 1
            for column, cell in zip(columns, row, strict=False):
                column.add(cell)
    usual = 3 if preset == "qualtrics" else known.header_rows
    said = count if has_headings and count != usual else None
    is_whole = next(rows, None) is None
    return SurveyExport(file, form, guess, preset, known_by, said, tuple(columns), seen, is_whole, tables)


def _tables(file: AnswerFile) -> tuple[str, ...]:
    """The tables of a database with several, the longest first."""
    sizes = sqlite_tables(file)
    usable = [name for name in sizes if is_table(name)]
    return tuple(sorted(usable, key=lambda name: -sizes[name])) if len(usable) > 1 else ()


def _form_of(file: AnswerFile) -> tuple[TextForm, GuessedEncoding | None]:
    with file.path.open("rb") as stream:
        sample = stream.read(_GUESSED_FROM)
    form = form_of(file.path, None, None)
    if not isinstance(form, int) and not (form.encoding == "utf-8" and _is_broken(sample)):
        return form, None
    guess = guessed_encoding(sample)
    assert guess.name in ENCODINGS
    form = form_of(file.path, guess.name, None)
    assert not isinstance(form, int)  # with an encoding that is said, rows that are not in it are left out
    return form, guess


def _is_broken(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end < len(sample) - 4  # the sample may end within a letter
    return False


def _rows(file: AnswerFile, form: TextForm | None, tables: Sequence[str]) -> Iterable[Sequence[str]]:
    """The rows of a file, those of headings first."""
    if form is not None:
        return (fields for _, fields in records_of(file.path, form, file.name, LeftOutTally()))
    if file.kind == "xlsx":
        return workbook_rows(file)
    if file.kind == "jsonl":
        keys = json_keys(file)
        lines = json_lines(file, LeftOutTally())
        return chain([keys], ([values.get(key, "") for key in keys] for _, values in lines))
    if file.kind == "sqlite":
        names, cells = sqlite_rows(file, tables[0] if tables else None)
        return chain([names], cells)
    if file.kind == "duckdb":
        from journeymap.measure.answers.databases import database_rows, database_table

        table = database_table(file, None)
        return chain([table.columns], database_rows(file, table, MOST_ROWS + 1))
    from journeymap.measure.answers.engine import parquet_rows

    names, cells = parquet_rows(file, MOST_ROWS + 1)
    return chain([names], cells)


def _heading_rows(top: Sequence[Sequence[str]], preset: str | None) -> int:
    """How many rows of headings there are: what the preset says, else one, or two where the second has no numbers
    in columns that have nothing else below."""
    if preset == "qualtrics":
        marked = (index for index, row in enumerate(top[:3], 1)
                  if next(filter(None, row), "").replace(" ", "").startswith(IMPORT_ID))  # fmt: skip
        return next(marked)
    if preset is not None:
        return min(PRESETS[preset].header_rows, len(top))
    if len(top) < 4:
        return 1
    numeric = [index for index in range(len(top[0]))
               if all(leading_number(_cell(row, index)) is not None for row in top[2:])]  # fmt: skip
    said = [_cell(top[1], index) for index in numeric]
    return 2 if numeric and any(said) and not any(leading_number(cell) is not None for cell in said) else 1


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _check_headings(file: AnswerFile, row: Sequence[str]) -> None:
    """Raises UserError for a first row of answers: nothing of it may be quoted."""
    named = [cell for cell in row if cell.strip()]
    answers = [cell for cell in named if "@" in cell or cell.strip()[:1].isdecimal()]
    if not named or len(answers) * 2 > len(named):
        raise UserError(f"{file.name}: the first row has answers, where headings should stand",
                        hint="export it with headings, or write a row of them above the answers")  # fmt: skip


def _columns(headings: Sequence[Sequence[str]], *, grid: bool) -> list[SampledColumn]:
    """The columns as a source names them; the wording is below the name in exports that have codes for names."""
    names = []
    for index, called in enumerate(names_of(headings, grid=grid)):
        own = same_name(headings[0][index])
        names.append(own if own in called else max(called, key=len, default=""))
    worded = headings[1] if len(headings) == 3 else []
    marks = headings[-1] if len(headings) == 3 else []
    return [
        SampledColumn(name, same_name(_cell(worded, index)) or name, _cell(marks, index),
                      is_alone=bool(name) and names.count(name) == 1)
        for index, name in enumerate(names)
    ]  # fmt: skip
