"""Reads how good something feels from a word or an emoji. The words are in `templates/feelings/`, a file a language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from journeymap.insight.channel_kinds import plain_form
from journeymap.io import resources
from journeymap.source.built_in import built_in_texts

_EMOJI = re.compile("[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_NOT_DRAWN = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\u2640\u2642]")
"""What only changes the look of the emoji before it: colour, skin, sex."""


class ToldFeeling(NamedTuple):
    """A feeling: `score` from -2 to 2, None where nobody knows; `label` is the text without its emoji."""

    score: float | None
    label: str


def feeling_of(text: str, language: str) -> ToldFeeling:
    """The feeling that a text tells. A word of the language, else of English, counts; and an emoji where no word does.

    A text of several words counts as a whole alone: `not happy` is not happy.
    """
    signs = _EMOJI.findall(text)
    label = " ".join(_NOT_DRAWN.sub("", _EMOJI.sub("", text)).split())
    score = word_score(label, language)
    if score is None:
        known = [emoji_scores()[sign] for sign in signs if sign in emoji_scores()]
        score = sum(known) / len(known) if known else None
    return ToldFeeling(score, label)


def word_score(text: str, language: str) -> float | None:
    """How good the feeling is that a text names, from -2 to 2; None where it is no known word for one."""
    form = _form(text)
    for each in dict.fromkeys((language.partition("-")[0], "en")):
        if form in _words(each):
            return _words(each)[form]
    return None


def language_of_feeling(text: str) -> str:
    """The language that has a word for a feeling, for a text that is one in any; an empty text for any other text."""
    form = _form(text)
    return next((each for each in ("en", *_languages()) if form in _words(each)), "")


@cache
def _languages() -> tuple[str, ...]:
    folder = resources.templates() / "feelings"
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if path.stem != "emoji"))


@cache
def emoji_scores() -> dict[str, float]:
    """How good each known emoji feels, from -2 to 2."""
    return {sign: score for score, sign in _listed("emoji")}


@cache
def _words(language: str) -> dict[str, float]:
    return {_form(word): score for score, word in _listed(language)}


def _form(text: str) -> str:
    return re.sub(r"[\s\u200c־-]+", "", plain_form(text)).strip(".!…")


def _listed(name: str) -> list[tuple[float, str]]:
    path = resources.templates() / "feelings" / f"{name}.yaml"
    listed = built_in_texts(path).items() if path.is_file() else ()
    return [(float(score), word) for score, words in listed for word in words]
