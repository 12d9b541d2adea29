"""What the overlay marks, and that a map without one is the map it was."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from journeys import TODAY, journey_from, made_up
from test_diff_map_goldens import drawn

from journeymap.history.changes_overlay import overlays_of
from journeymap.history.compare import difference
from journeymap.history.pairing import Compared
from journeymap.history.report.maps import difference_maps
from journeymap.layout import Scene, lay_out
from journeymap.layout.scene import Group, Path, Rect
from journeymap.model import Journey
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import ChangesOverlay, PathChange
from journeymap.overlays.names import PathNames
from journeymap.settings import Settings
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme


def data() -> dict[str, Any]:
    return made_up(5, language="en", stages=3, touchpoints=9, personas=2, longest=50)


def compared(old: dict[str, Any], new: dict[str, Any]) -> tuple[ChangesOverlay, Scene]:
    journey = journey_from(new)
    (overlay,) = overlays_of(difference(journey_from(old), journey))
    words = load_words(journey.language)
    return overlay, lay_out(journey, theme=load_theme("default"), words=words, today=TODAY, overlays=[overlay])


def marks(scene: Scene) -> list[str]:
    return [e.kind for e in scene.elements() if isinstance(e, Group) and e.kind.startswith("change ")]


def test_each_kind_has_a_mark_of_its_own_shape() -> None:
    old, new = data(), data()
    steps = [stage["touchpoints"] for stage in new["stages"]]
    gone = steps[0].pop(0)
    steps[0].append({"id": "fresh", "name": "Fresh"})
    steps[2].append(steps[1].pop(0))
    steps[2][0]["doing"] = "Something else"
    overlay, scene = compared(old, new)
    assert overlay.at(ItemPath.to(touchpoint="fresh")).how == "added"
    assert overlay.at(ItemPath.to(touchpoint=steps[2][-1]["id"])).how == "moved"
    assert overlay.at(ItemPath.to(touchpoint=steps[2][0]["id"], lane="doing")).how == "changed"
    removed = {path: change.removed for path, change in overlay.values.items() if change.removed}
    assert removed == {ItemPath.to(journey=""): f"Removed here: {gone['name']}"}
    assert {"change added", "change removed", "change moved", "change changed"} <= set(marks(scene))
    shapes = {
        element.kind: {type(child).__name__ for child in element.children}
        for element in scene.elements()
        if isinstance(element, Group) and element.kind.startswith("change ")
    }
    assert shapes["change added"] == {"Circle", "Path"} and shapes["change removed"] == {"Rect", "Path"}


def test_a_changed_cell_has_a_frame_that_shows_on_a_small_map() -> None:
    old, new = data(), data()
    new["stages"][1]["touchpoints"][0]["doing"] = "Something else"
    _, scene = compared(old, new)
    frames = [each for each in scene.elements() if isinstance(each, Rect) and each.fill is None and each.stroke]
    (frame,) = [each for each in frames if each.stroke == "persona-2"]
    band = next(band for band in scene.bands if band.data.get("lane") == "doing")
    top, height = float(band.data["y"]), float(band.data["height"])
    assert top <= frame.y and frame.y + frame.height <= top + height
    assert frame.width > 100
    assert frame.stroke_width * 1400 / scene.width >= 1, "a pixel where the map is as wide as a window"


def test_the_old_feelings_lie_under_the_new_ones() -> None:
    old, new = data(), data()
    for stage in new["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["emotions"] = [{**each, "score": 0.5, "low": 0, "high": 1} for each in touchpoint["emotions"]]
    overlay, scene = compared(old, new)
    felt = journey_from(old).touchpoints[0].emotions[0]
    path = ItemPath.to(touchpoint="t0", emotion=felt.persona or "")
    assert overlay.at(path).feeling == pytest.approx(felt.score)
    (lane,) = [band for band in scene.bands if band.id == "band-lane-feeling"]
    groups = [child for child in lane.children if isinstance(child, Group)]
    kinds = [group.kind or group.data.get("persona", "") for group in groups]
    assert kinds.index("before") < kinds.index("p0")


def test_feelings_that_are_the_same_leave_no_ghost() -> None:
    old, new = data(), copy.deepcopy(data())
    new["takeaway"] = "Another"
    overlay, scene = compared(old, new)
    assert overlay.felt_by == () and all(change.feeling is None for change in overlay.values.values())
    assert marks(scene) == ["change changed"] * 2, "its line in the story, and the legend"


@pytest.mark.parametrize("language", ["en", "he"])
def test_marks_stay_on_the_page(language: str) -> None:
    old = made_up(11, language=language, stages=4, touchpoints=20, personas=5, longest=60)
    new = made_up(12, language=language, stages=4, touchpoints=20, personas=5, longest=60)
    _, scene = compared(old, new)
    for text in scene.texts():
        assert text.middle - text.width / 2 >= 0 and text.middle + text.width / 2 <= scene.width


def test_the_words_of_a_change_are_kept_where_it_is() -> None:
    old, new = data(), data()
    steps = [stage["touchpoints"] for stage in new["stages"]]
    gone = steps[0].pop(0)
    steps[1].append({"id": "fresh", "name": "Fresh"})
    steps[2][0]["emotions"] = [{"persona": "p1", "score": -2}]
    new["stages"][1]["name"] = "Another name"
    new["actions"][0]["title"] = "Another title"
    new["takeaway"] = "Another"
    overlay, _ = compared(old, new)
    told = {str(path): " | ".join(texts) for path, texts in overlay.texts.items()}
    assert told["touchpoint:fresh"] == "Touchpoint added: “Fresh”"
    persona = new["personas"][1]["name"]
    assert told[f"touchpoint:{steps[2][0]['id']}"].startswith((f"{persona}: The feeling", f"{persona}: A feeling"))
    assert "Stage renamed" in told["stage:s1"] and "Another title" in told["action:a1"]
    assert "Takeaway" in told["journey"]
    assert f"Touchpoint removed: “{gone['name']}”" in told["journey"]
    assert set(told) <= {"journey", "stage:s1", "action:a1"} | {path for path in told if path.startswith("touchpoint:")}


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize(("had", "has"), [(2, 0), (2, 2), (0, 2)])
def test_every_path_leads_somewhere_in_the_new_version(seed: int, had: int, has: int) -> None:
    old = made_up(seed, language="en", stages=4, touchpoints=12, personas=had, longest=40)
    new = made_up(seed + 10, language="en", stages=4, touchpoints=9, personas=has, longest=40)
    if not had:
        old["stages"][0]["touchpoints"][0]["emotions"] = {"score": -2}
    del new["stages"][1], new["actions"][2]
    overlay, _ = compared(old, new)
    names = PathNames(journey_from(new))
    assert [str(path) for path in (*overlay.values, *overlay.texts) if names.unknown_in(path)] == []
    assert len(overlay.values) > 10 and len(overlay.texts) > 5


def test_the_page_of_a_difference_says_what_changed_at_each_touchpoint(tmp_path: Path) -> None:
    page = drawn("online-clothing-shop", "html", tmp_path)
    article = page[page.index('id="text-fresh"') :]
    article = article[: article.index("</article>")]
    assert re.search(r'<dt>What changed</dt><dd><a href="#mark-\d+">\d+</a> · Touchpoint moved: “', article)
    assert "<dt>What changed</dt>" in page[page.index('<section id="text"') : page.index('class="stage"')]


def test_the_legend_knows_a_mark_that_only_what_is_gone_has() -> None:
    overlay, _ = compared(data(), data())
    gone = {ItemPath.to(touchpoint="t1"): PathChange(removed="Removed here: Rings")}
    assert overlay.used == []
    assert overlay.replace(values=gone).used == ["removed"]


@pytest.mark.parametrize("changes", [48, 49])
def test_what_the_story_leaves_out_is_counted(changes: int) -> None:
    new = data()
    new["owners"] += [{"id": f"another-{number}", "name": f"Number {number}"} for number in range(changes)]
    overlay, _ = compared(data(), new)
    assert len(overlay.story) == 48
    assert overlay.more == ("" if changes == 48 else "1 smaller change is left out here.")


def test_what_stood_at_the_start_is_marked_once_however_many_rows_there_are() -> None:
    old = made_up(5, language="en", stages=9, touchpoints=90, personas=1, longest=20)
    new = copy.deepcopy(old)
    new["stages"][0]["touchpoints"].pop(0)
    _, scene = compared(old, new)
    assert len([band for band in scene.bands if band.id.startswith("band-spine")]) > 1
    spines = [band for band in scene.bands if band.id.startswith("band-spine")]
    gone = [each for band in spines for each in _groups(band) if each.kind == "change removed"]
    assert len(gone) == 1


def _groups(group: Group) -> Iterator[Group]:
    for child in group.children:
        if isinstance(child, Group):
            yield child
            yield from _groups(child)


def test_the_old_curves_of_equal_feelings_stand_beside_each_other() -> None:
    def version(score: float) -> dict[str, Any]:
        felt = [{"persona": name, "score": score} for name in ("ann", "bob")]
        steps = [{"id": name, "name": name, "emotions": felt} for name in ("in", "out")]
        stages = [{"id": "s", "name": "S", "touchpoints": steps}]
        personas = [{"id": name, "name": name} for name in ("ann", "bob")]
        return {"journeymap": 1, "id": "x", "title": "X", "personas": personas, "stages": stages}

    _, scene = compared(version(1), version(-1))
    before = [each for each in scene.elements() if isinstance(each, Group) and each.kind == "before"]
    ann, bob = (next(mark for mark in each.children if isinstance(mark, Path)).segments[0][1] for each in before)
    assert ann[0] == bob[0] and bob[1] - ann[1] == pytest.approx(6)


def test_the_old_curve_follows_the_ways_of_the_old_version() -> None:
    def version(score: float, more: list[dict[str, Any]]) -> dict[str, Any]:
        fork = [{"to": "b", "share": "70%"}, {"to": "c", "share": "30%"}]
        steps: list[dict[str, Any]] = [
            {"id": "a", "name": "A", "emotions": {"score": score}, "next": fork},
            {"id": "b", "name": "B", "emotions": {"score": 2}, "next": "exit"},
            {"id": "c", "name": "C", "emotions": {"score": -2}},
        ]
        stages = [{"id": "s", "name": "S", "touchpoints": [*more, *steps]}]
        return {"journeymap": 1, "id": "x", "title": "X", "stages": stages}

    _, scene = compared(version(1, []), version(0, [{"id": "new", "name": "New"}]))
    (before,) = [each for each in scene.elements() if isinstance(each, Group) and each.kind == "before"]
    lines = [mark for mark in before.children if isinstance(mark, Path)]
    ends = [(line.segments[0][1], line.segments[-1][1][-2:]) for line in lines]
    (start, glad), (again, crushed) = ends
    assert start == again and glad[1] < start[1] < crushed[1]


def test_the_map_of_one_persona_marks_what_changed_for_it_alone() -> None:
    def version(amir: int, dana: int) -> Journey:
        felt = [{"persona": "dana", "score": dana}, {"persona": "amir", "score": amir}]
        steps = [
            {"id": "a", "name": "A", "emotions": felt},
            {"id": "b", "name": "B", "personas": "dana", "emotions": felt[:1]},
            {"id": "c", "name": "C", "emotions": felt},
        ]
        people = [{"id": "dana", "name": "Dana"}, {"id": "amir", "name": "Amir"}]
        stages = [{"id": "s", "name": "S", "touchpoints": steps}]
        return journey_from({"journeymap": 1, "id": "x", "title": "X", "personas": people, "stages": stages})

    def told(old: Journey, new: Journey, persona: str) -> str:
        found = [Compared("old", "new", difference(old, new))]
        (svg,) = difference_maps(found, "svg", Settings(today=TODAY, persona=persona)).values()
        return svg.decode()

    amir = told(version(1, 0), version(2, -1), "amir")
    assert "2 changes" in amir and "Dana" not in amir
    assert "Nothing has changed in meaning" in told(version(1, 0), version(1, -1), "amir")
    assert "What changed" not in told(version(1, 0).replace(personas=()), version(2, 0), "amir")
