"""The words of experiments: the same in four languages, said and used; and they claim no more than is shown."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from journeymap.experiments.arms import ShareArm
from journeymap.experiments.judging import judged
from journeymap.experiments.readings import read_arms
from journeymap.insight.experiments import Reach, Verdict, VerdictKind
from journeymap.io import resources
from journeymap.layout.experiment_texts import experiment_texts, places_for
from journeymap.source import Mapping, load
from journeymap.source.tree import Scalar
from journeymap.style.locale import load_words
from journeymap.style.word_files import EXPERIMENTS, arguments_of, plural_forms

FOLDER = resources.templates() / EXPERIMENTS
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
NUMBERS = {"n", "weeks", "days"}


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
    said = load_words(language, EXPERIMENTS)
    for key, message in english.items():
        assert arguments_of(words[key]) == arguments_of(message), key
        is_number = {each: each in NUMBERS or key in ("p-is", "p-below") for each in arguments_of(message)}
        for number in (0, 1, 2, 3, 11, 100):
            text = said.say(key, **{name: number if is_number[name] else "x" for name in is_number})
            assert text.strip() and not set(text) & set("{}#"), key
        for plural in re.findall(r"\{\w+, plural, ((?:\w+ \{(?:[^{}]|\{\w+\})*\} ?)+)", words[key]):
            assert set(re.findall(r"(?:^|\} ?)(\w+) \{", plural)) >= set(plural_forms(language)), key


def test_every_word_is_used() -> None:
    root = resources.templates().parent / "journeymap"
    places = [root / "layout/experiment_texts.py", root / "cli/experiment_texts.py", *root.glob("layout/**/*.py")]
    text = "".join(path.read_text("utf-8") for path in places)
    chosen = {f"reach-{each}" for each in get_args(Reach)} | {f"verdict-{each}" for each in get_args(VerdictKind)}
    chosen |= {"helped", "harmed", "method-pooled-normal", "method-noncentral-t"}
    assert {key for key in words_of("en") if not re.search(f"['\"]{key}['\"]", text)} - chosen == set()


SAID = experiment_texts("en", is_share=True)


@pytest.mark.parametrize(
    ("verdict", "interval", "smallest", "told"),
    [
        (Verdict("helped", "open"), (0.3, 5.5), 2.0,
         ("Helped: between 0.3 and 5.5 points.",
          "Whether it reaches the smallest effect worth seeing, 2 points, is open.")),
        (Verdict("helped", "reached"), (2.3, 5.5), 2.0,
         ("Helped: between 2.3 and 5.5 points.", "The smallest effect worth seeing, 2 points, is reached.")),
        (Verdict("harmed"), (-5.5, -0.004), None, ("Harmed: worse by between 0.004 and 5.5 points.",)),
        (Verdict("no-difference", "excluded"), (-2.1, 1.7), 3.0,
         ("No difference shown; anything beyond ±2.1 points is unlikely.",
          "The smallest effect worth seeing, 3 points, is not reached.")),
        (Verdict("no-difference"), (-0.4, 1.0), None,
         ("No difference shown; anything beyond ±1 point is unlikely.",)),
        (Verdict("straddles"), (-0.012, 14.95), None,
         ("At the edge of chance: test and interval disagree (p = 0.0497; −0.01 to +15). "
          "Take no difference as shown.",)),
        (Verdict("not-judged"), (1.0, 2.0), 1.0, ("Not judged: there is no interval.",)),
    ],
)  # fmt: skip
def test_words_claim_no_more_than_is_shown(verdict, interval, smallest, told) -> None:
    assert SAID.verdict(verdict, *interval, 0.0497, smallest=smallest) == told


def test_a_broken_split_is_all_that_is_told() -> None:
    assert SAID.not_judged(1e-9) == "Not judged: the split is broken (p < 0.001)."


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language_the_words_have_the_figures(language: str) -> None:
    said = experiment_texts(language, is_share=True)
    reading = read_arms([ShareArm("a", 1000, 120), ShareArm("b", 1000, 200)])
    found = reading.compared[0]
    (verdict,) = judged(reading, smallest=6)
    first, second = said.verdict(verdict, found.difference.low, found.difference.high, found.p_adjusted, smallest=6)
    number = said.words.number
    assert number(4.8) in first and number(11.2) in first and number(6) in second


@pytest.mark.parametrize(
    ("size", "places"), [(31, 0), (2.6, 1), (0.26, 2), (0.0026, 4), (1e-9, 6), (0, 0), (100, 0), (-5.5, 1)]
)
def test_numbers_have_two_figures(size: float, places: int) -> None:
    assert places_for(size) == places


@pytest.mark.parametrize(
    ("p", "told"),
    [(0.04966, "p = 0.0497"), (0.0099, "p = 0.01"), (0.0012, "p = 0.001"), (0.0009, "p < 0.001"), (0.774, "p = 0.77")],
)
def test_a_p_has_as_many_decimals_as_matter(p: float, told: str) -> None:
    assert SAID.p(p) == told
