"""An action tree as a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.flow.mermaid import mermaid_head, mermaid_label
from journeymap.layout.tree.texts import TreeAnswer, TreeStep, TreeTexts
from journeymap.style.locale import Words


def tree_mermaid(tree: TreeTexts, words: Words, *, rtl: bool) -> str:
    """Returns a tree: a hexagon a question that is asked, a box one that is known, an arrow an answer, and the ends.

    Actions are rounded boxes, messages are cut at a corner, and ends that lack something have a sign. It runs in the
    direction in which the tree is read. `words` are those of trees.
    """
    return "\n".join(_lines(tree, words, rtl=rtl)) + "\n"


def _lines(tree: TreeTexts, words: Words, *, rtl: bool) -> Iterator[str]:
    yield from mermaid_head(tree.title, rtl=rtl)
    for step in tree.steps:
        opening, closing = ("{{", "}}") if step.is_asked else ("[", "]")
        yield f"  q{step.number}{opening}{mermaid_label([step.how, step.question])}{closing}"
    lacking = []
    for step, index, answer in _answers(tree):
        label = mermaid_label([answer.answer, *([answer.takers] if answer.takers else [])])
        if answer.go_to:
            yield f"  q{step.number} -->|{label}| q{answer.go_to}"
            continue
        name = f"q{step.number}e{index}"
        opening, closing = (">", "]") if answer.kind == "message" else ("(", ")")
        yield f"  q{step.number} -->|{label}| {name}{opening}{mermaid_label(_end(answer, words))}{closing}"
        if answer.lacks:
            lacking.append(name)
    if lacking:
        yield "  classDef lacks stroke:crimson"
        yield f"  class {','.join(lacking)} lacks"


def _answers(tree: TreeTexts) -> Iterator[tuple[TreeStep, int, TreeAnswer]]:
    for step in tree.steps:
        for index, answer in enumerate(step.answers, 1):
            yield step, index, answer


def _end(answer: TreeAnswer, words: Words) -> Iterator[str]:
    yield " · ".join(filter(None, (answer.code, answer.noun, answer.within)))
    yield answer.text
    yield answer.owner or words["no-owner"]
    for need in answer.needs:
        yield " · ".join(filter(None, (need.name, need.lack)))
    if answer.until_then:
        yield answer.until_then
