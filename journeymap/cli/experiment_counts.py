"""Reads the experiments of a journey: from their sources, or the arms of their results; and writes what they show."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from journeymap.cli.console import Colour, report_problem, say, wants_colour, write_result
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.cli.experiment_journeys import ReadExperiments
    from journeymap.cli.experiment_texts import HowRead
    from journeymap.cli.reading import Reading, SettingsOf
    from journeymap.experiments.trial_readings import TrialReading
    from journeymap.experiments.trials import TrialCounts
    from journeymap.io.discovery import Input
    from journeymap.model import Experiment
    from journeymap.settings import Settings


_FIGURES_OFF = "JM652"
"""The rule that finds what a result states otherwise than its arms give: reading and writing it again mends that."""


class HowToRead(NamedTuple):
    """Which experiment of a journey is read (all without a name), from where, by which segments, and what becomes of
    it."""

    experiment: str | None
    data: Path | None
    by: str | None
    write: bool
    dry_run: bool
    memory: int
    output_format: str


class _ReadTrial(NamedTuple):
    """An experiment that was read; `counts` is None where its arms are those of its result."""

    experiment: Experiment
    found: TrialReading
    counts: TrialCounts | None


class _NotReadError(Exception):
    """Why an experiment is not read; it `is_finding` where it should be, by now, or was asked for."""

    def __init__(self, message: str, *, is_finding: bool, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.is_finding = message, hint, is_finding


def read_journey(path: str, reading: Reading, how: HowToRead, settings_of: SettingsOf, color: Colour) -> ExitStatus:
    """Read the experiments of the journey at a path, tell what they show, and write it where that is asked for.

    Ends with 1 where a split is broken, and where an experiment that is over, or asked for by name, cannot be read.
    """
    from journeymap.cli.experiment_journeys import one_input, read_experiments

    if how.dry_run and not how.write:
        raise UserError("--dry-run goes with --write", hint="without --write, nothing is written anyway")
    if how.data is not None and not how.data.is_dir():
        raise UserError(f"--data: {how.data}: there is no such folder")
    each = one_input(reading.inputs([path]))
    if how.write and each.path is None:
        raise UserError("--write changes a file, and standard input is none", hint="name the file")
    settings = settings_of(each)
    read = read_experiments(each, settings, how.experiment, color, mended=_FIGURES_OFF)
    if isinstance(read, ExitStatus):
        return read
    trials, status = _read_all(read, each, settings, how)
    if trials:
        write_result(_told(read, trials, settings, how, color))
    if any(one.split.mismatch for trial in trials for one in _readings(trial)):
        status = max(status, ExitStatus.FINDINGS)
    if how.write and status is not ExitStatus.USAGE:
        status = max(status, _write(read, each, trials, settings, how, color))
    return status


def _readings(trial: _ReadTrial) -> list[Any]:
    return [trial.found.reading, *(each.reading for each in trial.found.segments)]


def _read_all(
    read: ReadExperiments, each: Input, settings: Settings, how: HowToRead
) -> tuple[list[_ReadTrial], ExitStatus]:
    from journeymap.measure.answers.refusal import AnswersError

    trials, status = [], ExitStatus.CLEAN
    for experiment in read.experiments:
        try:
            trials.append(_read_one(read, experiment, each, settings, how))
        except _NotReadError as reason:
            report_problem(f"{read.place(experiment)}: {experiment.id}: {reason.message}", hint=reason.hint)
            status = max(status, ExitStatus.FINDINGS if reason.is_finding else ExitStatus.CLEAN)
        except AnswersError as error:
            line, column = read.checked.source.place(error.span.start)
            report_problem(f"{read.file}:{line}:{column}: {error.message}", hint=error.hint)
            status = ExitStatus.USAGE
    return trials, status


def _read_one(
    read: ReadExperiments, experiment: Experiment, each: Input, settings: Settings, how: HowToRead
) -> _ReadTrial:
    """Raises _NotReadError, an AnswersError, and UserError where what it takes is not installed."""
    from journeymap.cli.engines import require_libraries
    from journeymap.experiments.arms import MeanArm
    from journeymap.experiments.stated import arms_of_result, read_planned
    from journeymap.experiments.trial_readings import TrialReading, read_trial
    from journeymap.insight.experiments import state

    is_due = how.experiment is not None or state(experiment, settings.today) in ("to-read", "overdue")
    try:
        if experiment.source is None:
            arms = arms_of_result(experiment)
            if not arms:
                raise _NotReadError(
                    "nothing says what it came to", is_finding=is_due,
                    hint="add `source: {id: …, column: …}`, or what was counted: `result: {date: …, arms: […]}`",
                )  # fmt: skip
            if isinstance(arms[0], MeanArm):
                require_libraries("scipy", doing="comparing means")
            return _ReadTrial(experiment, TrialReading(arms, read_planned(experiment, arms)), None)
        if experiment.start is not None and experiment.start > settings.today:
            raise _NotReadError(f"it begins on {experiment.start}", is_finding=how.experiment is not None)
        require_libraries(doing="reading a source")
        counts = _counted(read, experiment, each, settings, how)
        return _ReadTrial(experiment, read_trial(experiment, counts), counts)
    except ValueError as error:
        raise _NotReadError(str(error), is_finding=is_due) from None


def _counted(
    read: ReadExperiments, experiment: Experiment, each: Input, settings: Settings, how: HowToRead
) -> TrialCounts:
    """Counts the arms of an experiment, and says what counts and what does not."""
    from journeymap.experiments.trials import count_trial
    from journeymap.report import counted

    found = count_trial(read.journey, experiment, folder=Path(each.folder), data=how.data, by=how.by,
                        memory=how.memory, today=settings.today)  # fmt: skip
    people = sum(arm.n for arm in found.arms[""])
    files = counted(len(found.files), "file")
    say(visible(f"{read.file}: {experiment.id}: {counted(people, found.counted)} in {files} count"))
    if found.outside:
        say(f"  left out: {found.outside:,} of its variants from before its start or after its end")
    if found.unknown:
        say(f"  left out: {found.unknown:,} of no variant: blank, or a value that is none of its variants")
    if found.report.bad:
        say(f"  left out: {found.report.bad:,} for a fault of the data; `journeymap measure` tells which")
    return found


def _how(read: ReadExperiments, trial: _ReadTrial, settings: Settings) -> HowRead:
    from journeymap.cli.experiment_texts import HowCountedArms, HowRead
    from journeymap.experiments.planned import planned_design, planned_shares
    from journeymap.experiments.sample_size import sample_size
    from journeymap.experiments.trial_readings import HOLD_BACK
    from journeymap.insight.experiments import smallest_effect, standard_of

    experiment, found, counts = trial
    design = planned_design(read.journey, experiment)
    try:
        planned = sample_size(design).arms if design is not None else ()
    except ValueError:  # a plan that nothing can fulfil, which a rule tells
        planned = ()
    end = experiment.end
    ahead = end if end is not None and settings.today <= end else None
    counted = None
    if counts is not None:
        people = sum(arm.n for arm in found.arms)
        counted = HowCountedArms(
            counts.covariate.column if counts.covariate is not None else "",
            found.by_covariate.reduction if found.by_covariate is not None else 0.0,
            counts.covariate.without if counts.covariate is not None else 0,
            counts.customers if counts.customers is not None and counts.customers < people else 0,
            found.few, HOLD_BACK,
        )  # fmt: skip
    return HowRead(standard_of(read.journey, experiment).better, smallest_effect(experiment),
                   planned_shares(experiment), planned, ahead, counted)  # fmt: skip


def _told(
    read: ReadExperiments, trials: list[_ReadTrial], settings: Settings, how: HowToRead, color: Colour
) -> str:  # fmt: skip
    from journeymap.cli.experiment_texts import ExperimentPage
    from journeymap.experiments.arms import ShareArm
    from journeymap.insight.experiments import name_of, standard_of

    hows = [_how(read, trial, settings) for trial in trials]
    if how.output_format == "json":
        import json

        from journeymap.report.safe import without_marks

        told = [_as_json(trial, each) for trial, each in zip(trials, hows, strict=True)]
        data = {"schema": 1, "journey": read.journey.id, "experiments": told}
        return without_marks(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
    colour, pages = wants_colour(color, sys.stdout), []
    called = {each.id: each.name for each in read.journey.segments}
    for (experiment, found, _), each in zip(trials, hows, strict=True):
        is_share = isinstance(found.arms[0], ShareArm)
        unit = "" if is_share else standard_of(read.journey, experiment).unit
        page = ExperimentPage(read.journey, settings.templates, is_share=is_share, color=colour, unit=unit)
        segments = [one._replace(segment=called.get(one.segment, one.segment)) for one in found.segments]
        pages.append(page.reading(found.reading, segments, each, name_of(read.journey, experiment)))
    return "\n".join(pages)


def _as_json(trial: _ReadTrial, how: HowRead) -> Mapping[str, Any]:
    from journeymap.experiments.as_json import arm_as_json, reading_as_json, segments_as_json
    from journeymap.experiments.judging import judged

    experiment, found, counts = trial
    verdicts = [judged(each, better=how.better, smallest=how.smallest) for each in _readings(trial)]
    told: dict[str, Any] = {"id": experiment.id, "touchpoint": experiment.touchpoint, "metric": experiment.metric}
    told |= reading_as_json(found.reading, verdicts[0])
    told |= {"arms": [arm_as_json(arm) for arm in found.arms], "method": found.method}
    if counts is not None:
        told["counted"] = {"unit": counts.counted, "customers": counts.customers, "files": list(counts.files),
                           "outside": counts.outside, "unknown": counts.unknown}  # fmt: skip
        if counts.covariate is not None and found.by_covariate is not None:
            by = found.by_covariate
            told["covariate"] = {"column": counts.covariate.column, "without": counts.covariate.without,
                                 "theta": by.theta, "reduction": by.reduction,
                                 "arms": [arm_as_json(arm) for arm in by.arms]}  # fmt: skip
    if found.segments:
        told["segments"] = segments_as_json(found.segments, verdicts[1:])
    return told


def _write(
    read: ReadExperiments, each: Input, trials: list[_ReadTrial], settings: Settings, how: HowToRead, color: Colour
) -> ExitStatus:
    """Write the results of experiments that are over into the file, and say which."""
    from journeymap.cli.outcome import report_new_errors
    from journeymap.experiments.results import write_results
    from journeymap.pipeline.check import check
    from journeymap.report import counted
    from journeymap.report.differences import unified

    assert each.path is not None
    status = ExitStatus.CLEAN
    over = {}
    for experiment, found, _ in trials:
        if experiment.result is None and experiment.end is not None and settings.today <= experiment.end:
            report_problem(
                f"{read.place(experiment)}: {experiment.id}: it runs until {experiment.end}, and is not written before",
                hint="where it was stopped, give it the `end` that it had, and say `stopped: early` in its result",
            )
            status = ExitStatus.FINDINGS if how.experiment is not None else status
        else:
            over[experiment.id] = found
    try:
        written = write_results(read.data, read.file, read.journey, over, settings.today)
    except UserError as error:
        report_problem(error.message, hint=error.hint)
        return ExitStatus.FINDINGS
    if report_new_errors(read.checked, check(written.data, read.file, settings, folder=each.folder), color):
        report_problem(f"{read.file}: nothing is written: the journey would have errors that it has not now")
        return ExitStatus.FINDINGS
    if not written.new and not written.changed:
        what = "its results are as they were read" if over else "no experiment has a result to write"
        say(visible(f"{read.file}: {what}; the file is as it was"))
        return status
    if how.dry_run:
        write_result(unified(read.file, read.data.decode(), written.data.decode()))
    else:
        from journeymap.io.output import write_file

        write_file(each.path.resolve(), written.data)  # the target of a link, not the link
    for ids, what in ((written.new, "new"), (written.changed, "other than it was")):
        for id_ in ids:
            say(visible(f"{read.file}: result of {id_}: {what}"))
    number = counted(len(written.new) + len(written.changed), "result")
    say(visible(f"{read.file}: {number}; {'nothing is written (--dry-run)' if how.dry_run else 'written'}"))
    return status
