"""An icon's path in the markup is its outline where the layout puts it, though the writer writes its halves apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout import icons
from journeymap.layout.icons import placed_outline
from journeymap.layout.scene import Group, Icon, Scene
from journeymap.render.markup import scene_markup

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_places = st.floats(-500, 30_000).map(lambda number: round(number, 3))


@pytest.mark.parametrize("name", icons._DRAWINGS)
@given(x=_places, y=_places, size=st.sampled_from((13.0, 14.0, 16.0, 61.4)), mirrored=st.booleans())
def test_the_path_of_an_icon_is_its_outline_in_its_place(name, x, y, size, mirrored):
    icon = Icon(name, x, y, size, mirrored, "ink", 1.4)
    band = Group("", "", {}, "", [icon])
    scene = Scene(width=100, height=100, title="t", description="d", language="en", rtl=False, bands=[band])
    markup = "".join(scene_markup(scene).parts)
    path = re.search(r' d="([^"]*)"', markup)
    assert path is not None
    outline = placed_outline(icon)
    assert re.findall("[MLCZ]", path[1]) == [command for command, _ in outline]
    assert list(map(float, _NUMBER.findall(path[1]))) == pytest.approx(
        [number for _, numbers in outline for number in numbers], abs=0.0051
    )
