"""The journey as typed, immutable objects, read from the positioned tree of its file."""

from journeymap.model.attachments import Image, Link, Picture, UnreadPicture
from journeymap.model.effects import Effect, WayMoved
from journeymap.model.experiments import (
    Experiment,
    ExperimentArm,
    ExperimentComparison,
    ExperimentResult,
    ExperimentSource,
    ExperimentVariant,
)
from journeymap.model.item import Item
from journeymap.model.journey import Competitor, CustomLane, Journey, Part, PointKind
from journeymap.model.lanes import LANE_FIELDS, LANES, MEASURED_LANES
from journeymap.model.people import Owned, Owner, Persona, Segment
from journeymap.model.plan import Action, Review, Swot, SwotEntry
from journeymap.model.reader import read_journey
from journeymap.model.source_events import EventPlace
from journeymap.model.sources import AnswerScale, CommentColumn, Question, Signal, Source, SourceFormat, SourceSegment
from journeymap.model.steps import (
    CHANNEL_ICONS,
    EXIT,
    Channel,
    Emotion,
    Metric,
    Next,
    Stage,
    Touchpoint,
)
from journeymap.model.texts import (
    Activity,
    ChannelUse,
    Improvement,
    Message,
    Objection,
    Point,
    ServiceStep,
    Thought,
)
from journeymap.model.trees import ActionTree, Capability, TreeBranch, TreeQuestion

__all__ = [
    "CHANNEL_ICONS", "EXIT", "LANES", "LANE_FIELDS", "MEASURED_LANES", "Action", "ActionTree", "Activity",
    "AnswerScale", "Capability", "Channel", "ChannelUse", "CommentColumn", "Competitor", "CustomLane", "Effect",
    "Emotion", "EventPlace", "Experiment", "ExperimentArm", "ExperimentComparison", "ExperimentResult",
    "ExperimentSource", "ExperimentVariant", "Image", "Improvement", "Item", "Journey", "Link", "Message",
    "Metric", "Next", "Objection", "Owned", "Owner", "Part", "Persona", "Picture", "Point", "PointKind", "Question",
    "Review", "Segment", "ServiceStep", "Signal", "Source", "SourceFormat", "SourceSegment", "Stage", "Swot",
    "SwotEntry", "Thought", "Touchpoint", "TreeBranch", "TreeQuestion", "UnreadPicture", "WayMoved", "read_journey",
]  # fmt: skip
