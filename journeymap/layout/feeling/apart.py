"""Keeps the points of several curves apart where their feelings are equal or nearly so, so that none hides another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

Key = TypeVar("Key")

APART = 0.1
"""The least distance between two points at one touchpoint, in feeling; it is 6 pixels where a step of one is 60."""


@lru_cache(maxsize=1024)
def shifts(feelings: tuple[float, ...], apart: float = APART) -> tuple[float, ...]:
    """How far each point at a touchpoint is moved so that no two are nearer than `apart`, in feeling.

    The order is kept; of equal feelings, the first is drawn highest. Points are moved as little as possible (least
    squares, by pooling neighbours that are too near: R. E. Barlow and others, "Statistical Inference under Order
    Restrictions", Wiley 1972), so two equal ones are moved by half of `apart` each.
    """
    ordered = sorted(range(len(feelings)), key=lambda index: -feelings[index])  # sorting keeps the order of equals
    pools: list[list[float]] = []
    for place, index in enumerate(ordered):
        pools.append([feelings[index] + place * apart])
        while len(pools) > 1 and _mean(pools[-1]) > _mean(pools[-2]):
            lower = pools.pop()
            pools[-1] += lower
    levels = [_mean(pool) for pool in pools for _ in pool]
    found = {index: levels[place] - place * apart - feelings[index] for place, index in enumerate(ordered)}
    return tuple(found[index] for index in range(len(feelings)))


def kept_apart(curves: Mapping[Key, Mapping[int, float]], apart: float = APART) -> dict[Key, dict[int, float]]:
    """The feelings of several curves, by place, each moved as `shifts` says."""
    moved: dict[Key, dict[int, float]] = {key: {} for key in curves}
    for place in sorted({place for curve in curves.values() for place in curve}):
        there = [key for key, curve in curves.items() if place in curve]
        felt = tuple([curves[key][place] for key in there])
        for key, feeling, shift in zip(there, felt, shifts(felt, apart), strict=True):
            moved[key][place] = feeling + shift
    return moved


def _mean(pool: list[float]) -> float:
    return sum(pool) / len(pool)
