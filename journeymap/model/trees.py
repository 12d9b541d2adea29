"""Action trees: what is asked and checked at a step, what is done or said then, and what an organisation is able to."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from journeymap.model.item import BY_ID, INTERNAL, Item
from journeymap.model.kinds import Choice, Date, Id, Text
from journeymap.model.shape import ListOf, Struct
from journeymap.model.texts import MESSAGES, Message

By = Literal["segment", "channel", "file"]
"""By what it is known already which branch to take, without asking."""


class Capability(Item):
    """Something that the organisation is able to do: by a system that it has, or by people."""

    NOUN: ClassVar[str] = "a capability"

    id: Annotated[str, Id(), "The id that `requires` refers to.", INTERNAL]
    name: Annotated[str, Text(), "What the system or the team is called."]
    kind: Annotated[
        Literal["system", "people"],
        Choice(("system", "people"), locale_prefix="capability-"),
        "Whether it is a system or people; left out, a system.",
    ] = "system"
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner who answers for it."] = None
    available_from: Annotated[
        dt.date | None,
        Date(periods=True),
        "The day from which it can be relied on; a month or a quarter counts as its last day. Left out, already.",
    ] = None


class TreeBranch(Item):
    """One answer to a question of an action tree, and what follows from it."""

    NOUN: ClassVar[str] = "a branch"
    ONE_OF: ClassVar[tuple[str, ...]] = ("go_to", "action", "message", "do")

    when: Annotated[
        str | None, Text(), "The answer; left out, the names of its segments or channels, without these all others."
    ] = None
    segments: Annotated[
        tuple[str, ...],
        ListOf(Id(of="segment"), allow_single=True),
        "The ids of the segments that take it, in a question by segment; left out, all others.",
    ] = ()
    channels: Annotated[
        tuple[str, ...],
        ListOf(Text(may_be_id_of="channel"), allow_single=True),
        "The channels over which it is taken, by name or id, in a question by channel; left out, all others.",
    ] = ()
    go_to: Annotated[str | None, Id(of="question"), "The id of the question that follows."] = None
    action: Annotated[str | None, Id(of="action"), "The id of the action of the plan that is taken."] = None
    message: Annotated[
        str | None,
        Id(of="message"),
        "The id of the message that is said as written, of a touchpoint or the tree.",
    ] = None
    do: Annotated[str | None, Text(), "What is done, where it is no action of the plan, as an instruction."] = None
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner; left out, the action's, else the tree's."] = None
    within: Annotated[str | None, Text(), "How soon, in words: today, 2 hours."] = None
    requires: Annotated[
        tuple[str, ...],
        ListOf(Text(may_be_id_of="capability"), allow_single=True),
        "The systems and people that it needs: ids or names of `capabilities`.",
    ] = ()
    until_then: Annotated[str | None, Text(), "What is done as long as something that it needs is missing."] = None


class TreeQuestion(Item):
    """Something that an action tree asks the customer, or that is known already."""

    NOUN: ClassVar[str] = "a question of a tree"

    id: Annotated[str, Id(), "The id that `go_to` refers to; unique in the file.", INTERNAL]
    question: Annotated[str, Text(), "The question."]
    by: Annotated[
        By | None,
        Choice(("segment", "channel", "file"), locale_prefix="by-"),
        "By what the answer is known without asking: the `segment`, the `channel`, or the customer's `file`.",
    ] = None
    branches: Annotated[
        tuple[TreeBranch, ...],
        ListOf(Struct(TreeBranch), identified_by=(("when",), ("segments",), ("channels",))),
        "The answers, the most urgent first.",
    ]


class ActionTree(Item):
    """What is asked, done and said at a touchpoint or in an interaction, answer by answer."""

    NOUN: ClassVar[str] = "an action tree"
    ONE_OF: ClassVar[tuple[str, ...]] = ("touchpoint", "interaction")

    id: Annotated[str, Id(), "The tree's id.", INTERNAL]
    title: Annotated[str, Text(), "The tree's title."]
    touchpoint: Annotated[str | None, Id(of="touchpoint"), "The id of the touchpoint that it is for."] = None
    interaction: Annotated[
        str | None, Text(), "The interaction that it is for, in words, where it is no touchpoint of the journey."
    ] = None
    audience: Annotated[str | None, Text(), "Whom it is written for: For service agents."] = None
    owner: Annotated[str | None, Id(of="owner"), "The id of the owner who answers for it."] = None
    messages: Annotated[
        tuple[Message, ...], MESSAGES, "What is said in it and stands at no touchpoint, each with an id."
    ] = ()
    questions: Annotated[
        tuple[TreeQuestion, ...],
        ListOf(Struct(TreeQuestion, each="question"), identified_by=BY_ID),
        "The questions; the tree begins with the first.",
    ]


CAPABILITIES = ListOf(Struct(Capability, each="capability"), identified_by=BY_ID)
TREES = ListOf(Struct(ActionTree, each="tree"), identified_by=BY_ID)
