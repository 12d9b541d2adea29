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
POSTHOG_MAP = {"added to cart": "cart", "$pageview": {"column": "properties/$current_url", "map": {
    "https://shop.example/": "home", "https://shop.example/pay": "pay"}}}  # fmt: skip
SNOWPLOW_MAP = {"add_to_cart": "cart", "page_view": {"column": "page_urlpath", "map": {"/": "home", "/pay": "pay"}}}
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


def test_posthog() -> None:
    """People who signed in meanwhile are one customer, whatever they were called before."""
    found = read(EXPORTS, location="posthog.jsonl", preset="posthog", map=POSTHOG_MAP, timezone="Asia/Jerusalem")
    assert told(found) == [
        ("p1", "2026-03-01 10:00:00.000001", "home"), ("p1", "2026-03-01 10:01:00.250000", "cart"),
        ("p1", "2026-03-01 10:02:00", "pay"), ("p2", "2026-03-01 10:00:40", "cart"),
    ]  # fmt: skip
    assert found.unknown == [("$autocapture", 1)]


def test_posthog_as_parquet(tmp_path: Path) -> None:
    """Its times are of their type, and its properties one text."""
    lines = f"read_json('{EXPORTS / 'posthog.jsonl'}', format = 'newline_delimited')"
    with duckdb.connect() as database:
        typed = 'SELECT * REPLACE (CAST("timestamp" AS TIMESTAMP) AS "timestamp", CAST(properties AS VARCHAR) AS '
        database.execute(f"COPY ({typed} properties) FROM {lines}) TO '{tmp_path / 'posthog.parquet'}'")
    found = read(tmp_path, location="posthog.parquet", preset="posthog", map={"added to cart": "cart"},
                 timezone="Asia/Jerusalem")  # fmt: skip
    assert told(found) == [("p1", "2026-03-01 10:01:00.250000", "cart"), ("p2", "2026-03-01 10:00:40", "cart")]


def test_posthog_nasty() -> None:
    found = read(EXPORTS, location="posthog-nasty.jsonl", preset="posthog", map=POSTHOG_MAP)
    assert [(each.who, each.row, each.touchpoint) for each in found.steps] == [
        ("p1", 1, "cart"), ("p1", 3, "cart"), ("p3", 8, "home")
    ]  # fmt: skip
    assert found.left == {"sent-twice": 1, "no-case": 1, "no-time": 1, "not-json": 1, "unknown-event": 1}


def test_snowplow() -> None:
    found = read(EXPORTS, location="snowplow.csv", preset="snowplow", map=SNOWPLOW_MAP, timezone="Asia/Jerusalem")
    assert told(found) == [
        ("v1", "2026-03-01 10:00:00.001000", "home"), ("v1", "2026-03-01 10:01:00", "cart"),
        ("v1", "2026-03-01 10:02:00.500000", "pay"), ("v2", "2026-03-01 10:00:05", "home"),
    ]  # fmt: skip
    assert found.unknown == [("page_ping", 1)]


def test_snowplow_nasty() -> None:
    found = read(EXPORTS, location="snowplow-nasty.csv", preset="snowplow", map=SNOWPLOW_MAP)
    assert [(each.who, each.row, each.touchpoint) for each in found.steps] == [("v1", 2, "cart"), ("v1", 8, "pay")]
    assert found.left == {
        "sent-twice": 1, "no-case": 1, "no-time": 1, "no-event": 1, "unknown-event": 1, "fields": 1
    }  # fmt: skip
