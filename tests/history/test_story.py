"""The words of the story: every language has them all, and can say any change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from journeys import journey_from, made_up

from journeymap.history.changes import Difference
from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.history.pairing import Compared
from journeymap.history.report.markdown import markdown
from journeymap.history.report.text import plain
from journeymap.io import resources
from journeymap.model import Journey
from journeymap.source import Mapping, Scalar, load
from journeymap.style.locale import STORIES, load_words

FILES = sorted((resources.templates() / STORIES).glob("*.yaml"))
PLURALS = {
    "en": {"one", "other"},
    "he": {"one", "two", "other"},
    "fa": {"one", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
NUMBERS = {"days", "count"}


def words_of(path: Path) -> dict[str, str]:
    loaded = load(path.read_bytes(), path.name)
    assert isinstance(loaded.tree, Mapping) and not loaded.findings
    words = loaded.tree.entries["words"]
    assert isinstance(words, Mapping)
    return {key: value.text for key, value in words.entries.items() if isinstance(value, Scalar)}


ENGLISH = words_of(resources.templates() / STORIES / "en.yaml")


def arguments(message: str) -> set[str]:
    return set(re.findall(r"\{([a-z]+)[,}]", message))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestWords:
    def test_keys_and_arguments_are_those_of_english(self, path: Path) -> None:
        words = words_of(path)
        assert sorted(words) == sorted(ENGLISH)
        assert {key: arguments(text) for key, text in words.items()} == {
            key: arguments(text) for key, text in ENGLISH.items()
        }

    def test_every_message_can_be_said(self, path: Path) -> None:
        words = load_words(path.stem, STORIES)
        for key, message in words_of(path).items():
            for number in (0, 1, 2, 3, 11, 100):
                said = words.say(key, **{name: number if name in NUMBERS else "x" for name in arguments(message)})
                assert said.strip() and not set(said) & set("{}#"), f"{key}: {said}"

    def test_plurals_have_the_forms_of_the_language(self, path: Path) -> None:
        for key, text in words_of(path).items():
            if ", plural," in text:
                assert set(re.findall(r"(zero|one|two|few|many|other) \{", text)) == PLURALS[path.stem], key

    def test_is_written_in_its_script(self, path: Path) -> None:
        script = {"he": "[א-ת]", "fa": "[؀-ۿ]", "ar": "[؀-ۿ]", "en": "[A-Za-z]"}[path.stem]
        assert {key for key, text in words_of(path).items() if not re.search(script, text)} <= {
            "part",
            "field-result-p",
        }


def _with_takeaway(takeaway: str, *, language: str = "en", first: str = "enter") -> Journey:
    steps = [{"id": each, "name": f"Step {each} by [[pay]]", "doing": takeaway} for each in (first, "pay")]
    actions = [{"id": "a1", "title": "See [[pay]]"}]
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    shape = {"journeymap": 1, "id": "x", "title": "Up to [[pay]]", "language": language, "takeaway": takeaway}
    return journey_from({**shape, "stages": stages, "actions": actions})


def test_mentions_are_told_as_the_map_shows_them() -> None:
    """Of the new version; what only the old one had is shown as it was there."""
    long = "x" * 134
    old, new = _with_takeaway("Lost at [[enter]]"), _with_takeaway(f"{long} [[pay]] [[a1]] [[nobody]]", first="look")
    described = Describer(difference(old, new))
    assert described.title == "Up to 2"
    (line,) = (each for each in described.lines() if each.change.field == "takeaway")
    assert "“Lost at 1”" in line.text and f"“{long} 2 A1…”" in line.text
    assert "Step pay by 2" in {each.subject for each in described.lines()}
    assert Describer(Difference(None, new, (), {})).title == "Up to 2"


def test_signs_stay_beside_their_words_in_what_is_told() -> None:
    old, new = (_with_takeaway(each, language="he") for each in ("שלום", "שדרוג ל־Pro+ עכשיו"))
    compared = [Compared("a", "b", difference(old, new))]
    assert "Pro+\u200e" in plain(compared) and "Pro+\u200e" in markdown(compared)


@pytest.mark.parametrize("language", PLURALS)
@pytest.mark.parametrize("seed", range(6))
def test_any_change_can_be_told(language: str, seed: int) -> None:
    sizes = {"stages": 3, "touchpoints": 9, "personas": 2, "longest": 50}
    old = journey_from({**made_up(seed, language="en", **sizes), "emotion_scale": [-3, 3]})
    new = journey_from({**made_up(seed + 1, language="he", **sizes), "language": language, "kind": "to-be"})
    for pair in ((old, new), (new, old)):
        found = difference(*pair)
        describer = Describer(found)
        lines = describer.lines()
        assert len(lines) > 20
        assert all(line.whole.strip() and "\n" not in line.whole for line in lines)
        assert sum(len(inside) for _, inside in describer.sections(lines)) == len(lines)
