"""An icon of the markup is its outline where the layout puts it, though its path is written once for all places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.layout import icons
from journeymap.layout.icons import placed_outline
from journeymap.layout.scene import Element, Group, Icon, Scene
from journeymap.render.markup import scene_markup
from journeymap.render.markup_texts import number
from journeymap.render.svg import inline_svg

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_PATH = re.compile(r'<path id="([^"]*)" d="([^"]*)"')
_USE = re.compile(r'<use href="#([^"]*)" x="([^"]*)" y="([^"]*)" stroke="%\(([^)]*)\)s"/>')
_places = st.floats(-500, 30_000).map(lambda number: round(number, 3))
_set = st.tuples(_places, _places, st.sampled_from((13.0, 14.0, 16.0, 61.4)), st.booleans())


def _scene(elements: list[Element]) -> Scene:
    band = Group("band", "band", {}, "", elements)
    return Scene(width=100, height=100, title="t", description="d", language="en", rtl=False, bands=[band])


def _written(elements: list[Element], name: str = "map") -> str:
    return "".join(scene_markup(_scene(elements), name).parts)


@pytest.mark.parametrize("name", icons._DRAWINGS)
@settings(max_examples=10)
@given(st.lists(_set, min_size=10, max_size=12))
def test_an_icon_is_its_outline_in_its_place(name, places):
    """Ten places and more in each example, since most of its time is taken by the example itself."""
    drawn = [Icon(name, x, y, size, mirrored, "ink") for x, y, size, mirrored in places]
    markup = _written(drawn)
    defined, used = dict(_PATH.findall(markup)), _USE.findall(markup)
    assert len(used) == len(drawn)
    for icon, (id_, x, y, _) in zip(drawn, used, strict=True):
        outline = placed_outline(icon)
        assert re.findall("[MLCZ]", defined[id_]) == [command for command, _ in outline]
        steps = map(float, _NUMBER.findall(defined[id_]))
        assert [step + float((x, y)[at % 2]) for at, step in enumerate(steps)] == pytest.approx(
            [number for _, numbers in outline for number in numbers], abs=0.0101
        )


def test_each_icon_is_defined_once_and_only_where_it_is_used() -> None:
    drawn = [Icon("app", x, 5, size, x > 20, "ink3") for x in (10, 20, 30) for size in (14.0, 16)]
    markup = _written([*drawn, *drawn], "chart")
    defined, used = [id_ for id_, _ in _PATH.findall(markup)], [use[0] for use in _USE.findall(markup)]
    assert sorted(defined) == sorted(set(used))
    assert len(defined) == 4 and len(used) == 12
    assert all(id_.startswith("chart-icon-app-") for id_ in defined)
    assert markup.startswith("<defs>\n") and {colour for *_, colour in _USE.findall(markup)} == {"ink3"}
    assert "<defs>" not in _written([])


def test_the_drawings_of_one_page_have_different_ids() -> None:
    drawings = [inline_svg(_scene([Icon("app", 1, 2, 16, False, "ink")]), nth=nth) for nth in (1, 2)]
    ids = [re.findall(r' id="([^"]*)"', drawing) for drawing in drawings]
    assert ids[0][:3] == ["map-title", "map-description", "map-icon-app-16"]
    assert ids[1][:3] == ["map-2-title", "map-2-description", "map-2-icon-app-16"]
    assert 'aria-labelledby="map-2-title map-2-description"' in drawings[1] and 'href="#map-2-icon' in drawings[1]


def test_a_group_that_says_nothing_has_no_tags() -> None:
    icon = Icon("app", 1, 2, 16, False, "ink")
    bare, told = Group("", "", {"persona": ""}, "", [icon]), Group("", "", {}, "A tooltip", [icon])
    markup = _written([bare])
    assert "<g>" not in markup and "<use" in markup and markup.count("</g>") == 1
    assert _written([told]).count("</g>") == 2


@given(st.floats(-40_000, 40_000))
def test_a_number_has_at_most_two_decimals_and_is_as_short_as_can_be(value: float) -> None:
    written = number(value)
    assert float(written) == pytest.approx(value, abs=0.005001)
    assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]?[1-9])?", written) and written != "-0"
