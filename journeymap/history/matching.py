"""Which part of the old version is which part of the new one: by id, and what is left by likeness.

Likeness is a number from 0 to 1:

    0.5 * max(names, texts) + 0.4 * mean(names, texts) + 0.1 * nearness

`names` compares the two names letter by letter (`difflib.SequenceMatcher`), `texts` is the share of words that
the remaining texts have in common (Dice's coefficient), nearness is how close the two stand to each other
among their kind. Where either has fewer than three words beside its name, the name speaks for both. From `THRESHOLD`
on two parts are the same, renamed; the most alike are paired first. It is the same in both directions.
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
"""Up to so many pairs every two are compared; beyond, those that share a word which few others have."""
_RARE = 40
_CANDIDATES = 5
_ENOUGH_WORDS = 3
_LONGEST = 300


class Look(NamedTuple):
    """What a part looks like: its name, and the words of everything else it says."""

    name: str
    words: frozenset[str]

    @classmethod
    def of(cls, name: str, texts: Iterable[str]) -> Look:
        """The look of a part with these texts beside its name."""
        return cls(" ".join(name.casefold().split()), frozenset(word for text in texts for word in _words(text)))


class Pairing(NamedTuple, Generic[T]):
    """The parts that both versions have, in the order of the new one; those that are gone, and those that came."""

    pairs: list[tuple[T, T]]
    gone: list[T]
    come: list[T]


def paired(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], object], look: Callable[[T], Look] | None
) -> Pairing[T]:
    """Pair two lists of parts. A key of None is no id; without `look`, likeness is not asked for."""
    mates = by_key(old, new, key)
    if look is not None:
        taken = set(mates.values())
        left = [index for index in range(len(old)) if index not in taken]
        right = [index for index in range(len(new)) if index not in mates]
        if left and right:
            mates |= _alike(_Looks(old, left, look), _Looks(new, right, look))
    taken = set(mates.values())
    return Pairing(
        [(old[mates[index]], new[index]) for index in range(len(new)) if index in mates],
        [part for index, part in enumerate(old) if index not in taken],
        [part for index, part in enumerate(new) if index not in mates],
    )


def by_key(old: Sequence[T], new: Sequence[T], key: Callable[[T], object]) -> dict[int, int]:
    """The index in `old` by the index in `new` of parts with the same key, the first with the first."""
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for index in range(len(old) - 1, -1, -1):
        waiting[key(old[index])].append(index)
    found = {}
    for index, part in enumerate(new):
        name = key(part)
        if name is not None and waiting.get(name):
            found[index] = waiting[name].pop()
    return found


def by_keys(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], object]]) -> dict[int, int]:
    """The same by several keys: each pairs what those before it have left."""
    mates: dict[int, int] = {}
    for key in keys:
        taken = set(mates.values())
        left = [index for index in range(len(old)) if index not in taken]
        came = [index for index in range(len(new)) if index not in mates]
        found = by_key([old[index] for index in left], [new[index] for index in came], key)
        mates |= {came[j]: left[i] for j, i in found.items()}
    return mates


class _Looks(Generic[T]):
    """The looks of the parts that no id has paired, by their index, and where each stands among all, 0 to 1."""

    def __init__(self, parts: Sequence[T], indexes: list[int], look: Callable[[T], Look]) -> None:
        self.looks = {index: look(parts[index]) for index in indexes}
        last = max(len(parts) - 1, 1)
        self.places = {index: index / last for index in indexes}


def _alike(old: _Looks[T], new: _Looks[T]) -> dict[int, int]:
    mates = _same_name(old, new)
    taken = set(mates.values())
    left = [index for index in old.looks if index not in taken]
    right = [index for index in new.looks if index not in mates]
    scored = []
    for i, j in _worth_comparing(old, new, left, right):
        near = 1 - abs(old.places[i] - new.places[j])
        score = likeness(old.looks[i], new.looks[j], near)
        if score >= THRESHOLD:
            scored.append((-round(score, 6), abs(i - j), i + j, i, j))
    for *_, i, j in sorted(scored):
        if j not in mates and i not in taken:
            mates[j] = i
            taken.add(i)
    return mates


def likeness(one: Look, other: Look, near: float = 1) -> float:
    """How alike two parts are, from 0 to 1."""
    names = _ratio(*sorted((one.name, other.name)))
    fewest = min(len(one.words), len(other.words))
    texts = names
    if fewest >= _ENOUGH_WORDS:
        texts = 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
    return 0.5 * max(names, texts) + 0.4 * (names + texts) / 2 + 0.1 * near


def _same_name(old: _Looks[T], new: _Looks[T]) -> dict[int, int]:
    """Parts whose name stands once on both sides."""
    names: list[dict[str, int]] = []
    for side in (old, new):
        counts = Counter(look.name for look in side.looks.values())
        names.append({look.name: index for index, look in side.looks.items() if counts[look.name] == 1 and look.name})
    return {index: names[0][name] for name, index in names[1].items() if name in names[0]}


def _worth_comparing(old: _Looks[T], new: _Looks[T], left: list[int], right: list[int]) -> set[tuple[int, int]]:
    if len(left) * len(right) <= _ALL_PAIRS:
        return {(i, j) for i in left for j in right}
    forth = _neighbours(old, new, left, right)
    back = _neighbours(new, old, right, left)
    return forth | {(i, j) for j, i in back}


def _neighbours(one: _Looks[T], other: _Looks[T], mine: list[int], theirs: list[int]) -> set[tuple[int, int]]:
    """For each part of one side, the few of the other that share most of its rare words."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j in theirs:
        for word in _all_words(other.looks[j]):
            index[word].append(j)
    found: set[tuple[int, int]] = set()
    for i in mine:
        shared: Counter[int] = Counter()
        for word in _all_words(one.looks[i]):
            holders = index.get(word, ())
            if len(holders) <= _RARE:
                shared.update(holders)
        best = sorted(shared, key=lambda j: (-shared[j], abs(i - j), j))[:_CANDIDATES]
        found.update((i, j) for j in best)
    return found


def _all_words(look: Look) -> frozenset[str]:
    return look.words.union(_words(look.name))


def _words(text: str) -> list[str]:
    return text.casefold().split()


@lru_cache(maxsize=4096)
def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False).ratio()


def stayed(order: Sequence[int]) -> set[int]:
    """The positions of a longest increasing subsequence: what kept its order, so that the fewest have moved."""
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
