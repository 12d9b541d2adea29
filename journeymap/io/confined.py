"""Does work on files of strangers in a child process with limited time and memory.

Jinja's sandbox keeps a template from other objects, but not from endless loops or from filling the memory; a library
that runs out of memory ends the whole process. The child returns only bytes and text, never objects, so that no code
from the child runs in the parent.
"""

from __future__ import annotations

import faulthandler
import json
import os
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from journeymap.errors import ExitStatus, UserError
from journeymap.io.processes import process_context, uninterrupted
from journeymap.io.scratch import scratch_folder

SECONDS = 10
_START_SECONDS = 60
BYTES = 512 * 1024 * 1024

Work = Callable[[], dict[str, bytes]]
Explain = Callable[[Exception], UserError | None]


def confined(
    work: Work, takes: str, explain: Explain, *, hint: str = "", seconds: int = SECONDS, reserved: int = 0
) -> dict[str, bytes]:
    """Runs `work` in a child process and returns its files by name.

    `takes` begins the sentence of what takes too much: `form.xlsx: this workbook takes`; `hint` says what to do then.
    `explain` returns the error for an exception that is not the fault of journeymap. `reserved` are bytes of address
    space that a library takes and does not fill, which count as no memory. Raises UserError for such an exception, and
    when the work takes too much time or memory; RuntimeError when journeymap itself fails in the child.
    """
    context = process_context()
    receiver, sender = context.Pipe(duplex=False)
    # The child may be killed before it removes its temporary files, so they are in a folder that is removed here.
    with scratch_folder("journeymap-") as scratch:
        child = context.Process(  # type: ignore[attr-defined]  # the stubs know it of each kind of context, not of any
            target=_in_child, args=(work, takes, explain, scratch, sender, seconds, reserved)
        )
        with uninterrupted():
            child.start()
        sender.close()
        try:
            return _received(receiver, takes, hint, seconds)
        finally:
            child.kill()
            child.join()
            receiver.close()


def _received(connection: Connection, takes: str, hint: str, seconds: int) -> dict[str, bytes]:
    try:
        if connection.poll(_START_SECONDS):
            connection.recv_bytes()  # the time to start does not count: a new process has much to import
        if not connection.poll(seconds):
            raise UserError(f"{takes} longer than {seconds} seconds", hint=hint)
        answer = json.loads(connection.recv_bytes())
        outputs = {str(name): connection.recv_bytes() for name in answer["names"]}
    except (EOFError, OSError):
        megabytes = BYTES // 1024 // 1024
        raise UserError(f"{takes} more than {seconds} seconds or {megabytes} MB", hint=hint) from None
    if answer["error"]:
        error = UserError(answer["error"], hint=answer["hint"])
        error.status = ExitStatus(answer["status"])
        raise error
    if answer["crash"]:
        raise RuntimeError(answer["crash"])
    return outputs


def _in_child(
    work: Work, takes: str, explain: Explain, scratch: str, connection: Connection, seconds: int, reserved: int
) -> None:
    tempfile.tempdir = scratch
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where libraries tell how they end; the parent says it in plain words
    _limit(seconds, reserved)
    connection.send_bytes(b"ready")
    outputs: dict[str, bytes] = {}
    error = hint = crash = ""
    status = ExitStatus.USAGE
    try:
        outputs = work()
    except MemoryError:
        error = f"{takes} more than {BYTES // 1024 // 1024} MB"
    except UserError as caught:
        error, hint, status = caught.message, caught.hint, caught.status
    except Exception as caught:
        known = explain(caught)
        if known is not None:
            error, hint, status = known.message, known.hint, known.status
        crash = "" if known else f"{type(caught).__name__}: {caught}"
    answer = {"names": list(outputs), "error": error, "hint": hint, "status": status, "crash": crash}
    connection.send_bytes(json.dumps(answer).encode())
    for output in outputs.values():
        connection.send_bytes(output)
    connection.close()


def _limit(seconds: int, reserved: int) -> None:
    """Limits the child's memory and time where the system can. Everywhere, the parent limits the time as well."""
    try:
        import resource  # noqa: PLC0415  there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    most = BYTES + reserved + _inherited()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _inherited() -> int:
    """The bytes of address space that a forked child starts with, for the libraries of its parent."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
