"""Level lines of the emotion axis give way to words, and to nothing else."""

from __future__ import annotations

import pytest

from journeymap.layout.canvas import LABEL, Canvas
from journeymap.layout.feeling.labels import Label, Word, draw_level
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.scene import Path

WIDE = LABEL.width("wavering")


def level(*words: Word) -> list[tuple[float, float]]:
    """From where to where the parts of a line at y = 50 run."""
    canvas = Canvas(600, rtl=False)
    draw_level(canvas, (100, 500), 50, [Label("ada", words)], "rule2")
    lines = [element for element in canvas.elements if isinstance(element, Path)]
    return [(line.segments[0][1][0], line.segments[1][1][0]) for line in lines]


def test_a_line_without_words_is_whole() -> None:
    assert level() == [(100, 500)]


@pytest.mark.parametrize(("baseline", "parts"), [(40, 1), (53, 2), (61, 1)])
def test_only_a_word_that_it_would_cross_stops_it(baseline: float, parts: int) -> None:
    assert len(level(Word(300, baseline, "wavering", LABEL, "ink", "middle"))) == parts


def test_the_gap_is_the_word_and_five_pixels_on_either_side() -> None:
    (first, second) = level(Word(300, 53, "wavering", LABEL, "ink", "middle"))
    assert first == (100, pytest.approx(300 - WIDE / 2 - 5))
    assert second == (pytest.approx(300 + WIDE / 2 + 5), 500)


def test_words_one_over_the_other_and_at_the_edges_leave_no_stubs() -> None:
    words = [Word(x, 53, "wavering", LABEL, "ink") for x in (100, 300, 310, 500 - WIDE)]
    assert level(*words) == [
        (pytest.approx(105 + WIDE), 295),
        (pytest.approx(315 + WIDE), pytest.approx(495 - WIDE)),
    ]


def test_a_short_word_over_a_long_one_does_not_end_its_gap() -> None:
    long = Word(200, 53, "wavering wavering wavering", LABEL, "ink")
    assert level(long, Word(210, 50, "so", LABEL, "ink")) == level(long)


@pytest.mark.parametrize(
    "box", [Box(-1, 40, 39, 54), Box(170, 40, 210, 54), Box(40, -1, 80, 13), Box(40, 190, 80, 204)]
)
def test_a_place_beyond_the_lane_is_not_free(box: Box) -> None:
    assert not Surroundings([], Box(0, 0, 200, 200), 100).best([(box, False)], (60, 70)).free


@pytest.mark.parametrize(("faint", "order"), [([], 0), ([(50.0, 44.0, 60.0, 45.0)], 1)])
def test_a_label_keeps_off_a_faint_curve_where_there_is_room(
    faint: list[tuple[float, float, float, float]], order: int
) -> None:
    surroundings = Surroundings([], Box(0, 0, 200, 200), 190, faint=faint)
    candidates = [(Box(40, 40, 80, 54), False), (Box(40, 80, 80, 94), False)]
    place = surroundings.best(candidates, (60, 70))
    assert place.box == candidates[order][0]
    assert place.free


def test_a_faint_curve_everywhere_still_leaves_a_label_its_place() -> None:
    surroundings = Surroundings([], Box(0, 0, 200, 200), 190, faint=[(50, y, 60, y) for y in (45, 85)])
    assert surroundings.best([(Box(40, 40, 80, 54), False), (Box(40, 80, 80, 94), False)], (60, 70)).free
