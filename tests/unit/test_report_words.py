"""The report on measures says the same in every language that it has words in."""

import re

import pytest

from journeymap.io import resources
from journeymap.source import Mapping, load
from journeymap.source.tree import Scalar
from journeymap.style.locale import REPORTS, load_words
from journeymap.style.word_files import arguments_of, plural_forms

FOLDER = resources.templates() / REPORTS
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
NUMBERS = {"count", "days", "n", "total", "m", "min", "least", "asked"}


def words_of(language: str) -> dict[str, str]:
    tree = load((FOLDER / f"{language}.yaml").read_bytes(), language).tree
    assert isinstance(tree, Mapping)
    words = tree.entries["words"]
    assert isinstance(words, Mapping)
    return {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}


def test_there_are_words_in_four_languages() -> None:
    assert LANGUAGES == ["ar", "en", "fa", "he"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_can_say_it(language: str) -> None:
    words, english = words_of(language), words_of("en")
    assert list(words) == list(english)
    said = load_words(language, REPORTS)
    for key, message in english.items():
        assert arguments_of(words[key]) == arguments_of(message), key
        for number in (0, 1, 2, 3, 11, 100):
            text = said.say(key, **{name: number if name in NUMBERS else "x" for name in arguments_of(message)})
            assert text.strip() and not set(text) & set("{}#"), key
        if ", plural," in words[key]:
            assert set(re.findall(r"[, }](\w+) \{", words[key])) >= set(plural_forms(language)), key


def test_every_word_is_used() -> None:
    root = resources.templates().parent
    places = [*(root / "journeymap/measure/report").rglob("*.py"), *resources.templates().glob("report.j2.*")]
    text = "".join(path.read_text("utf-8") for path in places)
    periods = {f"of-{each}" for each in ("week", "month", "quarter", "year", "all")} | {
        "week", "month", "quarter", "year", "all",
    }  # fmt: skip
    reasons = {"split-held-back", "split-weighted"}
    reasons |= {f"experiments-{state}" for state in ("overdue", "to-read", "running")}
    assert {key for key in words_of("en") if not re.search(f"['\"]{key}['\"]", text)} - periods - reasons == set()
