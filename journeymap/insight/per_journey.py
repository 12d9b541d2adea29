"""Answers that are worked out once for each journey."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from journeymap.model import Journey

_Answer = TypeVar("_Answer")


def once_per_journey(compute: Callable[[Journey], _Answer]) -> Callable[[Journey], _Answer]:
    """Let a function work out its answer once for each journey, and forget it together with the journey.

    The answer may hold parts of the journey, but not the journey itself, which would then be kept for good.
    """
    known: WeakKeyDictionary[Journey, _Answer] = WeakKeyDictionary()

    @wraps(compute)
    def answer(journey: Journey) -> _Answer:
        if journey not in known:
            known[journey] = compute(journey)
        return known[journey]

    return answer
