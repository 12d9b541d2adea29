"""Renders with templates that are not journeymap's own: in a child process with little time and memory.

Jinja's sandbox keeps a template from reaching out; it does not keep it from looping or filling the memory.
What comes back is bytes and text, never an object, so that nothing of the child's runs in the parent.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from journeymap.errors import UserError
from journeymap.io.processes import process_context, uninterrupted
from journeymap.render.environment import template_error

SECONDS = 10
_START_SECONDS = 60
BYTES = 512 * 1024 * 1024

Work = Callable[[], dict[str, bytes]]


def confined(work: Work, templates: Path) -> dict[str, bytes]:
    """What `work` renders. Raises UserError when a template of the folder fails or asks for too much."""
    context = process_context()
    mine, theirs = context.Pipe(duplex=False)
    # The child ends without tidying up, at the latest when it is killed: what it leaves is removed with its folder.
    with tempfile.TemporaryDirectory(prefix="journeymap-", ignore_cleanup_errors=True) as passing:
        child = context.Process(  # type: ignore[attr-defined]  # the stubs know it of each kind of context, not of any
            target=_in_child, args=(work, templates, passing, theirs)
        )
        with uninterrupted():
            child.start()
        theirs.close()
        try:
            return _received(mine, templates)
        finally:
            child.kill()
            child.join()
            mine.close()


def _received(connection: Connection, templates: Path) -> dict[str, bytes]:
    try:
        if connection.poll(_START_SECONDS):
            connection.recv_bytes()  # a new process has much to import, which is no doing of a template's
        if not connection.poll(SECONDS):
            raise UserError(f"{templates}: the templates take longer than {SECONDS} seconds")
        answer = json.loads(connection.recv_bytes())
        outputs = {str(name): connection.recv_bytes() for name in answer["names"]}
    except (EOFError, OSError):
        megabytes = BYTES // 1024 // 1024
        raise UserError(f"{templates}: the templates take more than {SECONDS} seconds or {megabytes} MB") from None
    if answer["error"]:
        raise UserError(answer["error"], hint=answer["hint"])
    if answer["fault"]:
        raise RuntimeError(answer["fault"])
    return outputs


def _in_child(work: Work, templates: Path, passing: str, connection: Connection) -> None:
    tempfile.tempdir = passing
    _limit()
    connection.send_bytes(b"ready")
    outputs: dict[str, bytes] = {}
    error = hint = fault = ""
    try:
        outputs = work()
    except MemoryError:
        error = f"{templates}: the templates take more than {BYTES // 1024 // 1024} MB"
    except UserError as caught:
        error, hint = caught.message, caught.hint
    except Exception as caught:
        known = template_error(caught, templates)
        error = known.message if known else ""
        fault = "" if known else f"{type(caught).__name__}: {caught}"
    connection.send_bytes(json.dumps({"names": list(outputs), "error": error, "hint": hint, "fault": fault}).encode())
    for output in outputs.values():
        connection.send_bytes(output)
    connection.close()


def _limit() -> None:
    """Bound the child's memory and time where the system can; the parent's clock bounds it everywhere."""
    try:
        import resource  # noqa: PLC0415  there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    most = BYTES + _inherited()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _inherited() -> int:
    """The address space that a forked child begins with: its parent's libraries are no doing of a template's."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
