"""What moved between two periods: each change alone, many of them together, and what of it is real."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from journeymap.measure.figures import (
    Clusters,
    Estimate,
    PartOfPeriod,
    ScoreCounts,
    ScoreScale,
    change,
    csat,
    importance,
    mean,
    median,
    moved,
    nps,
    nps_part,
    split,
    tgw,
    unit_of,
)
from journeymap.measure.figures.change import variance_of

FIVE = ScoreScale(1, 5)
COUNTS = st.dictionaries(st.integers(0, 10).map(float), st.integers(1, 400), min_size=2)


def satisfied(good: int, n: int, weight: float = 1) -> ScoreCounts:
    return ScoreCounts.of(
        [(5, good, good * weight, good * weight**2), (2, n - good, (n - good) * weight, (n - good) * weight**2)]
    )


# Each change alone


def test_the_physicians_and_their_aspirin() -> None:
    """A. Agresti, Categorical Data Analysis (Wiley 1990): 189 of 11,034 with placebo, 104 of 11,037 with aspirin.

    Pearson's χ², which is the square of the pooled z, is told as 25.01.
    """
    found = change(csat(satisfied(189, 11034), FIVE), csat(satisfied(104, 11037), FIVE))
    assert found is not None
    assert found.z**2 == pytest.approx(25.01, abs=5e-3)
    assert found.difference == pytest.approx(100 * (104 / 11037 - 189 / 11034))
    assert found.z < 0


@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 200), st.integers(1, 200))
def test_shares_as_chi_squared(a: int, b: int, c: int, d: int) -> None:
    found = change(csat(satisfied(a, a + b), FIVE), csat(satisfied(c, c + d), FIVE))
    assert found is not None
    other = stats.chi2_contingency([[a, b], [c, d]], correction=False)
    assert (found.z**2, found.p) == pytest.approx((other.statistic, other.pvalue), abs=1e-9)
    ten = change(importance(satisfied(a, a + b), FIVE), importance(satisfied(c, c + d), FIVE))
    assert ten is not None and (ten.z, ten.p) == pytest.approx((found.z, found.p))


@given(COUNTS, COUNTS)
def test_net_promoters_from_their_pooled_parts(first: dict[float, int], second: dict[float, int]) -> None:
    before, after = nps(ScoreCounts.unweighted(first)), nps(ScoreCounts.unweighted(second))
    found = change(before, after)
    assert found is not None
    n = before.n, after.n
    everyone = [nps_part(score) for score, k in itertools.chain(first.items(), second.items()) for _ in range(k)]
    error = np.std(everyone) * math.sqrt(1 / n[0] + 1 / n[1])
    assert found.difference == pytest.approx(after.value - before.value)
    assert found.z == pytest.approx(found.difference / 100 / error if error else 0, rel=1e-6, abs=1e-6)


@given(COUNTS, st.sampled_from([90, 95, 99]), st.floats(0.001, 1))
def test_the_variance_of_net_promoters_follows_from_the_interval(
    answers: dict[float, int], confidence: int, weight: float
) -> None:
    """Whatever end was cut off or moved; answers from 5 weigh less."""
    weights = {score: weight if score >= 5 else 1.0 for score in answers}
    counts = ScoreCounts.of((s, n, n * weights[s], n * weights[s] ** 2) for s, n in answers.items())
    found = variance_of(nps(counts, confidence))
    parts = counts.mean_of(nps_part), counts.mean_of(lambda score: abs(nps_part(score)))
    assert found is not None
    assert found / 10_000 == pytest.approx(parts[1] - parts[0] ** 2, rel=1e-6, abs=1e-6)


def test_the_variance_of_net_promoters_where_an_end_was_moved() -> None:
    found = nps(ScoreCounts.of([(3, 1, 1, 1), (8, 1, 0.01, 0.0001)]), 90)
    assert found.low == found.value  # the centre is so much nearer to 0
    assert variance_of(found) == pytest.approx(10_000 * (1 / 1.01 - 1 / 1.01**2))


@given(COUNTS, COUNTS)
def test_means_with_the_variance_within(first: dict[float, int], second: dict[float, int]) -> None:
    before, after = mean(ScoreCounts.unweighted(first)), mean(ScoreCounts.unweighted(second))
    found = change(before, after)
    assert found is not None
    (m1, s1, n1), (m2, s2, n2) = (
        (np.mean(each), np.var(each, ddof=1), len(each))
        for each in (np.repeat(list(counts), list(counts.values())) for counts in (first, second))
    )
    error = math.sqrt((n1 * s1 + n2 * s2) / (n1 + n2) * (1 / n1 + 1 / n2))
    assert found.z == pytest.approx((m2 - m1) / error, rel=1e-6, abs=1e-9)


def test_rates_with_the_pooled_rate() -> None:
    found = change(tgw(ScoreCounts.unweighted({0: 960, 1: 40})), tgw(ScoreCounts.unweighted({0: 455, 1: 30, 2: 15})))
    assert found is not None
    pooled = 100 / 1500
    assert found.difference == pytest.approx(80)
    assert found.z == pytest.approx(0.08 / math.sqrt(pooled * (1 / 1000 + 1 / 500)))


def test_a_change_counts_effective_answers() -> None:
    """What is weighted unevenly, or told by few respondents, moves less surely."""
    uneven = ScoreCounts.of([(5, 60, 120, 480), (2, 40, 80, 320)])  # n′ 50
    assert uneven.n_effective == 50
    even, weighted = (
        change(csat(satisfied(80, 200), FIVE), csat(counts, FIVE)) for counts in (satisfied(60, 100), uneven)
    )
    half = change(csat(satisfied(80, 200), FIVE), csat(satisfied(30, 50), FIVE))
    assert even is not None and weighted is not None and half is not None
    assert (weighted.z, weighted.difference) == pytest.approx((half.z, even.difference))
    clustered = csat(satisfied(60, 100), FIVE, clusters=Clusters.of([(2, 2)] * 30 + [(2, 0)] * 20))
    several = change(csat(satisfied(80, 200), FIVE), clustered)
    assert several is not None and several.z == pytest.approx(half.z)


def test_what_was_counted_otherwise_is_not_compared() -> None:
    counts = ScoreCounts.unweighted({2: 20, 9: 30})
    assert change(mean(counts), nps(counts)) is None
    assert change(csat(counts, ScoreScale(0, 10)), importance(counts, ScoreScale(0, 10))) is None
    assert change(median([1, 2, 3]), median([2, 3, 4])) is None
    assert change(mean(ScoreCounts.unweighted({4: 1})), mean(counts)) is None
    # One respondent, of whom the interval can only say that it is the whole scale.
    both = nps(ScoreCounts.unweighted({10: 1, 3: 1}), 99, Clusters.of([(2, 0)]))
    assert (both.low, both.high) == (-100, 100)
    assert change(both, nps(counts, 99)) is None


def test_what_is_read_from_a_file_is_compared_alike() -> None:
    """A file has seven digits of each number, and no unit: that follows from the metric and the method."""
    answers = [ScoreCounts.unweighted({1: 11, 3: 24, 9: 40 + more, 10: 31}) for more in (0, 37)]
    ten = ScoreScale(0, 10)
    figures = {
        "nps": nps,
        "csat": lambda counts: csat(counts, ten),
        "ces": mean,
        "tgw": tgw,
        "importance": lambda counts: importance(counts, ten),
    }
    for metric, figure in figures.items():
        counted = [figure(counts) for counts in answers]
        read = [
            Estimate(*(float(f"{number:.7g}") for number in each[:3]), *each[3:8], unit_of(metric, each.method))
            for each in counted
        ]
        assert [each.unit for each in read] == [each.unit for each in counted]
        assert change(*read) == pytest.approx(change(*counted), rel=1e-4)


def test_answers_that_are_all_alike() -> None:
    alike, better = mean(ScoreCounts.unweighted({4: 40})), mean(ScoreCounts.unweighted({5: 40}))
    assert change(alike, alike) == (0, 0, 1, 0)
    assert change(alike, better) == (1, math.inf, 0, 0)
    promoters = nps(ScoreCounts.unweighted({10: 40}))
    assert change(promoters, promoters) == (0, 0, 1, 0)
    assert change(csat(satisfied(40, 40), FIVE), csat(satisfied(10, 10), FIVE)) == (0, 0, 1, 0)


# Many changes together


def test_the_example_of_benjamini_and_hochberg() -> None:
    """Journal of the Royal Statistical Society B 57 (1995), section 4: of 15 hypotheses, four are rejected."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert moved(p) == (True,) * 4 + (False,) * 11
    assert moved(p[::-1]) == (False,) * 11 + (True,) * 4


@given(st.lists(st.floats(0, 1), max_size=40))
def test_what_moved_as_scipy(p: list[float]) -> None:
    adjusted = stats.false_discovery_control(p) if p else []
    for each, value in zip(moved(p), adjusted, strict=True):
        assert each == (value <= 0.05) or value == pytest.approx(0.05)


def test_of_many_equal_changes_all_move_or_none() -> None:
    assert moved([0.05] * 20) == (True,) * 20
    assert moved([0.04] + [0.5] * 19) == (False,) * 20
    assert moved([]) == ()
    with pytest.raises(ValueError, match="from 0 to 1"):
        moved([1.5])


# What of a change is real


def test_a_change_that_is_only_mix() -> None:
    before = {"business": PartOfPeriod(50, 80), "economy": PartOfPeriod(50, 60)}
    after = {"business": PartOfPeriod(20, 80), "economy": PartOfPeriod(80, 60)}
    found = split(before, after)
    assert (found.total, found.within, found.mix) == (-6, 0, -6)


def test_better_everywhere_and_worse_in_all() -> None:
    """Simpson's paradox, by hand: 0.5 × 2 + 0.5 × 2 = 2 within, −6 in all at the later mix, and so −6 of mix."""
    before = {"business": PartOfPeriod(50, 80), "economy": PartOfPeriod(50, 60)}
    after = {"business": PartOfPeriod(20, 82), "economy": PartOfPeriod(80, 62)}
    found = split(before, after)
    assert (found.total, found.within, found.mix) == pytest.approx((-4, 2, -6))
    assert found.segments == pytest.approx({"business": 1, "economy": 1})


def test_segments_that_come_and_go_are_mix() -> None:
    found = split(
        {"a": PartOfPeriod(1, 10), "b": PartOfPeriod(1, 20)}, {"b": PartOfPeriod(1, 30), "c": PartOfPeriod(1, 50)}
    )
    assert (found.total, found.within, found.mix) == (25, 5, 20)
    assert found.segments == {"b": 5}
    gone = split(
        {"a": PartOfPeriod(1, 10), "b": PartOfPeriod(1, 20)}, {"a": PartOfPeriod(0, 0), "b": PartOfPeriod(2, 20)}
    )
    assert (gone.within, gone.mix, gone.segments) == (0, 5, {"b": 0})
    with pytest.raises(ValueError, match="one of the periods"):
        split({}, {"a": PartOfPeriod(1, 10)})


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 10)), min_size=8, max_size=80))
def test_the_parts_of_a_change_are_those_of_all_answers(answers: list[tuple[str, bool, int]]) -> None:
    sums: dict[bool, dict[str, list[int]]] = {False: defaultdict(list), True: defaultdict(list)}
    for segment, is_later, score in [*answers, ("a", False, 5), ("a", True, 5)]:
        sums[is_later][segment].append(score)
    before, after = (
        {name: PartOfPeriod(len(each), float(np.mean(each))) for name, each in sums[later].items()}
        for later in (False, True)
    )
    found = split(before, after)
    everyone = [np.mean([score for each in sums[later].values() for score in each]) for later in (False, True)]
    assert found.total == pytest.approx(everyone[1] - everyone[0], abs=1e-9)
    assert found.within + found.mix == pytest.approx(found.total)


def test_what_is_compared_needs_no_library() -> None:
    """Maps and logs compare what was measured where the extra is not installed."""
    code = """
import sys
sys.modules.update(dict.fromkeys(("scipy", "numpy", "duckdb")))
from journeymap.measure.figures import *
counts = [ScoreCounts.unweighted({2: 40, 9: n}) for n in (40, 90)]
print(change(*map(nps, counts)).p < 0.05, change(*(csat(each, ScoreScale(0, 10)) for each in counts)).p < 0.05)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"
