"""What the plan says of action trees: numbered instructions, and the capabilities that they rest on."""

from __future__ import annotations

from journeymap.layout.tree.texts import CapabilityTexts, TreeAnswer, TreeStep, TreeTeller, TreeTexts
from journeymap.model import ActionTree, Journey, TreeBranch, TreeQuestion
from journeymap.records import NamedTuple
from journeymap.render.phrases import Phrases
from journeymap.render.texts import Fact, joined

# The fields that have a text of their own here. All others are described by their kind.
_TREE = ("title", "touchpoint", "interaction", "audience", "owner", "messages", "questions")
_QUESTION = ("question", "by", "branches")
_BRANCH = ("when", "segments", "channels", "go_to", "action", "message", "do", "owner", "within", "requires",
           "until_then")  # fmt: skip
_CAPABILITY = ("name", "kind", "owner", "available_from")


class InstructionAnswer(NamedTuple):
    """An answer and what follows. `go_on` is the instruction to go on with another question, empty at an end.

    `what` is what to do or to say, after its verb; `notes` are the owner, the time and what is needed and there;
    `lack` is what is needed and missing, with what is done until then.
    """

    answer: str
    go_to: int
    go_on: str
    verb: str
    code: str
    text: str
    notes: str
    lack: str


class Instruction(NamedTuple):
    """A question with its number, how its answer is known, and the answers."""

    number: int
    question: str
    how: str
    notes: str
    answers: tuple[InstructionAnswer, ...]


class TreeInstructions(NamedTuple):
    """A tree as instructions that can be followed from the first to an end."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    how: str
    steps: tuple[Instruction, ...]


class WalkWords(NamedTuple):
    """The words of the buttons with which a tree is walked."""

    walk: str
    back: str
    again: str


class TreesOfPlan(NamedTuple):
    """The trees and the capabilities of a journey under their titles; either may be none.

    `headings` are those of the columns of the capabilities. `language` is that of titles and headings.
    """

    title: str
    trees: tuple[TreeInstructions, ...]
    capabilities_title: str
    headings: tuple[str, ...]
    capabilities: tuple[CapabilityTexts, ...]
    language: str
    walk: WalkWords


def trees_of_plan(phrases: Phrases) -> TreesOfPlan:
    """The trees and capabilities of a journey that has some."""
    journey = phrases.journey
    teller = TreeTeller(journey, phrases.today)
    trees = tuple(
        _instructions(tree, told, teller, phrases) for tree, told in zip(journey.trees, teller.trees(), strict=True)
    )
    words = teller.words
    headings = tuple(words[key] for key in ("capability", "kind", "owner", "available"))
    return TreesOfPlan(
        words["trees"],
        trees,
        words["capabilities"],
        headings,
        _capabilities(journey, teller, phrases),
        words.language,
        WalkWords(*(words[key] for key in WalkWords._fields)),
    )


def _capabilities(journey: Journey, teller: TreeTeller, phrases: Phrases) -> tuple[CapabilityTexts, ...]:
    return tuple(
        told._replace(name=joined(told.name, *phrases.by_kind.notes(each, _CAPABILITY)))
        for each, told in zip(journey.capabilities, teller.capabilities(), strict=True)
    )


def _instructions(tree: ActionTree, told: TreeTexts, teller: TreeTeller, phrases: Phrases) -> TreeInstructions:
    words = teller.words
    facts = (
        ("touchpoint", told.touchpoint),
        ("interaction", told.interaction),
        ("written-for", told.audience),
        ("owner", told.owner),
    )
    known = {question.id: question for question in reversed(tree.questions)}
    return TreeInstructions(
        told.id,
        told.title,
        (*(Fact(words[key], text) for key, text in facts if text), *phrases.remaining_fields(tree, _TREE)),
        words["how-followed"],
        tuple(_instruction(step, known[step.id], teller, phrases) for step in told.steps),
    )


def _instruction(step: TreeStep, question: TreeQuestion, teller: TreeTeller, phrases: Phrases) -> Instruction:
    answers = tuple(
        _answer(told, branch, teller, phrases) for told, branch in zip(step.answers, question.branches, strict=True)
    )
    return Instruction(
        step.number, step.question, step.how, joined(*phrases.by_kind.notes(question, _QUESTION)), answers
    )


def _answer(told: TreeAnswer, branch: TreeBranch, teller: TreeTeller, phrases: Phrases) -> InstructionAnswer:
    words = teller.words
    go_on = words.say("go-on", n=words.number(told.go_to)) if told.go_to else ""
    names = phrases.listed(need.name for need in told.needs if not need.lack)
    lacking = phrases.listed(joined(need.name, need.lack) for need in told.needs if need.lack)
    lacking = phrases.words.labelled(words["needs"], lacking) if lacking else ""
    ends = told.kind != "question"
    notes = joined(
        told.takers,
        phrases.words.labelled(words["owner"], told.owner) if told.owner else words["no-owner"] if ends else "",
        phrases.words.labelled(words["within"], told.within) if told.within else "",
        phrases.words.labelled(words["needs"], names) if names else "",
        *phrases.by_kind.notes(branch, _BRANCH),
    )
    return InstructionAnswer(
        told.answer, told.go_to, go_on, told.verb, told.code, told.text, notes, joined(lacking, told.until_then)
    )
