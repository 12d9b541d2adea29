"""The journey as typed, immutable objects, read from the positioned tree of its file."""

from journeymap.model.item import Item
from journeymap.model.journey import LANE_FIELDS, LANES, Competitor, CustomLane, Journey
from journeymap.model.people import Owner, Persona, Segment
from journeymap.model.plan import Action, Link, Review, Swot
from journeymap.model.reader import read_journey
from journeymap.model.steps import (
    CHANNEL_ICONS,
    EXIT,
    Channel,
    Emotion,
    Metric,
    Next,
    Point,
    Stage,
    Thought,
    Touchpoint,
)

__all__ = [
    "CHANNEL_ICONS", "EXIT", "LANES", "LANE_FIELDS", "Action", "Channel", "Competitor", "CustomLane", "Emotion", "Item",
    "Journey", "Link", "Metric", "Next", "Owner", "Persona", "Point", "Review", "Segment", "Stage", "Swot", "Thought",
    "Touchpoint", "read_journey",
]  # fmt: skip
