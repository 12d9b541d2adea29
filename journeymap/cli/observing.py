"""What events say beside a simulation: whether customers converted as often as predicted, and in as many steps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli.console import report_problem
from journeymap.cli.engines import require_libraries
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.measure.events.paths import CountedPaths
    from journeymap.measure.figures import Clusters
    from journeymap.measure.measured import MeasureOptions
    from journeymap.model import Journey
    from journeymap.pipeline.check import Checked
    from journeymap.simulation.observed import Observed, ObservedFigure
    from journeymap.simulation.simulated import SimulatedGroup


def observed_of(
    each: Input, checked: Checked, journey: Journey, group: SimulatedGroup, data: Path | None
) -> tuple[Observed | None, ExitStatus]:
    """Returns what the first source of events that was measured says of the period that the chain is of; None where
    there is none, or its files are not here. What is wrong with the files is reported, and told by the exit status."""
    from journeymap.measure.answers import AnswersError
    from journeymap.measure.beside import bytes_beside
    from journeymap.measure.measures import read_measures
    from journeymap.measure.measuring import measure_paths
    from journeymap.overlays.behaviour import BehaviourOverlay

    behaviour = next((one for one in journey.beside if isinstance(one, BehaviourOverlay)), None)
    content = bytes_beside(each.path) if each.path is not None else None
    if behaviour is None or content is None:
        return None, ExitStatus.CLEAN
    require_libraries()
    options = read_measures(content, each.name).options
    for source in journey.sources:
        if source.kind != "events" or source.id not in behaviour.newest:
            continue
        period = behaviour.newest[source.id]
        try:
            paths = measure_paths(journey, source, options, period, folder=Path(each.folder), data=data)
        except AnswersError as error:
            line, column = checked.source.place(error.span.start)
            report_problem(f"{each.name}:{line}:{column}: {error.message}", hint=error.hint)
            return None, ExitStatus.FINDINGS
        except UserError as error:
            report_problem(error.message, hint=error.hint)
            return None, ExitStatus.FINDINGS
        if paths is not None:
            return _observed(paths, source.id, period, options, group, behaviour.seen), ExitStatus.CLEAN
    return None, ExitStatus.CLEAN


def _observed(
    paths: CountedPaths,
    source: str,
    period: str,
    options: MeasureOptions,
    group: SimulatedGroup,
    seen: frozenset[str],
) -> Observed | None:
    """The sessions that begin where the chain starts; None where they are too few to be told."""
    from journeymap.insight.share_intervals import wilson
    from journeymap.simulation.observed import Observed, ObservedFigure
    from journeymap.simulation.step_memory import step_memory

    chain = group.chain
    starts = {chain.states[state] for state in chain.start}
    first = starts.pop() if len(starts) == 1 else ""
    converted, visits = paths.converted.get(first), paths.visits.get(first)
    if converted is None or visits is None or converted.m < max(options.hold_back, 1):
        return None
    n, share = int(converted.m), converted.y / converted.m
    within = share * (1 - share) / n
    effect = max(converted.variance / within, 1.0) if within else n / converted.respondents
    low, high = wilson(share, n / effect)
    predicted = sum(visited for id_, visited in group.solution.visits.items() if id_ in seen)
    return Observed(
        source, period, n, int(sum(each.m for each in paths.converted.values())), ObservedFigure(share, low, high),
        group.solution.conversion, _mean(visits), predicted, step_memory(paths.pairs),
    )  # fmt: skip


def _mean(found: Clusters) -> ObservedFigure:
    from journeymap.insight.quantiles import normal_quantile
    from journeymap.simulation.observed import ObservedFigure

    mean = found.y / found.m
    half = normal_quantile(95) * found.variance**0.5
    return ObservedFigure(mean, mean - half, mean + half) if half > 0 else ObservedFigure(mean, None, None)
