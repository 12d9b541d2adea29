"""The graph of a journey: its nodes, its ways with what was assumed and measured, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest
from flow_cases import spec_of
from journeys import journey_from
from journeys_behaved import WAYS, behaved, behaviour, data_of

from journeymap.flow import FlowGraph, flow_graph
from journeymap.flow.mermaid import mermaid_text
from journeymap.flow.wording import FlowWording, way_lines
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.render.flow_page import flow_page


def journey(*stages: dict[str, Any], **fields: Any) -> Journey:
    """Stages of touchpoints by id, each with its `next` and other fields; None is silence."""
    found = [
        {
            "id": f"s{number}",
            "name": "S",
            "touchpoints": [{"id": id_, "name": id_.upper()} | (each or {}) for id_, each in stage.items()],
        }
        for number, stage in enumerate(stages)
    ]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": found} | fields)


LOOP = journey(
    {"a": None, "b": {"next": [{"to": "a", "share": "25%", "when": "forgot"}, "c"]}},
    {"c": {"next": [{"to": "e", "share": "40%"}, {"to": "exit", "share": "10%", "when": "gives up"}]}, "d": None},
    {"e": {"next": [{"to": "c", "share": "4%"}]}},
    converts=["e"],
)


def told(graph: FlowGraph) -> list[tuple[str, str, float | None]]:
    return [(way.source, way.to, None if way.share is None else round(way.share, 6)) for way in graph.ways]


def test_nodes_and_ways_are_in_the_order_of_the_journey() -> None:
    graph = flow_graph(LOOP)
    assert [(node.touchpoint.id, node.number, node.stage) for node in graph.nodes] == [
        ("a", 1, 0), ("b", 2, 0), ("c", 3, 1), ("d", 4, 1), ("e", 5, 2)
    ]  # fmt: skip
    assert told(graph) == [
        ("a", "b", 1.0), ("b", "a", 0.25), ("b", "c", 0.75), ("c", "e", 0.4), ("c", "exit", 0.1), ("c", "d", 0.5),
        ("d", "e", 1.0), ("e", "c", 0.04), ("e", "exit", 0.96),
    ]  # fmt: skip
    assert [graph.course(way) for way in graph.ways] == [
        "next", "back", "next", "ahead", "exit", "next", "next", "back", "exit"
    ]  # fmt: skip
    assert [way.when for way in graph.ways if way.when] == ["forgot", "gives up"]
    assert [(way.completes, graph.is_loss(way)) for way in graph.ways if way.target is None] == [
        (False, True), (True, False)
    ]  # fmt: skip
    assert graph.converting == {"e"}


def test_a_way_to_the_touchpoint_itself_is_a_way_back() -> None:
    graph = flow_graph(journey({"a": {"next": [{"to": "a", "share": "30%"}, "b"]}, "b": None}))
    assert [graph.course(way) for way in graph.ways] == ["back", "next", "exit"]


def test_ways_between_the_same_two_are_one_and_unknown_shares_stay_unknown() -> None:
    ways = [{"to": "exit", "share": "5%", "when": "dear"}, {"to": "exit", "share": "8%", "when": "slow"}, "b", "c"]
    graph = flow_graph(journey({"a": {"next": ways}, "b": None, "c": None}))
    assert told(graph)[:3] == [("a", "exit", 0.13), ("a", "b", None), ("a", "c", None)]
    assert graph.ways[0].when == "dear; slow"


def test_thin_ways_are_merged_and_those_of_unknown_share_are_not() -> None:
    ways = [{"to": "exit", "share": "5%"}, {"to": "c", "share": "4%"}, {"to": "b"}, {"to": "d"}]
    graph = flow_graph(journey({"a": {"next": ways}, "b": None, "c": None, "d": None}), min_share=0.05)
    assert [way.to for way in graph.merged] == ["c"]
    assert [way.to for way in graph.ways if way.source == "a"] == ["exit", "b", "d"]
    assert graph.min_share == 0.05


def test_one_stage_keeps_numbers_and_tells_what_leads_beyond_it() -> None:
    graph = flow_graph(LOOP, stage="s1")
    assert [(node.number, node.stage) for node in graph.nodes] == [(3, 0), (4, 0)]
    assert [stage.number for stage in graph.stages] == [2]
    assert [(way.source, way.to) for way in graph.ways] == [("c", "exit"), ("c", "d")]
    assert [(way.source, way.to) for way in graph.beyond] == [("b", "c"), ("c", "e"), ("d", "e"), ("e", "c")]
    with pytest.raises(KeyError):
        flow_graph(LOOP, stage="s9")


def test_a_stage_without_touchpoints_is_none_of_the_graph() -> None:
    graph = flow_graph(journey({"a": None}, {}, {"b": None}))
    assert [(stage.number, stage.stage.id) for stage in graph.stages] == [(1, "s0"), (3, "s2")]


WHO_SEGMENTS = [{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}]
WHO = journey(
    {
        "a": {"next": [{"to": "c", "share": "20%", "segment": "new"}]},
        "b": {"segments": ["old"]},
        "c": {"personas": ["ann"]},
        "d": None,
    },
    segments=WHO_SEGMENTS,
    personas=[{"id": "ann", "name": "Ann", "segment": "new"}, {"id": "bo", "name": "Bo", "segment": "old"}],
)


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        ({"persona": "ann"}, [("a", "c", 1.0), ("c", "d", 1.0), ("d", "exit", 1.0)]),
        ({"segment": "old"}, [("a", "b", 1.0), ("b", "d", 1.0), ("d", "exit", 1.0)]),
    ],
)
def test_a_persona_and_a_segment_have_their_own_ways(who: dict[str, str], ways: list[tuple[str, str, float]]) -> None:
    graph = flow_graph(WHO, **who)  # type: ignore[arg-type]
    assert told(graph) == ways
    assert {node.touchpoint.id: node.number for node in graph.nodes}["d"] == 4


def test_a_way_of_some_has_no_share_of_all_and_says_whose_it_is() -> None:
    ways = {(way.source, way.to): way for way in flow_graph(WHO).ways}
    assert ways["a", "b"].assumed is None
    assert ways["a", "b"].whose == ("Old",)
    assert ways["d", "exit"].whose == ()


def test_an_unknown_persona_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        flow_graph(WHO, persona="cy")


def measured() -> FlowGraph:
    shop = behaved(data_of("en"))
    return flow_graph(shop, BehaviourOverlay.among(shop.beside))


def test_measured_shares_stand_beside_assumed_ones_and_count() -> None:
    ways = {(way.source, way.to): way for way in measured().ways}
    compare = ways["compare", "cart"]
    assert compare.assumed == 0.6
    assert compare.measured is not None
    assert compare.share == compare.measured.value == pytest.approx(16_500 / 32_900)
    assert ways["ad", "home"].measured is None  # nothing was measured there
    assert ways["ad", "home"].share == 1.0


def test_measured_ways_that_the_file_lacks_are_told_unless_they_are_rare() -> None:
    graph = measured()
    lacking = [(way.source, way.to) for way in graph.ways if not way.is_written]
    assert ("cart", "search") in lacking
    assert ("pay", "chat") not in lacking
    assert ("pay", "chat") in [(way.source, way.to) for way in graph.rare]


def test_a_way_that_nobody_was_seen_to_take_counts_as_none() -> None:
    ways = {**WAYS, "cart": {"sign-in": 14_000, "exit": 8_800}}
    shop = behaved(data_of("en"), behaviour(ways=ways))
    graph = flow_graph(shop, BehaviourOverlay.among(shop.beside))
    found = next(way for way in graph.ways if (way.source, way.to) == ("cart", "pay"))
    assert found.is_untaken
    assert (found.share, found.assumed) == (0.0, 0.29)


def test_leaving_at_the_end_is_not_completing() -> None:
    graph = flow_graph(journey({"a": {"next": [{"to": "exit", "share": "10%"}]}}))
    assert [(way.share, way.completes) for way in graph.ways] == [(0.1, False), (0.9, True)]


def test_a_written_exit_is_one_at_the_last_touchpoint_too() -> None:
    graph = flow_graph(journey({"a": {"next": "exit"}, "b": {"next": [{"to": "a", "share": "5%"}, {"to": "exit"}]}}))
    assert [(way.source, way.to, way.completes) for way in graph.ways] == [
        ("a", "exit", False), ("b", "a", False), ("b", "exit", False)
    ]  # fmt: skip


def test_a_way_that_some_take_otherwise_has_the_share_of_each() -> None:
    ways = [
        {"to": "exit", "share": "20%", "segment": "new", "when": "dear"},
        {"to": "exit", "share": "5%", "segment": "old"},
    ]
    graph = flow_graph(journey({"a": {"next": ways}, "b": None}, segments=WHO_SEGMENTS))
    out = graph.ways[0]
    assert (out.to, out.assumed) == ("exit", None)
    assert [tuple(part) for part in out.parts] == [(0.2, ("New",), "dear"), (0.05, ("Old",), None)]
    on = graph.ways[1]
    assert (on.to, on.assumed) == ("b", None)
    assert [tuple(part) for part in on.parts] == [(0.8, ("New",), None), (0.95, ("Old",), None)]
    wording = FlowWording(str, lambda share: f"{share:.0%}", "leave", "end")
    assert way_lines(graph, out, wording) == ("○ 20% New, 5% Old", "dear")
    assert way_lines(graph, on, wording) == ("○ 80% New, 95% Old",)
    assert "20% New, 5% Old" in mermaid_text(graph, wording)
    (page,) = flow_page(spec_of(graph)).stages
    (_, on_said) = page.steps[0].ways_out
    assert (on_said.shares, on_said.words) == ("80% assumed (New), 95% assumed (Old)", "")
    loop = [{"to": "a", "share": "20%", "segment": "new", "when": "dear"}]
    (step,) = flow_page(spec_of(flow_graph(journey({"a": {"next": loop}}, segments=WHO_SEGMENTS)))).stages[0].steps
    assert (step.ways_out[0].shares, step.ways_out[0].words) == ("20% assumed (New)", "dear")
