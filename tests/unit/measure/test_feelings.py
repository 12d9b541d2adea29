"""Answers on their scales: the best of them, what they say was felt, and what of it stays in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.measure.figures import (
    Estimate,
    ScoreCounts,
    ScoreScale,
    ces_mean,
    ces_share,
    csat,
    disagrees,
    distance,
    feeling_of,
    importance,
    is_above_middle,
    is_top_box,
    mean,
    measured_feeling,
    near_end,
    nps,
    opportunity,
    peak_end,
    peak_end_counts,
    share,
    top_boxes,
)

SCALES = st.sampled_from([(0, 1), (1, 3), (1, 4), (1, 5), (1, 7), (0, 10), (1, 10), (0, 100)])


@pytest.mark.parametrize(
    ("low", "high", "best"),
    [(0, 1, [1]), (1, 3, [3]), (1, 4, [3, 4]), (1, 5, [4, 5]), (1, 7, [6, 7]), (0, 10, [9, 10]), (1, 10, [9, 10])],
)
def test_the_best_boxes_of_a_scale(low: int, high: int, best: list[int]) -> None:
    points = range(low, high + 1)
    scale, turned = ScoreScale(low, high), ScoreScale(low, high, higher_is_better=False)
    assert [score for score in points if is_top_box(score, scale)] == best
    assert [score for score in points if is_top_box(score, turned)] == [low + high - score for score in best[::-1]]
    assert top_boxes(scale) == len(best)


def test_of_a_fine_scale_the_best_fifth_counts() -> None:
    assert [score for score in (79, 80, 100) if is_top_box(score, ScoreScale(0, 100))] == [80, 100]
    assert [score for score in (98, 99) if is_top_box(score, ScoreScale(0, 100), boxes=2)] == [99]
    assert [score for score in (3, 4, 5) if is_top_box(score, ScoreScale(1, 5), boxes=1)] == [5]
    with pytest.raises(ValueError, match="at least one box"):
        is_top_box(5, ScoreScale(1, 5), boxes=0)


def test_effort_is_told_so_that_higher_is_easier() -> None:
    easy = ScoreCounts.unweighted({7: 30, 6: 20, 5: 10, 4: 25, 1: 15})
    effort = ScoreCounts.unweighted({1: 30, 2: 20, 3: 10, 4: 25, 7: 15})
    turned = ScoreScale(1, 7, higher_is_better=False)
    assert ces_share(easy, ScoreScale(1, 7)).value == 60
    assert ces_share(effort, turned) == ces_share(easy, ScoreScale(1, 7))
    assert ces_mean(effort, turned)[:3] == pytest.approx(ces_mean(easy, ScoreScale(1, 7))[:3])
    assert ces_mean(easy, ScoreScale(1, 7)) == mean(easy)
    assert not is_above_middle(4, ScoreScale(1, 7))


@pytest.mark.parametrize(("important", "satisfied", "score"), [(9, 3, 15), (9, 9, 9), (5, 8, 5)])
def test_opportunity(important: int, satisfied: int, score: int) -> None:
    """A. W. Ulwick, What Customers Want (McGraw-Hill 2005): what is more satisfied than important adds nothing."""
    scale = ScoreScale(1, 5)
    asked = importance(ScoreCounts.unweighted({5: important * 10, 2: 100 - important * 10}), scale)
    answered = csat(ScoreCounts.unweighted({4: satisfied * 5, 1: 50 - satisfied * 5}), scale)
    found = opportunity(asked, answered)
    assert asked.value == pytest.approx(important)
    assert found.value == pytest.approx(score)
    assert (found.low, found.high, found.n) == (None, None, 50)


# What was felt


def test_a_mean_as_a_feeling() -> None:
    answers = ScoreCounts.unweighted({1: 10, 3: 10, 5: 20})
    found = measured_feeling(mean(answers), ScoreScale(1, 5))
    assert found.value == pytest.approx(0.5)
    assert (found.low, found.high) == pytest.approx((mean(answers).low - 3, mean(answers).high - 3))
    assert measured_feeling(mean(answers), ScoreScale(1, 5, higher_is_better=False)).value == pytest.approx(-0.5)


@given(SCALES, st.booleans(), st.dictionaries(st.integers(0, 100), st.integers(1, 50), min_size=2, max_size=6))
def test_a_turned_scale_turns_the_feeling(ends: tuple[int, int], higher: bool, answers: dict[int, int]) -> None:
    scale = ScoreScale(*ends, higher_is_better=higher)
    width = (scale.high - scale.low) / 100
    counts = ScoreCounts.unweighted({scale.low + part * width: n for part, n in answers.items()})
    mirrored = ScoreCounts.unweighted({scale.high - part * width: n for part, n in answers.items()})
    one = measured_feeling(mean(counts), scale)
    other = measured_feeling(mean(mirrored), scale._replace(higher_is_better=not higher))
    assert one.value == pytest.approx(other.value, abs=1e-9)
    if one.low is not None and other.low is not None:
        assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-6, abs=1e-6)
        assert one.low <= one.value <= one.high
    assert -2 - 1e-9 <= one.value <= 2 + 1e-9
    assert one.value == pytest.approx(counts.mean_of(lambda score: feeling_of(score, scale)), abs=1e-9)


@given(SCALES)
def test_the_ends_of_a_scale_are_despair_and_delight(ends: tuple[int, int]) -> None:
    scale = ScoreScale(*ends)
    assert (feeling_of(ends[0], scale), feeling_of(ends[1], scale)) == pytest.approx((-2, 2))
    turned = ScoreScale(*ends, higher_is_better=False)
    assert (feeling_of(ends[0], turned), feeling_of(ends[1], turned)) == pytest.approx((2, -2))


def test_no_share_is_a_feeling() -> None:
    answers = ScoreCounts.unweighted({1: 10, 5: 20})
    for found in (nps(answers), share(answers, bool)):
        with pytest.raises(ValueError, match="the mean of answers"):
            measured_feeling(found, ScoreScale(1, 5))
    with pytest.raises(ValueError, match="two points"):
        feeling_of(1, ScoreScale(1, 1))


def felt(value: float, low: float | None, high: float | None) -> Estimate:
    return Estimate(value, low, high, 50, 50, None, "t")


@pytest.mark.parametrize(
    ("assumed", "measured", "expected", "gap"),
    [
        (1.0, felt(0.2, 0.0, 0.4), True, 0.6),
        (-1.0, felt(0.2, 0.0, 0.4), True, 1.0),
        (0.6, felt(0.2, 0.0, 0.4), False, 0.2),  # outside, but not half a point away
        (0.7, felt(0.2, 0.0, 0.4), True, 0.3),
        (1.0, felt(0.2, -0.7, 1.1), False, 0.0),  # far, but inside
        (2.0, felt(0.2, None, None), False, 0.0),
    ],
)
def test_what_disagrees(assumed: float, measured: Estimate, expected: bool, gap: float) -> None:
    assert disagrees(assumed, measured) is expected
    assert distance(assumed, measured) == pytest.approx(gap)


def test_harm_is_ranked_by_what_the_answers_bear_out() -> None:
    surely, perhaps = felt(-1.0, -1.1, -0.9), felt(-1.4, -2.6, -0.2)
    assert near_end(surely) == -0.9
    assert near_end(perhaps) == -0.2
    assert near_end(felt(-2, None, None)) is None


# What stays in memory


@pytest.mark.parametrize(
    ("feelings", "expected"),
    [
        ([1, -2, 0, 1], -0.5),
        ([2, 1, 0], 0),
        ([-1, 2, None], 0.5),  # the last answer is the end
        ([None, 1], None),
        ([], None),
    ],
)
def test_the_worst_and_the_last(feelings: list[float | None], expected: float | None) -> None:
    assert peak_end(feelings) == expected


def test_each_respondent_has_a_peak_of_their_own() -> None:
    """The worst of the mean curve (0, 0) would be 0; each of the two respondents remembers −1 and 0."""
    counts = peak_end_counts([([2, -2, 0], 1, 1, 1), ([-2, 2, 0], 1, 1, 1), ([None, None, 1], 7, 7, 7)])
    assert counts == ScoreCounts.unweighted({-1: 2})
    assert peak_end_counts([([2, 0], 3, 1.5, 0.75)]) == ScoreCounts.of([(0, 3, 1.5, 0.75)])
