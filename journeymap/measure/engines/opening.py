"""Opens the engine that the user names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.engine import TableEngine
from journeymap.measure.engines.probe import ask


@contextmanager
def opened(address: EngineAddress, scratch: Path) -> Iterator[TableEngine]:
    """Opens an engine other than DuckDB, and asks it what it must know. `scratch` is for what it spills here.

    Raises UserError where what it needs is not installed, and EngineError where it cannot be reached, fails later on,
    or counts otherwise than others do.
    """
    with _engine(address, scratch) as engine:
        ask(engine, address.shown)
        yield engine


def _engine(address: EngineAddress, scratch: Path) -> AbstractContextManager[TableEngine]:
    if address.kind == "postgres":
        from journeymap.measure.engines.in_postgres import postgres

        return postgres(address)
    from journeymap.measure.engines.in_spark import spark

    return spark(address, scratch)
