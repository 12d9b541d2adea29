"""Runs the preview: opens its port, answers browsers in one thread, waits for changes in another, and works here."""

from __future__ import annotations

import asyncio
import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import uvicorn

from journeymap.errors import UserError
from journeymap.io.watching import FolderWatch
from journeymap.serve.editors import Editor
from journeymap.serve.preview import Preview
from journeymap.serve.server import PreviewServer
from journeymap.serve.stream import INDEX, ChangeStream
from journeymap.serve.work import WorkQueue

_USUAL_PORT = 8321
"""Taken where it is free, so that pages in a browser find a preview that was started again."""
_BETWEEN = 1.0
"""The longest pause in seconds between two looks at the files, whatever the system tells."""
_PAUSE_FACTOR = 49
"""After looking, the pause is at least this many times as long without a word of the system, and as long with one."""
_FIRST_TOLD, _LONGEST_UNTOLD = 0.5, 8.0
"""Seconds after which an index tells of the journeys that were read meanwhile: first, and at most."""
_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def serve(
    preview: Preview,
    *,
    port: int | None,
    editor: Editor | None,
    ready: Callable[[str], None],
    report_fault: Callable[[str], None],
) -> None:
    """Shows the preview until it is interrupted, and raises KeyboardInterrupt then.

    `ready` is called with its address as soon as it answers, and `report_fault` with the traceback of each fault of
    journeymap's own, once. Raises UserError when the port cannot be had.
    """
    with _sockets(port) as sockets:
        number = sockets[0].getsockname()[1]
        preview.look()
        work = WorkQueue(report_fault)
        answering = _Answering(preview, work, editor, sockets, number)
        answering.start()
        _Watching(preview, work, answering.tell).start()
        ready(f"http://127.0.0.1:{number}/")
        try:
            work.run(_ReadingAhead(preview, answering.tell))
        finally:
            answering.end()


class _Answering(threading.Thread):
    """The thread that answers browsers."""

    def __init__(
        self, preview: Preview, work: WorkQueue, editor: Editor | None, sockets: list[socket.socket], port: int
    ) -> None:
        super().__init__(daemon=True, name="answers")
        self._sockets = sockets
        self._loop = asyncio.new_event_loop()
        self._stream = ChangeStream()
        served = PreviewServer(preview, work, self._stream, editor)
        application = served.application(frozenset(f"{host}:{port}" for host in _HOSTS))
        self._server = uvicorn.Server(
            uvicorn.Config(
                application, http="h11", ws="none", lifespan="off", loop="none", log_config=None, log_level="critical",
                access_log=False, server_header=False,
            )
        )  # fmt: skip

    def run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve(sockets=self._sockets))

    def tell(self, names: set[str]) -> None:
        """Tells browsers of the journeys that have changed; to be called in any thread."""
        if names:
            self._loop.call_soon_threadsafe(self._stream.tell, names)

    def end(self) -> None:
        """Ends without waiting for anybody: streams are open for ever."""
        self._server.should_exit = self._server.force_exit = True


class _Watching(threading.Thread):
    """The thread that waits for files to change. Looks are work, and there is never more than one asked for."""

    def __init__(self, preview: Preview, work: WorkQueue, tell: Callable[[set[str]], None]) -> None:
        super().__init__(daemon=True, name="watches")
        self._preview, self._work, self._tell = preview, work, tell

    def run(self) -> None:
        watch = FolderWatch()
        while True:
            try:
                changed, folders, took = self._work.ask(self._look).result()
                self._tell(changed)
                self._wait(watch, folders, took)
            except Exception:  # which the work has told
                time.sleep(_BETWEEN)

    def _wait(self, watch: FolderWatch, folders: set[Path], took: float) -> None:
        """Returns when it is time for a look at everything: after a pause, or when more than journeys has changed."""
        pause = max(_BETWEEN, took * _PAUSE_FACTOR)
        until = time.monotonic() + pause
        time.sleep(took)
        while (left := until - time.monotonic()) > 0:
            paths = watch.wait(folders, left)
            if not paths:
                continue
            changed = self._work.ask(partial(self._preview.look_at, paths)).result()
            if changed is None:
                return
            self._tell(changed)

    def _look(self) -> tuple[set[str], set[Path], float]:
        started = time.monotonic()
        changed, folders = self._preview.look(), self._preview.folders()
        return changed, folders, time.monotonic() - started


class _ReadingAhead:
    """What is done while nothing is asked for: journeys are read for the index, which tells them now and then."""

    def __init__(self, preview: Preview, tell: Callable[[set[str]], None]) -> None:
        self._preview, self._tell = preview, tell
        self._pause = _FIRST_TOLD
        self._told = time.monotonic()
        self._has_untold = False

    def __call__(self) -> bool:
        more = self._preview.read_another()
        self._has_untold |= more
        if not more:
            if self._has_untold:
                self._tell({INDEX})
            self._has_untold, self._pause = False, _FIRST_TOLD
        elif time.monotonic() - self._told > self._pause:
            self._tell({INDEX})
            self._told, self._pause = time.monotonic(), min(self._pause * 2, _LONGEST_UNTOLD)
        return more


@contextmanager
def _sockets(port: int | None) -> Iterator[list[socket.socket]]:
    """Sockets that listen at a port on this machine alone; at a free one without it."""
    first = _listening(socket.AF_INET, "127.0.0.1", port if port is not None else _USUAL_PORT, port is None)
    found = [first]
    try:
        with suppress(OSError, UserError):  # without it, `localhost` is 127.0.0.1 alone
            found.append(_listening(socket.AF_INET6, "::1", first.getsockname()[1], False))
        yield found
    finally:
        for each in found:
            each.close()


def _listening(family: socket.AddressFamily, host: str, port: int, else_any: bool) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if socket.SO_REUSEADDR and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # else a port is taken for a minute afterwards
        made.bind((host, port))
        made.listen(128)
    except OSError as error:
        made.close()
        if else_any and error.errno in (errno.EADDRINUSE, errno.EACCES):
            return _listening(family, host, 0, False)
        if error.errno == errno.EADDRINUSE:
            raise UserError(
                f"--port: another program has port {port}", hint="leave out --port, and a free one is chosen"
            ) from None
        if error.errno == errno.EACCES:
            raise UserError(f"--port: {port} is not yours to open", hint="choose one from 1024 on") from None
        raise
    return made
