"""How child processes are started, here and nowhere else."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


def children() -> BaseContext:
    """What makes child processes: a fork has everything imported already; elsewhere than on Linux it is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


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
