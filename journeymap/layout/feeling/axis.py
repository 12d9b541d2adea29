"""The vertical scale of feelings."""

from __future__ import annotations

from typing import NamedTuple


class Axis(NamedTuple):
    """The vertical scale: where neutral is, and how many pixels a step of feeling takes."""

    neutral: float
    unit: float

    def y(self, feeling: float) -> float:
        """The height of a feeling from -2 to 2."""
        return self.neutral - feeling * self.unit
