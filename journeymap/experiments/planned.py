"""What an experiment of a journey is to find, as its file plans it."""

from __future__ import annotations

from journeymap.experiments.design import ExperimentDesign
from journeymap.insight.experiments import is_of_share, smallest_effect, standard_of
from journeymap.model import Experiment, Journey

_ROUND = 9


def lacks_of_plan(journey: Journey, experiment: Experiment) -> tuple[str, ...]:
    """Returns the keys without which it is not known how many people an experiment needs, as a file has them."""
    planned = experiment.smallest_effect
    lacking = [] if planned is not None else ["smallest_effect"]
    needs_baseline = is_of_share(journey, experiment) or (planned is not None and planned.is_relative)
    if needs_baseline and experiment.baseline is None:
        lacking.append("baseline")
    if not is_of_share(journey, experiment) and experiment.sd is None:
        lacking.append("sd")
    return tuple(lacking)


def planned_design(journey: Journey, experiment: Experiment) -> ExperimentDesign | None:
    """Returns what an experiment is to find; None where its plan lacks something.

    The smallest effect worth seeing goes in the metric's better direction, unless it has a minus in the file. What a
    file says that no experiment can find, such as a share above 100 %, is left to `ExperimentDesign.check`.
    """
    size = smallest_effect(experiment)
    if lacks_of_plan(journey, experiment) or size is None or experiment.smallest_effect is None:
        return None
    goes_down = experiment.smallest_effect.number < 0 or standard_of(journey, experiment).better == "lower"
    return ExperimentDesign(
        experiment.baseline.number if experiment.baseline is not None else None,
        -size if goes_down else size,
        None if is_of_share(journey, experiment) else experiment.sd,
        round(100 * experiment.power, _ROUND),
        round(100 * experiment.alpha, _ROUND),
        planned_shares(experiment),
    )


def planned_shares(experiment: Experiment) -> tuple[float, ...]:
    """Returns how people are divided between the variants, control first: as the file has it, else equally."""
    told = [each.share for each in experiment.variants]
    if not all(told):
        return (1.0,) * len(told)
    return tuple(100 * each for each in told if each)
