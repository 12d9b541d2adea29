"""The guide: minutes that add up, materials that follow from the journey, the same things said in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from journeys import TODAY, journey_from, made_up
from markdown_it import MarkdownIt

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.model import Journey
from journeymap.render.environment import environment
from journeymap.source import Mapping, Scalar, load
from journeymap.style.locale import load_words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.agenda import agenda
from journeymap.workshop.kit.guide import Guide, KitFacts, guide_view, render_guide
from journeymap.workshop.kit.true_sizes import NoteSize

GUIDES = sorted((resources.templates() / "guides").glob("*.yaml"))
KIT = KitFacts(NoteSize(), 1189, 841, 1, "", 12)


def texts_of(language: str) -> dict[str, str]:
    path = resources.templates() / "guides" / f"{language}.yaml"
    loaded = load(path.read_bytes(), path.name)
    assert not loaded.findings and isinstance(loaded.tree, Mapping)
    words = loaded.tree.entries["words"]
    assert isinstance(words, Mapping)
    return {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}


def guide_of(journey: Journey, *, kit: KitFacts = KIT, minutes: int = 180) -> Guide:
    words = load_words(journey.language)
    return guide_view(journey, Grid.of(journey, words), kit, minutes=minutes, today=TODAY)


def journey_of(language: str = "en") -> Journey:
    data = made_up(3, language="fa" if language == "ar" else language, stages=3, touchpoints=8, personas=2, longest=60)
    return journey_from(data | {"language": language})


class TestAgenda:
    def test_the_minutes_add_up(self) -> None:
        for minutes in range(45, 481):
            slots = agenda(minutes)
            assert sum(slot.minutes for slot in slots) == minutes
            assert all(slot.minutes > 0 for slot in slots), minutes
            starts = [slot.start for slot in slots]
            assert starts == [sum(slot.minutes for slot in slots[:index]) for index in range(len(slots))], minutes
            assert len([slot for slot in slots if slot.part not in ("break", "lunch")]) == 11, minutes

    def test_round_times_are_kept_in_fives(self) -> None:
        assert all(slot.minutes % 5 == 0 for minutes in range(75, 481, 5) for slot in agenda(minutes))

    def test_nobody_works_longer_than_two_and_a_half_hours_without_a_break(self) -> None:
        for minutes in range(45, 481):
            stretch = 0
            for slot in agenda(minutes):
                stretch = 0 if slot.part in ("break", "lunch") else stretch + slot.minutes
                assert stretch <= 150, minutes

    @pytest.mark.parametrize("minutes", [0, 44, 481, -5])
    def test_other_lengths_are_refused(self, minutes: int) -> None:
        with pytest.raises(UserError):
            agenda(minutes)


class TestTexts:
    def test_every_language_says_the_same_with_the_same_values(self) -> None:
        def values(texts: dict[str, str]) -> dict[str, set[str]]:
            return {key: set(re.findall(r"\{([a-z]+)", text)) for key, text in texts.items()}

        english = values(texts_of("en"))
        assert {path.stem for path in GUIDES} == {"en", "he", "fa", "ar"}
        for path in GUIDES:
            assert values(texts_of(path.stem)) == english, path.name

    @pytest.mark.parametrize(("language", "script"), [("he", "[א-ת]"), ("fa", "[؀-ۿ]"), ("ar", "[؀-ۿ]")])
    def test_no_text_is_left_in_english(self, language: str, script: str) -> None:
        assert not [key for key, text in texts_of(language).items() if not re.search(script, text)]

    def test_every_text_is_used(self) -> None:
        source = "".join(path.read_text("utf-8") for path in resources.folder("templates").glob("guide.*"))
        folder = resources.templates().parent / "journeymap" / "workshop" / "kit"
        source += "".join((folder / name).read_text("utf-8") for name in ("guide.py", "attention.py", "agenda.py"))
        unused = []
        for key in texts_of("en"):
            stem = key.removesuffix("-why").removeprefix("item-")
            if f'"{key}"' not in source and f'"{stem}"' not in source:
                unused.append(key)
        assert unused == []


@pytest.mark.parametrize("language", ["en", "he", "fa", "ar"])
def test_a_guide_is_finished_in_every_language(language: str) -> None:
    guide = guide_of(journey_of(language))
    markdown = render_guide(guide, environment())
    assert not re.search(r"\{[a-z]+\}", markdown)
    assert ('<div dir="rtl">' in markdown) == (language != "en")
    page = MarkdownIt("commonmark").enable("table").render(markdown)
    assert page.count("<h2>") == 7
    assert page.count("<h3>") == 11
    assert page.count("<table>") == 2
    assert "journeymap capture capture.xlsx --into made-up.journey.yaml --dry-run" in page


def test_the_materials_follow_from_the_journey() -> None:
    guide = guide_of(journey_of())
    materials = {item.text.split(",")[0].split(" ")[0]: item.label for item in guide.materials}
    columns = 3 + 3 + 2
    assert materials["Pink"] == "20"  # 8 places and some to spare, in tens
    assert materials["Blue"] == "30"  # two lanes
    assert materials["Round"] == str(min(max(columns // 2, 3), 8) * 8)
    assert materials["The"] == "1"
    assert materials["Thick"] == "2"  # a starter has no personas yet, and one pen draws no two curves
    for sheets in (2, 28):
        tiled = guide_of(journey_of(), kit=replace(KIT, sheets=sheets, paper="A4"))
        assert tiled.materials[0].label == str(sheets)
        assert tiled.materials[0].text.startswith("A4 sheets")


def test_its_examples_are_of_the_second_stage() -> None:
    letters, places, *_ = guide_of(journey_of()).wall
    assert re.search(r"\bB3\b", letters) and re.search(r"\bB1\.2\b", places)


def test_it_says_what_to_look_at_with_references_that_lead_there() -> None:
    data = {
        "journeymap": 1,
        "id": "shop",
        "title": "Shop",
        "evidence": "6 interviews",
        "personas": [{"id": "mia", "name": "Mia"}],
        "stages": [
            {"id": "one", "name": "One", "touchpoints": [{"id": "a", "name": "Enters", "emotions": {"score": 1}}]},
            {
                "id": "two",
                "name": "Two",
                "touchpoints": [
                    {"id": "b", "name": "Waits", "emotions": {"score": -1.5}, "moment_of_truth": "zmot"},
                    {
                        "id": "c",
                        "name": "Pays",
                        "pains": [
                            {"id": "fee", "text": "A late fee", "severity": 5},
                            {"id": "queue", "text": "A queue", "severity": 5},
                            {"text": "Small print", "severity": 3},
                        ],
                    },
                ],
            },
        ],
        "actions": [{"id": "a1", "title": "Open a till", "addresses": "queue"}],
    }
    look = guide_of(journey_from(data)).look
    assert look == (
        "The lowest point: “Waits” (B4.1), \u200e−1.5\u200e for Mia. What happens just before it?",
        "Zero moment of truth: “Waits” (B1.1). Give it time; it decides the rest.",
        "Severe, and nobody has taken it on: “A late fee” (B5.2), severity 5 of 5.",
    )


@pytest.mark.parametrize(("severity", "is_severe"), [(3, False), (4, True), (5, True)])
def test_a_pain_is_severe_from_four_on(severity: int, *, is_severe: bool) -> None:
    touchpoint = {"id": "a", "name": "Pays", "pains": [{"id": "fee", "text": "A late fee", "severity": severity}]}
    stages = [{"id": "one", "name": "One", "touchpoints": [touchpoint]}]
    look = guide_of(journey_from({"journeymap": 1, "id": "shop", "title": "Shop", "stages": stages})).look
    assert any("A late fee" in line for line in look) is is_severe


def test_a_map_with_nothing_to_look_at_gets_advice() -> None:
    bare = journey_from({"journeymap": 1, "id": "bare", "title": "Bare", "stages": [{"id": "one", "name": "One"}]})
    assert guide_of(bare).look == (texts_of("en")["look-nothing"],)


def test_what_a_journey_says_cannot_become_markdown() -> None:
    data = made_up(3, language="en", stages=1, touchpoints=2, personas=1, longest=20)
    data |= {"title": "# <b>*x*</b>", "scenario": "[y](http://z) |"}
    page = MarkdownIt("commonmark").enable("table").render(render_guide(guide_of(journey_from(data)), environment()))
    assert "<b>" not in page and "<em>" not in page and "<a " not in page


@pytest.mark.parametrize(
    ("language", "row", "page", "digits"),
    [
        ("en", "Lane 8 (“", "page {n} of {total}", "0123456789"),
        ("he", "3 (״", "עמוד {n} מתוך {total}", "0123456789"),
        ("fa", "ردیف‌های ۲ («", "صفحهٔ {n} از {total}", "۰۱۲۳۴۵۶۷۸۹"),
    ],
)
def test_rows_and_pages_are_counted_in_the_digits_of_the_language(
    language: str, row: str, page: str, digits: str
) -> None:
    guide = guide_of(journey_of(language))
    assert (guide.page, guide.digits) == (page, digits)
    assert [entry.label for entry in guide.lanes][:3] == list(digits[1:4])
    said = "\n".join(line for section in guide.sections for line in section.lines)
    assert row in said, said
