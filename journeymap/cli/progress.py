"""A progress bar for work that takes more than about a second, on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from journeymap.cli.console import is_terminal

T = TypeVar("T")
_PATIENCE = 1.0
_BETWEEN = 0.1


def with_progress(work: Iterable[T], total: int, label: str, *, quiet: bool) -> Iterator[T]:
    """Pass on the items of `work`, with a progress bar once it has taken longer than a second."""
    if quiet or total < 2 or not is_terminal(sys.stderr):
        yield from work
        return
    started = updated = time.monotonic()
    bar: Any = None
    task: Any = None
    try:
        for done, each in enumerate(work, 1):
            now = time.monotonic()
            if bar is None and now - started > _PATIENCE:
                bar, task = _bar(label, total)
            if bar is not None and now - updated > _BETWEEN:
                bar.update(task, completed=done)
                bar.refresh()
                updated = now
            yield each
    finally:
        if bar is not None:
            bar.stop()


def _bar(label: str, total: int) -> tuple[Any, Any]:
    from rich.console import Console  # slow to import, and needed only for long work
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # Without a refreshing thread, since worker processes are forked while the bar is shown.
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    task = bar.add_task(label, total=total)
    bar.start()
    return bar, task
