"""The journey: the whole content of one file."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from journeymap.calendars import CALENDARS, Calendar
from journeymap.model.amounts import Money, Sum
from journeymap.model.attachments import IMAGE, LINKS, Image, Link, Picture, UnreadPicture
from journeymap.model.codes import short_codes
from journeymap.model.effects import Effect
from journeymap.model.experiments import EXPERIMENTS, Experiment
from journeymap.model.item import BY_ID, HOW_COUNTED, HOW_READ, INTERNAL, TEXTS, Item
from journeymap.model.kinds import Choice, Id, Language, Number, Pair, Share, Text
from journeymap.model.people import Owner, Persona, Segment
from journeymap.model.plan import Action, Review, Swot
from journeymap.model.shape import InLane, ListOf, MapOf, Omitted, Struct
from journeymap.model.source_events import Converts
from journeymap.model.sources import SIGNALS, Signal, Source
from journeymap.model.steps import Channel, Emotion, Stage, Touchpoint
from journeymap.model.texts import Improvement, Point, Thought
from journeymap.model.trees import CAPABILITIES, TREES, ActionTree, Capability
from journeymap.records import cached_property

PointKind = Literal["pain", "gain", "opportunity"]
Part = Stage | Touchpoint
"""A part of the journey that may have feelings, metrics and points."""
SCALE = (-2.0, 2.0)
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def reads_rtl(language: str) -> bool:
    """Whether a language is written right to left: by the script in its code, as in `ku-Arab`, else by itself."""
    main, *others = language.split("-")
    script = next((part.title() for part in others if len(part) == 4 and part.isalpha()), "")
    return script in _RTL_SCRIPTS if script else main in _RTL_LANGUAGES


class Competitor(Item):
    """Another way for the customer to get it done, scored at the same touchpoints."""

    NOUN: ClassVar[str] = "a competitor"

    id: Annotated[str, Id(), "The competitor's id.", INTERNAL]
    name: Annotated[str, Text(), "The competitor's name."]
    scores: Annotated[
        Mapping[str, float],
        MapOf(Number(-1000, 1000), of="touchpoint"),
        "How it feels there, by touchpoint id, on the journey's `emotion_scale`.",
    ] = {}
    considered: Annotated[float | None, Share(), "The part of customers who consider it: `40%` or 0.4."] = None
    strengths: Annotated[tuple[str, ...], TEXTS, "What it does better."] = ()


class CustomLane(Item):
    """A row of the map that a team invents."""

    NOUN: ClassVar[str] = "a custom lane"

    id: Annotated[str, Id(), "The lane's id, which `lanes` refers to.", INTERNAL]
    name: Annotated[str, Text(), "The lane's title on the map."]
    texts: Annotated[
        Mapping[str, tuple[str, ...]], MapOf(TEXTS, of="touchpoint"), "What stands in the lane, by touchpoint id."
    ] = {}
    side: Annotated[
        Literal["frontstage", "backstage"] | None,
        Choice(("frontstage", "backstage"), locale_prefix="lane-"),
        "On which side of the line of visibility it stands; left out, above it: `frontstage`.",
        Omitted("the map alone has rows", ("page",)),
    ] = None


class Journey(Item):
    """A customer journey: one file, one map."""

    NOUN: ClassVar[str] = "a journey"

    journeymap: Annotated[
        int, Number(1, 1, whole=True), "The version of the file format: 1.", Omitted("there is only one version")
    ]
    id: Annotated[str, Id(), "The journey's id; output files are named after it.", INTERNAL]
    title: Annotated[str, Text(), "The map's title."]
    language: Annotated[
        str,
        Language(),
        "The language of the texts: `en`, `he`, `fa`, `ar`; it sets the direction of the map.",
        Omitted("the page is written in it", ("page",)),
    ] = "en"
    calendar: Annotated[
        Calendar | None,
        Choice(CALENDARS),
        "The calendar that the dates of the file are in; left out, the Gregorian one.",
        Omitted("the dates of the page are in it", ("page",)),
    ] = None
    kind: Annotated[
        Literal["as-is", "to-be"],
        Choice(("as-is", "to-be"), locale_prefix="kind-"),
        "Whether the map shows how it is or how it is to become.",
    ] = "as-is"
    takeaway: Annotated[str | None, Text(), "The finding, in a sentence or two: the second line of the map."] = None
    organisation: Annotated[str | None, Text(), "Whose journey it is."] = None
    scenario: Annotated[str | None, Text(), "The situation that the map follows."] = None
    goal: Annotated[str | None, Text(), "What the customer wants to reach."] = None
    objectives: Annotated[tuple[str, ...], TEXTS, "What the business wants to reach."] = ()
    converts: Converts = ()
    value: Annotated[Sum | None, Money(), "What a customer who converts brings: `240 EUR`."] = None
    evidence: Annotated[tuple[str, ...], TEXTS, "What the map rests on: interviews, surveys, analytics."] = ()
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner of the whole journey."] = None
    review: Annotated[
        Review | None, Struct(Review, main="last"), "When the map was last reviewed and how often it is."
    ] = None
    version: Annotated[str | None, Text(), "The version of the content, in your own counting."] = None
    tags: Annotated[tuple[str, ...], TEXTS, "Free words to find the journey by."] = ()
    links: Annotated[tuple[Link, ...], LINKS, "What is worth opening beside the map."] = ()
    image: Annotated[Image | None, IMAGE, "A picture of the journey as a whole."] = None
    emotion_scale: Annotated[
        tuple[float, float],
        Pair(),
        "The lowest and highest emotion score; `[-2, 2]` unless given. Other scales are mapped linearly.",
    ] = SCALE
    owners: Annotated[
        tuple[Owner, ...], ListOf(Struct(Owner, each="owner"), identified_by=BY_ID), "Who answers for what."
    ] = ()
    segments: Annotated[
        tuple[Segment, ...], ListOf(Struct(Segment, each="segment"), identified_by=BY_ID), "Groups of customers."
    ] = ()
    personas: Annotated[
        tuple[Persona, ...],
        ListOf(Struct(Persona, each="persona"), identified_by=BY_ID),
        "The customers whose feelings the map follows.",
    ] = ()
    channels: Annotated[
        tuple[Channel, ...],
        ListOf(Struct(Channel, each="channel"), identified_by=BY_ID),
        "How the map shows channels. Touchpoints may use others as well.",
    ] = ()
    stages: Annotated[
        tuple[Stage, ...], ListOf(Struct(Stage, each="stage"), identified_by=BY_ID), "The stages, in order."
    ]
    actions: Annotated[
        tuple[Action, ...],
        ListOf(Struct(Action, each="action"), identified_by=BY_ID),
        "The plan: what will be done, by whom, by when.",
    ] = ()
    parking_lot: Annotated[
        tuple[str, ...], TEXTS, "What a workshop left open: questions and ideas to come back to."
    ] = ()
    experiments: Annotated[
        tuple[Experiment, ...], EXPERIMENTS, "What is tried on some customers and not on others, and what came of it."
    ] = ()
    capabilities: Annotated[
        tuple[Capability, ...], CAPABILITIES, "The systems and people that action trees can rely on."
    ] = ()
    trees: Annotated[
        tuple[ActionTree, ...], TREES, "Action trees: what is asked, done and said at a touchpoint, answer by answer."
    ] = ()
    sources: Annotated[
        tuple[Source, ...],
        ListOf(Struct(Source, each="source"), identified_by=BY_ID),
        "Where answers and events of customers are, from which `journeymap measure` counts.",
        HOW_READ,
    ] = ()
    signals: Annotated[tuple[Signal, ...], SIGNALS, "What is counted in the comments of customers.", HOW_COUNTED] = ()
    swot: Annotated[Swot | None, Struct(Swot), "Strengths, weaknesses, opportunities and threats."] = None
    competitors: Annotated[
        tuple[Competitor, ...],
        ListOf(Struct(Competitor, each="competitor"), identified_by=BY_ID),
        "Other ways for the customer to get it done.",
        InLane(110),
    ] = ()
    custom: Annotated[
        tuple[CustomLane, ...], ListOf(Struct(CustomLane, each="lane"), identified_by=BY_ID), "Lanes of your own."
    ] = ()
    lanes: Annotated[
        tuple[str, ...],
        ListOf(Id(lane=True), allow_single=True),
        "Which rows the map shows, in order on each side of the line of visibility; left out, every row that has content.",
        Omitted("the map alone has rows", ("page",)),
    ] = ()
    may_mention: bool = True
    """Whether a text may hold a mention (`[[id]]`); only then are all texts searched for mentions."""
    pictures: Mapping[str, Picture | UnreadPicture] = {}
    """The pictures of the files that `image` names, by what is written there, once these files have been read."""
    beside: tuple[Any, ...] = ()  # the overlays of files beside its own, once these have been read
    whole: "Journey | None" = None
    """The journey of which this is the part of a persona or a segment; None for a whole one."""

    @cached_property
    def is_rtl(self) -> bool:
        """Whether the map reads right to left."""
        return reads_rtl(self.language)

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order, across stages."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Each stage and, after it, its touchpoints, in order: all that may have feelings, metrics and points."""
        found: list[Part] = []
        for stage in self.stages:
            found.append(stage)
            found.extend(stage.touchpoints)
        return tuple(found)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each touchpoint, counted from 1 in order, by its id; of a part, those of the whole."""
        if self.whole is not None:
            return self.whole.number_of
        return {touchpoint.id: number for number, touchpoint in enumerate(self.touchpoints, 1)}

    @cached_property
    def touchpoint_by_number(self) -> dict[int, Touchpoint]:
        """Each touchpoint by its number, in order."""
        return {self.number_of[touchpoint.id]: touchpoint for touchpoint in self.touchpoints}

    @cached_property
    def touchpoint_by_id(self) -> dict[str, Touchpoint]:
        """Touchpoints by id; of several with one id, the first."""
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

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """The effects of all actions, in order."""
        return tuple(effect for action in self.actions for effect in action.effect)

    def owner_of(self, touchpoint: Touchpoint) -> Owner | None:
        """Returns the touchpoint's owner: its own, else its stage's, else the journey's; None without a known one."""
        stage = self.stage_of.get(touchpoint.id)
        owner = touchpoint.answerable or (stage.owner if stage else None) or self.owner
        return self.owner_by_id.get(owner) if owner else None

    def picture_of(self, item: Stage | Touchpoint | Persona | None = None) -> Picture | None:
        """Returns the picture of a part, or of the journey itself; None where there is none that is ready to be drawn."""
        image = (item or self).image
        found = self.pictures.get(image.file) if image else None
        return found if isinstance(found, Picture) else None

    def persona_of(self, item: Emotion | Thought) -> str | None:
        """Returns the id of the persona that an emotion or thought names, else that of the journey's only persona."""
        return self.personas[0].id if item.persona is None and len(self.personas) == 1 else item.persona

    def feeling(self, score: float) -> float:
        """Converts a score on the journey's scale to a feeling from -2 to 2; 0 when both ends of the scale are equal."""
        low, high = self.emotion_scale
        return (score - low) / (high - low) * 4 - 2 if low != high else 0.0

    def points(self) -> Iterator[tuple[Part, Point, PointKind]]:
        """Yields every pain, gain and opportunity with where it stands and its kind.

        Those of a stage itself come before those of its touchpoints.
        """
        for part in self.parts:
            for pain in part.pains:
                yield part, pain, "pain"
            for gain in part.gains:
                yield part, gain, "gain"
            for opportunity in part.opportunities:
                yield part, opportunity, "opportunity"

    def addressable(self) -> Iterator[tuple[Part, Point | Improvement]]:
        """Yields all that an action may address, with where it stands: points, and then the stages' improvements."""
        for part, point, _ in self.points():
            yield part, point
        for stage in self.stages:
            for improvement in stage.improvements:
                yield stage, improvement

    @cached_property
    def action_codes(self) -> dict[str, str]:
        """The short code that the map shows for each action: `A1`; a part has those of the whole."""
        if self.whole is not None:
            return self.whole.action_codes
        return short_codes((action.id for action in self.actions), "a")

    @cached_property
    def experiment_codes(self) -> dict[str, str]:
        """The short code that the map shows for each experiment: `X1`; a part has those of the whole."""
        if self.whole is not None:
            return self.whole.experiment_codes
        return short_codes((experiment.id for experiment in self.experiments), "x")
