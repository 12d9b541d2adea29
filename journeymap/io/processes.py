"""How child processes are started, here and nowhere else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext

_threaded = False


def threads_begin() -> None:
    """To be called before a library starts threads of its own: from then on this process must not be forked.

    A fork has none of the threads, and waits for them forever when it uses the library.
    """
    global _threaded  # noqa: PLW0603  what is true of a process is kept once for the process
    _threaded = True


def children() -> BaseContext:
    """What makes child processes: a fork, which has everything imported already, or a new process where it is not safe.

    It is safe on Linux alone, and only as long as no library has threads.
    """
    return multiprocessing.get_context("fork" if sys.platform == "linux" and not _threaded else "spawn")


def end_with_parent() -> None:
    """End this child process when its parent is gone, even by a kill that leaves it no time to say so.

    A worker would wait for work forever, and keep open whatever files it inherited, locks too.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interrupt wait while children are started.

    Python swallows one that arrives in the callbacks it runs after a fork, and the run would go on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
