"""Flows of many touchpoints: no label meets a label, a card or the edge, whatever the structure; and what is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from flow_cases import measured_at_random
from flow_measures import flow_measures
from flows import Stage, flow_journey
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import WORDS, journey_from

from journeymap.flow import flow_graph
from journeymap.flow.placing import Ranks, place
from journeymap.layout.flow import FlowSpec
from journeymap.layout.flow.small import small_pages, small_scene
from journeymap.layout.scene import Group, Path, Rect, Scene, TextLine
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.style.locale import FLOWS, load_words
from journeymap.style.theme import load_theme

Box = tuple[float, float, float, float]


def spec_of(journey: Journey, behaviour: BehaviourOverlay | None = None) -> FlowSpec:
    language = journey.language
    return FlowSpec(
        graph=flow_graph(journey, behaviour),
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


def points_of(path: Path) -> Iterator[tuple[float, float]]:
    """Points along a path, at most about three pixels apart."""
    x = y = 0.0
    for command, numbers in path.segments:
        if command == "M":
            x, y = numbers
            continue
        if command == "Z":
            continue
        corners = [(x, y), *zip(numbers[::2], numbers[1::2], strict=True)]
        steps = int(sum(abs(a - c) + abs(b - d) for (a, b), (c, d) in pairwise(corners)) / 3) + 1
        for step in range(1, steps + 1):
            left = corners
            while len(left) > 1:  # de Casteljau's construction of a curve, and of a straight line
                part = step / steps
                left = [(a + (c - a) * part, b + (d - b) * part) for (a, b), (c, d) in pairwise(left)]
            yield left[0]
        x, y = corners[-1]


def crossings_of(scene: Scene) -> list[str]:
    """Which ways run through a card, or through a label at a way; numbers of discs are drawn over what they are on."""
    waiting: list[tuple[Any, str]] = [(band, "") for band in scene.bands]
    lines: list[tuple[str, float, list[tuple[float, float]]]] = []
    boxes: list[tuple[str, Box]] = []
    while waiting:
        element, said = waiting.pop()
        if isinstance(element, Group):
            is_card = element.kind == "node"
            own = element.title if element.kind == "flow-way" else "card" if is_card else said
            waiting += [(child, own) for child in element.children]
        elif isinstance(element, TextLine) and said and said != "card" and element.size > 10:
            boxes.append((element.string, box_of(element)))
        elif isinstance(element, Rect) and said == "card":
            boxes.append(("card", (element.x, element.y, element.x + element.width, element.y + element.height)))
        elif isinstance(element, Path) and element.stroke and said and said != "card":
            lines.append((said, element.stroke_width / 2, list(points_of(element))))
    found = []
    for said, half, points in lines:
        left, right = min(x for x, _ in points) - half, max(x for x, _ in points) + half
        high, low = min(y for _, y in points) - half, max(y for _, y in points) + half
        for what, box in boxes:
            if not meets((left, high, right, low), box):
                continue
            edge = 1.0 if what == "card" else 1.0 - half
            near = (box[0] + edge, box[1] + edge, box[2] - edge, box[3] - edge)
            if any(near[0] < x < near[2] and near[1] < y < near[3] for x, y in points):
                found.append(f"{said} runs through {what}")
    return found


def touchpoints_of(scenes: tuple[Scene, ...]) -> list[str]:
    found = (each for scene in scenes for each in scene.elements())
    return [each.data["touchpoint"] for each in found if isinstance(each, Group) and each.kind == "node"]


@pytest.mark.parametrize(
    ("name", "language"),
    [("chain with loops", "fa"), ("wide stages", "he"), ("random jumps", "en"), ("two stages", "he")],
)
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
    count = draw(st.integers(1, 45))
    seed = draw(st.integers(0, 10_000))
    return jumps(count, draw(st.integers(1, 6)), seed)


@settings(max_examples=15)
@given(graphs(), st.sampled_from(["en", "he", "fa"]), st.booleans())
def test_no_label_of_a_made_up_flow_meets_anything(stages: list[Stage], language: str, is_measured: bool) -> None:
    """With ranks that no engine would give: all touchpoints of a stage in one, in two, and each in one of its own."""
    journey = named(stages, language)
    spec = spec_of(journey, measured_at_random(journey, 1) if is_measured else None)
    ids = [node.touchpoint.id for node in spec.graph.nodes]
    for ranks in (
        Ranks((tuple(ids),)),
        Ranks((tuple(ids[::2]), tuple(ids[1::2]))),
        Ranks(tuple((id_,) for id_ in ids)),
    ):
        scene = small_scene(spec, ranks)
        assert faults_of(scene) == []
        assert crossings_of(scene) == []
        measures = flow_measures(scene)
        assert (measures.labels, measures.through_labels, measures.on_discs) == ((), (), ())
        assert sorted(touchpoints_of((scene,))) == sorted(ids)


def drawn(*stages: Stage, **fields: Any) -> Scene:
    """The sheet of a flow in which each touchpoint has a rank of its own."""
    spec = spec_of(flow_journey(*stages, **fields))
    return small_scene(spec, Ranks(tuple((node.touchpoint.id,) for node in spec.graph.nodes)))


def way_of(scene: Scene, source: str, target: str) -> tuple[list[str], list[Path]]:
    """The texts and the strokes of a way."""
    ends = {"from": source, "to": target}
    groups = [each for each in scene.elements() if isinstance(each, Group) and each.data == ends]
    children = [child for group in groups for child in group.children]
    texts = [each.string for each in children if isinstance(each, TextLine)]
    return texts, [each for each in children if isinstance(each, Path) and each.stroke]


def line(first: int, count: int, **ways: dict[str, str]) -> Stage:
    return {f"t{number}": ways.get(f"t{number}", {}) for number in range(first, first + count)}


def strings(scene: Scene) -> list[str]:
    return [text.string for text in scene.texts()]


def test_a_stage_that_is_wider_than_a_row_is_cut_and_says_so() -> None:
    said = strings(drawn(line(0, 9), line(9, 14)))
    assert "Stage 1" in said
    assert [each for each in said if each.startswith("Stage 2")] == ["Stage 2 · part 1 of 2", "Stage 2 · part 2 of 2"]


def test_ways_between_rows_end_at_discs_and_returns_say_so() -> None:
    scene = drawn(line(0, 9), line(9, 9, t12={"t3": "20%", "t10": "5%"}))
    assert way_of(scene, "t8", "t9")[0] == ["10"]
    assert way_of(scene, "t12", "t3")[0] == ["4", "20%"]
    assert way_of(scene, "t12", "t10")[0] == ["5%", "go back"]
    said = strings(scene)
    assert "goes on in another row" in said and "goes back to it" in said and "thinner ways, not drawn" not in said


def test_two_returns_to_a_card_are_twelve_apart_and_above() -> None:
    scene = drawn(line(0, 8, t5={"t1": "20%"}, t7={"t1": "10%"}))
    ends = [way_of(scene, source, "t1")[1][0].segments for source in ("t5", "t7")]
    (first, second) = (steps[-1][1] for steps in ends)
    assert abs(first[0] - second[0]) == pytest.approx(12)
    levels = [min(numbers[-1] for _, numbers in steps) for steps in ends]
    assert levels[0] > levels[1]  # the shorter one is within the longer one


def test_nested_returns_do_not_cross() -> None:
    loops = {"t5": {"t4": "10%", "t2": "20%"}, "t6": {"t2": "5%"}, "t8": {"t6": "30%", "t0": "9%"}}
    assert flow_measures(drawn(line(0, 9, **loops))).crossings == 0


CROSSINGS = {("en", 40): 5, ("he", 40): 5, ("fa", 60): 4, ("he", 100): 10, ("en", 300): 24}
"""Before ports were in the order of where ways lead, they were 6, 6, 6, 14 and 28."""


def looping(count: int, seed: int) -> list[Stage]:
    """A journey as journeys are: from many touchpoints some go a little back, ahead or out, and the others on."""
    random = Random(seed)
    ways: dict[int, dict[str, str]] = {}
    for number in range(1, count - 1):
        found: dict[str, str] = {}
        if random.random() < 0.45:
            found[f"t{max(0, number - random.choice((1, 2, 2, 3, 4, 5, 7, 12)))}"] = f"{random.randint(5, 30)}%"
        if random.random() < 0.35:
            found[f"t{min(count - 1, number + random.choice((2, 2, 3, 4)))}"] = f"{random.randint(8, 35)}%"
        if random.random() < 0.25:
            found["exit"] = f"{random.randint(2, 15)}%"
        ways[number] = found
    return staged(ways, count, -(-count // 7))


@pytest.mark.parametrize(("language", "count"), CROSSINGS)
def test_journeys_with_loops_are_clear(language: str, count: int) -> None:
    """Nothing meets, and ways cross no more often than they did when somebody last looked."""
    spec = spec_of(named(looping(count, count), language))
    measures = flow_measures(small_scene(spec, place(spec.graph)))
    assert (measures.labels, measures.through_labels, measures.on_discs) == ((), (), ())
    assert measures.crossings <= CROSSINGS[language, count]


def test_the_measures_find_what_meets() -> None:
    scene = drawn(line(0, 9), line(9, 9, t12={"t3": "20%", "t10": "5%"}))
    ways = {
        tuple(each.data.values()): each
        for each in scene.elements()
        if isinstance(each, Group) and each.kind == "flow-way"
    }
    (label,) = (each for each in ways["t12", "t10"].children if isinstance(each, TextLine) and each.string == "5%")
    disc = next(each for each in ways["t12", "t3"].children if isinstance(each, Rect) and each.radius == 7.5)
    across = [("M", (0.0, label.baseline - 3)), ("L", (scene.width, label.baseline - 3))]
    down = [("M", (disc.x + 5, disc.y - 60)), ("L", (disc.x + 5, disc.y + 60))]
    ways["t0", "t1"].children.extend(Path(each, stroke="ink2") for each in (across, down))
    ways["t0", "t1"].children.append(label)
    measures = flow_measures(scene)
    assert measures.labels and measures.through_labels and measures.on_discs and measures.crossings


def test_discs_at_the_target_say_from_where() -> None:
    scene = drawn(line(0, 9), line(9, 9, t12={"t3": "20%", "t10": "5%"}))
    cards = {
        each.data["touchpoint"]: each for each in scene.elements() if isinstance(each, Group) and each.kind == "node"
    }
    said = {id_: [each.string for each in card.children if isinstance(each, TextLine)] for id_, card in cards.items()}
    assert said["t9"] == ["10", "t9", "from", "9"] and said["t3"] == ["4", "t3", "from", "13"]
    assert said["t10"] == ["11", "t10"]


def test_a_card_has_as_many_discs_as_it_has_room_for() -> None:
    scene = drawn(line(0, 9), line(9, 9, **{f"t{number}": {"t0": "20%"} for number in range(10, 18)}))
    card = next(each for each in scene.elements() if isinstance(each, Group) and each.data == {"touchpoint": "t0"})
    said = [each.string for each in card.children if isinstance(each, TextLine)]
    assert said == ["1", "t0", "from", "11", "12", "+6"]


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_ways_out_have_the_word_for_leaving_or_none_has(language: str) -> None:
    for shares in (("5%", "4%"), ("5%", "27.75%")):
        first, second = shares
        scene = drawn(line(0, 6, t1={"exit": first}, t3={"exit": second}), language=language)
        said = [len(way_of(scene, source, "exit")[0]) for source in ("t1", "t3")]
        assert said[0] == said[1]


def test_cases_are_told_below() -> None:
    step = {
        "id": "a",
        "name": "A",
        "next": [{"to": "c", "share": "30%", "when": "in a hurry"}, {"to": "b", "share": "70%"}],
    }
    steps = [step, *({"id": id_, "name": id_.upper()} for id_ in "bc")]
    data = {"journeymap": 1, "id": "x", "title": "X", "stages": [{"id": "s", "name": "S", "touchpoints": steps}]}
    spec = spec_of(journey_from(data))
    said = strings(small_scene(spec, Ranks((("a",), ("b",), ("c",)))))
    assert "In which case customers go there" in said and "30% in a hurry" in said


def test_pages_say_on_which_of_them_the_cases_are() -> None:
    steps = [{"id": f"t{at}", "name": "T"} for at in range(200)]
    steps[3] = {"id": "t3", "name": "T", "next": [{"to": "t1", "share": "5%", "when": "in a hurry"}, "t4"]}
    stages = [{"id": f"s{at}", "name": "S", "touchpoints": steps[at * 10 : at * 10 + 10]} for at in range(20)]
    spec = spec_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages}))
    pages = small_pages(spec, Ranks(tuple((each["id"],) for each in steps)))
    told = [[each for each in strings(page) if "in which case customers go where" in each] for page in pages]
    assert len(pages) > 2 and [len(each) for each in told] == [1] * (len(pages) - 1) + [0]
    assert f"in which case customers go where: page {len(pages)}" in told[0][0]
    assert "5% in a hurry" in strings(pages[-1])


def test_what_nobody_measured_is_dashed_and_hollow() -> None:
    scene = drawn(line(0, 6, t1={"t4": "30%"}, t3={"exit": "12%"}))
    strokes = [stroke for ends in (("t0", "t1"), ("t1", "t4")) for stroke in way_of(scene, *ends)[1]]
    assert strokes and all(stroke.dash for stroke in strokes)
    said = strings(scene)
    assert "assumed only" in said and "assumed" in said


def test_thin_ways_that_are_left_out_move_nothing() -> None:
    journey = flow_journey(line(0, 6, t0={"t3": "3%", "t1": "97%"}, t1={"t2": "4%", "t4": "96%"}))
    assert place(flow_graph(journey, min_share=0.05)) == place(flow_graph(journey))


def test_where_the_journey_converts_is_marked() -> None:
    scene = drawn(line(0, 6), converts=["t4"])
    cards = {
        each.data["touchpoint"]: each for each in scene.elements() if isinstance(each, Group) and each.kind == "node"
    }
    marks = {
        id_
        for id_, card in cards.items()
        for each in card.children
        if isinstance(each, Path) and each.stroke == "opportunity"
    }
    assert marks == {"t4"} and "Conversion" in strings(scene)


def test_a_long_word_has_a_hyphen() -> None:
    name = "Rechtsschutzversicherungsgesellschaften"
    scene = drawn(line(0, 3), names={"t1": name})
    card = next(each for each in scene.elements() if isinstance(each, Group) and each.data == {"touchpoint": "t1"})
    said = [each.string for each in card.children if isinstance(each, TextLine)][1:]
    assert "".join(each.removesuffix("-") for each in said) == name
    assert all(each.endswith("-") for each in said[:-1]) and len(said) > 1


def test_a_leap_is_below_the_words_of_an_exit_that_it_passes() -> None:
    scene = drawn(line(0, 6, t1={"t4": "30%"}, t3={"exit": "12%"}))
    (leap,) = way_of(scene, "t1", "t4")[1]
    exit_text = next(text for text in scene.texts() if text.string == "12%")
    assert max(numbers[-1] for _, numbers in leap.segments) > exit_text.baseline + 3


def test_the_thinnest_of_many_ways_are_one() -> None:
    ways = {f"t{number}": f"{number}%" for number in range(1, 15) if number != 9}
    scene = drawn(line(0, 15, t0=ways))
    said = strings(scene)
    assert "+2" in said and "thinner ways, not drawn" in said
    assert "4%" in said and not {"2%", "3%"} & set(said)


def test_a_way_that_all_take_has_no_share() -> None:
    assert way_of(drawn(line(0, 3)), "t0", "t1")[0] == []
