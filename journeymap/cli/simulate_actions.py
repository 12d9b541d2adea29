"""`journeymap simulate --actions`: which action should help most."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from journeymap.cli import options
from journeymap.cli.console import Colour, wants_colour, write_result
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.model.amounts import Sum
    from journeymap.overlays.behaviour import BehaviourOverlay
    from journeymap.settings import Settings
    from journeymap.simulation.ranking import Ranking

LEAST_RUNS = 100
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₪": "ILS", "¥": "JPY", "₹": "INR", "﷼": "IRR"}
_SIGN = f"[{''.join(_SIGNS)}]"
_BUDGET = re.compile(rf"({_SIGN} ?)?([0-9][0-9,]*(?:\.[0-9]+)?)(?(1)| ?([^\W\d_]{{1,12}}|{_SIGN})?)")


class WantedRanking(NamedTuple):
    """What the options ask for: `formats` to draw it in, in the folder `output`, and whether to `save` it."""

    objective: str | None
    budget: str | None
    runs: int
    seed: int
    save: bool
    formats: Sequence[str]
    output: str


def tell_ranking(
    each: Input, journey: Journey, behaviour: BehaviourOverlay | None, wanted: WantedRanking, settings: Settings,
    output_format: str, color: Colour,
) -> int:  # fmt: skip
    """Rank the actions of a journey; tell that, and save or draw it. Raises UserError for a wrong option."""
    from journeymap.simulation.ranking import ranked_actions
    from journeymap.simulation.what_if import OBJECTIVES

    objective = wanted.objective or OBJECTIVES[0]
    options.check_choice(objective, OBJECTIVES, "--objective")
    if wanted.runs < LEAST_RUNS:
        raise UserError(f"--runs: {wanted.runs} draws are too few for an interval", hint=f"draw {LEAST_RUNS} at least")
    chosen = next(known for known in OBJECTIVES if known == objective)
    ranking = ranked_actions(
        journey, behaviour, chosen, budget=_sum(wanted.budget, journey), runs=wanted.runs, seed=wanted.seed
    )  # fmt: skip
    if wanted.save:
        _save(each, journey, ranking)
    if wanted.formats:
        _draw(each, journey, ranking, settings, wanted)
    write_result(_told(journey, ranking, output_format, color))
    return ExitStatus.CLEAN


def _save(each: Input, journey: Journey, ranking: Ranking) -> None:
    """Writes a ranking beside the file of a journey. Raises UserError where it comes from standard input."""
    from journeymap.io.output import write_file
    from journeymap.simulation.ranking_json import ranking_as_json
    from journeymap.simulation.saved import digest_of, path_of_saved, saved

    if each.path is None:
        raise UserError("--save writes beside a file, and standard input has none", hint="name the file")
    digest = digest_of(each.read(), each.path)
    write_file(path_of_saved(each.path), saved(ranking_as_json(journey, ranking), digest))


def _draw(each: Input, journey: Journey, ranking: Ranking, settings: Settings, wanted: WantedRanking) -> None:
    """Writes the sheet of a ranking into a folder. Raises UserError for an unknown format."""
    from pathlib import Path

    from journeymap.cli.console import say
    from journeymap.io.output import folder
    from journeymap.pipeline.sheets import ACTIONS
    from journeymap.pipeline.what_ifs import make_what_if
    from journeymap.report import counted

    formats, output = wanted.formats, wanted.output
    for form in formats:
        options.check_choice(form, ACTIONS.names, "--format")
    with folder(Path(output)) as target:
        target.place(target.stage(make_what_if(journey, ranking, settings, formats)), each.name)
    say(f"{counted(len(formats), 'file')} written in {output}")


def _told(journey: Journey, ranking: Ranking, output_format: str, color: Colour) -> str:
    """Returns a ranking as text or as JSON."""
    if output_format == "json":
        import json

        from journeymap.report.safe import without_marks
        from journeymap.simulation.ranking_json import ranking_as_json

        return without_marks(json.dumps(ranking_as_json(journey, ranking), ensure_ascii=False, indent=2)) + "\n"
    from journeymap.cli.actions_text import ranking_text

    return ranking_text(journey, ranking, color=wants_colour(color, sys.stdout))


def _sum(budget: str | None, journey: Journey) -> Sum | None:
    """The sum that --budget asks for, as `50000`, `50000 EUR` or `€50,000`, with no currency where it names none."""
    from journeymap.digits import latin
    from journeymap.model.amounts import Sum

    if not budget:
        return None
    match = _BUDGET.fullmatch(latin(budget.strip()))
    if match is None:
        known = [each.budget for each in journey.actions if each.budget is not None]
        currency = known[0].currency if known else "EUR"
        raise UserError(f"--budget: {budget!r} is no amount of money", hint=f"write 50000, or '50000 {currency}'")
    currency = (match[1] or match[3] or "").strip()
    return Sum(float(match[2].replace(",", "")), _SIGNS.get(currency, currency))
