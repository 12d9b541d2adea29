"""The engine that `measure` counts with: what the user says of it, on the command line or in the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journeymap.errors import UserError

if TYPE_CHECKING:
    from journeymap.measure.engines.addresses import EngineAddress

# No setting of a project names an engine: it would send whoever measures a stranger's journey to the stranger's server.
Engine = Annotated[
    str | None,
    typer.Option(metavar="URL", envvar="JOURNEYMAP_ENGINE", help="Count in Spark or PostgreSQL, not with DuckDB."),
]


class HowCounted(NamedTuple):
    """With how much memory, in bytes, and in which engine is counted."""

    memory: int
    engine: EngineAddress


def engine_address(said: str | None) -> EngineAddress:
    """Returns the engine that `--engine` names, DuckDB where it is left out. Raises UserError for none."""
    from journeymap.measure.engines.addresses import DUCKDB_HERE, address_of

    return address_of(said) if said else DUCKDB_HERE


def require_libraries(*names: str, doing: str = "measuring", extra: str = "data") -> None:
    """Raises UserError when what comes with an extra is not installed: these libraries, or all that measuring needs."""
    from importlib.util import find_spec

    lacking = [name for name in names or ("duckdb", "numpy", "scipy", "xxhash") if find_spec(name) is None]
    if lacking:
        raise UserError(
            f"{doing} needs {', '.join(lacking)}, which {'is' if len(lacking) == 1 else 'are'} not installed",
            hint=f"pip install 'journeymap[{extra}]'",
        )
