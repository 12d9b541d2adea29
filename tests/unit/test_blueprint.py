"""The service blueprint on the map: lines between lanes, boxes, and arrows that keep clear of texts."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journeys import WORDS, journey_from, scene_of
from placed_texts import Placed, overlaps, placed

from journeymap.layout.scene import Group, Path, Rect, Scene

NEAR = 0.6


def blueprint(seed: int, language: str = "en", touchpoints: int = 20, *, dense: int = 2) -> dict:
    """The data of a journey with parts of the blueprint, of which each supports up to `dense` others."""
    random = Random(seed)

    def text(words: int) -> str:
        return " ".join(random.choice(WORDS[language]) for _ in range(random.randint(1, words)))

    steps = [{"id": f"t{i}", "name": text(3), "doing": text(5)} for i in range(touchpoints)]
    above: list[str] = []
    for lane in ("frontstage", "backstage", "systems"):
        here: list[str] = []
        for number, step in enumerate(steps):
            cell: list = []
            for place in range(random.choice((0, 1, 1, 1, 2, 3))):
                if random.random() < 0.15:
                    cell.append(f"{text(6)} {place}")
                    continue
                part: dict = {"id": f"{lane}-{number}-{place}", "text": text(6)}
                if random.random() < 0.3:
                    part |= {"owner": "o", "fail": text(5)}
                known = above + here
                if known:
                    part["supports"] = sorted({random.choice(known) for _ in range(random.randint(0, dense))})
                here.append(part["id"])
                cell.append(part)
            step[lane] = cell
        above = above + here
    half = len(steps) // 2
    stages = [
        {"id": "a", "name": "A", "touchpoints": steps[:half]},
        {"id": "b", "name": "B", "touchpoints": steps[half:]},
    ]
    return {
        "journeymap": 1, "id": "x", "title": "T", "language": language, "owners": [{"id": "o", "name": text(2)}],
        "stages": stages,
    }  # fmt: skip


def groups(scene: Scene, kind: str) -> list[Group]:
    return [element for element in scene.elements() if isinstance(element, Group) and element.kind == kind]


def pieces(path: Path, commands: str = "LC") -> list[tuple[float, float, float, float]]:
    """The straight and round pieces of a path, each by the left, top, right and bottom of its box."""
    found = []
    for (_, before), (command, after) in pairwise(path.segments):
        if command in commands:
            (x1, y1), (x2, y2) = before[-2:], after[-2:]
            found.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return found


def lines_of_arrows(scene: Scene) -> list[Path]:
    return [
        each for group in groups(scene, "support") for each in group.children if isinstance(each, Path) and each.stroke
    ]


def meets(box: tuple[float, float, float, float], text: Placed) -> bool:
    left, top, right, bottom = box
    return left < text.right and right > text.left and top < text.bottom and bottom > text.top


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10**6),
    language=st.sampled_from(["en", "he", "fa"]),
    touchpoints=st.sampled_from([3, 8, 20, 36]),
    dense=st.integers(1, 3),
    compact=st.booleans(),
)
def test_arrows_cross_no_text_and_no_box_and_join_the_edges_of_boxes(seed, language, touchpoints, dense, compact):
    journey = journey_from(blueprint(seed, language, touchpoints, dense=dense))
    scene = scene_of(journey, compact=compact)
    texts = list(placed(scene))
    assert overlaps(texts) == []
    parts = [rect for group in groups(scene, "part") for rect in group.children[:1] if isinstance(rect, Rect)]
    bands = [(float(band.data["y"]), float(band.data["y"]) + float(band.data["height"])) for band in scene.bands]
    borders = {round(y, 2) for band in bands for y in band}
    for path in lines_of_arrows(scene):
        for box in pieces(path):
            assert not [text for text in texts if meets(box, text)], box
            left, top, right, bottom = box
            assert not [
                part
                for part in parts
                if left < part.x + part.width - NEAR
                and right > part.x + NEAR
                and top < part.y + part.height - NEAR
                and bottom > part.y + NEAR
            ], box
        (x, y) = path.segments[0][1]
        assert round(y, 2) in borders or _on_edge(x, y, parts)
    for group in groups(scene, "support"):
        for head in (each for each in group.children if isinstance(each, Path) and each.fill):
            (x, y) = head.segments[2][1]
            assert _on_edge(x, y, parts)


def _on_edge(x: float, y: float, parts: list[Rect]) -> bool:
    """Whether a point is on the edge of a box."""
    for part in parts:
        right, bottom = part.x + part.width, part.y + part.height
        is_at = part.x - NEAR <= x <= right + NEAR and part.y - NEAR <= y <= bottom + NEAR
        if is_at and min(abs(x - part.x), abs(x - right), abs(y - part.y), abs(y - bottom)) < NEAR:
            return True
    return False


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), dense=st.integers(1, 3))
def test_lines_of_arrows_that_share_no_end_do_not_lie_on_each_other(seed, dense):
    scene = scene_of(journey_from(blueprint(seed, touchpoints=14, dense=dense)))
    drawn = [(group, box) for group in groups(scene, "support") for path in group.children
             if isinstance(path, Path) and path.stroke for box in pieces(path, "L")]  # fmt: skip
    for index, (one, box) in enumerate(drawn):
        for other, another in drawn[index + 1 :]:
            if one.data["from"] == other.data["from"] or one.data["to"] == other.data["to"]:
                continue
            across = min(box[2], another[2]) - max(box[0], another[0])
            down = min(box[3], another[3]) - max(box[1], another[1])
            assert not (across > -0.3 and down > 3) and not (down > -0.3 and across > 3), (
                one.data,
                other.data,
                box,
                another,
            )


def test_every_support_within_a_row_has_its_arrow():
    data = blueprint(5)
    scene = scene_of(journey_from(data))
    wanted = {
        (part["id"], other)
        for stage in data["stages"]
        for step in stage["touchpoints"]
        for lane in ("frontstage", "backstage", "systems")
        for part in step[lane]
        if isinstance(part, dict)
        for other in part.get("supports", ())
        if any(
            other == each.get("id")
            for inner in stage["touchpoints"]
            for lane in ("frontstage", "backstage", "systems")
            for each in inner[lane]
            if isinstance(each, dict)
        )  # each stage has a row of its own
    }
    heads = {
        (group.data["from"], group.data["to"])
        for group in groups(scene, "support")
        if any(isinstance(each, Path) and each.fill for each in group.children)
    }
    assert heads == wanted and len(wanted) > 10


def small(**touchpoint) -> dict:
    step = {"id": "t", "name": "T", **touchpoint}
    return {
        "journeymap": 1,
        "id": "x",
        "title": "T",
        "language": "en",
        "stages": [{"id": "s", "name": "S", "touchpoints": [step]}],
    }


LINES = ["interaction", "visibility", "internal-interaction"]


@pytest.mark.parametrize(
    "touchpoint, lines",
    [
        ({"frontstage": [{"id": "f", "text": "F"}], "backstage": "B", "systems": "S"}, LINES),
        ({"frontstage": [{"id": "f", "text": "F"}], "backstage": "B"}, LINES[:2]),
        ({"frontstage": [{"id": "f", "text": "F"}]}, LINES[:1]),
        ({"frontstage": [{"id": "f", "text": "F"}], "systems": "S"}, LINES[:2]),
        ({"physical_evidence": "Letter", "frontstage": "F", "backstage": "B", "systems": "S"}, LINES),
        ({"frontstage": "F", "backstage": "B", "systems": "S"}, []),
    ],
)
def test_a_line_is_drawn_where_there_are_lanes_on_both_sides_of_it(touchpoint, lines):
    scene = scene_of(journey_from(small(**touchpoint)))
    assert [band.id.removeprefix("band-line-") for band in scene.bands if "line-" in band.id] == lines


def test_lanes_listed_in_another_order_leave_out_the_lines_that_would_be_wrong():
    data = small(doing="D", frontstage={"id": "f", "text": "F"}, backstage="B", systems="S")
    data["lanes"] = ["frontstage", "doing", "systems", "backstage"]
    scene = scene_of(journey_from(data))
    assert [band.id for band in scene.bands if "line-" in band.id] == ["band-line-visibility"]


def test_a_part_says_the_steps_of_other_rows_that_it_supports():
    steps = [{"id": f"t{i}", "name": "T", "frontstage": {"id": f"f{i}", "text": "F"}} for i in range(40)]
    steps[0]["backstage"] = {"text": "Prepares", "supports": ["f0", "f39"]}
    stages = [{"id": f"s{n}", "name": "S", "touchpoints": steps[n * 10 : n * 10 + 10]} for n in range(4)]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "T", "language": "en", "stages": stages}))
    assert [text.string for text in placed(scene) if text.band == "band-lane-backstage"] == [
        "Backstage",
        "Prepares",
        "40",
    ]
    assert {group.data["to"] for group in groups(scene, "support")} == {"f0"}


def test_a_text_without_more_is_drawn_without_a_box():
    scene = scene_of(journey_from(small(backstage=["Plain", {"text": "Owned", "fail": "Breaks"}])))
    assert len(groups(scene, "part")) == 1
    assert {"Plain", "Owned", "Breaks", "can go wrong"} <= {text.string for text in placed(scene)}
