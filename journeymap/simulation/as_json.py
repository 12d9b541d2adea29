"""A simulation as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journeymap.model import Journey
from journeymap.simulation.observed import Observed
from journeymap.simulation.removal import shared_out
from journeymap.simulation.sampling import QUANTILES, Sample, Spread
from journeymap.simulation.simulated import SimulatedGroup

SCHEMA = 1
_DIGITS = 12
"""Beyond so many, digits are those of the machine."""


def as_json(journey: Journey, groups: Sequence[SimulatedGroup], observed: Observed | None = None) -> dict[str, Any]:
    """Returns a simulation as data.

    Probabilities and shares are from 0 to 1, feelings from -2 to 2, times in minutes. The group whose segment is null
    is that of all customers. A step is a touchpoint visited: the start counts, the exit does not. `observed` is what
    events say of all customers, if there are any.
    """
    found = {"schema": SCHEMA, "journey": journey.id, "groups": [_group(each) for each in groups]}
    return found | ({"observed": _observed(observed)} if observed is not None else {})


def _observed(found: Observed) -> dict[str, Any]:
    memory = found.memory
    return {
        "source": found.source,
        "period": found.period,
        "sessions": found.sessions,
        "of": found.of,
        "conversion": {"predicted": _rounded(found.predicted_conversion)} | found.conversion._asdict(),
        "steps": {"predicted": _rounded(found.predicted_steps)} | found.steps._asdict(),
        "memory": {
            "one_step_is_enough": memory.is_enough, "n": memory.n, "g2": memory.g2, "df": memory.freedom,
            "p": memory.p, "bic": memory.bic, "most_at": None if memory.is_enough else memory.most_at,
        },
    }  # fmt: skip


def _group(group: SimulatedGroup) -> dict[str, Any]:
    chain, solution, memory = group.chain, group.solution, group.memory
    removal = {id_: role.removal for id_, role in group.roles.items() if role.removal is not None}
    who = {"segment": group.segment} | ({"persona": group.persona} if group.persona is not None else {})
    return who | {
        "steps": _rounded(solution.steps),
        "conversion": _rounded(solution.conversion),
        "visits": _all_rounded(solution.visits),
        "ends": [
            {"from": end.source, "to": end.to, "probability": _rounded(end.probability)} for end in solution.ends
        ],
        "minutes": _known(solution.minutes),
        "timeless": _rounded(solution.timeless),
        "emotion": _known(solution.emotion),
        "peak_end": None if memory is None else {
            "value": _rounded(memory.peak_end), "worst": _rounded(memory.worst), "last": _rounded(memory.last),
            "method": memory.method,
        },
        "reached": {id_: _rounded(role.reached) for id_, role in group.roles.items()},
        "returns": {id_: _rounded(role.again) for id_, role in group.roles.items()},
        "drop_off": _all_rounded(group.drop_off),
        "removal": _all_rounded(removal),
        "removal_shared": _all_rounded(shared_out(removal)),
        "runs": _sample(group.sample) if group.sample is not None else None,
        "measured": [id_ for id_ in dict.fromkeys(chain.states) if id_ in chain.measured],
        "assumptions": [
            {"kind": each.kind} | ({"touchpoint": each.touchpoint} if each.touchpoint else {})
            for each in chain.assumptions
        ],
        "solver": {"method": solution.method, "residual": solution.residual},
    }  # fmt: skip


def _sample(found: Sample) -> dict[str, Any]:
    return {
        "n": found.runs,
        "seed": found.seed,
        "cap": found.cap,
        "capped": found.capped,
        "conversion": found.conversion,
        "steps": _spread(found.steps),
        "minutes": None if found.minutes is None else _spread(found.minutes),
    }


def _spread(found: Spread) -> dict[str, float]:
    quantiles = {f"p{round(100 * at)}": value for at, value in zip(QUANTILES, found.quantiles, strict=True)}
    return {"mean": _rounded(found.mean), "error": _rounded(found.error)} | quantiles


def _all_rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {id_: _rounded(value) for id_, value in values.items()}


def _known(value: float | None) -> float | None:
    return None if value is None else _rounded(value)


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}") + 0.0
