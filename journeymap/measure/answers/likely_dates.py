"""How times are likely to be written where many of them cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.measure.answers.date_forms import date_form
from journeymap.measure.answers.problems import MUCH, LikelyDates
from journeymap.measure.answers.queries import Counting, bad_times_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOOKED_AT = 1_000


def likely_dates(database: DuckDBPyConnection, counting: Counting, bad: int, rows: int) -> LikelyDates | None:
    """Returns the form of the first times that cannot be read; None where these are few, or several forms fit.

    So many times are `bad`, of so many `rows` that could be read. It takes one more pass through the rows, as far as
    these.
    """
    if bad <= rows * MUCH:
        return None
    texts = [text.strip() for (text,) in database.execute(bad_times_sql(counting, _LOOKED_AT)).fetchall()]
    form = date_form(texts, counting.source.preset)
    if form is None or form.form is None or form.is_open:
        return None
    return LikelyDates(form.form, form.part, len(texts))
