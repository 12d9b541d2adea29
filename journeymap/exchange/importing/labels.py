"""What other tools call the parts of a journey. The words are in `templates/labels/`, a file a language.

What a map itself calls its rows, in `templates/locales/`, counts as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from journeymap.insight.channel_kinds import plain_form
from journeymap.io import resources
from journeymap.source.built_in import built_in_texts

NUMBERING = re.compile(r"^\s*(?:\(?[0-9۰-۹٠-٩]{1,2}[.):،-]\s*|[•*·-]\s+)")
"""What numbers a text, or marks it as an item of a list."""
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"\s*[/&+,،、|:–—-]\s+|\s+[/&+|]\s*|/|\s+(?:and|und|y|et|e|en|och|и|і|ve|و|أو|یا|או)\s+")
_LONGEST = 60
NOTHING = "nothing"
"""What stands in the files of labels for a cell that says nothing."""
_WORDS_OF_THE_MAP = {
    "stages": ("stage", "stages"),
    "touchpoints": ("touchpoint", "touchpoints"),
    "personas": ("persona", "personas"),
    "owner": ("owner", "owners", "lane-owners"),
    "scenario": ("scenario",),
    "moment_of_truth": ("moment-of-truth",),
    "duration": ("duration", "lane-time"),
    "emotions": ("lane-feeling",),
    "physical_evidence": ("lane-physical-evidence",),
    **{
        name: (f"lane-{name}",)
        for name in ("goal", "focus", "example", "doing", "thinking", "metrics", "pains", "gains", "opportunities",
                     "objections", "improvements", "channels", "message", "content", "frontstage", "backstage",
                     "systems")
    },
}  # fmt: skip
"""The keys in the files of locales of what a map calls a field."""


class KnownLabel(NamedTuple):
    """A label that is known: the field that it names, as the files of labels call it, and the language it is in.

    It is `partial` where only a part of the label is known, as in `Thoughts & worries`.
    """

    field: str
    language: str
    partial: bool = False


def label_of(text: str, language: str = "") -> KnownLabel | None:
    """What a label names; a word of `language` counts first, then of English, then of any other. None: unknown.

    What stands in brackets is no part of it: `Feelings (1-5)`.
    """
    if len(text) > _LONGEST:
        return None
    for plain in dict.fromkeys((text, _IN_BRACKETS.sub("", text))):
        for each in _in_turn(language):
            if (field := _words(each).get(_form(plain))) is not None:
                return KnownLabel(field, each)
    return None


def part_of_label(text: str, language: str = "") -> KnownLabel | None:
    """What the first known part of a label names, if it has several: `Thoughts & worries`; None where none is known."""
    if len(text) > _LONGEST:
        return None
    known = (label_of(part, language) for part in _BETWEEN.split(_IN_BRACKETS.sub("", text)) if part)
    return next((each._replace(partial=True) for each in known if each), None)


def language_of_labels(texts: Iterable[str]) -> str:
    """The language in which most of the texts are labels, and English of several; an empty text where none is."""
    counts = Counter(
        each for text in texts for each in languages() if len(text) <= _LONGEST and _form(text) in _words(each)
    )
    return max(counts, key=lambda each: (counts[each], each == "en"), default="")


def says_nothing(text: str, language: str) -> bool:
    """Whether a text in a cell stands for nothing: a dash, a placeholder such as `[Action]`, a word such as `n/a`."""
    plain = text.strip()
    if not re.search(r"\w", plain) and not re.search("[\u2600-\U0001faff]", plain):
        return True
    if re.fullmatch(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}", plain):
        return True
    form = _form(plain)
    return any(_nothing(each) & {form} for each in dict.fromkeys((language.partition("-")[0], "en")))


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of labels."""
    return tuple(sorted(path.stem for path in (resources.templates() / "labels").glob("*.yaml")))


def _in_turn(language: str) -> Iterable[str]:
    return dict.fromkeys((language.partition("-")[0], "en", *languages()))


@cache
def _words(language: str) -> dict[str, str]:
    words = {_form(word): field for field, word in _listed(language) if field != NOTHING}
    words.pop("", None)
    return {_form(word): field for field, word in _of_the_map(language)} | words


@cache
def _nothing(language: str) -> frozenset[str]:
    return frozenset(_form(word) for field, word in _listed(language) if field == NOTHING and _form(word))


def _listed(language: str) -> Iterator[tuple[str, str]]:
    for field, words in _entries("labels", language).items():
        for word in words:
            yield field, word


def _of_the_map(language: str) -> Iterator[tuple[str, str]]:
    words = _entries("locales", language).get("words", {})
    for field, keys in _WORDS_OF_THE_MAP.items():
        for key in keys:
            if key in words:
                yield field, words[key]


def _entries(folder: str, language: str) -> dict[str, Any]:
    path = resources.templates() / folder / f"{language}.yaml"
    return built_in_texts(path) if path.is_file() else {}


def _form(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain_form(NUMBERING.sub("", text)))
