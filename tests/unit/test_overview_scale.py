"""The scale of feelings on an overview: within all limits, and as large as they let it be."""

from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout.feeling.axis import Axis
from journeymap.layout.overview.scale import LEAST_SPAN, FeelingLimit, axis_within

HIGH, LOW = 100.0, 500.0
NOISE = 1e-6
FEELINGS = st.floats(-2, 2)
LIMITS = st.lists(
    st.builds(FeelingLimit, FEELINGS, st.floats(HIGH, HIGH + 120), st.floats(LOW - 120, LOW)), max_size=12
)


def room_for_the_neutral_line(limits, unit):
    """How far the neutral line can be moved with all points within their limits; negative where it has no place."""
    every = [*limits, FeelingLimit(LEAST_SPAN, HIGH, LOW), FeelingLimit(-LEAST_SPAN, HIGH, LOW)]
    return min(each.lowest + each.feeling * unit for each in every) - max(
        each.highest + each.feeling * unit for each in every
    )


@given(LIMITS)
def test_the_scale_is_the_largest_on_which_all_points_are_within_their_limits(limits):
    axis = axis_within(limits, HIGH, LOW)
    for feeling, highest, lowest in limits:
        assert highest - NOISE <= axis.y(feeling) <= lowest + NOISE
    assert room_for_the_neutral_line(limits, axis.unit) >= -NOISE
    assert room_for_the_neutral_line(limits, axis.unit + 0.01) < 0


def test_a_gain_above_a_good_point_makes_the_scale_smaller():
    assert axis_within([], HIGH, LOW) == Axis(300.0, 200.0)
    assert axis_within([FeelingLimit(1.0, HIGH + 100, LOW)], HIGH, LOW) == Axis(350.0, 150.0)
