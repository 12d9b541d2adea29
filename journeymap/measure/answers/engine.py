"""DuckDB, run directly and shut in: it reads the files of one source and nothing else, and fetches nothing."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.measure.answers.locations import AnswerFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = 1_000_000_000
"""The bytes of memory beyond which the engine writes to the scratch folder, unless the user says otherwise."""
_AGAIN = 0.2
"""The seconds after which a query that goes on is interrupted again."""
_INTERRUPTED = "Query interrupted"
"""What DuckDB says in a plain RuntimeError after Ctrl-C."""


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[list[DuckDBPyConnection]]:
    """Interrupts the queries of a connection, once it is in the list, when the user stops the command.

    DuckDB does not always notice that by itself. It may also lose an interrupt that comes while it is being loaded.
    """
    connections: list[DuckDBPyConnection] = []
    if threading.current_thread() is not threading.main_thread():  # signals are taken by the main thread alone
        yield connections
        return
    heard, told = socket.socketpair()
    told.setblocking(False)

    def listen() -> None:
        while signals := heard.recv(64):
            if signal.SIGINT in signals:
                break
        heard.settimeout(_AGAIN)
        while signals:  # a query that had not begun yet forgets that it was interrupted
            for connection in connections:
                connection.interrupt()
            with suppress(TimeoutError):
                signals = heard.recv(64)

    listener = threading.Thread(target=listen, daemon=True)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    listener.start()
    try:
        yield connections
    finally:
        signal.set_wakeup_fd(before)
        told.close()
        listener.join()
        heard.close()


@contextmanager
def engine(
    paths: Sequence[Path], scratch: Path, memory: int = MEMORY, attached: Mapping[str, Path] = MappingProxyType({})
) -> Iterator[DuckDBPyConnection]:  # fmt: skip
    """Opens a database in memory that may read these paths alone, and spills into `scratch` beyond `memory` bytes.

    Files of DuckDB's own are `attached` under names, and only read.

    Raises UserError without DuckDB, and where the memory is too little; KeyboardInterrupt when the user stops a query:
    DuckDB has errors of its own for that, which a second try must not follow.
    """
    with _stopped_by_ctrl_c() as connections, _shut_in(paths, scratch, memory, attached) as connection:
        connections.append(connection)
        yield connection


@contextmanager
def _shut_in(
    paths: Sequence[Path], scratch: Path, memory: int, attached: Mapping[str, Path]
) -> Iterator[DuckDBPyConnection]:  # fmt: skip
    duckdb = _duckdb()
    allowed = [*paths, *attached.values(), *(f"{path}.wal" for path in attached.values())]
    with _interrupts_held_back():
        connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    try:
        connection.execute(f"SET allowed_paths = {_listed([str(each) for each in allowed])}")
        connection.execute(f"SET temp_directory = {text(str(scratch / 'spilled'))}")
        connection.execute(f"SET memory_limit = '{memory}B'")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        for name, path in attached.items():
            connection.execute(f"ATTACH {text(str(path))} AS {name} (TYPE duckdb, READ_ONLY)")
        yield connection
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.OutOfMemoryException:
        raise UserError(f"{memory // 1_000_000:,} MB of memory are too little for these answers",
                        hint="allow more: --memory 2GB, say; or make room for temporary files") from None  # fmt: skip
    except RuntimeError as error:
        if str(error) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from None
    finally:
        connection.close()


def parquet_columns(file: AnswerFile) -> tuple[list[str], list[str]]:
    """Returns the names of the columns of a Parquet file, and their types in the engine's words.

    Raises UserError when it is none, or without DuckDB.
    """
    duckdb = _duckdb()
    with engine([file.path], file.path.parent) as connection:
        try:
            found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({text(str(file.path))})").fetchall()
        except duckdb.Error:
            raise UserError(f"{file.name}: this is not a Parquet file that can be read") from None
    return [column[0] for column in found], [column[1] for column in found]


def parquet_rows(file: AnswerFile, most: int) -> tuple[list[str], list[list[str]]]:
    """Returns the columns of a Parquet file and at most so many of its rows, as texts; empty for what is none.

    Raises UserError as `parquet_columns` does.
    """
    names, _ = parquet_columns(file)
    columns = ", ".join(f"c{index}" for index in range(len(names)))
    with engine([file.path], file.path.parent) as connection:
        origin = f"read_parquet({text(str(file.path))}) AS x({columns})"
        texts = ", ".join(f"coalesce(CAST(c{index} AS VARCHAR), '')" for index in range(len(names)))
        found = connection.execute(f"SELECT {texts} FROM {origin} LIMIT {most}").fetchall()
    return names, [list(row) for row in found]


def engine_errors() -> type[Exception]:
    """Returns the class of all errors of the engine."""
    found: type[Exception] = _duckdb().Error
    return found


def text(value: str) -> str:
    """Returns a text as a literal of SQL."""
    return "'" + value.replace("'", "''").replace("\0", "") + "'"


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(text(value) for value in values)}]"


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Raises the KeyboardInterrupt of a Ctrl-C at the end: DuckDB ends the process if one comes while it is loaded."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if came:
        raise KeyboardInterrupt


def _duckdb() -> ModuleType:
    try:
        with _interrupts_held_back():
            import duckdb
    except ImportError:
        raise UserError("counting answers needs DuckDB, which is not installed",
                        hint="pip install 'journeymap[data]'") from None  # fmt: skip
    return duckdb
