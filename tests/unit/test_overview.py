"""The overview holds for any journey: on one page, nothing too small, nothing covered, nothing left out unsaid."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from journeys import TODAY, journey_from, made_up, svg_of
from placed_texts import overlaps, placed

from journeymap.insight.actions import is_open
from journeymap.insight.highlights import highlights
from journeymap.io import resources
from journeymap.layout.feeling.branches import sampled
from journeymap.layout.overview import WINDOW, lay_out_overview, lay_out_small_curve, sheet_size
from journeymap.layout.overview.card_drawing import gain_leader
from journeymap.layout.overview.cards import gain_cards, pain_cards
from journeymap.layout.overview.picture import overview_spec
from journeymap.layout.overview.spec import SCREEN
from journeymap.layout.scene import Circle, Group, Rect, Scene, TextLine
from journeymap.layout.scene import Path as Outline
from journeymap.model import Journey, read_journey
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import built_in, load_theme
from journeymap.style.typography import set_in

GOLDEN = Path(__file__).parent.parent / "golden" / "overview"
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
A3 = 410 / 287
IN_WINDOW = 0.0
LEAST_ON_SCREEN = 11.0
LEAST_ON_A3 = 7.0


def overview_of(journey: Journey, *, theme: str = "default", ratio: float | None = None) -> Scene:
    """An overview for a screen or, with a ratio, for a sheet; `IN_WINDOW` is that of the window of a page."""
    words = load_words(journey.language, calendar=journey.calendar)
    size = {} if ratio is None else {"size": WINDOW if ratio == IN_WINDOW else sheet_size(ratio)}
    with set_in(load_theme(theme).type, journey.language):
        return lay_out_overview(journey, theme=load_theme(theme), words=words, today=TODAY, **size)


def sample(path: Path) -> Journey:
    loaded = load(path.read_bytes(), path.name)
    assert loaded.tree is not None
    journey, _ = read_journey(loaded.tree)
    assert journey is not None
    return journey


def shop(**changes: Any) -> dict[str, Any]:
    """A journey of four steps in two stages, in which much is said."""
    touchpoints = [
        {"id": "looks", "name": "Looks", "emotions": {"score": 1, "label": "curious"}},
        {"id": "asks", "name": "Asks", "emotions": {"score": 0.5}, "gains": ["Somebody answers at once"]},
        {"id": "pays", "name": "Pays", "emotions": {"score": -1.5, "label": "let down", "quote": "Why so much?"}},
        {"id": "comes-back", "name": "Comes back", "emotions": {"score": 1.8, "label": "at home"}},
    ]
    touchpoints[2] |= {
        "pains": [{"text": "The fee comes last", "severity": 5}, {"text": "No wallet", "severity": 2}],
        "opportunities": [{"id": "total", "text": "Say the total first"}, {"id": "wallet", "text": "Take wallets"}],
        "next": [
            {"to": "looks", "share": "25%", "when": "look again"},
            {"to": "exit", "share": "30%", "when": "give up"},
        ],
    }
    return {
        "journeymap": 1,
        "id": "shop",
        "title": "A visit",
        "takeaway": "We lose them at the till ([[pays]]). What follows delights ([[comes-back]]).",
        "personas": [{"id": "mia", "name": "Mia", "description": "34, in a hurry"}],
        "stages": [
            {"id": "before", "name": "Before", "goal": "To find it", "touchpoints": touchpoints[:2]},
            {"id": "after", "name": "After", "goal": "To have it", "touchpoints": touchpoints[2:]},
        ],
        "owners": [{"id": "till", "name": "Till"}],
        "actions": [
            {"id": "a1", "title": "Show the total", "addresses": ["total"], "owner": "till", "impact": 5, "effort": 2},
            {"id": "a2", "title": "Done already", "status": "done", "impact": 5},
        ],
        **changes,
    }


def strings(scene: Scene) -> list[str]:
    return [text.string for text in scene.texts()]


def told_more(data: dict[str, Any], longest: int) -> dict[str, Any]:
    """A made-up journey with what only an overview needs: mentions, gains, goals of stages, descriptions."""
    ids = [each["id"] for stage in data["stages"] for each in stage["touchpoints"]]
    data["takeaway"] = f"{data['takeaway']} ([[{ids[0]}]]), {data['title']}. {data['goal']} [[{ids[-1]}]]"[:400]
    data["takeaway"] += f" ([[{ids[len(ids) // 2]}]])"
    for index, stage in enumerate(data["stages"]):
        stage |= {"goal": data["goal"], "duration": data["title"][:20]}
        if index % 2 and stage["touchpoints"]:
            stage["touchpoints"][0]["gains"] = [data["scenario"][:longest]]
    for persona in data["personas"]:
        persona["description"] = data["scenario"]
    return data


sizes = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10**6),
        "language": st.sampled_from(["en", "he", "fa"]),
        "stages": st.integers(1, 20),
        "touchpoints": st.integers(1, 90),
        "personas": st.integers(0, 7),
        "longest": st.sampled_from([12, 60, 200, 600]),
    }
).filter(lambda size: size["touchpoints"] >= size["stages"])
A3_OF_THREE = {"seed": 4, "language": "en", "stages": 6, "touchpoints": 18, "personas": 3, "longest": 60}


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(sizes, st.sampled_from([None, IN_WINDOW, 1.0, A3, 2.5]), st.sampled_from(built_in()))
@example(A3_OF_THREE, None, "default")
@example(A3_OF_THREE, IN_WINDOW, "default")
@example(
    {"seed": 22019, "language": "en", "stages": 16, "touchpoints": 56, "personas": 2, "longest": 600}, 2.5, "contrast"
)
@example(
    {"seed": 153091, "language": "en", "stages": 5, "touchpoints": 46, "personas": 7, "longest": 600}, 2.5, "print"
)
@example(A3_OF_THREE | {"language": "he", "touchpoints": 24, "stages": 8}, A3, "print")
@example(A3_OF_THREE | {"language": "fa", "touchpoints": 60, "stages": 9}, A3, "print")
def test_any_journey_has_an_overview(size, ratio, theme):
    scene = overview_of(journey_from(told_more(made_up(**size), size["longest"])), theme=theme, ratio=ratio)
    texts = list(placed(scene))
    assert overlaps(texts) == []
    assert min(text.size for text in scene.texts()) >= LEAST_ON_SCREEN
    for text in texts:
        assert text.left >= -0.01 and text.right <= scene.width + 0.01, text
        assert text.top >= 0 and text.bottom <= scene.height, text
    for mark in scene.elements():
        if isinstance(mark, Rect):
            assert mark.x >= -0.01 and mark.x + mark.width <= scene.width + 0.01, mark
            assert mark.y >= 0 and mark.y + mark.height <= scene.height, mark
        elif isinstance(mark, Circle):
            assert mark.x - mark.radius >= 0 and mark.x + mark.radius <= scene.width, mark
        elif isinstance(mark, Outline):
            for _, numbers in mark.segments:
                assert all(-0.01 <= x <= scene.width + 0.01 for x in numbers[::2]), mark
                assert all(0 <= y <= scene.height for y in numbers[1::2]), mark
    drawing = load_theme(theme).drawing  # by their corners cards are told from other rectangles
    corner = drawing.corners * (drawing.scale if drawing.overview == "columns" else 1)
    cards = [mark for mark in scene.elements() if isinstance(mark, Rect) and mark.radius == pytest.approx(corner)]
    for card in cards:
        across, down = (card.x, card.x + card.width), (card.y, card.y + card.height)
        for text in texts:
            if text.left < across[1] and across[0] < text.right and text.top < down[1] and down[0] < text.bottom:
                assert across[0] <= text.left and text.right <= across[1], (text, card)
                assert down[0] <= text.top and text.bottom <= down[1], (text, card)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(sizes, st.sampled_from(built_in()))
@example(A3_OF_THREE, "default")
@example(A3_OF_THREE | {"language": "fa", "touchpoints": 90, "stages": 9, "personas": 7}, "print")
def test_the_curves_alone_are_as_wide_as_a_phone(size, theme):
    journey = journey_from(told_more(made_up(**size), size["longest"]))
    words = load_words(journey.language, calendar=journey.calendar)
    scene = lay_out_small_curve(journey, theme=load_theme(theme), words=words, today=TODAY)
    if scene is None:
        assert not any(touchpoint.emotions for touchpoint in journey.touchpoints)
        return
    texts = list(placed(scene))
    assert all(each.radius > 0 for each in scene.elements() if isinstance(each, Circle))
    assert scene.width == 390
    assert overlaps(texts) == []
    assert min(text.size for text in scene.texts()) >= LEAST_ON_SCREEN
    for text in texts:
        assert text.left >= -0.01 and text.right <= scene.width + 0.01, text
        assert text.top >= 0 and text.bottom <= scene.height, text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_nothing_is_too_small_on_a3(path):
    scene = overview_of(sample(path), theme="print", ratio=A3)
    assert min(text.size for text in scene.texts()) * 410 / scene.width / 25.4 * 72 >= LEAST_ON_A3
    assert scene.width / scene.height == pytest.approx(A3, abs=0.001)


@pytest.mark.parametrize("ratio", [None, IN_WINDOW, A3])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_no_curve_runs_behind_a_gain(path, ratio):
    marks = list(overview_of(sample(path), ratio=ratio).elements())
    gains = [mark for mark in marks if isinstance(mark, Rect) and mark.stroke == "opportunity" and mark.radius]
    curves = [mark for mark in marks if isinstance(mark, Outline) and mark.kind == "feeling"]
    for curve in curves:
        end: tuple[float, ...] = ()
        for command, numbers in curve.segments:
            along = sampled((end[0], end[1]), (command, numbers)) if command == "C" else []
            for gain in gains:
                beside = [y for x, y in along if gain.x - 2 <= x <= gain.x + gain.width + 2]
                assert all(y > gain.y + gain.height for y in beside), gain
            end = numbers[-2:]


@pytest.mark.parametrize("name, theme", [
    ("online-clothing-shop", "default"), ("online-clothing-shop", "print"), ("decision-journey", "default"),
    ("home-loan-fa", "print"), ("loyalty-project-as-is", "default"), ("airline", "dark"),
    ("online-clothing-shop", "editorial"), ("home-loan-fa", "editorial"), ("online-clothing-shop-he", "editorial"),
    ("online-clothing-shop", "wall"), ("home-loan-fa", "wall"), ("online-clothing-shop-he", "wall"),
])  # fmt: skip
def test_the_overview_is_as_it_was(name, theme):
    """Look at it, then accept a change with JOURNEYMAP_UPDATE_GOLDENS=1."""
    journey = sample(resources.samples() / f"{name}.journey.yaml")
    scene = overview_of(journey, theme=theme, ratio=A3 if theme == "print" else None)
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", svg_of(scene, theme=theme))
    golden = GOLDEN / f"{name}.{theme}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_what_is_left_out_is_counted(path):
    journey = sample(path)
    scene = overview_of(journey)
    names = {touchpoint.name for touchpoint in journey.touchpoints}
    shown = " ".join(strings(scene))
    told = sum(all(word in shown for word in name.split()) for name in names)
    chosen = highlights(journey, _finding(journey))
    assert len(chosen.pains) + chosen.more_pains == sum(len(part.pains) for part in journey.parts)
    assert len(chosen.gains) + chosen.more_gains == sum(len(part.gains) for part in journey.parts)
    assert len(chosen.actions) + chosen.more_actions == sum(map(is_open, journey.actions))
    counts = [int(count) for count in re.findall(r"(\d+) step", shown)] if journey.language == "en" else []
    assert not counts or told >= len(names) - counts[0]
    left_out = {
        "more-pains": chosen.more_pains, "more-gains": chosen.more_gains,
        "more-opportunities": chosen.more_opportunities, "more-actions-left": chosen.more_actions,
    }  # fmt: skip
    words = load_words(journey.language)
    foot = strings(scene)[-2] + strings(scene)[-1]
    for key, count in left_out.items():
        assert (words.say(key, count=count) in foot) == (count > 0), key


def _finding(journey: Journey) -> list[str]:
    return re.findall(r"\[\[(.*?)\]\]", journey.takeaway or "")


def test_the_finding_is_the_headline_with_its_stations_as_marks():
    scene = overview_of(journey_from(shop()))
    head = next(band for band in scene.bands if band.id == "band-head")
    lines = [text for text in head.children if isinstance(text, TextLine)]
    strong = [text.string for text in lines if text.weight == 600 and text.size >= 17]
    assert " ".join(strong) == "We lose them at the till ."
    assert [text.string for text in lines if text.weight == 400 and text.size >= 17] == ["What follows delights", "."]
    marks = [group for group in head.children if isinstance(group, Group) and "touchpoint" in group.data]
    assert [(group.data["touchpoint"], group.title) for group in marks] == [
        ("pays", "Pays"),
        ("comes-back", "Comes back"),
    ]
    fills = [next(mark.fill for mark in group.children if isinstance(mark, Circle)) for group in marks]
    assert fills == ["pain", "opportunity"]
    assert [text.string for group in marks for text in group.children if isinstance(text, TextLine)] == ["3", "4"]


def test_without_a_finding_the_title_is_the_headline_and_stands_once():
    data = shop()
    del data["takeaway"]
    assert strings(overview_of(journey_from(data))).count("A visit") == 1


def test_a_long_finding_is_cut_and_its_text_stays_in_the_description():
    finding = "It is the waiting that they remember, and nobody told them how long. " * 20
    scene = overview_of(journey_from(shop(takeaway=finding.strip())))
    assert any(text.endswith("…") for text in strings(scene))
    assert scene.description == finding.strip()


def test_pains_of_the_finding_are_filled_and_the_wide_line_says_who_leaves():
    scene = overview_of(journey_from(shop()))
    spine = next(band for band in scene.bands if band.id == "band-spine")
    (card,) = [each for each in spine.children if isinstance(each, Group) and each.title == "The fee comes last"]
    assert [mark.fill for mark in card.children if isinstance(mark, Rect)] == ["pain"]
    assert [mark.stroke_width for mark in card.children if isinstance(mark, Outline)] == [6.0]
    said = [text.string for text in card.children if isinstance(text, TextLine)]
    assert said == ["Pays", "The fee comes last", "30%", "give up"]


@pytest.mark.parametrize("severity, theme", [(0, "default"), (4, "default"), (4, "wall")], ids=["name", "card", "wall"])
def test_who_leaves_is_told_in_whole_or_in_a_word(severity, theme):
    """Cut in the middle, "34% buy elsewhere, which …" could say anything."""

    def told(when: str) -> str:
        leaving = [{"to": "exit", "share": "34%", "when": when}, {"to": "d", "share": "66%"}]
        points = [{"id": id_, "name": id_.upper(), "emotions": {"score": 1}} for id_ in "abcd"]
        points[2] |= {"next": leaving} | (
            {"pains": {"text": "Nobody answers", "severity": severity}} if severity else {}
        )
        stages = [{"id": "s", "name": "S", "touchpoints": points}]
        texts = strings(overview_of(journey_from(shop(stages=stages, takeaway="It is lost.")), theme=theme))
        return texts[texts.index("34%") + 1]

    assert told("buy elsewhere") == "buy elsewhere"
    assert told("buy elsewhere, which they say only when we ask them " * 4) == "leave"


def test_one_card_a_station_and_the_rest_counted():
    texts = strings(overview_of(journey_from(shop())))
    assert "No wallet" not in texts
    assert "In the full map: 1 step by name, 1 more pain, 1 more opportunity" in texts


def test_pains_of_the_finding_come_first_then_the_worst():
    steps = [
        {"id": f"t{number}", "name": f"T{number}", "pains": {"text": f"P{number}", "severity": severity}}
        for number, severity in enumerate((2, 5, 4, 1, 3, 4, 3))
    ]
    data = shop(takeaway="It hurts ([[t3]]).", stages=[{"id": "s", "name": "S", "touchpoints": steps}], actions=[])
    chosen = highlights(journey_from(data), ["t3"])
    assert [each.touchpoint.id for each in chosen.pains] == [
        "t1",
        "t2",
        "t3",
        "t4",
        "t5",
    ]  # in the order of the journey
    assert chosen.strong == {"t3"} and chosen.more_pains == 2
    assert highlights(journey_from(data), []).strong == {"t1"}


def test_actions_are_ranked_by_impact_and_then_by_effort():
    rated = [("a", 3, 1), ("b", 5, 4), ("c", 5, 2), ("d", None, None), ("e", 1, 1), ("f", 4, 5)]
    actions = [
        {"id": name, "title": name} | {k: v for k, v in (("impact", impact), ("effort", effort)) if v is not None}
        for name, impact, effort in rated
    ]
    chosen = highlights(journey_from(shop(actions=actions)), [])
    assert [each.action.id for each in chosen.actions] == ["c", "b", "f", "a", "d"]
    assert chosen.more_actions == 1


def test_a_way_back_says_who_goes_back_and_when():
    assert "25% look again" in strings(overview_of(journey_from(shop())))


def test_actions_stand_beside_what_they_answer_and_done_ones_do_not():
    scene = overview_of(journey_from(shop()))
    actions = next(band for band in scene.bands if band.id == "band-actions")
    (row,) = [each for each in actions.children if isinstance(each, Group)]
    said = [text.string for text in row.children if isinstance(text, TextLine)]
    assert said == ["3", "Say the total first", "Show the total", "Till", "Idea"]
    assert "Done already" not in strings(scene)


def test_the_marks_of_the_actions_do_not_touch():
    data = shop()
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint |= {"moment_of_truth": True, "opportunities": [{"id": f"{touchpoint['id']}-o", "text": "Help"}]}
    ids = [touchpoint["id"] for stage in data["stages"] for touchpoint in stage["touchpoints"]]
    data["actions"] = [{"id": f"{each}-a", "title": each, "addresses": [f"{each}-o"]} for each in ids]
    actions = next(band for band in overview_of(journey_from(data)).bands if band.id == "band-actions")
    diamonds = [
        [y for _, numbers in mark.segments for y in numbers[1::2]]
        for row in actions.children if isinstance(row, Group)
        for mark in row.children if isinstance(mark, Outline) and mark.fill == "ink2"
    ]  # fmt: skip
    assert len(diamonds) == len(ids)
    assert all(max(above) < min(below) for above, below in itertools.pairwise(diamonds))


def test_ticks_are_below_the_numbers_beside_them_and_lines_thin_where_steps_are_many():
    journey = journey_from(told_more(made_up(4, language="en", stages=9, touchpoints=70, personas=3, longest=60), 60))
    scene = lay_out_small_curve(journey, theme=load_theme("print"), words=load_words("en"), today=TODAY)
    stations = [each for each in scene.elements() if isinstance(each, Group) and each.kind == "touchpoint"]
    numbered = [any(isinstance(mark, TextLine) for mark in each.children) for each in stations]
    assert len(stations) == 70 and 1 < sum(numbered) < 20
    assert numbered == sorted(numbered)
    lines = [each for each in scene.elements() if isinstance(each, Outline) and each.kind == "feeling"]
    assert lines and max(each.stroke_width for each in lines) < 2


def test_words_stand_at_the_lowest_and_the_best_points():
    texts = strings(overview_of(journey_from(shop())))
    assert {"let down", "“Why so much?”", "at home"} <= set(texts)
    assert "curious" not in texts


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem.partition(".")[0])
def test_words_beside_each_other_do_not_read_as_one_text(path):
    journey = sample(path)
    said = [emotion.label for point in journey.touchpoints for emotion in point.emotions if emotion.label]
    texts = [text for text in placed(overview_of(journey)) if text.band == "band-feeling"]
    for text in (each for each in texts if each.string in said):
        for other in texts:
            level = other.top < text.bottom and text.top < other.bottom
            if other is not text and level and other.string not in {each.name for each in journey.personas}:
                assert max(other.left - text.right, text.left - other.right) >= 14, (text, other)


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("seed", range(4))
def test_of_many_steps_gains_and_names_are_near_their_stations(seed, language):
    data = told_more(made_up(seed, language=language, stages=6, touchpoints=40, personas=2, longest=40), 40)
    for number, touchpoint in enumerate(data["stages"][0]["touchpoints"]):
        touchpoint["gains"] = [data["scenario"][: 20 * number + 5]]
    journey = journey_from(data)
    spec = overview_spec(journey, theme=load_theme("default"), words=load_words(language), today=TODAY, overlays=(),
                         size=SCREEN)  # fmt: skip
    gains = gain_cards(spec, None)
    cards = pain_cards(spec, [], gains, with_curves=True)
    assert len(gains) == 3 and sum(not card.is_bare for card in cards) == 5
    names = [card for card in cards if card.is_bare]
    for most, near in ((100, gains), (40, names)):
        assert max((card.aside for card in near), default=0) <= most
    reached = dict.fromkeys(spec.column_of, 400.0)
    for card in gains:
        (_, start), *others = gain_leader(card, gains, 20, reached)
        assert start == 20 + card.height and others[-1] == (card.column.middle, 400)
        if len(others) > 1:
            between = sorted((card.foot, card.column.middle))
            passed = [each.height for each in gains if each.x < between[1] and between[0] < each.x + each.width]
            assert others[0][0] == card.foot and others[0][1] > 20 + max(passed)


def test_a_met_target_is_told_where_a_journey_lists_no_gains():
    data = shop()
    del data["stages"][0]["touchpoints"][1]["gains"]
    asks = data["stages"][0]["touchpoints"][1]
    asks |= {"metrics": {"csat": {"value": 88, "target": 80}}, "thinking": ["They know me"]}
    assert {"Asks", "88%", "CSAT", "“They know me”"} <= set(strings(overview_of(journey_from(data))))
    asks["metrics"]["csat"]["target"] = 90
    assert "88%" not in strings(overview_of(journey_from(data)))


def test_a_figure_on_the_wall_says_in_whole_what_it_is_rather_than_its_target():
    said = strings(overview_of(sample(resources.samples() / "hospital-stay.journey.yaml"), theme="wall"))
    assert {"4.1 hours", "Gown to", "theatre", "Home before noon", "target 60%"} <= set(said)


@pytest.mark.parametrize("theme", ["default", "print"])
def test_right_to_left_is_the_mirror(theme):
    data = made_up(7, language="en", stages=4, touchpoints=14, personas=2, longest=60)
    there = overview_of(journey_from(data), theme=theme)
    here = overview_of(journey_from(data | {"language": "yi"}), theme=theme)  # with the words of English

    def circles(scene: Scene) -> list[tuple[float, float]]:
        return [(mark.x, mark.y) for mark in scene.elements() if isinstance(mark, Circle)]

    mirrored = [value for x, y in circles(there) for value in (there.width - x, y)]
    assert mirrored == pytest.approx([value for place in circles(here) for value in place])


@pytest.mark.parametrize(
    "changes",
    [
        {"stages": []},
        {"stages": [{"id": "one", "name": "One"}], "actions": [], "takeaway": None},
        {"stages": [{"id": "one", "name": "One", "touchpoints": [{"id": "pays", "name": "Pays"}]}], "actions": []},
        {"stages": [{"id": "s", "name": "S", "emotions": {"score": 1}, "touchpoints": [{"id": "pays", "name": "P"}]}]},
        {"personas": []},
    ],
    ids=["no stages", "no touchpoints", "no feelings", "a stage's feeling", "no personas"],
)
def test_little_is_an_overview_too(changes):
    data = {key: value for key, value in shop(**changes).items() if value is not None}
    data["actions"] = [] if not data["stages"] or len(data["stages"]) == 1 else data["actions"]
    scene = overview_of(journey_from(data))
    assert overlaps(list(placed(scene))) == []
    assert strings(scene)


def test_of_many_personas_two_are_strong():
    data = made_up(3, language="en", stages=3, touchpoints=12, personas=6, longest=30)
    scene = overview_of(journey_from(data))
    widths = {}
    for group in scene.elements():
        if isinstance(group, Group) and "persona" in group.data:
            for mark in group.children:
                if isinstance(mark, Outline) and mark.kind == "feeling" and not mark.opacity < 1:
                    widths.setdefault(group.data["persona"], set()).add(mark.stroke_width)
    assert sorted(max(each) > 1.3 for each in widths.values()) == [False] * 4 + [True] * 2


def without_feelings(**changes: Any) -> Journey:
    data = shop(**changes)
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint.pop("emotions", None)
            touchpoint.pop("next", None)
            touchpoint["doing"] = [f"Reads about {touchpoint['id']}"]
    return journey_from(data)


@pytest.mark.parametrize("ratio", [None, A3])
def test_without_feelings_the_page_is_low_and_names_all_stations(ratio):
    scene = overview_of(without_feelings(), ratio=ratio)
    texts = list(placed(scene))
    assert overlaps(texts) == []
    assert scene.height < 0.6 * overview_of(journey_from(shop()), ratio=ratio).height
    said = strings(scene)
    assert {"Looks", "Asks", "Pays", "Comes back", "Reads about looks", "Reads about comes-back"} <= {*said}
    assert not any("by name" in each for each in said)
    assert not [each for each in scene.elements() if isinstance(each, Circle) and each.fill == "persona-1"], "no key"
    ends = sorted((text.top, text.bottom) for text in texts)
    lowest = 0.0
    for top, bottom in ends:  # no empty middle: nowhere more than the spine between two lines of text
        assert top - lowest < 70, (top, lowest)
        lowest = max(lowest, bottom)
    assert scene.height - lowest < 40


def test_without_feelings_gains_are_joined_to_their_stations():
    scene = overview_of(without_feelings())
    corner = load_theme("default").drawing.corners
    (card,) = [mark for mark in scene.elements() if isinstance(mark, Rect) and mark.radius == corner and mark.stroke]
    station = next(mark for mark in scene.elements() if isinstance(mark, Circle) and mark.stroke == "ink")
    lines = [mark.segments for mark in scene.elements() if isinstance(mark, Outline) and mark.stroke == "opportunity"]
    assert any(
        abs(start[1] - card.y - card.height) < 0.1 and abs(end[1] - station.y + station.radius) < 2
        for (_, start), (_, end) in (each for each in lines if len(each) == 2)
    )


def test_few_points_have_a_low_curve():
    def height(count: int) -> float:
        steps = [{"id": f"s{n}", "name": f"Step {n}", "emotions": {"score": (-1) ** n}} for n in range(count)]
        return overview_of(
            journey_from(shop(stages=[{"id": "one", "name": "One", "touchpoints": steps}], actions=[], takeaway=None))
        ).height

    heights = [height(count) for count in range(1, 7)]
    assert heights == sorted(heights)
    assert heights[0] < 0.6 * heights[-1] == 0.6 * SCREEN[1]


def test_narrow_columns_mark_the_points_that_are_told():
    journey = journey_from(made_up(5, language="en", stages=6, touchpoints=300, personas=1, longest=20))
    scene = overview_of(journey)
    marks = [
        mark
        for group in scene.elements()
        if isinstance(group, Group) and "touchpoint" in group.data and group.title and " · " in group.title
        for mark in group.children
        if isinstance(mark, Circle)
    ]
    assert 2 <= len({mark.x for mark in marks}) <= 8
    assert min(mark.radius for mark in marks) >= 3


@pytest.mark.parametrize(("name", "theme"), [("loyalty-project-to-be", "default"), ("loyalty-project-to-be", "wall"),
                                             ("shop-five-stages", "wall"), ("intent-roadmap", "default")])  # fmt: skip
def test_each_curve_has_its_name_near_its_end(name, theme):
    """In the order of the ends, where the names stand beside them."""
    journey = sample(resources.samples() / f"{name}.journey.yaml")
    scene = overview_of(journey, theme=theme)
    names = {persona.name: [text for text in scene.texts() if text.string == persona.name][-1]
             for persona in journey.personas}  # fmt: skip
    places = sorted(names.values(), key=lambda text: text.baseline)
    edges = {
        round(text.middle + text.width / 2 if journey.is_rtl else text.middle - text.width / 2, 1) for text in places
    }
    assert len(edges) == 1  # they start at one x
    leadings = [below.baseline - above.baseline for above, below in itertools.pairwise(places)]
    assert max(leadings) < 3 * places[0].size
    last = [next(each for each in persona_scores if each.persona == persona.id).score
            for persona in journey.personas
            for persona_scores in [journey.touchpoints[-1].emotions]]  # fmt: skip
    by_score = [
        persona.name for _, persona in sorted(zip(last, journey.personas, strict=True), key=lambda pair: -pair[0])
    ]
    assert sorted(names, key=lambda each: names[each].baseline) == by_score


def small_curve_of(journey: Journey) -> Scene:
    words = load_words(journey.language, calendar=journey.calendar)
    scene = lay_out_small_curve(journey, theme=load_theme("default"), words=words, today=TODAY)
    assert scene is not None
    return scene


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_curves_have_their_names_all_or_none(path):
    """Beside those in the head. On a phone, two that end in a corner may have room for neither."""
    journey = sample(path)
    felt = {each.persona for part in (*journey.touchpoints, *journey.stages) for each in part.emotions}
    names = [persona.name for persona in journey.personas if persona.id in felt]
    said = [strings(overview_of(journey, ratio=IN_WINDOW)), strings(overview_of(journey, theme="wall"))]
    for texts in said:
        assert [name for name in names if texts.count(name) < 2] == []
    assert len({strings(small_curve_of(journey)).count(name) for name in names}) <= 1


def test_names_below_each_other_are_in_the_order_of_the_ends():
    """The curves of four guests end at the edge of a phone's curve, where no name has room beside its end."""
    journey = sample(resources.samples() / "loyalty-project-to-be.journey.yaml")
    names = {persona.id: persona.name for persona in journey.personas}
    last = sorted(journey.touchpoints[-1].emotions, key=lambda emotion: -emotion.score)
    texts = [text for text in small_curve_of(journey).texts() if text.string in names.values()][len(names) :]
    assert [text.string for text in sorted(texts, key=lambda text: text.baseline)] == [
        names[emotion.persona] for emotion in last
    ]


def test_no_side_of_the_table_is_cut_while_the_other_has_room():
    journey = sample(resources.samples() / "hospital-stay.journey.yaml")
    said = strings(overview_of(journey, theme="print", ratio=A3))
    assert "One folder that holds every paper and travels with the patient" in said
    brief = {"id": "a1", "title": "Say it", "addresses": ["total"], "owner": "till"}
    long = "Say the price of it, the fee, the day and the total " * 2
    for titled, helping in ((long, "Say the total first"), ("Say it", long.strip())):
        data = shop(actions=[brief | {"title": titled.strip()}])
        data["stages"][1]["touchpoints"][0]["opportunities"][0]["text"] = helping
        told = strings(overview_of(journey_from(data)))
        assert titled.strip() in told and helping in told


def leaders_of(scene) -> list[list[tuple[float, float]]]:
    """The corners of each line from a station to a card below it, of those that are no straight line."""
    spine = next(band for band in scene.bands if band.id == "band-spine")
    groups = [group for group in spine.children if isinstance(group, Group) and "touchpoint" in group.data]
    paths = [mark for group in groups for mark in group.children if isinstance(mark, Outline)]
    lines = [path.segments for path in paths if path.fill is None and len(path.segments) == 6]
    return [[numbers[-2:] for _, numbers in segments] for segments in lines]


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("first", [0, 10, 35], ids=["at the start", "in between", "at the end"])
def test_lines_to_cards_that_were_pushed_aside_run_down_and_across_and_do_not_meet(first, language):
    data = made_up(3, language=language, stages=4, touchpoints=40, personas=1, longest=40)
    touchpoints = [each for stage in data["stages"] for each in stage["touchpoints"]]
    for number, touchpoint in enumerate(touchpoints):
        for key in ("pains", "next", "gains", "metrics"):
            touchpoint.pop(key, None)
        if first <= number < first + 5:
            touchpoint["pains"] = [{"id": f"p{number}", "text": "Waits", "severity": 5}]
    lines = leaders_of(overview_of(journey_from(data)))
    assert len(lines) >= 3
    spans = []
    for line in lines:
        (x, top), (_, before), (_, level), (_, _), (foot, after), (_, bottom) = line
        assert x != foot and top <= before < level < after <= bottom, "down, across, and down"
        spans.append((min(x, foot), max(x, foot), level, x, foot, top, bottom))
    for start, stop, level, *_ in spans:
        for _, _, other, x, foot, top, bottom in spans:
            assert not (start < x < stop and top < level < other), "across the way down from another station"
            assert not (start < foot < stop and other < level < bottom), "across the way down to another card"
    for (start, stop, level, *_), (begin, last, other, *_) in itertools.combinations(spans, 2):
        assert last < start or stop < begin or abs(level - other) >= 4, "on top of another"
