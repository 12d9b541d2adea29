"""`journeymap simulate --actions`: which action should help most."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour
from journeymap.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.model.amounts import Sum
    from journeymap.overlays.behaviour import BehaviourOverlay
    from journeymap.settings import Settings
    from journeymap.simulation.ranking import Ranking

LEAST_RUNS = 100
_BUDGET = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?([^\W\d_]{1,12})?")


def ranked(
    journey: Journey,
    behaviour: BehaviourOverlay | None,
    *,
    objective: str | None,
    budget: str | None,
    runs: int,
    seed: int,
) -> Ranking:
    """Returns the ranking that the options ask for. Raises UserError for a wrong option."""
    from journeymap.simulation.ranking import ranked_actions
    from journeymap.simulation.what_if import OBJECTIVES

    objective = objective or OBJECTIVES[0]
    options.check_choice(objective, OBJECTIVES, "--objective")
    if runs < LEAST_RUNS:
        raise UserError(f"--runs: {runs} draws are too few for an interval", hint=f"draw {LEAST_RUNS} at least")
    wanted = next(each for each in OBJECTIVES if each == objective)
    return ranked_actions(journey, behaviour, wanted, budget=_sum(budget), runs=runs, seed=seed)


def save_ranking(each: Input, journey: Journey, ranking: Ranking) -> None:
    """Writes a ranking beside the file of a journey. Raises UserError where it comes from standard input."""
    from journeymap.io.output import write_file
    from journeymap.simulation.ranking_json import ranking_as_json
    from journeymap.simulation.saved import digest_of, path_of_saved, saved

    if each.path is None:
        raise UserError("--save writes beside a file, and standard input has none", hint="name the file")
    digest = digest_of(each.read(), each.path)
    write_file(path_of_saved(each.path), saved(ranking_as_json(journey, ranking), digest))


def draw_ranking(
    each: Input, journey: Journey, ranking: Ranking, settings: Settings, formats: Sequence[str], output: str
) -> None:
    """Writes the sheet of a ranking into a folder. Raises UserError for an unknown format."""
    from pathlib import Path

    from journeymap.cli.console import say
    from journeymap.io.output import folder
    from journeymap.pipeline.what_ifs import WHAT_IF_FORMATS, make_what_if
    from journeymap.report import counted

    for form in formats:
        options.check_choice(form, WHAT_IF_FORMATS, "--format")
    with folder(Path(output)) as target:
        target.place(target.stage(make_what_if(journey, ranking, settings, formats)), each.name)
    say(f"{counted(len(formats), 'file')} written in {output}")


def told(journey: Journey, ranking: Ranking, output_format: str, color: Colour) -> str:
    """Returns a ranking as text or as JSON."""
    if output_format == "json":
        import json

        from journeymap.report.safe import without_marks
        from journeymap.simulation.ranking_json import ranking_as_json

        return without_marks(json.dumps(ranking_as_json(journey, ranking), ensure_ascii=False, indent=2)) + "\n"
    from journeymap.cli.actions_text import ranking_text

    return ranking_text(journey, ranking, color=wants_colour(color, sys.stdout))


def _sum(budget: str | None) -> Sum | None:
    """The sum that --budget asks for, with no currency where it names none."""
    from journeymap.digits import latin
    from journeymap.model.amounts import Sum

    if not budget:
        return None
    match = _BUDGET.fullmatch(latin(budget.strip()))
    if match is None:
        raise UserError(f"--budget: {budget!r} is no amount of money", hint="write 50000, or '50000 EUR'")
    return Sum(float(match[1].replace(",", "")), match[2] or "")
