"""Draws many journeys: on all processors, each input for itself, its files placed in the order given."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.io.output import Folder, Staged
from journeymap.model import Journey
from journeymap.pipeline.check import check, stopping, stops
from journeymap.pipeline.draw import render
from journeymap.settings import Settings
from journeymap.source.collector import uncollected

T = TypeVar("T")
_WORTH_IT = 12
"""Fewer inputs than this are drawn sooner than a second process is ready."""
_CHUNK = 16


class Outcome(NamedTuple):
    """What came of one input: its problems, the names of its files, or why there are none."""

    source: str
    diagnostics: tuple[Diagnostic, ...] = ()
    staged: Staged | None = None
    readable: bool = True
    stopped: bool = False
    error: tuple[str, str] | None = None
    fault: str = ""


def draw(
    each: Input,
    *,
    settings: Settings,
    use: Callable[[dict[str, bytes]], Staged],
    thorough: bool = False,
    make: Callable[[Journey, Settings], dict[str, bytes]] = render,
) -> Outcome:
    """Check one input, make its files, and hand them on to `use`.

    Unless it is to be thorough, only what would stop the drawing is looked for: half the rules cost more to
    import than one map to draw.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        least = Severity.INFO if thorough else stopping(settings)
        with uncollected():
            checked = check(each.read(), each.name, settings, least=least)
            diagnostics = checked.diagnostics
            stopped = any(stops(diagnostic, settings) for diagnostic in diagnostics)
            staged = None
            if checked.journey is not None and not stopped:
                staged = use(make(checked.journey, settings))
        return Outcome(each.name, diagnostics, staged, checked.readable, stopped)
    except UserError as error:
        return Outcome(each.name, diagnostics, error=(error.message, error.hint))
    except Exception:
        return Outcome(each.name, diagnostics, fault=traceback.format_exc())


def draw_all(
    inputs: Sequence[Input], settings: Settings, folder: Folder, *, jobs: int = 0, thorough: bool = False
) -> Iterator[Outcome]:
    """The outcome of every input, in order, its files in place. `jobs` of 0 takes all processors, if worth it."""
    work = partial(draw, settings=settings, use=folder.stage, thorough=thorough)
    for each in spread(inputs, work, jobs):
        if each.staged is not None:
            try:
                folder.place(each.staged, each.source)
            except UserError as error:
                yield Outcome(each.source, each.diagnostics, error=(error.message, error.hint))
                continue
        yield each


def spread(inputs: Sequence[Input], work: Callable[[Input], T], jobs: int) -> Iterator[T]:
    """What the work makes of every input, in order. `jobs` of 0 takes all processors, if worth it."""
    jobs = min(jobs or (_processors() if len(inputs) >= _WORTH_IT else 1), len(inputs))
    if jobs <= 1 or any(each.path is None for each in inputs):  # standard input is the parent's
        yield from map(work, inputs)
        return
    from concurrent.futures import ProcessPoolExecutor

    from journeymap.io.processes import children, uninterrupted

    yield work(inputs[0])  # here, so that forked workers start with everything imported, read and compiled
    gc.freeze()  # and need not look through it for garbage
    chunk = max(1, min(_CHUNK, len(inputs) // (jobs * 4)))
    with ProcessPoolExecutor(jobs, mp_context=children(), initializer=_begin_work) as pool:
        try:
            with uninterrupted():
                outcomes = pool.map(work, inputs[1:], chunksize=chunk)
            yield from outcomes
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin_work() -> None:
    """In a worker: leave interrupts to the parent, and do not outlive it."""
    from journeymap.io.processes import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
