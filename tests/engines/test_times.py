"""Times in texts are read the same by all engines, and as DuckDB reads them in files."""

from __future__ import annotations

import datetime as dt

import pytest

from journeymap.measure.engines import CountingEngine
from journeymap.measure.engines.times import UnknownFormError, read_sql

EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001  a time without a zone
ISO = {
    "2026-01-02": "2026-01-02", "2026-1-2": "2026-01-02", "2026/01/02 3:04": "2026-01-02 03:04",
    "2026-01-02T03:04:05": "2026-01-02 03:04:05", "2026-01-02  03:04": "2026-01-02 03:04",
    "2026-01-02 03:04:05.1": "2026-01-02 03:04:05.1", "2026-01-02 03:04:05.9999999": "2026-01-02 03:04:05.999999",
    "2026-01-02 24:00": "2026-01-03", "2026-01-02 24:00:01": None, "2026-01-02 23:59:60": None,
    "2026-01-02 03:04:05Z": "2026-01-02 03:04:05", "2026-01-02 03:04+02": "2026-01-02 01:04",
    "2026-01-02 03:04:05+0230": "2026-01-02 00:34:05", "2026-01-02 03:04:05-02:30": "2026-01-02 05:34:05",
    "2024-02-29": "2024-02-29", "2026-02-29": None, "1900-02-29": None, "2000-02-29": "2000-02-29",
    "2026-04-31": None, "2026-13-01": None, "2026-00-01": None, "2026-01-00": None,
    "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0662 \u0660\u0663:\u0660\u0664": "2026-01-02 03:04",
    "\u06f2\u06f0\u06f2\u06f6-\u06f1-\u06f2": "2026-01-02", "1969-12-31 23:59:59": "1969-12-31 23:59:59",
    "2026/01-02": None, " 2026-01-02": "2026-01-02", "2026-01-02 ": None, "2026-01-02\u00a0": None, "2026-01-02T": None,
    "2026-01-02 3:04 pm": None, "2026-01-02 03:04 Uhr": None, "2026-01-02Z": None, "26-01-02": None, "2026": None,
    "20260102": None, "soon": None, "": None, "1767323045": None, "12026-01-01": None, "2026-01-02 03": None,
    "2026-01-02 -3:04": None, "it's": None, "%Y": None, "\\": None,
}  # fmt: skip
"""What each text is in UTC; None for what is no time."""


def read(engine: CountingEngine, texts: list[str | None], *forms: str) -> list[int | None]:
    """The microseconds from 1970 that an engine makes of texts."""
    engine.put("told", {"n": "INTEGER", "t": engine.dialect.text}, enumerate(texts))
    us = "us - CAST(coalesce(away, 0) AS BIGINT) * 60000000"
    found = engine.rows(f"SELECT {us} AS u, n FROM ({read_sql(engine.dialect, 'SELECT * FROM told', forms)}) AS a")
    return [us for us, _ in sorted(found, key=lambda row: row[1])]


def micros(said: str | None) -> int | None:
    return None if said is None else (dt.datetime.fromisoformat(said) - EPOCH) // dt.timedelta(microseconds=1)


def test_texts_are_times_as_in_iso_8601(engine: CountingEngine) -> None:
    found = read(engine, [*ISO, None])
    assert dict(zip(ISO, found, strict=False)) == {text: micros(said) for text, said in ISO.items()}
    assert found[-1] is None


def test_texts_are_times_in_the_forms_that_are_said(engine: CountingEngine) -> None:
    said = {
        "1/2/2026": "2026-02-01", " 01/02/2026 ": "2026-02-01", "01/02/2026 3:4": "2026-02-01 03:04",
        "1/2/2026  12:04 pm": "2026-02-01 12:04", "1/2/2026 12:04 AM": "2026-02-01 00:04", "1/2/2026 0:04 am": None,
        "1/2/2026 13:04 pm": None, "31/02/2026": None, "2026-02-01": None, "1.2.2026": None, "01/02/2026x": None,
    }  # fmt: skip
    found = read(engine, list(said), "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %I:%M %p")
    assert dict(zip(said, found, strict=True)) == {text: micros(each) for text, each in said.items()}
    short = {"01.02.69": "1969-02-01", "01.02.68": "2068-02-01", "01x02x68": None}
    assert read(engine, list(short), "%d.%m.%y") == [micros(each) for each in short.values()]
    together = {"20260201": "2026-02-01", "2026021": "2026-02-01", "202621": None}
    assert read(engine, list(together), "%Y%m%d") == [micros(each) for each in together.values()]
    assert read(engine, ["1:2:3.04|1 2 2026"], "%H:%M:%S.%f|%d %m %Y") == [micros("2026-02-01 01:02:03.04")]


def test_a_directive_that_is_not_read_is_named() -> None:
    from journeymap.measure.engines import DUCKDB

    with pytest.raises(UnknownFormError, match="%b"):
        read_sql(DUCKDB, "SELECT 1", ["%d %b %Y"])
