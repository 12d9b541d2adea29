"""Maps become pages of draw.io: native shapes, lines and texts, each where the map's layout has it."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from zlib import decompress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from, made_up, scene_of

from journeymap.exchange.export.drawio import drawio, export
from journeymap.exchange.export.request import JourneyToExport
from journeymap.io import resources
from journeymap.layout.scene import Circle, Group, Hatch, Icon, Path, PlacedPicture, Scene, TextLine
from journeymap.model import Journey
from journeymap.model.attachments import Picture
from journeymap.pipeline.check import check as checked
from journeymap.settings import Settings
from journeymap.style.signs import keep_signs
from journeymap.style.theme import load_theme

SETTINGS = Settings(today=dt.date(2026, 11, 26))
SAMPLES = ("online-clothing-shop", "online-clothing-shop-he", "home-loan-fa", "hospital-stay")
WALK = "Walks past the window, stops, goes on to the corner, turns round there and comes back after all"
INVISIBLE = re.compile("[\u200e\u200f]")


def sample(name: str) -> Journey:
    path = resources.samples() / f"{name}.journey.yaml"
    journey = checked(path.read_bytes(), str(path), SETTINGS, folder=str(path.parent)).journey
    assert journey is not None
    return journey


class Drawn(NamedTuple):
    """A cell of a page, with its absolute place."""

    style: dict[str, str]
    value: str
    x: float
    y: float
    width: float
    height: float
    points: tuple[tuple[float, float], ...]


def pages_of(data: bytes) -> list[ET.Element]:
    return list(ET.fromstring(data).iter("root"))


def cells_of(root: ET.Element) -> Iterator[Drawn]:
    """The cells of a page but for layers and groups. Fails where an id stands twice, or a parent is not there."""
    corners: dict[str, tuple[float, float]] = {}
    for each in root:
        cell = each if each.tag == "mxCell" else each.find("mxCell")
        assert cell is not None
        id_, parent = each.attrib["id"], cell.get("parent")
        assert id_ not in corners, "an id stands twice"
        assert parent in corners or id_ == "0", "a parent comes after its child, or not at all"
        geometry = cell.find("mxGeometry")
        if geometry is None:
            corners[id_] = (0, 0)
            continue
        left, top = corners[parent or ""]
        style = dict((part.partition("=")[::2]) for part in cell.attrib["style"].split(";"))
        x, y = left + float(geometry.get("x", 0)), top + float(geometry.get("y", 0))
        corners[id_] = (x, y)
        if "group" in style:
            assert float(geometry.attrib["width"]) >= 0
            continue
        source, target = geometry.find("mxPoint[@as='sourcePoint']"), geometry.find("mxPoint[@as='targetPoint']")
        ends = [each for each in (source, *geometry.iterfind("Array/mxPoint"), target) if each is not None]
        points = tuple((left + float(each.attrib["x"]), top + float(each.attrib["y"])) for each in ends)
        assert (cell.get("edge") == "1") == bool(points)
        size = (float(geometry.get("width", 0)), float(geometry.get("height", 0)))
        yield Drawn(style, each.get("label", cell.get("value", "")), x, y, *size, points)


def plain_text(value: str) -> list[str]:
    """The lines of a cell's text."""
    return [unescape(re.sub("<.*?>", "", line)) for line in value.split("<br>")]


def drawn_from(scene: Scene, theme: str = "default") -> list[Drawn]:
    (root,) = pages_of(drawio([("Map", scene)], load_theme(theme)))
    return list(cells_of(root))


def near(one: tuple[float, ...], other: tuple[float, ...], by: float = 0.03) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def check(scene: Scene, theme: str = "default") -> None:
    """Fails where a mark of the scene is not a cell of its kind, in its place."""
    drawn = drawn_from(scene, theme)
    marks = [each for each in scene.elements() if not isinstance(each, Group)]
    boxes = [each for each in drawn if "text" not in each.style and not each.points]
    wanted: list[tuple[float, float, float, float]] = []
    for mark in marks:
        if isinstance(mark, Circle):
            wanted.append((mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius))
        elif not isinstance(mark, TextLine | Path | Icon | Hatch):
            wanted.append(mark[:4])
    plain = [each for each in boxes if "shape" not in each.style or each.style["shape"] in ("ellipse", "image")]
    assert len(plain) == len(wanted)
    assert [each for each, place in zip(plain, wanted, strict=True) if not near(each[2:6], place)] == []
    texts = [each for each in drawn if "text" in each.style]
    lines = [INVISIBLE.sub("", line) for each in texts for line in plain_text(each.value)]
    assert Counter(lines) == Counter(INVISIBLE.sub("", text.string) for text in scene.texts())
    others = sum(isinstance(mark, Path | Icon | Hatch) for mark in marks)
    assert len(drawn) == len(plain) + len(texts) + others
    for each in drawn:
        assert -40 < each.x < scene.width + 40
        assert -40 < each.y < scene.height + 40


@pytest.mark.parametrize("theme", ["default", "print"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_mark_of_a_sample_is_a_cell_in_its_place(name: str, theme: str) -> None:
    check(scene_of(sample(name), theme=theme), theme)


@settings(max_examples=8)
@given(
    st.integers(0, 99),
    st.sampled_from(["en", "he", "fa"]),
    st.integers(1, 5),
    st.integers(1, 20),
    st.integers(0, 3),
    st.sampled_from([40, 400]),
)
def test_every_mark_of_any_map_is_a_cell_in_its_place(
    seed: int, language: str, stages: int, touchpoints: int, personas: int, longest: int
) -> None:
    data = made_up(seed, language=language, stages=stages, touchpoints=touchpoints, personas=personas, longest=longest)
    check(scene_of(journey_from(data)))


def quadratic(points: tuple[tuple[float, float], ...], steps: int = 16) -> list[tuple[float, float]]:
    """Where draw.io draws an edge that is curved: quadratic curves between the middles of its points."""
    found, start = [], points[0]
    for index in range(1, len(points) - 1):
        over, after = points[index], points[index + 1]
        end = after if index == len(points) - 2 else ((over[0] + after[0]) / 2, (over[1] + after[1]) / 2)
        for step in range(steps + 1):
            t = step / steps
            found.append(
                tuple(
                    (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(start, over, end, strict=True)
                )
            )
        start = end
    return found  # type: ignore[return-value]


def cubic(start: tuple[float, ...], numbers: tuple[float, ...], steps: int = 64) -> list[tuple[float, float]]:
    (ax, ay), (bx, by, cx, cy, dx, dy) = start, numbers
    found = []
    for step in range(steps + 1):
        t = step / steps
        b0, b1, b2, b3 = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        found.append((b0 * ax + b1 * bx + b2 * cx + b3 * dx, b0 * ay + b1 * by + b2 * cy + b3 * dy))
    return found


def test_curves_are_edges_that_lie_on_those_of_the_map() -> None:
    scene = scene_of(sample("online-clothing-shop"))
    curves = [
        each
        for each in scene.elements()
        if isinstance(each, Path) and not each.fill and "".join(c for c, _ in each.segments) == "MC"
    ]
    edges = [each for each in drawn_from(scene) if each.style.get("curved") == "1"]
    assert len(curves) == len(edges) > 20
    for curve, edge in zip(curves, edges, strict=True):
        (_, start), (_, numbers) = curve.segments
        exact = cubic(start, numbers)
        away = [min((x - a) ** 2 + (y - b) ** 2 for a, b in exact) ** 0.5 for x, y in quadratic(edge.points)]
        assert max(away) < 1
        assert near(edge.points[0], start) and near(edge.points[-1], numbers[-2:])


def test_a_stencil_is_the_path_in_the_form_that_draw_io_reads() -> None:
    scene = scene_of(sample("online-clothing-shop"))
    stencils = [each.style["shape"] for each in drawn_from(scene) if each.style.get("shape", "").startswith("stencil(")]
    assert len(stencils) > 50
    for each in stencils:
        shape = ET.fromstring(unquote(decompress(b64decode(each[8:-1]), -15).decode("ascii")))
        assert shape.tag == "shape" and shape.find("foreground/path/move") is not None


def test_lines_of_a_paragraph_are_one_text() -> None:
    journey = journey_from(
        {
            "journeymap": 1,
            "id": "coat",
            "title": "A coat",
            "stages": [
                {
                    "id": "buys",
                    "name": "Buys",
                    "touchpoints": [
                        {"id": "looks", "name": "Looks", "doing": WALK}
                        | {"pains": ["The price is inside", "Nobody is there"]}
                    ],
                }
            ],
        }
    )
    lines = next(
        plain_text(each.value) for each in drawn_from(scene_of(journey)) if each.value and "Walks" in each.value
    )
    assert len(lines) > 1 and " ".join(lines) == WALK


def test_right_to_left_texts_say_so_and_keep_their_signs() -> None:
    scene = scene_of(sample("online-clothing-shop-he"))
    texts = [each for each in drawn_from(scene) if "text" in each.style]
    hebrew = [each for each in texts if re.search("[א-ת]", each.value)]
    assert len(hebrew) > 100 and all('dir="rtl"' in each.value for each in hebrew)
    aligned = Counter(each.style["align"] for each in hebrew)
    assert aligned["left"] < aligned["right"] / 20  # words beside the end of a curve
    written = {line for each in texts for line in plain_text(each.value)}
    assert {keep_signs(each.string, rtl=each.rtl) for each in scene.texts()} == written


def test_nothing_in_a_text_means_anything_to_draw_io() -> None:
    nasty = '<b onclick="x">&amp; "quoted";fillColor=red'
    data = {"journeymap": 1, "id": "x", "title": nasty, "takeaway": nasty, "stages": [{"id": "s", "name": nasty}]}
    drawn = drawn_from(scene_of(journey_from(data)))
    assert nasty in {line for each in drawn for line in plain_text(each.value)}
    assert not any("<b" in each.value for each in drawn)
    assert "red" not in {each.style.get("fillColor") for each in drawn}


def test_a_journey_is_an_overview_and_a_map_and_always_the_same_bytes() -> None:
    journey = sample("home-loan-fa")
    first, second = (export(JourneyToExport(journey=journey, settings=SETTINGS)) for _ in range(2))
    assert first == second and first.left_out == ()
    names = [each.attrib["name"] for each in ET.fromstring(first.data).iter("diagram")]
    assert names == ["نمای کلی", "نقشهٔ کامل"] and len(names) == len(pages_of(first.data))


def test_each_band_is_a_layer_by_its_name() -> None:
    (root,) = pages_of(drawio([("Map", scene_of(sample("online-clothing-shop")))], load_theme("default")))
    layers = [each.attrib["value"] for each in root if each.get("parent") == "0"]
    assert layers[:3] == ["head", "stages", "Customer’s goal"] and "Pains" in layers


@pytest.mark.parametrize(
    ("size", "is_round", "clip"),
    [
        ((200, 100), False, "inset(0% 25% 0% 25%)"),
        ((100, 400), False, "inset(37.5% 0% 37.5% 0%)"),
        ((100, 100), False, None),
        ((200, 100), True, "ellipse(25% 50% at 50% 50%)"),
    ],
)
def test_pictures_are_cut_as_on_the_map(size: tuple[int, int], is_round: bool, clip: str | None) -> None:
    picture = Picture(media_type="image/png", data=b"PNG", width=size[0], height=size[1], digest="")
    placed = PlacedPicture(10, 20, 50, 50, picture, "A door", is_round)
    band = Group("band-head", "band", {}, "", [placed], "")
    scene = Scene(width=90, height=90, title="", description="", language="en", rtl=False, bands=[band])
    data = drawio([("Map", scene)], load_theme("default"))
    (image,) = cells_of(pages_of(data)[0])
    assert image[2:6] == (10, 20, 50, 50) and image.style.get("clipPath") == clip
    assert image.style["image"] == "data:image/png,UE5H" and 'tooltip="A door"' in data.decode()
