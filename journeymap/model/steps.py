"""The steps of a journey: stages and touchpoints, with their emotions, thoughts, pains, metrics and transitions."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from journeymap.model.amounts import Duration, TimeSpan
from journeymap.model.attachments import IMAGE, LINKS, Image, Link
from journeymap.model.item import BY_ID, EVIDENCE, INTERNAL, TEXTS, Evidence, Item
from journeymap.model.kinds import Choice, Date, Id, Number, Pair, Share, Text
from journeymap.model.people import Owned
from journeymap.model.shape import InLane, ListOf, MapOf, Omitted, Struct, declare
from journeymap.model.texts import (
    ACTIVITIES,
    CHANNEL_USES,
    GAINS,
    IMPROVEMENTS,
    MESSAGES,
    OBJECTIONS,
    OPPORTUNITIES,
    PAINS,
    SERVICE_STEPS,
    THOUGHTS,
    Activity,
    ChannelUse,
    Improvement,
    Message,
    Objection,
    Point,
    ServiceStep,
    Thought,
)
from journeymap.records import cached_property

EXIT = "exit"
CHANNEL_ICONS = (
    "app", "bot", "call", "chat", "courier", "event", "home", "kiosk", "mail", "other", "partner", "payment", "person",
    "place", "post", "review", "search", "shop", "social", "tv", "video", "web",
)  # fmt: skip
"""The icons of channels, which are also the kinds of channels that are known by their names."""

CHANNEL_COLOURS = ("blue", "orange", "violet", "green", "rose", "grey")


class Channel(Item):
    """A way over which customers and the organisation meet, and how the map shows it."""

    NOUN: ClassVar[str] = "a channel"

    id: Annotated[str, Id(), "The id that touchpoints may write for it.", INTERNAL]
    name: Annotated[str, Text(), "The channel's name, as the map shows it. Touchpoints may write it as well."]
    icon: Annotated[
        str | None,
        Choice(CHANNEL_ICONS),
        "Its icon; left out, the one that the words of its name mean.",
        Omitted("the map draws it", ("page",)),
    ] = None
    colour: Annotated[
        str | None,
        Choice(CHANNEL_COLOURS),
        "Its colour on the map; left out, that of ink. Each theme has its own tone of it.",
        Omitted("the map draws it", ("page",)),
    ] = None
    order: Annotated[
        float | None,
        Number(-1000, 1000),
        "Its place among the channels of the map, the lowest first; those without one follow in the order of use.",
        Omitted("the map alone has rows", ("page",)),
    ] = None


class Emotion(Item):
    """How one persona feels at a touchpoint."""

    NOUN: ClassVar[str] = "an emotion"
    ONE_OF: ClassVar[tuple[str, ...]] = ("score", "label")

    persona: Annotated[
        str | None, Id(of="persona"), "The id of the persona; may be left out when there is at most one."
    ] = None
    score: Annotated[
        float | None,
        Number(-1000, 1000),
        "How good it feels, on the journey's `emotion_scale` (-2 to 2 unless declared); left out, it is a word alone.",
    ] = None
    label: Annotated[str | None, Text(), "The feeling in a word or two: relieved, unsure."] = None
    quote: Annotated[str | None, Text(), "What the persona said about it."] = None
    evidence: Annotated[Evidence, EVIDENCE, "What the score rests on: assumed, observed or measured."] = "assumed"
    low: Annotated[
        float | None, Number(-1000, 1000), "The lower end of the score's 95 % interval, on the same scale."
    ] = None
    high: Annotated[
        float | None, Number(-1000, 1000), "The upper end of the score's 95 % interval, on the same scale."
    ] = None

    @property
    def known_score(self) -> float:
        """The score of an emotion that has one, on the journey's own scale."""
        assert self.score is not None
        return self.score


class Metric(Item):
    """A number that is measured at a touchpoint, or that is planned to be."""

    NOUN: ClassVar[str] = "a metric"

    value: Annotated[
        float | None,
        Number(),
        "The number itself; shares are given in percent (84, not 0.84). Left out, the metric is planned.",
    ] = None
    name: Annotated[str | None, Text(), "The name shown on the map; known metrics bring their own."] = None
    n: Annotated[int | None, Number(0, 1e12, whole=True), "How many answers or events it rests on."] = None
    date: Annotated[dt.date | None, Date(), "When it was measured or, without a value, when it will be."] = None
    low: Annotated[float | None, Number(), "The lower end of its 95 % interval."] = None
    high: Annotated[float | None, Number(), "The upper end of its 95 % interval."] = None
    target: Annotated[float | None, Number(), "The value aimed at."] = None
    unit: Annotated[str | None, Text(), "What is counted: `%`, `min`, `days`; known metrics bring their own."] = None
    scale: Annotated[tuple[float, float] | None, Pair(), "The lowest and highest value it can take: `[0, 100]`."] = None
    method: Annotated[str | None, Text(), "How it was measured."] = None
    better: Annotated[
        Literal["higher", "lower"] | None,
        Choice(("higher", "lower")),
        "Which way is better; known metrics bring their own.",
    ] = None


class Next(Item):
    """Where the customer goes from a touchpoint."""

    NOUN: ClassVar[str] = "a way on"

    to: Annotated[str, Id(of="touchpoint"), "The id of the next touchpoint, or `exit` where customers leave."]
    share: Annotated[float | None, Share(), "The part of customers who go this way: `34%` or 0.34."] = None
    when: Annotated[str | None, Text(), "In which case, in a few words: `abandon the cart`."] = None
    segment: Annotated[
        str | None, Id(of="segment"), "The id of the segment that goes this way; the share is then a part of it."
    ] = None
    after: Annotated[TimeSpan | None, Duration(), "How long customers wait before they go on: `3 days`."] = None
    n: Annotated[int | None, Number(0, 1e12, whole=True), "How many visits a measured share rests on."] = None
    date: Annotated[dt.date | None, Date(), "When the share was measured."] = None


EMOTIONS = ListOf(Struct(Emotion, each="emotion"), allow_single=True, identified_by=(("persona",),))
METRICS = MapOf(Struct(Metric, text="value", each="metric"), free=True)


class Touchpoint(Owned):
    """One step the customer takes, over one or more channels."""

    NOUN: ClassVar[str] = "a touchpoint"

    id: Annotated[
        str, Id(reserved=(EXIT,)), "The id that `next`, actions and lanes refer to; unique in the file.", INTERNAL
    ]
    name: Annotated[str, Text(), "The step in a few words, from the customer's side: `Checks size and fit`."]
    personas: Annotated[
        tuple[str, ...],
        ListOf(Id(of="persona"), allow_single=True),
        "The ids of the personas who pass here; left out, all of them.",
    ] = ()
    segments: Annotated[
        tuple[str, ...],
        ListOf(Id(of="segment"), allow_single=True),
        "The ids of the segments that pass here; left out, all of them.",
    ] = ()
    optional: Annotated[bool, Choice((False, True)), "`true` for a step that customers may leave out."] = False
    image: Annotated[
        Image | None, IMAGE, "A photo or a drawing of the step.", InLane(35, "storyboard", yields=True)
    ] = None
    channels: Annotated[
        tuple[ChannelUse, ...],
        CHANNEL_USES,
        "Where it happens, by name or id; the first is the main channel, the others support it.",
        InLane(120),
    ] = ()
    doing: Annotated[tuple[Activity, ...], ACTIVITIES, "What the customer does.", InLane(40)] = ()
    duration: Annotated[
        TimeSpan | None, Duration(), "How long it takes: `10 minutes`.", InLane(45, "time", yields=True)
    ] = None
    thinking: Annotated[
        tuple[Thought, ...], THOUGHTS, "What the customer thinks, in the customer's own words.", InLane(50)
    ] = ()
    emotions: Annotated[
        tuple[Emotion, ...], EMOTIONS, "How it feels: one for each persona that has a view.", InLane(60, "feeling")
    ] = ()
    pains: Annotated[tuple[Point, ...], PAINS, "What hurts here.", InLane(80)] = ()
    gains: Annotated[tuple[Point, ...], GAINS, "What works well here, and is to be kept.", InLane(85, yields=True)] = ()
    opportunities: Annotated[tuple[Point, ...], OPPORTUNITIES, "What could be better here.", InLane(90)] = ()
    objections: Annotated[
        tuple[Objection, ...],
        OBJECTIONS,
        "What keeps customers from going on, and what is said to it.",
        InLane(95, yields=True),
    ] = ()
    moment_of_truth: Annotated[
        str | bool,
        Choice(("zmot", "fmot", "smot", "umot", True, False), locale_prefix="moment-"),
        "Whether the journey is decided here: the zero, first, second or ultimate moment of truth, or just `true`.",
    ] = False
    physical_evidence: Annotated[
        tuple[str, ...],
        TEXTS,
        "What the customer sees and holds here: a letter, a sign, a form.",
        InLane(35, "physical-evidence", yields=True),
    ] = ()
    frontstage: Annotated[
        tuple[ServiceStep, ...], SERVICE_STEPS, "What the organisation does in the customer's sight.", InLane(150)
    ] = ()
    backstage: Annotated[
        tuple[ServiceStep, ...],
        SERVICE_STEPS,
        "What the organisation does out of the customer's sight.",
        InLane(160, side="backstage"),
    ] = ()
    systems: Annotated[
        tuple[ServiceStep, ...], SERVICE_STEPS, "The systems that it runs on.", InLane(170, side="backstage")
    ] = ()
    message: Annotated[tuple[Message, ...], MESSAGES, "What the brand says here.", InLane(130)] = ()
    content: Annotated[
        tuple[str, ...], TEXTS, "The content offered here: an article, a comparison, a video.", InLane(140)
    ] = ()
    metrics: Annotated[
        Mapping[str, Metric],
        METRICS,
        "What is measured here: `nps`, `csat`, `ces`, `tgw`, `conversion`, `time`, or a name of your own.",
        InLane(70),
    ] = {}
    owner: Annotated[
        tuple[str, ...],
        ListOf(Id(of="owner"), allow_single=True),
        "The id of the owner; of several, the first answers for it. Left out, the stage's owner, else the journey's.",
        InLane(180, "owners", side="either"),
    ] = ()
    next: Annotated[
        tuple[Next, ...],
        ListOf(Struct(Next, text="to", each="way"), allow_single=True, identified_by=(("to", "when", "segment"),)),
        "Where the customer goes from here; left out, the next touchpoint in order.",
    ] = ()
    links: Annotated[tuple[Link, ...], LINKS, "What is worth opening about the step."] = ()

    @cached_property
    def channel_texts(self) -> tuple[str, ...]:
        """The texts of its channels, names or ids, in order."""
        return tuple([use.text for use in self.channels])


declare(
    Touchpoint,
    "with",
    Annotated[tuple[str, ...], ListOf(Id(of="owner"), allow_single=True), "The ids of the owners who support."],
    default=(),
    after="owner",
)


class Stage(Item):
    """A part of the journey with a purpose of its own, made of touchpoints."""

    NOUN: ClassVar[str] = "a stage"

    id: Annotated[str, Id(), "The stage's id; unique in the file.", INTERNAL]
    name: Annotated[str, Text(), "The stage's name: Awareness, Consideration, Purchase."]
    phase: Annotated[
        str | None,
        Text(locale_prefix="phase-"),
        "The phase it belongs to: `pre-purchase`, `consumption`, `post-consumption`, or one of your own.",
    ] = None
    duration: Annotated[str | None, Text(), "How long it usually takes: `2 to 14 days`."] = None
    applies: Annotated[
        bool,
        Choice((False, True)),
        "`false` for a stage that this journey passes over, so that it needs no touchpoints; left out, `true`.",
    ] = True
    focus: Annotated[tuple[str, ...], TEXTS, "What the organisation concentrates on here.", InLane(20)] = ()
    goal: Annotated[
        str | None, Text(), "What the customer wants to have reached by the end of the stage.", InLane(10)
    ] = None
    example: Annotated[
        str | None, Text(), "One customer's walk through the stage, in a sentence or two.", InLane(30)
    ] = None
    image: Annotated[Image | None, IMAGE, "A photo or a drawing of the stage."] = None
    emotions: Annotated[
        tuple[Emotion, ...], EMOTIONS, "How the stage as a whole feels, where its steps have no scores of their own."
    ] = ()
    metrics: Annotated[Mapping[str, Metric], METRICS, "What is measured for the stage as a whole."] = {}
    pains: Annotated[tuple[Point, ...], PAINS, "What hurts in the stage as a whole."] = ()
    gains: Annotated[tuple[Point, ...], GAINS, "What works well in the stage as a whole."] = ()
    opportunities: Annotated[tuple[Point, ...], OPPORTUNITIES, "What could be better in the stage as a whole."] = ()
    improvements: Annotated[
        tuple[Improvement, ...], IMPROVEMENTS, "How the stage as a whole can be made better.", InLane(100)
    ] = ()
    links: Annotated[tuple[Link, ...], LINKS, "What is worth opening about the stage."] = ()
    owner: Annotated[str | None, Id(of="owner"), "The id of the stage's owner; left out, the journey's."] = None
    touchpoints: Annotated[
        tuple[Touchpoint, ...],
        ListOf(Struct(Touchpoint, each="touchpoint"), identified_by=BY_ID),
        "The steps of the stage, in order.",
    ] = ()
