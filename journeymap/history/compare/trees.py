"""Compares the capabilities and the action trees, question by question."""

from __future__ import annotations

from journeymap.history.changes import Ref
from journeymap.history.compare.fields import compare_fields, compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText
from journeymap.model import ActionTree, TreeQuestion

_UNPAIRED = frozenset({"id", "question", "branches"})
_PAIRED = frozenset({"id", "question", "by"})
"""The fields that are compared before the questions are paired: the answers name other questions."""
_OF_TREES = frozenset({"id", "title", "questions"})


def compare_trees(recorder: Recorder) -> None:
    """Record what changed in the capabilities, in the trees, and in the questions of those that both versions have."""
    old, new = recorder.old, recorder.new
    compare_parts(recorder, "capability", (old.capabilities, new.capabilities), lambda each: PartText.of(each.name, ()))
    trees = compare_parts(recorder, "tree", (old.trees, new.trees), _text_of_tree, name="title", excluded=_OF_TREES)
    recorder.record_order("tree", trees.pairs, old.trees, lambda tree: tree.title)
    sides = ([each for tree, _ in trees.pairs for each in tree.questions],
             [each for _, tree in trees.pairs for each in tree.questions])  # fmt: skip
    pairing = compare_parts(recorder, "question", sides, _text_of_question, name="question", excluded=_UNPAIRED)
    for before, after in pairing.pairs:
        item = Ref(after.id, after.question)
        compare_fields(recorder, "question", item, (before, after), excluded=_PAIRED)


def _text_of_question(question: TreeQuestion) -> PartText:
    return PartText.of(question.question, (branch.when or "" for branch in question.branches))


def _text_of_tree(tree: ActionTree) -> PartText:
    return PartText.of(tree.title, (question.question for question in tree.questions))
