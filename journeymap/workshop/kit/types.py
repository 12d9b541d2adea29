"""The letters of a workshop canvas: large enough for a wall."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.layout.canvas import Type
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD
from journeymap.workshop.kit.true_sizes import points

SMALLEST_REFERENCE = 11.0


@dataclass(frozen=True, slots=True)
class CanvasTypes:
    """The styles of a canvas. They scale with its notes, but stay large enough to be read from a step away."""

    title: Type
    lead: Type
    lead_strong: Type
    label: Type
    stage: Type
    stage_long: Type
    letter: Type
    lane: Type
    prompt: Type
    reference: Type
    axis: Type
    small: Type

    @classmethod
    def scaled(cls, scale: float) -> CanvasTypes:
        """The styles for a `NoteSize.scale`."""

        def at_least(least: float, size: float, weight: int = REGULAR, leading: float = 1.25) -> Type:
            return points(max(least, size * scale), weight, leading)

        return cls(
            title=at_least(24, 46, SEMIBOLD, 1.15),
            lead=at_least(11, 17, REGULAR, 1.3),
            lead_strong=at_least(11, 17, SEMIBOLD, 1.3),
            label=at_least(10, 14, MEDIUM),
            stage=at_least(16, 27, SEMIBOLD, 1.1),
            stage_long=at_least(12, 20, SEMIBOLD, 1.1),
            letter=at_least(20, 38, REGULAR),
            lane=at_least(12, 20, SEMIBOLD, 1.15),
            prompt=at_least(10, 13, REGULAR, 1.3),
            reference=at_least(SMALLEST_REFERENCE, 17, SEMIBOLD),
            axis=at_least(12, 20, MEDIUM),
            small=at_least(10, 13, MEDIUM),
        )
