"""Exports of tools that keep events, one as it comes and a nasty one each."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from answer_files import EXPORTS
from event_files import read, told

GA4_MAP = {"add_to_cart": "cart", "page_view": {"column": "event_params/page_location", "map": {
    "https://shop.example/": "home", "https://shop.example/pay": "pay"}}}  # fmt: skip
GA4_SEGMENTS = {"device": {"column": "device/category", "map": {"mobile": "new"}}}
MIXPANEL_MAP = {"Opened": "home", "Added": "cart", "Paid": "pay"}


def as_parquet(name: str, folder: Path) -> Path:
    """The export as BigQuery writes it in Parquet: with the types of its columns, lists of structs among them."""
    one = "STRUCT(string_value VARCHAR, int_value BIGINT, float_value DOUBLE, double_value DOUBLE)"
    columns = {
        "event_date": "VARCHAR", "event_timestamp": "BIGINT", "event_name": "VARCHAR", "user_pseudo_id": "VARCHAR",
        "event_params": f'STRUCT("key" VARCHAR, "value" {one})[]',
        "device": "STRUCT(category VARCHAR, language VARCHAR)",
    }  # fmt: skip
    with duckdb.connect() as database:
        lines = (
            f"read_json('{EXPORTS / name}', format = 'newline_delimited', columns = {columns}, ignore_errors = true)"
        )
        database.execute(f"COPY (FROM {lines} WHERE event_name IS NOT NULL) TO '{folder / 'ga4.parquet'}'")
    return folder


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_ga4(tmp_path: Path, kind: str) -> None:
    folder = EXPORTS if kind == "jsonl" else as_parquet("ga4.jsonl", tmp_path)
    found = read(folder, location=f"ga4.{kind}", preset="ga4", map=GA4_MAP, segments=GA4_SEGMENTS, used=(0,))
    assert told(found) == [
        ("1.2", "2026-03-01 10:00:00.000001", "home"),
        ("1.2", "2026-03-01 10:01:00", "pay"),
        ("9.9", "2026-03-01 10:01:01", "cart"),
    ]
    assert [each.more for each in found.steps] == [("mobile",), ("mobile",), ("desktop",)]
    assert found.unknown == [("session_start", 1)]


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_ga4_nasty(tmp_path: Path, kind: str) -> None:
    folder = EXPORTS if kind == "jsonl" else as_parquet("ga4-nasty.jsonl", tmp_path)
    name = "ga4-nasty.jsonl" if kind == "jsonl" else "ga4.parquet"
    found = read(folder, location=name, preset="ga4", map=GA4_MAP, segments=GA4_SEGMENTS, used=(0,))
    assert told(found) == [("1.2", "2026-03-01 10:00:00", "home"), ("1.2", "2026-03-01 10:00:00.000004", "cart")]
    assert [each.more[0] or "" for each in found.steps] == ["mobile", ""]
    broken = {"not-json": 1} if kind == "jsonl" else {}
    assert found.left == {"no-case": 1, "no-time": 1, "unknown-event": 1} | broken
    assert [tuple(each) for each in found.report.unknown] == [("page_view", 1, "event_params/page_location", 1)]


def test_ga4_numbers_of_a_session_are_texts(tmp_path: Path) -> None:
    where = {"column": "event_params/ga_session_id", "map": {"1772359100": "pay"}}
    for folder, kind in ((EXPORTS, "jsonl"), (as_parquet("ga4.jsonl", tmp_path), "parquet")):
        assert len(read(folder, location=f"ga4.{kind}", preset="ga4", map={"page_view": where}).steps) == 2


def test_mixpanel() -> None:
    found = read(EXPORTS, location="mixpanel.jsonl", preset="mixpanel", map=MIXPANEL_MAP)
    assert told(found) == [
        ("u1", "2026-03-01 10:00:00", "home"), ("u1", "2026-03-01 10:01:00", "cart"),
        ("u1", "2026-03-01 10:01:30", "pay"), ("u2", "2026-03-01 10:00:05", "home"),
    ]  # fmt: skip
    assert found.left == {}


def test_mixpanel_nasty() -> None:
    found = read(EXPORTS, location="mixpanel-nasty.jsonl", preset="mixpanel", map=MIXPANEL_MAP)
    assert [(each.who, each.row, each.touchpoint) for each in found.steps] == [
        ("u1", 1, "home"), ("u2", 3, "home"), ("u1", 4, "home"), ("u1", 5, "pay"), ("u3", 7, "pay"), ("u3", 8, "pay")
    ]  # fmt: skip
    assert found.left == {"sent-twice": 1, "no-case": 1, "no-time": 1, "not-json": 1}
    assert found.report.rows == 10
