"""One order for what two pages of an open book have, such as lanes, personas and channels."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def in_one_order(one: Iterable[K], other: Iterable[K]) -> list[K]:
    """The keys of both, in the order of the longer; what only the shorter has comes after what it follows there.

    It is the same whichever comes first; of two that are equally long, `str` decides.
    """
    first, second = sorted((list(one), list(other)), key=lambda keys: (len(keys), str(keys)))
    merged = second
    at = 0
    for key in first:
        if key in merged:
            at = merged.index(key) + 1
        else:
            merged.insert(at, key)
            at += 1
    return merged
