"""The vertical scale of feelings, from -2 to 2, and the scores of its steps on the journey's own scale."""

from __future__ import annotations

from journeymap.layout.spec import MapSpec
from journeymap.records import NamedTuple


class Axis(NamedTuple):
    """The vertical scale: the y of a neutral feeling, and the height of one step of feeling, in pixels."""

    neutral: float
    unit: float

    def y(self, feeling: float) -> float:
        """The y of a feeling from -2 to 2, in pixels."""
        return self.neutral - feeling * self.unit


def step_text(spec: MapSpec, step: int) -> str:
    """The score at a step from -2 to 2: `-2` is the low end of the journey's own scale, `2` its high end."""
    low, high = spec.journey.emotion_scale
    return spec.score(low + (step + 2) / 4 * (high - low))
