"""Places for words along a curve: which are clear, asked one by one or several at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout.feeling.curve import covering
from journeymap.layout.feeling.placing import Box, Surroundings

LANE = Box(0, 0, 400, 200)
NEUTRAL = 100.0


def boxes(most: int = 60) -> st.SearchStrategy[Box]:
    sides = st.tuples(*[st.integers(0, most) for _ in range(2)])
    corners = st.tuples(st.integers(-10, 400), st.integers(-10, 200))
    return st.builds(lambda at, by: Box(at[0], at[1], at[0] + by[0], at[1] + by[1]), corners, sides)


def surroundings(heights: list[int], occupied: list[Box], faint: list[int]) -> Surroundings:
    along = [[(index * 10.0, float(y)) for index, y in enumerate(curve)] for curve in (heights, faint)]
    made = Surroundings(covering(along[0]), LANE, NEUTRAL, faint=covering(along[1]))
    for box in occupied:
        made.occupy(box)
    return made


HEIGHTS = st.lists(st.integers(0, 200), max_size=40)


@given(
    HEIGHTS, st.lists(boxes(), max_size=8), HEIGHTS, boxes(), st.lists(st.integers(-10, 200), min_size=1, max_size=8)
)
def test_boxes_above_each_other_are_as_clear_together_as_one_by_one(
    heights: list[int], occupied: list[Box], faint: list[int], asked: Box, tops: list[int]
) -> None:
    made = surroundings(heights, occupied, faint)
    height = asked.bottom - asked.top
    one_by_one = [top for top in tops if made.is_clear(Box(asked.left, top, asked.right, top + height))]
    assert made.clear_tops(asked.left, asked.right, height, tops) == one_by_one


@given(
    HEIGHTS,
    st.lists(boxes(), max_size=8),
    HEIGHTS,
    boxes(),
    st.lists(st.integers(-10, 200), min_size=1, max_size=8),
    st.integers(0, 40),
)
def test_what_is_near_decides_as_all_does(
    heights: list[int], occupied: list[Box], faint: list[int], asked: Box, tops: list[int], beside: int
) -> None:
    made = surroundings(heights, occupied, faint)
    near = made.near(asked.left - beside, asked.right + beside)
    across = (asked.left, asked.right, asked.bottom - asked.top, tops)
    assert near.clear_tops(*across) == made.clear_tops(*across)


def test_a_clear_box_covers_neither_curve_nor_box_nor_neutral_line_nor_edge() -> None:
    made = surroundings([40] * 20, [Box(200, 20, 240, 40)], [160] * 40)
    covering_one = {
        "a curve": Box(50, 30, 80, 50), "a box": Box(230, 30, 260, 50), "the neutral line": Box(250, 90, 280, 110),
        "the edge": Box(-5, 10, 20, 20), "a faint curve": Box(50, 150, 120, 170),
    }  # fmt: skip
    assert {what: box for what, box in covering_one.items() if made.is_clear(box)} == {}
    brushed, clear = Box(50, 150, 55, 170), Box(50, 60, 80, 80)
    assert made.first_clear([*covering_one.values(), brushed, clear]) == brushed
    assert made.first_clear([*covering_one.values(), brushed, clear], of_faint=True) == clear
