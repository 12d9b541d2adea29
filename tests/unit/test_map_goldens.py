"""Every sample's map, as it was when somebody last looked at it: any change of place, word or colour shows here.

The goldens leave out the font data. To accept a change, look at the map, then run
`JOURNEYMAP_UPDATE_GOLDENS=1 pytest tests/unit/test_map_goldens.py`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from journeys import scene_of, svg_of

from journeymap.io import resources
from journeymap.model import read_journey
from journeymap.render.environment import environment
from journeymap.render.svg import inline_svg
from journeymap.source import load
from journeymap.style.theme import load_theme

GOLDEN = Path(__file__).parent.parent / "golden" / "svg"
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
CASES = [(sample, "default") for sample in SAMPLES] + [
    (resources.samples() / f"{name}.journey.yaml", theme)
    for name, theme in (
        ("online-clothing-shop", "contrast"), ("online-clothing-shop", "dark"), ("online-clothing-shop", "editorial"),
        ("online-clothing-shop-he", "editorial"), ("home-loan-fa", "editorial"), ("online-clothing-shop", "wall"),
    )
]  # fmt: skip


HOUSE = Path(__file__).parent.parent / "golden" / "templates" / "map-with-an-opening-of-its-own.j2.svg"


def svg_of_sample(sample: Path, theme: str, templates: Path | None = None) -> str:
    loaded = load(sample.read_bytes(), sample.name)
    assert loaded.tree is not None
    journey, _ = read_journey(loaded.tree)
    assert journey is not None
    return svg_of(scene_of(journey, theme=theme), theme=theme, templates=environment(templates))


@pytest.mark.parametrize("sample, theme", CASES, ids=lambda value: getattr(value, "name", value))
def test_the_map_is_as_it_was(sample, theme):
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", svg_of_sample(sample, theme))
    golden = GOLDEN / f"{sample.name.partition('.')[0]}.{theme}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("template", [resources.templates() / "map.j2.svg", HOUSE], ids=["copied", "own opening"])
@pytest.mark.parametrize("theme", ["default", "print"])
def test_a_template_of_ones_own_gets_the_parts_and_all_they_are_made_of(tmp_path, template, theme):
    (tmp_path / "map.j2.svg").write_bytes(template.read_bytes() + b"<!-- house -->\n")
    svg = svg_of_sample(SAMPLES[0], theme)
    assert ('id="fade-' if theme == "default" else 'id="hatch"') in svg
    assert svg_of_sample(SAMPLES[0], theme, tmp_path) == svg + "<!-- house -->\n"


def test_a_map_stands_alone():
    svg = svg_of_sample(SAMPLES[0], "default")
    assert svg.count("<style>") == 1 and svg.count("@font-face") == 1
    for forbidden in ("<script", "foreignObject", "var(", "@media", "@import", "textLength", "letter-spacing"):
        assert forbidden not in svg
    outside = re.findall(r'(?:href|src|url)\s*[=(]\s*["\']?([^"\')]+)', svg)
    assert outside
    assert all(target.startswith(("data:font/ttf", "#")) for target in outside)
    assert re.search(r'<svg [^>]*role="img"', svg) and "<title " in svg and "<desc " in svg


def test_every_line_of_text_says_its_direction_with_entities():
    svg = svg_of_sample(resources.samples() / "decision-journey.journey.yaml", "default")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", svg)
    lines = re.findall(r"<text([^>]*)>(&#x202[AB];).*&#x202C;</text>", svg)
    assert len(lines) == svg.count("<text") > 100
    assert {(('direction="rtl"' in attributes), control) for attributes, control in lines} == {
        (True, "&#x202B;"),
        (False, "&#x202A;"),
    }


def test_the_map_inside_a_page_leaves_its_colours_to_the_page():
    loaded = load(SAMPLES[0].read_bytes(), "sample")
    journey, _ = read_journey(loaded.tree)
    svg = inline_svg(scene_of(journey))
    assert "@font-face" not in svg
    assert not re.search(r"#[0-9A-F]{6}", svg)
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", svg)) <= set(load_theme("default").tokens)


def test_text_is_escaped_where_it_enters_the_file():
    loaded = load(
        b"journeymap: 1\nid: x\ntitle: '</title><script>alert(1)</script>'\nstages:\n"
        b"- {id: s, name: '\"&<b>', touchpoints: [{id: t, name: '</text>', doing: '<!-- ]]>'}]}\n",
        "hostile",
    )
    journey, findings = read_journey(loaded.tree)
    assert not findings
    svg = svg_of(scene_of(journey))
    from xml.etree import ElementTree

    said = [element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert "\u202a</text>\u202c" in said and '\u202a"&<b>\u202c' in said
    assert "<script" not in svg


def test_what_looks_like_a_slot_for_a_colour_is_text():
    loaded = load(
        b"journeymap: 1\nid: x\ntitle: '%(ink)s'\nstages:\n"
        b"- {id: s, name: '50 %', touchpoints: [{id: t, name: '%(ink)s %s', doing: '100%%'}]}\n",
        "percent",
    )
    journey, _ = read_journey(loaded.tree)
    for svg in (svg_of(scene_of(journey)), inline_svg(scene_of(journey))):
        assert ">&#x202A;%(ink)s %s&#x202C;<" in svg and ">&#x202A;100%%&#x202C;<" in svg and ">50 %<" not in svg
        assert svg.count("50 %") == 2


def test_map_and_page_show_the_same_marks():
    loaded = load(SAMPLES[0].read_bytes(), "sample")
    journey, _ = read_journey(loaded.tree)
    scene, theme = scene_of(journey), load_theme("default")
    page = re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: theme.tokens[found[1]], inline_svg(scene))
    assert re.sub(r"<style>.*?</style>\n", "", svg_of(scene), flags=re.DOTALL) == page
