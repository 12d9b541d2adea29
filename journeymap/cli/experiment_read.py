"""`journeymap experiment read`: what the numbers of an experiment's arms show, and no more."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour, write_result
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


def experiment_read(
    arms: Arms = None,
    ratio: Annotated[
        str | None, typer.Option(metavar="1:1", help="How people were to be divided, control first. [default: equally]")
    ] = None,
    alpha: Annotated[
        str, typer.Option(metavar="5%", help="How often a difference may be shown where there is none.")
    ] = "5%",
    effect: Annotated[
        str | None, typer.Option(metavar="5pp|NUMBER", help="The smallest effect worth seeing: points, or of a mean.")
    ] = None,
    planned: Annotated[
        int | None, typer.Option(min=1, help="How many people an arm were planned; fewer are warned of.")
    ] = None,
    end: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day that was planned; reading before it is warned of.")
    ] = None,
    better: Annotated[str, typer.Option(metavar="|".join(BETTER), help="Which way is better.")] = "higher",
    output_format: Annotated[str, typer.Option(metavar="|".join(FORMATS), help="How to tell it.")] = "text",
    language: Annotated[str, typer.Option(metavar="CODE", help="Tell it in this language.")] = "en",
    today: options.Today = None,
    color: options.Color = Colour.AUTO,
) -> int:
    """Say what the numbers of an experiment's arms show, and no more.

    Shares by Newcombe's interval and pooled z, or Fisher's exact test; means by Welch's; several variants or segments
    by Holm's procedure. Where people were not divided as asked for, nothing is judged, and the exit status is 1.
    """
    options.check_choice(output_format, FORMATS, "--output-format")
    options.check_choice(better, BETTER, "--better")
    if not arms:
        raise UserError("say the numbers of the arms", hint="--arm a=120/1000 --arm b=150/1000")
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
    how = HowRead("higher" if better == "higher" else "lower", smallest, shares, (planned or 0,) * len(shares),
                  _end_ahead(end, today))  # fmt: skip
    reading, segments = _read(by_segment, shares, level, is_share=is_share)
    write_result(_told(reading, segments, how, output_format, language, is_share=is_share, color=color))
    broken = [each for each in (reading, *(one.reading for one in segments)) if each.split.mismatch]
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
