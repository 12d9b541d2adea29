"""The guide to the format for assistants: what they need to write a journey file, in Markdown, made from the model."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.assistants.fields import FieldLines
from journeymap.assistants.guide_text import EXAMPLES, HEAD, NOTATION
from journeymap.model import (
    LANES,
    Action,
    ActionTree,
    Activity,
    AnswerScale,
    Capability,
    Channel,
    ChannelUse,
    CommentColumn,
    Competitor,
    CustomLane,
    Effect,
    Emotion,
    EventPlace,
    Experiment,
    ExperimentArm,
    ExperimentComparison,
    ExperimentResult,
    ExperimentSource,
    ExperimentVariant,
    Image,
    Improvement,
    Journey,
    Link,
    Message,
    Metric,
    Next,
    Objection,
    Owner,
    Persona,
    Point,
    Question,
    Review,
    Segment,
    ServiceStep,
    Signal,
    Source,
    SourceFormat,
    SourceSegment,
    Stage,
    Swot,
    SwotEntry,
    Thought,
    Touchpoint,
    TreeBranch,
    TreeQuestion,
    WayMoved,
)
from journeymap.records import NamedTuple

TOLD: tuple[type, ...] = (
    Journey, Review, Owner, Segment, Persona, Stage, Touchpoint, Emotion, Point, Improvement, Activity,
    Thought, ChannelUse, Message, Objection, ServiceStep, Metric, Next, Action, Swot, SwotEntry, Competitor, CustomLane,
    Link, Image,
)  # fmt: skip
"""The classes whose keys the guide tells, in its order."""


class UntoldClasses(NamedTuple):
    """Classes whose keys the guide leaves out, the keys under which they stand, and why."""

    keys: str
    models: tuple[type, ...]
    why: str


LEFT_OUT = (
    UntoldClasses(
        "`channels` of the file", (Channel,), "they change how the map shows channels, no more (docs/format.md)"
    ),
    UntoldClasses(
        "`effect` of an action", (Effect, WayMoved), "they are estimates for `journeymap simulate` (docs/simulate.md)"
    ),
    UntoldClasses(
        "`experiments`",
        (Experiment, ExperimentVariant, ExperimentSource, ExperimentResult, ExperimentArm, ExperimentComparison),
        "`journeymap experiment read --write` writes their results (docs/experiments.md)",
    ),
    UntoldClasses(
        "`trees`, `capabilities`",
        (ActionTree, TreeQuestion, TreeBranch, Capability),
        "few journeys have them (docs/trees.md)",
    ),
    UntoldClasses(
        "`sources`, `signals`",
        (Source, SourceFormat, SourceSegment, AnswerScale, Question, CommentColumn, EventPlace, Signal),
        "they depend on the columns of files, from which `journeymap measure init` proposes them (docs/measure.md)",
    ),
)


def guide() -> str:
    """Returns the guide, in Markdown and in English."""
    parts = [HEAD, EXAMPLES, NOTATION, "```text", *_keys(), "```\n", *_lanes(), *_left_out()]
    return "\n".join(parts)


def _keys() -> Iterator[str]:
    lines = FieldLines()
    for model in TOLD:
        one_of = getattr(model, "ONE_OF", ())
        yield model.__name__ + (f" ({' or '.join(one_of)} is needed)" if one_of else "")
        yield from (f"  {line}" for line in lines.of(model))


def _lanes() -> Iterator[str]:
    yield f"`lanes` may name, beside your own: {', '.join(LANES)}.\n"


def _left_out() -> Iterator[str]:
    yield "Left out here; `journeymap schema` has all:\n"
    yield from (f"- {each.keys}: {each.why}" for each in LEFT_OUT)
    yield ""
