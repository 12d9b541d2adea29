"""The parts of the action trees of a journey, and the order in which the questions of a tree are come to.

What their ends say is in `tree_ends`, and which ways lead there in `tree_ways`: every map needs this module, and only
journeys with trees the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import ActionTree, Capability, Journey, Message, TreeBranch, TreeQuestion


def all_messages(journey: Journey) -> Iterator[Message]:
    """Yields the messages of all touchpoints and then those of all trees."""
    for touchpoint in journey.touchpoints:
        yield from touchpoint.message
    for tree in journey.trees:
        yield from tree.messages


def all_questions(journey: Journey) -> Iterator[tuple[ActionTree, TreeQuestion]]:
    """Yields every question of every tree."""
    for tree in journey.trees:
        for question in tree.questions:
            yield tree, question


def all_branches(journey: Journey) -> Iterator[tuple[ActionTree, TreeQuestion, TreeBranch]]:
    """Yields every branch of every question of every tree."""
    for tree, question in all_questions(journey):
        for branch in question.branches:
            yield tree, question, branch


def with_an_owner(journey: Journey) -> Iterator[ActionTree | Capability | TreeBranch]:
    """Yields all that may name its owner: capabilities, trees, and their branches."""
    yield from journey.capabilities
    yield from journey.trees
    for _, _, branch in all_branches(journey):
        yield branch


def questions_by_id(tree: ActionTree) -> dict[str, TreeQuestion]:
    """The questions of a tree by their ids; of several with one id, the first."""
    return {question.id: question for question in reversed(tree.questions)}


def ends(branch: TreeBranch) -> tuple[str, ...]:
    """The keys by which a branch says where it leads; a right one has one of them."""
    return tuple(key for key in TreeBranch.ONE_OF if getattr(branch, key) is not None)


def is_leaf(branch: TreeBranch) -> bool:
    """Whether a branch ends in something to do or to say."""
    return branch.go_to is None


def folded(text: str) -> str:
    """A text that is equal for all ways to write one name or answer: in any case and with any spaces."""
    return " ".join(text.casefold().split())


def in_order(tree: ActionTree) -> dict[str, int]:
    """The numbers of the questions of a tree, from 1, in the order in which they are come to; by id.

    Each answer is followed to its end before the next. Questions that no answer leads to have no number.
    """
    known = questions_by_id(tree)
    numbers: dict[str, int] = {}
    waiting = [tree.questions[0].id] if tree.questions else []
    while waiting:
        name = waiting.pop()
        if name in known and name not in numbers:
            numbers[name] = len(numbers) + 1
            waiting.extend(branch.go_to for branch in reversed(known[name].branches) if branch.go_to is not None)
    return numbers
