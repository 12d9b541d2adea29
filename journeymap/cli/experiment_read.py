"""`journeymap experiment read`: what an experiment shows, by its numbers or its source, and no more."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.cli.experiment_texts import HowRead
    from journeymap.experiments.arms import Arm
    from journeymap.experiments.readings import ArmsReading, SegmentReading
    from journeymap.insight.experiments import Verdict

FORMATS = ("text", "json")
BETTER = ("higher", "lower")
Arms = Annotated[
    list[str] | None,
    typer.Option(
        "--arm",
        metavar="[SEGMENT:]ARM=…",
        help="An arm, control first: b=150/1000 for 150 of 1000, b=4.2~1.1/1000 for a mean with its deviation.",
    ),
]


JourneyPath = Annotated[
    str | None,
    typer.Argument(
        metavar="[PATH]", help="Read the experiments of this journey; - for standard input.", show_default=False
    ),
]
Data = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Look for the files of sources here, before the project.")
]


@reads_journeys
def experiment_read(
    path: JourneyPath = None,
    experiment: Annotated[str | None, typer.Option(metavar="ID", help="Of a journey, this experiment alone.")] = None,
    data: Data = None,
    by: Annotated[str | None, typer.Option(metavar="DIMENSION", help="Of a journey, by these segments too.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Set the results in the journey's file.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --write: show what it would write.")] = False,
    memory: options.Memory = "1GB",
    arms: Arms = None,
    ratio: Annotated[
        str | None, typer.Option(metavar="1:1", help="How people were to be divided, control first. [default: equally]")
    ] = None,
    alpha: Annotated[
        str | None,
        typer.Option(metavar="5%", help="How often a difference may be shown where there is none. [default: 5%]"),
    ] = None,
    effect: Annotated[
        str | None, typer.Option(metavar="5pp|NUMBER", help="The smallest effect worth seeing: points, or of a mean.")
    ] = None,
    planned: Annotated[
        int | None, typer.Option(min=1, help="How many people an arm were planned; fewer are warned of.")
    ] = None,
    end: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day that was planned; reading before it is warned of.")
    ] = None,
    better: Annotated[
        str | None, typer.Option(metavar="|".join(BETTER), help="Which way is better. [default: higher]")
    ] = None,
    output_format: Annotated[str, typer.Option(metavar="|".join(FORMATS), help="How to tell it.")] = "text",
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Without a journey, tell it so.")] = None,
    templates: options.Templates = None,
    today: options.Today = None,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Say what an experiment shows, and no more.

    Of a journey, the arms are counted from the `source` of each experiment, or are those of its result; without one,
    the options tell them. Shares by Newcombe's interval and pooled z, or Fisher's exact test; means by Welch's; several
    variants or segments by Holm's procedure. Where people were not divided as asked for, nothing is judged, and the
    exit status is 1.
    """
    options.check_choice(output_format, FORMATS, "--output-format")
    of_arms = {"--arm": arms, "--ratio": ratio, "--alpha": alpha, "--effect": effect, "--planned": planned,
               "--end": end, "--better": better, "--language": language}  # fmt: skip
    of_journey = {"--experiment": experiment, "--data": data, "--by": by, "--write": write or None,
                  "--dry-run": dry_run or None}  # fmt: skip
    if path is not None:
        _refuse(of_arms, "{} and a journey do not go together", "write it in the file, or leave one out")
        from journeymap.cli.experiment_counts import HowToRead, read_journey

        how = HowToRead(experiment, data, by, write, dry_run, options.size_in_bytes(memory, "--memory"), output_format)
        return read_journey(path, reading, how, reading.settings_of(today, templates=templates), color)
    _refuse(of_journey, "{} is of a journey", "name its file")
    if not arms:
        raise UserError("name a journey, or say the numbers of the arms", hint="--arm a=120/1000 --arm b=150/1000")
    options.check_choice(better or BETTER[0], BETTER, "--better")
    return _read_arms(arms, ratio, alpha or "5%", effect, planned, _end_ahead(end, today), output_format,
                      language or "en", color, is_higher_better=better != "lower")  # fmt: skip


def _refuse(said: Mapping[str, object], message: str, hint: str) -> None:
    for name, value in said.items():
        if value is not None:
            raise UserError(message.format(name), hint=hint)


def _read_arms(
    arms: Sequence[str], ratio: str | None, alpha: str, effect: str | None, planned: int | None, end: dt.date | None,
    output_format: str, language: str, color: Colour, *, is_higher_better: bool,
) -> ExitStatus:  # fmt: skip
    from journeymap.cli.experiment_texts import HowRead
    from journeymap.cli.experiment_values import arms_by_segment, effect_of, percent
    from journeymap.cli.experiment_values import ratio as shares_of
    from journeymap.experiments.arms import ShareArm

    by_segment = arms_by_segment(arms)
    first = next(iter(by_segment.values()))
    is_share, level = isinstance(first[0], ShareArm), percent(alpha, "--alpha")
    shares = shares_of(ratio, len(first))
    smallest = None
    if effect is not None:
        smallest = abs(effect_of(effect, "--effect", is_share=is_share, baseline=_baseline(by_segment)))
    how = HowRead("higher" if is_higher_better else "lower", smallest, shares, (planned or 0,) * len(shares), end)
    found, segments = _read(by_segment, shares, level, is_share=is_share)
    write_result(_told(found, segments, how, output_format, language, is_share=is_share, color=color))
    broken = [each for each in (found, *(one.reading for one in segments)) if each.split.mismatch]
    return ExitStatus.FINDINGS if broken else ExitStatus.CLEAN


def _read(
    by_segment: Mapping[str, Sequence[Arm]], shares: Sequence[float], alpha: float, *, is_share: bool
) -> tuple[ArmsReading, tuple[SegmentReading, ...]]:
    """Raises UserError for arms that cannot be compared, and where scipy is needed and not installed."""
    from journeymap.cli.engines import require_libraries
    from journeymap.experiments.readings import read_arms, read_segments

    if not is_share:
        require_libraries("scipy", doing="comparing means")
    try:
        if "" in by_segment:
            return read_arms(by_segment[""], shares, alpha), ()
        return read_segments(by_segment, shares, alpha)
    except ValueError as error:
        raise UserError(f"--arm: {error}", hint="--arm a=120/1000 --arm b=150/1000") from None


def _end_ahead(end: str | None, today: str | None) -> dt.date | None:
    """The planned last day where it is not over. Raises UserError for what is no date."""
    from journeymap.settings import reference_day

    day = reference_day(today)
    if end is None:
        return None
    try:
        last = dt.date.fromisoformat(end)
    except ValueError:
        raise UserError(f"--end: {end!r} is no date", hint="write 2026-10-12, say") from None
    return last if day <= last else None


def _baseline(by_segment: Mapping[str, Sequence[Arm]]) -> float:
    """Where control stands, in percent of a share: what an effect in percent is of."""
    from journeymap.experiments.arms import ShareArm, together

    control = together([arms[0] for arms in by_segment.values()])
    return 100 * control.share if isinstance(control, ShareArm) and control.n else getattr(control, "mean", 0.0)


def _told(
    reading: ArmsReading, segments: Sequence[SegmentReading], how: HowRead, output_format: str, language: str, *,
    is_share: bool, color: Colour,
) -> str:  # fmt: skip
    from journeymap.cli.experiment_texts import ExperimentPage
    from journeymap.pipeline.experiment_plans import journey_without_file

    if output_format == "text":
        journey, colour = journey_without_file(language), wants_colour(color, sys.stdout)
        return ExperimentPage(journey, is_share=is_share, color=colour).reading(reading, segments, how)
    import json

    from journeymap.experiments.as_json import reading_as_json, segments_as_json
    from journeymap.experiments.judging import judged
    from journeymap.report.safe import without_marks

    def verdicts(each: ArmsReading) -> Sequence[Verdict]:
        return judged(each, better=how.better, smallest=how.smallest)

    data = {"schema": 1, **reading_as_json(reading, verdicts(reading))}
    if segments:
        data["segments"] = segments_as_json(segments, [verdicts(each.reading) for each in segments])
    return without_marks(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
