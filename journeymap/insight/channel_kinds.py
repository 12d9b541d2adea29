"""What kind of channel a name means. Channels are free text, so their kind is found by known words in the name.

The words are in `templates/channels/`, a file a language. A kind is also the name of an icon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from journeymap.io import resources
from journeymap.records import Record
from journeymap.source.built_in import built_in_texts

UNKNOWN = "other"
"""The kind of a channel whose name has no known word."""

_SERVICES = "names"
_MOST_WORDS = 4
_RANGES_OF_MARKS = "\u0300-\u036f \u0591-\u05bd \u05bf-\u05c7 \u064b-\u065f"
_MARKS = frozenset("\u0640\u0670\u3099\u309a").union(
    *(map(chr, range(ord(pair[0]), ord(pair[2]) + 1)) for pair in _RANGES_OF_MARKS.split(" "))
)
"""Points and accents, those of Japanese too, and the line that stretches Arabic words."""

_LETTERS = (
    dict.fromkeys(("ar", "fa", "ur"), ("\u0600", "\u06ff"))
    | dict.fromkeys(("ru", "uk"), ("\u0400", "\u04ff"))
    | {"he": ("\u0590", "\u05ff"), "ja": ("\u3041", "\u9fff"), "ko": ("\u1100", "\u11ff"), "zh": ("\u4e00", "\u9fff")}
)
"""The first and the last letter of the languages in other scripts than Latin, Korean ones taken apart."""

_JOINERS = " -.\u200c־"
"""What words and their parts are joined with in the lists of words."""

_TOKENS = re.compile(r"[^\W_]+|[/&+,;|(]|[،؛]")
ONE_FORM: dict[str, str | None] = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"} | dict.fromkeys("'’‘׳\"“”״`´")
"""Letters that are written for each other in Persian and Arabic and look alike; and None for apostrophes and quotation
marks, which are written in many ways: `צ'אט` is `צ׳אט`.
"""
_BOUNDARIES = frozenset("/&+,;|(،؛") | {
    "of", "at", "on", "in", "from", "by", "with", "for", "via", "to", "and", "or", "near", "after", "before",
}  # fmt: skip
"""What ends the first part of an English name, whose last word says what it is: `chat` in `Shop chat on the site`."""

_PREFIXES = {
    "he": ("ה", "ב", "ל", "ו", "וה", "וב", "ול"),
    "ar": ("ال", "بال", "وال", "لل", "ب", "و", "ل"),
}  # articles and prepositions that are written together with a word
_ENDINGS = {"en": ("s", "es"), "fa": ("ها", "های")}  # of the plural


_Word = tuple[str, bool]
"""A known word: what kind it means, and whether it counts only where nothing else is known."""


class _Vocabulary(Record):
    """The words of one language by their letters, and the starts of words."""

    language: str
    words: dict[str, _Word]
    starts: dict[str, _Word]


class _Found(Record):
    """A known word in a name: the tokens from `start` up to, but without, `end`."""

    start: int
    end: int
    kind: str
    is_weak: bool
    is_service: bool

    def is_inside(self, other: _Found) -> bool:
        """Whether the other one has all of its tokens, and more."""
        return other.start <= self.start and self.end <= other.end and other.end - other.start > self.end - self.start


@cache
def channel_kind(name: str, language: str) -> str:
    """The kind of a channel (`web`, `call`, `shop` …) by its name in a journey's language; `other` when it is unknown.

    A word of several words counts before those inside it, then a well-known service, and then the word that says what
    the others are part of: in English the last one of the name's first part, else the first one.
    """
    tokens = tuple(_TOKENS.findall(plain_form(name)))
    main = language.partition("-")[0]
    wanted = (main, "en") if any("a" <= token[0] <= "z" for token in tokens) else (main,)
    own = [each for each in dict.fromkeys(wanted) if (_folder() / f"{each}.yaml").is_file()]
    for languages in ([_SERVICES, *own], () if name.isascii() else _others(tokens, own)):
        found = _outermost(_find(tokens, [_vocabulary(each) for each in languages]))
        if found:
            return _decisive(tokens, found).kind
    return UNKNOWN


def _others(tokens: tuple[str, ...], own: list[str]) -> list[str]:
    """The other languages that are written in the letters of a name: only their words need to be read."""
    letters = "".join(tokens)
    scripts = {each: _LETTERS.get(each, ("a", "z")) for each in _languages() if each not in own}
    return [each for each, (first, last) in scripts.items() if any(first <= letter <= last for letter in letters)]


def plain_form(text: str) -> str:
    """A text without case, points, accents and apostrophes, and with one form of the letters that look alike."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        if not _MARKS.isdisjoint(text):
            text = "".join([each for each in text if each not in _MARKS])
    return _replaced(text.casefold(), ONE_FORM)


def _replaced(text: str, replacements: Mapping[str, str | None]) -> str:
    """The text with other letters, or without those for which there is none: far faster than `str.translate`."""
    for old, new in replacements.items():
        if old in text:
            text = text.replace(old, new or "")
    return text


def _find(tokens: tuple[str, ...], vocabularies: list[_Vocabulary]) -> Iterator[_Found]:
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + _MOST_WORDS, len(tokens)) + 1):
            run = "".join(tokens[start:end])
            before_last = len(run) - len(tokens[end - 1])
            for vocabulary in vocabularies:
                word = _look_up(run, before_last, vocabulary)
                if word is not None:
                    kind, is_weak = word
                    is_service = vocabulary.language == _SERVICES
                    yield _Found(start=start, end=end, kind=kind, is_weak=is_weak, is_service=is_service)
                    break


def _look_up(run: str, before_last: int, vocabulary: _Vocabulary) -> _Word | None:
    """The word that a run of tokens is or starts with; its last token starts after `before_last` letters."""
    language = vocabulary.language
    forms = [run, *(run.removeprefix(prefix) for prefix in _PREFIXES.get(language, ()) if run.startswith(prefix))]
    for form in forms:
        endings = [form.removesuffix(ending) for ending in _ENDINGS.get(language, ()) if form.endswith(ending)]
        for each in (form, *endings):
            if each in vocabulary.words:
                return vocabulary.words[each]
    for form in forms:
        least = before_last - (len(run) - len(form))
        starts = [start for start in vocabulary.starts if form.startswith(start) and len(start) > least]
        if starts:
            return vocabulary.starts[max(starts, key=len)]
    return None


def _outermost(found: Iterator[_Found]) -> list[_Found]:
    """The words that are not inside a longer one; without the weak ones, unless there are no others."""
    every = list(found)
    outer = [one for one in every if not any(one.is_inside(other) for other in every)]
    return [one for one in outer if not one.is_weak] or outer


def _decisive(tokens: tuple[str, ...], found: list[_Found]) -> _Found:
    inside = {index for one in found for index in range(one.start, one.end)}
    is_english = tokens[found[0].start].isascii()

    def rank(one: _Found) -> tuple[bool, int, int]:
        if not is_english:
            return not one.is_service, 0, one.start
        part = sum(tokens[index] in _BOUNDARIES and index not in inside for index in range(one.start))
        return not one.is_service, part, -one.start

    return min(found, key=rank)


@cache
def _vocabulary(language: str) -> _Vocabulary:
    path = _folder() / f"{language}.yaml"
    words: dict[str, _Word] = {}
    starts: dict[str, _Word] = {}
    for kind, listed in built_in_texts(path).items():
        if not isinstance(listed, str):
            raise ValueError(f"{path} has no list of words for {kind}")
        for entry in _replaced(plain_form(listed), dict.fromkeys(_JOINERS)).split(","):
            into = starts if entry.endswith("*") else words
            into[entry.rstrip("*?")] = (kind, entry.endswith("?"))
    return _Vocabulary(language=language, words=words, starts=starts)


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml") if path.stem != _SERVICES))


def _folder() -> Path:
    return resources.templates() / "channels"
