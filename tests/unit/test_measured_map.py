"""What was measured, on the map: chips by segment, segments side by side, and the tables of the foot.

The goldens leave out the font data. To accept a change, look at the map, then run
`JOURNEYMAP_UPDATE_GOLDENS=1 pytest tests/unit/test_measured_map.py`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from crossings import crossings
from journeys import TODAY, journey_from, svg_of
from journeys_measured import data_of, measured_journey, measured_scene, measures, with_measures
from test_layout import overlaps, placed, texts_neither_overlap_nor_leave_the_page

from journeymap.insight.part import persona_part, segment_part
from journeymap.layout.compose import draw_map
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.flags import arranged
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.papers import paper_size
from journeymap.layout.scene import Circle, Group, Scene
from journeymap.layout.scene import Path as Line
from journeymap.layout.sheets import fit_pages
from journeymap.layout.spec import PAUSE, MapSpec
from journeymap.measure.answers.periods import name_of
from journeymap.measure.measured import Measures
from journeymap.measure.period_days import place_of
from journeymap.measure.stated_metrics import figures_of
from journeymap.model import Journey
from journeymap.overlays import ItemPath
from journeymap.overlays.measures import AssumedOtherwise, MeasuredPart, MeasuresOverlay
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

GOLDEN = Path(__file__).parent.parent / "golden" / "measured"
CASES = [(language, personas) for language in ("en", "he", "fa") for personas in (0, 1, 2)]


def test_a_measured_map_is_drawn_without_what_counts_answers(tmp_path: Path) -> None:
    """It takes as long to import as a small map to draw."""
    program = (
        "import sys; from journeymap.cli import run\n"
        f"assert run(['render', 'samples/airline.journey.yaml', '-q', '-o', {str(tmp_path)!r}]) in (0, 1)\n"
        "assert 'journeymap.measure.measures' in sys.modules\n"
        "unwanted = [name for name in sys.modules if name.startswith(('journeymap.measure.answers', 'duckdb'))]\n"
        "assert not unwanted, unwanted\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def spec_of(journey: Journey, theme: str = "default") -> MapSpec:
    return MapSpec(
        journey=journey, words=load_words(journey.language), theme=load_theme(theme), today=TODAY, compact=False,
        overlays=journey.beside,
    )  # fmt: skip


def overlay_of(journey: Journey) -> MeasuresOverlay:
    (overlay,) = journey.beside
    assert isinstance(overlay, MeasuresOverlay)
    return overlay


def parts_at(journey: Journey, touchpoint: str, metric: str) -> tuple[MeasuredPart, ...]:
    return overlay_of(journey).metrics[ItemPath.to(touchpoint=touchpoint, metric=metric)]


def strings(scene: Scene, band: str) -> list[str]:
    return [text.string for text in placed(scene) if text.band == f"band-{band}"]


def foot_of(scene: Scene) -> list[str]:
    """The texts of the foot, of which what the measures rest on is part, or a band above the rest."""
    return [*strings(scene, "foot-measures"), *strings(scene, "foot")]


def crowded_measures() -> Measures:
    """Measures by which a flight feels well at first, and ever worse then."""
    found = measures()
    ids = ("searches", "books", "waits", "boards", "flies", "claims")
    felt = dict(zip(ids, (3.5, 3.3, 4.1, 2.4, 2.1, 3.1), strict=True))
    (source,) = found.sources
    question = next(each for each in source.questions if each.metric == "csat")
    cell = next(each for each in found.cells if each.metric == "csat" and not each.segment and each.period == "2026-Q3")
    return found._replace(
        sources=(source._replace(questions=tuple(question._replace(touchpoint=id_) for id_ in felt)),),
        cells=tuple(
            cell._replace(touchpoint=id_, mean=mean, mean_low=mean - 0.4, mean_high=mean + 0.4)
            for id_, mean in felt.items()
        ),
    )


def chip(scene: Scene, touchpoint: str, metric: str) -> list[Any]:
    """The marks of a metric."""
    lane = next(band for band in scene.bands if band.id == "band-lane-metrics")
    (found,) = (
        each.children
        for each in lane.children
        if isinstance(each, Group) and (each.data.get("touchpoint"), each.data.get("metric")) == (touchpoint, metric)
    )
    return found


@pytest.mark.parametrize(("language", "personas"), [("en", 2), ("he", 0)])
def test_the_measured_map_is_as_it_was(language: str, personas: int) -> None:
    svg = svg_of(measured_scene(measured_journey(language, personas)))
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", svg)
    golden = GOLDEN / f"flight-{language}-{personas}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [96.0, 112.0, 136.0, 200.0])
@pytest.mark.parametrize(("language", "personas"), CASES)
def test_no_text_of_it_covers_another_or_lies_on_a_line(language: str, personas: int, width: float) -> None:
    spec = spec_of(measured_journey(language, personas), "print")
    for most_columns in (0, 3):
        scene = draw_map(spec.replace(most_columns=most_columns), width)
        texts_neither_overlap_nor_leave_the_page(scene, list(placed(scene)))
        assert not list(crossings(scene, PAUSE - 0.1))
        marks_of_chips_stay_in_their_columns_and_off_texts(scene)


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_behind_a_segment_stand_all_customers_alone_and_by_name(language: str) -> None:
    journey = measured_journey(language, 0)
    scene = measured_scene(journey)
    feelings = next(band for band in scene.bands if band.id == "band-lane-feeling")
    ghosts = [each for each in feelings.children if isinstance(each, Line) and each.stroke == "ghost"]
    # Both segments behind all customers, and these behind each of them: each curve is broken once.
    assert len(ghosts) == 2 * (2 + 1 + 1)
    words = load_words(language)
    texts = [text for text in placed(scene) if text.band == "band-lane-feeling"]
    names = [text for text in texts if text.string == words["all-customers"]]
    ends = [text for text in texts if text.string in {each.name for each in journey.segments}]
    assert len([name for name in names if name.top > min(each.top for each in ends)]) == 2


@pytest.mark.parametrize(("language", "personas"), [("en", 0), ("he", 0), ("fa", 0), ("en", 2), ("fa", 2)])
def test_the_assumed_curve_has_its_name_beside_it(language: str, personas: int) -> None:
    scene = measured_scene(measured_journey(language, personas))
    word = load_words(language)["assumed"]
    found = [text for text in placed(scene) if text.band == "band-lane-feeling" and text.string == word]
    assert len(found) == max(personas, 1)
    assumed = [each for each in scene.elements() if isinstance(each, Line) and each.kind == "assumed"]
    for text, line in zip(found, assumed, strict=True):
        ends = [y for _, numbers in line.segments for y in numbers[1::2]]
        assert min(ends) - 40 < text.top < text.bottom < max(ends) + 40


def marks_of_chips_stay_in_their_columns_and_off_texts(scene: Scene) -> None:
    columns = {
        each.data["touchpoint"]: (float(each.data["x"]), float(each.data["x"]) + float(each.data["width"]))
        for each in scene.elements()
        if isinstance(each, Group) and each.kind == "touchpoint"
    }
    texts = [text for text in placed(scene) if text.band.startswith("band-lane-metrics")]
    groups = [each for each in scene.elements() if isinstance(each, Group) and "metric" in each.data]
    assert groups
    for group in groups:
        start, end = columns[group.data["touchpoint"]]
        for x, y in points_of(group.children):
            assert start <= x <= end, group.data
            if group.data["metric"] != "punctual":  # the file's own has a plot, as in other tests
                assert not [text for text in texts if text.left < x < text.right and text.top < y < text.bottom]


def points_of(marks: Sequence[Any]) -> list[tuple[float, float]]:
    found = []
    for mark in marks:
        if isinstance(mark, Circle):
            found.append((mark.x, mark.y))
        elif isinstance(mark, Line):
            found += [(numbers[-2], numbers[-1]) for _, numbers in mark.segments if numbers]
    return found


def test_a_chip_tells_each_segment_and_what_is_not_told_is_said_in_words() -> None:
    journey = measured_journey("en", 2)
    business, economy = parts_at(journey, "boards", "nps")
    assert (business.segment, business.marker, business.value, business.few) == ("business", 0, 41, False)
    assert business.course == (30, 28, 33, None, 36, 41) and economy.course == (4, 9, 0, 8, 13, -3)
    held, few = parts_at(journey, "claims", "ces")
    assert (held.value, held.answers, held.course) == (None, "held back", ())
    assert (few.value, few.few, few.course) == (2.7, True, (3.3, 3.1, None, 3.0, 2.9, 2.7))
    scene = measured_scene(journey)
    said = strings(scene, "lane-metrics")
    for text in ("+41", "±8", "n=220", "target +20", "9.2 min", "±0.6", "held back", "2.7", "n=24", "target 10 min"):
        assert text in said, text


def test_a_metric_of_the_file_keeps_its_own_value() -> None:
    journey = measured_journey("en", 2)
    assert ItemPath.to(touchpoint="boards", metric="punctual") not in overlay_of(journey).metrics
    assert {"81%", "punctual", "target 90%"} <= set(strings(measured_scene(journey), "lane-metrics"))


def with_metric(**facts: Any) -> Journey:
    """The journey with a CSAT of the booking in its file."""
    data = data_of("en", 2)
    data["stages"][0]["touchpoints"][1]["metrics"] = {"csat": {"target": 70, **facts}}
    return with_measures(journey_from(data), measures())


def test_a_value_in_the_file_that_is_the_measured_one_tells_segments_like_it() -> None:
    bare = with_metric()
    cell = next(
        each for each in measures().cells
        if (each.touchpoint, each.metric, each.period, each.segment) == ("books", "csat", "2026-Q3", {})
    )  # fmt: skip
    written = {**figures_of(cell), "n": cell.n, "date": "2026-09-30"}
    booked = ItemPath.to(touchpoint="books", metric="csat")
    for facts in (written, {**written, "date": "2026-08-04"}):  # the quarter was not over when it was written
        assert parts_at(with_metric(**facts), "books", "csat") == parts_at(bare, "books", "csat")
        assert len(parts_at(bare, "books", "csat")[0].course) > 1
        assert strings(measured_scene(with_metric(**facts)), "lane-metrics") == strings(
            measured_scene(bare), "lane-metrics"
        )
    value = figures_of(cell)["value"] or 0
    for other in ({"value": value + 1, "low": None, "high": None}, {"n": cell.n + 1}, {"date": "2026-10-01"}):
        assert booked not in overlay_of(with_metric(**{**written, **other})).metrics, other


def test_a_sparkline_breaks_where_nothing_was_measured_and_all_have_one_scale_with_the_target() -> None:
    marks = chip(measured_scene(measured_journey("en", 2)), "boards", "nps")
    lines = [mark for mark in marks if isinstance(mark, Line) and mark.fill is None]
    courses = [len(mark.segments) for mark in lines if not mark.dash and mark.stroke_width == 1.5]
    assert courses == [3, 2, 6], "three quarters, a gap, two; and six"
    targets = [mark.segments[0][1] for mark in lines if mark.dash]
    ends = [mark for mark in marks if isinstance(mark, Circle) and mark.radius == pytest.approx(2.6)]
    assert targets[0][1] > ends[0].y and targets[1][1] < ends[1].y, "better than the target is above it"
    (over, under) = (target[1] - end.y for target, end in zip(targets, ends, strict=True))
    assert over / -under == pytest.approx((41 - 20) / (20 + 3)), "as far as the values are from it"
    triangles = [mark.fill for mark in marks if isinstance(mark, Line) and len(mark.segments) == 4]
    assert triangles == ["paper", "pain"], "hollow where it is met, solid where it is missed"


def test_less_is_better_where_the_metric_says_so() -> None:
    marks = chip(measured_scene(measured_journey("en", 2)), "waits", "wait")
    triangles = [mark.fill for mark in marks if isinstance(mark, Line) and len(mark.segments) == 4]
    assert triangles == ["paper", "pain"], "9.2 of 10 minutes, and 21.2"


def only_newest(found: Measures) -> Measures:
    return found._replace(cells=tuple(cell for cell in found.cells if cell.period == "2026-Q3"))


def test_one_period_has_no_line_and_no_axis() -> None:
    scene = measured_scene(measured_journey("en", 2, only_newest(measures())))
    marks = chip(scene, "boards", "nps")
    assert not [mark for mark in marks if isinstance(mark, Line) and mark.fill is None]
    assert [mark.fill for mark in marks if isinstance(mark, Line) and len(mark.segments) == 4] == ["paper", "pain"]
    legend = strings(scene, "legend")
    assert "course of the last periods" not in legend and {"target met", "target missed"} <= set(legend)


def test_the_legend_has_only_the_marks_in_use() -> None:
    data = data_of("en", 2)
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["metrics"] = {}
    scene = measured_scene(with_measures(journey_from(data), measures()))
    legend = strings(scene, "legend")
    assert "course of the last periods" in legend
    assert "target met" not in legend and "target missed" not in legend
    narrow = draw_map(spec_of(with_measures(journey_from(data), measures())), 96.0)
    assert "course of the last periods" not in strings(narrow, "legend"), "there is no room for any"


@pytest.mark.parametrize(
    ("personas", "names"),
    [(0, ["All customers", "Business", "Economy"]), (1, ["Dana", "Economy"]), (2, ["Dana", "Eli"])],
)
def test_segments_without_a_persona_have_a_strip_beside(personas: int, names: list[str]) -> None:
    scene = measured_scene(measured_journey("en", personas))
    lane = next(band for band in scene.bands if band.id == "band-lane-feeling")
    told = [text.string for text in placed(scene) if text.band == lane.id]
    assert [name for name in names if told.count(name) >= 1] == names
    groups = [each.data for each in lane.children if isinstance(each, Group)]
    segments = {data["segment"] for data in groups if "segment" in data}
    assert segments == {0: {"business", "economy"}, 1: {"economy"}, 2: set()}[personas]
    felt = overlay_of(measured_journey("en", personas))
    if personas < 2:
        economy = felt.felt("books", "", "economy")
        assert economy is not None and economy.feeling == pytest.approx(3.352 - 3), "the mean on −2 to 2"


def test_of_many_segments_the_first_four_are_drawn_and_the_others_counted() -> None:
    found = measures()
    cells = list(found.cells)
    for number in range(6):
        cells += [
            cell._replace(segment={"class": f"s{number}"})
            for cell in found.cells
            if cell.segment == {"class": "economy"}
        ]
    data = data_of("en", 2)
    data["segments"] += [{"id": f"s{number}", "name": f"Segment {number}"} for number in range(6)]
    journey = with_measures(journey_from(data), found._replace(cells=tuple(cells)))
    overlay = overlay_of(journey)
    assert [each.name for each in overlay.segments] == ["Segment 0", "Segment 1", "Segment 2", "Segment 3"]
    assert len(parts_at(journey, "books", "csat")) == 6
    scene = measured_scene(journey)
    assert any("segments not drawn: 2" in text for text in foot_of(scene))
    assert overlaps(list(placed(scene))) == []


def test_a_journey_of_nothing_but_steps_shows_what_was_measured() -> None:
    data = data_of("en", 0)
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            del touchpoint["emotions"]
    scene = measured_scene(with_measures(journey_from(data), measures()))
    assert "All customers" in strings(scene, "lane-feeling") and "900" in strings(scene, "lane-feeling")


def test_the_foot_says_what_it_rests_on_and_what_was_left_out() -> None:
    foot = foot_of(measured_scene(measured_journey("en", 2)))
    for text in ("What this rests on", "flight", "2025-Q2 – 2026-Q3", "5,270 of 5,312 rows", "23,800", "22.1%"):
        assert text in foot, text
    said = " ".join(foot)
    reasons = "18 without a valid time, 21 beyond the scale, 24 previews, 112 answered again · figures held back: 14"
    assert reasons in said and "repeat answers not checked" not in said
    assert "fewer than 30 answers" in said and "held back: fewer than 5 answers, or what would tell those" in said
    assert "Where the map and the customers disagree" not in foot, "nothing is flagged"


def test_the_foot_lists_the_flags_of_the_map_by_rank() -> None:
    data = data_of("en", 2)
    first = data["stages"][0]["touchpoints"][1]["emotions"]
    first[0]["score"], first[1]["score"] = -0.5, 1.2
    scene = measured_scene(with_measures(journey_from(data), measures()))
    foot = foot_of(scene)
    start = foot.index("Difference")
    assert foot[start + 1 : start + 14] == [
        "1", "2 Books, Dana", "−0.5", "+1 ±0.1", "320", "1.5 better than assumed",
        "2", "2 Books, Eli", "+1.2", "+0.4 ±0.1", "580", "0.8 worse than assumed",
        "Flagged: what was assumed lies outside the interval, and at least 0.5 away",
    ]  # fmt: skip
    assert {"worse than assumed, by rank", "better than assumed, by rank"} <= set(strings(scene, "legend"))
    assert {"1.5 better than assumed", "0.8 worse than assumed"} <= set(strings(scene, "lane-feeling"))


def test_a_long_list_of_flags_says_how_many_it_leaves_out() -> None:
    """Seven steps like the flight, at each of which both personas feel far better than was assumed."""
    found, data = measures(), data_of("en", 2)
    (source,) = found.sources
    steps = data["stages"][1]["touchpoints"]
    emotions = [{**each, "score": -1.5} for each in steps[2]["emotions"]]
    steps += [{**steps[2], "id": f"flies{number}", "emotions": emotions} for number in range(7)]
    question = next(each for each in source.questions if each.touchpoint == "flies")
    asked = tuple(question._replace(touchpoint=f"flies{number}") for number in range(7))
    flown = [cell for cell in found.cells if cell.touchpoint == "flies"]
    cells = tuple(cell._replace(touchpoint=each.touchpoint) for each in asked for cell in flown)
    source = source._replace(questions=source.questions + asked)
    scene = measured_scene(
        with_measures(journey_from(data), found._replace(sources=(source,), cells=found.cells + cells))
    )
    foot = foot_of(scene)
    assert sum("better than assumed" in text for text in foot) == 10 and "Not listed: 4" in foot
    assert overlaps(list(placed(scene))) == []


def test_labels_keep_off_the_words_of_flags_and_flags_give_way_to_each_other() -> None:
    measures, data = crowded_measures(), data_of("en", 1)
    steps = [each for stage in data["stages"] for each in stage["touchpoints"]]
    for step, score in zip(steps, (-0.5, 1.0, 1.0, 1.5, 0.5, 0.5), strict=True):
        step["emotions"][0]["score"] = score
    spec = spec_of(with_measures(journey_from(data), measures), "print")
    for width in (120.0, 136.0, 200.0):
        for columns in (0, 5):
            texts = list(placed(draw_map(spec.replace(most_columns=columns), width)))
            flags = [
                text for text in texts if text.string.endswith("than assumed") and text.band.startswith("band-lane")
            ]
            assert len(flags) == 4, (width, columns)
            for flag in flags:
                beside = [
                    each.string for each in texts
                    if each is not flag and each.band == flag.band and each.top < flag.bottom and each.bottom > flag.top
                    and flag.left - 8 < each.right and each.left < flag.right + 8 and not each.string.isdecimal()
                ]  # fmt: skip
                assert not beside, (flag.string, beside)


def test_a_flag_gives_way_to_one_that_has_room_for_its_words_on_one_side_alone() -> None:
    axis, room = Axis(60.0, 20.0), Box(-200, 0, 305, 40)
    first, second = (AssumedOtherwise(1.0, rank, True, "1.0 worse than assumed") for rank in (1, 2))
    flags = arranged([(first, 100.0, 90.0), (second, 300.0, 90.0)], axis, room, Surroundings([], room, axis.neutral))
    assert sorted((flag.what.rank, flag.ahead, bool(flag.text)) for flag in flags) == [
        (1, False, True),
        (2, False, True),
    ]


def test_what_differs_by_a_whole_number_is_told_with_a_decimal_so_that_it_does_not_join_the_rank() -> None:
    data = data_of("en", 2)
    felt = overlay_of(measured_journey("en", 2)).felt("books", "dana")
    assert felt is not None and felt.feeling is not None
    data["stages"][0]["touchpoints"][1]["emotions"][0]["score"] = round(felt.feeling - 1, 2)
    scene = measured_scene(with_measures(journey_from(data), measures()))
    for texts in (strings(scene, "lane-feeling"), foot_of(scene)):
        assert "1.0 better than assumed" in texts


def test_the_foot_has_the_period_of_a_source_whose_answers_are_counted_as_one() -> None:
    found = only_newest(measures())
    whole = found._replace(cells=tuple(cell._replace(period="all") for cell in found.cells))
    data = data_of("en", 2)
    assert "2015" not in foot_of(measured_scene(with_measures(journey_from(data), whole)))
    data["sources"] = [{"id": "flight", "kind": "survey", "location": "flight.csv", "period": "2015"}]
    assert "2015" in foot_of(measured_scene(with_measures(journey_from(data), whole)))


def test_an_interval_with_signs_is_told_in_words() -> None:
    facts = {"value": -31.8, "n": 110, "low": -45.2, "high": -16.7, "date": "2026-11-27"}
    for language, said in (("en", "−45.2 to −16.7"), ("he", "\u200e−45.2 עד \u200e−16.7")):
        data = data_of(language, 2)
        data["stages"][1]["touchpoints"][1]["metrics"]["nps"] |= facts
        told = strings(measured_scene(with_measures(journey_from(data), measures())), "lane-metrics")
        assert any(said in each for each in told), told


def test_a_half_interval_has_a_decimal_at_most_and_is_never_told_as_none() -> None:
    words = load_words("en")
    assert [words.plus_minus(half) for half in (9.15, 4.0, 0.04, 0.0004)] == ["±9.2", "±4", "±0.04", "±0.0004"]
    found = measures()
    cells = tuple(
        cell._replace(mean_low=cell.mean - 0.03, mean_high=cell.mean + 0.03) if cell.mean is not None else cell
        for cell in found.cells
    )
    lane = strings(measured_scene(measured_journey("en", 2, found._replace(cells=cells))), "lane-feeling")
    assert any(each.endswith("±0.03") for each in lane) and not any(each.endswith("±0") for each in lane)


def test_segments_have_rules_only_where_a_share_is_known() -> None:
    def rules(shares: Sequence[float]) -> int:
        data = data_of("en", 2)
        for segment, share in zip(data["segments"], shares, strict=False):
            segment["share"] = share
        foot = next(band for band in measured_scene(journey_from(data)).bands if band.id == "band-foot")
        return sum(isinstance(each, Line) and each.stroke == "rule2" for each in foot.children)

    assert rules(()) == 0 and rules((0.4,)) > 0


def test_numbers_with_signs_run_from_left_to_right_in_any_language() -> None:
    for language in ("he", "fa"):
        data = data_of(language, 2)
        data["stages"][0]["touchpoints"][1]["emotions"][0]["score"] = -0.5
        scene = measured_scene(with_measures(journey_from(data), measures()))
        signed = [
            text
            for text in scene.texts()
            if re.search("[±+−]", text.string) and not re.search(r"[^\W\d_]", text.string)
        ]
        assert len(signed) > 12 and not [text.string for text in signed if text.rtl]


def test_the_map_of_one_has_what_was_measured_of_that_one() -> None:
    journey = measured_journey("en", 1)
    dana = persona_part(journey, journey.personas[0])
    economy = segment_part(journey, journey.segments[1])
    for part, feelings, segments in ((dana, ("dana",), []), (economy, (), ["economy"])):
        overlay = overlay_of(journey).of_part(part)
        assert overlay.felt_by == feelings and [each.id for each in overlay.segments] == segments
        shown = {each.segment for parts in overlay.metrics.values() for each in parts}
        assert shown == {"business" if feelings else "economy"}
        scene = measured_scene(part.replace(beside=(overlay,)))
        assert ("Dana" in strings(scene, "lane-feeling")) == bool(feelings)
        assert ("Economy" in strings(scene, "lane-feeling")) != bool(feelings)


def test_on_pages_the_tables_stay_whole_and_on_the_paper() -> None:
    width, height = paper_size("A3")
    fitted = fit_pages(spec_of(measured_journey("fa", 0), "print"), height - 10, width - 10, least_text=6.5)
    bands = {band.id: (float(band.data["y"]), float(band.data["height"])) for band in fitted.scene.bands}
    feet = [place for name, place in bands.items() if name.startswith("band-foot")]
    assert feet
    for top, tall in feet:
        assert any(
            region.y - 1.1 <= top and top + tall <= region.y + region.height + 0.1
            for page in fitted.pages
            for region in page
        )
    for page in fitted.pages:
        assert sum(region.height for region in page) * fitted.scale <= width - 10 + 0.1


@pytest.mark.parametrize(
    ("period", "number"), [("month", 2026 * 12 + 1), ("quarter", 2026 * 4), ("year", 2026), ("week", 110_000)]
)
def test_periods_follow_each_other(period: Any, number: int) -> None:
    names = [name_of(period, "iso", number + index) for index in range(60)]
    places = [place_of(name) for name in names]
    assert places[0] is not None and places == [places[0] + index for index in range(60)]


def test_what_is_no_period_has_no_place() -> None:
    assert place_of("all") is None and place_of("2026-W60") is None and place_of("soon") is None
