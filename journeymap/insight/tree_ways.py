"""The ways through an action tree: which branches can be taken, by whom, and what is said at their ends."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.channels import same_channel, usual_name
from journeymap.insight.tree_ends import message_of
from journeymap.insight.trees import folded, questions_by_id
from journeymap.model import ActionTree, Journey, TreeBranch, TreeQuestion
from journeymap.records import NamedTuple

MOST_WAYS = 5_000
"""So many ways through a tree are followed. Questions that several answers share multiply them."""


class TreeWay(NamedTuple):
    """A way from the first question to an end: the question and branch that end it, and what holds on it.

    `segments` are those that can take it; None where the journey declares none or the way asks for none, and all can.
    `channels` are those over which it is taken, as of `same_channel`; None for any. `answers` are the questions that
    are asked or looked up, with their answers, as of `folded`.
    """

    tree: ActionTree
    question: TreeQuestion
    branch: TreeBranch
    segments: frozenset[str] | None
    channels: frozenset[str] | None
    answers: frozenset[tuple[str, str]]


class Hole(NamedTuple):
    """Those who come to a question and find no branch: names of segments or channels."""

    question: TreeQuestion
    names: tuple[str, ...]


class TreeWays(NamedTuple):
    """All ways through a tree; the identities (`id`) of the branches that can be taken, and of the questions met.

    Where there are too many ways to follow, `is_whole` is false, and nothing can be said of what was not met.
    """

    ways: tuple[TreeWay, ...]
    taken: frozenset[int]
    met: frozenset[int]
    holes: tuple[Hole, ...]
    is_whole: bool


class _State(NamedTuple):
    """What holds where a question is come to: who is here, over which channels or not over which, and what was said."""

    segments: frozenset[str] | None
    channels: frozenset[str] | None
    not_channels: frozenset[str]
    answers: tuple[tuple[str, str], ...]


def ways_through(journey: Journey, tree: ActionTree) -> TreeWays:
    """Returns the ways through a tree. A question that is come to a second time on a way is not followed again."""
    follower = _Follower(journey, tree)
    ways = tuple(follower.ways()) if tree.questions else ()
    holes = tuple(Hole(question, tuple(names)) for question, names in follower.holes.values())
    return TreeWays(ways, frozenset(follower.taken), frozenset(follower.met), holes, not follower.is_cut)


class _Follower:
    def __init__(self, journey: Journey, tree: ActionTree) -> None:
        self._journey = journey
        self._tree = tree
        self._questions = questions_by_id(tree)
        self._segments = {segment.id: segment.name for segment in journey.segments}
        self._channel = {channel.id: same_channel(channel.name) for channel in journey.channels}
        touchpoint = journey.touchpoint_by_id.get(tree.touchpoint or "")
        texts = touchpoint.channel_texts if touchpoint else ()
        self._here = {self._folded(text): usual_name(journey, text) for text in texts}
        self.taken: set[int] = set()
        self.met: set[int] = set()
        self.holes: dict[int, tuple[TreeQuestion, dict[str, None]]] = {}
        self.is_cut = False

    def ways(self) -> Iterator[TreeWay]:
        """Yields the ways, the first answers first."""
        found = 0
        start = self._tree.questions[0]
        everyone = frozenset(self._segments) or None
        waiting = [(start, _State(everyone, None, frozenset(), ()), frozenset([start.id]))]
        while waiting:
            if found + len(waiting) > MOST_WAYS:
                self.is_cut = True
                return
            question, state, passed = waiting.pop()
            self.met.add(id(question))
            following = []
            for branch, inside in self._branches(question, state):
                self.taken.add(id(branch))
                target = self._questions.get(branch.go_to or "")
                if branch.go_to is None:
                    found += 1
                    yield self._way(question, branch, inside)
                elif target is not None and target.id not in passed:
                    following.append((target, inside, passed | {target.id}))
            waiting.extend(reversed(following))

    def _way(self, question: TreeQuestion, branch: TreeBranch, state: _State) -> TreeWay:
        message = message_of(self._journey, branch)
        segments, channels = state.segments, state.channels
        if message is not None and message.segment is not None and segments is not None:
            segments &= {message.segment}
        if message is not None and message.channel is not None and channels is None:
            channels = frozenset([self._folded(message.channel)])
        return TreeWay(self._tree, question, branch, segments, channels, frozenset(state.answers))

    def _folded(self, channel: str) -> str:
        return self._channel.get(channel, same_channel(channel))

    def _branches(self, question: TreeQuestion, state: _State) -> Iterator[tuple[TreeBranch, _State]]:
        """The branches of a question that can be taken in a state, with the state in which each is left."""
        if question.by == "segment":
            yield from self._by_segment(question, state)
        elif question.by == "channel":
            yield from self._by_channel(question, state)
        else:
            yield from self._by_answer(question, state)

    def _by_segment(self, question: TreeQuestion, state: _State) -> Iterator[tuple[TreeBranch, _State]]:
        left = state.segments
        for branch in question.branches:
            named = frozenset(branch.segments)
            if left is None:
                yield branch, state
                continue
            taking = left & named if named else left
            left -= taking
            if taking or named - self._segments.keys():  # an unknown segment has a finding of its own
                yield branch, state._replace(segments=taking)
        self._add_hole(question, [name for each, name in self._segments.items() if left and each in left])

    def _by_channel(self, question: TreeQuestion, state: _State) -> Iterator[tuple[TreeBranch, _State]]:
        gone, is_closed = state.not_channels, False
        for branch in question.branches:
            named = frozenset(map(self._folded, branch.channels))
            if is_closed:
                continue
            if not named:
                is_closed = True
                left = None if state.channels is None else state.channels - gone
                if left is None or left:
                    yield branch, state._replace(channels=left, not_channels=gone)
                continue
            possible = (named if state.channels is None else named & state.channels) - gone
            if possible:
                yield branch, state._replace(channels=possible)
            gone |= named
        if not is_closed:
            here = self._here if state.channels is None else self._here.keys() & state.channels
            self._add_hole(question, [name for each, name in self._here.items() if each in here and each not in gone])

    def _by_answer(self, question: TreeQuestion, state: _State) -> Iterator[tuple[TreeBranch, _State]]:
        asked = folded(question.question)
        known = dict(state.answers).get(asked)
        given: set[str] = set()
        for branch in question.branches:
            said = folded(branch.when or "")
            if said not in given and known in (None, said):
                yield branch, state._replace(answers=(*state.answers, (asked, said)))
            given.add(said)

    def _add_hole(self, question: TreeQuestion, names: list[str]) -> None:
        if names:
            self.holes.setdefault(id(question), (question, {}))[1].update(dict.fromkeys(names))


def ways_at_points(journey: Journey) -> Iterator[tuple[TreeWay, ...]]:
    """Yields the ways through all trees that are for one touchpoint or interaction, for each of these."""
    by_point: dict[str, list[TreeWay]] = {}
    for tree in journey.trees:
        point = tree.touchpoint or f" {folded(tree.interaction or '')}"
        by_point.setdefault(point, []).extend(ways_through(journey, tree).ways)
    return (tuple(ways) for ways in by_point.values())


def contradicting_messages(ways: tuple[TreeWay, ...]) -> Iterator[tuple[TreeWay, TreeWay]]:
    """Yields the pairs of ways on which one segment gets different messages after the same answers in two channels.

    Of several, each branch is told once, with the first that it contradicts.
    """
    told: set[int] = set()
    by_answers: dict[frozenset[tuple[str, str]], list[TreeWay]] = {}
    for way in ways:
        if way.branch.message is not None and way.channels is not None:
            by_answers.setdefault(way.answers, []).append(way)
    for alike in by_answers.values():
        for index, way in enumerate(alike):
            for earlier in alike[:index]:
                if id(way.branch) not in told and _contradict(earlier, way):
                    told.add(id(way.branch))
                    yield earlier, way


def _contradict(one: TreeWay, other: TreeWay) -> bool:
    if one.branch.message == other.branch.message or (one.channels or frozenset()) & (other.channels or frozenset()):
        return False
    return one.segments is None or other.segments is None or bool(one.segments & other.segments)
