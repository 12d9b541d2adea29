"""`journeymap simulate`: what becomes of those who start a journey."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.overlays.behaviour import BehaviourOverlay
    from journeymap.pipeline.check import Checked
    from journeymap.settings import Settings
    from journeymap.simulation.observed import Observed
    from journeymap.simulation.simulated import SimulatedGroup, SimulationRequest

FORMATS = ("text", "json")
MOST_RUNS = 10_000_000
_MOST_NAMED = 12
JourneyPath = Annotated[str, typer.Argument(metavar="PATH", help="The journey's file, or - for standard input.")]
Removal = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Of these touchpoints alone, say what would be lost without them. [default: all]"),
]


Data = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Look for the files of events here, before the project.")
]
Actions = Annotated[bool, typer.Option("--actions", help="Say which actions should help most, and how sure that is.")]
Objective = Annotated[
    str | None,
    typer.Option(
        metavar="conversion|time|emotion|value", help="With --actions: what they should better. [default: conversion]"
    ),
]
Budget = Annotated[
    str | None, typer.Option(metavar="SUM", help="With --actions: what they may cost together: `50000` or `50000 EUR`.")
]
Save = Annotated[
    bool, typer.Option("--save", help="With --actions: write NAME.simulation.json, from which plan and page tell it.")
]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="{actions formats}", help="With --actions: draw it, in these formats."),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="DIR", help="The folder for what is drawn. [default: maps]")
]
Compare = Annotated[
    str | None, typer.Option(metavar="PATH", help="Set another journey beside it, by segment: how it is to become.")
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
    actions: Actions = False,
    objective: Objective = None,
    budget: Budget = None,
    save: Save = False,
    formats: Formats = None,
    output: Output = None,
    theme: options.Theme = None,
    templates: options.Templates = None,
    compare: Compare = None,
    today: options.Today = None,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Simulate a journey: what becomes of those who start.

    The shares of its ways make it a Markov chain, which is solved: how many convert, how often they come where, how
    long it takes, how it feels, and what would be lost without each touchpoint. Measured shares take the place of
    assumed ones. With --actions, it says which actions of the plan should help most; with --compare, what changes."""
    options.check_choice(output_format, FORMATS, "--output-format")
    ranking = {"objective": objective, "budget": budget, "save": save or None, "format": formats, "output": output}
    _check_ranking(actions, compare, segment or persona, ranking)
    from journeymap.cli.engines import require_libraries

    require_libraries("numpy", "scipy", doing="simulating")
    each = _one(reading.inputs([path]))
    settings = reading.settings_of(today, persona=persona, segment=segment, theme=theme, templates=templates)(each)
    journey, checked = _journey(each, settings, color)
    if journey is None:
        return ExitStatus.FINDINGS if checked.readable else ExitStatus.USAGE
    if actions:
        from journeymap.cli.simulate_actions import WantedRanking, tell_ranking

        wanted = WantedRanking(objective, budget, runs, seed, save, options.split_commas(formats), output or "maps")
        with _told_where(each, checked):
            return tell_ranking(each, journey, _behaviour(journey), wanted, settings, output_format, color)
    from journeymap.simulation.simulated import SimulationRequest

    if compare is not None:
        return _compare((each, checked, journey), _one(reading.inputs([compare])), settings, output_format, color)
    asked = SimulationRequest(runs, seed, _known_touchpoints(journey, removal))
    groups = _simulated(each, checked, journey, asked, settings)
    observed, status = None, ExitStatus.CLEAN
    if groups[0].segment is None and groups[0].persona is None and _has_events(journey):
        from journeymap.cli.observing import observed_of

        observed, status = observed_of(each, checked, journey, groups[0], data)
    write_result(_told(journey, groups, observed, output_format, color))
    return status


def _compare(
    first: tuple[Input, Checked, Journey], second: Input, settings: Settings, output_format: str, color: Colour
) -> int:
    """Tell what becomes of those who start either journey."""
    from journeymap.simulation.comparing import compared, comparison_as_json
    from journeymap.simulation.simulated import SimulationRequest

    other, checked = _journey(second, settings, color)
    if other is None:
        return ExitStatus.FINDINGS if checked.readable else ExitStatus.USAGE
    journey, asked = first[2], SimulationRequest(0, 0, ())
    groups = compared(_simulated(*first, asked, settings), _simulated(second, checked, other, asked, settings))
    if output_format == "json":
        import json

        from journeymap.report.safe import without_marks

        told = without_marks(json.dumps(comparison_as_json(journey, other, groups), ensure_ascii=False, indent=2))
        write_result(told + "\n")
    else:
        from journeymap.cli.compared_text import compared_text

        files = (first[0].name, second.name)
        write_result(compared_text(journey, other, groups, files, color=wants_colour(color, sys.stdout)))
    return ExitStatus.CLEAN


def _check_ranking(actions: bool, compare: str | None, who: str | None, ranking: Mapping[str, Any]) -> None:
    """Raises UserError for options that do not go together."""
    if not actions:
        for name, given in ranking.items():
            if given is not None:
                raise UserError(f"--{name} is for ranking actions", hint="add --actions")
    elif compare is not None:
        raise UserError("--actions and --compare do not go together", hint="leave one of them out")
    elif who:
        raise UserError("--actions ranks them for all customers", hint="leave --segment and --persona out")
    else:
        options.check_drawn(ranking["output"], ranking["format"] or (), "add --format svg")


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
    ids = [touchpoint.id for touchpoint in journey.touchpoints]
    for id_ in wanted:
        if id_ not in ids:
            first = ", ".join(f"`{each}`" for each in ids[:_MOST_NAMED])
            more = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
            hint = did_you_mean(id_, ids) or f"the journey has {first}{more}"
            raise UserError(f"--removal: no touchpoint is called {id_!r}", hint=hint)
    return wanted or None


def _simulated(
    each: Input, checked: Checked, journey: Journey, asked: SimulationRequest, settings: Settings
) -> tuple[SimulatedGroup, ...]:
    from journeymap.simulation.simulated import simulated_groups

    with _told_where(each, checked):
        return simulated_groups(
            journey, _behaviour(journey), asked, segment=settings.segment or None, persona=settings.persona or None
        )


def _behaviour(journey: Journey) -> BehaviourOverlay | None:
    from journeymap.overlays.behaviour import BehaviourOverlay

    return next((one for one in journey.beside if isinstance(one, BehaviourOverlay)), None)


@contextmanager
def _told_where(each: Input, checked: Checked) -> Iterator[None]:
    """Says at which line and column of the file it is what cannot be simulated."""
    from journeymap.simulation.chain import ChainError

    try:
        yield
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
