"""Positioned tree to journey: the typed, immutable model that everything else works on."""

from journeymap.model.journey import (
    EXIT,
    LANES,
    Action,
    Competitor,
    CustomLane,
    Emotion,
    Item,
    Journey,
    Link,
    Metric,
    Next,
    Owner,
    Persona,
    Point,
    Review,
    Segment,
    Stage,
    Swot,
    Thought,
    Touchpoint,
)
from journeymap.model.reader import read_journey

__all__ = [
    "EXIT", "LANES", "Action", "Competitor", "CustomLane", "Emotion", "Item", "Journey", "Link", "Metric", "Next",
    "Owner", "Persona", "Point", "Review", "Segment", "Stage", "Swot", "Thought", "Touchpoint", "read_journey",
]  # fmt: skip
