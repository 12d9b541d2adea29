"""Draws many journeys, on several processors, and writes their files in the order of the inputs."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.errors import ExitStatus, UserError
from journeymap.io.collector import collect_rarely
from journeymap.io.discovery import Input
from journeymap.io.output import Folder, Staged
from journeymap.model import Journey
from journeymap.pipeline.check import check, stopping_severity, stops
from journeymap.pipeline.draw import render
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.pipeline.themes import theme_of
from journeymap.records import NamedTuple
from journeymap.settings import Settings

T = TypeVar("T")
_WORTH_IT = 12
"""From this number of inputs on, starting more processes saves time."""
_CHUNK = 16


class Outcome(NamedTuple):
    """The result of one input: its diagnostics and its files, or why there are none.

    `readable` is False when the file holds no usable document, and `stopped` is True when diagnostics kept it from
    being drawn. `notes` say what the user should know about the words that were used. `error` is the message and hint
    of a UserError, and `status` its exit status; `fault` is the traceback of an unexpected exception. Diagnostics of
    severity `stops_from` and above stop a drawing.
    """

    source: str
    diagnostics: tuple[Diagnostic, ...] = ()
    staged: Staged | None = None
    readable: bool = True
    stopped: bool = False
    notes: tuple[str, ...] = ()
    error: tuple[str, str] | None = None
    status: ExitStatus = ExitStatus.USAGE
    fault: str = ""
    stops_from: Severity = Severity.ERROR


def draw(
    each: Input,
    *,
    settings_of: Callable[[Input], Settings],
    use: Callable[[dict[str, bytes]], Staged],
    thorough: bool = False,
    make: Callable[[Journey, Settings], dict[str, bytes]] = render,
) -> Outcome:
    """Checks one input, by its settings, makes its files and passes them to `use`.

    Unless `thorough`, only rules whose findings stop the drawing are checked: importing the others takes longer than
    drawing a map.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        settings = settings_of(each)
        use_fonts_of(settings)
        least = Severity.INFO if thorough else stopping_severity(settings)
        checked = check(each.read(), each.name, settings, folder=each.folder, least=least)
        diagnostics = checked.diagnostics
        stopped = any(stops(diagnostic, settings) for diagnostic in diagnostics)
        staged = None
        notes: tuple[str, ...] = ()
        if checked.journey is not None and not stopped:
            use_fonts_of(settings, checked.journey.language)
            staged = use(make(checked.journey, settings))
            from journeymap.style.locale import notes_on

            notes = (*notes_on(checked.journey.language, own=settings.templates), *theme_of(settings).notes)
        return Outcome(
            each.name, diagnostics, staged, checked.readable, stopped, notes, stops_from=stopping_severity(settings)
        )
    except UserError as error:
        return failed(each.name, diagnostics, error)
    except Exception:
        return Outcome(each.name, diagnostics, fault=traceback.format_exc())


def failed(source: str, diagnostics: tuple[Diagnostic, ...], error: UserError) -> Outcome:
    """The outcome of an input that could not be drawn; what is wrong with the input itself is told with its name."""
    message = f"{source}: {error.message}" if error.status == ExitStatus.FINDINGS else error.message
    return Outcome(source, diagnostics, error=(message, error.hint), status=error.status)


def draw_all(
    inputs: Sequence[Input],
    settings_of: Callable[[Input], Settings],
    folder: Folder,
    *,
    jobs: int = 0,
    thorough: bool = False,
) -> Iterator[Outcome]:
    """Yields the outcome of every input, in order, after its files are written.

    `jobs` is the number of processes; 0 uses all processors if there are enough inputs.
    """
    work = partial(draw, settings_of=settings_of, use=folder.stage, thorough=thorough)
    for each in map_inputs(inputs, work, jobs):
        if each.staged is not None:
            try:
                folder.place(each.staged, each.source)
            except UserError as error:
                yield Outcome(each.source, each.diagnostics, error=(error.message, error.hint))
                continue
        yield each


def map_inputs(inputs: Sequence[Input], work: Callable[[Input], T], jobs: int) -> Iterator[T]:
    """Yields the result of `work` for every input, in order, from `jobs` processes as in `draw_all`."""
    jobs = min(jobs or (_processors() if len(inputs) >= _WORTH_IT else 1), len(inputs))
    if jobs <= 1 or any(each.path is None for each in inputs):  # standard input is the parent's
        yield from map(work, inputs)
        return
    from concurrent.futures import ProcessPoolExecutor

    from journeymap.io.processes import process_context, uninterrupted

    yield work(inputs[0])  # in this process, so that forked workers have everything imported, read and compiled
    gc.freeze()  # and their garbage collectors skip it
    chunk = max(1, min(_CHUNK, len(inputs) // (jobs * 4)))
    with ProcessPoolExecutor(jobs, mp_context=process_context(), initializer=_begin_work) as pool:
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
    """Prepares a worker: interrupts are left to the parent, and the worker ends with it."""
    from journeymap.io.processes import end_with_parent

    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
