"""The numbers that lead from the marks of a difference to its story, and back."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journeys import TODAY, journey_from, made_up
from placed_texts import ASCENT, DESCENT, Placed, placed
from test_diff_map_goldens import changed, drawn

from journeymap.cli import run
from journeymap.history.changes_overlay import overlays_of
from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.history.pairing import Compared
from journeymap.history.report.markdown import markdown
from journeymap.history.report.text import plain
from journeymap.io import resources
from journeymap.layout import Scene, lay_out
from journeymap.layout.scene import Group, Rect, TextLine
from journeymap.overlays.changes import ChangesOverlay
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

LINKS = re.compile(r"#(mark|change|text|stage|action)-")


def laid_out(old: dict[str, Any], new: dict[str, Any]) -> tuple[Describer, ChangesOverlay, Scene]:
    journey = journey_from(new)
    found = difference(journey_from(old), journey)
    (overlay,) = overlays_of(found)
    words = load_words(journey.language)
    scene = lay_out(journey, theme=load_theme("default"), words=words, today=TODAY, overlays=[overlay])
    return Describer(found), overlay, scene


def discs(scene: Scene) -> list[tuple[Group, Rect, TextLine]]:
    """The numbers on the map and in its story: the link, its pill, and its text."""
    found = []
    for each in scene.elements():
        if isinstance(each, Group) and LINKS.match(each.href):
            pill, text = each.children
            assert isinstance(pill, Rect) and isinstance(text, TextLine)
            found.append((each, pill, text))
    return found


def on_map(scene: Scene) -> list[tuple[Group, Rect, TextLine]]:
    return [each for each in discs(scene) if not each[0].href.startswith("#mark-")]


def baseline(text: Placed) -> float:
    return round(text.top + ASCENT * (text.bottom - text.top) / (ASCENT + DESCENT), 6)


def version(seed: int, language: str, touchpoints: int, personas: int, longest: int) -> dict[str, Any]:
    return made_up(seed, language=language, stages=4, touchpoints=touchpoints, personas=personas, longest=longest)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 10**6), st.sampled_from(["en", "he", "fa"]), st.integers(4, 24), st.integers(4, 24),
    st.integers(0, 4), st.sampled_from([12, 60, 200]), st.sampled_from([0, 1]),
)  # fmt: skip
def test_numbers_cover_no_text_and_each_other_neither(
    seed: int, language: str, had: int, has: int, personas: int, longest: int, anew: int
) -> None:
    old = version(seed, language, had, personas, longest)
    new = version(seed + anew, language, has, personas, longest)
    new["takeaway"] = "Another"
    describer, overlay, scene = laid_out(old, new)
    shown = discs(scene)
    own = {(text.string, text.middle - text.width / 2, round(text.baseline, 6)) for _, _, text in shown}
    others = [each for each in placed(scene) if (each.string, each.left, baseline(each)) not in own]
    for _, pill, _ in shown:
        assert pill.x >= 0 and pill.x + pill.width <= scene.width
        for text in others:
            assert not (
                text.left < pill.x + pill.width - 0.5 and pill.x + 0.5 < text.right
                and text.top < pill.y + pill.height - 0.5 and pill.y + 0.5 < text.bottom
            ), (text, pill)  # fmt: skip
    pills = sorted((pill for _, pill, _ in shown), key=lambda pill: pill.x)
    for index, one in enumerate(pills):
        for other in pills[index + 1 :]:
            if other.x >= one.x + one.width:
                break
            assert other.y >= one.y + one.height or one.y >= other.y + other.height
    names = [group.id for group, _, _ in shown if group.id]
    assert len(names) == len(set(names))
    numbers = {line.number for line in describer.lines() if line.number}
    assert numbers == set(range(1, len(numbers) + 1))
    for number in numbers & overlay.listed:
        assert f"change-{number}" in names


def of_every_kind() -> tuple[dict[str, Any], dict[str, Any]]:
    read = yaml.safe_load((resources.samples() / "online-clothing-shop.journey.yaml").read_bytes())
    old = json.loads(json.dumps(read, default=str))  # days as texts
    return old, changed(old)


def test_every_number_of_the_story_is_on_the_map_once_and_can_be_read_in_a_window() -> None:
    _, overlay, scene = laid_out(*of_every_kind())
    own = [group.id for group, _, _ in on_map(scene) if group.id]
    shown = {int(name.removeprefix("mark-")) for name in own}
    assert len(own) == len(shown) > 40
    assert overlay.listed - {0} <= shown
    sizes = [text.size * 1400 / scene.width for group, _, text in on_map(scene) if "action" not in group.href]
    wide = [size for size in sizes if size >= 9]
    assert len(wide) >= 0.85 * len(sizes)


def test_a_number_has_the_colour_of_its_mark_there_and_in_the_story() -> None:
    _, overlay, scene = laid_out(*of_every_kind())
    colours: dict[str, set[str | None]] = {}
    for group, pill, text in discs(scene):
        if group.id or group.href.startswith("#mark-"):
            colours.setdefault(text.string, set()).add(pill.fill)
    assert colours and all(len(each) == 1 for each in colours.values())
    assert overlay.marks[1] == "changed", "though one of its two changes is that a feeling is gone"


def test_the_story_has_the_same_numbers_in_the_same_order_everywhere() -> None:
    old, new = of_every_kind()
    describer, overlay, _ = laid_out(old, new)
    told = [Compared("old", "new", difference(journey_from(old), journey_from(new)))]
    lines = [line for _, inside in describer.sections(describer.lines()) for line in inside]
    for _, inside in describer.sections(describer.lines()):
        runs = [number for number, _ in groupby(line.number for line in inside) if number]
        assert len(runs) == len(set(runs)), "changes of one mark stand together"
    numbers = [line.number for line in lines if line.number]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == list(range(1, len(firsts) + 1))
    text = [int(each) for each in re.findall(r"^  [~+−→] +(\d+)  ", plain(told), re.MULTILINE)]
    bullets = [int(each) for each in re.findall(r"^- `.` (\d+) · ", markdown(told), re.MULTILINE)]
    assert text == bullets == numbers
    kept = [(line.text, line.number) for line in overlay.story]
    assert [each for each in ((line.whole, line.number) for line in lines) if each in kept] == kept


def test_what_has_no_mark_has_no_number() -> None:
    old, new = of_every_kind()
    new["owners"] = [{"id": "another", "name": "Another"}, *new["owners"]]
    describer, _, _ = laid_out(old, new)
    told = {line.whole: line.number for line in describer.lines()}
    assert told["Owner added: “Another”"] == 0
    assert next(number for text, number in told.items() if text.startswith("Takeaway")) == 0
    alone = [line for line in plain(
        [Compared("old", "new", difference(journey_from(old), journey_from({**old, "takeaway": "Another"})))]
    ).splitlines() if "Takeaway" in line]  # fmt: skip
    assert alone[0].startswith("  ~ Takeaway"), "no column of numbers where there is none"


def test_changes_of_one_mark_have_one_number_and_stand_together() -> None:
    old, new = version(5, "en", 9, 2, 50), version(5, "en", 9, 2, 50)
    for each in (old, new):
        each["stages"][0]["touchpoints"][0]["pains"] = [{"id": "p1", "text": "Waits"}, {"id": "p2", "text": "Rains"}]
    new["stages"][0]["touchpoints"][0]["pains"] = [{"id": "p3", "text": "Snow on the way there"}]
    new["stages"][1]["touchpoints"][0]["doing"] = "Something else"
    describer, overlay, scene = laid_out(old, new)
    pains = [line.number for line in describer.lines() if line.change.what == "pain"]
    assert len(pains) == 3 and len(set(pains)) == 1
    numbers = [line.number for line in overlay.story]
    assert numbers == sorted(numbers)
    beside_station = [group for group, _, text in on_map(scene) if not group.id and text.string == str(pains[0])]
    assert beside_station, "the mark of the touchpoint leads there too"


def test_a_removed_stage_is_where_its_touchpoints_were() -> None:
    old, new = version(5, "en", 9, 2, 50), version(5, "en", 9, 2, 50)
    new["stages"].append({"id": "fresh", "name": "Fresh", "touchpoints": [{"id": "in-it", "name": "In it"}]})
    describer, _, _ = laid_out(new, old)
    (gone,) = [line for line in describer.lines() if line.change.what == "stage"]
    assert gone.change.how == "removed" and gone.number == 1


@pytest.mark.parametrize(("language", "digits"), [("he", "1"), ("fa", "۱"), ("ar", "1")])
def test_numbers_are_in_the_digits_of_the_map(language: str, digits: str) -> None:
    old, new = version(5, "en", 9, 2, 50), version(5, "en", 9, 2, 50)
    for each in (old, new):
        each["language"] = language
    new["stages"][1]["touchpoints"][0]["doing"] = "Something else"
    _, _, scene = laid_out(old, new)
    assert {text.string for _, _, text in discs(scene)} == {digits}
    told = plain([Compared("old", "new", difference(journey_from(old), journey_from(new)))])
    assert f"  ~ {digits}  " in told


def test_on_the_page_links_lead_both_ways(tmp_path: Path) -> None:
    page = drawn("online-clothing-shop", "html", tmp_path)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = [each for each in re.findall(r'href="#([^"]+)"', page) if LINKS.match(f"#{each}")]
    assert set(links) <= set(ids)
    marks = {each for each in ids if each.startswith("mark-")}
    text = page[page.index('<section id="text"') :]
    drawing = page[page.index('id="viewport"') : page.index('<section id="text"')]
    assert set(re.findall(r'<a href="#(mark-\d+)"', text)) == marks
    assert len(marks) > 40 and 'href="#change-1"' in drawing and 'href="#mark-1"' in drawing


def test_a_pdf_has_no_link_to_a_mark_since_it_knows_none(tmp_path: Path) -> None:
    sample, new = resources.samples() / "online-clothing-shop.journey.yaml", tmp_path / "new.journey.yaml"
    new.write_text(yaml.safe_dump(of_every_kind()[1], allow_unicode=True), encoding="utf-8")
    made = tmp_path / "map.pdf"
    assert run(["diff", str(sample), str(new), "--output-format", "pdf", "-o", str(made)]) == 0
    assert made.read_bytes().startswith(b"%PDF") and b"/URI(#" not in made.read_bytes()
