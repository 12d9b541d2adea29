"""The spine and the curve show the ways that somebody takes, and no others."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import TODAY, journey_from, scene_of
from test_layout import overlaps, placed

from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.first_pass import first_pass
from journeymap.insight.transitions import is_taken, transitions
from journeymap.layout.frame import place_rows
from journeymap.layout.scene import Group, Path, Scene, TextLine
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.layout.track_placing import lay_tracks
from journeymap.layout.tracks import MOST_LEVELS, gathered_ways
from journeymap.model import Journey
from journeymap.render.markup import scene_markup
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme


def journey(*steps: dict[str, Any], **more: Any) -> Journey:
    """Touchpoints t1, t2, … in one stage, each with what is given of it."""
    points = [{"id": f"t{number}", "name": f"Step {number}"} | step for number, step in enumerate(steps, 1)]
    stage = {"id": "all", "name": "All", "touchpoints": points}
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": [stage], **more})


def felt(score: float) -> dict[str, Any]:
    return {"emotions": {"score": score}}


CARD = journey(
    {"next": [{"to": "t2", "share": "70%", "when": "approved"}, {"to": "t3", "share": "30%", "when": "refused"}]}
    | felt(1),
    {"next": "exit"} | felt(2),
    felt(-2),
)


def ways(scene: Scene) -> dict[tuple[str, str], Group]:
    return {
        (each.data["from"], each.data["to"]): each
        for each in scene.elements()
        if isinstance(each, Group) and each.kind == "way"
    }


def joins(scene: Scene) -> dict[tuple[str, str], Path]:
    return {
        (each.data["from"], each.data["to"]): each
        for each in scene.elements()
        if isinstance(each, Path) and each.kind == "feeling" and each.data
    }


def spine_texts(scene: Scene) -> list[str]:
    return [text.string for text in placed(scene) if text.band.startswith("band-spine")]


def test_nobody_goes_from_the_card_to_the_refusal() -> None:
    scene = scene_of(CARD)
    assert set(ways(scene)) == {("t1", "t2"), ("t1", "t3"), ("t2", "exit"), ("t3", "exit")}
    assert set(joins(scene)) == {("t1", "t2"), ("t1", "t3")}


def test_the_way_straight_on_says_its_share_and_condition() -> None:
    steps = [{"next": [{"to": "t2", "share": "8%", "when": "disputed"}, {"to": "exit", "share": "92%"}]}, {}]
    texts = spine_texts(scene_of(journey(*steps)))
    assert {"8%", "disputed", "92%"} <= set(texts)


def test_a_rest_that_is_not_written_is_dotted_and_says_so() -> None:
    scene = scene_of(journey({"next": [{"to": "t3", "share": "40%"}]}, {}, {}))
    (line,) = (mark for mark in ways(scene)["t1", "t2"].children if isinstance(mark, Path))
    assert line.dash == (2, 4.5) and "60%, not written" in spine_texts(scene)
    (written,) = (mark for mark in ways(scene)["t2", "t3"].children if isinstance(mark, Path))
    assert written.dash == ()


def test_a_single_way_without_a_share_takes_the_rest() -> None:
    steps = [{"next": [{"to": "t2", "share": "30%"}, {"to": "exit"}]}, {}]
    assert "70%" in spine_texts(scene_of(journey(*steps)))


def test_the_shares_of_several_ways_without_one_are_unknown() -> None:
    scene = scene_of(journey({"next": [{"to": "t2"}, {"to": "t3", "when": "in a hurry"}]}, {"next": "exit"}, {}))
    assert not [text for text in spine_texts(scene) if "%" in text]
    widths = {mark.stroke_width for pair in (("t1", "t2"), ("t1", "t3")) for mark in ways(scene)[pair].children
              if isinstance(mark, Path) and mark.stroke}  # fmt: skip
    assert widths == {1.5}


def test_a_way_is_as_wide_as_the_share_of_all_who_start() -> None:
    steps = [{"next": [{"to": "t2", "share": "50%"}, {"to": "t4", "share": "50%"}]}, {}, {}, {}]
    passing = first_pass(journey(*steps))
    scene = scene_of(journey(*steps))
    assert list(passing.reached.values()) == [1, 0.5, 0.5, 1]
    (line,) = (mark for mark in ways(scene)["t2", "t3"].children if isinstance(mark, Path))
    assert line.stroke_width == 1.5 + 4 * 0.5


def test_who_goes_back_is_not_counted_twice() -> None:
    steps = [{}, {"next": [{"to": "t1", "share": "25%"}, {"to": "t3", "share": "75%"}]}, {}]
    assert list(first_pass(journey(*steps)).reached.values()) == [1, 1, 0.75]


def test_a_main_line_takes_the_greatest_share_among_the_steps_with_a_score() -> None:
    fork = {"next": [{"to": "t2", "share": "20%"}, {"to": "t4", "share": "80%"}]}
    steps = [fork | felt(0), felt(1), felt(-1), {}, felt(2)]
    (shape,) = curve_shapes(journey(*steps)).values()
    assert (shape.main, shape.branches, shape.ends) == (((1, 2, 3), (5,)), (), (5,))


def test_every_other_join_is_a_branch_and_the_greatest_end_comes_first() -> None:
    fork = {"next": [{"to": "t2", "share": "20%"}, {"to": "t3", "share": "80%"}]}
    steps = [fork | felt(0), {"next": "exit"} | felt(-1), felt(1)]
    (shape,) = curve_shapes(journey(*steps)).values()
    assert (shape.main, shape.branches, shape.ends) == (((1, 3),), ((1, 2),), (3, 2))


def test_nobody_takes_a_share_of_nothing_though_it_is_unknown_how_many_come() -> None:
    steps = [{"next": ["t2", "t3"]}, {"next": [{"to": "t3", "share": "100%"}, {"to": "t4", "share": "0%"}]},
             {"next": "exit"}, {}]  # fmt: skip
    assert list(first_pass(journey(*steps)).reached.values()) == [1, None, None, 0]


def test_none_is_the_greatest_of_a_fork_with_unknown_shares() -> None:
    steps = [{"next": [{"to": "t2", "share": "20%"}, "t3", "t4"]}, {}, {}, {}]
    read = journey(*steps)
    assert {(source.id, to) for source, to in first_pass(read).most} == {("t2", "t3"), ("t3", "t4"), ("t4", "exit")}
    steps[0] = {"next": [{"to": "t2", "share": "20%"}, "t3"]}
    read = journey(*steps)
    assert {(source.id, to) for source, to in first_pass(read).most} == {("t1", "t3"), ("t3", "t4"), ("t4", "exit")}


def test_a_join_of_two_ways_has_a_share_where_both_have() -> None:
    def shares(*shares: str | None) -> dict[tuple[int, int], float]:
        ways = [{"to": "t2"} | ({"share": each} if each else {}) for each in shares]
        (shape,) = curve_shapes(journey({"next": [*ways, "t3"]} | felt(0), felt(1), felt(2))).values()
        return {pair: round(share, 6) for pair, share in shape.shares.items()}

    assert shares("20%", "30%") == {(1, 2): 0.5, (1, 3): 0.5, (2, 3): 1}
    assert shares(None, "20%") == shares("20%", None) == {(2, 3): 1}


def test_a_main_line_takes_a_step_that_leads_to_a_score() -> None:
    fork = {"next": [{"to": "t2", "share": "80%"}, {"to": "t3", "share": "20%"}]}
    (shape,) = curve_shapes(journey(fork | felt(1), {"next": "exit"}, {}, felt(2))).values()
    assert shape.main == ((1,), (4,))


def test_of_ends_that_nobody_knows_the_share_of_that_of_the_main_line_comes_first() -> None:
    steps = [{"next": ["t3", "t2"]} | felt(0), {"next": "exit"} | felt(1), felt(-1)]
    (shape,) = curve_shapes(journey(*steps)).values()
    assert (shape.main, shape.ends) == (((1, 3),), (3, 2))


def test_peak_and_lowest_ignore_what_nobody_reaches() -> None:
    found = curve_shapes(journey({"next": "t3"} | felt(1), felt(-2), felt(0)))
    assert [sorted(shape.reached) for shape in found.values()] == [[1, 3]]


def test_a_loop_over_a_fork_is_above_it() -> None:
    fork = {"next": [{"to": "t3", "share": "60%"}, {"to": "t2", "share": "40%"}]}
    back = {"next": [{"to": "t1", "share": "10%"}, {"to": "t4", "share": "90%"}]}
    scene = scene_of(journey(fork, {}, back, {}))
    tops = {pair: min(y for mark in group.children if isinstance(mark, Path) for _, numbers in mark.segments
                      for y in numbers[1::2]) for pair, group in ways(scene).items() if pair[1] != "exit"}  # fmt: skip
    assert tops["t3", "t1"] < tops["t1", "t3"] < tops["t1", "t2"]


def halves(one: str, other: str) -> dict[str, Any]:
    return {"next": [{"to": one, "share": "50%"}, {"to": other, "share": "50%"}]}


def top(group: Group) -> float:
    """The highest y of the paths of a way."""
    paths = [mark for mark in group.children if isinstance(mark, Path)]
    return min(y for mark in paths for _, numbers in mark.segments for y in numbers[1::2])


def test_a_way_over_others_is_above_the_highest_of_them() -> None:
    nested = [halves("t2", "t7"), halves("t3", "t6"), halves("t4", "t5"), {}, {}, {}, {}]
    drawn = ways(scene_of(journey(*nested)))
    assert top(drawn["t1", "t7"]) < top(drawn["t2", "t6"]) < top(drawn["t3", "t5"])


def test_the_stem_of_a_higher_way_stands_before_that_of_a_lower_one() -> None:
    fork = {"next": [{"to": each, "share": "30%"} for each in ("t3", "t4")]}
    drawn = ways(scene_of(journey(fork, {}, {}, {})))
    stems = {pair: next(mark.segments[2][1][-2] for mark in drawn[pair].children if isinstance(mark, Path))
             for pair in (("t1", "t3"), ("t1", "t4"))}  # fmt: skip
    assert top(drawn["t1", "t4"]) < top(drawn["t1", "t3"]) and stems["t1", "t4"] < stems["t1", "t3"]


@pytest.mark.parametrize("target", ["t2", "t3"])
def test_exits_of_one_touchpoint_are_told_apart(target: str) -> None:
    leaving = [{"to": "exit", "share": "20%", "when": each} for each in ("dear", "far", "dull")]
    scene = scene_of(journey({"next": [*leaving, {"to": target, "share": "40%"}]}, {}, {}))
    texts = placed(scene)
    tops = {text.string: text.top for text in texts}
    assert tops["dear"] < tops["far"] < tops["dull"] and not overlaps(texts)


def test_the_conditions_of_two_ways_between_two_steps_stand_in_their_order() -> None:
    steps = [{"next": [{"to": "t2", "share": "30%", "when": "by card"}, {"to": "t2", "share": "70%", "when": "cash"}]}]
    tops = {text.string: text.top for text in placed(scene_of(journey(*steps, {})))}
    assert tops["by card"] < tops["cash"]


def test_a_way_is_above_the_whole_label_of_one_below_it() -> None:
    long = "for somebody who says a good deal more about it than anybody would have asked " * 3
    inner = {"next": [{"to": "t3", "share": "50%"}, {"to": "t4", "share": "50%", "when": long}]}
    drawn = ways(scene_of(journey(halves("t2", "t5"), inner, {}, {}, {})))
    lines = [mark for mark in drawn["t2", "t4"].children if isinstance(mark, TextLine)]
    assert len(lines) > 3
    assert min(line.baseline - line.size for line in lines) > top(drawn["t1", "t5"])


def test_a_share_of_all_is_said_where_it_is_written() -> None:
    written = journey({"next": {"to": "t3", "share": "100%"}}, {}, {})
    assert "100%" in spine_texts(scene_of(written))
    assert "100%" not in spine_texts(scene_of(journey({"next": "t3"}, {}, {})))


@pytest.mark.parametrize(("source", "target", "ahead"), [(2, 22, True), (22, 2, False)])
def test_the_arrow_to_another_row_points_to_it(source: int, target: int, *, ahead: bool) -> None:
    steps: list[dict[str, Any]] = [{} for _ in range(40)]
    steps[source - 1] = halves(f"t{source + 1}", f"t{target}")
    points = [{"id": f"t{number}", "name": f"Step {number}"} | step for number, step in enumerate(steps, 1)]
    stages = [
        {"id": f"s{place}", "name": "S", "touchpoints": points[place * 10 : place * 10 + 10]} for place in range(4)
    ]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages}))
    said = [each for each in scene.elements() if isinstance(each, Group) and each.kind == "way"
            and each.data == {"from": f"t{source}", "to": f"t{target}"}
            and any(isinstance(mark, TextLine) for mark in each.children)]  # fmt: skip
    (way,) = said
    arrows = [mark for mark in way.children if isinstance(mark, Path) and mark.fill]
    for arrow in arrows:
        (_, (base, _)), _, (_, (tip, _)) = arrow.segments[:3]
        assert (tip > base) == ahead
    assert len(arrows) == 2
    (shaft,) = (mark for mark in way.children if isinstance(mark, Path) and mark.stroke_width == 1.4)
    ends = [numbers[0] for _, numbers in shaft.segments]
    tips = [arrow.segments[2][1][0] for arrow in arrows]
    assert (max(ends) + 1 if ahead else min(ends) - 1) in tips


def test_a_branch_stays_between_its_ends() -> None:
    steps = [felt(-2), {"next": [{"to": "t3", "share": "60%"}, {"to": "t4", "share": "40%"}]} | felt(0),
             {"next": "exit"} | felt(2), felt(0.2)]  # fmt: skip
    (_, start), (_, numbers) = joins(scene_of(journey(*steps)))["t2", "t4"].segments
    ends = sorted((start[1], numbers[5]))
    assert all(ends[0] - 0.01 <= point(start, numbers, step / 50)[1] <= ends[1] + 0.01 for step in range(51))


@pytest.mark.parametrize(
    ("first", "last"), [("assumed", "measured"), ("measured", "assumed"), ("observed", "measured")]
)
def test_a_branch_is_dashed_where_either_of_its_scores_is_assumed(first: str, last: str) -> None:
    fork = {"next": [{"to": "t2", "share": "60%"}, {"to": "t3", "share": "40%"}]}
    scores = [{"emotions": {"score": 0, "evidence": each}} for each in (first, "measured", last)]
    drawn = joins(scene_of(journey(fork | scores[0], {"next": "exit"} | scores[1], scores[2])))
    assert bool(drawn["t1", "t3"].dash) == ("assumed" in (first, last))


_shares = st.sampled_from(["10%", "20%", "30%", "40%", None])
_nexts = st.lists(st.tuples(st.integers(1, 9), _shares), max_size=3, unique_by=lambda way: way[0])


@given(st.lists(_nexts, min_size=2, max_size=9))
def test_every_way_that_somebody_takes_is_drawn_and_no_other(nexts: list[list[tuple[int, str | None]]]) -> None:
    steps: list[dict[str, Any]] = []
    for number, found in enumerate(nexts, 1):
        targets = [
            ("exit" if target > len(nexts) or target == number else f"t{target}", share) for target, share in found
        ]
        ways_on = [{"to": to} | ({"share": share} if share else {}) for to, share in dict(targets).items()]
        steps.append(felt(number % 5 - 2) | ({"next": ways_on} if ways_on else {}))
    read = journey(*steps)
    scene = scene_of(read)
    assert set(ways(scene)) == {(each.source.id, each.to) for each in transitions(read) if is_taken(each)}
    assert set(joins(scene)) <= set(ways(scene))
    markup = "".join(scene_markup(scene).parts)
    assert len(re.findall('<g class="way" data-from="', markup)) >= len(ways(scene))


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_a_way_into_another_row_has_one_level_in_both(language: str) -> None:
    steps: list[dict[str, Any]] = [{} for _ in range(40)]
    steps[10] = {"next": [{"to": "t12", "share": "60%"}, {"to": "t22", "share": "40%", "when": "x"}]}
    points = [{"id": f"t{number}", "name": f"Step {number}"} | step for number, step in enumerate(steps, 1)]
    stages = [
        {"id": f"s{place}", "name": "S", "touchpoints": points[place * 10 : place * 10 + 10]} for place in range(4)
    ]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "language": language, "stages": stages}))
    parts = [each for each in scene.elements()
             if isinstance(each, Group) and each.kind == "way" and each.data["to"] == "t22"
             and each.data["from"] == "t11"]  # fmt: skip
    assert len(parts) == 2
    number = {"en": "22", "he": "22", "fa": "۲۲"}[language]
    assert any(text.startswith(f"{number} Step") for text in spine_texts(scene))


@pytest.mark.parametrize(("scores", "words"), [((1, 0, -2), "Low, end"), ((0, -1, 2), "Peak, end"), ((1, -1, 0), "End"),
                                               ((1, 1, 1), "End"), ((1,), "End")])  # fmt: skip
def test_one_label_says_that_a_point_is_the_end_and_an_extreme(scores: tuple[float, ...], words: str) -> None:
    texts = [text.string for text in placed(scene_of(journey(*map(felt, scores)))) if text.band == "band-lane-feeling"]
    assert words in texts
    assert [text for text in texts if "End" in text or "end" in text] == [words]


def test_the_last_point_of_a_curve_that_goes_on_is_named_where_it_is_an_extreme() -> None:
    steps: list[dict[str, Any]] = [felt(1), felt(0), felt(-1), {}]
    assert "Low" in [text.string for text in placed(scene_of(journey(*steps)))]


def test_no_curve_runs_through_the_share_at_a_fork() -> None:
    fork = {"next": [{"to": "t2", "share": "26%"}, {"to": "t6", "share": "64%"}, {"to": "t5", "share": "10%"}]}
    steps = [fork | felt(0.5), felt(-0.2), felt(-0.8), felt(-1), felt(-1.9), felt(1.4)]
    scene = scene_of(journey(*steps))
    shares = [text for text in placed(scene) if text.band == "band-lane-feeling" and text.string.endswith("%")]
    assert sorted(text.string for text in shares) == ["10%", "26%", "64%"]
    for join in joins(scene).values():
        (_, start), (_, numbers) = join.segments
        for x, y in (point(start, numbers, step / 400) for step in range(401)):
            assert not any(text.left < x < text.right and text.top < y < text.bottom for text in shares)


def point(start: tuple[float, ...], numbers: tuple[float, ...], t: float) -> tuple[float, float]:
    """A point of a cubic Bézier curve."""
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    xs, ys = (start[0], *numbers[0::2]), (start[1], *numbers[1::2])
    return sum(map(float.__mul__, weights, map(float, xs))), sum(map(float.__mul__, weights, map(float, ys)))


crowds = st.tuples(
    st.integers(2, 26),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 26), st.sampled_from(["1%", "2%", None])), max_size=150),
    st.sampled_from(["en", "he", "fa"]),
    st.integers(0, 1),
)


def crowded(steps: int, ways_on: list[tuple[int, int, str | None]], language: str, rows: int) -> Journey:
    """A journey with ways between steps by their indices; an index beyond the last step is the exit."""
    points: list[dict[str, Any]] = [{"id": f"t{place}", "name": f"Step {place}"} for place in range(steps)]
    for source, target, share in ways_on:
        to = f"t{target}" if target < steps else "exit"
        one = {"to": to, "when": f"case {source} {target}"} | ({"share": share} if share else {})
        if source < steps:
            points[source].setdefault("next", []).append(one)
    size = 16 if rows else steps
    stages = [
        {"id": f"s{place}", "name": "S", "touchpoints": points[place : place + size]} for place in range(0, steps, size)
    ]
    if rows:
        more = [{"id": f"m{place}", "name": f"More {place}"} for place in range(16)]
        stages.append({"id": "more", "name": "More", "touchpoints": more})
    data = {"journeymap": 1, "id": "x", "title": "X", "language": language, "stages": stages}
    return journey_from(data)


@given(crowds)
def test_ways_are_on_six_levels_at_most_and_each_is_told(
    crowd: tuple[int, list[tuple[int, int, str | None]], str, int],
) -> None:
    read = crowded(*crowd)
    spec = MapSpec(journey=read, words=load_words(read.language), theme=load_theme("default"), today=TODAY,
                   compact=False)  # fmt: skip
    rows = place_rows(read, 160.0)
    found = lay_tracks(spec, rows, rows[0].end)
    assert all(track.level <= MOST_LEVELS for row in found.values() for track in row.tracks)
    taken = [each for each in transitions(read) if is_taken(each)]
    drawn = [member for row in found.values() for track in row.tracks if track.source for member in track.members]
    assert sorted(map(id, drawn)) == sorted(map(id, taken))
    for row in found.values():
        for one, other in combinations(row.tracks, 2):
            if one.level == other.level > 0 and one.transition.target is not None is not other.transition.target:
                together = one.transition.to == other.transition.to and one.kind == other.kind
                low, high = max(one.span[0], other.span[0]), min(one.span[1], other.span[1])
                assert together or low > high - 40, (one.span, other.span)  # their bends may pass in a gutter
    scene = scene_of(read)
    assert set(ways(scene)) == {(each.source.id, each.to) for each in taken}
    texts = list(placed(scene))
    assert not overlaps(texts)
    gathered = {each.when for each in gathered_ways(found.values()) if each.when}
    assert gathered <= set(" · ".join(text.string for text in texts if text.band == "band-foot").split(" · "))


def test_ways_to_one_target_share_a_level() -> None:
    steps: list[dict[str, Any]] = [
        {"next": [{"to": f"t{number + 1}", "share": "80%"}, {"to": "t12", "share": "20%", "when": f"case {number}"}]}
        for number in range(1, 10)
    ]
    texts = spine_texts(scene_of(journey(*steps, {}, {}, {})))
    assert texts.count("12") == 1 + 7  # the station, and a label for all but the two shortest ways
    assert {"case 8", "case 9"} <= set(texts) and "case 1" not in texts


def test_the_sign_at_the_end_of_a_row_does_not_widen_the_page() -> None:
    last = [{"to": "exit", "share": "78%", "when": "do not come back"}, {"to": "t1", "share": "22%"}]
    for ways_on in ([last[0] | {"share": "100%"}], last):
        steps: list[dict[str, Any]] = [{"doing": ["as high as one row takes"] * 12} for _ in range(9)]
        scene = scene_of(journey(*steps, {"next": ways_on}))
        stages = next(band for band in scene.bands if band.id == "band-stages")
        edge = max(x for chevron in Scene.elements(scene.replace(bands=[stages])) if isinstance(chevron, Path)
                   for _, numbers in chevron.segments for x in numbers[::2])  # fmt: skip
        assert scene.width - edge == MARGIN


def test_the_way_of_most_is_never_gathered() -> None:
    onward = [{"to": f"t{number}", "share": "1%", "when": "x"} for number in range(2, 40)]
    steps: list[dict[str, Any]] = [{"next": [*onward, {"to": "t40", "share": "60%", "when": "at once"}]}]
    scene = scene_of(journey(*steps, *({} for _ in range(39))))
    assert {"60%", "at once", "34 steps"} <= set(spine_texts(scene))


def through_labels(scene: Scene) -> list[tuple[str, float]]:
    """The texts of the spine that an upright piece of a way runs through, each with the x of the piece."""
    uprights = [
        (x, *sorted((y, end)))
        for group in scene.elements()
        if isinstance(group, Group) and group.kind == "way"
        for mark in group.children
        if isinstance(mark, Path) and mark.stroke
        for (_, (*_, x, y)), (_, (*_, to, end)) in pairwise(mark.segments)
        if x == to
    ]
    texts = [text for text in placed(scene) if text.band.startswith("band-spine")]
    return [
        (text.string, x)
        for x, top, bottom in uprights
        for text in texts
        if text.left < x < text.right and top < text.bottom and text.top < bottom
    ]


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_where_a_loop_into_another_row_leads_is_said_between_the_ways_that_cross_it(language: str) -> None:
    steps: list[dict[str, Any]] = [{"id": f"t{number}", "name": f"Step {number}"} for number in range(1, 41)]
    steps[9]["name"] = "Compares the prices of all the shops in the street, and of two more around the corner"
    for source, target in ((22, 1), (24, 1), (26, 1), (28, 1), (30, 10)):
        steps[source - 1]["next"] = [{"to": f"t{target}", "share": "9%"}, {"to": f"t{source + 1}", "share": "91%"}]
    stages = [
        {"id": f"s{place}", "name": "S", "touchpoints": steps[place * 10 : place * 10 + 10]} for place in range(4)
    ]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "language": language, "stages": stages}))
    assert through_labels(scene) == []


@pytest.mark.parametrize("when", ["paid", "refused", "by card"])
def test_a_condition_that_has_no_room_beside_its_share_stands_below_it(when: str) -> None:
    steps: list[dict[str, Any]] = [{} for _ in range(10)]
    steps[0] = halves("t2", "t7")
    steps[5] = {"next": [{"to": f"t{number}", "share": "24%", "when": when} for number in (8, 9, 10)]}
    scene = scene_of(journey(*steps))
    assert through_labels(scene) == []


def test_a_measured_share_is_drawn_with_its_n_and_an_assumed_one_without() -> None:
    measured = {"to": "t3", "share": "30%", "when": "refused", "n": 4120, "date": "2026-01-02"}
    said = spine_texts(scene_of(journey({"next": [measured, {"to": "t2", "share": "70%"}]}, {"next": "exit"}, {})))
    assert "30%" in said
    assert [text for text in said if "n=" in text] == ["n=4,120 · refused"]
