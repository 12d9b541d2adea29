"""Shares in thousandths that add up to their sum."""

from __future__ import annotations

from collections.abc import Sequence

_WHOLE = 1000


def in_thousandths(counted: Sequence[int], n: int) -> list[float]:
    """Returns each part of n as a share from 0 to 1 with three decimals, in their order, by the largest remainders.

    The shares add up to the rounded share of all parts together, never to more than 1; a part that is there has at
    least one thousandth. Parts are at most n together.
    """
    whole = sum(counted)
    floors = [_WHOLE * each // n for each in counted]
    by_remainder = sorted(range(len(counted)), key=lambda index: (-(_WHOLE * counted[index] % n), index))
    left = (_WHOLE * whole + n // 2) // n - sum(floors)
    for index in by_remainder[:left]:
        floors[index] += 1
    for index, each in enumerate(counted):
        if each and not floors[index]:
            largest = max(range(len(floors)), key=lambda other: floors[other])
            if floors[largest] > 1:
                floors[largest] -= 1
            floors[index] = 1
    return [each / _WHOLE for each in floors]
