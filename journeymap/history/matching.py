"""Pairs the parts of two versions: by id, and the remaining ones by likeness.

Likeness is a number from 0 to 1:

    0.5 * max(names, texts) + 0.4 * mean(names, texts) + 0.1 * nearness

`names` compares the two names letter by letter (`difflib.SequenceMatcher`). `texts` is the share of words that the
other texts have in common (Dice's coefficient); if either part has fewer than three words beside its name, `names` is
used instead. `nearness` is how close their positions in the two lists are. Two parts with a likeness of at least
`THRESHOLD` are paired, the most alike first. The result is the same when the two versions change places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

THRESHOLD = 0.6

T = TypeVar("T")

_ALL_PAIRS = 1600
"""Up to this many pairs, every one is compared; beyond, only parts that share a rare word."""
_RARE = 40
_CANDIDATES = 5
_ENOUGH_WORDS = 3
_LONGEST = 300


class PartText(NamedTuple):
    """The texts of a part, for comparing: its name in lower case, and the words of its other texts."""

    name: str
    words: frozenset[str]

    @classmethod
    def of(cls, name: str, texts: Iterable[str]) -> PartText:
        """The texts of a part with this name and these other texts."""
        return cls(" ".join(name.casefold().split()), frozenset(word for text in texts for word in _words(text)))


class Pairing(NamedTuple, Generic[T]):
    """The parts that both versions have, in the order of the new one; those removed, and those added."""

    pairs: list[tuple[T, T]]
    removed: list[T]
    added: list[T]


def pair_parts(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], object], text_of: Callable[[T], PartText]
) -> Pairing[T]:
    """Pair two lists of parts by key, and the remaining ones by likeness. A key of None is never paired."""
    matches = pair_by_key(old, new, key)
    taken = set(matches.values())
    old_left = [index for index in range(len(old)) if index not in taken]
    new_left = [index for index in range(len(new)) if index not in matches]
    if old_left and new_left:
        matches |= _alike(_Unpaired(old, old_left, text_of), _Unpaired(new, new_left, text_of))
    taken = set(matches.values())
    return Pairing(
        [(old[matches[index]], new[index]) for index in range(len(new)) if index in matches],
        [part for index, part in enumerate(old) if index not in taken],
        [part for index, part in enumerate(new) if index not in matches],
    )


def pair_by_key(old: Sequence[T], new: Sequence[T], key: Callable[[T], object]) -> dict[int, int]:
    """Pair parts with the same key, in order; returns the index in `old` by the index in `new`."""
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for index in range(len(old) - 1, -1, -1):
        waiting[key(old[index])].append(index)
    found = {}
    for index, part in enumerate(new):
        name = key(part)
        if name is not None and waiting.get(name):
            found[index] = waiting[name].pop()
    return found


def pair_by_keys(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], object]]) -> dict[int, int]:
    """The same by several keys, each for the parts that the keys before it have not paired."""
    matches: dict[int, int] = {}
    for key in keys:
        taken = set(matches.values())
        old_left = [index for index in range(len(old)) if index not in taken]
        new_left = [index for index in range(len(new)) if index not in matches]
        found = pair_by_key([old[index] for index in old_left], [new[index] for index in new_left], key)
        matches |= {new_left[j]: old_left[i] for j, i in found.items()}
    return matches


class _Unpaired(Generic[T]):
    """The parts that no key has paired: their texts by index, and their positions in the list, from 0 to 1."""

    def __init__(self, parts: Sequence[T], indexes: list[int], text_of: Callable[[T], PartText]) -> None:
        self.texts = {index: text_of(parts[index]) for index in indexes}
        last = max(len(parts) - 1, 1)
        self.places = {index: index / last for index in indexes}


def _alike(old: _Unpaired[T], new: _Unpaired[T]) -> dict[int, int]:
    matches = _same_name(old, new)
    taken = set(matches.values())
    old_left = [index for index in old.texts if index not in taken]
    new_left = [index for index in new.texts if index not in matches]
    scored = []
    for i, j in _worth_comparing(old, new, old_left, new_left):
        near = 1 - abs(old.places[i] - new.places[j])
        score = likeness(old.texts[i], new.texts[j], near)
        if score >= THRESHOLD:
            scored.append((-round(score, 6), abs(i - j), i + j, i, j))
    for *_, i, j in sorted(scored):
        if j not in matches and i not in taken:
            matches[j] = i
            taken.add(i)
    return matches


def likeness(one: PartText, other: PartText, near: float = 1) -> float:
    """How alike two parts are, from 0 to 1; `near` is their nearness. The formula is in the module's docstring."""
    names = _ratio(*sorted((one.name, other.name)))
    fewest = min(len(one.words), len(other.words))
    texts = names
    if fewest >= _ENOUGH_WORDS:
        texts = 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
    return 0.5 * max(names, texts) + 0.4 * (names + texts) / 2 + 0.1 * near


def _same_name(old: _Unpaired[T], new: _Unpaired[T]) -> dict[int, int]:
    """Pair parts with the same name, where no other part on either side has it."""
    names: list[dict[str, int]] = []
    for side in (old, new):
        counts = Counter(text.name for text in side.texts.values())
        names.append({text.name: index for index, text in side.texts.items() if counts[text.name] == 1 and text.name})
    return {index: names[0][name] for name, index in names[1].items() if name in names[0]}


def _worth_comparing(
    old: _Unpaired[T], new: _Unpaired[T], old_left: list[int], new_left: list[int]
) -> set[tuple[int, int]]:
    if len(old_left) * len(new_left) <= _ALL_PAIRS:
        return {(i, j) for i in old_left for j in new_left}
    forth = _neighbours(old, new, old_left, new_left)
    back = _neighbours(new, old, new_left, old_left)
    return forth | {(i, j) for j, i in back}


def _neighbours(one: _Unpaired[T], other: _Unpaired[T], mine: list[int], theirs: list[int]) -> set[tuple[int, int]]:
    """The pairs of each part of one side with the few parts of the other that share most of its rare words."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j in theirs:
        for word in _all_words(other.texts[j]):
            index[word].append(j)
    found: set[tuple[int, int]] = set()
    for i in mine:
        shared: Counter[int] = Counter()
        for word in _all_words(one.texts[i]):
            holders = index.get(word, ())
            if len(holders) <= _RARE:
                shared.update(holders)
        best = sorted(shared, key=lambda j: (-shared[j], abs(i - j), j))[:_CANDIDATES]
        found.update((i, j) for j in best)
    return found


def _all_words(text: PartText) -> frozenset[str]:
    return text.words.union(_words(text.name))


def _words(text: str) -> list[str]:
    return text.casefold().split()


@lru_cache(maxsize=4096)
def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False).ratio()


def unmoved(order: Sequence[int]) -> set[int]:
    """The positions of the items that have not moved: a longest increasing subsequence, so the fewest items moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(order):
        place = bisect_left(tails, value)
        if place == len(tails):
            tails.append(value)
            ends.append(position)
        else:
            tails[place] = value
            ends[place] = position
        before.append(ends[place - 1] if place else -1)
    found = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return found
