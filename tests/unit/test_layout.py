"""The layout holds for any journey: nothing overlaps, nothing leaves its cell or the page, nothing is lost."""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from journeys import TODAY, journey_from, made_up, scene_of, with_whole_stages
from placed_texts import overlaps, placed

from journeymap.layout import compose, lay_out
from journeymap.layout.compose import draw_map
from journeymap.layout.frame import partition
from journeymap.layout.scene import Group, Path, Rect, Scene, TextLine
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

sizes = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10**6),
        "language": st.sampled_from(["en", "he", "fa"]),
        "stages": st.integers(1, 12),
        "touchpoints": st.integers(1, 60),
        "personas": st.integers(0, 5),
        "longest": st.sampled_from([12, 60, 200, 600]),
    }
).filter(lambda size: size["touchpoints"] >= size["stages"])


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(sizes)
def test_any_journey_is_laid_out_whole(size):
    """All that holds for every map is asked of each that is drawn, since the drawing takes the time."""
    data = made_up(**size)
    if size["seed"] % 2:
        data = with_whole_stages(data, size["seed"])
    scene = scene_of(journey_from(data))
    texts = list(placed(scene))
    texts_neither_overlap_nor_leave_the_page(scene, texts)
    texts_of_a_cell_stay_in_its_column_and_its_band(scene, texts)
    no_level_of_the_emotion_axis_strikes_through_a_word(scene, texts)
    no_curve_runs_through_a_word(scene, texts)
    no_word_of_a_cell_is_lost(data, texts)


def texts_neither_overlap_nor_leave_the_page(scene, texts):
    assert len(texts) > 30
    assert overlaps(texts) == []
    for text in texts:
        assert text.left >= MARGIN - 1 and text.right <= scene.width - MARGIN + 1, text
        assert text.top >= 0 and text.bottom <= scene.height, text


def texts_of_a_cell_stay_in_its_column_and_its_band(scene, texts):
    columns = {
        element.data["touchpoint"]: (float(element.data["x"]), float(element.data["width"]))
        for element in scene.elements()
        if isinstance(element, Group) and element.kind == "touchpoint"
    }
    bands = {band.id: (float(band.data["y"]), float(band.data["height"])) for band in scene.bands}
    checked = 0
    for text in texts:
        top, height = bands[text.band]
        assert top - 0.5 <= text.top and text.bottom <= top + height + 0.5, text
        lane = text.band.removeprefix("band-lane-").rstrip("-0123456789")
        if lane in ("doing", "thinking", "metrics", "pains", "gains", "opportunities", "backstage") and text.touchpoint:
            x, width = columns[text.touchpoint]
            assert x <= text.left and text.right <= x + width, text
            checked += 1
    assert checked


def no_level_of_the_emotion_axis_strikes_through_a_word(scene, texts):
    bands = [band for band in scene.bands if band.id.startswith("band-lane-feeling")]
    texts = [text for text in texts if text.band in {band.id for band in bands}]
    levels = [
        element.segments
        for band in bands
        for element in band.children
        if isinstance(element, Path) and element.stroke in ("rule", "rule2") and len(element.segments) == 2
    ]
    assert levels or not bands
    for (_, (x1, y1)), (_, (x2, y2)) in levels:
        for text in texts if y1 == y2 else ():
            beside = text.right < min(x1, x2) or max(x1, x2) < text.left
            assert beside or not text.top < y1 < text.bottom, (text, y1)


def no_curve_runs_through_a_word(scene, texts):
    """Asked of points along every line in a persona's colour, so near to each other that no word lies between two."""
    bands = {band.id: band for band in scene.bands if band.id.startswith("band-lane-feeling")}
    points = sorted(
        (x, y, name) for name, band in bands.items() for path in curves_in(band) for x, y in points_of(path)
    )
    for text in texts:
        if text.band in bands:
            across = points[bisect_left(points, (text.left,)) : bisect_left(points, (text.right,))]
            assert not any(text.top < y < text.bottom and band == text.band for _, y, band in across), text


def curves_in(group):
    for element in group.children:
        if isinstance(element, Group):
            yield from curves_in(element)
        elif isinstance(element, Path) and not element.fill and (element.stroke or "").startswith("persona-"):
            yield element


def points_of(path, steps=64):
    x0, y0 = path.segments[0][1]
    for command, numbers in path.segments[1:]:
        assert command in "LC"
        x3, y3 = numbers[-2:]
        x1, y1, x2, y2 = numbers[:4] if command == "C" else (x0, y0, x3, y3)
        for t in (step / steps for step in range(steps + 1)):
            a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
            yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
        x0, y0 = x3, y3


def no_word_of_a_cell_is_lost(data, texts):
    drawn = " ".join(text.string for text in texts).replace(" ", "")
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            assert touchpoint["name"].replace(" ", "") in drawn
            assert "".join(touchpoint["doing"].split()) in drawn
        for kind in ("pains", "gains", "opportunities", "improvements"):
            assert all("".join(each["text"].split()) in drawn for each in stage.get(kind, ())[:1])


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(sizes)
@example({"seed": 0, "language": "en", "stages": 4, "touchpoints": 6, "personas": 0, "longest": 60})
def test_no_other_width_of_columns_comes_nearer_to_a_sheet_of_paper(size):
    journey = journey_from(made_up(**size))
    spec = MapSpec(
        journey=journey, words=load_words(journey.language), theme=load_theme("default"), today=TODAY, compact=False
    )
    widths = [width for width in range(136, 201, 4) if width >= compose.filling_width(spec, 0)]
    assume(widths)  # a few columns fill the narrowest page, which leaves no choice
    pages = [compose._page(spec, width, only_measured=True) for width in widths]
    assume(min(page.ratio for page in pages) <= compose._STRIP)  # else it stands in more rows
    sizes = [(page.canvas.width, page.y) for page in pages]

    def off(size):
        return abs(size[0] / size[1] - 2**0.5)

    chosen = lay_out(journey, theme=spec.theme, words=spec.words, today=TODAY)
    # Now and then a wider page is taller, by a line of its foot or by pictures, so its proportions are a hair off.
    assert off((chosen.width, chosen.height)) <= min(map(off, sizes)) + 0.03
    for index in {0, len(widths) // 2, len(widths) - 1}:
        drawn = draw_map(spec, widths[index])
        assert (drawn.width, drawn.height) == sizes[index]


LONG = (
    "rather disappointed with the whole of it",
    "a bit of hope again after the call",
    "deeply annoyed, for nobody has answered",
    "calm",
    "how long does it take to get the money back",
)


def crowd(personas: int, touchpoints: int, name: str = "Ada") -> dict:
    """A journey of feelings with long names."""
    emotions = [
        [
            {"persona": f"p{p}", "score": ((n * 7 + p * 3) % 5 - 2) * 0.8, "label": LONG[(n + 2 * p) % 5]}
            for p in range(personas)
        ]
        for n in range(touchpoints)
    ]
    steps = [{"id": f"t{n}", "name": "Step", "emotions": felt} for n, felt in enumerate(emotions)]
    people = [{"id": f"p{p}", "name": f"{name} {p}"} for p in range(personas)]
    stages = [{"id": "s", "name": "Stage", "touchpoints": steps}]
    return {"journeymap": 1, "id": "crowd", "title": "Crowd", "personas": people, "stages": stages}


@pytest.mark.parametrize("personas", [1, 2])
def test_every_feeling_is_named_over_as_many_lines_as_it_takes(personas):
    scene = scene_of(journey_from(crowd(personas, 12)))
    drawn = "".join(text.string for text in placed(scene) if text.band.startswith("band-lane-feeling")).replace(" ", "")
    for label in LONG:
        uses = sum((n + 2 * p) % 5 == LONG.index(label) for n in range(12) for p in range(personas))
        assert drawn.count(label.replace(" ", "")) == uses, label


def test_a_feeling_of_many_words_is_whole_where_there_is_room():
    data = crowd(1, 6)
    said = [f"{number} it takes so long to get the money back that I have stopped asking for it" for number in range(6)]
    for touchpoint, label in zip(data["stages"][0]["touchpoints"], said, strict=True):
        touchpoint["emotions"][0]["label"] = label
    texts = [text for text in placed(scene_of(journey_from(data))) if text.band.startswith("band-lane-feeling")]
    drawn = "".join(text.string for text in texts).replace(" ", "")
    assert all(label.replace(" ", "") in drawn for label in said)
    assert overlaps(texts) == []


@pytest.mark.parametrize("personas", [1, 3, 5])
def test_a_long_name_stays_on_the_page_and_off_other_words(personas):
    scene = scene_of(journey_from(crowd(personas, 8, "Parents who buy in the shop with children")))
    texts = list(placed(scene))
    assert overlaps(texts) == []
    assert all(text.left >= MARGIN - 1 and text.right <= scene.width - MARGIN + 1 for text in texts)


@pytest.mark.parametrize("personas, ghosts", [(3, 0), (12, 12 * 11), (13, 0)])
def test_the_curves_of_others_stand_behind_each_while_they_can_be_told_apart(personas, ghosts):
    scene = scene_of(journey_from(crowd(personas, 6)))
    drawn = [element for element in scene.elements() if isinstance(element, Path) and element.stroke == "ghost"]
    assert len(drawn) == ghosts


def test_a_compact_cell_has_six_lines_and_keeps_its_full_text_as_a_title():
    data = made_up(1, language="en", stages=1, touchpoints=3, personas=1, longest=600)
    data["stages"][0]["touchpoints"][0]["doing"] = "one long text " * 40
    scene = scene_of(journey_from(data), compact=True)
    band = next(band for band in scene.bands if band.id == "band-lane-doing")
    cell = next(group for group in band.children if isinstance(group, Group) and group.data.get("touchpoint") == "t0")
    lines = [child for child in cell.children if isinstance(child, TextLine)]
    assert len(lines) == 6
    assert lines[-1].string.endswith("…")
    assert cell.title == ("one long text " * 40).strip()


@pytest.mark.parametrize("touchpoints, rows", [(1, 1), (16, 1), (31, 2), (60, 5)])
def test_many_touchpoints_stand_in_rows_of_at_most_sixteen(touchpoints, rows):
    data = made_up(3, language="en", stages=min(touchpoints, 10), touchpoints=touchpoints, personas=1, longest=20)
    scene = scene_of(journey_from(data))
    spines = [band for band in scene.bands if band.id.startswith("band-spine")]
    stations = [[g for g in spine.children if isinstance(g, Group) and g.kind == "touchpoint"] for spine in spines]
    assert len(spines) == rows
    assert sum(map(len, stations)) == touchpoints
    assert touchpoints <= 30 or max(map(len, stations)) <= 16


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ([4, 2, 5, 9, 4, 14, 2], [11, 13, 16]),
        ([13, 13, 13, 1], [13, 13, 14]),
        ([5] * 8, [15, 15, 10]),
        ([20, 20], [10, 10, 10, 10]),
    ],
)
def test_no_row_is_left_short_where_the_stages_fit_in_even_rows(sizes, rows):
    assert steps_by_row(scene_of(journey_from(lean(sizes)))) == rows


@given(st.lists(st.integers(1, 16), min_size=1, max_size=9), st.integers(16, 20))
def test_rows_are_as_few_and_as_even_as_any_rows_of_whole_stages(sizes, widest):
    assume(sum(sizes) > widest)
    rows = partition(journey_from(lean(sizes, personas=0)), widest)
    found = [sum(part.size for part in row) for row in rows]
    ways = (
        [sum(sizes[start:end]) for start, end in pairwise([0, *cuts, len(sizes)])]
        for count in range(len(sizes))
        for cuts in combinations(range(1, len(sizes)), count)
    )
    best = min((len(way), sum(size**2 for size in way)) for way in ways if max(way) <= widest)
    assert (len(found), sum(size**2 for size in found)) == best and max(found) <= widest


def steps_by_row(scene: Scene) -> list[int]:
    spines = [band for band in scene.bands if band.id.startswith("band-spine")]
    return [sum(isinstance(each, Group) and each.kind == "touchpoint" for each in spine.children) for spine in spines]


def lean(sizes: list[int], *, says: str = "Asks a friend", personas: int = 3, language: str = "en") -> dict:
    """A journey of stages with so many steps, of which a few words are said."""
    people = [{"id": f"p{number}", "name": f"P{number}"} for number in range(personas)]
    stages = [
        {
            "id": f"s{stage}",
            "name": "Stage",
            "touchpoints": [
                {
                    "id": f"t{stage}-{n}",
                    "name": "Step",
                    "doing": says,
                    "emotions": [
                        {"persona": each["id"], "score": (n + index) % 3 - 1} for index, each in enumerate(people)
                    ],
                }
                for n in range(size)
            ],
        }
        for stage, size in enumerate(sizes)
    ]
    return {"journeymap": 1, "id": "lean", "title": "x", "language": language, "personas": people, "stages": stages}


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ([4] * 6, [12, 12]),
        ([5, 5, 5, 5, 4], [10, 14]),
        ([13, 11], [13, 11]),
        ([24], [12, 12]),
        ([4] * 15, [16, 16, 16, 12]),
        ([3, 3, 3], [9]),
    ],
)
def test_what_would_be_a_strip_stands_in_rows_of_whole_stages(sizes, rows, language):
    scene = scene_of(journey_from(lean(sizes, language=language)))
    assert steps_by_row(scene) == rows
    assert scene.width / scene.height < 2.2


@pytest.mark.parametrize("sizes", [[10], [16], [2, 12]])
def test_a_stage_is_not_cut_because_its_map_is_a_strip(sizes):
    scene = scene_of(journey_from(lean(sizes, personas=0)))
    assert set(steps_by_row(scene)) <= {*sizes, sum(sizes)}
    assert sum(text.string == "Stage" for text in scene.texts()) == len(sizes)


def test_a_map_of_as_many_steps_that_is_no_strip_stays_in_one_row():
    assert steps_by_row(scene_of(journey_from(lean([4] * 6, says="Asks a friend " * 90)))) == [24]


def test_rows_that_would_make_the_text_smaller_are_not_made(monkeypatch):
    hardly = scene_of(journey_from(lean([2, 2, 2, 2], personas=0)))
    assert steps_by_row(hardly) == [8] and hardly.width / hardly.height > 2.2
    monkeypatch.setattr(compose, "_sheet", lambda page: page.y)  # of rows a page is always taller
    assert steps_by_row(scene_of(journey_from(lean([4] * 6)))) == [24]


def test_a_stage_longer_than_a_row_goes_on_in_the_next():
    data = made_up(3, language="en", stages=2, touchpoints=40, personas=1, longest=20)
    scene = scene_of(journey_from(data))
    spines = [band for band in scene.bands if band.id.startswith("band-spine")]
    counts = [sum(isinstance(g, Group) and g.kind == "touchpoint" for g in spine.children) for spine in spines]
    assert sum(counts) == 40 and max(counts) <= 16


def test_right_to_left_is_the_mirror_of_left_to_right():
    data = made_up(5, language="en", stages=4, touchpoints=9, personas=2, longest=60)
    there = scene_of(journey_from(data))
    here = scene_of(journey_from(data | {"language": "yi"}))  # right to left, with the words of English
    assert (there.width, there.height) == (here.width, here.height)

    def cards(scene: Scene) -> set[tuple[float, float, float]]:
        rects = [element for element in scene.elements() if isinstance(element, Rect) and element.radius == 6]
        return {(round(r.x, 2), round(r.y, 2), round(r.width, 2)) for r in rects}

    mirrored = {(round(there.width - x - width, 2), y, width) for x, y, width in cards(there)}
    assert mirrored == cards(here) != cards(there)


def test_bands_follow_each_other_without_gaps_inside_a_row():
    scene = scene_of(journey_from(made_up(5, language="fa", stages=4, touchpoints=9, personas=4, longest=60)))
    for above, below in zip(scene.bands, scene.bands[1:], strict=False):
        bottom = float(above.data["y"]) + float(above.data["height"])
        assert abs(bottom - float(below.data["y"])) < 0.02
    last = scene.bands[-1].data
    assert float(last["y"]) + float(last["height"]) == pytest.approx(scene.height, abs=0.02)


def test_every_touchpoint_has_one_group_with_its_id():
    scene = scene_of(journey_from(made_up(7, language="he", stages=3, touchpoints=33, personas=1, longest=20)))
    ids = [e.id for e in scene.elements() if isinstance(e, Group) and e.kind == "touchpoint"]
    assert ids == [f"touchpoint-t{number}" for number in range(33)]


def test_only_lanes_with_content_are_drawn_and_in_the_order_asked_for():
    data = made_up(2, language="en", stages=2, touchpoints=4, personas=1, longest=20)
    data["lanes"] = ["feeling", "doing", "content"]
    lanes = [band.data["lane"] for band in scene_of(journey_from(data)).bands if "lane" in band.data]
    assert lanes == ["feeling", "doing"]


@pytest.mark.parametrize(("language", "said"), [("en", "does not apply here"), ("he", "לא רלוונטי כאן")])
def test_a_stage_that_is_passed_over_is_an_outline_and_says_so(language, said):
    stages = [
        {"id": "a", "name": "Here", "touchpoints": [{"id": "t", "name": "T"}]},
        {"id": "b", "name": "Not here", "applies": False},
        {"id": "c", "name": "Nothing yet"},
    ]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "x", "language": language, "stages": stages}))
    found = {}
    for group in scene.elements():
        if isinstance(group, Group) and "stage" in group.data:
            texts = " ".join(line.string for line in group.children if isinstance(line, TextLine))
            chevron = next(each for each in group.children if isinstance(each, Path))
            found[group.data["stage"]] = (said in texts, chevron.fill, bool(chevron.dash))
    assert found == {"a": (False, "stage", False), "b": (True, "wash", True), "c": (False, "stage", False)}


def test_votes_of_a_workshop_stand_on_the_card():
    data = made_up(2, language="en", stages=1, touchpoints=2, personas=1, longest=20)
    data["stages"][0]["touchpoints"][0]["pains"] = [{"text": "Slow", "votes": 7}, {"text": "Late", "votes": 1}]
    strings = [text.string for text in scene_of(journey_from(data)).texts()]
    assert "7 votes" in strings and "1 vote" in strings
