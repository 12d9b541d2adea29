"""What customers did, on the map: the lane of the funnel, with what was lost and where it leaks."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from crossings import crossings
from journeys import TODAY, journey_from, scene_of, svg_of
from journeys_behaved import FUNNEL, WAYS, behaved, behaved_scene, behaviour, data_of, long_data
from test_layout import placed, texts_neither_overlap_nor_leave_the_page

from journeymap.insight.part import segment_part
from journeymap.layout.compose import draw_map
from journeymap.layout.lanes.funnel import FILL
from journeymap.layout.scene import Group, Rect, Scene
from journeymap.layout.scene import Path as Line
from journeymap.layout.spec import PAUSE, MapSpec
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay, FunnelStep
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

GOLDEN = Path(__file__).parent.parent / "golden" / "behaviour"
LANGUAGES = ("en", "he", "fa")
FEW = {"home": 48, "search": 40, "cart": 12, "pay": 3}


def spec_of(journey: Journey, theme: str = "default") -> MapSpec:
    return MapSpec(
        journey=journey, words=load_words(journey.language), theme=load_theme(theme), today=TODAY, compact=False,
        overlays=journey.beside,
    )  # fmt: skip


def overlay_of(journey: Journey) -> BehaviourOverlay:
    found = BehaviourOverlay.among(journey.beside)
    assert found is not None
    return found


def steps_of(measures: Measures, data: dict[str, Any] | None = None) -> dict[str, FunnelStep]:
    return {each.touchpoint: each for each in overlay_of(behaved(data or data_of("en"), measures)).group.steps}


def falling(steps: int, *, leak: int = 7) -> dict[str, int]:
    """A funnel of many steps, with a leak at one of them."""
    left, found = 48_210.0, {}
    for step in range(steps):
        left *= 0.6 if step == leak else 0.86 if step % 5 == 1 else 0.97
        found[f"t{step + 1}"] = int(left)
    return found


def lane(scene: Scene) -> Group:
    return next(band for band in scene.bands if band.id == "band-lane-funnel")


def strings(scene: Scene, band: str = "lane-funnel") -> list[str]:
    return [re.sub("[\u2066\u2069]", "", text.string) for text in placed(scene) if text.band == f"band-{band}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_is_as_it_was(language: str) -> None:
    svg = svg_of(behaved_scene(behaved(data_of(language, lanes=False))))
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", svg)
    golden = GOLDEN / f"sofa-{language}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [72.0, 96.0, 112.0, 136.0, 200.0])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["sofa", "few", "long"])
def test_no_text_covers_another_or_lies_on_a_line(which: str, language: str, width: float) -> None:
    if which == "long":
        journey = behaved(long_data(language), behaviour(falling(30), {}))
    else:
        journey = behaved(data_of(language, lanes=False), behaviour(FUNNEL if which == "sofa" else FEW))
    spec = spec_of(journey, "print")
    for most_columns in (0, 5):
        scene = draw_map(spec.replace(most_columns=most_columns), width)
        texts_neither_overlap_nor_leave_the_page(scene, list(placed(scene)))
        assert not list(crossings(scene, PAUSE - 0.1))
        texts_stand_in_their_columns_and_on_no_edge(scene)


def texts_stand_in_their_columns_and_on_no_edge(scene: Scene) -> None:
    """Texts of the lane stay in their columns, and no edge of a block or of a missing part runs through them."""
    columns = {
        each.data["touchpoint"]: (float(each.data["x"]), float(each.data["x"]) + float(each.data["width"]))
        for each in scene.elements()
        if isinstance(each, Group) and each.kind == "touchpoint"
    }
    for band in scene.bands:
        if not band.id.startswith("band-lane-funnel"):
            continue
        groups = [each for each in band.children if isinstance(each, Group)]
        texts = [text for text in placed(scene) if text.band == band.id]
        for group in groups:
            start, end = columns[group.data["touchpoint"]]
            within = [text for text in texts if start - 1 < (text.left + text.right) / 2 < end + 1]
            for text in within:
                assert start - 0.5 <= text.left and text.right <= end + 0.5, text
                for mark in group.children:
                    if isinstance(mark, Rect):
                        for edge in (mark.y, mark.y + mark.height):
                            assert not text.top + 1.5 < edge < text.bottom - 1.5, (text, mark)


def test_a_block_says_share_and_number_and_what_was_lost_before() -> None:
    scene = behaved_scene(behaved(data_of("en")))
    said = strings(scene)
    for text in (
        "100%",
        "48,210",
        "66%",
        "31,900",
        "32% ±0.4 lost before",
        "−2.7%",
        "−2.2%",
        "All customers",
        "2026-Q3",
    ):
        assert text in said, text
    assert "no events here" in said and "outside the funnel" in said
    blocks = {
        group.data["touchpoint"]: next(each for each in group.children if isinstance(each, Rect))
        for group in lane(scene).children
        if isinstance(group, Group)
    }
    heights = {id_: round(block.height, 2) for id_, block in blocks.items()}
    assert heights == {id_: round(100 * n / 48_210, 2) for id_, n in FUNNEL.items()}


def test_the_missing_part_stands_above_its_block_and_small_losses_are_only_told() -> None:
    scene = behaved_scene(behaved(data_of("en")))
    rects = {
        group.data["touchpoint"]: [each for each in group.children if isinstance(each, Rect)]
        for group in lane(scene).children
        if isinstance(group, Group)
    }
    block, missing = rects["cart"]
    assert missing.dash and missing.y + missing.height == pytest.approx(block.y)
    assert missing.height == pytest.approx(100 * (46_900 - 31_900) / 48_210)
    assert len(rects["search"]) == 1, "2.7% is only told"


def test_the_worst_step_beyond_noise_is_flagged_with_hatch_outline_and_drop() -> None:
    steps = steps_of(behaviour())
    assert [id_ for id_, step in steps.items() if step.is_leak] == ["pay"]
    scene = behaved_scene(behaved(data_of("en")))
    (group,) = (each for each in lane(scene).children if isinstance(each, Group) and each.data["touchpoint"] == "pay")
    hatch = [each for each in group.children if isinstance(each, Line) and len(each.segments) > 12]
    assert [each.stroke for each in hatch] == ["pain"]
    assert [each.stroke for each in group.children if isinstance(each, Rect)] == [None, None, "pain"]
    assert any(text.startswith("Leak: 40% ±") for text in strings(scene))
    assert {"worst leak beyond noise", "lost before this step"} <= set(strings(scene, "legend"))


def test_no_step_is_flagged_within_noise_or_from_few_sessions() -> None:
    even = {"home": 1000, "search": 800, "cart": 640, "pay": 512}
    for funnel in (even, {"home": 29, "search": 28, "cart": 5}):
        assert not any(step.is_leak for step in steps_of(behaviour(funnel)).values())
        scene = behaved_scene(behaved(data_of("en"), behaviour(funnel)))
        assert not any("Leak" in text for text in strings(scene))
        assert "worst leak beyond noise" not in strings(scene, "legend")


def test_few_sessions_are_hollow() -> None:
    found = {"home": 20, "search": 12}
    scene = behaved_scene(behaved(data_of("en"), behaviour(found)))
    blocks = [each for group in lane(scene).children if isinstance(group, Group) for each in group.children]
    assert {each.fill for each in blocks if isinstance(each, Rect)} == {"paper", None}


def test_a_step_that_is_held_back_has_no_block() -> None:
    found = behaviour({**FUNNEL, "waits": 18_500}, held_back=1)
    hidden = tuple(each for each in found.funnel if each.touchpoint != "waits" or each.order == "any")
    steps = steps_of(found._replace(funnel=hidden))
    assert list(steps) == ["home", "search", "cart", "pay", "confirmed", "waits", "parcel"]
    assert steps["waits"].came is None and steps["parcel"].lost is None
    assert "held back" in strings(behaved_scene(behaved(data_of("en"), found._replace(funnel=hidden))))


def test_the_conversion_that_the_file_has_gives_the_interval_of_what_was_lost() -> None:
    cell = MeasuredCell("cart", "conversion", "shop", {}, "2026-Q3", 46_900, 20_000, 9000, 100 * 31_900 / 46_900,
                        60, 75, None, None, None, "wilson", 95)  # fmt: skip
    lost = steps_of(behaviour(cells=[cell]))["cart"].lost
    assert lost is not None and (lost.low, lost.high) == (0.25, 0.4)
    other = steps_of(behaviour(cells=[cell._replace(period="2026-Q2")]))["cart"].lost
    assert other is not None and other.low is not None and other.low > 0.3


def test_the_lane_only_stands_where_there_are_events() -> None:
    bare = scene_of(journey_from(data_of("en")))
    assert not [band for band in bare.bands if "funnel" in band.id]
    scene = behaved_scene(behaved(data_of("en")))
    order = [band.id for band in scene.bands if band.id.startswith("band-lane")]
    assert order == ["band-lane-doing", "band-lane-feeling", "band-lane-funnel"]
    without = behaviour({}, WAYS)
    assert not [band for band in behaved_scene(behaved(data_of("en"), without)).bands if "funnel" in band.id]


def test_lanes_say_whether_and_where_it_stands() -> None:
    for lanes, found in ((["funnel", "doing"], ["funnel", "doing"]), (["doing"], ["doing"])):
        scene = behaved_scene(behaved({**data_of("en"), "lanes": lanes}))
        assert list(dict.fromkeys(band.data["lane"] for band in scene.bands if "lane" in band.data)) == found


def test_a_lane_of_ones_own_may_be_called_funnel() -> None:
    own = {"custom": [{"id": "funnel", "name": "Ours", "texts": {"home": "Mine"}}]}
    scene = behaved_scene(behaved({**data_of("en"), **own}))
    assert "Mine" in strings(scene) and not any("48,210" in text for text in strings(scene))


def test_a_segments_own_map_shows_its_own_funnel() -> None:
    data = data_of("en") | {"segments": [{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}]}
    whole, new = behaviour(), behaviour({"home": 1000, "search": 900}, {}, segment={"kind": "new"})
    both = whole._replace(funnel=whole.funnel + new.funnel, transitions=whole.transitions + new.transitions)
    journey = behaved(data, both)
    overlay = overlay_of(journey)
    assert [group.segment for group in overlay.groups] == ["", "new"]
    parts = [segment_part(journey, each) for each in journey.segments]
    assert [overlay.of_part(part).group.segment for part in parts] == ["new", ""]


@pytest.mark.parametrize("theme", ["default", "dark", "contrast", "print"])
def test_numbers_can_be_read_on_their_blocks(theme: str) -> None:
    from test_themes import contrast

    tokens = load_theme(theme).tokens
    for behind in ("paper", "moment-wash"):
        ends = [[int(tokens[name][at : at + 2], 16) for at in (1, 3, 5)] for name in ("ghost", behind)]
        mixed = "#" + "".join(f"{round(top * FILL + below * (1 - FILL)):02X}" for top, below in zip(*ends, strict=True))
        for ink in ("ink", "ink2"):
            assert contrast(tokens[ink], mixed) >= 4.5, (ink, behind)


def test_what_was_done_at_a_touchpoint_is_a_chip_only_where_the_file_has_the_metric() -> None:
    cells = [
        MeasuredCell(id_, "drop-off", "shop", {}, "2026-Q3", 31_900, 20_000, 9000, 27.6, 27.1, 28.1, None, None, None,
                     "wilson", 95)
        for id_ in ("cart", "pay")
    ]  # fmt: skip
    data = data_of("en", lanes=False)
    cart = next(each for stage in data["stages"] for each in stage["touchpoints"] if each["id"] == "cart")
    cart["metrics"] = {"drop-off": {"target": 20}}
    journey = behaved(data, behaviour(cells=cells))
    assert {id_ for id_, each in journey.touchpoint_by_id.items() if each.metrics} == {"cart"}
    said = strings(behaved_scene(journey), "lane-metrics")
    assert [text for text in said if text != "Measures"] == ["Drop-off", "target 20%", "27.6%", "±0.5", "n=31,900"]
    assert not strings(behaved_scene(behaved(data_of("en"), behaviour(cells=cells))), "lane-metrics")
