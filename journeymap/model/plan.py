"""The plan of a journey: actions, SWOT, reviews and links."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from journeymap.model.item import INTERNAL, RATING, TEXTS, Item
from journeymap.model.kinds import Choice, Date, Every, Id, Interval, Number, Share, Text
from journeymap.model.shape import ListOf

Status = Literal["idea", "planned", "in-progress", "done", "dropped"]
STATUS = Choice(("idea", "planned", "in-progress", "done", "dropped"), locale_prefix="status-")


class Action(Item):
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
        tuple[str, ...], ListOf(Id(of="point"), allow_single=True), "The ids of the pains and opportunities it answers."
    ] = ()
    segments: Annotated[
        tuple[str, ...],
        ListOf(Id(of="segment"), allow_single=True),
        "The ids of the segments it is meant for; left out, everyone.",
    ] = ()
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner."] = None
    due: Annotated[
        dt.date | None,
        Date(periods=True),
        "The day it is to be done by; a month or a quarter (`2027-Q1`) counts as its last day.",
    ] = None
    status: Annotated[Status, STATUS, "How far it is."] = "idea"
    impact: Annotated[int | None, RATING, "What it will change for customers, 1 (little) to 5 (a great deal)."] = None
    effort: Annotated[int | None, RATING, "What it will cost to do, 1 (little) to 5 (a great deal)."] = None
    confidence: Annotated[float | None, Share(), "How sure the impact is: `80%` or 0.8."] = None
    reach: Annotated[float | None, Number(0, 1e12), "How many customers it touches in a quarter."] = None
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


class Swot(Item):
    """Strengths, weaknesses, opportunities and threats."""

    NOUN: ClassVar[str] = "a SWOT"

    strengths: Annotated[tuple[str, ...], TEXTS, "What helps, from within."] = ()
    weaknesses: Annotated[tuple[str, ...], TEXTS, "What hinders, from within."] = ()
    opportunities: Annotated[tuple[str, ...], TEXTS, "What may help, from outside."] = ()
    threats: Annotated[tuple[str, ...], TEXTS, "What may hinder, from outside."] = ()


class Review(Item):
    """When the map was last gone through, and how often that is due."""

    NOUN: ClassVar[str] = "a review"

    last: Annotated[dt.date, Date(), "The day of the last review."]
    every: Annotated[Interval, Every(), "How often the map is reviewed: `4 months`."]


class Link(Item):
    """Something worth opening beside the map."""

    NOUN: ClassVar[str] = "a link"

    url: Annotated[str, Text(is_address=True), "Where it leads: http, https, mailto, or a path beside the map."]
    title: Annotated[str | None, Text(), "What to call it; left out, the address itself."] = None
