"""Two journeys as an open book: lanes at one height, marks on the side they belong to, nothing lost at the fold."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from journeys import TODAY, journey_from, made_up

from journeymap.history.beside import book_scene
from journeymap.history.compare import difference
from journeymap.history.folding import folded
from journeymap.io import resources
from journeymap.layout.scene import Element, Group, Path, Scene, TextLine
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay, CustomerGroup, MeasuredShare
from journeymap.pipeline.check import check
from journeymap.pipeline.draw import drawing_request
from journeymap.settings import Settings

SETTINGS = Settings(today=TODAY)


def sample(name: str) -> Journey:
    path = resources.samples() / f"{name}.journey.yaml"
    journey = check(path.read_bytes(), str(path), SETTINGS, folder=str(path.parent)).journey
    assert journey is not None
    return journey


def scene_of(as_is: Journey, to_be: Journey) -> Scene:
    return book_scene(as_is, to_be, drawing_request(to_be, SETTINGS))


def half(scene: Scene, name: str) -> Group:
    return next(band for band in scene.bands if band.id == f"half-{name}")


def bands(group: Group, prefix: str = "") -> dict[str, tuple[float, float]]:
    return {
        child.id.removeprefix(prefix): (float(child.data["y"]), float(child.data["height"]))
        for child in group.children
        if isinstance(child, Group)
    }


def inside(elements: list[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        if isinstance(element, Group):
            yield from inside(element.children)


def kinds(group: Group) -> list[str]:
    return [each.kind for each in inside(group.children) if isinstance(each, Group) and each.kind.startswith("change")]


def extent(group: Group) -> tuple[float, float]:
    texts = [each for each in inside(group.children) if isinstance(each, TextLine)]
    return min(t.middle - t.width / 2 for t in texts), max(t.middle + t.width / 2 for t in texts)


def made_up_journey(seed: int, language: str, stages: int, more: int) -> Journey:
    return journey_from(
        made_up(seed, language=language, stages=stages, touchpoints=stages + more, personas=2, longest=60)
    )


made_up_journeys = st.builds(
    made_up_journey,
    st.integers(0, 10**6),
    st.sampled_from(["en", "he", "fa"]),
    st.integers(1, 5),
    st.integers(0, 14),
)


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(made_up_journeys, made_up_journeys)
@example(made_up_journey(0, "en", 1, 0), made_up_journey(889164, "fa", 2, 13))  # one has no such steps as the other
def test_what_both_have_is_at_one_height_and_each_half_keeps_to_its_side(as_is, to_be):
    scene = scene_of(as_is, to_be)
    first, second = half(scene, "as-is"), half(scene, "to-be")
    one, other = bands(first, "as-is-"), bands(second)
    shared = one.keys() & other.keys()
    assert {"band-stages", "band-spine"} <= shared
    assert {name: one[name] for name in shared} == {name: other[name] for name in shared}
    ends = [extent(first), extent(second)]
    left, right = reversed(ends) if scene.rtl else ends
    assert left[1] <= right[0] + 0.01
    assert left[0] >= 0 and right[1] <= scene.width
    names = [each.id for each in scene.elements() if isinstance(each, Group) and each.id]
    assert len(names) == len(set(names))


def test_what_is_gone_is_marked_in_the_first_half_and_all_else_in_the_second():
    scene = scene_of(sample("loyalty-project-as-is"), sample("loyalty-project-to-be"))
    assert set(kinds(half(scene, "as-is"))) == {"change removed"}
    assert set(kinds(half(scene, "to-be"))) == {"change added", "change changed"}
    told = " ".join(text.string for text in scene.texts())
    assert "The feeling in the other half" in told and "The feeling before" not in told
    marks = Counter(kind for name in ("as-is", "to-be") for kind in kinds(half(scene, name)))
    counted = [text.string for text in inside(next(b for b in scene.bands if b.id == "band-counts").children)
               if isinstance(text, TextLine) and text.string.isdecimal()]  # fmt: skip
    assert [int(each) for each in counted] == [marks[f"change {how}"] for how in ("removed", "added", "changed")]
    curves = [
        sum(isinstance(each, Group) and each.kind == "before" for each in inside(half(scene, name).children))
        for name in ("as-is", "to-be")
    ]
    assert curves == [3, 3]  # of Hanna, Victor and Nadia; nobody asked Arthur before


def test_what_only_the_first_half_has_keeps_its_names_in_the_fold():
    scene = scene_of(sample("decision-journey"), sample("book-shop-he"))
    names = {competitor.name for competitor in sample("decision-journey").competitors}
    fold = next(band for band in scene.bands if band.id == "fold")
    told = " ".join(each.string for each in inside(fold.children) if isinstance(each, TextLine))
    assert names and all(word in told for name in names for word in name.split())


def test_a_journey_beside_itself_has_no_marks():
    scene = scene_of(sample("airline"), sample("airline"))
    assert list(itertools.chain.from_iterable(kinds(half(scene, name)) for name in ("as-is", "to-be"))) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["loyalty-project-as-is", "loyalty-project-to-be", "--format", "plan"], "there is no plan of two journeys"),
        (["nobody", "loyalty-project-to-be"], "there is no such file"),
        (["loyalty-project-as-is", "nobody"], "there is no such file"),
    ],
)
def test_what_cannot_stand_beside_is_said(arguments, said, tmp_path):
    one, other, *options = arguments
    run = render(one, other, *options, "-o", str(tmp_path))
    assert run.returncode == 2 and said in run.stderr and not list(tmp_path.iterdir())


def test_the_command_writes_a_file_named_after_both(tmp_path):
    run = render("loyalty-project-as-is", "loyalty-project-to-be", "-o", str(tmp_path))
    assert run.returncode == 0, run.stderr
    (path,) = tmp_path.iterdir()
    assert path.name == "loyalty-project-as-is.beside.loyalty-project-to-be.svg"
    assert path.read_bytes().startswith(b"<svg")


STEPS = """
language: {language}
personas: [{{id: ann, name: Ann}}]
stages:
  - id: before
    name: Before
    touchpoints:
      - {{id: a1, name: One, doing: Looks, emotions: [{{persona: ann, score: 1}}]}}
      - {{id: a2, name: Two, doing: Waits, emotions: [{{persona: ann, score: 0}}]}}
      - {{id: a3, name: Three, emotions: [{{persona: ann, score: {third}}}]}}
  - id: after
    name: After
    touchpoints:
      - {{id: b1, name: Four, emotions: [{{persona: ann, score: 1}}]}}
      - {{id: b2, name: Five, emotions: [{{persona: ann, score: -1}}]}}
      - {{id: b3, name: Six, doing: {doing}, emotions: [{{persona: ann, score: 1}}]}}
      - {{id: b4, name: Seven}}
      - {{id: b5, name: Eight, next: [{{to: exit, share: 20%}}, {{to: b6, share: 80%}}]}}
      - {{id: b6, name: Nine}}
      - {{id: b7, name: Ten}}
"""


def steps(language: str = "en", third: float = 0, doing: str = "Pays") -> Journey:
    text = with_head("steps", STEPS.format(language=language, third=third, doing=doing))
    journey = check(text.encode(), "steps", SETTINGS).journey
    assert journey is not None
    return journey


def stations(group: Group, prefix: str = "") -> list[str]:
    names = [each.id.removeprefix(prefix) for each in inside(group.children) if isinstance(each, Group)]
    return [name.removeprefix("touchpoint-") for name in names if name.startswith("touchpoint-")]


@pytest.mark.parametrize(("language", "numbers"), [("en", ["2, 3", "5", "7"]), ("he", ["2, 3", "5", "7"])])
def test_steps_without_a_change_worth_showing_are_folded_in_both_halves(language, numbers):
    scene = scene_of(steps(language), steps(language, third=0.4, doing="Signs"))
    first, second = half(scene, "as-is"), half(scene, "to-be")
    kept = ["a1", "b1", "b3", "b5", "b6", "b7"]  # first of all and of a stage, changed, with a way out, led to, last
    assert stations(first, "as-is-") == stations(second) == kept
    told = [text.string for text in inside(second.children) if isinstance(text, TextLine)]
    assert [each for each in numbers if each in told] == numbers
    legend = next(band for band in scene.bands if band.id == "band-legend")
    said = " ".join(each.string for each in inside(legend.children) if isinstance(each, TextLine))
    assert ("without a change worth showing" if language == "en" else "בלי שינוי שכדאי להראות") in said


def test_a_clear_move_of_a_feeling_is_worth_a_column_and_the_other_curve_leads_over_folds():
    scene = scene_of(steps(), steps(third=0.5, doing="Signs"))
    assert "a3" in stations(half(scene, "to-be")) and "a2" not in stations(half(scene, "to-be"))
    (before,) = (
        each for each in inside(half(scene, "to-be").children) if isinstance(each, Group) and each.kind == "before"
    )
    curves = [each for each in inside(before.children) if isinstance(each, Path)]
    assert [len(each.segments) for each in curves if len(each.segments) > 2] == [4]  # a1, a3, b1, b3 as one line


def test_what_was_measured_of_a_way_keeps_its_touchpoints():
    seen = MeasuredShare(1.0, 0.9, 1.0, 100, 100, few=False, text="100%", interval="")
    group = CustomerGroup("", (), (), {("a2", "a3"): seen}, {}, frozenset(["a2"]), frozenset(), ())
    measured = BehaviourOverlay(name="behaviour", title="", values={}, groups=(group,), seen=frozenset(), newest={})
    assert folded(difference(steps(), steps()))[1] == {"a2", "a3", "b2", "b3", "b4"}
    assert folded(difference(steps(), steps().replace(beside=(measured,))))[0] == {"b2", "b3", "b4"}


def test_the_legend_begins_where_the_head_does():
    scene = scene_of(sample("loyalty-project-as-is"), sample("loyalty-project-to-be"))

    def start(name: str) -> float:
        band = next(each for each in scene.bands if each.id == name)
        return min(each.middle - each.width / 2 for each in inside(band.children) if isinstance(each, TextLine))

    legend = next(band for band in scene.bands if band.id == "band-legend")
    paths = [each for each in inside(legend.children) if isinstance(each, Path)]
    marks = [number for path in paths for _, numbers in path.segments for number in numbers[::2]]
    assert min(marks) >= start("band-head") - 1


def test_the_page_tells_what_changed_and_what_is_folded(tmp_path):
    (tmp_path / "one.journey.yaml").write_text(
        with_head("one", STEPS.format(language="he", third=0, doing="Pays")), "utf-8"
    )
    (tmp_path / "two.journey.yaml").write_text(
        with_head("two", STEPS.format(language="he", third=0, doing="Signs")), "utf-8"
    )
    command = [sys.executable, "-m", "journeymap", "render", str(tmp_path / "one.journey.yaml"), "--beside"]
    command += [str(tmp_path / "two.journey.yaml"), "--format", "html", "-o", str(tmp_path / "maps")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0
    page = (tmp_path / "maps/one.beside.two.html").read_text("utf-8")
    assert '<html lang="he" dir="rtl"' in page and page.count("<svg") == 1
    text = page.partition('<section id="changes">')[2]
    assert "Signs" in text and "Pays" in text
    assert [name for name in ("2 Two", "3 Three", "5 Five", "7 Seven", "6 Six") if f"<li>{name}</li>" in text] == [
        "2 Two", "3 Three", "5 Five", "7 Seven",
    ]  # fmt: skip


def with_head(name: str, journey: str) -> str:
    return f"journeymap: 1\nid: {name}\ntitle: {name}\n{journey}"


def render(one: str, other: str, *options: str) -> subprocess.CompletedProcess[str]:
    first, second = (str(resources.samples() / f"{name}.journey.yaml") for name in (one, other))
    command = [sys.executable, "-m", "journeymap", "render", first, "--beside", second, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def legend_of(scene: Scene) -> str:
    band = next(each for each in scene.bands if each.id == "band-legend")
    return " · ".join(each.string for each in inside(band.children) if isinstance(each, TextLine))


def test_the_legend_has_the_marks_of_both_halves():
    legend = legend_of(scene_of(sample("loyalty-project-as-is"), sample("loyalty-project-to-be")))
    for mark in ("Removed", "Added", "Changed", "it helped", "no difference", "the split is broken"):
        assert mark in legend, mark


def test_the_legend_has_no_mark_of_what_the_book_does_not_show():
    """A plan, the experiments of folded touchpoints, and what went from the plan have no mark in a book."""
    shown = {"stages": [{"id": "s", "name": "S", "touchpoints": [
        {"id": f"t{number}", "name": f"T{number}", "emotions": {"score": 0}, "metrics": {"csat": {"value": 50}}}
        for number in range(5)
    ]}]}  # fmt: skip
    trial = {"metric": "csat", "variants": [{"id": "control"}, {"id": "new"}], "hypothesis": "It helps"}
    owned = {"title": "Late", "touchpoints": ["t0"], "due": "2020-01-01", "status": "blocked"}
    as_is = book_journey("as-is", shown, [{**trial, "id": "x1", "touchpoint": "t0"},
                                          {**trial, "id": "x2", "touchpoint": "t2", "start": "2020-01-01"},
                                          {**trial, "id": "x3", "touchpoint": "t0"}], owned)  # fmt: skip
    to_be = book_journey(
        "to-be",
        shown,
        [{**trial, "id": "x1", "touchpoint": "t0"}, {**trial, "id": "x2", "touchpoint": "t2", "start": "2020-01-01"}],
        owned,
    )
    assert {"t2"} <= folded(difference(as_is, to_be))[0]
    legend = legend_of(scene_of(as_is, to_be))
    assert "experiment: planned" in legend
    for mark in ("experiment: running", "Removed", "held up", "overdue"):
        assert mark not in legend, mark


def book_journey(name: str, shown: dict, experiments: list[dict], action: dict) -> Journey:
    return journey_from({"journeymap": 1, "id": name, "title": "A journey", **shown, "experiments": experiments,
                         "actions": [{"id": "a1", **action}]})  # fmt: skip
