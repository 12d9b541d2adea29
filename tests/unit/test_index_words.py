"""The index says the same in every language that it has words in."""

import re

import pytest

from journeymap.io import resources
from journeymap.source import Mapping, Scalar, load
from journeymap.style.locale import load_words

FOLDER = resources.templates() / "indexes"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
NUMBERS = {"n", "total"}


def words_of(language: str) -> dict[str, str]:
    tree = load((FOLDER / f"{language}.yaml").read_bytes(), language).tree
    assert isinstance(tree, Mapping)
    words = tree.entries["words"]
    assert isinstance(words, Mapping)
    return {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_can_say_it(language: str) -> None:
    words = words_of(language)
    assert sorted(words) == sorted(words_of("en"))
    said = load_words(language, "indexes")
    for key, message in words_of("en").items():
        arguments = set(re.findall(r"\{([a-z]+)[,}]", message))
        assert set(re.findall(r"\{([a-z]+)[,}]", words[key])) == arguments
        for number in (0, 1, 2, 3, 11, 100):
            text = said.say(key, **{name: number if name in NUMBERS else "x" for name in arguments})
            assert text.strip() and not set(text) & set("{}#")


def test_every_word_is_used() -> None:
    root = resources.templates().parent
    places = (root / "journeymap/render/index.py", FOLDER.parent / "index.j2.html")
    text = "".join(path.read_text("utf-8") for path in places)
    spoken = {"kind-as-is", "kind-to-be"}
    assert not {key for key in words_of("en") if not re.search(f"['\"]{key}['\"]", text)} - spoken
