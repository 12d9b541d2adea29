"""Action trees say the same in every language that they have words in."""

import re

import pytest

from journeymap.io import resources
from journeymap.source import Mapping, load
from journeymap.source.tree import Scalar
from journeymap.style.locale import load_words
from journeymap.style.word_files import TREES, arguments_of, plural_forms

FOLDER = resources.templates() / TREES
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
NUMBERS = {"count", "n"}
OF_KINDS = {
    "by-segment", "by-channel", "by-file", "capability-system", "capability-people", "action", "message",
}  # fmt: skip
"""Words whose keys are put together."""


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
    said = load_words(language, TREES)
    for key, message in english.items():
        assert arguments_of(words[key]) == arguments_of(message), key
        for number in (0, 1, 2, 3, 11, 100):
            text = said.say(key, **{name: number if name in NUMBERS else "x" for name in arguments_of(message)})
            assert text.strip() and not set(text) & set("{}#"), key
        if ", plural," in words[key]:
            assert set(re.findall(r"[, }](\w+) \{", words[key])) >= set(plural_forms(language)), key


def test_every_word_is_used() -> None:
    root = resources.templates().parent / "journeymap"
    folders = [root / "layout/tree", root / "render/plan", root / "cli"]
    text = "".join(path.read_text("utf-8") for folder in folders for path in folder.glob("*.py"))
    text += (root / "render/tree_mermaid.py").read_text("utf-8")
    walk = {"walk", "back", "again"}  # fields of WalkWords
    assert {key for key in words_of("en") if f'"{key}"' not in text} - OF_KINDS - walk == set()
