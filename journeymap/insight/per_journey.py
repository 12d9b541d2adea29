"""Caches results for as long as their journey exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from journeymap.model import Journey

_Result = TypeVar("_Result")


def once_per_journey(compute: Callable[[Journey], _Result]) -> Callable[[Journey], _Result]:
    """Caches a function's result for each journey, until the journey is deleted.

    The result may contain parts of the journey, but not the journey itself, which would then never be deleted.
    """
    results: WeakKeyDictionary[Journey, _Result] = WeakKeyDictionary()

    @wraps(compute)
    def cached(journey: Journey) -> _Result:
        try:
            return results[journey]
        except KeyError:
            result = results[journey] = compute(journey)
            return result

    return cached
