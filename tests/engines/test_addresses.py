"""The engine is named by its user alone, and what lets one in is never told."""

from __future__ import annotations

import pytest

from journeymap.errors import UserError
from journeymap.measure.engines.addresses import address_of
from journeymap.measure.engines.in_spark import spark


@pytest.mark.parametrize(
    ("said", "kind", "url", "shown"),
    [
        ("duckdb", "duckdb", "", "duckdb"),
        ("spark", "spark", "local[*]", "spark"),
        ("spark[4]", "spark", "local[4]", "spark[4]"),
        ("spark://head:7077", "spark", "spark://head:7077", "spark://head:7077"),
        ("postgresql://ann@db.example/shop", "postgres", "postgresql://ann@db.example/shop",
         "postgresql://ann@db.example/shop"),
        ("postgres://db:5433/shop?sslmode=require", "postgres", "postgres://db:5433/shop?sslmode=require",
         "postgres://db:5433/shop"),
    ],
)  # fmt: skip
def test_an_engine_is_known_by_what_is_said(said: str, kind: str, url: str, shown: str) -> None:
    found = address_of(f" {said} ")
    assert (found.kind, found.url, found.shown) == (kind, url, shown)


@pytest.mark.parametrize(
    "said", ["postgresql://ann:s%40fe@db/shop", "postgresql://db/shop?user=ann&password=s%40fe", "spark://x?token=s@fe"]
)
def test_a_password_is_not_told(said: str) -> None:
    found = address_of(said)
    assert "fe" not in found.shown.replace("@", "")
    assert found.without_secrets('no entry for "s@fe" in s%40fe') in ('no entry for "***" in ***',
                                                                      'no entry for "***" in s%40fe')  # fmt: skip


@pytest.mark.parametrize(
    "said",
    ["", "mysql://ann:s@fe@db/shop", "s@fe", "duckdb:///s@fe.db", "sqlite://s@fe", "postgresql://[s@fe", "spark[0]"],
)
def test_what_names_no_engine_is_not_repeated(said: str) -> None:
    with pytest.raises(UserError, match="--engine") as told:
        address_of(said)
    assert "s@fe" not in told.value.message + told.value.hint


@pytest.mark.parametrize(
    ("said", "told", "hint"),
    [
        ("sc://ann:s@fe@head:15002", "not reached by Spark Connect", "--engine spark://HOST:7077"),
        ("trino://ann:s@fe@db/shop", "trino is not offered", "as Parquet"),
        ("sqlite:///s@fe.db", "sqlite is counted here", "leave --engine out"),
    ],
)
def test_what_is_not_offered_says_what_to_type(said: str, told: str, hint: str) -> None:
    with pytest.raises(UserError, match=told) as error:
        address_of(said)
    assert hint in error.value.hint and "s@fe" not in error.value.message + error.value.hint


def test_a_wrong_password_is_not_told_by_postgres(postgres_url: str) -> None:
    from journeymap.measure.engines.in_postgres import postgres

    wrong = postgres_url.replace("tester:geheim", "nobody-known:geheim")
    with pytest.raises(UserError, match="nobody-known") as told, postgres(address_of(wrong)):
        pass
    assert "geheim" not in told.value.message + told.value.hint


def test_postgres_writes_to_none_but_its_own_tables(postgres_url: str) -> None:
    import psycopg

    from journeymap.measure.engines.in_postgres import postgres

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS written; CREATE TABLE written (n int)")
        connection.execute(
            "CREATE OR REPLACE FUNCTION writes() RETURNS int LANGUAGE sql VOLATILE AS "
            "'INSERT INTO written VALUES (1) RETURNING n'"
        )
        for query in ("SELECT writes() AS n", "INSERT INTO written VALUES (2) RETURNING n"):
            with pytest.raises(UserError, match=r"read-only|syntax"), postgres(address_of(postgres_url)) as engine:
                list(engine.rows(query))
            with pytest.raises(UserError, match=r"read-only|syntax"), postgres(address_of(postgres_url)) as engine:
                engine.keep("kept", query)
        assert connection.execute("SELECT count(*) FROM written").fetchone() == (0,)


def test_what_is_not_installed_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(UserError, match="PySpark") as told, spark(address_of("spark"), tmp_path):  # type: ignore[arg-type]
        pass
    assert "journeymap[spark]" in told.value.hint
