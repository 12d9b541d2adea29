"""Flows of many touchpoints: no label meets a label, a card or the edge, whatever the structure; and what is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from flows import Stage, flow_journey
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import WORDS

from journeymap.flow import flow_graph
from journeymap.flow.placing import Ranks, place
from journeymap.layout.flow import FlowSpec
from journeymap.layout.flow.small import small_pages, small_scene
from journeymap.layout.scene import Group, Rect, Scene, TextLine
from journeymap.model import Journey
from journeymap.style.locale import FLOWS, load_words
from journeymap.style.theme import load_theme

Box = tuple[float, float, float, float]


def spec_of(journey: Journey, min_share: float = 0.0) -> FlowSpec:
    language = journey.language
    return FlowSpec(
        graph=flow_graph(journey, min_share=min_share),
        words=load_words(language),
        texts=load_words(language, FLOWS),
        theme=load_theme("default"),
        today=dt.date(2026, 11, 27),
    )


def named(stages: list[Stage], language: str, seed: int = 1) -> Journey:
    random = Random(seed)
    words = WORDS[language]
    names = {id_: " ".join(random.sample(words, random.randint(1, 5))) for stage in stages for id_ in stage}
    return flow_journey(*stages, names=names, language=language)


def staged(ways: dict[int, dict[str, str]], count: int, stages: int) -> list[Stage]:
    size = -(-count // stages)
    return [
        {f"t{number}": ways.get(number, {}) for number in range(first, min(first + size, count))}
        for first in range(0, count, size)
    ]


def chain(count: int = 300, stages: int = 15) -> list[Stage]:
    """A chain in which every other touchpoint has a way back, two of them to the same."""
    random = Random(1)
    ways = {
        number: {f"t{max(0, number - back)}": f"{random.randint(1, 30)}%" for back in (random.randint(0, 9), 4)}
        for number in range(0, count, 2)
    }
    return staged(ways, count, stages)


def wide(count: int = 300, stages: int = 12) -> list[Stage]:
    """Stages that open to all touchpoints but two, and close again."""
    size = count // stages
    ways: dict[int, dict[str, str]] = {}
    for first in range(0, count, size):
        last = first + size - 1
        ways[first] = {f"t{number}": f"{100 // size}%" for number in range(first + 1, last)}
        for number in range(first + 1, last):
            ways[number] = {f"t{last}": "85%", "exit": f"{number % 9}.5%"}
    return staged(ways, count, stages)


def jumps(count: int = 300, stages: int = 10, seed: int = 1) -> list[Stage]:
    """Ways to anywhere, back and ahead, and ways out."""
    random = Random(seed)
    ways = {}
    for number in range(count):
        targets = random.sample(range(count), min(random.randint(0, 5), count))
        ways[number] = {f"t{target}": f"{random.randint(1, 150) / 10}%" for target in targets if target != number}
        if random.random() < 0.2:
            ways[number]["exit"] = f"{random.randint(1, 9)}%"
    return staged(ways, count, stages)


STRUCTURES = {
    "chain with loops": chain(),
    "wide stages": wide(),
    "random jumps": jumps(),
    "two stages": jumps(stages=2),
}


def box_of(text: TextLine) -> Box:
    half = text.width / 2
    return text.middle - half, text.baseline - text.size * 0.72, text.middle + half, text.baseline + text.size * 0.2


def meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def parts_of(scene: Scene) -> Iterator[tuple[str, Any]]:
    """Every text outside of cards as `label`, every other as `name`, and every card."""
    waiting: list[tuple[Any, bool]] = [(band, False) for band in scene.bands]
    while waiting:
        element, is_node = waiting.pop()
        if isinstance(element, Group):
            is_card = element.kind == "node"
            if is_card:
                yield "card", next(each for each in element.children if isinstance(each, Rect))
            waiting += [(child, is_node or is_card) for child in element.children]
        elif isinstance(element, TextLine):
            yield "name" if is_node else "label", element


def faults_of(scene: Scene) -> list[str]:
    """What meets what it should not, and what runs off the sheet."""
    parts = list(parts_of(scene))
    boxes = [(kind, each.string, box_of(each)) for kind, each in parts if kind != "card"]
    cards = [(each.x, each.y, each.x + each.width, each.y + each.height) for kind, each in parts if kind == "card"]
    faults = [
        f"{said!r} runs off the sheet"
        for _, said, box in boxes
        if box[0] < 0 or box[1] < 0 or box[2] > scene.width or box[3] > scene.height
    ]
    faults += [
        f"{said!r} is on a card" for kind, said, box in boxes if kind == "label" for card in cards if meets(box, card)
    ]
    in_order = sorted(boxes, key=lambda each: each[2][1])
    for index, (_, said, box) in enumerate(in_order):
        for _, other, lower in in_order[index + 1 :]:
            if lower[1] >= box[3]:
                break
            if meets(box, lower):
                faults.append(f"{said!r} meets {other!r}")
    for index, card in enumerate(cards):
        faults += [f"two cards meet at {card}" for other in cards[index + 1 :] if meets(card, other)]
    return faults


def touchpoints_of(scenes: tuple[Scene, ...]) -> list[str]:
    found = (each for scene in scenes for each in scene.elements())
    return [each.data["touchpoint"] for each in found if isinstance(each, Group) and each.kind == "node"]


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("name", STRUCTURES)
def test_no_label_of_three_hundred_meets_anything(name: str, language: str) -> None:
    spec = spec_of(named(STRUCTURES[name], language))
    ranks = place(spec.graph)
    assert faults_of(small_scene(spec, ranks)) == []
    pages = small_pages(spec, ranks)
    assert [fault for page in pages for fault in faults_of(page)] == []
    assert sorted(touchpoints_of(pages)) == sorted(node.touchpoint.id for node in spec.graph.nodes)
    assert len({(page.width, page.height) for page in pages}) == 1


@st.composite
def graphs(draw: st.DrawFn) -> list[Stage]:
    count = draw(st.integers(1, 60))
    seed = draw(st.integers(0, 10_000))
    return jumps(count, draw(st.integers(1, 6)), seed)


@settings(max_examples=25)
@given(graphs(), st.sampled_from(["en", "he", "fa"]))
def test_no_label_of_a_made_up_flow_meets_anything(stages: list[Stage], language: str) -> None:
    """With ranks that no engine would give: all touchpoints of a stage in one, and each in one of its own."""
    spec = spec_of(named(stages, language))
    ids = [node.touchpoint.id for node in spec.graph.nodes]
    for ranks in (Ranks((tuple(ids),)), Ranks(tuple((id_,) for id_ in ids))):
        scene = small_scene(spec, ranks)
        assert faults_of(scene) == []
        assert sorted(touchpoints_of((scene,))) == sorted(ids)
