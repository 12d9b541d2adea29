"""Action trees, told and drawn: what their ends say, and that nothing on their sheets meets anything else."""

from __future__ import annotations

import datetime as dt
import os
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from journeys import TODAY, WORDS, journey_from

from journeymap.insight.part import segment_part
from journeymap.insight.tree_ends import lacking
from journeymap.insight.tree_ways import ways_through
from journeymap.io import resources
from journeymap.layout.scene import Rect, Scene
from journeymap.layout.tree.placing import MOST_COLUMNS
from journeymap.layout.tree.sheet import tree_scenes
from journeymap.layout.tree.texts import TreeTeller
from journeymap.model import Journey, read_journey
from journeymap.render.environment import environment
from journeymap.render.plan import render_plan
from journeymap.render.svg import svg_parts
from journeymap.render.tree_mermaid import tree_mermaid
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

GOLDEN = Path(__file__).parents[1] / "golden" / "trees"
SAMPLES = ("decision-journey", "online-clothing-shop")


def sample(name: str) -> Journey:
    tree = load((resources.samples() / f"{name}.journey.yaml").read_bytes(), name).tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    return journey


def with_tree(questions: list[dict[str, Any]], language: str = "en", **more: Any) -> Journey:
    """A journey with one tree."""
    tree = {"id": "care", "title": "Care", "interaction": "A call", "owner": "ada", "questions": questions}
    return journey_from(
        {"journeymap": 1, "id": "x", "title": "X", "language": language, "owners": [{"id": "ada", "name": "Ada"}],
         "stages": [{"id": "s", "name": "S", "touchpoints": [{"id": "t", "name": "T"}]}], "trees": [tree]} | more
    )  # fmt: skip


def made_up(seed: int, language: str) -> Journey:
    """A journey with a tree of up to 14 questions, some of which several answers share, and texts of any length."""
    random = Random(seed)

    def text(most: int) -> str:
        return " ".join(random.choices(WORDS[language], k=random.randint(1, most)))

    count = random.randint(1, 14)
    led_to = list(range(1, count))  # each once, by a question before it
    answers: list[list[dict[str, Any]]] = [[] for _ in range(count)]
    for number in led_to:
        answers[random.randrange(number)].append({"go_to": f"q{number}"})
    for number, own in enumerate(answers):
        later = [each for each in led_to if each > number]
        while len(own) < 2 or random.random() < 0.3:
            if later and random.random() < 0.2:
                own.append({"go_to": f"q{random.choice(later)}"})
            else:
                needs = {"requires": [text(6) for _ in range(random.randint(0, 4))], "until_then": text(9)}
                own.append({"do": text(25), "within": text(3)} | (needs if random.random() < 0.6 else {}))
        random.shuffle(own)
    questions = [
        {"id": f"q{number}", "question": text(14), "branches": [{"when": f"{text(9)} {n}"} | each for n, each in
         enumerate(own)]} | ({"by": "file"} if random.random() < 0.5 else {})
        for number, own in enumerate(answers)
    ]  # fmt: skip
    return with_tree(questions, language)


def told(journey: Journey, today: dt.date = TODAY) -> TreeTeller:
    return TreeTeller(journey, today)


def boxes(scene: Scene) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each line of text, its letters from the line of capitals to that of descenders."""
    return [
        (text.middle - text.width / 2, text.baseline - 0.72 * text.size, text.middle + text.width / 2,
         text.baseline + 0.2 * text.size)
        for text in scene.texts()
    ]  # fmt: skip


def meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def cards(scene: Scene) -> list[Rect]:
    """The cards of questions and ends."""
    return [each for each in scene.elements() if isinstance(each, Rect) and each.fill and each.height > 30]


def assert_nothing_meets(scene: Scene) -> None:
    texts = boxes(scene)
    assert not [pair for pair in combinations(texts, 2) if meets(*pair)]
    assert all(left >= 40 and right <= scene.width - 40 and bottom <= scene.height for left, _, right, bottom in texts)
    frames = [(card.x, card.y, card.x + card.width, card.y + card.height) for card in cards(scene)]
    assert not [pair for pair in combinations(frames, 2) if meets(*pair)]
    for text in texts:  # a text is within a card or outside it
        for frame in frames:
            assert not meets(text, frame) or (
                text[0] >= frame[0] and text[2] <= frame[2] and text[1] >= frame[1] and text[3] <= frame[3]
            ), (text, frame)


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("seed", range(12))
def test_nothing_on_a_sheet_meets_anything_else(seed: int, language: str) -> None:
    (scene,) = tree_scenes(told(made_up(seed, language)), load_theme("default"))
    assert_nothing_meets(scene)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_trees_of_the_samples_are_drawn_as_they_were(name: str) -> None:
    (scene,) = tree_scenes(told(sample(name)), load_theme("default"))
    assert_nothing_meets(scene)
    drawn = "".join(svg_parts(scene, load_theme("default"), None))
    path = GOLDEN / f"{name}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text("utf-8")


def test_a_deep_chain_of_questions_is_drawn() -> None:
    count = 400
    questions = [
        {"id": f"q{n}", "question": f"{n}?", "branches": [{"when": "a", "do": "A"},
         {"when": "b"} | ({"go_to": f"q{n + 1}"} if n + 1 < count else {"do": "B"})]}
        for n in range(count)
    ]  # fmt: skip
    (scene,) = tree_scenes(told(with_tree(questions)), load_theme("default"))
    again = -(-count // MOST_COLUMNS) - 1
    assert len(cards(scene)) == 2 * count + 1 + again, (
        "and a row for each question that begins in the first column again"
    )


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_deep_tree_goes_on_below_and_is_no_wider_than_five_questions(language: str) -> None:
    def chain(count: int) -> Scene:
        questions = [
            {"id": f"q{n}", "question": f"Question {n}?", "branches": [{"when": "yes", "do": "A"},
             {"when": "no"} | ({"go_to": f"q{n + 1}"} if n < count else {"do": "B"})]}
            for n in range(1, count + 1)
        ]  # fmt: skip
        (scene,) = tree_scenes(told(with_tree(questions, language)), load_theme("default"))
        assert_nothing_meets(scene)
        return scene

    five, twelve = chain(MOST_COLUMNS), chain(12)
    assert twelve.width == five.width
    texts = [text.string for text in twelve.texts()]
    assert texts.count("6") == texts.count("11") == 1, "the cards that begin below have their numbers"
    if language == "en":
        assert [f"go on with question {n}" in texts for n in (5, 6, 7, 11)] == [False, True, False, True]


def test_a_question_that_two_answers_share_stands_once_and_is_named_by_its_number() -> None:
    journey = with_tree([
        {"id": "a", "question": "A?", "branches": [{"when": "x", "go_to": "b"}, {"when": "y", "go_to": "b"}]},
        {"id": "b", "question": "B?", "branches": [{"when": "x", "do": "X"}, {"when": "y", "do": "Y"}]},
    ])  # fmt: skip
    (scene,) = tree_scenes(told(journey), load_theme("default"))
    texts = [text.string for text in scene.texts()]
    assert texts.count("B?") == 2 and texts.count("2") == 1 and "go on with question 2" in texts


def test_what_is_missing_is_marked_and_named_until_it_is_there() -> None:
    journey = sample("decision-journey")
    (tree,) = journey.trees
    assert [need.name for need in lacking(journey, tree, TODAY)] == ["זיהוי תקלה מתמונה"]
    (scene,) = tree_scenes(told(journey), load_theme("default"))
    assert any("יכולת אחת חסרה" in text.string for text in scene.texts())
    later = dt.date(2027, 4, 1)
    assert lacking(journey, tree, later) == ()
    (scene,) = tree_scenes(told(journey, later), load_theme("default"))
    assert any("לא חסרה יכולת" in text.string for text in scene.texts())


def test_every_way_of_a_sample_is_followed() -> None:
    journey = sample("online-clothing-shop")
    ways = ways_through(journey, journey.trees[0])
    assert len(ways.ways) == 5 and ways.is_whole and not ways.holes
    message = {way.branch.message: way for way in ways.ways if way.branch.message}
    assert message["m1"].segments == {"season"} and message["m1"].channels == {"e-mail", "chat"}


def test_the_plan_has_numbered_instructions() -> None:
    journey = sample("decision-journey")
    plan = render_plan(journey, words=load_words("he"), today=TODAY, environment=environment())
    section = plan[plan.index("## עצי פעולה") : plan.index("## יכולות")]
    assert [line[:2] for line in section.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3.", "4.", "5."]
    assert "**כן** – **עושים:** לנתק את המפסק, ולשלוח טכנאי עוד היום" in section
    assert "ממשיכים בשאלה 2" in section and "**מה צריך: זיהוי תקלה מתמונה · החל מ" in section


def test_mermaid_keeps_any_text_within_its_label() -> None:
    bad = 'a"] --> evil["x"; click q1 "javascript:alert(1)" %%{init: {}}%% `b` <b> #35; end'
    journey = with_tree([
        {"id": "a", "question": bad, "branches": [{"when": bad, "do": bad}, {"when": "2", "do": "Y"}]},
    ])  # fmt: skip
    teller = told(journey)
    chart = tree_mermaid(teller.trees()[0], teller.words, rtl=False)
    lines = chart.splitlines()
    assert lines[3] == "flowchart LR" and len(lines) == 7
    for line in lines[4:]:
        outside = line.split('"')[0::2]
        assert "evil" not in "".join(outside) and "click" not in "".join(outside)
        assert not set("".join(line.split('"')[1::2])) & set("`;{}[]") - {";"}


def test_a_segment_has_its_own_branches() -> None:
    journey = sample("online-clothing-shop")
    part = segment_part(journey, journey.segments[0])
    (tree,) = TreeTeller(part, TODAY).trees()
    last = tree.steps[-1]
    assert [(answer.answer, answer.code) for answer in last.answers] == [("Dresses for an occasion", "M2")]
    (scene,) = tree_scenes(told(part), load_theme("default"))
    assert_nothing_meets(scene)


def test_the_sheet_of_a_segment_tells_what_was_checked_of_the_whole_tree() -> None:
    """After `switcher` is done, the question about the channel is for the other segment alone."""
    journey = with_tree(
        [
            {"id": "who", "question": "Who?", "by": "segment",
             "branches": [{"segments": ["new"], "go_to": "next"}, {"segments": ["switcher"], "do": "Import"}]},
            {"id": "next", "question": "Is it urgent?", "branches": [{"when": "Yes", "do": "Call"},
             {"when": "No", "do": "Write"}]},
        ],
        segments=[{"id": "new", "name": "New"}, {"id": "switcher", "name": "Switchers"}],
    )  # fmt: skip
    for shown in (journey, *(segment_part(journey, segment) for segment in journey.segments)):
        (scene,) = tree_scenes(told(shown), load_theme("default"))
        texts = {text.string for text in scene.texts()}
        assert "no branch out of reach" in texts and "a branch is out of reach" not in texts
