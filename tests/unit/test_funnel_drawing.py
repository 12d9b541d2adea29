"""The sheet of a funnel: nothing overlaps, whatever the journey; and what it says follows from the chain."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pytest
from journeys import journey_from
from journeys_behaved import behaved, data_of, long_data

from journeymap.flow import flow_graph
from journeymap.layout.funnel import FunnelSpec, funnel_scene
from journeymap.layout.funnel.curves import spread
from journeymap.layout.funnel.losses import counts_of
from journeymap.layout.scene import Circle, Path, Scene
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.simulation import chain_of
from journeymap.simulation.funnel import solved_funnel
from journeymap.simulation.passages import passages_of
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme
from journeymap.style.word_files import SIMULATIONS


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def spec_of(journey: Journey, segments: tuple[str, ...] = ()) -> FunnelSpec:
    behaviour = BehaviourOverlay.among(journey.beside)
    chain = chain_of(journey, behaviour)
    return FunnelSpec(
        graph=flow_graph(journey, behaviour),
        funnel=solved_funnel(journey, chain),
        passages=passages_of(chain),
        segments=tuple(solved_funnel(journey, chain_of(journey, behaviour, segment=each)) for each in segments),
        words=load_words(journey.language),
        texts=load_words(journey.language, SIMULATIONS),
        theme=load_theme("default"),
        today=dt.date(2026, 11, 27),
    )


def scene_of(journey: Journey, *segments: str) -> Scene:
    return funnel_scene(spec_of(journey, segments))


def texts(scene: Scene) -> list[tuple[Box, str]]:
    return [
        (
            Box(text.middle - text.width / 2, text.baseline - 0.72 * text.size, text.middle + text.width / 2,
                text.baseline + 0.2 * text.size),
            text.string,
        )
        for text in scene.texts()
    ]  # fmt: skip


def meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right - 0.5 and other.left < one.right - 0.5
        and one.top < other.bottom - 0.5 and other.top < one.bottom - 0.5
    )  # fmt: skip


def ways_back(scene: Scene) -> list[Box]:
    """The straight parts of the ways back."""
    found = []
    for path in scene.elements():
        if isinstance(path, Path) and path.stroke == "ink" and path.stroke_width == 1.4 and len(path.segments) > 4:
            ends = [numbers[-2:] for _, numbers in path.segments]
            found += [
                Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
                for (x, y), (to_x, to_y) in pairwise(ends) if x == to_x or y == to_y
            ]  # fmt: skip
    return [line._replace(right=line.right + 0.6, bottom=line.bottom) for line in found]


def overlaps(scene: Scene) -> list[str]:
    """Texts that meet others or the mark of a station, or leave the sheet."""
    placed = texts(scene)
    found = [f"{a} meets {b}" for (one, a), (other, b) in combinations(placed, 2) if meet(one, other)]
    margin = Box(24, 24, scene.width - 24, scene.height)
    found += [
        f"{string} leaves the sheet" for box, string in placed
        if box.left < margin.left or box.right > margin.right or box.bottom > margin.bottom
    ]  # fmt: skip
    found += [f"{string} meets a way back" for line in ways_back(scene) for box, string in placed if meet(line, box)]
    level = [line for line in ways_back(scene) if line.top == line.bottom]
    found += [f"ways back meet at {one.top}" for one, other in combinations(level, 2)
              if one.top == other.top and one.left < other.right and other.left < one.right]  # fmt: skip
    stations = [each for each in scene.elements() if isinstance(each, Circle) and each.radius == 11]
    for circle in stations:
        around = Box(circle.x - 11, circle.y - 11, circle.x + 11, circle.y + 11)
        found += [f"{string} meets a station" for box, string in placed
                  if meet(around, box) and abs((box.left + box.right) / 2 - circle.x) > 1]  # fmt: skip
    return found


def long_journey(language: str, steps: int) -> Journey:
    """Many steps with exits, ways back within a row and between rows, and three segments of which one differs."""
    data: dict[str, Any] = long_data(language, steps)
    points = [point for stage in data["stages"] for point in stage["touchpoints"]]
    case = points[0]["name"]
    for at in range(3, steps - 1, 5):
        points[at]["next"] = [{"to": "exit", "share": 0.12, "when": case}, {"to": points[at + 1]["id"]}]
    for at, back in ((7, 4), (12, 5), (16, 2), (21, 18), (24, 17), (26, 1)):
        if at < steps - 1:
            points[at]["next"] = [{"to": points[back]["id"], "share": 0.2, "when": case}, {"to": points[at + 1]["id"]}]
    points[-1]["next"] = [{"to": points[1]["id"], "share": 0.3, "when": case}, {"to": "exit", "when": case}]
    points[3]["next"].insert(0, {"to": "exit", "share": 0.3, "segment": "b"})
    data["segments"] = [{"id": id_, "name": f"{id_} {case}"[:22], "share": 1 / 3} for id_ in "abc"]
    return journey_from(data)


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("steps", [5, 14, 17, 22, 30])
def test_nothing_overlaps(language: str, steps: int) -> None:
    assert overlaps(scene_of(long_journey(language, steps), "a", "b", "c")) == []


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_nothing_overlaps_where_it_is_measured(language: str) -> None:
    assert overlaps(scene_of(behaved(data_of(language)))) == []


@pytest.mark.parametrize("steps", [1, 2])
def test_a_journey_that_nobody_leaves_early_has_a_funnel(steps: int) -> None:
    stages = [{"id": "s", "name": "S", "touchpoints": [{"id": f"t{at}", "name": "T"} for at in range(steps)]}]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages}))
    assert overlaps(scene) == []
    assert "Nobody is lost before the end." in [string for _, string in texts(scene)]


def test_many_segments_have_room() -> None:
    ids = [f"g{at}" for at in range(14)]
    points = [dict(each) for each in STEPS]
    points[3]["next"] = [{"to": "exit", "share": 0.9 - at / 100, "segment": id_} for at, id_ in enumerate(ids)]
    stages = [{"id": "s", "name": "S", "touchpoints": points}]
    segments = [{"id": id_, "name": f"Segment {id_}"} for id_ in ids]
    data = {"journeymap": 1, "id": "x", "title": "X", "stages": stages, "segments": segments}
    assert overlaps(scene_of(journey_from(data), *ids)) == []


def test_the_checker_finds_what_overlaps() -> None:
    scene = scene_of(long_journey("en", 5))
    text = next(iter(scene.texts()))
    scene.bands[0].children.append(text._replace(string="again"))
    assert any("meets" in each for each in overlaps(scene))


def test_more_than_fit_a_row_are_two() -> None:
    assert [len(row.steps) for row in spec_of(long_journey("en", 14)).rows] == [14]
    rows = spec_of(long_journey("en", 30)).rows
    assert [len(row.steps) for row in rows] == [16, 14]  # where a stage begins


STEPS = [
    {"id": "a", "name": "A", "next": [{"to": "b", "share": 0.8}, {"to": "exit", "share": 0.2, "when": "bored"}]},
    {"id": "b", "name": "B", "next": [{"to": "d", "share": 0.5}, {"to": "c"}]},
    {"id": "c", "name": "C", "next": [{"to": "a", "share": 0.5, "when": "forgot"}, {"to": "d"}]},
    {"id": "d", "name": "D", "next": [{"to": "exit", "share": 0.25}, {"to": "e"}]},
    {"id": "e", "name": "E"},
]


def small(**more: Any) -> Journey:
    stages = [{"id": "s", "name": "S", "touchpoints": STEPS}]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages} | more)


def test_who_is_still_there_and_who_left_follow_from_the_chain() -> None:
    """From a 0.2 leave; from b half pass c by, and half of those at c go back to a, where again 0.2 leave."""
    found = {step.touchpoint: step for step in solved_funnel(small(), chain_of(small())).steps}
    # Those who come to c go back with 1/2, leave at a with 0.2 of that, else are at b again.
    assert found["a"].still == found["a"].came == 1
    assert (found["b"].still, found["b"].came) == (pytest.approx(0.8), pytest.approx(0.8))
    back = 0.5 * 0.8 * 0.5  # from c, to c again
    comes_to_d = 0.8 * (0.5 + 0.5 * (0.5 + 0.5 * 0.8 * 0.5) / (1 - back))
    assert found["d"].still == pytest.approx(comes_to_d)
    assert found["c"].still == pytest.approx(0.8)  # all at b go to c or past it
    assert found["c"].came == pytest.approx(0.4 / (1 - 0.5 * 0.8 * 0.5 - 0.0) * (1 - 0.5 * 0.8 * 0.5))
    assert [(loss.at, loss.is_end) for loss in found["c"].lost] == [("a", False)]
    assert found["c"].left == pytest.approx(0.8 - comes_to_d)
    assert found["e"].still == pytest.approx(0.75 * comes_to_d)
    assert found["e"].left == 0 and sum(loss.share for loss in found["e"].lost) == pytest.approx(found["e"].still)
    whole = sum(loss.share for step in found.values() for loss in step.lost)
    assert whole == pytest.approx(1)


def test_the_sheet_says_what_was_found() -> None:
    said = [string for _, string in texts(scene_of(small()))]
    assert "56 of 100 who start come to the end" in said
    assert "Shares" in said and "assumed, none measured" in said
    assert any("bored" in string for string in said)
    assert "came here, by assumed shares" in said and "came here, by measured shares" not in said
    assert "left before the end" in said
    said = [string for _, string in texts(scene_of(small(converts="d")))]
    assert "75 of 100 who start convert" in said
    assert {"left before the conversion", "left after it"} <= set(said)


def test_a_loop_of_one_segment_is_drawn_by_its_share_of_all() -> None:
    ways = [
        {"to": "c", "share": "75%", "segment": "new"}, {"to": "exit", "share": "25%", "segment": "new"},
        {"to": "c", "share": "70%", "segment": "old"}, {"to": "a", "share": "30%", "segment": "old", "when": "dear"},
    ]  # fmt: skip
    segments = [{"id": "new", "name": "New", "share": "40%"}, {"id": "old", "name": "Old", "share": "60%"}]
    steps = [{"id": "a", "name": "A"}, {"id": "b", "name": "B", "next": ways}, {"id": "c", "name": "C"}]
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    given = {"journeymap": 1, "id": "x", "title": "X", "converts": "c", "segments": segments, "stages": stages}
    said = [string for _, string in texts(scene_of(journey_from(given), "new", "old"))]
    # Old ones come to b 60 / 0.7 = 85.7 times, new ones 40 times: 25.7 of 125.7 go back.
    assert "20.5%" in said and "Old: dear" in said
    assert any("Of 100 of each who start, 100 of Old convert, 75 of New." in string for string in said)


@pytest.mark.parametrize(
    ("shares", "untold", "total", "counts"),
    [
        ((0.054, 0.054, 0.052), 0.0, 16, [5, 6, 5]),
        ((0.054, 0.054), 0.052, 16, [6, 5]),
        ((0.006,), 0.0, 0.6, [0.6]),
    ],
)
def test_parts_add_up_to_their_total(
    shares: tuple[float, ...], untold: float, total: float, counts: list[float]
) -> None:
    assert sorted(counts_of(shares, untold, total)) == sorted(counts)


def test_one_leaves_and_several_leave() -> None:
    for language, one, more in (("en", "1 leaves at 4", "2 leave at 4"), ("he", "1 עוזב ב־4", "3 עוזבים ב־4")):
        say = load_words(language, SIMULATIONS).say
        assert say("leave-at", n=1.0, number="4") == one
        assert say("leave-at", n=float(more[0]), number="4") == more


def test_measured_steps_have_intervals_and_say_of_how_many() -> None:
    given = behaved(data_of("en"))
    spec = spec_of(given)
    assert {"home", "search", "compare"} <= spec.surely_measured
    step = next(step for step in spec.funnel.steps if step.touchpoint == "cart")
    assert step.low is not None and step.high is not None
    assert step.low < step.still < step.high < step.low + 0.03
    said = [string for _, string in texts(scene_of(given))]
    assert "95 % interval" in said and "came here, by measured shares" in said
    # Of the advertisement, nothing is measured: what comes after it is assumed where the shares before are.
    assert "ad" not in spec.funnel.measured


def test_names_at_the_end_stand_apart() -> None:
    assert spread([10, 12, 50], 15, 0, 100) == [10, 25, 50]
    assert spread([90, 95, 99], 15, 0, 100) == [70, 85, 100]
