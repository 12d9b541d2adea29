"""An icon's path in the markup is its outline where the layout puts it, though the writer writes its halves apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.layout import icons
from journeymap.layout.icons import placed_outline
from journeymap.layout.scene import Group, Icon, Scene
from journeymap.render.markup import scene_markup

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_places = st.floats(-500, 30_000).map(lambda number: round(number, 3))
_set = st.tuples(_places, _places, st.sampled_from((13.0, 14.0, 16.0, 61.4)), st.booleans())


@pytest.mark.parametrize("name", icons._DRAWINGS)
@settings(max_examples=10)
@given(st.lists(_set, min_size=10, max_size=12))
def test_the_path_of_an_icon_is_its_outline_in_its_place(name, places):
    """Ten places and more in each example, since most of its time is taken by the example itself."""
    drawn = [Icon(name, x, y, size, mirrored, "ink", 1.4) for x, y, size, mirrored in places]
    band = Group("", "", {}, "", drawn)
    scene = Scene(width=100, height=100, title="t", description="d", language="en", rtl=False, bands=[band])
    paths = re.findall(r' d="([^"]*)"', "".join(scene_markup(scene).parts))
    assert len(paths) == len(drawn)
    for icon, path in zip(drawn, paths, strict=True):
        outline = placed_outline(icon)
        assert re.findall("[MLCZ]", path) == [command for command, _ in outline]
        assert list(map(float, _NUMBER.findall(path))) == pytest.approx(
            [number for _, numbers in outline for number in numbers], abs=0.0051
        )
