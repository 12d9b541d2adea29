"""`journeymap simulate`: what becomes of those who start a journey."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.pipeline.check import Checked
    from journeymap.settings import Settings
    from journeymap.simulation.observed import Observed
    from journeymap.simulation.simulated import Asked, SimulatedGroup

FORMATS = ("text", "json")
MOST_RUNS = 10_000_000
JourneyPath = Annotated[str, typer.Argument(metavar="PATH", help="The journey's file, or - for standard input.")]
Removal = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Of these touchpoints alone, say what would be lost without them. [default: all]"),
]


Data = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Look for the files of events here, before the project.")
]


@reads_journeys
def simulate(
    path: JourneyPath,
    output_format: Annotated[str, typer.Option(metavar="|".join(FORMATS), help="How to tell it.")] = "text",
    persona: Annotated[str | None, typer.Option(metavar="ID", help="Simulate this persona alone.")] = None,
    segment: Annotated[str | None, typer.Option(metavar="ID", help="Simulate this segment alone.")] = None,
    runs: Annotated[
        int, typer.Option(min=0, max=MOST_RUNS, help="Draw so many customers at random, to see how far they differ.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Draw others; the same seed draws the same ones.")] = 0,
    removal: Removal = None,
    data: Data = None,
    today: options.Today = None,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Simulate a journey: what becomes of those who start.

    The shares of its ways make it a Markov chain, which is solved: how many convert, how often they come where, how
    long it takes, how it feels, and what would be lost without each touchpoint. Measured shares take the place of
    assumed ones."""
    options.check_choice(output_format, FORMATS, "--output-format")
    from journeymap.cli.engines import require_libraries

    require_libraries("numpy", "scipy", doing="simulating")
    each = _one(reading.inputs([path]))
    settings = reading.settings_of(today, persona=persona, segment=segment)(each)
    journey, checked = _journey(each, settings, color)
    if journey is None:
        return ExitStatus.FINDINGS if checked.readable else ExitStatus.USAGE
    from journeymap.simulation.simulated import Asked

    asked = Asked(runs, seed, _known_touchpoints(journey, removal))
    groups = _simulated(each, checked, journey, asked, settings)
    observed, status = None, ExitStatus.CLEAN
    if groups[0].segment is None and groups[0].persona is None and _has_events(journey):
        from journeymap.cli.observing import observed_of

        observed, status = observed_of(each, checked, journey, groups[0], data)
    write_result(_told(journey, groups, observed, output_format, color))
    return status


def _has_events(journey: Journey) -> bool:
    return any(source.kind == "events" for source in journey.sources)


def _one(inputs: list[Input]) -> Input:
    if len(inputs) != 1:
        raise UserError(f"{len(inputs)} journeys are there, and one is simulated at a time", hint="name one file")
    return inputs[0]


def _journey(each: Input, settings: Settings, color: Colour) -> tuple[Journey | None, Checked]:
    """The journey, None where it has errors, which are reported, with the feelings that were measured."""
    from journeymap.cli.outcome import report_diagnostic
    from journeymap.insight.feelings import with_measured
    from journeymap.overlays.measures import MeasuresOverlay
    from journeymap.pipeline.check import check, stops
    from journeymap.pipeline.draw import shown_part

    checked = check(each.read(), each.name, settings, folder=each.folder)
    stopping = [diagnostic for diagnostic in checked.diagnostics if stops(diagnostic, settings)]
    for diagnostic in stopping:
        report_diagnostic(diagnostic, color)
    journey = checked.journey
    if journey is None or stopping:
        return None, checked
    shown_part(journey, settings)  # says who is not known
    measures = next((one for one in journey.beside if isinstance(one, MeasuresOverlay)), None)
    return (with_measured(journey, measures.feelings) if measures is not None else journey), checked


def _known_touchpoints(journey: Journey, removal: list[str] | None) -> tuple[str, ...] | None:
    from journeymap.spelling import did_you_mean

    wanted = options.split_commas(removal)
    known = journey.touchpoint_by_id
    for id_ in wanted:
        if id_ not in known:
            raise UserError(f"--removal: no touchpoint is called {id_!r}", hint=did_you_mean(id_, known))
    return wanted or None


def _simulated(
    each: Input, checked: Checked, journey: Journey, asked: Asked, settings: Settings
) -> tuple[SimulatedGroup, ...]:
    from journeymap.overlays.behaviour import BehaviourOverlay
    from journeymap.simulation.chain import ChainError
    from journeymap.simulation.simulated import simulated_groups

    behaviour = next((one for one in journey.beside if isinstance(one, BehaviourOverlay)), None)
    try:
        return simulated_groups(
            journey, behaviour, asked, segment=settings.segment or None, persona=settings.persona or None
        )
    except ChainError as error:
        line, column = checked.source.place(error.span.start)
        raise UserError(f"{each.name}:{line}:{column}: {error.message}", hint=error.hint) from None


def _told(
    journey: Journey,
    groups: tuple[SimulatedGroup, ...],
    observed: Observed | None,
    output_format: str,
    color: Colour,
) -> str:
    if output_format == "json":
        import json

        from journeymap.report.safe import without_marks
        from journeymap.simulation.as_json import as_json

        return without_marks(json.dumps(as_json(journey, groups, observed), ensure_ascii=False, indent=2)) + "\n"
    from journeymap.cli.simulated_text import simulated_text

    return simulated_text(journey, groups, observed, color=wants_colour(color, sys.stdout))
