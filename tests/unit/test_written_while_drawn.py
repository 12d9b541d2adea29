"""A large map that is wanted as an SVG alone is written as it is drawn, without keeping its marks."""

from __future__ import annotations

import datetime as dt

import pytest

from journeymap.layout.scene import Group
from journeymap.model import read_journey
from journeymap.pipeline.draw import draw
from journeymap.render.drawing import Drawing
from journeymap.render.svg import svg_parts
from journeymap.source import load
from journeymap.style.theme import load_theme


def _drawing(count: int, **fields: object) -> Drawing:
    touchpoints = "".join(
        f"""
      - name: Touchpoint {number}
        thinking: “Will it come? 5%% of %(ink)s, 100%” {number}
        emotion: {number % 5 - 2}"""
        for number in range(count)
    )
    text = f"journeymap: 1\nid: long\ntitle: Long\nstages:\n  - name: Stage\n    touchpoints:{touchpoints}\n"
    tree = load(text.encode(), "long").tree
    assert tree is not None
    journey = read_journey(tree)[0]
    assert journey is not None and len(journey.touchpoints) == count
    return Drawing(journey=journey, theme=load_theme("default"), today=dt.date(2026, 11, 21), **fields)


@pytest.mark.parametrize("count", [3, 150])
def test_a_map_is_the_same_whether_its_marks_are_kept_or_not(count: int) -> None:
    alone = draw(_drawing(count), ["svg"])["svg"]
    assert alone == draw(_drawing(count), ["svg", "plan"])["svg"]
    assert b"Touchpoint 2" in alone and alone.endswith(b"</g>\n</svg>\n")


def test_the_marks_of_a_large_map_are_not_kept_where_only_markup_is_wanted() -> None:
    kept, written = _drawing(80), _drawing(80, only_markup=True)
    assert sum(1 for _ in kept.scene.elements()) > 500
    assert all(isinstance(element, Group) and not element.children for element in written.scene.elements())
    assert [*svg_parts(written.scene, written.theme)] == [*svg_parts(kept.scene, kept.theme)]
