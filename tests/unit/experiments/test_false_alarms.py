"""2,000 experiments in which nothing helps: a difference is shown no more often than promised, in all forms of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from journeymap.experiments.arms import Arm, MeanArm, ShareArm
from journeymap.experiments.judging import judged
from journeymap.experiments.readings import ArmsReading, read_arms, read_segments

RUNS = 2000
MOST = 0.05 + 3 * math.sqrt(0.05 * 0.95 / RUNS)
"""5 %, and what 2,000 runs may be off by chance."""


def shares(rng: np.random.Generator, arms: int, n: int = 400, share: float = 0.2) -> list[Arm]:
    return [ShareArm(f"v{number}", n, int(rng.binomial(n, share))) for number in range(arms)]


def means(rng: np.random.Generator, arms: int, n: int = 40) -> list[Arm]:
    values = rng.exponential(4, (arms, n))  # skewed, as times are
    return [MeanArm(f"v{number}", n, float(row.mean()), float(row.std(ddof=1))) for number, row in enumerate(values)]


def is_alarm(*readings: ArmsReading) -> bool:
    return any(each.kind in ("helped", "harmed") for reading in readings for each in judged(reading))


def rate(alarms: Sequence[bool]) -> float:
    return sum(alarms) / len(alarms)


@pytest.mark.parametrize("made", [shares, means])
def test_one_comparison(made) -> None:
    rng = np.random.default_rng(1)
    assert 0.02 < rate([is_alarm(read_arms(made(rng, 2))) for _ in range(RUNS)]) <= MOST


@pytest.mark.parametrize("made", [shares, means])
def test_four_variants_by_holm(made) -> None:
    rng = np.random.default_rng(2)
    drawn = [made(rng, 5) for _ in range(RUNS)]
    assert 0.01 < rate([is_alarm(read_arms(arms)) for arms in drawn]) <= MOST
    alone = [is_alarm(*(read_arms([arms[0], arm]) for arm in arms[1:])) for arms in drawn]
    assert rate(alone) > 0.08  # what Holm's procedure is for


def test_four_segments_of_two_variants() -> None:
    rng = np.random.default_rng(3)
    drawn = [{f"s{at}": shares(rng, 3, 150 + 40 * at, 0.1 + 0.05 * at) for at in range(4)} for _ in range(RUNS)]
    read = [read_segments(segments) for segments in drawn]
    assert 0.01 < rate([is_alarm(*(each.reading for each in segments)) for _, segments in read]) <= MOST
    assert rate([is_alarm(everyone) for everyone, _ in read]) <= MOST
    assert rate([is_alarm(*map(read_arms, segments.values())) for segments in drawn[:500]]) > 0.08


def test_a_split_that_holds_is_seldom_called_broken() -> None:
    rng = np.random.default_rng(4)
    broken = []
    for _ in range(RUNS):
        first, second, third = rng.multinomial(3000, [0.5, 0.3, 0.2])
        arms = [ShareArm("a", int(first), 9), ShareArm("b", int(second), 9), ShareArm("c", int(third), 9)]
        broken.append(read_arms(arms, [50, 30, 20]).split.mismatch)
    assert sum(broken) <= 8  # two are promised


def test_an_effect_of_the_planned_size_is_shown_as_often_as_planned() -> None:
    rng = np.random.default_rng(5)
    n = 1094
    shown = [
        judged(read_arms([ShareArm("a", n, int(rng.binomial(n, 0.2))), ShareArm("b", n, int(rng.binomial(n, 0.25)))]))
        for _ in range(RUNS)
    ]
    assert rate([each[0].kind == "helped" for each in shown]) == pytest.approx(0.8, abs=0.04)
