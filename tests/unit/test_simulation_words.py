"""A simulation is told with the same words in every language that it has."""

import re

import pytest

from journeymap.io import resources
from journeymap.source import Mapping, load
from journeymap.source.tree import Scalar
from journeymap.style.locale import load_words
from journeymap.style.word_files import SIMULATIONS, arguments_of, plural_forms

FOLDER = resources.templates() / SIMULATIONS
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
ROOT = resources.templates().parent / "journeymap"


def words_of(language: str) -> dict[str, str]:
    tree = load((FOLDER / f"{language}.yaml").read_bytes(), language).tree
    assert isinstance(tree, Mapping)
    words = tree.entries["words"]
    assert isinstance(words, Mapping)
    return {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}


def is_counted(message: str, name: str) -> bool:
    return f"{{{name}, " in message


def test_there_are_words_in_four_languages() -> None:
    assert LANGUAGES == ["ar", "en", "fa", "he"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_can_say_it(language: str) -> None:
    words, english = words_of(language), words_of("en")
    assert list(words) == list(english)
    said = load_words(language, SIMULATIONS)
    for key, message in words.items():
        assert arguments_of(message) == arguments_of(english[key]), key
        for number in (0, 1, 2, 3, 11, 100):
            values = {name: number if is_counted(message, name) else "x" for name in arguments_of(message)}
            text = said.say(key, **values)
            assert text.strip() and not set(text) & set("{}#"), key
        if ", plural," in message:
            assert set(re.findall(r"[, }](\w+) \{", message)) >= set(plural_forms(language)), key


def test_every_word_is_used() -> None:
    places = [*ROOT.glob("cli/*.py"), *ROOT.glob("simulation/**/*.py"), *ROOT.glob("layout/**/*.py")]
    text = "".join(path.read_text("utf-8") for path in places)
    unused = {key for key in words_of("en") if not re.search(f"['\"]{key}['\"]", text)}
    assert unused == {"assumed-divided", "assumed-untold", "assumed-mixed"}
