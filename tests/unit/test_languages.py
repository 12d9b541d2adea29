"""What journeymap says itself is in one language: the journey's, or English as a whole."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from journeys import journey_from, scene_of

from journeymap.errors import UserError
from journeymap.history.changes_overlay import overlays_of
from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.io import resources
from journeymap.model import Journey
from journeymap.pipeline.draw import draw
from journeymap.render.drawing import Drawing
from journeymap.style.locale import FLOWS, GUIDES, INDEXES, REPORTS, STORIES, Words, load_words, notes_on, spoken
from journeymap.style.theme import load_theme
from journeymap.style.word_files import SIMULATIONS, WHAT_IF, to_translate
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.guide import KitFacts, guide_view
from journeymap.workshop.kit.true_sizes import NoteSize

DAY = dt.date(2026, 10, 1)
LANGUAGES = sorted(path.stem for path in (resources.templates() / "locales").glob("*.yaml"))


def said(words: Words) -> list[str]:
    """A bit of all that words say: a word, a plural, a list, quotation marks, a date, numbers."""
    return [
        words["stage"],
        words.say("overdue-days", days=3),
        words["list-comma"],
        words.quote("x"),
        words.labelled("a", "b"),
        words.day(DAY),
        words.number(1234567.5),
        words.percent(0.345),
        words.signed(-1.5),
    ]


def journey_in(language: str, **more: object) -> Journey:
    return journey_from(
        {
            "journeymap": 1,
            "id": "map",
            "title": "T",
            "language": language,
            "review": {"last": "2026-05-01", "every": "4 months"},
            "stages": [
                {
                    "id": "s",
                    "name": "S",
                    "touchpoints": [
                        {"id": "t", "name": "N", "doing": ["D"], "emotions": [{"score": 1}], "pains": ["P"]},
                        {"id": "u", "name": "M", "backstage": ["B"], "metrics": {"nps": {"value": 3, "target": 9}}},
                    ],
                }
            ],
            "actions": [{"id": "a", "title": "A", "due": "2026-01-01", "touchpoints": ["t"]}],
            **more,
        }
    )


class TestWhichWords:
    @pytest.mark.parametrize(
        ("language", "same"),
        [
            ("pt-BR", "pt"), ("pt-PT", "pt"), ("de-AT", "de"), ("de-CH", "de"), ("fr-CA", "fr"), ("es-MX", "es"),
            ("es-419", "es"), ("en-US", "en"), ("ru-Cyrl", "ru"), ("zh-Hans", "zh"), ("zh-CN", "zh"), ("zh-SG", "zh"),
            ("zh-hans-cn", "zh"), ("fa-AF", "fa"), ("he-IL", "he"), ("ur-IN", "ur"),
        ],
    )  # fmt: skip
    def test_a_variant_has_the_words_of_its_language(self, language: str, same: str) -> None:
        words = load_words(language)
        assert words.has_words and not words.notes
        assert words["stage"] == load_words(same)["stage"]

    @pytest.mark.parametrize(
        "language",
        ["fi", "pl", "am", "yi", "zh-TW", "zh-Hant", "zh-Hant-HK", "zh-MO", "ur-Latn", "hi-Latn", "th", "sr-Latn"],
    )  # fmt: skip
    def test_any_other_language_is_english_throughout(self, language: str) -> None:
        words = load_words(language)
        assert said(words) == said(load_words("en"))
        assert words.language == "en" and not words.has_words
        (note,) = words.notes
        assert f"`{language}`" in note and "English" in note

    @pytest.mark.parametrize(
        ("language", "number", "day"),
        [
            ("de", "1.234.567,5", "1. Okt. 2026"),
            ("pt-PT", "1\u00a0234\u00a0567,5", "1/10/2026"),
            ("es-MX", "1,234,567.5", "1 oct 2026"),
            ("en-US", "1,234,567.5", "Oct 1, 2026"),
            ("fa-AF", "۱٬۲۳۴٬۵۶۷٫۵", "۹ میزان ۱۴۰۵"),
            ("fa-US", "۱٬۲۳۴٬۵۶۷٫۵", "۹ مهر ۱۴۰۵"),
            ("ar-SA", "١٬٢٣٤٬٥٦٧٫٥", "١ أكتوبر ٢٠٢٦"),
        ],
    )
    def test_numbers_are_those_of_the_region_and_the_calendar_that_of_the_language(
        self, language: str, number: str, day: str
    ) -> None:
        words = load_words(language)
        assert (words.number(1234567.5), words.day(DAY)) == (number, day)

    def test_the_calendar_of_a_journey_holds_in_any_language(self) -> None:
        assert load_words("fi", calendar="persian").day(DAY) == "9 Mehr 1405 AP"
        assert load_words("fa-US", calendar="gregorian").day(DAY) == "۱ اکتبر ۲۰۲۶"

    @pytest.mark.parametrize("kind", [STORIES, GUIDES, INDEXES, REPORTS, FLOWS, SIMULATIONS, WHAT_IF])
    def test_other_texts_are_english_as_a_whole_where_only_the_map_has_words(self, kind: str) -> None:
        words = load_words("de", kind)
        assert (words.day(DAY), words.quote("x"), words.language) == ("1 Oct 2026", "“x”", "en")
        assert len(notes_on("de", kind)) == 1 and not notes_on("de")
        assert spoken("de", ("locales", kind)) == "en"
        assert spoken("he", ("locales", kind)) == "he"


class TestWhatIsMade:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_map_is_in_each_language(self, language: str) -> None:
        scene, words = scene_of(journey_in(language)), load_words(language)
        shown = "".join("".join(text.string.split()) for text in scene.texts())
        for key in ("lane-doing", "lane-feeling", "lane-pains", "lane-backstage", "status-idea", "made-with"):
            assert "".join(words[key].split()) in shown, key
        assert scene.title.endswith(words["map"])
        assert scene.rtl == (language in ("he", "fa", "ar", "ur"))

    def test_a_map_in_another_language_has_nothing_but_english(self) -> None:
        def shown(language: str) -> list[str]:
            return [text.string for text in scene_of(journey_in(language)).texts()]

        assert shown("fi") == shown("en")
        assert scene_of(journey_in("yi")).rtl, "the direction is that of the language, whatever the words are"
        assert not scene_of(journey_in("ur-Latn")).rtl, "or that of the script"
        assert scene_of(journey_in("pa-Arab")).rtl

    def test_a_difference_is_told_in_one_language(self) -> None:
        def told(language: str) -> list[str]:
            new = journey_in(language, review={"last": "2026-05-01", "every": "1 month"}, objectives=["a", "b"])
            return [line.whole for line in Describer(difference(journey_in(language), new)).lines()]

        assert told("de") == told("fi") == told("en")
        assert any("from every 4 months to every month" in line for line in told("en"))
        assert any("לפני כן אחת ל־4 חודשים, עכשיו מדי חודש" in line for line in told("he"))

    def test_the_map_of_a_difference_is_english_where_the_difference_is(self) -> None:
        def words_on_map(language: str) -> Words:
            new = journey_in(language, takeaway="New")
            overlays = overlays_of(difference(journey_in(language), new))
            return Drawing(journey=new, theme=load_theme("default"), today=DAY, overlays=overlays).words

        assert words_on_map("de")["stage"] == "Stage"
        assert words_on_map("he")["stage"] == "שלב"

    def test_a_guide_is_in_one_language_and_names_lanes_as_the_wall_does(self) -> None:
        journey = journey_in("de")
        grid = Grid.of(journey, load_words("de"))
        guide = guide_view(journey, grid, KitFacts(NoteSize(76, 76), 900, 600, 1, "", 2), minutes=180, today=DAY)
        assert [fact.text for fact in guide.facts if fact.label == "Date"] == ["1 Oct 2026"]
        assert guide.page == "page {n} of {total}"
        assert [lane.label for lane in guide.lanes[:2]] == ["1", "2"]
        assert guide.lanes[1].text == "Handeln"
        assert any("“Handeln”" in line for section in guide.sections for line in section.lines)

    def test_a_guide_in_english_reads_from_left_to_right(self) -> None:
        journey = journey_in("ur")
        grid = Grid.of(journey, load_words("ur"))
        guide = guide_view(journey, grid, KitFacts(NoteSize(76, 76), 900, 600, 1, "", 2), minutes=180, today=DAY)
        assert (guide.language, guide.rtl) == ("en", False)

    @pytest.mark.parametrize(("language", "said_in"), [("fi", "en"), ("de-AT", ""), ("en", ""), ("zh-hans", "")])
    def test_a_page_marks_what_it_says_in_another_language(self, language: str, said_in: str) -> None:
        page = draw(Drawing(journey=journey_in(language), theme=load_theme("default"), today=DAY), ("html",))[
            "html"
        ].decode()
        assert f'<html lang="{language}"' in page
        assert re.findall('<nav class="[a-z]+"(?: lang="([^"]*)")? ', page) == [said_in, said_in]
        assert ('<h2 id="text-heading" lang="en">The journey as text</h2>' in page) == bool(said_in)

    @pytest.mark.parametrize(("language", "read"), [("de", ["de.yaml"]), ("fi", ["en.yaml"])])
    def test_a_map_reads_the_words_of_its_language_alone(self, tmp_path: Path, language: str, read: list[str]) -> None:
        file = tmp_path / "a.journey.yaml"
        file.write_text(f"journeymap: 1\nid: a\ntitle: A\nlanguage: {language}\nstages: []\n", encoding="utf-8")
        program = (
            "import sys; sys.addaudithook(lambda event, arguments: event == 'open' and 'locales' in str(arguments[0])"
            " and print(arguments[0]))\n"
            "from journeymap.cli import run; run(sys.argv[1:])"
        )
        arguments = ["render", str(file), "-o", str(tmp_path), "--format", "svg,html,plan"]
        run = [sys.executable, "-c", program, *arguments]
        caches = os.environ | dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path / "caches"))
        done = subprocess.run(run, env=caches, capture_output=True, text=True, check=False)
        assert [Path(line).name for line in done.stdout.splitlines()] == read, done.stderr

    def test_a_plan_has_the_colon_and_the_comma_of_its_language(self) -> None:
        def plan(language: str) -> str:
            return draw(Drawing(journey=journey_in(language), theme=load_theme("default"), today=DAY), ("plan",))[
                "plan"
            ].decode()

        assert "Échéance&#160;: **1 janv. 2026**" in plan("fr")
        assert "截止日期： **2026年1月1日**" in plan("zh")
        assert "Due: **1 Jan 2026**" in plan("fi")


class TestOwnWords:
    @staticmethod
    def write(folder: Path, name: str, text: str) -> Path:
        (folder / "locales").mkdir(exist_ok=True)
        (folder / "locales" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    def test_a_language_of_the_users_own(self, tmp_path: Path) -> None:
        own = self.write(tmp_path, "fi", "locale: fi\nquotes: ['”', '”']\nwords: {stage: Vaihe, colon: ' – '}\n")
        words = load_words("fi-FI", own=own)
        assert (words["stage"], words["stages"], words.quote("x")) == ("Vaihe", "Stages", "”x”")
        assert words.day(DAY) == "1.10.2026"
        (note,) = words.notes
        assert "fi.yaml lacks words, which are in English: `map`, `made-with`" in note
        assert re.search(r"and \d+ more$", note)
        assert load_words("fi")["stage"] == "Stage", "which is no word of other runs"

    def test_some_words_of_a_language_that_is_there(self, tmp_path: Path) -> None:
        own = self.write(tmp_path, "de", "words: {lane-pains: Ärgernisse}\n")
        words = load_words("de-AT", own=own)
        assert (words["lane-pains"], words["stage"], words.quote("x")) == ("Ärgernisse", "Phase", "„x“")
        assert not words.notes

    def test_what_is_copied_is_the_language_or_english_to_translate(self, tmp_path: Path) -> None:
        assert "one, few, many, other" in to_translate("pl") and "stage: Stage" in to_translate("pl")
        assert "stage: Etapa" in to_translate("pt-PT") and "locale: pt-PT" in to_translate("pt-PT")
        own = self.write(tmp_path, "pl", to_translate("pl").replace("stage: Stage", "stage: Etap"))
        words = load_words("pl", own=own)
        assert (words["stage"], words.notes) == ("Etap", ())
        assert words.day(DAY) == "1 paź 2026"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[a, b]", "fi.yaml: this is not a file of words"),
            ("words:\n  stage: '{n'\n", "fi.yaml:2: `stage` has {n}, which is not known here"),
            ("words:\n  map: M\n  version: 'V {version'\n", "fi.yaml:3: `version` is not a message that can be read"),
            ("words:\n  version: '{versoin}'\n", "fi.yaml:2: `version` has {versoin}, which is not known here"),
        ],
    )
    def test_a_wrong_file_is_told_with_its_line(self, tmp_path: Path, text: str, said: str) -> None:
        with pytest.raises(UserError, match=re.escape(said)):
            load_words("fi", own=self.write(tmp_path, "fi", text))

    def test_an_unknown_key_is_told(self, tmp_path: Path) -> None:
        own = self.write(tmp_path, "de", "words:\n  lane-pain: Ärger\n")
        (note,) = load_words("de", own=own).notes
        assert "de.yaml:2: no word is called `lane-pain`; did you mean `lane-pains`?" in note
