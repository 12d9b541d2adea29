"""The journey: what a file says, immutable and typed. The JSON Schema is made from these classes.

Every object keeps the node of the tree that it was read from, so that a rule can point at the place.
Annotations must stay real objects (no postponed evaluation): the readers are made from them.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, dataclass_transform

from journeymap.diagnostics import Span
from journeymap.model.shape import (
    Choice,
    Date,
    Every,
    Id,
    Interval,
    Language,
    ListOf,
    MapOf,
    Number,
    Pair,
    Share,
    Struct,
    Text,
)
from journeymap.source.tree import Mapping as TreeMapping
from journeymap.source.tree import Node

EXIT = "exit"
SCALE = (-2.0, 2.0)
RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "ha-Arab", "he", "ks", "ku-Arab", "ps", "sd", "ug", "ur", "yi"}
)

PORTRAITS = ("long-hair", "short-hair", "bob", "beard", "bun", "scarf", "side-parting", "glasses")

Evidence = Literal["assumed", "observed", "measured"]
_EVIDENCE = Choice(("assumed", "observed", "measured"))
_TEXTS = ListOf(Text(), one=True)
_IDS = ListOf(Id(), one=True)
_RATING = Number(1, 5, whole=True)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Item:
    """Something read from a file. It is made from keywords and cannot be changed.

    A field's default is the attribute of the class, so a subclass needs no code made for it: as dataclasses,
    these classes alone were a tenth of the time of drawing one map.
    """

    NOUN: ClassVar[str] = "this"

    node: Node

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def at(self, key: str = "") -> Span:
        """Where the value of `key` stands; of the whole, its first key, when there is no such key."""
        node = self.node
        if isinstance(node, TreeMapping):
            entry = node.entries.get(key)
            if entry is not None:
                value = entry[1]
                return value.span if not isinstance(value, TreeMapping) else entry[0].span
            first = next(iter(node.entries.values()), None)
            return first[0].span if first else Span(node.start, node.start + 1)
        return node.span

    def at_item(self, key: str, index: int) -> Span:
        """Where item `index` of the list under `key` stands."""
        node = self.node
        if isinstance(node, TreeMapping) and key in node.entries:
            items = getattr(node.entries[key][1], "items", None)
            if items is not None and index < len(items):
                return Span(items[index].start, items[index].end)
        return self.at(key)

    def at_key(self, key: str, inner: str) -> Span:
        """Where the key `inner` of the mapping under `key` stands."""
        node = self.node
        if isinstance(node, TreeMapping) and key in node.entries:
            value = node.entries[key][1]
            if isinstance(value, TreeMapping) and inner in value.entries:
                return value.entries[inner][0].span
        return self.at(key)


class Owner(Item):
    """Who answers for a part of the journey."""

    NOUN: ClassVar[str] = "an owner"

    id: Annotated[str, Id(), "The id that other parts of the file refer to."]
    name: Annotated[str, Text(), "The person's or the team's name, as the map shows it."]
    role: Annotated[str | None, Text(), "What the owner does in the organisation."] = None
    contact: Annotated[str | None, Text(), "How to reach the owner: an address, a number, a channel."] = None


class Segment(Item):
    """A group of customers who behave alike: new, existing, returning, by intent."""

    NOUN: ClassVar[str] = "a segment"

    id: Annotated[str, Id(), "The id that personas and actions refer to."]
    name: Annotated[str, Text(), "The segment's name."]
    share: Annotated[float | None, Share(), "Its part of all customers: `34%` or 0.34."] = None
    description: Annotated[str | None, Text(), "What sets the segment apart, and how it is approached."] = None


class Persona(Item):
    """One customer drawn from research, whose feelings the map follows."""

    NOUN: ClassVar[str] = "a persona"

    id: Annotated[str, Id(), "The id that emotions refer to."]
    name: Annotated[str, Text(), "The persona's name."]
    segment: Annotated[str | None, Id(), "The id of the persona's segment."] = None
    description: Annotated[str | None, Text(), "Who this is, in a few words: age, occupation, household."] = None
    quote: Annotated[str | None, Text(), "A sentence that only this persona would say."] = None
    goals: Annotated[tuple[str, ...], _TEXTS, "What the persona wants to get done."] = ()
    needs: Annotated[tuple[str, ...], _TEXTS, "What the persona needs on the way."] = ()
    frustrations: Annotated[tuple[str, ...], _TEXTS, "What gets in the persona's way."] = ()
    evidence: Annotated[str | None, Text(), "What the persona rests on, such as `14 interviews`."] = None
    portrait: Annotated[
        tuple[str, ...],
        ListOf(Choice(PORTRAITS), one=True),
        "How the persona is drawn: a hair style, and `glasses` if you like; left out, the initials.",
    ] = ()


class Emotion(Item):
    """How one persona feels at a touchpoint."""

    NOUN: ClassVar[str] = "an emotion"

    persona: Annotated[str | None, Id(), "The id of the persona; may be left out when there is at most one."] = None
    score: Annotated[
        float,
        Number(-1000, 1000),
        "How good it feels, on the journey's `emotion_scale` (-2 to 2 unless declared).",
    ]
    label: Annotated[str | None, Text(), "The feeling in a word or two: relieved, unsure."] = None
    quote: Annotated[str | None, Text(), "What the persona said about it."] = None
    evidence: Annotated[Evidence, _EVIDENCE, "What the score rests on: assumed, observed or measured."] = "assumed"
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
    persona: Annotated[str | None, Id(), "The id of the persona who thinks it."] = None


class Point(Item):
    """A pain or an opportunity."""

    NOUN: ClassVar[str] = "a pain or an opportunity"

    id: Annotated[str | None, Id(), "The id that an action's `addresses` refers to."] = None
    text: Annotated[str, Text(), "What hurts, or what could be better, in the customer's terms."]
    severity: Annotated[int | None, _RATING, "How much it matters, 1 (little) to 5 (a great deal)."] = None
    evidence: Annotated[Evidence | None, _EVIDENCE, "What it rests on: assumed, observed or measured."] = None
    source: Annotated[str | None, Text(), "Where it was learnt: interviews, support mail, a survey."] = None
    votes: Annotated[int | None, Number(0, 1e6, whole=True), "How many votes a workshop gave it."] = None


class Metric(Item):
    """A number measured at a touchpoint."""

    NOUN: ClassVar[str] = "a metric"

    value: Annotated[float, Number(), "The number itself; shares are given in percent (84, not 0.84)."]
    name: Annotated[str | None, Text(), "The name shown on the map; known metrics bring their own."] = None
    n: Annotated[int | None, Number(0, 1e12, whole=True), "How many answers or events it rests on."] = None
    date: Annotated[dt.date | None, Date(), "When it was measured."] = None
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

    to: Annotated[str, Id(), "The id of the next touchpoint, or `exit` where the customer leaves the journey."]
    share: Annotated[float | None, Share(), "The part of customers who go this way: `34%` or 0.34."] = None
    when: Annotated[str | None, Text(), "In which case, in a few words: `abandon the cart`."] = None


class Touchpoint(Item):
    """One step the customer takes, over one or more channels."""

    NOUN: ClassVar[str] = "a touchpoint"

    id: Annotated[str, Id(reserved=(EXIT,)), "The id that `next`, actions and lanes refer to; unique in the file."]
    name: Annotated[str, Text(), "The step in a few words, from the customer's side: `Checks size and fit`."]
    channels: Annotated[
        tuple[str, ...], _TEXTS, "Where it happens; the first is the main channel, the others support it."
    ] = ()
    doing: Annotated[tuple[str, ...], _TEXTS, "What the customer does."] = ()
    thinking: Annotated[
        tuple[Thought, ...],
        ListOf(Struct(Thought, text="text"), one=True),
        "What the customer thinks, in the customer's own words.",
    ] = ()
    emotions: Annotated[
        tuple[Emotion, ...],
        ListOf(Struct(Emotion), one=True),
        "How it feels: one for each persona that has a view.",
    ] = ()
    pains: Annotated[tuple[Point, ...], ListOf(Struct(Point, text="text"), one=True), "What hurts here."] = ()
    opportunities: Annotated[
        tuple[Point, ...], ListOf(Struct(Point, text="text"), one=True), "What could be better here."
    ] = ()
    moment_of_truth: Annotated[
        str | bool,
        Choice(("zmot", "fmot", "smot", "umot", True, False)),
        "Whether the journey is decided here: the zero, first, second or ultimate moment of truth, or just `true`.",
    ] = False
    frontstage: Annotated[tuple[str, ...], _TEXTS, "What the organisation does in the customer's sight."] = ()
    backstage: Annotated[tuple[str, ...], _TEXTS, "What the organisation does out of the customer's sight."] = ()
    systems: Annotated[tuple[str, ...], _TEXTS, "The systems that it runs on."] = ()
    message: Annotated[tuple[str, ...], _TEXTS, "What the brand says here."] = ()
    content: Annotated[tuple[str, ...], _TEXTS, "The content offered here: an article, a comparison, a video."] = ()
    metrics: Annotated[
        Mapping[str, Metric],
        MapOf(Struct(Metric, text="value"), free=True),
        "What is measured here: `nps`, `csat`, `ces`, `tgw`, `conversion`, `time`, or a name of your own.",
    ] = {}
    owner: Annotated[str | None, Id(), "The id of the owner; left out, the stage's owner, else the journey's."] = None
    next: Annotated[
        tuple[Next, ...],
        ListOf(Struct(Next, text="to"), one=True),
        "Where the customer goes from here; left out, the next touchpoint in order.",
    ] = ()


class Stage(Item):
    """A part of the journey with a purpose of its own, made of touchpoints."""

    NOUN: ClassVar[str] = "a stage"

    id: Annotated[str, Id(), "The stage's id; unique in the file."]
    name: Annotated[str, Text(), "The stage's name: Awareness, Consideration, Purchase."]
    phase: Annotated[
        str | None,
        Text(),
        "The phase it belongs to: `pre-purchase`, `consumption`, `post-consumption`, or one of your own.",
    ] = None
    duration: Annotated[str | None, Text(), "How long it usually takes: `2 to 14 days`."] = None
    focus: Annotated[tuple[str, ...], _TEXTS, "What the organisation concentrates on here."] = ()
    goal: Annotated[str | None, Text(), "What the customer wants to have reached by the end of the stage."] = None
    example: Annotated[str | None, Text(), "One customer's walk through the stage, in a sentence or two."] = None
    improvements: Annotated[tuple[str, ...], _TEXTS, "How the stage as a whole can be made better."] = ()
    owner: Annotated[str | None, Id(), "The id of the stage's owner; left out, the journey's."] = None
    touchpoints: Annotated[tuple[Touchpoint, ...], ListOf(Struct(Touchpoint)), "The steps of the stage, in order."] = ()


Status = Literal["idea", "planned", "in-progress", "done", "dropped"]


class Action(Item):
    """Something that somebody will do about the journey."""

    NOUN: ClassVar[str] = "an action"

    id: Annotated[str, Id(), "The id that `depends_on` refers to; short ids such as `a1` are shown on the map."]
    title: Annotated[str, Text(), "What is to be done, as a task."]
    touchpoints: Annotated[tuple[str, ...], _IDS, "The ids of the touchpoints it changes."] = ()
    addresses: Annotated[tuple[str, ...], _IDS, "The ids of the pains and opportunities it answers."] = ()
    segments: Annotated[tuple[str, ...], _IDS, "The ids of the segments it is meant for; left out, everyone."] = ()
    owner: Annotated[str | None, Id(), "The id of the owner."] = None
    due: Annotated[dt.date | None, Date(), "The day it is to be done by."] = None
    status: Annotated[Status, Choice(("idea", "planned", "in-progress", "done", "dropped")), "How far it is."] = "idea"
    impact: Annotated[int | None, _RATING, "What it will change for customers, 1 (little) to 5 (a great deal)."] = None
    effort: Annotated[int | None, _RATING, "What it will cost to do, 1 (little) to 5 (a great deal)."] = None
    confidence: Annotated[float | None, Share(), "How sure the impact is: `80%` or 0.8."] = None
    reach: Annotated[float | None, Number(0, 1e12), "How many customers it touches in a quarter."] = None
    measure: Annotated[str | None, Text(), "What will show that it worked."] = None
    target: Annotated[str | None, Text(), "The value of the measure that counts as success."] = None
    check_date: Annotated[dt.date | None, Date(), "The day on which the measure is looked at."] = None
    depends_on: Annotated[tuple[str, ...], _IDS, "The ids of actions that must be done before."] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.status not in ("done", "dropped")

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it should have been done by now."""
        return self.is_open and self.due is not None and self.due < today


class Swot(Item):
    """Strengths, weaknesses, opportunities and threats."""

    NOUN: ClassVar[str] = "a SWOT"

    strengths: Annotated[tuple[str, ...], _TEXTS, "What helps, from within."] = ()
    weaknesses: Annotated[tuple[str, ...], _TEXTS, "What hinders, from within."] = ()
    opportunities: Annotated[tuple[str, ...], _TEXTS, "What may help, from outside."] = ()
    threats: Annotated[tuple[str, ...], _TEXTS, "What may hinder, from outside."] = ()


class Competitor(Item):
    """Another way for the customer to get it done, scored at the same touchpoints."""

    NOUN: ClassVar[str] = "a competitor"

    id: Annotated[str, Id(), "The competitor's id."]
    name: Annotated[str, Text(), "The competitor's name."]
    scores: Annotated[
        Mapping[str, float],
        MapOf(Number(-1000, 1000)),
        "How it feels there, by touchpoint id, on the journey's `emotion_scale`.",
    ] = {}


class CustomLane(Item):
    """A row of the map that a team invents."""

    NOUN: ClassVar[str] = "a custom lane"

    id: Annotated[str, Id(), "The lane's id, which `lanes` refers to."]
    name: Annotated[str, Text(), "The lane's title on the map."]
    texts: Annotated[Mapping[str, tuple[str, ...]], MapOf(_TEXTS), "What stands in the lane, by touchpoint id."] = {}


class Review(Item):
    """When the map was last gone through, and how often that is due."""

    NOUN: ClassVar[str] = "a review"

    last: Annotated[dt.date, Date(), "The day of the last review."]
    every: Annotated[Interval, Every(), "How often the map is reviewed: `4 months`."]

    @property
    def due(self) -> dt.date:
        """The day by which the next review is to be held."""
        return self.every.after(self.last)


class Link(Item):
    """Something worth opening beside the map."""

    NOUN: ClassVar[str] = "a link"

    url: Annotated[str, Text(), "Where it leads: http, https, mailto, or a path beside the map."]
    title: Annotated[str | None, Text(), "What to call it; left out, the address itself."] = None


LANES = (
    "goal", "focus", "example", "doing", "thinking", "feeling", "metrics", "pains", "opportunities", "improvements",
    "competitors", "channels", "message", "content", "frontstage", "backstage", "systems", "owners",
)  # fmt: skip


class Journey(Item):
    """A customer journey: one file, one map."""

    NOUN: ClassVar[str] = "a journey"

    journeymap: Annotated[int, Number(1, 1, whole=True), "The version of the file format: 1."]
    id: Annotated[str, Id(), "The journey's id; output files are named after it."]
    title: Annotated[str, Text(), "The map's title."]
    language: Annotated[
        str,
        Language(),
        "The language of the texts: `en`, `he`, `fa`, `ar`; it sets the direction of the map.",
    ] = "en"
    kind: Annotated[
        Literal["as-is", "to-be"],
        Choice(("as-is", "to-be")),
        "Whether the map shows how it is or how it is to become.",
    ] = "as-is"
    takeaway: Annotated[str | None, Text(), "The finding, in a sentence or two: the second line of the map."] = None
    organisation: Annotated[str | None, Text(), "Whose journey it is."] = None
    scenario: Annotated[str | None, Text(), "The situation that the map follows."] = None
    goal: Annotated[str | None, Text(), "What the customer wants to reach."] = None
    objectives: Annotated[tuple[str, ...], _TEXTS, "What the business wants to reach."] = ()
    evidence: Annotated[tuple[str, ...], _TEXTS, "What the map rests on: interviews, surveys, analytics."] = ()
    owner: Annotated[str | None, Id(), "The id of the owner of the whole journey."] = None
    review: Annotated[Review | None, Struct(Review), "When the map was last reviewed and how often it is."] = None
    version: Annotated[str | None, Text(), "The version of the content, in your own counting."] = None
    tags: Annotated[tuple[str, ...], _TEXTS, "Free words to find the journey by."] = ()
    links: Annotated[
        tuple[Link, ...], ListOf(Struct(Link, text="url"), one=True), "What is worth opening beside the map."
    ] = ()
    emotion_scale: Annotated[
        tuple[float, float],
        Pair(),
        "The lowest and highest emotion score; `[-2, 2]` unless given. Other scales are mapped linearly.",
    ] = SCALE
    owners: Annotated[tuple[Owner, ...], ListOf(Struct(Owner)), "Who answers for what."] = ()
    segments: Annotated[tuple[Segment, ...], ListOf(Struct(Segment)), "Groups of customers."] = ()
    personas: Annotated[
        tuple[Persona, ...], ListOf(Struct(Persona)), "The customers whose feelings the map follows."
    ] = ()
    stages: Annotated[tuple[Stage, ...], ListOf(Struct(Stage)), "The stages, in order."]
    actions: Annotated[
        tuple[Action, ...], ListOf(Struct(Action)), "The plan: what will be done, by whom, by when."
    ] = ()
    swot: Annotated[Swot | None, Struct(Swot), "Strengths, weaknesses, opportunities and threats."] = None
    competitors: Annotated[
        tuple[Competitor, ...], ListOf(Struct(Competitor)), "Other ways for the customer to get it done."
    ] = ()
    custom: Annotated[tuple[CustomLane, ...], ListOf(Struct(CustomLane)), "Lanes of your own."] = ()
    lanes: Annotated[
        tuple[str, ...], _IDS, "Which rows the map shows, in order; left out, every row that has content."
    ] = ()

    @property
    def is_rtl(self) -> bool:
        """Whether the map reads right to left."""
        return self.language in RTL_LANGUAGES or self.language.split("-")[0] in RTL_LANGUAGES

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order, across stages."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each touchpoint, counted from 1 in order, by its id."""
        return {touchpoint.id: number for number, touchpoint in enumerate(self.touchpoints, 1)}

    @cached_property
    def touchpoint_by_id(self) -> dict[str, Touchpoint]:
        """Touchpoints by id; the first of doubles."""
        return {touchpoint.id: touchpoint for touchpoint in reversed(self.touchpoints)}

    @cached_property
    def stage_of(self) -> dict[str, Stage]:
        """The stage of each touchpoint, by the touchpoint's id."""
        return {touchpoint.id: stage for stage in reversed(self.stages) for touchpoint in stage.touchpoints}

    @cached_property
    def owner_by_id(self) -> dict[str, Owner]:
        """Owners by id."""
        return {owner.id: owner for owner in reversed(self.owners)}

    @cached_property
    def persona_by_id(self) -> dict[str, Persona]:
        """Personas by id."""
        return {persona.id: persona for persona in reversed(self.personas)}

    def owner_of(self, touchpoint: Touchpoint) -> Owner | None:
        """The touchpoint's owner: its own, else its stage's, else the journey's."""
        stage = self.stage_of.get(touchpoint.id)
        owner = touchpoint.owner or (stage.owner if stage else None) or self.owner
        return self.owner_by_id.get(owner) if owner else None

    def persona_of(self, item: Emotion | Thought) -> str | None:
        """The id of the persona an emotion or thought belongs to: its own, else the only one there is."""
        if item.persona is None and len(self.personas) == 1:
            return self.personas[0].id
        return item.persona

    def feeling(self, score: float) -> float:
        """A score on the journey's scale as a feeling from -2 to 2."""
        low, high = self.emotion_scale
        return (score - low) / (high - low) * 4 - 2

    def points(self) -> Iterator[tuple[Touchpoint, Point, Literal["pain", "opportunity"]]]:
        """Every pain and opportunity with its touchpoint, in the order of the file."""
        for touchpoint in self.touchpoints:
            for pain in touchpoint.pains:
                yield touchpoint, pain, "pain"
            for opportunity in touchpoint.opportunities:
                yield touchpoint, opportunity, "opportunity"

    @cached_property
    def action_codes(self) -> dict[str, str]:
        """The short code that the map shows for each action: `A1` for the id `a1`, else its number."""
        codes: dict[str, str] = {}
        for number, action in enumerate(self.actions, 1):
            short = len(action.id) <= 4 and action.id[0].isalpha() and action.id[-1].isdigit()
            codes[action.id] = action.id.upper() if short else f"A{number}"
        return codes

    @cached_property
    def actions_addressing(self) -> dict[str, tuple[Action, ...]]:
        """The actions that answer each pain or opportunity, by its id."""
        found: dict[str, list[Action]] = {}
        for action in self.actions:
            for point in action.addresses:
                found.setdefault(point, []).append(action)
        return {point: tuple(actions) for point, actions in found.items()}
