"""The steps of a journey: stages and touchpoints, with their emotions, thoughts, pains, metrics and transitions."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from journeymap.model.item import BY_ID, EVIDENCE, INTERNAL, RATING, TEXTS, Evidence, Item
from journeymap.model.kinds import Choice, Date, Id, Number, Pair, Share, Text
from journeymap.model.shape import InLane, ListOf, MapOf, Omitted, Struct

EXIT = "exit"
CHANNEL_ICONS = (
    "app", "bot", "call", "chat", "courier", "event", "home", "kiosk", "mail", "other", "partner", "payment", "person",
    "place", "post", "review", "search", "shop", "social", "tv", "video", "web",
)  # fmt: skip
"""The icons of channels, which are also the kinds of channels that are known by their names."""

CHANNEL_COLOURS = ("blue", "orange", "violet", "green", "rose", "grey")
BY_ID_OR_TEXT = (("id",), ("text",))


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

    persona: Annotated[
        str | None, Id(of="persona"), "The id of the persona; may be left out when there is at most one."
    ] = None
    score: Annotated[
        float,
        Number(-1000, 1000),
        "How good it feels, on the journey's `emotion_scale` (-2 to 2 unless declared).",
    ]
    label: Annotated[str | None, Text(), "The feeling in a word or two: relieved, unsure."] = None
    quote: Annotated[str | None, Text(), "What the persona said about it."] = None
    evidence: Annotated[Evidence, EVIDENCE, "What the score rests on: assumed, observed or measured."] = "assumed"
    low: Annotated[
        float | None, Number(-1000, 1000), "The lower end of the score's 95 % interval, on the same scale."
    ] = None
    high: Annotated[
        float | None, Number(-1000, 1000), "The upper end of the score's 95 % interval, on the same scale."
    ] = None


class Thought(Item):
    """Something a customer thinks or says to themselves."""

    NOUN: ClassVar[str] = "a thought"

    text: Annotated[str, Text(), "The words, without quotation marks; the map adds those of the language."]
    persona: Annotated[str | None, Id(of="persona"), "The id of the persona who thinks it."] = None


class Point(Item):
    """A pain or an opportunity."""

    NOUN: ClassVar[str] = "a pain or an opportunity"

    id: Annotated[str | None, Id(), "The id that an action's `addresses` refers to.", INTERNAL] = None
    text: Annotated[str, Text(), "What hurts, or what could be better, in the customer's terms."]
    severity: Annotated[int | None, RATING, "How much it matters, 1 (little) to 5 (a great deal)."] = None
    evidence: Annotated[Evidence | None, EVIDENCE, "What it rests on: assumed, observed or measured."] = None
    source: Annotated[str | None, Text(), "Where it was learnt: interviews, support mail, a survey."] = None
    votes: Annotated[int | None, Number(0, 1e6, whole=True), "How many votes a workshop gave it."] = None


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

    to: Annotated[
        str, Id(of="touchpoint"), "The id of the next touchpoint, or `exit` where the customer leaves the journey."
    ]
    share: Annotated[float | None, Share(), "The part of customers who go this way: `34%` or 0.34."] = None
    when: Annotated[str | None, Text(), "In which case, in a few words: `abandon the cart`."] = None


class Touchpoint(Item):
    """One step the customer takes, over one or more channels."""

    NOUN: ClassVar[str] = "a touchpoint"

    id: Annotated[
        str, Id(reserved=(EXIT,)), "The id that `next`, actions and lanes refer to; unique in the file.", INTERNAL
    ]
    name: Annotated[str, Text(), "The step in a few words, from the customer's side: `Checks size and fit`."]
    channels: Annotated[
        tuple[str, ...],
        ListOf(Text(may_be_id_of="channel"), allow_single=True),
        "Where it happens, by name or id; the first is the main channel, the others support it.",
        InLane(120),
    ] = ()
    doing: Annotated[tuple[str, ...], TEXTS, "What the customer does.", InLane(40)] = ()
    thinking: Annotated[
        tuple[Thought, ...],
        ListOf(Struct(Thought, text="text"), allow_single=True, identified_by=(("text",),)),
        "What the customer thinks, in the customer's own words.",
        InLane(50),
    ] = ()
    emotions: Annotated[
        tuple[Emotion, ...],
        ListOf(Struct(Emotion, each="emotion"), allow_single=True, identified_by=(("persona",),)),
        "How it feels: one for each persona that has a view.",
        InLane(60, "feeling"),
    ] = ()
    pains: Annotated[
        tuple[Point, ...],
        ListOf(Struct(Point, text="text", each="pain"), allow_single=True, identified_by=BY_ID_OR_TEXT),
        "What hurts here.",
        InLane(80),
    ] = ()
    opportunities: Annotated[
        tuple[Point, ...],
        ListOf(Struct(Point, text="text", each="opportunity"), allow_single=True, identified_by=BY_ID_OR_TEXT),
        "What could be better here.",
        InLane(90),
    ] = ()
    moment_of_truth: Annotated[
        str | bool,
        Choice(("zmot", "fmot", "smot", "umot", True, False), locale_prefix="moment-"),
        "Whether the journey is decided here: the zero, first, second or ultimate moment of truth, or just `true`.",
    ] = False
    frontstage: Annotated[
        tuple[str, ...], TEXTS, "What the organisation does in the customer's sight.", InLane(150)
    ] = ()
    backstage: Annotated[
        tuple[str, ...], TEXTS, "What the organisation does out of the customer's sight.", InLane(160, side="backstage")
    ] = ()
    systems: Annotated[tuple[str, ...], TEXTS, "The systems that it runs on.", InLane(170, side="backstage")] = ()
    message: Annotated[tuple[str, ...], TEXTS, "What the brand says here.", InLane(130)] = ()
    content: Annotated[
        tuple[str, ...], TEXTS, "The content offered here: an article, a comparison, a video.", InLane(140)
    ] = ()
    metrics: Annotated[
        Mapping[str, Metric],
        MapOf(Struct(Metric, text="value", each="metric"), free=True),
        "What is measured here: `nps`, `csat`, `ces`, `tgw`, `conversion`, `time`, or a name of your own.",
        InLane(70),
    ] = {}
    owner: Annotated[
        str | None,
        Id(of="owner"),
        "The id of the owner; left out, the stage's owner, else the journey's.",
        InLane(180, "owners", side="either"),
    ] = None
    next: Annotated[
        tuple[Next, ...],
        ListOf(Struct(Next, text="to", each="way"), allow_single=True, identified_by=(("to", "when"),)),
        "Where the customer goes from here; left out, the next touchpoint in order.",
    ] = ()


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
        Omitted("the page shows that the stage is empty", ("page",)),
    ] = True
    focus: Annotated[tuple[str, ...], TEXTS, "What the organisation concentrates on here.", InLane(20)] = ()
    goal: Annotated[
        str | None, Text(), "What the customer wants to have reached by the end of the stage.", InLane(10)
    ] = None
    example: Annotated[
        str | None, Text(), "One customer's walk through the stage, in a sentence or two.", InLane(30)
    ] = None
    improvements: Annotated[tuple[str, ...], TEXTS, "How the stage as a whole can be made better.", InLane(100)] = ()
    owner: Annotated[str | None, Id(of="owner"), "The id of the stage's owner; left out, the journey's."] = None
    touchpoints: Annotated[
        tuple[Touchpoint, ...],
        ListOf(Struct(Touchpoint, each="touchpoint"), identified_by=BY_ID),
        "The steps of the stage, in order.",
    ] = ()
