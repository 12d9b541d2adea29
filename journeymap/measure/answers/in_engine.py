"""What is done with the files of any source once the engine has them: what is checked, and which rows it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.insight.sources import wrong_date_form
from journeymap.measure.answers.engine import engine_errors
from journeymap.measure.answers.moments import dates_sql, years_sql
from journeymap.measure.answers.problems import FIRST_FEW, AnswerPlace, Reason
from journeymap.measure.answers.queries import REJECTS, Counting
from journeymap.measure.answers.refusal import AnswersError, refused
from journeymap.measure.answers.tables import SourceTables
from journeymap.model import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOST: frozenset[Reason] = frozenset({"fields", "encoding", "too-long", "quote", "not-json"})
"""Why rows cannot be read at all."""
_ERRORS: dict[str, Reason] = {
    "MISSING COLUMNS": "fields", "TOO MANY COLUMNS": "fields", "UNQUOTED VALUE": "quote", "INVALID STATE": "quote",
    "LINE SIZE OVER MAXIMUM": "too-long", "INVALID ENCODING": "encoding", "CAST": "fields",
}  # fmt: skip


class NoFileError(AnswersError):
    """The files of a source are not here."""


class SourceInEngine:
    """A source whose files the engine reads."""

    _source: Source

    def _check_dates(self, database: DuckDBPyConnection, counting: Counting) -> None:
        form = self._source.format
        if form and form.date is not None and (wrong := wrong_date_form(form.date)):
            raise refused(form, "date", *wrong)
        try:
            database.execute(dates_sql(self._source, counting.preset))
        except engine_errors():
            raise refused(self._source.format or self._source, "date", "this form of dates cannot be read",
                          "write it with %d, %m, %Y, %H, %M and %S, as in strftime: `%d/%m/%Y`") from None  # fmt: skip

    def _years(self, database: DuckDBPyConnection, counting: Counting) -> tuple[int, int] | None:
        """The first and last year of the times, where the files say them; times without end have none."""
        query = (
            years_sql(self._source, counting.preset, counting.columns, counting.tables)
            if counting.columns.has("t")
            else None
        )
        first, last = (database.execute(query).fetchone() if query else None) or (None, None)
        return None if first is None or last is None else (first, last)

    def _check_zones(self, opened: SourceTables) -> None:
        from zoneinfo import available_timezones

        for table in opened.tables:
            if table.zone and table.zone not in available_timezones():
                raise refused(self._source, "location", f"{table.file.name}: its time zone is not known here",
                              "name the zone of the times: `timezone: Asia/Jerusalem`")  # fmt: skip

    def _rejected(self, database: DuckDBPyConnection, counting: Counting, opened: SourceTables) -> int:
        """Counts the rows that the engine could not read."""
        names = {str(table.path): table.file.name for table in opened.tables}
        total = 0
        if not any(table.kind == "csv" for table in counting.tables):
            return total
        for path, error, count, lines in database.execute(REJECTS.format(few=FIRST_FEW)).fetchall():
            reason = _ERRORS.get(error, "fields")
            opened.tally.add(reason, count=count)
            opened.tally.add_places(reason, "", [AnswerPlace(names.get(path, path), line) for line in lines])
            total += count
        return total
