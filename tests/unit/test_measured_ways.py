"""What was measured of the ways between touchpoints, on the spine of the map, beside what was assumed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import scene_of
from journeys_behaved import WAYS, behaved, behaved_scene, behaviour, data_of
from test_behaviour_on_map import overlay_of, strings
from test_layout import overlaps, placed
from test_tracks import crowded, crowds, journey, ways

from journeymap.insight.transitions import is_taken, transitions
from journeymap.layout.scene import Circle, Group, Path, Scene
from journeymap.measure.behaviour import behaviour_overlay
from journeymap.model import Journey
from journeymap.style.locale import load_words


def with_ways(read: Journey, found: dict[str, dict[str, int]], **more: Any) -> Journey:
    """The journey with measured ways, by the number of visits that took them."""
    overlay = behaviour_overlay(read, behaviour({}, found, **more), load_words(read.language))
    assert overlay is not None
    return read.replace(beside=(overlay,))


def label(scene: Scene, source: str, to: str) -> list[str]:
    """What is said at a way, with a dot for each share: filled where it was measured, hollow where it is assumed."""
    (group,) = (each for each in scene.elements() if isinstance(each, Group) and each.kind == "way"
                and (each.data["from"], each.data["to"]) == (source, to))  # fmt: skip
    said = []
    for mark in group.children:
        if isinstance(mark, Circle):
            said.append("○" if mark.fill == "paper" else "●")
        elif not isinstance(mark, Path) and hasattr(mark, "string"):
            said.append(mark.string)
    return said


def widths(scene: Scene) -> dict[tuple[str, str], float]:
    return {
        ends: max(mark.stroke_width for mark in group.children if isinstance(mark, Path) and mark.stroke)
        for ends, group in ways(scene).items()
        if any(isinstance(mark, Path) and mark.stroke for mark in group.children)
    }


FORK = ({"next": [{"to": "t2", "share": "29%", "when": "sign in"}, {"to": "t3", "share": "71%"}]}, {}, {})


def test_the_measured_share_stands_before_the_assumed_one() -> None:
    scene = behaved_scene(with_ways(journey(*FORK), {"t1": {"t2": 340, "t3": 660}, "t2": {"t3": 340}}))
    assert label(scene, "t1", "t2") == ["●", "34% ±3", "○", "29%", "sign in"]
    assert label(scene, "t1", "t3") == ["●", "66% ±3", "○", "71%"]
    assert label(scene, "t2", "t3") == [], "all go on, as the file implies"
    assert {"measured share", "assumed share", "way; width: how often it is taken in a session"} <= set(
        strings(scene, "legend")
    )


def test_a_way_is_as_wide_as_it_is_often_taken_and_most_take_the_measured_one() -> None:
    found = {"t1": {"t2": 800, "t3": 200}, "t2": {"t3": 500, "exit": 300}, "t3": {"completed": 700}}
    scene = behaved_scene(with_ways(journey(*FORK), found))
    assert widths(scene)["t1", "t2"] == pytest.approx(1.5 + 4 * 0.8)
    assert widths(scene)["t1", "t3"] == pytest.approx(1.5 + 4 * 0.2)
    colours = {ends: {mark.stroke for mark in group.children if isinstance(mark, Path)}
               for ends, group in ways(scene).items()}  # fmt: skip
    assert "ink2" in colours["t1", "t2"] and "way" in colours["t1", "t3"]


def test_a_way_that_nobody_took_says_so_and_what_the_file_lacks_is_told_in_words_alone() -> None:
    found = {"t1": {"t3": 900, "exit": 100}, "t2": {"t3": 5}, "t3": {"t1": 40, "completed": 860}}
    scene = behaved_scene(with_ways(journey(*FORK), found))
    assert label(scene, "t1", "t2") == ["○", "29%", "sign in · not seen"]
    assert set(ways(scene)) == {("t1", "t2"), ("t1", "t3"), ("t2", "t3"), ("t3", "exit")}


def test_seen_but_not_on_the_map_is_a_table_of_the_foot() -> None:
    scene = behaved_scene(behaved(data_of("en")))
    said = [*strings(scene, "foot-measures"), *strings(scene, "foot")]
    at = said.index("Seen, but not on the map")
    assert said[at + 5 : at + 9] == ["3 Searches", "6 Fills the cart", "26.2% ±0.4", "53,500"]
    assert said[at + 9 : at + 12] == ["3 Searches", "leaves", "17.8% ±0.3"]
    drawn = {(source, to) for source, to in ways(scene)}
    assert drawn == set(ways(scene_of(behaved(data_of("en")))))


def test_what_is_held_back_is_not_said_to_be_unseen() -> None:
    found = behaviour({}, {"t1": {"t3": 900, "t2": 3}, "t2": {"t3": 5}, "t3": {"completed": 900}})
    told = tuple(each for each in found.transitions if (each.touchpoint, each.to) != ("t1", "t2"))
    read = journey(*FORK)
    overlay = behaviour_overlay(read, found._replace(transitions=told), load_words("en"))
    assert overlay is not None
    scene = behaved_scene(read.replace(beside=(overlay,)))
    assert label(scene, "t1", "t2")[-1] == "sign in · held back, or not seen"


def test_a_share_of_few_visits_says_how_many() -> None:
    scene = behaved_scene(with_ways(journey(*FORK), {"t1": {"t2": 6, "t3": 14}, "t2": {"t3": 6}}))
    assert label(scene, "t1", "t3")[1].endswith("n=20")


def test_a_touchpoint_without_events_is_passed_to_the_next_one_with_events() -> None:
    scene = behaved_scene(behaved(data_of("en")))
    assert label(scene, "confirmed", "waits") == ["●", "97.8% ±0.2"]
    assert ("confirmed", "parcel") not in overlay_of(behaved(data_of("en"))).group.beside_map
    assert label(scene, "ad", "home") == [], "nobody was seen there"


def test_an_exit_counts_all_who_leave_the_map() -> None:
    read = journey({"next": [{"to": "t2", "share": "50%"}, {"to": "exit", "share": "50%"}]}, {})
    found = {"t1": {"t2": 40, "exit": 30, "completed": 30}, "t2": {"completed": 40}}
    scene = behaved_scene(with_ways(read, found))
    said = label(scene, "t1", "exit")
    assert said[:2] == ["●", "60% ±10"] and said[2:] == ["○", "50%", "leave"]


def test_the_way_of_a_segment_has_the_share_of_that_segment() -> None:
    steps = [{"next": [{"to": "t3", "segment": "new", "share": "60%"}]}, {}, {}]
    read = journey(*steps, segments=[{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}])
    whole = behaviour({}, {"t1": {"t2": 500, "t3": 500}})
    new = behaviour({}, {"t1": {"t2": 300, "t3": 100}}, segment={"kind": "new"})
    words = load_words("en")
    both = whole._replace(transitions=whole.transitions + new.transitions)
    overlay = behaviour_overlay(read, both, words)
    assert overlay is not None
    scene = behaved_scene(read.replace(beside=(overlay,)))
    assert label(scene, "t1", "t3")[:4] == ["●", "25% ±4", "○", "60%"]


def test_the_curve_leaves_shares_to_the_spine() -> None:
    assert [text for text in strings(scene_of(behaved(data_of("en"))), "lane-feeling") if "%" in text]
    assert not [text for text in strings(behaved_scene(behaved(data_of("en"))), "lane-feeling") if "%" in text]


def test_the_newest_period_of_all_customers_is_drawn() -> None:
    old, new = behaviour(period="2026-Q2"), behaviour({"home": 100}, {"home": {"search": 100}})
    both = new._replace(transitions=old.transitions + new.transitions, funnel=old.funnel + new.funnel)
    group = overlay_of(behaved(data_of("en"), both)).group
    assert set(group.ways) == {("home", "search")} and len(group.steps) == len(WAYS) - 4
    assert [step.touchpoint for step in group.steps if step.came] == ["home"]


@given(crowds, st.randoms(use_true_random=False))
def test_labels_of_any_measured_ways_neither_overlap_nor_draw_a_way(crowd: Any, random: Any) -> None:
    read = crowded(*crowd)
    found: dict[str, dict[str, int]] = {}
    for each in transitions(read):
        if random.random() < 0.8:
            found.setdefault(each.source.id, {})[each.to] = random.choice((7, 41, 503, 12_345))
    for each in list(found):
        found[each][random.choice([*found, "exit"])] = 99
    scene = behaved_scene(with_ways(read, found) if found else read)
    assert set(ways(scene)) == {(each.source.id, each.to) for each in transitions(read) if is_taken(each)}
    assert not overlaps(list(placed(scene)))


def test_a_way_from_where_there_are_no_events_is_as_wide_as_the_ways_that_lead_there() -> None:
    read = journey({}, {}, {"next": [{"to": "t4", "share": "50%"}, {"to": "t5", "share": "50%"}]}, {}, {})
    scene = behaved_scene(with_ways(read, {"t1": {"t2": 600, "exit": 400}, "t2": {"completed": 600}}))
    assert widths(scene)["t1", "t2"] == pytest.approx(1.5 + 4 * 0.6)
    assert widths(scene)["t2", "t3"] == pytest.approx(1.5 + 4 * 0.6)
    assert widths(scene)["t3", "t5"] == pytest.approx(1.5 + 4 * 0.3)


def test_gathered_ways_say_what_was_measured_of_each_in_the_foot() -> None:
    steps = [{"next": [{"to": f"t{to}", "share": "10%", "when": f"case {to}"} for to in range(2, 11)]}, *[{}] * 10]
    found = {"t1": {f"t{to}": 100 * to for to in range(2, 11)}, "t2": {"t3": 10}}
    scene = behaved_scene(with_ways(journey(*steps), found))
    said = [re.sub("[\u2066\u2069]", "", text) for text in strings(scene, "foot")]
    assert "1 Step 1 · Measured: 11.1% ±0.9 · Assumed: 10% · case 6" in said


def test_a_share_that_was_measured_before_gives_way_to_the_newer_one_and_is_never_hollow() -> None:
    before = {"share": "29%", "n": 400, "date": "2026-06-30"}
    fork = ({"next": [{"to": "t2", **before}, {"to": "t3", "share": "71%", "n": 400}]}, {}, {})
    scene = behaved_scene(with_ways(journey(*fork), {"t1": {"t2": 340, "t3": 660}, "t2": {"t3": 340}}))
    assert label(scene, "t1", "t2") == ["●", "34% ±3"]
    assert "assumed share" not in strings(scene, "legend")
    scene = behaved_scene(with_ways(journey(*fork), {"t2": {"t3": 340}, "t3": {"completed": 900}}))
    assert label(scene, "t1", "t2") == ["●", "29% n=400"]


def test_rare_ways_that_the_file_lacks_are_told_on_the_page_alone() -> None:
    found = {"t1": {"t2": 870, "t3": 90, "exit": 40}, "t2": {"t1": 10, "t3": 860}}
    overlay = overlay_of(with_ways(journey({}, {}, {}), found))
    assert overlay.group.beside_map == (("t1", "t3"), ("t1", "exit"))
    assert ("t2", "t1") in overlay.group.ways


def test_who_goes_on_unseen_cannot_be_told_from_who_leaves() -> None:
    found = {"t1": {"t2": 900, "exit": 100}, "t2": {"completed": 900}}
    assert overlay_of(with_ways(journey({}, {}, {}), found)).group.beside_map == (("t1", "exit"),)


def test_nothing_is_said_of_the_ways_of_a_segment_that_is_not_told_apart() -> None:
    steps = [{"next": [{"to": "t3", "segment": "new", "share": "60%"}]}, {}, {}]
    read = journey(*steps, segments=[{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}])
    scene = behaved_scene(with_ways(read, {"t1": {"t2": 500}, "t2": {"t3": 500}}))
    assert label(scene, "t1", "t3") == ["○", "60%", "New"]
