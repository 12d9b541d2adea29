"""Caches results for as long as their journey exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from journeymap.model import Journey

_Result = TypeVar("_Result")


def once_per_journey(compute: Callable[[Journey], _Result]) -> Callable[[Journey], _Result]:
    """Caches a function's result in the journey itself, as `cached_property` does, until the journey is deleted.

    The result must not refer to the journey: Python hardly ever looks for such cycles, and both would stay.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def cached(journey: Journey) -> _Result:
        known = journey.__dict__
        if name not in known:
            known[name] = compute(journey)
        result: _Result = known[name]
        return result

    return cached
