"""The engine that the user names: `duckdb`, `spark`, or the URL of one, which may have a password."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from journeymap.errors import UserError

Kind = Literal["duckdb", "spark", "postgres"]

_LOCAL_SPARK = re.compile(r"spark(?:\[([1-9][0-9]{0,3}|\*)\])?")
_SECRET = re.compile(r"(?:pass|pwd|secret|token|key|credential)", re.IGNORECASE)
_NOT_TESTED = frozenset({
    "athena", "bigquery", "clickhouse", "databricks", "datafusion", "druid", "exasol", "flink", "impala", "mssql",
    "mysql", "oracle", "polars", "redshift", "risingwave", "singlestoredb", "snowflake", "trino",
})  # fmt: skip
"""What Ibis and others open by URLs with these names, and nobody has held against DuckDB here."""
_KNOWN = "write `duckdb`, `spark`, `spark[4]`, `spark://HOST:7077` or `postgresql://USER@HOST/DATABASE`"


class EngineAddress(NamedTuple):
    """Which engine is meant: its kind, and its URL, for Spark the master's.

    `shown` is what may be told: it has no password, nor anything else by which one is let in.
    """

    kind: Kind
    url: str
    shown: str
    secrets: tuple[str, ...] = ()

    def without_secrets(self, text: str) -> str:
        """Returns a text, such as an error of a library, with all that nobody may see masked."""
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return text


DUCKDB_HERE = EngineAddress("duckdb", "", "duckdb")


def address_of(said: str) -> EngineAddress:
    """Returns the engine that is named. Raises UserError, which does not repeat what was said, for none."""
    said = said.strip()
    if said == "duckdb":
        return DUCKDB_HERE
    local = _LOCAL_SPARK.fullmatch(said)
    if local:
        return EngineAddress("spark", f"local[{local[1] or '*'}]", said)
    scheme = said.partition("://")[0].lower() if "://" in said else ""
    try:
        parts = urlsplit(said)
        host, port, name, password = parts.hostname or "", parts.port, parts.username, parts.password
    except ValueError:
        raise UserError("--engine: this is no URL that can be read", hint=_KNOWN) from None
    if scheme in ("duckdb", "motherduck", "sqlite"):
        raise UserError(f"--engine: {scheme} is counted here, without a URL",
                        hint="leave --engine out, and name the file in the source's `location`")  # fmt: skip
    shown = f"{scheme}://{f'{name}@' if name else ''}{host}{f':{port}' if port else ''}{parts.path}"
    secrets = _secrets(password, parts.query)
    if scheme == "spark":
        return EngineAddress("spark", said, shown, secrets)
    if scheme in ("postgresql", "postgres"):
        return EngineAddress("postgres", said, shown, secrets)
    if scheme == "sc":
        raise UserError("--engine: Spark is not reached by Spark Connect here",
                        hint="name the master of the cluster: `--engine spark://HOST:7077`")  # fmt: skip
    if scheme in _NOT_TESTED:
        raise UserError(f"--engine: {scheme} is not offered: figures are tested to be the same for DuckDB, PostgreSQL "
                        "and Spark alone", hint="export the table as Parquet, and count that with DuckDB")  # fmt: skip
    raise UserError("--engine: there is no such engine", hint=_KNOWN)


def _secrets(password: str | None, query: str) -> tuple[str, ...]:
    """The password as it is written and as it is meant, and what stands in parameters with names of secrets."""
    found = [password or ""]
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if _SECRET.search(name):
            found.append(value)
    both = {each for secret in found for each in (secret, unquote(secret)) if each}
    return tuple(sorted(both, key=len, reverse=True))
