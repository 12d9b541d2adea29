"""The themes that are drawn in their own way hold for any journey: nothing overlaps, leaves the page or is small."""

from __future__ import annotations

import pytest
from flow_cases import spec_of as flow_spec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from journeys import journey_from, made_up, scene_of
from placed_texts import overlaps, placed
from test_funnel_drawing import spec_of as funnel_spec
from test_overview import A3, IN_WINDOW, LEAST_ON_A3, LEAST_ON_SCREEN, overview_of, sample, told_more
from test_themes import contrast

from journeymap.flow import flow_graph
from journeymap.flow.placing import Ranks
from journeymap.io import resources
from journeymap.layout.flow import flow_scene
from journeymap.layout.flow.small import small_scene
from journeymap.layout.funnel import funnel_scene
from journeymap.layout.scene import Circle, Group, Path, Rect, Scene, TextLine
from journeymap.layout.tree.sheet import tree_scenes
from journeymap.layout.tree.texts import TreeTeller
from journeymap.pipeline.views import STANDARD
from journeymap.style.text_faces import faces_in_use
from journeymap.style.theme import built_in, load_theme
from journeymap.style.typography import set_in

LEAST_EDITORIAL = 12.5
LEAST_ON_THE_WALL, UNIT = 38.0, 841 / 1189
"""In points on an A0 sheet, of which a unit of the drawing has so many millimetres."""

sizes = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10**6),
        "language": st.sampled_from(["en", "he", "fa"]),
        "stages": st.integers(1, 8),
        "touchpoints": st.integers(1, 40),
        "personas": st.integers(0, 5),
        "longest": st.sampled_from([12, 60, 200]),
    }
).filter(lambda size: size["touchpoints"] >= size["stages"])
FEW = {"seed": 3, "language": "en", "stages": 2, "touchpoints": 5, "personas": 1, "longest": 60}
MANY = {"seed": 4, "language": "fa", "stages": 6, "touchpoints": 20, "personas": 3, "longest": 60}


def whole(scene):
    texts = list(placed(scene))
    assert overlaps(texts) == []
    for text in texts:
        assert text.left >= -0.01 and text.right <= scene.width + 0.01, text
        assert text.top >= 0 and text.bottom <= scene.height, text


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(sizes, st.sampled_from(["editorial", "wall"]), st.booleans())
@example(FEW, "editorial", True)
@example(FEW | {"language": "he"}, "wall", True)
@example(MANY, "editorial", True)
@example(MANY | {"language": "he"}, "editorial", False)
@example(MANY, "wall", False)
def test_any_journey_has_a_map_in_them(size, theme, standard):
    journey = journey_from(made_up(**size))
    if standard:
        journey = journey.replace(lanes=STANDARD)
    scene = scene_of(journey, theme=theme)
    whole(scene)
    assert min(text.size for text in scene.texts()) >= LEAST_EDITORIAL


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(sizes, st.sampled_from([None, 1.25, 1.6]))
@example(FEW, None)
@example(FEW | {"language": "he"}, None)
@example(MANY, None)
@example(MANY | {"language": "en", "personas": 5}, None)
def test_any_journey_hangs_on_the_wall(size, ratio):
    scene = overview_of(journey_from(told_more(made_up(**size), size["longest"])), theme="wall", ratio=ratio)
    whole(scene)
    assert min(text.size for text in scene.texts()) * UNIT / 25.4 * 72 >= LEAST_ON_THE_WALL - 0.1


@pytest.mark.parametrize("touchpoints", [18, 60])
@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("theme", built_in())
def test_no_text_of_an_overview_is_small(theme, language, touchpoints):
    journey = journey_from(told_more(made_up(**MANY | {"language": language, "touchpoints": touchpoints}), 60))
    least = LEAST_EDITORIAL if theme == "editorial" else LEAST_ON_SCREEN
    for size, width, wanted in ((None, 1440, least), (IN_WINDOW, 1424, least), (A3, 410 / 25.4 * 72, LEAST_ON_A3)):
        scene = overview_of(journey, theme=theme, ratio=size)
        small = [text for text in scene.texts() if text.size * width / scene.width < wanted]
        assert small == [], (theme, size)


def grounds(scene: Scene):
    """Each line of text with the token of what is right below its middle; `paper` for nothing."""
    below: list[tuple[str, object]] = []
    for mark in scene.elements():
        if isinstance(mark, TextLine):
            x, y = mark.middle, mark.baseline - mark.size * 0.3
            yield mark, next((token for token, shape in reversed(below) if covers(shape, x, y)), "paper")
        elif not isinstance(mark, Group) and getattr(mark, "fill", None) and getattr(mark, "opacity", 1) > 0.7:
            below.append((mark.fill, mark))


def covers(shape: object, x: float, y: float) -> bool:
    if isinstance(shape, Rect):
        return shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
    if isinstance(shape, Circle):
        return (shape.x - x) ** 2 + (shape.y - y) ** 2 <= shape.radius**2
    points = [numbers[-2:] for _, numbers in shape.segments if numbers] if isinstance(shape, Path) else []
    crossed = 0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        crossed += (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    return crossed % 2 == 1


@pytest.mark.parametrize("theme", ["editorial", "wall", "print", "default"])
@pytest.mark.parametrize("name", ["online-clothing-shop", "home-loan-fa", "online-clothing-shop-he", "hospital-stay"])
def test_every_text_can_be_read_on_what_is_below_it(name, theme):
    journey, tokens = sample(resources.samples() / f"{name}.journey.yaml"), load_theme(theme).tokens
    texts = [*grounds(scene_of(journey, theme=theme)), *grounds(overview_of(journey, theme=theme))]
    pairs = {(text.fill, ground): text.string for text, ground in texts}
    assert {pair: said for pair, said in pairs.items() if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5} == {}
    assert {ground for _, ground in texts} > {"paper", "head" if theme == "wall" else "pain-tint"}


DEEP = {
    "fa": ("تصمیم به حراج هم", "گلهٔ که گل را دارم"),
    "he": ("לךןץ קץ", "לכל הלקוחות"),
    "en": ("Buying a gypsy jig", "Ångström bids high"),
}
"""For a language, a title with letters far below its line, and a takeaway with letters far above it."""


@pytest.mark.parametrize("theme", ["editorial", "wall"])
@pytest.mark.parametrize("language", DEEP)
def test_the_letters_of_the_title_do_not_touch_the_takeaway(language, theme):
    title, takeaway = DEEP[language]
    journey = journey_from(made_up(seed=3, language=language, stages=2, touchpoints=4, personas=1, longest=12))
    scene = scene_of(journey.replace(title=title, takeaway=takeaway), theme=theme)
    faces = load_theme(theme).type.roles
    above, below = (line for line in scene.texts() if line.string in (title, takeaway))
    assert (above.string, below.string) == (title, takeaway)
    with set_in(load_theme(theme).type, language):
        ink = {role: faces_in_use()[faces[role].weight][0].ink(text, faces[role].weight)
               for role, text in (("title", title), ("finding", takeaway))}  # fmt: skip
    foot = above.baseline + ink["title"][1] * above.size
    assert foot <= below.baseline - ink["finding"][0] * below.size + 2


def sheets_of(name: str, theme: str):
    """The flow, the funnel and the trees of a sample, in a theme."""
    journey = sample(resources.samples() / f"{name}.journey.yaml")
    flow = flow_spec(flow_graph(journey), theme)
    with set_in(flow.theme.type, journey.language):
        yield flow_scene(flow)
        yield funnel_scene(funnel_spec(journey).replace(theme=flow.theme))
        yield from tree_scenes(TreeTeller(journey, flow.today), flow.theme)


@pytest.mark.parametrize("theme", built_in())
@pytest.mark.parametrize("name", ["online-clothing-shop", "home-loan-fa", "decision-journey"])
def test_the_sheets_beside_a_map_look_like_it(name, theme):
    themed = load_theme(theme)
    for scene in sheets_of(name, theme):
        whole(scene)
        texts = list(grounds(scene))
        tokens = themed.tokens
        pairs = {(text.fill, ground): text.string for text, ground in texts}
        assert {pair: said for pair, said in pairs.items() if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5} == {}
        on = {ground for _, ground in texts}
        assert ("head" in on) == (themed.drawing.head == "filled")
        assert ("stage" in on) == (themed.drawing.band != "tints")
        assert ("stage-alternate" in on) == (themed.drawing.band == "accents")
        assert ("stage-hue-2-tint" in on) == (themed.drawing.band == "tints")
        weights = {text.weight for text, _ in texts}
        assert {
            themed.type.roles[role].weight for role in ("title", "finding", "stage") if themed.type.roles
        } <= weights


@pytest.mark.parametrize("theme", ["default", "editorial"])
def test_stations_have_the_ring_that_they_have_on_the_map(theme):
    def rings(scene: Scene) -> dict[str, str | None]:
        numbers = [text for text in scene.texts() if text.string.isdecimal()]
        marks = [mark for mark in scene.elements() if isinstance(mark, Circle) and mark.fill == "paper"]
        return {text.string: mark.stroke for text in numbers for mark in marks
                if abs(text.middle - mark.x) < 0.1 and 0 < text.baseline - mark.y < mark.radius}  # fmt: skip

    journey = sample(resources.samples() / "online-clothing-shop.journey.yaml")
    on_map = rings(scene_of(journey, theme=theme))
    assert len(on_map) == 11 and len(set(on_map.values())) == (5 if theme == "editorial" else 1)
    flow, funnel, *_ = sheets_of("online-clothing-shop", theme)
    steps = Ranks(tuple((each.id,) for each in journey.touchpoints))
    small = small_scene(flow_spec(flow_graph(journey), theme), steps)
    assert [rings(scene) for scene in (flow, funnel, small)] == [on_map] * 3


def test_what_is_said_of_an_exit_keeps_off_the_edge_of_its_column():
    scene = scene_of(sample(resources.samples() / "loyalty-project-as-is.journey.yaml"), theme="contrast")
    said = next(text for text in scene.texts() if text.string.endswith("do not return"))
    around = [mark for mark in scene.elements() if isinstance(mark, Rect) and covers(mark, said.middle, said.baseline)]
    assert around
    assert said.middle + said.width / 2 <= min(mark.x + mark.width for mark in around) - 5


def test_a_wide_foot_ends_where_the_map_does_and_names_owners_on_one_line():
    """The plan of the hospital is the only table of a map 3,288 pixels wide; beside it stands the matrix alone."""
    journey = sample(resources.samples() / "hospital-stay.journey.yaml")
    scene = scene_of(journey)
    said = [text.string for text in scene.texts()]
    assert any(text.startswith("Theatre") and text.endswith("Sister Maeve") for text in said)
    foot = [text for text in scene.texts() if text.string == "Effort"]
    assert max(text.middle + text.width / 2 for text in foot) >= scene.width - 60
