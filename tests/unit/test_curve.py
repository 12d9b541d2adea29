"""The emotion curve: it goes through its points and never beyond them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout.feeling.curve import sample, segments, tangents

scores = st.lists(st.floats(-2, 2, allow_nan=False), min_size=2, max_size=30)
steps = st.lists(st.floats(100, 300), min_size=30, max_size=30)


def points_of(values, widths):
    return [(sum(widths[:index]), value) for index, value in enumerate(values)]


@given(scores, steps)
def test_it_goes_through_every_point(values, widths):
    points = points_of(values, widths)
    ends = [(numbers[4], numbers[5]) for _, numbers in segments(points)]
    assert ends == points[1:]


@given(scores, steps)
def test_between_two_points_it_stays_between_them(values, widths):
    points = points_of(values, widths)
    drawn = sample(points, 16)
    for index in range(len(points) - 1):
        low, high = sorted((points[index][1], points[index + 1][1]))
        for _, y in drawn[index * 16 : index * 16 + 17]:
            assert low - 1e-9 <= y <= high + 1e-9


def test_it_is_level_at_a_peak_and_at_a_low():
    slopes = tangents([(0, 0), (100, 2), (200, -2), (300, 1)])
    assert slopes[1] == slopes[2] == 0


def test_a_straight_line_stays_straight():
    assert tangents([(0, 0), (50, 1), (150, 3), (175, 3.5)]) == [0.02, 0.02, 0.02, 0.02]


def test_a_point_alone_has_no_curve():
    assert segments([(0, 1)]) == ()
    assert sample([(0, 1)], 4) == [(0, 1)]
