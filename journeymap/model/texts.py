"""What is said at a step or a stage: a plain text, or a mapping that has the text and more about it."""

from typing import Annotated, ClassVar

from journeymap.model.item import BY_ID_OR_TEXT, EVIDENCE, INTERNAL, RATING, Evidence, Item
from journeymap.model.kinds import Id, Number, Text
from journeymap.model.shape import ListOf, Struct

Whose = Annotated[str | None, Id(of="persona"), "The id of the persona that it is about; left out, all who pass."]
"""The `persona` of a text."""

OfSegment = Annotated[str | None, Id(of="segment"), "The id of the segment that it is about; left out, all who pass."]
"""The `segment` of a text."""


class Activity(Item):
    """Something that the customer does."""

    NOUN: ClassVar[str] = "something that customers do"

    text: Annotated[str, Text(), "What the customer does."]
    persona: Whose = None
    segment: OfSegment = None


class Thought(Item):
    """Something a customer thinks or says to themselves."""

    NOUN: ClassVar[str] = "a thought"

    text: Annotated[str, Text(), "The words, without quotation marks; the map adds those of the language."]
    persona: Annotated[str | None, Id(of="persona"), "The id of the persona who thinks it."] = None
    segment: OfSegment = None


class ChannelUse(Item):
    """A channel over which a step happens."""

    NOUN: ClassVar[str] = "a channel of a step"

    text: Annotated[str, Text(may_be_id_of="channel"), "The channel's name or id."]
    persona: Whose = None
    segment: OfSegment = None


class Message(Item):
    """Something that the brand says at a step."""

    NOUN: ClassVar[str] = "a message"

    id: Annotated[str | None, Id(), "The message's id; unique among the messages.", INTERNAL] = None
    text: Annotated[str, Text(), "What the brand says."]
    persona: Whose = None
    segment: OfSegment = None
    channel: Annotated[str | None, Text(may_be_id_of="channel"), "Over which channel it is said, by name or id."] = None


class Point(Item):
    """A pain, a gain or an opportunity."""

    NOUN: ClassVar[str] = "a pain, a gain or an opportunity"

    id: Annotated[str | None, Id(), "The id that an action's `addresses` refers to.", INTERNAL] = None
    text: Annotated[str, Text(), "What hurts, works well, or could be better, in the customer's terms."]
    persona: Whose = None
    segment: OfSegment = None
    severity: Annotated[int | None, RATING, "How much it matters, 1 (little) to 5 (a great deal)."] = None
    evidence: Annotated[Evidence | None, EVIDENCE, "What it rests on: assumed, observed or measured."] = None
    source: Annotated[str | None, Text(), "Where it was learnt: interviews, support mail, a survey."] = None
    votes: Annotated[int | None, Number(0, 1e6, whole=True), "How many votes a workshop gave it."] = None


class Improvement(Item):
    """A way to make a stage as a whole better."""

    NOUN: ClassVar[str] = "an improvement"

    id: Annotated[str | None, Id(), "The id that an action's `addresses` refers to.", INTERNAL] = None
    text: Annotated[str, Text(), "How the stage can be made better."]


class Objection(Item):
    """What keeps a customer from going on, and what is said to it."""

    NOUN: ClassVar[str] = "an objection"

    text: Annotated[str, Text(), "The objection, in the customer's own words."]
    answer: Annotated[str | None, Text(), "What the organisation answers."] = None
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner who sees to it that it is answered."] = None


class ServiceStep(Item):
    """What the organisation does at a step, or a system that it runs on: a part of the service blueprint."""

    NOUN: ClassVar[str] = "a part of the blueprint"

    id: Annotated[str | None, Id(), "The id that the `supports` of others refers to.", INTERNAL] = None
    text: Annotated[str, Text(), "What is done, or which system it is."]
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner who answers for it."] = None
    fail: Annotated[str | None, Text(), "What can go wrong here."] = None
    supports: Annotated[
        tuple[str, ...],
        ListOf(Id(of="service-step"), allow_single=True),
        "The ids of the parts of the blueprint that rest on it.",
    ] = ()


_FOR_WHOM = (("text", "persona", "segment"),)
ACTIVITIES = ListOf(Struct(Activity, text="text"), allow_single=True, identified_by=_FOR_WHOM)
THOUGHTS = ListOf(Struct(Thought, text="text"), allow_single=True, identified_by=_FOR_WHOM)
CHANNEL_USES = ListOf(Struct(ChannelUse, text="text"), allow_single=True, identified_by=_FOR_WHOM)
MESSAGES = ListOf(Struct(Message, text="text", each="message"), allow_single=True, identified_by=BY_ID_OR_TEXT)
PAINS = ListOf(Struct(Point, text="text", each="pain"), allow_single=True, identified_by=BY_ID_OR_TEXT)
GAINS = ListOf(Struct(Point, text="text", each="gain"), allow_single=True, identified_by=BY_ID_OR_TEXT)
OPPORTUNITIES = ListOf(Struct(Point, text="text", each="opportunity"), allow_single=True, identified_by=BY_ID_OR_TEXT)
IMPROVEMENTS = ListOf(
    Struct(Improvement, text="text", each="improvement"), allow_single=True, identified_by=BY_ID_OR_TEXT
)
OBJECTIONS = ListOf(Struct(Objection, text="text"), allow_single=True, identified_by=(("text",),))
SERVICE_STEPS = ListOf(
    Struct(ServiceStep, text="text", each="service-step"), allow_single=True, identified_by=BY_ID_OR_TEXT
)
