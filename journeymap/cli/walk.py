"""`journeymap flow PATH --walk TREE`: an action tree, question by question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from journeymap.cli.console import Colour, is_terminal, write_result
from journeymap.cli.directed import directed
from journeymap.errors import UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.layout.tree.texts import TreeAnswer, TreeStep, TreeTeller, TreeTexts
    from journeymap.model import Journey
    from journeymap.settings import Settings

_BACK, _QUIT = ("b", "back"), ("q", "quit")


def walk_tree(
    tree: str, inputs: Sequence[Input], settings_of: Callable[[Input], Settings], color: Colour, *, verbose: bool
) -> int:
    """Walks a tree of the only journey, by answers from the terminal or, one a line, from standard input.

    Returns the exit status. Raises UserError when there are several journeys, when the journey has no such tree, and
    when the answers end before the tree does.
    """
    from journeymap.cli.outcome import draw_each

    if len(inputs) != 1:
        raise UserError(f"--walk: {len(inputs)} journeys cannot be walked at once", hint="name one journey")
    if inputs[0].path is None:
        raise UserError("--walk: the answers come from standard input, and so would the journey",
                        hint="name the journey's file")  # fmt: skip
    found: list[tuple[Journey, Settings]] = []

    def keep(journey: Journey, settings: Settings) -> dict[str, bytes]:
        found.append((journey, settings))
        return {}

    status = draw_each(write_result, inputs, settings_of, color, verbose=verbose, make=keep)
    for journey, settings in found:
        teller, told = _tree(journey, settings, tree)
        _Walk(teller, told).run()
    return status


def _tree(journey: Journey, settings: Settings, name: str) -> tuple[TreeTeller, TreeTexts]:
    from journeymap.layout.mentions import with_numbers
    from journeymap.layout.tree.texts import TreeTeller
    from journeymap.spelling import did_you_mean

    known = {tree.id: tree for tree in journey.trees}
    if name not in known:
        listed = f"it has {', '.join(f'`{each}`' for each in known)}" if known else "write trees under `trees`"
        raise UserError(f"--walk: the journey {journey.id!r} has no tree {name!r}",
                        hint=did_you_mean(name, known) or listed)  # fmt: skip
    teller = TreeTeller(journey, settings.today, settings.templates)
    numbered = with_numbers(journey, teller.map_words)
    teller = TreeTeller(numbered, settings.today, settings.templates)
    return teller, teller.tree({tree.id: tree for tree in numbered.trees}[name])


class _Walk:
    def __init__(self, teller: TreeTeller, tree: TreeTexts) -> None:
        self._words = teller.words
        self._colon = teller.map_words["colon"]
        self._tree = tree
        self._steps = {step.number: step for step in tree.steps}
        self._is_rtl = teller.journey.is_rtl
        self._asks = is_terminal(sys.stdin)

    def run(self) -> None:
        """Asks until there is something to do or to say, or until the user stops."""
        self._say(" · ".join(filter(None, (self._tree.title, self._tree.place, self._tree.audience))))
        if self._asks:
            self._say(self._words["keys"])
        way = [self._steps[1]]
        while True:
            step = way[-1]
            self._ask(step)
            given = self._answer(step)
            if given in _QUIT:
                return
            if given in _BACK:
                way = way[:-1] or way
                continue
            answer = step.answers[int(given)]
            if not answer.go_to:
                self._tell(answer)
                return
            way.append(self._steps[answer.go_to])

    def _ask(self, step: TreeStep) -> None:
        self._say("")
        self._say(f"{step.how}{self._colon}{step.question}")
        for number, answer in enumerate(step.answers, 1):
            takers = f" ({answer.takers})" if answer.takers else ""
            self._say(f"  {self._words.number(number)}  {answer.answer}{takers}")

    def _answer(self, step: TreeStep) -> str:
        """The index of an answer, or one of the words for back and stop. Asks again until it is one of these."""
        while True:
            if self._asks:
                write_result("> ")
            line = sys.stdin.readline() if sys.stdin is not None else ""
            if not line:
                raise UserError(f"--walk: the answers end at the question {step.question!r}",
                                hint="answer in a terminal, or write one answer a line to standard input")  # fmt: skip
            said = _chosen(line, [answer.answer for answer in step.answers])
            if said:
                return said
            self._say(self._words.say("not-an-answer", n=self._words.number(len(step.answers))))
            if not self._asks:
                raise UserError(f"--walk: {line.strip()!r} is no answer to {step.question!r}",
                                hint=f"write a number from 1 to {len(step.answers)}, or the answer itself")  # fmt: skip

    def _tell(self, answer: TreeAnswer) -> None:
        words = self._words
        self._say("")
        self._say(f"{answer.verb}{self._colon}{' · '.join(filter(None, (answer.code, answer.text)))}")
        self._say(f"  {words['owner']}{self._colon}{answer.owner or words['no-owner']}")
        if answer.within:
            self._say(f"  {words['within']}{self._colon}{answer.within}")
        if answer.needs:
            self._say(f"  {words['needs']}{self._colon}")
        for need in answer.needs:
            self._say(f"    - {' · '.join(filter(None, (need.name, need.lack)))}")
        if answer.until_then:
            self._say(f"  {answer.until_then}")

    def _say(self, text: str) -> None:
        from journeymap.report.safe import visible

        write_result(f"{directed(visible(text), rtl=self._is_rtl)}\n")


def _chosen(line: str, answers: Sequence[str]) -> str:
    """The index, from 0, of the answer that a line names by number or words; a word for back or stop; else empty."""
    from journeymap.digits import latin
    from journeymap.insight.trees import folded

    said = folded(line)
    number = latin(said)
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(answers):
        return str(int(number) - 1)
    words = [folded(answer) for answer in answers]
    if said in words:
        return str(words.index(said))
    return said if said in (*_BACK, *_QUIT) else ""
