"""What was observed beside what the chain says."""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.simulation.step_memory import StepMemory


class ObservedFigure(NamedTuple):
    """A figure that was observed, with the ends of its 95 % interval; None where it has none."""

    value: float
    low: float | None
    high: float | None


class Observed(NamedTuple):
    """The sessions of a source in a period that begin where the chain does, beside what the chain says of them.

    There are so many `sessions`, out of `of` that begin anywhere. `steps` are visits to touchpoints that have events,
    and `predicted_steps` are the expected ones to these. `memory` is of all sessions.
    """

    source: str
    period: str
    sessions: int
    of: int
    conversion: ObservedFigure
    predicted_conversion: float
    steps: ObservedFigure
    predicted_steps: float
    memory: StepMemory
