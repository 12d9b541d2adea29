"""What is not the same does not look the same: personas, equal feelings, actions, and answers that were dropped."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import pytest
from journeys import journey_from, scene_of

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.apart import APART, kept_apart, shifts
from journeymap.layout.marks import MARKERS, marker
from journeymap.layout.scene import Group, Path, Scene
from journeymap.layout.spec import persona_token


def journey_of(*touchpoints: dict[str, Any], **more: Any) -> Any:
    steps = [{"id": f"t{number}", "name": f"Step {number}"} | step for number, step in enumerate(touchpoints)]
    stages = [{"id": "all", "name": "All", "touchpoints": steps}]
    return journey_from({"journeymap": 1, "id": "shop", "title": "Shop", "stages": stages, **more})


def band(scene: Scene, name: str) -> Group:
    return next(each for each in scene.bands if each.id == f"band-{name}")


def look(index: int) -> tuple[object, ...]:
    canvas = Canvas(100, rtl=False)
    marker(canvas, 50, 50, index, 5, "ink")
    return tuple(map(repr, canvas.elements))


def test_twelve_personas_have_markers_of_twelve_shapes_and_72_differ_in_shape_or_colour() -> None:
    assert len({look(index) for index in range(12)}) == 12 == MARKERS
    assert len({(look(index), persona_token(index)) for index in range(72)}) == 72


@pytest.mark.parametrize("feelings", [(1, 1), (1, 1, 1), (0.5, 0.52), (2, -2), (-2, -2, 2), (0, 0.1, 0.2), (1,), ()])
def test_points_are_kept_apart_in_their_order_and_moved_no_farther_than_needed(feelings: tuple[float, ...]) -> None:
    moved = shifts(feelings)
    drawn = [feeling + moved[index] for index, feeling in enumerate(feelings)]
    for one, other in product(range(len(feelings)), repeat=2):
        if one < other:
            assert abs(drawn[one] - drawn[other]) > APART - 1e-9
            assert (drawn[one] > drawn[other]) == (feelings[one] >= feelings[other])
    assert sum(moved) == pytest.approx(0)
    assert all(abs(shift) < APART * 1.01 for shift in moved)


def test_only_points_that_would_hide_each_other_are_moved() -> None:
    assert shifts((1.0, -1.0, 1.0)) == pytest.approx((APART / 2, 0, -APART / 2))


def test_curves_are_moved_only_where_both_have_a_point() -> None:
    moved = kept_apart({"a": {1: 0.0, 2: 1.0}, "b": {1: 0.0, 3: 1.0}}, 0.2)
    assert moved == {"a": {1: pytest.approx(0.1), 2: 1.0}, "b": {1: pytest.approx(-0.1), 3: 1.0}}


def curves(scene: Scene, persona: str) -> list[Any]:
    groups = [each for each in band(scene, "lane-feeling").children if isinstance(each, Group)]
    return [
        mark.segments
        for group in groups
        if group.data.get("persona") == persona
        for mark in group.children
        if isinstance(mark, Path) and not mark.fill
    ]


def test_equal_scores_show_both_lines() -> None:
    felt = [{"emotions": [{"persona": name, "score": score} for name in ("ann", "bob")]} for score in (1, -1, 1)]
    personas = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}]
    scene = scene_of(journey_of(*felt, personas=personas))
    ann, bob = curves(scene, "ann"), curves(scene, "bob")
    assert ann and bob
    for (_, one), (_, other) in zip(ann[0], bob[0], strict=True):
        assert one[-2] == other[-2] and other[-1] - one[-1] == pytest.approx(60 * APART)


def test_where_each_persona_has_a_strip_nothing_is_moved() -> None:
    names = ("ann", "bob", "cat", "dan")
    felt = [{"emotions": [{"persona": name, "score": score} for name in names]} for score in (1, -1)]
    scene = scene_of(journey_of(*felt, personas=[{"id": name, "name": name} for name in names]))
    tops = [curves(scene, name)[0][0][1][1] for name in names]
    assert [lower - upper for upper, lower in pairwise(tops)] == pytest.approx([112, 112, 112])


@pytest.mark.parametrize(
    ("ids", "codes"),
    [
        (["foo", "a1"], ["A2", "A1"]),
        (["a1", "foo"], ["A1", "A2"]),
        (["foo", "a1", "bar", "a3"], ["A2", "A1", "A4", "A3"]),
        (["one", "two"], ["A1", "A2"]),
        (["b7", "mend"], ["B7", "A2"]),
    ],
)
def test_every_action_has_a_code_of_its_own(ids: list[str], codes: list[str]) -> None:
    actions = [{"id": each, "title": each} for each in ids]
    assert list(journey_of({}, actions=actions).action_codes.values()) == codes


@pytest.mark.parametrize(("status", "marked"), [("planned", True), ("done", True), ("dropped", False)])
def test_a_dropped_action_marks_no_opportunity(status: str, *, marked: bool) -> None:
    opportunity = {"id": "faster", "text": "Faster", "votes": 3}
    actions = [{"id": "a1", "title": "Mend", "addresses": "faster", "status": status}]
    scene = scene_of(journey_of({"opportunities": [opportunity]}, actions=actions))
    (card,) = [each for each in band(scene, "lane-opportunities").children if isinstance(each, Group) and each.data]
    assert any(isinstance(mark, Path) for mark in _marks(card)) is marked
    assert any("A1" in repr(mark) for mark in _marks(card)) is marked


def _marks(group: Group) -> list[Any]:
    return [leaf for mark in group.children for leaf in (_marks(mark) if isinstance(mark, Group) else [mark])]
