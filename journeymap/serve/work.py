"""What is done one thing at a time, in one thread, since what draws remembers its fonts and words for all threads."""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

_LONGEST = 1.0
"""Seconds after which waiting is interrupted, as Windows does not interrupt it for Ctrl-C."""


class WorkQueue:
    """Work that other threads ask for, done in turn by the thread that calls `run`."""

    def __init__(self) -> None:
        self._asked: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()

    def ask(self, work: Callable[[], T]) -> Future[T]:
        """Asks for some work, and returns what will have its result or its exception."""
        future: Future[T] = Future()
        self._asked.put((work, future))
        return future

    def run(self, when_idle: Callable[[], bool]) -> None:
        """Does all that is asked for, until interrupted.

        `when_idle` does a little of what can wait, and returns whether there is more of it.
        """
        more = True
        while True:
            try:
                work, future = self._asked.get(timeout=0 if more else _LONGEST)
            except queue.Empty:
                more = more and when_idle()
                continue
            more = True
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)
