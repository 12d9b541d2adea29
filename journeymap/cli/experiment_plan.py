"""`journeymap experiment plan`: how many people an experiment needs, and for how long."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say, wants_colour, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.layout.experiment import ExperimentPlan
    from journeymap.model import Journey
    from journeymap.settings import Settings

FORMATS = ("text", "json")
JourneyPath = Annotated[
    str | None,
    typer.Argument(
        metavar="[PATH]", help="Plan the experiments of this journey; - for standard input.", show_default=False
    ),
]
Formats = Annotated[
    list[str] | None, typer.Option("--format", metavar="{plan formats}", help="Draw power by sample, in these formats.")
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="DIR", help="The folder for what is drawn. [default: maps]")
]


class _Planned(NamedTuple):
    """Plans, and the journey that they are of: one without a file where the options tell the plan."""

    journey: Journey
    plans: Sequence[ExperimentPlan]
    units: Sequence[str]
    is_of_file: bool
    status: ExitStatus = ExitStatus.CLEAN


@reads_journeys
def experiment_plan(
    path: JourneyPath = None,
    experiment: Annotated[str | None, typer.Option(metavar="ID", help="Of a journey, this experiment alone.")] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="20%|NUMBER", help="Where the metric stands: a share, or a mean.")
    ] = None,
    effect: Annotated[
        str | None,
        typer.Option(metavar="5pp|10%|NUMBER", help="The smallest effect worth seeing: points, or of the baseline."),
    ] = None,
    sd: Annotated[float | None, typer.Option(help="Of a mean, the standard deviation from person to person.")] = None,
    power: Annotated[
        str | None, typer.Option(metavar="80%", help="How often such an effect is to be shown. [default: 80%]")
    ] = None,
    alpha: Annotated[
        str | None, typer.Option(metavar="5%", help="How often one may be shown where there is none. [default: 5%]")
    ] = None,
    ratio: Annotated[
        str | None, typer.Option(metavar="1:1", help="How people are divided, control first. [default: 1:1]")
    ] = None,
    per_day: Annotated[float | None, typer.Option(help="How many people come into it in a day, all arms.")] = None,
    output_format: Annotated[str, typer.Option(metavar="|".join(FORMATS), help="How to tell it.")] = "text",
    formats: Formats = None,
    output: Output = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Without a journey, tell it so.")] = None,
    theme: options.Theme = None,
    templates: options.Templates = None,
    today: options.Today = None,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Say how many people an experiment needs, and for how long.

    Of the experiments in a journey, or of what the options say: a share from its baseline, or a mean from its standard
    deviation. Sizes are those of R's power.prop.test and power.t.test, rounded up; days are whole weeks.
    """
    options.check_choice(output_format, FORMATS, "--output-format")
    wanted = options.split_commas(formats)
    options.check_drawn(output, wanted, "add --format svg")
    said = {"--baseline": baseline, "--effect": effect, "--sd": sd, "--power": power, "--alpha": alpha,
            "--ratio": ratio, "--per-day": per_day, "--language": language}  # fmt: skip
    if path is None:
        if experiment is not None:
            raise UserError("--experiment is of a journey", hint="name its file")
        settings = reading.settings(today, theme=theme, templates=templates)
        planned: _Planned | ExitStatus = _from_options(said, language or "en")
    else:
        for name, value in said.items():
            if value is not None:
                raise UserError(
                    f"{name} and a journey do not go together", hint="write it in the file, or leave one out"
                )
        from journeymap.cli.experiment_journeys import one_input

        each = one_input(reading.inputs([path]))
        settings = reading.settings_of(today, theme=theme, templates=templates)(each)
        planned = _from_journey(each, settings, experiment, color)
    if isinstance(planned, ExitStatus):
        return planned
    if planned.plans and wanted:
        _draw(planned, settings, wanted, output or "maps")
    elif planned.plans:
        write_result(_told(planned, output_format, settings, color))
    return planned.status


def _from_options(said: dict[str, str | float | None], language: str) -> _Planned:
    from journeymap.cli.engines import require_libraries
    from journeymap.cli.experiment_values import design_of
    from journeymap.experiments.sample_size import sample_size
    from journeymap.layout.experiment import ExperimentPlan
    from journeymap.pipeline.experiment_plans import journey_without_file

    per_day = said["--per-day"]
    if isinstance(per_day, float) and not per_day > 0:
        raise UserError(f"--per-day: {per_day:g} people a day never come to an end", hint="write a number above 0")
    design = design_of(said)
    if design.sd is not None:
        require_libraries("scipy", doing="planning for a mean")
    try:
        size = sample_size(design)
    except ValueError as error:
        raise UserError(str(error), hint="`journeymap experiment plan --baseline 20% --effect 5pp`, say") from None
    variants = ("control", *(f"variant {n}" if len(size.arms) > 2 else "variant" for n in range(1, len(size.arms))))
    plan = ExperimentPlan(id="", name="", variants=variants, design=design, size=size,
                          per_day=per_day if isinstance(per_day, float) else None)  # fmt: skip
    return _Planned(journey_without_file(language), (plan,), ("",), False)


def _from_journey(each: Input, settings: Settings, wanted: str | None, color: Colour) -> _Planned | ExitStatus:
    """The plans of a journey's experiments; what one lacks is told, and is a finding."""
    from journeymap.cli.experiment_journeys import read_experiments
    from journeymap.experiments.planned import lacks_of_plan, planned_design
    from journeymap.experiments.sample_size import sample_size
    from journeymap.insight.experiments import is_of_share, name_of, standard_of
    from journeymap.layout.experiment import ExperimentPlan

    read = read_experiments(each, settings, wanted, color)
    if isinstance(read, ExitStatus):
        return read
    plans, units, status = [], [], ExitStatus.CLEAN
    for one in read.experiments:
        design, lacking = planned_design(read.journey, one), lacks_of_plan(read.journey, one)
        if design is None:
            keys = " and ".join(f"`{key}`" for key in lacking) or "a baseline above 0"
            say(f"{read.place(one)}: {one.id} cannot be planned without {keys}")
            status = ExitStatus.FINDINGS
            continue
        if design.sd is not None:
            from journeymap.cli.engines import require_libraries

            require_libraries("scipy", doing="planning for a mean")
        try:
            size = sample_size(design)
        except ValueError as error:
            say(f"{read.place(one)}: {one.id} cannot be planned: {error}")
            status = ExitStatus.FINDINGS
            continue
        names = tuple(variant.called for variant in one.variants)
        plans.append(ExperimentPlan(id=one.id, name=name_of(read.journey, one), variants=names, design=design,
                                    size=size, per_day=one.per_day or None))  # fmt: skip
        units.append("" if is_of_share(read.journey, one) else standard_of(read.journey, one).unit)
    return _Planned(read.journey, plans, units, True, status)


def _draw(found: _Planned, settings: Settings, formats: Sequence[str], output: str) -> None:
    """Writes the sheet of each plan into a folder. Raises UserError for an unknown format."""
    from journeymap.io.output import folder
    from journeymap.pipeline.experiment_plans import make_experiment_plan
    from journeymap.pipeline.sheets import PLAN
    from journeymap.report import counted

    for form in formats:
        options.check_choice(form, PLAN.names, "--format")
    with folder(Path(output)) as target:
        for plan, unit in zip(found.plans, found.units, strict=True):
            made = make_experiment_plan(found.journey, plan, settings, formats, unit)
            target.place(target.stage(made), plan.id or "the plan")
    say(f"{counted(len(formats) * len(found.plans), 'file')} written in {output}")


def _told(found: _Planned, output_format: str, settings: Settings, color: Colour) -> str:
    if output_format == "json":
        import json

        from journeymap.experiments.as_json import size_as_json
        from journeymap.report.safe import without_marks

        ids = {each.id: tuple(variant.id for variant in each.variants) for each in found.journey.experiments}
        told = [
            size_as_json(plan.design, plan.size, ids.get(plan.id, plan.variants), plan.per_day) for plan in found.plans
        ]
        if found.is_of_file:
            named = [{"id": plan.id, **each} for plan, each in zip(found.plans, told, strict=True)]
            data = {"schema": 1, "journey": found.journey.id, "experiments": named}
        else:
            data = {"schema": 1, **told[0]}
        return without_marks(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
    from journeymap.cli.experiment_texts import ExperimentPage

    def page(plan: ExperimentPlan, unit: str) -> ExperimentPage:
        is_share, colour = plan.design.sd is None, wants_colour(color, sys.stdout)
        return ExperimentPage(found.journey, settings.templates, is_share=is_share, color=colour, unit=unit)

    return "\n".join(page(plan, unit).plan(plan) for plan, unit in zip(found.plans, found.units, strict=True))
