"""`journeymap measure`: what customers answered, counted and put beside the journey."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say
from journeymap.cli.engines import Engine, HowCounted, engine_address, require_libraries
from journeymap.cli.measurable import Measurable, measurable_journeys, telling_places
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.cli.measured_metrics import MetricsWriter
    from journeymap.measure.measured import MeasureOptions

_LEAVE_OUT, _REFUSE = "leave-out", "refuse"
By = Annotated[
    list[str] | None,
    typer.Option(metavar="DIMENSION", help="Tell these segments apart: class; class*country crosses two."),
]
Data = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Look for the files of sources here, before the project.")
]
Init = Annotated[Path | None, typer.Option("--init", metavar="FILE", help="Print a source for this file of answers.")]


@reads_journeys
def measure(
    paths: options.Paths = None,
    period: Annotated[str, typer.Option(metavar="month|quarter|week|year|all", help="Tell these apart.")] = "all",
    by: By = None,
    confidence: Annotated[int, typer.Option(metavar="90|95|99", help="Of the intervals, in percent.")] = 95,
    min_n: Annotated[int, typer.Option(min=1, help="Fewer answers are drawn hollow, and said to be few.")] = 30,
    hold_back: Annotated[int, typer.Option(min=0, help="Fewer answers are not told at all.")] = 5,
    on_bad_row: Annotated[
        str, typer.Option(metavar=f"{_LEAVE_OUT}|{_REFUSE}", help="Count without bad rows, or count nothing.")
    ] = _LEAVE_OUT,
    data: Data = None,
    memory: options.Memory = "1GB",
    engine: Engine = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if measures are stale.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Set the metrics and shares in the journey's file too.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say which rows count, and write nothing.")] = False,
    init: Init = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Measure journeys: count what customers answered.

    Counts the answers that the `sources` of each journey name, and writes NAME.measures.json beside it. The figures
    have intervals, and small groups are held back. Rows that cannot be counted are named and left out."""
    from journeymap.insight.quantiles import CONFIDENCE
    from journeymap.measure.measured import MeasureOptions
    from journeymap.measure.nodes import CONFIDENCES
    from journeymap.measure.period_days import PERIODS

    if init is not None:
        from journeymap.cli.proposing import propose_source

        beside = {"--check": check, "--dry-run": dry_run}
        return propose_source(init, paths, today, reading, color, quiet=quiet, beside=beside)
    options.check_choice(period, PERIODS, "--period")
    options.check_choice(on_bad_row, (_LEAVE_OUT, _REFUSE), "--on-bad-row")
    if confidence not in CONFIDENCES:
        raise UserError(f"--confidence: {confidence} is not offered", hint="choose one of 90, 95, 99")
    if write and confidence != CONFIDENCE:
        raise UserError(
            f"--write goes with --confidence {CONFIDENCE}", hint="`low` and `high` of a metric in a journey mean that"
        )
    if write and check:
        raise UserError("--write and --check do not go together", hint="--check writes nothing")
    if data is not None and not data.is_dir():
        raise UserError(f"--data: {data}: there is no such folder")
    cuts = tuple(dict.fromkeys(map(_cut, options.split_commas(by))))
    chosen = next(each for each in PERIODS if each == period)
    how = HowCounted(options.size_in_bytes(memory, "--memory"), engine_address(engine))
    counting = MeasureOptions(chosen, cuts, confidence, min_n, hold_back)
    inputs = reading.inputs(paths)
    found, status = measurable_journeys(inputs, reading.settings_of(today), color)
    if not found:
        if status is ExitStatus.CLEAN:
            raise UserError("no journey here has `sources`", hint="docs/measure.md says how to write them")
        return status
    require_libraries()
    if check:
        return max(status, _check(found, data, how, quiet=quiet))
    _check_dimensions(cuts, found)
    status = max(status, _count(found, counting, data, how, quiet=quiet))
    refuse = on_bad_row == _REFUSE
    writer = _metrics_writer(color, dry_run=dry_run, quiet=quiet) if write else None
    return max(status, _write(found, counting, writer, refuse=refuse, dry_run=dry_run, quiet=quiet))


def _cut(said: str) -> tuple[str, ...]:
    dimensions = tuple(said.split("*"))
    if len(set(dimensions)) < len(dimensions):
        raise UserError(f"--by: {said} crosses a dimension with itself", hint=f"write `{dimensions[0]}`, or cross two")
    return dimensions


def _metrics_writer(color: Colour, *, dry_run: bool, quiet: bool) -> MetricsWriter:
    from journeymap.cli.measured_metrics import MetricsWriter

    return MetricsWriter(color, dry_run=dry_run, quiet=quiet)


def _check_dimensions(cuts: Sequence[tuple[str, ...]], found: Sequence[Measurable]) -> None:
    from journeymap.spelling import did_you_mean

    known = {name for each in found for source in each.journey.sources for name in source.segments}
    for name in (name for cut in cuts for name in cut):
        if name not in known:
            listed = f"there are {', '.join(sorted(known))}" if known else "no source has `segments`"
            raise UserError(f"--by: no source has the dimension {name!r}", hint=did_you_mean(name, known) or listed)


def _count(
    found: Sequence[Measurable], counting: MeasureOptions, data: Path | None, how: HowCounted, *, quiet: bool
) -> ExitStatus:
    from journeymap.cli.progress import with_progress
    from journeymap.measure.measuring import measure_source

    work = [(each, source) for each in found for source in each.journey.sources]
    for each, source in with_progress(work, len(work), "Counting", quiet=quiet):
        with telling_places(each):
            one = measure_source(each.journey, source, counting, folder=each.folder, data=data, **how._asdict(),
                                 today=each.settings.today)  # fmt: skip
            each.counted.append(one)
    return ExitStatus.USAGE if any(each.failed for each in found) else ExitStatus.CLEAN


def _write(
    found: Sequence[Measurable],
    counting: MeasureOptions,
    metrics: MetricsWriter | None,
    *,
    refuse: bool,
    dry_run: bool,
    quiet: bool,
) -> ExitStatus:
    """Tell what was counted and left out of each journey, and write its file, and its own metrics where asked to."""
    from journeymap.cli.measured_rows import tell_rows, what_counts
    from journeymap.io.output import write_file
    from journeymap.measure.measures import path_of, written
    from journeymap.measure.measuring import measures_of
    from journeymap.report import counted

    status = ExitStatus.CLEAN
    for each in found:
        for one in each.counted:
            tell_rows(each.name, one, told=not quiet or refuse)
        if each.failed:
            continue
        bad = sum(one.report.bad for one in each.counted)
        if refuse and bad:
            report_problem(
                f"{each.name}: {bad:,} rows or answers are bad, and nothing is written",
                hint="mend them, or leave them out with `--on-bad-row leave-out`",
            )
            status = ExitStatus.FINDINGS
            continue
        measures = measures_of(counting, each.counted)
        if not any(one.report.answers or one.report.comments for one in each.counted):
            report_problem(
                f"{each.name}: no {what_counts(each.journey)} counts, and nothing is written",
                hint="what is left out, and why, stands above (without --quiet)" if quiet else "",
            )
            status = ExitStatus.FINDINGS
            continue
        updated = metrics.updated(each.data, each.checked, measures, each.settings) if metrics else None
        if metrics and updated is None:
            status = ExitStatus.FINDINGS
            continue
        if not dry_run:
            write_file(path_of(each.path), written(measures))
        if not quiet:
            held = sum(one.source.held_back for one in each.counted)
            figures = sum(map(len, (measures.cells, measures.transitions, measures.funnel, measures.times)))
            parts = [counted(figures, "figure"), *([f"{held:,} held back"] if held else [])]
            where = "nothing is written (--dry-run)" if dry_run else f"written to {path_of(each.path).as_posix()}"
            say(visible(f"{each.name}: {', '.join(parts)}; {where}"))
        if metrics and updated:
            metrics.write(each.data, each.name, each.path, updated)
    return status


def _check(found: Sequence[Measurable], data: Path | None, how: HowCounted, *, quiet: bool) -> ExitStatus:
    """Say which files of measures are not what counting would give."""
    from journeymap.cli.progress import with_progress
    from journeymap.measure.beside import bytes_beside
    from journeymap.measure.measures import path_of, read_measures
    from journeymap.measure.measuring import check_measures

    status = ExitStatus.CLEAN
    for each in with_progress(found, len(found), "Checking", quiet=quiet):
        path = path_of(each.path)
        with telling_places(each):
            content = bytes_beside(each.path)
            if content is None:
                report_problem(f"{each.name}: it has never been measured", hint=f"journeymap measure {each.name}")
                status = max(status, ExitStatus.FINDINGS)
                continue
            measures = read_measures(content, path.as_posix())
            result = check_measures(
                each.journey, measures, content, folder=each.folder, data_folder=data, **how._asdict()
            )
            if result.stale:
                report_problem(f"{path.as_posix()} is stale: {result.stale}", hint=f"journeymap measure {each.name}")
                status = max(status, ExitStatus.FINDINGS)
            elif not quiet:
                absent = "".join(f"; `{id_}` is not checkable: its files are not here" for id_ in result.not_checkable)
                is_all = len(result.not_checkable) == len(each.journey.sources)
                say(visible(f"{path.as_posix()}: {'not checked' if is_all else 'up to date'}{absent}"))
    return max(status, ExitStatus.USAGE) if any(each.failed for each in found) else status
