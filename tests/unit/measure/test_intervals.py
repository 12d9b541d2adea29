"""Shares, means, rates, medians and the NPS, against published examples and other ways to compute them."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from journeymap.insight.share_intervals import wilson
from journeymap.measure.figures import (
    Clusters,
    Estimate,
    ScoreCounts,
    ScoreScale,
    csat,
    garwood,
    mean,
    median,
    median_ranks,
    nps,
    nps_part,
    share,
    tgw,
)

FIVE = ScoreScale(1, 5)
COUNTS = st.dictionaries(st.integers(0, 10).map(float), st.integers(1, 400), min_size=1)
CONFIDENCES = st.sampled_from([90, 95, 99])
WEIGHTED = st.lists(st.tuples(st.integers(0, 10), st.floats(0.05, 20)), min_size=2, max_size=60)


def counted(answers: list[tuple[int, float]]) -> ScoreCounts:
    """Answers, each with its weight, by score."""
    return ScoreCounts.of((float(score), 1, weight, weight * weight) for score, weight in answers)


def clustered(respondents: list[list[int]], part: object = float) -> tuple[ScoreCounts, Clusters]:
    """The answers of each respondent, counted by score and by respondent."""
    assert callable(part)
    counts = ScoreCounts.of((float(score), 1, 1, 1) for answers in respondents for score in answers)
    return counts, Clusters.of((len(answers), sum(map(part, answers))) for answers in respondents)


def is_good(score: float) -> bool:
    return score >= 8


# Published examples


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_tells_it(x: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), "Two-sided confidence intervals…", table I, method 3."""
    assert wilson(x / n, n) == pytest.approx((low, high), abs=5e-5)


def test_the_mean_of_students_sleep() -> None:
    """W. S. Gosset, Biometrika 6 (1908): the extra sleep of ten patients; R tells 0.7001142 to 2.4598858 of it."""
    found = mean(ScoreCounts.of((s, 1, 1, 1) for s in (1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4)))
    assert (found.value, found.low, found.high) == pytest.approx((1.58, 0.7001142, 2.4598858), abs=5e-8)


def test_the_mean_of_the_handbook() -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2: n 195, mean 9.261460, s 0.022789."""
    middle, s = 9.261460, 0.022789
    found = mean(ScoreCounts.unweighted({middle - s: 97, middle: 1, middle + s: 97}))
    assert (found.low, found.high) == pytest.approx((9.258242, 9.264679), abs=2e-6)


@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)]
)
def test_poisson_as_tabled(events: int, low: float, high: float) -> None:
    """E. S. Pearson and H. O. Hartley, Biometrika Tables for Statisticians I, table 40."""
    assert garwood(events) == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize(("n", "low", "high"), [(6, 1, 6), (10, 2, 9), (20, 6, 15), (25, 8, 18), (100, 40, 61)])
def test_the_ranks_of_a_median_as_tabled(n: int, low: int, high: int) -> None:
    """W. J. Conover, Practical Nonparametric Statistics: the sign test's interval of the median."""
    ranks = median_ranks(n)
    assert (ranks.low, ranks.high) == (low, high)


def test_five_times_are_too_few_for_an_interval() -> None:
    found = median([5, 1, 4, 2, 3])
    assert (found.value, found.low, found.high, found.n) == (3, None, None, 5)
    assert median([7.0] * 40).low is None  # never of width 0


def test_equal_answers_of_one_respondent_count_once() -> None:
    """250 respondents with four equal answers each, 60 % of them good, are 250 answers."""
    counts, clusters = clustered([[5] * 4] * 150 + [[1] * 4] * 100, part=lambda score: score >= 4)
    found = csat(counts, FIVE, clusters=clusters)
    assert found.value == 60
    assert (found.n, found.respondents) == (1000, 250)
    assert found.n / found.n_effective == pytest.approx(4)
    assert found.low is not None and found.high is not None
    assert (found.high - found.low) / 2 == pytest.approx(6.03, abs=5e-3)


def test_who_promotes_and_who_detracts() -> None:
    """F. F. Reichheld, Harvard Business Review, December 2003: 9 and 10, and 0 to 6."""
    assert [nps_part(score) for score in range(11)] == [-1] * 7 + [0] * 2 + [1] * 2
    assert nps(ScoreCounts.unweighted({6: 10, 7: 20, 8: 20, 9: 50})).value == 40


# Other ways to the same


@given(st.integers(0, 300), st.integers(1, 300), CONFIDENCES)
def test_wilson_as_scipy(x: int, more: int, confidence: int) -> None:
    n = x + more
    other = stats.binomtest(x, n).proportion_ci(confidence / 100, method="wilson")
    assert wilson(x / n, n, confidence) == pytest.approx((other.low, other.high), abs=1e-12)


@given(COUNTS, CONFIDENCES)
def test_the_mean_as_scipy(answers: dict[float, int], confidence: int) -> None:
    found = mean(ScoreCounts.unweighted(answers), confidence)
    each = np.repeat(list(answers), list(answers.values()))
    assert found.value == pytest.approx(each.mean())
    if len(answers) == 1:
        assert found.low is found.high is None
    else:
        other = stats.ttest_1samp(each, 0).confidence_interval(confidence / 100)
        assert (found.low, found.high) == pytest.approx((other.low, other.high))


@given(WEIGHTED)
def test_the_weighted_mean_answer_by_answer(answers: list[tuple[int, float]]) -> None:
    scores, weights = (np.array(column, dtype=float) for column in zip(*answers, strict=True))
    shares = weights / weights.sum()
    n = 1 / (shares**2).sum()
    found = mean(counted(answers))
    assert found.value == pytest.approx(np.average(scores, weights=weights))
    assert found.n_effective == pytest.approx(n)
    if found.low is not None and found.high is not None and n < len(answers) * (1 - 1e-9):
        error = np.sqrt((shares**2 * (scores - found.value) ** 2).sum())
        assert (found.high - found.low) / 2 == pytest.approx(stats.t.ppf(0.975, n - 1) * error)


@given(COUNTS, CONFIDENCES)
def test_nps_with_three_more_answers(answers: dict[float, int], confidence: int) -> None:
    """The variance of −1, 0 and 1, with the ¾, 1½ and ¾ answers put among the others."""
    found = nps(ScoreCounts.unweighted(answers), confidence)
    n = sum(answers.values())
    parts = {part: sum(k for score, k in answers.items() if nps_part(score) == part) for part in (-1, 0, 1)}
    assert found.value == pytest.approx(100 * (parts[1] - parts[-1]) / n)
    weights = np.array([parts[-1] + 0.75, parts[0] + 1.5, parts[1] + 0.75]) / (n + 3)
    middle = weights @ [-1, 0, 1]
    variance = weights @ (np.array([-1, 0, 1]) - middle) ** 2
    low, high = stats.norm.interval(confidence / 100, middle, np.sqrt(variance / (n + 3)))
    value = found.value / 100
    assert (found.low, found.high) == pytest.approx(
        (100 * max(-1, min(low, value)), 100 * min(1, max(high, value))), abs=1e-9
    )


@given(st.integers(0, 500), CONFIDENCES)
def test_poisson_as_chi_squared(events: int, confidence: int) -> None:
    alpha = (1 - confidence / 100) / 2
    low, high = garwood(events, confidence)
    assert low == pytest.approx(stats.chi2.ppf(alpha, 2 * events) / 2 if events else 0)
    assert high == pytest.approx(stats.chi2.ppf(1 - alpha, 2 * events + 2) / 2)


@given(st.integers(1, 400), CONFIDENCES)
def test_the_ranks_of_a_median_by_counting(n: int, confidence: int) -> None:
    ranks = median_ranks(n, confidence)
    reached = [
        j for j in range(1, n // 2 + 2) if 200 * sum(math.comb(n, i) for i in range(j)) <= (100 - confidence) * 2**n
    ]
    assert ranks.low == (max(reached) if reached else None)
    if ranks.low is not None and ranks.high is not None:
        assert ranks.low + ranks.high == n + 1
        assert ranks.low <= ranks.middle[0] <= ranks.middle[1] <= ranks.high


@given(st.lists(st.lists(st.integers(0, 10), min_size=1, max_size=5), min_size=2, max_size=40))
def test_the_design_effect_respondent_by_respondent(respondents: list[list[int]]) -> None:
    counts, clusters = clustered(respondents, part=is_good)
    found = share(counts, is_good, clusters=clusters)
    p, n = found.value, counts.n
    if p in (0, 1):
        assert found.n_effective == len(respondents)
        return
    between = sum((sum(map(is_good, each)) - p * len(each)) ** 2 for each in respondents) / n**2
    assert found.n_effective == pytest.approx(n / max(1, between / (p * (1 - p) / n)))


@given(st.lists(st.lists(st.integers(0, 10), min_size=1, max_size=1), min_size=2, max_size=60))
def test_one_answer_each_needs_no_clusters(respondents: list[list[int]]) -> None:
    counts, by_score = clustered(respondents)
    _, by_part = clustered(respondents, part=nps_part)
    for with_, without in (
        (mean(counts, clusters=by_score), mean(counts)),
        (nps(counts, clusters=by_part), nps(counts)),
    ):
        assert with_.respondents == len(respondents)
        assert (with_.value, with_.n_effective) == pytest.approx((without.value, without.n_effective))
        assert with_.low == pytest.approx(without.low)


def test_repeated_answers_widen_every_interval() -> None:
    """The same 60 respondents, once with one answer each, once with five equal ones, say the same."""
    once = [[score] for score in (0, 3, 7, 9, 10, 10) * 10]
    often = [each * 5 for each in once]
    for figure, part in ((mean, float), (nps, nps_part), (tgw, float)):
        single = figure(*clustered(once, part=part)[:1])
        counts, clusters = clustered(often, part=part)
        several = figure(counts, clusters=clusters)
        assert several.value == pytest.approx(single.value)
        assert several.n == 300
        if figure is tgw:  # scores that spread more than a Poisson variable's widen it further
            assert several.n_effective < 60
        else:
            assert several.n_effective == pytest.approx(60)
            assert several.low == pytest.approx(single.low, rel=0.02)


def test_the_clusters_must_be_of_these_answers() -> None:
    counts, _ = clustered([[1, 2], [3]])
    with pytest.raises(ValueError, match="counted by score"):
        mean(counts, clusters=Clusters.of([(1, 5)]))


def test_what_one_respondent_says_is_one_answer() -> None:
    counts, clusters = clustered([[1, 5, 3, 4]])
    assert mean(counts, clusters=clusters)[1:3] == (None, None)
    assert share(counts, is_good, clusters=Clusters.of([(4, 0)])).n_effective == 1


# What holds of all of them


def _figures(counts: ScoreCounts, confidence: int = 95) -> list[Estimate]:
    return [
        share(counts, is_good, confidence),
        mean(counts, confidence),
        nps(counts, confidence),
        tgw(counts, confidence),
    ]


@given(WEIGHTED, CONFIDENCES)
def test_an_interval_holds_its_value_and_has_a_width(answers: list[tuple[int, float]], confidence: int) -> None:
    for found in _figures(counted(answers), confidence):
        if found.low is not None and found.high is not None:
            assert found.low <= found.value <= found.high
            assert found.low < found.high
        else:
            assert found.method == "t"


@given(WEIGHTED)
def test_more_of_the_same_answers_say_more(answers: list[tuple[int, float]]) -> None:
    def widths(counts: ScoreCounts) -> list[float]:
        return [
            math.inf if found.high is None or found.low is None else found.high - found.low
            for found in _figures(counts)
        ]

    few, many = widths(counted(answers)), widths(counted(answers * 4))
    assert all(narrow <= wide + 1e-9 for narrow, wide in zip(many, few, strict=True))


@given(COUNTS)
def test_weights_of_one_change_nothing(answers: dict[float, int]) -> None:
    single = [(int(score), 1.0) for score, n in answers.items() for _ in range(n)]
    random.Random(0).shuffle(single)
    assert counted(single) == ScoreCounts.unweighted(answers)


@given(COUNTS, st.floats(0.01, 100))
def test_equal_weights_change_nothing(answers: dict[float, int], weight: float) -> None:
    weighted = ScoreCounts.of((score, n, n * weight, n * weight * weight) for score, n in answers.items())
    for with_, without in zip(_figures(weighted), _figures(ScoreCounts.unweighted(answers)), strict=True):
        assert with_.n_effective == pytest.approx(without.n_effective)
        assert (with_.value, with_.low, with_.high) == pytest.approx((without.value, without.low, without.high))


@given(WEIGHTED)
def test_weights_never_add_answers(answers: list[tuple[int, float]]) -> None:
    counts = counted(answers)
    assert 1 - 1e-9 <= counts.n_effective <= counts.n


@given(WEIGHTED)
def test_a_mirrored_scale_mirrors_the_figures(answers: list[tuple[int, float]]) -> None:
    counts, mirrored = counted(answers), counted([(10 - score, weight) for score, weight in answers])
    one, other = mean(counts), mean(mirrored)
    assert other.value == pytest.approx(10 - one.value)
    if one.low is not None and other.high is not None:
        assert other.high == pytest.approx(10 - one.low)
    good, bad = share(counts, is_good), share(mirrored, lambda score: score > 2)
    assert bad.value == pytest.approx(1 - good.value)
    assert good.low is not None and bad.high == pytest.approx(1 - good.low)


@given(st.lists(WEIGHTED, min_size=1, max_size=4))
def test_the_parts_together_are_the_whole(parts: list[list[tuple[int, float]]]) -> None:
    whole = counted([answer for part in parts for answer in part])
    together = ScoreCounts.together(map(counted, parts))
    for one, other in zip(whole.rows, together.rows, strict=True):
        assert one == pytest.approx(other)


# What cannot be counted


@pytest.mark.parametrize("row", [(math.nan, 1, 1, 1), (1, -1, 1, 1), (1, 1, -1, 1), (1, 1, math.inf, 1)])
def test_what_is_no_count_is_refused(row: tuple[float, int, float, float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        ScoreCounts.of([row])


@pytest.mark.parametrize("rows", [[], [(3, 2, 0, 0)]])
def test_nothing_is_said_of_no_answers(rows: list[tuple[float, int, float, float]]) -> None:
    counts = ScoreCounts.of(rows)
    for figure in (mean, nps, tgw):
        with pytest.raises(ValueError, match="no answers"):
            figure(counts)
    with pytest.raises(ValueError, match="no answers"):
        share(counts, is_good)


def test_one_answer_has_no_mean_with_an_interval() -> None:
    assert mean(ScoreCounts.unweighted({4: 1}))[1:3] == (None, None)
    assert mean(ScoreCounts.unweighted({4: 900}))[1:3] == (None, None)
    # One of the two weighs next to nothing.
    assert mean(counted([(4, 1.0), (5, 1e-9)])).low is None


def test_a_rate_may_pass_one_a_customer() -> None:
    found = tgw(ScoreCounts.unweighted({0: 10, 2: 20, 5: 10}))
    assert found.value == 2250
    assert (found.low, found.high) == pytest.approx(tuple(1000 * end / 40 for end in garwood(90)))
    told_per_100 = tgw(ScoreCounts.unweighted({0: 10, 200: 20, 500: 10}), per=100)
    assert (told_per_100.value, told_per_100.low) == pytest.approx((found.value, found.low))


def test_a_rate_told_per_100_has_the_same_design_effect() -> None:
    respondents = [[0, 0], [2, 3], [0, 1], [4, 4]] * 5
    found = tgw(*_with_clusters(respondents))
    assert found.n_effective < found.n
    per_100 = tgw(*_with_clusters([[100 * score for score in each] for each in respondents]), per=100)
    assert per_100[:6] == pytest.approx(found[:6])


def _with_clusters(respondents: list[list[int]]) -> tuple[ScoreCounts, int, Clusters]:
    counts, clusters = clustered(respondents)
    return counts, 95, clusters


def test_figures_refuse_what_they_do_not_count() -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        nps(ScoreCounts.unweighted({11: 3}))
    with pytest.raises(ValueError, match="counted from 0"):
        tgw(ScoreCounts.unweighted({-1: 3}))
    with pytest.raises(ValueError, match="confidence"):
        wilson(0.5, 10, 100)
    with pytest.raises(ValueError, match="a share is"):
        wilson(1.5, 10)
    with pytest.raises(ValueError, match="fewer than 0"):
        garwood(-1)
    with pytest.raises(ValueError, match="median"):
        median([])
