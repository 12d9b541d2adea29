"""The drawing of a flow: nothing meets anything, whatever ways a journey has, and every way is there with its share."""

from __future__ import annotations

from typing import Any

import pytest
from crossings import crossings
from flow_cases import (
    drawn,
    flow_journey,
    groups_of,
    labels_by_way,
    measured_at_random,
    overlaps,
    parts_of,
    spec_of,
    texts_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from

from journeymap.flow import flow_graph
from journeymap.layout.flow import flow_scene
from journeymap.layout.flow.findings import lead_of
from journeymap.layout.flow.grid import rows_of
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.scene import Circle, Path, Rect, Scene
from journeymap.layout.sheet.legend import lines_of_strip
from journeymap.layout.sheet.sections import SheetFrame
from journeymap.model import Journey
from journeymap.style.theme import load_theme


@st.composite
def flows(draw: st.DrawFn) -> dict[str, Any]:
    """A journey of 2 to 30 touchpoints with loops, leaps and exits."""
    sizes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=7).filter(lambda each: 2 <= sum(each) <= 30))
    count = sum(sizes)
    nodes = st.integers(0, count - 1)
    ways = draw(st.lists(st.tuples(nodes, st.integers(0, count)), max_size=2 * count, unique=True))
    more = draw(st.lists(st.tuples(nodes, st.integers(0, count)), max_size=count // 2, unique=True))
    return {
        "sizes": sizes,
        "ways": ways,
        "more": more,
        "seed": draw(st.integers(0, 10_000)),
        "language": draw(st.sampled_from(["en", "he", "fa"])),
        "longest": draw(st.sampled_from([12, 40, 90])),
        "is_measured": draw(st.booleans()),
        "min_share": draw(st.sampled_from([0.0, 0.0, 0.1])),
        "stage": draw(st.sampled_from([None, None, "s0"])),
    }


@settings(max_examples=60)
@given(flows())
def test_nothing_meets_anything(case: dict[str, Any]) -> None:
    journey = flow_journey(
        case["sizes"], case["ways"], seed=case["seed"], language=case["language"], longest=case["longest"]
    )
    behaviour = measured_at_random(journey, case["seed"], case["more"]) if case["is_measured"] else None
    choice = {"min_share": case["min_share"], "stage": case["stage"]}
    scene = drawn(journey, behaviour, **choice)
    assert overlaps(scene) == []
    graph = flow_graph(journey, behaviour, **choice)
    labels = labels_by_way(scene)
    assert len(labels) == len(graph.ways)
    for way in graph.ways:
        said = labels[way.source, "completed" if way.completes else way.to]
        if way.measured is not None:
            assert way.measured.text in said
        elif way.assumed != 1.0:
            assert said


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("seed", range(8))
def test_what_is_said_of_the_end_stands_in_the_last_stage(seed: int, language: str) -> None:
    journey = flow_journey([3, 2], [], seed=seed, language=language, longest=12)
    scene = drawn(journey, measured_at_random(journey, seed))
    (end,) = [each for each in groups_of(scene, "flow-way") if each.data["to"] == "completed"]
    ground = [each for each in scene.elements() if isinstance(each, Rect) and each.fill == "wash"][-1]
    for text in texts_of(end):
        assert ground.x <= text.middle - text.width / 2, text
        assert text.middle + text.width / 2 <= ground.x + ground.width, text


def test_the_checker_finds_what_meets() -> None:
    scene = drawn(flow_journey([3], [(1, 0), (0, 2)], seed=3))
    label = next(each for each in groups_of(scene, "flow-way") if texts_of(each))
    text = texts_of(label)[0]
    card = parts_of(scene).cards[0]
    label.children.append(text._replace(middle=(card.left + card.right) / 2, baseline=card.bottom))
    assert any("meets the card" in each for each in overlaps(scene))


@pytest.mark.parametrize("seed", range(6))
def test_no_hairline_runs_through_a_text(seed: int) -> None:
    ways = [(1, 0), (0, 3), (3, 3), (5, 1), (2, 9), (4, 9), (6, 8), (8, 2), (7, 9)]
    journey = flow_journey([2, 3, 4], ways, seed=seed, longest=60)
    graph = flow_graph(journey, measured_at_random(journey, seed))
    assert list(crossings(flow_scene(spec_of(graph, "print")))) == []


LOOP = journey_from(
    {
        "journeymap": 1, "id": "x", "title": "X", "converts": "d",
        "stages": [
            {"id": "s", "name": "S", "touchpoints": [
                {"id": "a", "name": "A", "next": [{"to": "c", "share": 0.2}, {"to": "exit", "share": 0.3}, "b"]},
                {"id": "b", "name": "B", "next": [{"to": "a", "share": 0.25, "when": "forgot"}, "c"]},
            ]},
            {"id": "t", "name": "T", "touchpoints": [
                {"id": "c", "name": "C", "next": [{"to": "a", "share": 0.1}, "d"]},
                {"id": "d", "name": "D", "next": [{"to": "exit", "share": 0.4}, "e"]},
                {"id": "e", "name": "E"},
            ]},
        ],
    }
)  # fmt: skip


def stroke_of(scene: Scene, source: str, target: str) -> Path:
    """The stroke of a way."""
    group = next(each for each in groups_of(scene, "flow-way") if each.data == {"from": source, "to": target})
    return next(each for each in group.children if isinstance(each, Path) and each.stroke)


def test_ways_back_are_above_and_ways_ahead_below() -> None:
    scene = drawn(LOOP)
    card = parts_of(scene).cards[0]
    back, longer, ahead = (stroke_of(scene, *ends) for ends in (("b", "a"), ("c", "a"), ("a", "c")))
    heights = [[numbers[-1] for _, numbers in each.segments] for each in (back, longer, ahead)]
    assert max(heights[0]) <= card.top and max(heights[1]) <= card.top
    assert min(heights[1]) < min(heights[0])  # the longer one is farther from the cards
    assert min(heights[2]) >= card.bottom


def test_ways_back_into_one_card_come_apart() -> None:
    scene = drawn(LOOP)
    ends = [stroke_of(scene, source, "a").segments[-1][1][0] for source in ("b", "c")]
    assert abs(ends[0] - ends[1]) == pytest.approx(12)


def test_a_stroke_is_as_wide_as_its_share_and_dashed_where_it_is_assumed() -> None:
    scene = drawn(LOOP, measured_at_random(LOOP, 1))
    graph = flow_graph(LOOP, measured_at_random(LOOP, 1))
    for way in graph.ways:
        stroke = stroke_of(scene, way.source, "completed" if way.completes else way.to)
        assert stroke.stroke_width == pytest.approx(1.2 + 4.8 * (way.share or 0))
        assert bool(stroke.dash) is (way.measured is None and not way.is_untaken)


def test_leaving_before_the_conversion_is_a_loss_and_after_it_is_not() -> None:
    scene = drawn(LOOP)
    assert stroke_of(scene, "a", "exit").stroke == "pain"
    assert stroke_of(scene, "d", "exit").stroke == "ink2"


def test_right_to_left_is_the_mirror() -> None:
    mirrored = drawn(LOOP.replace(language="he"))
    scene = drawn(LOOP)
    for one, other in zip(parts_of(scene).cards, parts_of(mirrored).cards, strict=True):
        assert other.left == pytest.approx(mirrored.width - one.right)


def test_the_lead_says_the_largest_loop_and_exit() -> None:
    assert lead_of(spec_of(flow_graph(LOOP))) == (
        "The largest loop: 25% of those at 2 go back to 1 (assumed, not measured).",
        "Most leave at 1: 30% of those who come there (assumed, not measured).",
    )
    assert lead_of(spec_of(flow_graph(LOOP, min_share=0.35))) == lead_of(spec_of(flow_graph(LOOP)))
    straight = flow_journey([2], [])
    assert lead_of(spec_of(flow_graph(straight.replace(converts=())))) == (
        "No way leads back.",
        "Nobody leaves before the end.",
    )
    assert lead_of(spec_of(flow_graph(straight.replace(converts=("t1",)))))[1] == "Nobody leaves before the conversion."


SEGMENTS = [
    {"id": "new", "name": "New", "share": "40%"},
    {"id": "old", "name": "Old", "share": "60%"},
]


def seldom(segments: list[dict[str, str]]) -> Journey:
    """A journey in which few come to `d`, from where all go back, and in which only some go back from `b`."""
    steps: list[dict[str, Any]] = [
        {"id": "a", "name": "A", "next": [{"to": "b", "share": "95%"}, {"to": "exit", "share": "5%"}]},
        {"id": "b", "name": "B", "next": [
            {"to": "c", "share": "80%", "segment": "new"}, {"to": "exit", "share": "20%", "segment": "new"},
            {"to": "c", "share": "60%", "segment": "old"}, {"to": "a", "share": "40%", "segment": "old"},
        ]},
        {"id": "c", "name": "C", "next": [{"to": "e", "share": "98%"}, {"to": "d", "share": "2%"}]},
        {"id": "d", "name": "D", "next": {"to": "c", "share": "100%"}},
        {"id": "e", "name": "E"},
    ]  # fmt: skip
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "segments": segments, "stages": stages})


def test_the_lead_weighs_ways_by_how_many_take_them() -> None:
    # Of 100 who start, 38 new ones come to b, and old ones 57 / (1 - 0.95 * 0.4) = 91.94 times. From there 36.77 go
    # back and 7.6 leave; of the 40 + 96.77 at a, 6.84 leave.
    assert lead_of(spec_of(flow_graph(seldom(SEGMENTS)))) == (
        "The largest loop: 28.3% of those at 2 go back to 1 (assumed, not measured).",
        "Most leave at 2: 5.8% of those who come there (assumed, not measured).",
    )


def test_without_knowing_how_many_come_the_lead_says_that_a_share_is_the_largest_known() -> None:
    apart = [{"id": each["id"], "name": each["name"]} for each in SEGMENTS]
    assert lead_of(spec_of(flow_graph(seldom(apart)))) == (
        "The largest known share that goes back: 100% of those at 4 go to 3 (assumed, not measured).",
        "The largest known share that leaves: 5% of those who come to 1 (assumed, not measured).",
    )


def test_the_lead_makes_nothing_up_of_unknown_shares() -> None:
    ways = {"next": [{"to": "a"}, {"to": "b"}, {"to": "exit"}]}
    steps = [{"id": "a", "name": "A"} | ways, {"id": "b", "name": "B"}]
    found = journey_from(
        {"journeymap": 1, "id": "x", "title": "X", "stages": [{"id": "s", "name": "S", "touchpoints": steps}]}
    )
    assert lead_of(spec_of(flow_graph(found))) == (
        "One way leads back; its share of all who come there is not known.",
        "One way leads out before the end; its share of all who come there is not known.",
    )


def test_what_is_merged_is_listed() -> None:
    scene = drawn(LOOP, min_share=0.22)
    texts = [each.string for each in scene.texts()]
    assert {"Ways under 22%, which are left out", "Thin ways left out"} <= set(texts)
    assert {("a", "c"), ("c", "a")}.isdisjoint(labels_by_way(scene))


def test_a_stage_alone_says_that_it_is_and_whose_the_ways_beyond_are() -> None:
    steps = [[{"id": "a", "name": "A", "next": [
        {"to": "b", "share": "70%", "segment": "new"}, {"to": "exit", "share": "30%", "segment": "new"},
        {"to": "b", "share": "60%", "segment": "old"}, {"to": "exit", "share": "40%", "segment": "old"},
    ]}], [{"id": "b", "name": "B"}]]  # fmt: skip
    stages = [{"id": f"s{at}", "name": f"Stage{at}", "touchpoints": each} for at, each in enumerate(steps, 1)]
    given = {"journeymap": 1, "id": "x", "title": "X", "converts": "b", "segments": SEGMENTS, "stages": stages}
    spec = spec_of(flow_graph(journey_from(given), stage="s2"))
    assert lead_of(spec)[1] == "2 Stage2: Nobody leaves before the conversion."
    said = [each.string for each in flow_scene(spec).texts()]
    assert {"Flow map · 2 Stage2", "70% New, 60% Old"} <= set(said)
    long = [each | {"name": f"{each['name']}, {'who come again and again ' * 9}".strip()} for each in SEGMENTS]
    assert not overlaps(drawn(journey_from(given | {"segments": long}), stage="s2"))


def test_rows_are_filled_with_whole_stages() -> None:
    rows = rows_of(flow_graph(flow_journey([3, 3, 2, 2, 4], [])))
    assert [row.size for row in rows] == [8, 6]
    long = rows_of(flow_graph(flow_journey([11, 2], [])))
    assert [[cluster.size for cluster in row.clusters] for row in long] == [[5], [6, 2]]
    assert [cluster.is_first for row in long for cluster in row.clusters] == [True, False, True]


@pytest.mark.parametrize("theme", ["default", "dark", "contrast", "print"])
def test_every_colour_is_one_of_the_theme(theme: str) -> None:
    scene = drawn(LOOP, measured_at_random(LOOP, 1))
    used = {getattr(each, name, None) for each in scene.elements() for name in ("fill", "stroke")} - {None}
    assert used <= load_theme(theme).tokens.keys()


def test_the_foot_of_the_panel_says_the_visits_to_each_point() -> None:
    behaviour = measured_at_random(LOOP, 1)
    (group,) = behaviour.groups
    counts = {"a": 1200, "b": 90}
    ways = {ends: share._replace(n=counts.get(ends[0], 300)) for ends, share in group.ways.items()}
    scene = drawn(LOOP, behaviour.replace(groups=(group._replace(ways=ways),)))
    said = " ".join(each.string for each in scene.texts())
    assert "Visits: at 1: 1,200 · at 2: 90 · at 3, 4, 5: 300" in said


def test_feelings_in_the_legend_are_hollow_where_they_are_assumed() -> None:
    for kinds in ({"assumed"}, {"observed"}, {"assumed", "observed"}):
        steps = [
            {"id": f"t{at}", "name": "T", "emotions": {"score": 1, "evidence": kind}}
            for at, kind in enumerate(sorted(kinds))
        ]
        stages = [{"id": "s", "name": "S", "touchpoints": steps}]
        scene = drawn(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages}))
        legend = next(band for band in scene.bands if band.id == "band-legend")
        marks = [
            each for each in legend.children if isinstance(each, Circle) and "persona-1" in (each.fill, each.stroke)
        ]
        assert {each.fill == "paper" for each in marks} == {kind == "assumed" for kind in kinds}


def test_where_the_journey_converts_is_marked_on_its_card() -> None:
    marked = [
        node.data["touchpoint"]
        for node in groups_of(drawn(LOOP), "node")
        if any(isinstance(each, Path) and each.stroke == "opportunity" for each in node.children)
    ]
    assert marked == ["d"]


def test_no_entry_of_a_legend_stands_alone() -> None:
    """With room for all but one, about as many stand on each line."""
    for room in range(700, 1400, 7):
        rows = lines_of_strip(SheetFrame(0, room), [LegendEntry(20, "a word", lambda c, x, y: None)] * 9, "closing")
        assert len(rows) == 1 or min(map(len, rows)) > 1, room
        assert sum(map(len, rows)) == 9
