"""Engines of counting: DuckDB, which reads files and is always there, Spark, through Ibis, and PostgreSQL.

One text of SQL runs on all of them; what they say otherwise is a record of `dialects`. Which engine is meant says the
user, never a journey or the settings of a project, for they may come from a stranger.
"""

from __future__ import annotations

from journeymap.measure.engines.dialects import DUCKDB, POSTGRES, SPARK, Dialect
from journeymap.measure.engines.engine import ColumnKind, CountingEngine, TableEngine

__all__ = ["DUCKDB", "POSTGRES", "SPARK", "ColumnKind", "CountingEngine", "Dialect", "TableEngine"]
