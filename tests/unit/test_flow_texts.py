"""Graphs in Graphviz's language and as Mermaid flowcharts, which Graphviz and Mermaid 11 were seen to read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from flows import flow_journey, flow_of
from journeys_behaved import WAYS, behaved, behaviour, data_of

from journeymap.flow import FlowGraph, flow_graph
from journeymap.flow.dot import dot_text
from journeymap.flow.engines import placed_by_package
from journeymap.flow.mermaid import mermaid_text
from journeymap.flow.wording import FlowWording
from journeymap.model import read_journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.source import load
from journeymap.style.locale import MAP, load_words

SAMPLES = Path(__file__).parents[2] / "samples"
GOLDEN = Path(__file__).parents[1] / "golden" / "flow"


def check_golden(name: str, text: str) -> None:
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")
    assert text == (GOLDEN / name).read_text("utf-8")


def wording(language: str = "en") -> FlowWording:
    words = load_words(language, MAP)
    return FlowWording(words.number, words.percent, "leave", "completed")


NASTY = '<b>"x" & #1; `y` \\n %%{init} style:#f; end | {{z}} [q] \u200fשלום \u0645\u06cc\u200c'
GRAPH = flow_of(
    {"a": {"c": "50%", "a": "10%", "b": "30%"}, "b": {"exit": "20%"}, "c": {}},
    {"d": {"a": "10.5%"}, "e": {"exit": "5%", "b": "1%"}},
    names={"a": NASTY, "s1": NASTY, "d": "end"},
    title='t: "x"\n---',
)


@pytest.mark.parametrize("name", ["decision-journey", "book-shop-he", "home-loan-fa"])
def test_the_texts_of_the_samples_are_the_goldens(name: str) -> None:
    tree = load((SAMPLES / f"{name}.journey.yaml").read_bytes(), name).tree
    assert tree is not None
    journey = read_journey(tree)[0]
    assert journey is not None
    graph = flow_graph(journey)
    language = graph.journey.language
    check_golden(f"{name}.dot", dot_text(graph, wording(language)))
    check_golden(f"{name}.mmd", mermaid_text(graph, wording(language)))


def test_graphviz_reads_every_text_as_it_is() -> None:
    text = dot_text(GRAPH, wording())
    assert "\u200fשלום \u0645\u06cc\u200c" in text
    lines = placed_by_package(text).splitlines()
    assert len([line for line in lines if line.startswith("node ")]) == 5 + 3
    assert len([line for line in lines if line.startswith("edge ")]) == len(GRAPH.ways)
    shown = next(line for line in lines if line.startswith("node a "))
    assert '<b>\\"x\\" & #1; `y` \\\\n %%{init}' in shown


def test_nothing_in_a_name_means_anything_to_mermaid() -> None:
    text = mermaid_text(GRAPH, wording())
    assert text.startswith('---\ntitle: "t: \\"x\\" ---"\n---\nflowchart LR\n')
    (node,) = [line for line in text.splitlines() if line.startswith("    t1(")]
    label = node.removeprefix('    t1("').removesuffix('")')
    assert not set(re.sub(r"#\d+;", "", label)) & set('"#&<>`:;\\{}[]')
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label) == f"1 {NASTY}"


def test_loops_exits_and_shares_are_told() -> None:
    mermaid, dot = mermaid_text(GRAPH, wording()), dot_text(GRAPH, wording())
    assert '  t4 -.->|"↩ ○ 10.5%"| t1\n' in mermaid
    assert '  t5 -.->|"○ 94%"| t5e\n' in mermaid
    assert '  t2 -.->|"○ 80%"| t3\n' in mermaid and "  t3 -.-> t4\n" in mermaid
    thick = [index for index, way in enumerate(GRAPH.ways) if (way.share or 0) > 0.5]
    assert f"  linkStyle {','.join(map(str, thick))} stroke-width:" in mermaid
    assert '    t2x(["leave"])\n' in mermaid and '    t5e(["completed"])\n' in mermaid
    assert mermaid.endswith("  class t2x,t5x loss\n")
    assert 'd -> a [label="↩ ○ 10.5%" constraint=false headport=n' in dot
    assert '"b--exit" [label=leave fontcolor=crimson shape=plain]' in dot
    assert 'b -> "b--exit" [label="○ 20%" arrowhead=tee color=crimson' in dot


def test_the_reading_direction_is_that_of_the_journey() -> None:
    hebrew = flow_graph(flow_journey({"a": {}, "b": {}}, language="he"))
    assert "rankdir=RL" in dot_text(hebrew, wording("he"))
    assert "flowchart RL\n" in mermaid_text(hebrew, wording("he"))


def measured() -> FlowGraph:
    shop = behaved(data_of("en"), behaviour(ways=WAYS))
    return flow_graph(shop, BehaviourOverlay.among(shop.beside))


def test_measured_shares_stand_beside_assumed_ones() -> None:
    graph = measured()
    way = next(way for way in graph.ways if way.measured is not None and way.assumed is not None)
    assert way.measured is not None
    dot, mermaid = dot_text(graph, wording()), mermaid_text(graph, wording())
    assert f"● {way.measured.with_interval} ○ " in dot and f"● {way.measured.with_interval} ○ " in mermaid
    unseen = [each for each in graph.ways if each.measured is None and not each.is_untaken]
    assert dot.count("style=dashed") == mermaid.count("-.->") == len(unseen)
