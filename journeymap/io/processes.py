"""Starts child processes. No other module does."""

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

_forks_forbidden = False


def forbid_forks() -> None:
    """Makes `process_context` start new processes instead of forks from now on.

    To be called before a library starts threads: a fork has none of them, and waits forever when it uses the library.
    """
    global _forks_forbidden  # noqa: PLW0603  it holds for the whole process
    _forks_forbidden = True


def process_context() -> BaseContext:
    """Returns the context that starts child processes: by fork, where that is safe, else as new processes.

    A fork has all modules imported already. It is safe only on Linux, and while no library has started threads.
    """
    return multiprocessing.get_context("fork" if sys.platform == "linux" and not _forks_forbidden else "spawn")


def end_with_parent() -> None:
    """Makes this child process end when its parent ends, even when the parent is killed.

    Otherwise a worker would wait for work forever, and keep inherited files and locks open.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Delays interrupts (Ctrl-C) while child processes are started.

    Python loses an interrupt that arrives in its callbacks after a fork, so that the run would go on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
