"""The figures of experiments against published examples, other libraries' figures and what must hold of any."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from journeymap.experiments.arms import MeanArm, ShareArm, together
from journeymap.experiments.covariates import CovariateArm, adjusted
from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.differences import difference, fisher, newcombe, pooled_z, welch
from journeymap.experiments.families import holm
from journeymap.experiments.judging import judged
from journeymap.experiments.power import power_at
from journeymap.experiments.readings import read_arms, read_segments
from journeymap.experiments.sample_ratio import sample_ratio
from journeymap.experiments.sample_size import days_for, sample_size


def _arms(*told: tuple[int, int]) -> list[ShareArm]:
    return [ShareArm(f"v{number}", n, events) for number, (events, n) in enumerate(told)]


# Sizes


def test_sizes_of_shares_are_those_of_r() -> None:
    """`power.prop.test(p1 = .20, p2 = .25, power = .80)` and the examples of its manual page."""
    assert sample_size(ExperimentDesign(20, 5)).arms == (1094, 1094)
    assert sample_size(ExperimentDesign(50, 25, power=90)).arms == (77, 77)
    assert power_at(ExperimentDesign(50, 25), 50, 50) == pytest.approx(0.7401659, abs=1e-6)


def test_sizes_of_means_are_those_of_r() -> None:
    """`power.t.test(delta = 1, power = .90)` is 22.02 an arm; of 20 an arm its power is 0.8689528."""
    assert sample_size(ExperimentDesign(None, 1, sd=1, power=90)).arms == (23, 23)
    assert power_at(ExperimentDesign(None, 1, sd=1, power=90), 22.02110, 22.02110) == pytest.approx(0.9, abs=1e-6)
    assert power_at(ExperimentDesign(None, -1, sd=1), 20, 20) == pytest.approx(0.8689528, abs=1e-6)


def test_power_of_unequal_arms_is_cohens() -> None:
    """J. Cohen, Statistical Power Analysis (1988), exercise 2.3: one-sided at 5 %, which is two-sided at 10 %."""
    assert power_at(ExperimentDesign(None, 0.6, sd=1, alpha=10), 90, 60) == pytest.approx(0.9737262, abs=1e-6)


def test_a_power_beyond_the_reach_of_the_series_is_a_number() -> None:
    assert power_at(ExperimentDesign(None, 5, sd=1), 1e5, 1e5) == pytest.approx(1)


@given(
    st.floats(1, 99), st.floats(-30, 30), st.sampled_from([80.0, 90.0, 99.0]), st.sampled_from([1.0, 5.0, 20.0]),
    st.lists(st.integers(1, 9), min_size=2, max_size=4),
)  # fmt: skip
def test_the_size_of_shares_just_reaches_the_power(
    baseline: float, effect: float, power: float, alpha: float, shares: list[int]
) -> None:
    if abs(effect) < 0.5 or not 0 < baseline + effect < 100:
        return
    design = ExperimentDesign(baseline, effect, None, power, alpha, tuple(map(float, shares)))
    arms = sample_size(design).arms
    reached = [power_at(design, arms[0], arm) for arm in arms[1:]]
    assert min(reached) >= power / 100 - 1e-9
    fewer = [arm * (1 - 1 / min(arms)) - 1 for arm in arms]
    if min(fewer) > 0:
        assert min(power_at(design, fewer[0], arm) for arm in fewer[1:]) < power / 100


def test_more_variants_need_more_of_each() -> None:
    two, three = sample_size(ExperimentDesign(20, 5)), sample_size(ExperimentDesign(20, 5, shares=(1, 1, 1)))
    assert three.arms == sample_size(ExperimentDesign(20, 5, alpha=2.5)).arms + three.arms[:1]
    assert three.arms[0] > two.arms[0]


def test_days_are_whole_weeks() -> None:
    assert [days_for(people, 100) for people in (1, 700, 701, 1400)] == [7, 7, 14, 14]
    assert days_for(7 * 3, 0.3) == 70  # not eleven weeks by rounding
    with pytest.raises(ValueError, match="people a day"):
        days_for(10, 0)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (ExperimentDesign(20, 0), "not 0"),
        (ExperimentDesign(20, -21), "no share"),
        (ExperimentDesign(120, 5), "no share"),
        (ExperimentDesign(None, 5), "baseline"),
        (ExperimentDesign(20, 5, power=5), "power is above alpha"),
        (ExperimentDesign(20, 5, alpha=0), "alpha"),
        (ExperimentDesign(20, 5, shares=(1, 0)), "above 0"),
        (ExperimentDesign(20, 5, sd=0), "deviation"),
    ],
)
def test_what_cannot_be_planned_is_refused(design: ExperimentDesign, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        sample_size(design)


# Differences


@pytest.mark.parametrize(
    ("variant", "control", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_intervals_are_newcombes(variant: tuple[int, int], control: tuple[int, int], low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10."""
    assert newcombe(*_arms(control, variant)) == pytest.approx((100 * low, 100 * high), abs=0.006)


def test_where_test_and_interval_straddle() -> None:
    both = difference(*_arms((28, 200), (43, 200)))
    assert both.p == pytest.approx(0.0497, abs=5e-5) and both.low == pytest.approx(-0.01, abs=5e-3)
    edge = difference(*_arms((120, 1000), (150, 1000)))
    assert edge.p == pytest.approx(0.0496, abs=5e-5) and edge.low == pytest.approx(0.001, abs=5e-4)
    assert edge.exact == pytest.approx(0.058, abs=5e-4)
    assert (edge.value, edge.method) == (pytest.approx(3), "Newcombe, pooled z")
    for arms in (_arms((28, 200), (43, 200)), _arms((120, 1000), (150, 1000))):
        assert judged(read_arms(arms), smallest=5) == (("straddles", "open"),)


def test_fisher_is_that_of_r() -> None:
    """`fisher.test` of the tea that R. A. Fisher's colleague tasted, and of his convicted twins."""
    assert fisher(*_arms((3, 4), (1, 4))) == pytest.approx(0.4857, abs=5e-5)
    assert fisher(*_arms((2, 17), (10, 13))) == pytest.approx(0.0005367, abs=5e-8)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_fisher_is_that_of_scipy(n0: int, n1: int, data: st.DataObject) -> None:
    events = data.draw(st.tuples(st.integers(0, n0), st.integers(0, n1)))
    table = [[events[0], n0 - events[0]], [events[1], n1 - events[1]]]
    assert fisher(*_arms((events[0], n0), (events[1], n1))) == pytest.approx(stats.fisher_exact(table)[1], rel=1e-6)


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_z_is_the_root_of_chi_square(n0: int, n1: int, data: st.DataObject) -> None:
    e0, e1 = data.draw(st.tuples(st.integers(0, n0), st.integers(0, n1)))
    arms = _arms((e0, n0), (e1, n1))
    if 0 < e0 + e1 < n0 + n1:
        table = [[e0, n0 - e0], [e1, n1 - e1]]
        assert pooled_z(*arms) == pytest.approx(stats.chi2_contingency(table, correction=False)[1], rel=1e-6, abs=1e-12)
    else:
        assert pooled_z(*arms) == 1
    low, high = newcombe(*arms)
    assert -100 - 1e-9 <= low <= difference(*arms).value <= high <= 100 + 1e-9 and low < high


def test_small_counts_are_told_by_fisher() -> None:
    small = difference(*_arms((1, 20), (6, 20)))
    assert (small.method, small.p) == ("Newcombe, Fisher", fisher(*_arms((1, 20), (6, 20))))
    assert difference(*_arms((10, 20), (16, 20))).method == "Newcombe, pooled z"


def test_a_difference_of_millions_is_told_by_z_alone() -> None:
    found = difference(*_arms((400_000, 2_000_000), (402_000, 2_000_000)))
    assert (found.exact, found.method) == (None, "Newcombe, pooled z")
    assert difference(*_arms((1, 2_000_000), (4, 2_000_000))).method == "Newcombe, Fisher"


def test_welch_is_that_of_r() -> None:
    """`t.test(extra ~ group, data = sleep)`: t = −1.8608, 17.776 degrees of freedom."""
    one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    arms = [MeanArm(name, 10, float(np.mean(each)), float(np.std(each, ddof=1))) for name, each in
            (("other", other), ("one", one))]  # fmt: skip
    found = difference(*arms)
    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832), abs=1e-6)
    assert (found.p, found.method) == (pytest.approx(0.07939, abs=5e-6), "Welch")


def test_means_that_do_not_vary_have_no_interval() -> None:
    found = welch(MeanArm("a", 5, 3, 0), MeanArm("b", 5, 4, 0))
    assert (found.value, found.low, found.high, found.p) == (1, None, None, 0)
    assert welch(MeanArm("a", 5, 3, 0), MeanArm("b", 5, 3, 0)).p == 1


# Several comparisons


def test_holm_is_that_of_r() -> None:
    """`p.adjust(c(.01, .02, .03, .04, .05), "holm")`, and in another order."""
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx((0.05, 0.08, 0.09, 0.09, 0.09))
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([0.9, 0.8]) == (1.0, 1.0) and holm([0.2]) == (0.2,) and holm([]) == ()
    with pytest.raises(ValueError, match="from 0 to 1"):
        holm([1.1])


def test_several_variants_are_a_family() -> None:
    arms = _arms((100, 1000), (120, 1000), (150, 1000))
    found = read_arms(arms)
    assert (found.family, found.method) == (2, "Newcombe, pooled z, Holm")
    assert [each.difference.confidence for each in found.compared] == [97.5, 97.5]
    assert [each.p_adjusted for each in found.compared] == list(
        holm([pooled_z(arms[0], arm) for arm in arms[1:]])
    )  # fmt: skip
    alone = read_arms(arms[:2]).compared[0]
    assert alone.p_adjusted == alone.difference.p and alone.difference.confidence == 95


def test_segments_are_a_family_and_all_is_their_sum() -> None:
    segments = {"new": _arms((50, 500), (60, 500)), "old": _arms((50, 500), (60, 500)), "odd": _arms((5, 50), (9, 50))}
    everyone, each = read_segments(segments)
    assert everyone.arms == (ShareArm("v0", 1050, 105), ShareArm("v1", 1050, 129))
    assert everyone.compared == read_arms(everyone.arms).compared
    assert [(one.segment, one.reading.family) for one in each] == [("new", 3), ("old", 3), ("odd", 3)]
    alone = [pooled_z(*arms) for arms in segments.values()]
    assert [one.reading.compared[0].p_adjusted for one in each] == list(holm(alone))
    assert each[0].reading.compared[0].difference.confidence == pytest.approx(100 - 5 / 3)
    with pytest.raises(ValueError, match="same arms"):
        read_segments({"new": _arms((1, 9), (2, 9)), "old": _arms((1, 9), (2, 9), (3, 9))})


def test_the_parts_of_an_arm_of_means_make_it() -> None:
    values = np.array([1.0, 4.0, 2.0, 8.0, 5.0, 7.0])
    whole = MeanArm("a", 6, float(values.mean()), float(values.std(ddof=1)))
    parts = [MeanArm("a", len(part), float(part.mean()), float(part.std(ddof=1))) for part in (values[:2], values[2:])]
    assert together(parts)[1:] == pytest.approx(whole[1:])


@pytest.mark.parametrize(
    ("arms", "said"),
    [
        (_arms((1, 2)), "two arms"),
        (_arms((3, 2), (1, 2)), "3 of 2"),
        (_arms((0, 0), (1, 2)), "0 of 0"),
        ([ShareArm("a", 2, 1), ShareArm("a", 2, 1)], "twice"),
        ([ShareArm("a", 2, 1), MeanArm("b", 2, 1, 1)], "others means"),
        ([MeanArm("a", 1, 1, 1), MeanArm("b", 2, 1, 1)], "two people"),
        ([MeanArm("a", 2, math.nan, 1), MeanArm("b", 2, 1, 1)], "mean"),
    ],
)
def test_arms_that_cannot_be_compared_are_refused(arms: list[ShareArm | MeanArm], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_arms(arms)


# Judgements


@pytest.mark.parametrize(
    ("variant", "smallest", "better", "told"),
    [
        ((200, 1000), 3, "higher", ("helped", "reached")),
        ((200, 1000), 6, "higher", ("helped", "open")),
        ((200, 1000), 20, "higher", ("helped", "excluded")),
        ((200, 1000), 6, "lower", ("harmed", "excluded")),
        ((60, 1000), 5, "lower", ("helped", "open")),
        ((122, 1000), None, "higher", ("no-difference", None)),
        ((122, 1000), 5, "higher", ("no-difference", "excluded")),
        ((122, 1000), 2, "higher", ("no-difference", "open")),
        ((12, 100), 2, "higher", ("not-judged", None)),
    ],
)
def test_what_is_told_of_120_of_1000(variant, smallest, better, told) -> None:
    assert judged(read_arms(_arms((120, 1000), variant)), better=better, smallest=smallest) == (told,)


# Splits


def test_a_broken_split_is_seen() -> None:
    """The example of R. Kohavi, D. Tang and Y. Xu, Trustworthy Online Controlled Experiments (2020), chapter 3."""
    found = sample_ratio([821_588, 815_482], [1, 1])
    assert found.mismatch and found.p == pytest.approx(1.8e-6, abs=5e-8)
    assert not sample_ratio([1905, 1905], [50, 50]).mismatch
    assert not sample_ratio([1800, 200], [9, 1]).mismatch and sample_ratio([1000, 1000], [9, 1]).mismatch


@given(st.lists(st.tuples(st.integers(20, 400), st.integers(1, 3)), min_size=2, max_size=7))
def test_splits_are_judged_as_by_scipy(arms: list[tuple[int, int]]) -> None:
    people, shares = [arm[0] for arm in arms], np.array([arm[1] for arm in arms], float)
    expected = shares / shares.sum() * sum(people)
    found = sample_ratio(people, list(shares))
    assert found.method == "chi-square"
    assert found.p == pytest.approx(stats.chisquare(people, expected)[1], rel=1e-6, abs=1e-12)


@given(st.integers(1, 9), st.data())
def test_few_people_are_judged_exactly(n: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, n))
    found = sample_ratio([first, n - first], [1, 2])
    assert found.method == "exact multinomial"
    assert found.p == pytest.approx(stats.binomtest(first, n, 1 / 3).pvalue)


@pytest.mark.parametrize(("people", "method"), [([4, 6], "chi-square"), ([4, 5], "exact multinomial")])
def test_five_expected_in_an_arm_are_enough_for_chi_square(people: list[int], method: str) -> None:
    assert sample_ratio(people, [1, 1]).method == method


def test_three_small_arms_are_judged_exactly() -> None:
    found = sample_ratio([4, 0, 0], [1, 1, 1])
    assert found == (pytest.approx(3 / 81), False, "exact multinomial")


def test_arms_too_small_for_chi_square_and_too_many_to_count_are_put_together() -> None:
    found = sample_ratio([4000, 1, 1, 1, 1, 1], [4000, 1, 1, 1, 1, 1])
    assert found == (pytest.approx(1, abs=1e-6), False, "chi-square, small arms together")
    assert sample_ratio([4000, 20, 1, 1, 1, 1], [4000, 1, 1, 1, 1, 1]).mismatch
    assert not sample_ratio([300_000, 3], [100_000, 1]).mismatch  # two arms stay two
    assert sample_ratio([300_000, 60], [100_000, 1]).mismatch


# What was known before


def _covariate_arm(name: str, y: np.ndarray, x: np.ndarray) -> CovariateArm:
    dy, dx = y - y.mean(), x - x.mean()
    return CovariateArm(
        name, len(y), float(y.mean()), float(x.mean()), float(dy @ dy), float(dx @ dx), float(dx @ dy)
    )  # fmt: skip


def test_what_was_before_is_taken_away_as_by_least_squares() -> None:
    """The adjusted difference is the coefficient of the variant in a regression on it and on what was before."""
    rng = np.random.default_rng(4)
    x = [rng.normal(10, 3, 80), rng.normal(11, 3, 120)]
    y = [0.7 * x[0] + rng.normal(0, 1, 80), 2 + 0.7 * x[1] + rng.normal(0, 1, 120)]
    found = adjusted([_covariate_arm("a", y[0], x[0]), _covariate_arm("b", y[1], x[1])])
    variant = np.repeat([0.0, 1.0], [80, 120])
    columns = np.column_stack([np.ones(200), variant, np.concatenate(x)])
    fitted = np.linalg.lstsq(columns, np.concatenate(y), rcond=None)[0]
    assert found.theta == pytest.approx(fitted[2])
    assert found.arms[1].mean - found.arms[0].mean == pytest.approx(fitted[1])
    for arm, each, before in zip(found.arms, y, x, strict=True):
        assert arm.sd == pytest.approx(np.std(each - found.theta * before, ddof=1))
    assert sum(arm.n * arm.mean for arm in found.arms) == pytest.approx(np.concatenate(y).sum())


def test_the_variance_left_is_one_less_the_square_of_the_correlation() -> None:
    """Deng et al. 2013: var(adjusted) = var(y)·(1 − ρ²)."""
    rng = np.random.default_rng(5)
    x = rng.normal(0, 1, 500)
    y = 0.8 * x + rng.normal(0, 1, 500)
    arm = _covariate_arm("a", y, x)
    found = adjusted([arm, arm._replace(variant="b")])
    assert found.reduction == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)
    assert found.arms[0].sd ** 2 == pytest.approx(np.var(y, ddof=1) * (1 - found.reduction))


def test_a_covariate_that_does_not_vary_takes_nothing_away() -> None:
    y = np.array([1.0, 2.0, 4.0])
    found = adjusted([_covariate_arm("a", y, np.ones(3)), _covariate_arm("b", y, np.ones(3))])
    assert (found.theta, found.reduction) == (0, 0)
    assert found.arms[0] == MeanArm("a", 3, pytest.approx(y.mean()), pytest.approx(y.std(ddof=1)))
    with pytest.raises(ValueError, match="two people"):
        adjusted([_covariate_arm("a", y[:1], y[:1])])
