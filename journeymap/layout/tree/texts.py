"""An action tree with finished texts, as the picture, the plan, the page and the walk show it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from journeymap.insight.tree_ends import TreeEnd, end_of_branch, takers
from journeymap.insight.trees import in_order, is_leaf, questions_by_id
from journeymap.model import ActionTree, Capability, Journey, TreeBranch, TreeQuestion
from journeymap.model.trees import By
from journeymap.records import NamedTuple
from journeymap.style.locale import MAP, Words, load_words, spoken
from journeymap.style.word_files import TREES

AnswerKind = Literal["question", "action", "message"]
_ICONS: dict[By | None, str] = {None: "thinking", "segment": "person", "channel": "channels", "file": "systems"}


class TreeNeed(NamedTuple):
    """Something that is needed. `lack` says what is wrong with it (`missing`, `from 1 Mar 2027`); empty for nothing."""

    name: str
    lack: str


class TreeAnswer(NamedTuple):
    """An answer, and what follows: a question (its number in `go_to`), or something to do or to say.

    `takers` are the segments or channels that take it, empty where these are the answer themselves. `text` is the
    question, what to do, or what to say in quotation marks; `verb` the word for it (`Do`), and `noun` that for its kind
    (`action`). `until_then` is a whole sentence, empty where nothing is missing.
    """

    answer: str
    takers: str
    kind: AnswerKind
    go_to: int = 0
    verb: str = ""
    noun: str = ""
    code: str = ""
    text: str = ""
    owner: str = ""
    within: str = ""
    needs: tuple[TreeNeed, ...] = ()
    until_then: str = ""

    @property
    def lacks(self) -> bool:
        """Whether something that it needs is missing."""
        return any(need.lack for need in self.needs)


class TreeStep(NamedTuple):
    """A question with its number. `how` is the word for how the answer is known: `Ask`, `Channel`."""

    number: int
    id: str
    question: str
    how: str
    icon: str
    is_asked: bool
    answers: tuple[TreeAnswer, ...]


class TreeTexts(NamedTuple):
    """A tree: its questions in the order in which they are come to, and what it is for. `place` is that in words."""

    id: str
    title: str
    audience: str
    owner: str
    touchpoint: str
    interaction: str
    steps: tuple[TreeStep, ...]

    @property
    def place(self) -> str:
        """The touchpoint or, without one, the interaction."""
        return self.touchpoint or self.interaction


class CapabilityTexts(NamedTuple):
    """A capability: its name, its kind in words, its owner, and since or from when it is there."""

    name: str
    kind: str
    owner: str
    available: str


class TreeTeller:
    """Tells the trees of a journey in its language, as they stand on a day.

    `words` are those of trees and `map_words` those of the map. `own` is the folder of the user's templates.
    """

    def __init__(self, journey: Journey, today: dt.date, own: Path | None = None) -> None:
        self.journey = journey
        self.today = today
        language = spoken(journey.language, (TREES, MAP), own)
        self.words: Words = load_words(language, TREES, journey.calendar, own)
        self.map_words: Words = load_words(language, MAP, journey.calendar, own)

    def trees(self) -> tuple[TreeTexts, ...]:
        """All trees, in the order of the file."""
        return tuple(self.tree(tree) for tree in self.journey.trees)

    def tree(self, tree: ActionTree) -> TreeTexts:
        """One tree."""
        numbers, known = in_order(tree), questions_by_id(tree)
        return TreeTexts(
            tree.id, tree.title, tree.audience or "", self._owner(tree.owner), self._touchpoint(tree),
            tree.interaction or "",
            tuple(self._step(tree, known[id_], number, numbers) for id_, number in numbers.items()),
        )  # fmt: skip

    def capabilities(self) -> tuple[CapabilityTexts, ...]:
        """All capabilities, in the order of the file."""
        return tuple(self._capability(each) for each in self.journey.capabilities)

    def _capability(self, capability: Capability) -> CapabilityTexts:
        day = capability.available_from
        since = "" if day is None else self.words.say("from-day", day=self.words.day(day))
        kind = self.words[f"capability-{capability.kind}"]
        return CapabilityTexts(
            capability.name, kind, self._owner(capability.owner), since or self.words["available-now"]
        )

    def _owner(self, owner: str | None) -> str:
        found = self.journey.owner_by_id.get(owner or "")
        return found.name if found else ""

    def _touchpoint(self, tree: ActionTree) -> str:
        touchpoint = self.journey.touchpoint_by_id.get(tree.touchpoint or "")
        if touchpoint is None:
            return ""
        return f"{self.words.number(self.journey.number_of[touchpoint.id])} · {touchpoint.name}"

    def _step(self, tree: ActionTree, question: TreeQuestion, number: int, numbers: dict[str, int]) -> TreeStep:
        how = self.words[f"by-{question.by}" if question.by else "ask"]
        answers = tuple(self._answer(tree, branch, numbers) for branch in question.branches)
        icon = _ICONS[question.by]
        return TreeStep(number, question.id, question.question, how, icon, question.by is None, answers)

    def _answer(self, tree: ActionTree, branch: TreeBranch, numbers: dict[str, int]) -> TreeAnswer:
        names = self.map_words["list-comma"].join(takers(self.journey, branch))
        said = branch.when or names or self.words["others"]
        names = names if branch.when else ""
        if not is_leaf(branch):
            question = questions_by_id(tree).get(branch.go_to or "")
            text = question.question if question else ""
            return TreeAnswer(said, names, "question", numbers.get(branch.go_to or "", 0), text=text)
        end = end_of_branch(self.journey, tree, branch, self.today)
        is_message = end.kind == "message"
        return TreeAnswer(
            said, names, end.kind, 0, self.words["say" if is_message else "do"], self.words[end.kind], end.code,
            self.words.quote(end.text) if is_message else end.text,
            end.owner.name if end.owner else "", end.within, self._needs(end),
            self.words.say("until-then", text=end.until_then) if end.until_then and end.missing else "",
        )  # fmt: skip

    def _needs(self, end: TreeEnd) -> tuple[TreeNeed, ...]:
        """What an end needs; what is missing comes last, before what is done until then."""
        found = []
        for need in sorted(end.needs, key=lambda need: need.is_missing):
            lack = self.words.say("from-day", day=self.words.day(need.since)) if need.since else self.words["missing"]
            found.append(TreeNeed(need.name, lack if need.is_missing else ""))
        return tuple(found)
