"""How good something feels, as the cells of tables say it: numbers on some scale, words, emoji, or several of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from journeymap.digits import as_number, latin
from journeymap.exchange.importing.feelings import ToldFeeling, feeling_of
from journeymap.exchange.importing.tables.crosswalk import Crosswalk

Scale = tuple[float, float]
FEELING: Scale = (-2.0, 2.0)
_NUMBER = r"[-+]?[0-9]{1,4}(?:[.,][0-9]{1,3})?"
_SCORE = re.compile(rf"(?P<score>{_NUMBER})\s*(?:/\s*(?P<top>[0-9]{{1,3}})|(?P<percent>%))?")
_BEFORE = re.compile(rf"(?P<score>{_NUMBER})\s*(?:/\s*(?P<top>[0-9]{{1,3}}))?\s*(?:[-–—:,]\s+|\s)\s*(?P<rest>\D.*)")
_AFTER = re.compile(
    rf"(?P<rest>.*?\D)\s*[(\[:–—]?\s*(?<![\w.,-])(?P<score>{_NUMBER})\s*(?:/\s*(?P<top>[0-9]{{1,3}}))?[)\]]?"
)
_TOLD_SCALE = re.compile(
    r"(?P<low>[-+]?[0-9]{1,4})\s*(?:-|–|—|\.\.\.?|…|:|~|to|bis|à|a|tot|till|до|עד|تا|إلى|から|至|到)\s*(?P<high>[-+]?[0-9]{1,4})"
)
_LIKELY: tuple[Scale, ...] = ((1, 5), (0, 5), (1, 7), (1, 10), (0, 10), (0, 100))
_LIKELY_BELOW: tuple[float, ...] = (1, 2, 3, 4, 5, 10, 100)


class ScoredFeeling(NamedTuple):
    """A feeling: a score on the scale of the table, or one from -2 to 2 by its words, or neither; and its words.

    `top` is the highest score, where the cell says it: 5 of `4/5`.
    """

    score: float | None
    top: float | None
    felt: float | None
    label: str


def scored(text: str, language: str, told: Crosswalk) -> ScoredFeeling:
    """The feeling that a text of a cell tells: `4`, `4/5`, `80%`, `3 - unsure`, `unsure (3)`, `😀`, `happy 😀`."""
    plain = latin(text).strip() if not text.isascii() else text.strip()
    number = as_number(text)
    if number is not None:
        return ScoredFeeling(number, None, None, "")
    for pattern in (_SCORE, _BEFORE, _AFTER):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        groups = match.groupdict()
        score = float(groups["score"].replace(",", "."))
        top = 100.0 if groups.get("percent") else float(groups["top"]) if groups.get("top") else None
        rest = (groups.get("rest") or "").strip(" -–—:()[]")
        words = _by_words(rest, language, told) if rest else ToldFeeling(None, "")
        return ScoredFeeling(score, top, None, words.label)
    words = _by_words(text, language, told)
    return ScoredFeeling(None, None, words.score, words.label)


def _by_words(text: str, language: str, told: Crosswalk) -> ToldFeeling:
    words = feeling_of(text, language)
    for word in (text, words.label):
        if (score := told.feelings.get(word)) is not None:
            return ToldFeeling(score, words.label)
    if words.score is not None:
        return words
    parts = [feeling_of(part, language) for part in re.split(r"\s*[,،、/&+]\s*", words.label) if part]
    known = [part.score for part in parts if part.score is not None]
    return ToldFeeling(sum(known) / len(known), words.label) if known and len(known) == len(parts) else words


def told_scale(label: str) -> Scale | None:
    """The scale that a label tells, as in `Feelings (1-5)`; None where it tells none."""
    found = _TOLD_SCALE.search(latin(label)) if re.search(r"\d", label) else None
    ends = (float(found["low"]), float(found["high"])) if found else (0.0, 0.0)
    return ends if ends[0] < ends[1] else None


def likely_scale(scores: Iterable[float], tops: Iterable[float]) -> Scale:
    """The scale that scores are most likely on: the smallest usual one that has them all."""
    found, highest = [*scores], max(tops, default=None)
    if highest is not None:
        return (0.0 if highest >= 100 or 0 in found else 1.0, highest)
    if min(found) < 0:
        end = max(map(abs, found))
        near = next((each for each in _LIKELY_BELOW if each >= end), end)
        return -max(near, 2.0), max(near, 2.0)
    return next(
        ((low, high) for low, high in _LIKELY if low <= min(found) and max(found) <= high), (0.0, max(*found, 1.0))
    )


def on_scale(felt: float, scale: Scale) -> float:
    """A feeling from -2 to 2 as a score on a scale, which is cut in even parts."""
    return scale[0] + (felt + 2) * (scale[1] - scale[0]) / 4
