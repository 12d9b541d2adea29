"""Every language says the same things, and can say them."""

import datetime as dt
import re
from pathlib import Path

import pytest
from icu4py.messageformat import MessageFormat

from journeymap.io import resources
from journeymap.layout.canvas import LABEL
from journeymap.layout.icons import SIZE
from journeymap.layout.spec import GUTTER
from journeymap.source import Mapping, Scalar, Sequence, load
from journeymap.style.fallback import beyond_text_face
from journeymap.style.icu_locale import icu_locale
from journeymap.style.locale import load_words
from journeymap.style.word_files import arguments_of, plural_forms
from journeymap.workshop.columns import headings

LOCALES = sorted((resources.templates() / "locales").glob("*.yaml"))
LANGUAGES = [
    "ar",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "it",
    "ja",
    "ko",
    "nl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "ur",
    "zh",
]
NUMBERS = {"days", "count", "n", "total"}
A_FEW_OF_EACH = (0, 1, 2, 3, 5, 11, 21, 100, 1234, 1_000_000)
SCRIPTS = {
    "Latn": "[A-Za-zÀ-ɏ]",
    "Cyrl": "[Ѐ-ӿ]",
    "Hebr": "[א-ת]",
    "Arab": "[؀-ۿ]",
    "Deva": "[ऀ-ॿ]",
    "Hans": "[一-鿿]",
    "Jpan": "[ぁ-ヿ一-鿿]",
    "Kore": "[가-힣]",
}
AS_IN_ENGLISH = {
    "de": "version segment persona personas touchpoint touchpoints organisation links lane-frontstage lane-backstage "
    "status quadrant emotion details name workshop workshop-team budget release ticket view-text",
    "fr": "version segment segments persona personas phase frustrations organisation lane-message lane-objections "
    "sessions metric-conversion action impact effort quadrant source date contact card-notes card-votes field-votes "
    "budget ticket mask-e-mail",
    "es": "persona personas status-idea",
    "pt": "persona personas links mask-e-mail",
    "it": "scenario persona personas lane-focus status-idea mask-e-mail mask-link",
    "nl": "scenario segment persona lane-focus score status details contact workshop workshop-team mask-e-mail "
    "mask-link",
    "sv": "version scenario segment persona organisation status period workshop view-text",
    "tr": "persona",
}
"""The words that a language spells as English does; every other one that is as in English was forgotten."""
OF_NO_LANGUAGE = frozenset(
    [
        "metric-nps",
        "metric-csat",
        "metric-ces",
        "sample",
        "swot",
        "list-comma",
        "list-semicolon",
        "colon",
        "position",
        "of-five",
        "poster-size",
        "from-low-to-high",
    ]
)


def read(path: Path) -> Mapping:
    loaded = load(path.read_bytes(), path.name)
    assert not loaded.findings
    assert isinstance(loaded.tree, Mapping)
    return loaded.tree


def words_of(path: Path) -> dict[str, str]:
    words = read(path).entries["words"]
    assert isinstance(words, Mapping)
    return {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}


ENGLISH = words_of(resources.templates() / "locales" / "en.yaml")


def test_there_is_a_file_for_each_language() -> None:
    assert [path.stem for path in LOCALES] == LANGUAGES


def test_the_plural_forms_are_known() -> None:
    """Else the test of each language could not fail."""
    assert plural_forms("ru") == ["one", "few", "many", "other"]
    assert plural_forms("es") == ["one", "many", "other"]
    assert plural_forms("ja") == ["other"]
    assert plural_forms("ar") == ["zero", "one", "two", "few", "many", "other"]


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
class TestLocale:
    def test_has_exactly_the_keys_of_english(self, path: Path) -> None:
        assert sorted(words_of(path)) == sorted(ENGLISH)

    def test_messages_take_the_arguments_of_english(self, path: Path) -> None:
        expected = {key: arguments_of(message) for key, message in ENGLISH.items()}
        assert {key: arguments_of(message) for key, message in words_of(path).items()} == expected

    def test_every_message_can_be_said(self, path: Path) -> None:
        words = load_words(path.stem)
        for key, message in words_of(path).items():
            for number in A_FEW_OF_EACH:
                said = words.say(key, **{name: number if name in NUMBERS else "שלום" for name in arguments_of(message)})
                assert said.strip(), key
                assert not set(said) & set("{}#"), f"{key}: {said}"

    def test_a_plural_has_the_forms_of_the_language(self, path: Path) -> None:
        plurals = {key: text for key, text in words_of(path).items() if ", plural," in text}
        assert plurals
        for key, text in plurals.items():
            assert set(re.findall(r"[, }](\w+) \{", text)) == set(plural_forms(path.stem)), key

    def test_quotes_are_a_pair_and_no_typewriter_ones(self, path: Path) -> None:
        quotes = read(path).entries["quotes"]
        assert isinstance(quotes, Sequence)
        texts = [item.text for item in quotes.items if isinstance(item, Scalar)]
        assert len(texts) == 2
        assert all(len(text.strip()) == 1 and text not in "\"'" for text in texts)
        quoted = load_words(path.stem).quote("x")
        assert quoted == f"{texts[0]}x{texts[1]}"
        assert load_words(path.stem).quote(quoted) == quoted, "and are known where a text has them already"

    def test_is_written_in_the_script_of_the_language(self, path: Path) -> None:
        """A word left in English shows; names of methods stay as they are, and marks between words are none."""
        script = read(path).entries["script"]
        assert isinstance(script, Scalar)
        spoken = {key: re.sub(r"\{\w+\}", "", text) for key, text in words_of(path).items()}
        foreign = {key for key, text in spoken.items() if not re.search(SCRIPTS[script.text], text)}
        assert foreign <= OF_NO_LANGUAGE

    def test_no_word_is_left_in_english(self, path: Path) -> None:
        same = {key for key, text in words_of(path).items() if text == ENGLISH[key]} - OF_NO_LANGUAGE
        assert path.stem == "en" or same == set(AS_IN_ENGLISH.get(path.stem, "").split())

    def test_the_columns_of_a_form_are_told_apart(self, path: Path) -> None:
        found = [heading.casefold() for heading in headings(load_words(path.stem))]
        assert len(set(found)) == len(found)

    def test_the_titles_of_lanes_are_not_broken_within_a_word(self, path: Path) -> None:
        """As far as the font of the package has the letters, and can so be measured."""
        lanes = {text for key, text in words_of(path).items() if key.startswith("lane-")}
        for title in lanes - {title for title in lanes if beyond_text_face(title)}:
            assert " ".join(LABEL.lines(title, GUTTER - SIZE - 20)).replace("- ", "-") == title


def test_quotes_are_those_of_the_language() -> None:
    assert {path.stem: load_words(path.stem).quote("") for path in LOCALES} == {
        "en": "“”",
        "he": "\u05f4\u05f4",
        "fa": "«»",
        "ar": "«»",
        "de": "„“",
        "es": "«»",
        "fr": "«\u00a0\u00a0»",
        "hi": "“”",
        "it": "«»",
        "ja": "「」",
        "ko": "“”",
        "nl": "‘’",
        "pt": "“”",
        "ru": "«»",
        "sv": "””",
        "tr": "“”",
        "uk": "«»",
        "ur": "“”",
        "zh": "“”",
    }


def test_plurals_dates_and_digits_follow_the_language() -> None:
    day = dt.date(2026, 10, 1)
    assert load_words("he").say("overdue-days", days=2) == "באיחור של יומיים"
    assert load_words("ar").say("overdue-days", days=3) == "متأخرة 3 أيام"
    assert load_words("ar").say("overdue-days", days=11) == "متأخرة 11 يومًا"
    assert load_words("fa").day(day) == "۹ مهر ۱۴۰۵"
    assert load_words("he").day(day) == "1 באוק׳ 2026"
    assert load_words("fa").percent(0.345) == "۳۴٫۵٪"
    assert [load_words("ru").say("overdue-days", days=days) for days in (1, 3, 5, 21)] == [
        "просрочено на 1 день",
        "просрочено на 3 дня",
        "просрочено на 5 дней",
        "просрочено на 21 день",
    ]
    assert load_words("uk").say("votes-count", count=4) == "4 голоси"
    assert load_words("fr").say("votes-count", count=1_000_000) == "1\u202f000\u202f000 de votes"
    assert load_words("de").day(day) == "1. Okt. 2026"
    assert load_words("tr").percent(0.345) == "%34,5"
    assert load_words("ja").day(day) == "2026年10月1日"
    assert load_words("hi").number(1_234_567) == "12,34,567"
    assert load_words("sv").say("every-month", n=4) == "med 4 månaders mellanrum"


@pytest.mark.parametrize("language", [*LANGUAGES, "ar-EG", "mr", "my", "pl"])
def test_whole_numbers_are_written_as_icu_writes_them(language):
    words = load_words(language)
    icu = MessageFormat("{value, number, ::.##}", words.locale)
    values = [*range(0, 12_000, 7), -12, 100_001, 123_456, 1_234_567, 10_000_010, 12.0, True]
    assert [words.number(value) for value in values] == [icu.format({"value": value}) for value in values]


@pytest.mark.parametrize(
    "calendar", ["gregory", "persian", "hebrew", "islamic-umalqura", "gregorian", "roc", "persian-nu-latn"]
)
@pytest.mark.parametrize("language", ["en-GB", "fa", "fa-AF", "he", "ar-EG"])
def test_a_locale_by_the_name_of_icu_writes_as_by_its_tag(language: str, calendar: str) -> None:
    tag = f"{language}-u-ca-{calendar}"
    assert ("@calendar=" in icu_locale(tag)) == (calendar in ("gregory", "persian", "hebrew", "islamic-umalqura"))
    for pattern, value in (
        ("{value, date, ::dMMMy}", dt.date(2026, 10, 1)), ("{value, date, full}", dt.date(2024, 2, 29)),
        ("{value, number, ::.##}", -1234567.891), ("{value, plural, one {# a} other {# b}}", 3),
    ):  # fmt: skip
        by_tag, by_name = (MessageFormat(pattern, each).format({"value": value}) for each in (tag, icu_locale(tag)))
        assert by_tag == by_name


def test_a_word_that_a_language_lacks_is_the_english_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lacking"
    folder.mkdir()
    for language, words in {"en": "{plain: Tools, message: '{n} tools', own: Own}", "he": "{own: שלי}"}.items():
        (folder / f"{language}.yaml").write_text(
            f"locale: {language}\nquotes: ['<', '>']\nwords: {words}\n", encoding="utf-8"
        )
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    lacking = load_words("he", "lacking")
    assert (lacking["own"], lacking["plain"], lacking.say("message", n=3)) == ("שלי", "Tools", "3 tools")
    assert "plain" not in lacking, "what is asked for in case it is there is the language's own"
    with pytest.raises(KeyError):
        lacking["nothing"]


@pytest.mark.parametrize(("value", "said"), [(0.04, "0"), (-0.04, "0"), (0.06, "+0.1"), (-0.06, "−0.1"), (2, "+2")])
def test_what_rounds_to_zero_has_no_sign(value: float, said: str) -> None:
    assert load_words("en").signed(value) == said


@pytest.mark.parametrize(
    ("value", "number", "percent"),
    [
        (0.0004, "0.0004", "0.04%"),
        (-0.0004, "-0.0004", "−0.04%"),
        (0.9997, "0.9997", "99.97%"),
        (0.843, "0.84", "84.3%"),
        (0.07, "0.07", "7%"),
        (1250000.004, "1,250,000.004", "125,000,000.4%"),
        (0.1 + 0.2, "0.3", "30%"),
        (0, "0", "0%"),
    ],
)
def test_no_number_is_rounded_to_a_whole_one_that_it_is_not(value: float, number: str, percent: str) -> None:
    words = load_words("en")
    assert (words.number(value), words.percent(value)) == (number, percent)


@pytest.mark.parametrize(("language", "pain"), [("he", "נקודות כאב"), ("fa", "نقاط درد"), ("ar", "نقاط الألم")])
def test_pains_are_called_as_the_field_calls_them(language: str, pain: str) -> None:
    assert load_words(language)["lane-pains"] == load_words(language, "guides")["pains"] == pain
    assert load_words(language, "stories")["kind-pain"] == load_words(language)["pain"]


@pytest.mark.parametrize("language", ["he", "fa"])
def test_one_thing_has_one_name_on_the_map_and_in_a_difference(language: str) -> None:
    words, stories = load_words(language), load_words(language, "stories")
    for kind in ("touchpoint", "pain", "opportunity", "action", "persona", "stage"):
        assert stories[f"kind-{kind}"] == words[kind]
    for field in ("effort", "impact", "share", "depends_on", "addresses", "frustrations"):
        assert stories[f"field-{field}"] == words[field.replace("_", "-")]
