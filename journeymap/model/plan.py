"""The plan of a journey: actions, SWOT, and reviews."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from journeymap.model.amounts import Money, Sum
from journeymap.model.attachments import LINKS, Link
from journeymap.model.effects import EFFECTS, Effect
from journeymap.model.item import BY_ID_OR_TEXT, INTERNAL, RATING, TEXTS, Item
from journeymap.model.kinds import Choice, Date, Every, Id, Interval, Number, Share, Text
from journeymap.model.people import Owned
from journeymap.model.shape import ListOf, Struct, declare

Status = Literal["idea", "planned", "in-progress", "blocked", "done", "dropped"]
STATUS = Choice(("idea", "planned", "in-progress", "blocked", "done", "dropped"), locale_prefix="status-")


class Action(Owned):
    """Something that somebody will do about the journey."""

    NOUN: ClassVar[str] = "an action"

    id: Annotated[
        str, Id(), "The id that `depends_on` refers to; short ids such as `a1` are shown on the map.", INTERNAL
    ]
    title: Annotated[str, Text(), "What is to be done, as a task."]
    touchpoints: Annotated[
        tuple[str, ...], ListOf(Id(of="touchpoint"), allow_single=True), "The ids of the touchpoints it changes."
    ] = ()
    addresses: Annotated[
        tuple[str, ...],
        ListOf(Id(of="point"), allow_single=True),
        "The ids of the pains, gains, opportunities and improvements it answers.",
    ] = ()
    stages: Annotated[
        tuple[str, ...], ListOf(Id(of="stage"), allow_single=True), "The ids of the stages it changes as a whole."
    ] = ()
    segments: Annotated[
        tuple[str, ...],
        ListOf(Id(of="segment"), allow_single=True),
        "The ids of the segments it is meant for; left out, everyone.",
    ] = ()
    owner: Annotated[
        tuple[str, ...],
        ListOf(Id(of="owner"), allow_single=True),
        "The id of the owner; of several, the first answers for it and the others support.",
    ] = ()
    due: Annotated[
        dt.date | None,
        Date(periods=True),
        "The day it is to be done by; a month or a quarter (`2027-Q1`) counts as its last day.",
    ] = None
    status: Annotated[Status, STATUS, "How far it is."] = "idea"
    done: Annotated[
        dt.date | None,
        Date(periods=True),
        "The day on which it was done, from which its effect is looked for; left out, the day it was due.",
    ] = None
    impact: Annotated[int | None, RATING, "What it will change for customers, 1 (little) to 5 (a great deal)."] = None
    effort: Annotated[int | None, RATING, "What it will cost to do, 1 (little) to 5 (a great deal)."] = None
    confidence: Annotated[float | None, Share(), "How sure the impact is: `80%` or 0.8."] = None
    effect: Annotated[
        tuple[Effect, ...],
        EFFECTS,
        "What it is expected to change: a share, a time or an emotion; `simulate --actions` reckons its gain.",
    ] = ()
    reach: Annotated[float | None, Number(0, 1e12), "How many customers it touches in a quarter."] = None
    votes: Annotated[int | None, Number(0, 1e6, whole=True), "How many votes a workshop gave it."] = None
    measure: Annotated[str | None, Text(), "What will show that it worked."] = None
    target: Annotated[str | None, Text(), "The value of the measure that counts as success."] = None
    check_date: Annotated[
        dt.date | None,
        Date(periods=True),
        "The day on which the measure is looked at; a month or a quarter counts as its last day.",
    ] = None
    depends_on: Annotated[
        tuple[str, ...], ListOf(Id(of="action"), allow_single=True), "The ids of actions that must be done before."
    ] = ()
    blocked_by: Annotated[
        tuple[str, ...], TEXTS, "What holds it up, in words; for another action, use `depends_on`."
    ] = ()
    budget: Annotated[Sum | None, Money(), "What it may cost: `5000 EUR`."] = None
    release: Annotated[str | None, Text(), "The release or the wave in which it comes."] = None
    ticket: Annotated[str | None, Text(), "Its key in a tracker: `SHOP-12`."] = None
    links: Annotated[tuple[Link, ...], LINKS, "What is worth opening about it."] = ()


declare(
    Action,
    "with",
    Annotated[tuple[str, ...], ListOf(Id(of="owner"), allow_single=True), "The ids of the owners who support."],
    default=(),
    after="owner",
)


class SwotEntry(Item):
    """One strength, weakness, opportunity or threat."""

    NOUN: ClassVar[str] = "an entry of a SWOT"

    id: Annotated[str | None, Id(), "The entry's id.", INTERNAL] = None
    text: Annotated[str, Text(), "What helps or hinders."]
    priority: Annotated[int | None, RATING, "How much it matters, 1 (little) to 5 (a great deal)."] = None
    leads_to: Annotated[
        tuple[str, ...], ListOf(Id(of="action"), allow_single=True), "The ids of the actions that follow from it."
    ] = ()


SWOT_ENTRIES = ListOf(Struct(SwotEntry, text="text"), allow_single=True, identified_by=BY_ID_OR_TEXT)


class Swot(Item):
    """Strengths, weaknesses, opportunities and threats."""

    NOUN: ClassVar[str] = "a SWOT"

    strengths: Annotated[tuple[SwotEntry, ...], SWOT_ENTRIES, "What helps, from within."] = ()
    weaknesses: Annotated[tuple[SwotEntry, ...], SWOT_ENTRIES, "What hinders, from within."] = ()
    opportunities: Annotated[tuple[SwotEntry, ...], SWOT_ENTRIES, "What may help, from outside."] = ()
    threats: Annotated[tuple[SwotEntry, ...], SWOT_ENTRIES, "What may hinder, from outside."] = ()


class Review(Item):
    """When the map was last gone through, and how often that is due."""

    NOUN: ClassVar[str] = "a review"

    last: Annotated[dt.date, Date(), "The day of the last review."]
    every: Annotated[Interval, Every(), "How often the map is reviewed: `4 months`."]
