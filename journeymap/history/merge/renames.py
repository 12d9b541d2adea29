"""Finds the items of a list, or of a mapping with free keys, that a side calls otherwise than the base does.

What identifies an item may change: its id, its url, its text, where a way leads. The item that went and the one that
came are then one item under two keys. They are paired if at least half of what else they say is equal, or, as a mere
replacement, if they stand between the same neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from journeymap.history.merge.blocks import Children, TextBlock

_ALIKE = 0.5
_MOST_PAIRS = 10_000


class Keyed(NamedTuple):
    """The blocks of a side by the keys of the base. `replaced` are those with little in common with the base's."""

    blocks: dict[object, TextBlock]
    replaced: frozenset[object]


class _Pair(NamedTuple):
    """The key of an item in the base, its key on a side, and whether both say nearly the same."""

    old: object
    new: object
    is_alike: bool


def keyed(base: Children | None, ours: Children, theirs: Children) -> tuple[dict[object, TextBlock], Keyed, Keyed]:
    """The blocks of the three versions by their keys, an item that a side calls otherwise by the key of the base."""
    short = all(each.is_short for each in (base, ours, theirs) if each)
    before, mine, yours = (_by_key(each, short=short) if each else {} for each in (base, ours, theirs))
    pairs = [_pairs(before, side) for side in (mine, yours)]
    taken = [{pair.new: pair.old for pair in each} for each in pairs]
    found = []
    for number, side in enumerate((mine, yours)):
        other, names = (yours, mine)[number], taken[1 - number]
        kept = [
            pair for pair in pairs[number] if pair.new not in other or names.get(pair.new) == pair.old
        ]  # what two items are called now, or what the other side adds, is not one item
        old_keys = {pair.new: pair.old for pair in kept}
        replaced = frozenset(pair.old for pair in kept if not pair.is_alike)
        found.append(Keyed({old_keys.get(key, key): block for key, block in side.items()}, replaced))
    return before, found[0], found[1]


def _by_key(children: Children, *, short: bool) -> dict[object, TextBlock]:
    return {block.short_key if short else block.key: block for block in children.blocks}


def _pairs(before: dict[object, TextBlock], side: dict[object, TextBlock]) -> list[_Pair]:
    """The items that the side calls otherwise."""
    gone = [key for key, block in before.items() if key not in side and block.is_item]
    new = [key for key, block in side.items() if key not in before and block.is_item]
    if not gone or not new:
        return []
    gaps = _gaps(before, side), _gaps(side, before)
    scored = []
    for i, old in enumerate(gone):
        for j, key in enumerate(new if len(gone) * len(new) <= _MOST_PAIRS else ()):
            near = _is_same_gap(gaps[0][old], gaps[1][key])
            alike = _likeness(before[old], side[key])
            if near or alike >= _ALIKE:
                scored.append((alike < _ALIKE, -alike, not near, -_resemblance(before[old], side[key]), i, j))
    found: dict[object, _Pair] = {}
    taken = set()
    for unlike, *_, i, j in sorted(scored):
        if gone[i] not in found and j not in taken:
            found[gone[i]] = _Pair(gone[i], new[j], not unlike)
            taken.add(j)
    return list(found.values())


def _gaps(items: Iterable[object], others: dict[object, TextBlock]) -> dict[object, tuple[object, object]]:
    """By key, the nearest keys before and after it that the other version has too."""
    keys = list(items)
    before: list[object] = []
    last: object = None
    for key in keys:
        before.append(last)
        last = key if key in others else last
    found: dict[object, tuple[object, object]] = {}
    last = None
    for key, previous in zip(reversed(keys), reversed(before), strict=True):
        found[key] = previous, last
        last = key if key in others else last
    return found


def _is_same_gap(one: tuple[object, object], other: tuple[object, object]) -> bool:
    return one[0] == other[0] or one[1] == other[1]


def _likeness(one: TextBlock, other: TextBlock) -> float:
    """The share of the fields, beside those that identify the items, that are equal; 0 where there are no others."""
    if not isinstance(one.data, dict) or not isinstance(other.data, dict):
        return 0.0
    names = {name for key in (one.key, other.key) if isinstance(key, tuple) for name, _ in key}
    fields = (one.data.keys() | other.data.keys()) - names
    missing = object()
    equal = sum(one.data.get(name, missing) == other.data.get(name) for name in fields)
    return equal / len(fields) if fields else 0.0


def _resemblance(one: TextBlock, other: TextBlock) -> float:
    """How alike two texts are, from 0 to 1, to choose among several replacements."""
    return SequenceMatcher(None, one.body[:200], other.body[:200], autojunk=False).quick_ratio()
