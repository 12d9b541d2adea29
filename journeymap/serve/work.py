"""What is done one thing at a time, in one thread, since what draws remembers its fonts and words for all threads."""

from __future__ import annotations

import queue
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

_LONGEST = 1.0
"""Seconds after which waiting is interrupted, as Windows does not interrupt it for Ctrl-C."""


class WorkQueue:
    """Work that other threads ask for, done in turn by the thread that calls `run`.

    `report_fault` is called with the traceback of each exception, once.
    """

    def __init__(self, report_fault: Callable[[str], None]) -> None:
        self._report_fault = report_fault
        self._reported: set[str] = set()
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
                more = more and self._rest(when_idle)
                continue
            more = True
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except Exception as error:
                self.report(traceback.format_exc())
                future.set_exception(error)
            else:
                future.set_result(result)

    def report(self, trace: str) -> None:
        """Reports a fault of journeymap's own, unless it has been."""
        if trace not in self._reported:
            self._reported.add(trace)
            self._report_fault(trace)

    def _rest(self, when_idle: Callable[[], bool]) -> bool:
        try:
            return when_idle()
        except Exception:
            self.report(traceback.format_exc())
            return True
