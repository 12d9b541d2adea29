"""On which scale the answers of a column are, and what they measure: by their values, and by the question's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from journeymap.measure.answers.presets import NO_PRESET, PRESETS
from journeymap.measure.answers.scores import leading_number, plain_text
from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn

_MOST_ANSWERS = 60
_PARTS = 4
"""Scores may stand half and quarter way between two whole ones; other fractions are amounts."""
_LEAST_PART = 0.6
_LONGEST = 60
_SHORT_HEADING = 4
_MOST_BEYOND = 2
"""So many different numbers may be beyond a scale, by mistake."""
_OPENING = 3
_MEASURED = (
    ("nps", words.RECOMMEND), ("importance", words.IMPORTANT), ("ces", words.EFFORT), ("csat", words.SATISFIED),
)  # fmt: skip
"""The metrics, and the words of questions that ask for them; the first counts."""
_ALMOST_ALL = 0.99
"""A scale has at least this part of the answers; a longer one is not proposed for the few that lie beyond."""


class ProposedScale(NamedTuple):
    """A scale: its ends, the texts that are no answer, the score of each label, and why it is thought to be it."""

    low: float
    high: int
    not_applicable: tuple[str, ...]
    labels: dict[str, int]
    reason: str


class _Answers(NamedTuple):
    """How often each number, each text that is none, and each text that says that there is no answer occur."""

    numbers: dict[float, int]
    texts: dict[str, int]
    none: dict[str, int]


def _answers_of(column: SampledColumn, preset: str | None) -> _Answers:
    never = (PRESETS[preset] if preset else NO_PRESET).never
    found = _Answers({}, {}, {})
    for text, count in column.counts.items():
        plain = plain_text(text)
        if plain in never:
            continue
        number = leading_number(text) if len(text) <= _LONGEST else None
        if plain in words.NO_ANSWER:
            found.none[plain] = found.none.get(plain, 0) + count
        elif number is not None and (number * _PARTS).is_integer():
            score = int(number) if number.is_integer() else number
            found.numbers[score] = found.numbers.get(score, 0) + count
        else:
            found.texts[plain] = found.texts.get(plain, 0) + count
    return found


def scale_of(
    column: SampledColumn, preset: str | None = None, alike: Sequence[SampledColumn] = ()
) -> ProposedScale | None:  # fmt: skip
    """Returns the scale that the answers of a column are on; None for a column that has none.

    Columns that are asked `alike` have one scale: that of all their answers in numbers together.
    """
    is_short = len(words.words_in(column.wording)) <= _SHORT_HEADING
    counts = words.has_any(column.wording, words.COUNTS) or (
        is_short and words.has_word(column.wording, words.NO_SCORE)
    )
    if column.is_many or not column.filled or counts:
        return None
    found = _answers_of(column, preset)
    if sum(found.texts.values()) > sum(found.numbers.values()):
        if words.has_any(column.name, words.FREE):
            return None
        written = {plain_text(text): text.strip("; ") for text in column.counts}
        return _in_words(found.texts, tuple(found.none), written)
    together: Counter[float] = Counter(found.numbers)
    for each in alike:
        if each is not column and not each.is_many:
            together.update(_answers_of(each, preset).numbers)
    return _in_numbers(column, found, together)


def _in_words(texts: dict[str, int], none: tuple[str, ...], written: dict[str, str]) -> ProposedScale | None:
    """The scale of answers in words; `written` has each as the file does."""
    if len(texts) > _MOST_ANSWERS:
        return None
    best: tuple[float, dict[str, int], dict[str, int]] = (0, {}, {})
    for answers in words.ANSWERS:
        labels = {text: answers[text] for text in texts if text in answers}
        part = sum(texts[text] for text in labels) + len(labels) / (len(answers) + 1)  # of sets alike, the smaller
        if len(set(labels.values())) == len(labels) and part > best[0]:
            best = (part, labels, answers)
    _, labels, answers = best
    total, part = sum(texts.values()), sum(texts[text] for text in labels)
    if not labels or part < total * _LEAST_PART:
        return None
    ends = min(answers.values()), max(answers.values())
    ordered = {written[text]: score for text, score in sorted(labels.items(), key=lambda each: -each[1])}
    reason = f"answers in words, known in {part:,} of {total:,}; see that the scores are meant so"
    return ProposedScale(*ends, none, ordered, reason)


def _in_numbers(column: SampledColumn, answers: _Answers, together: Mapping[float, int]) -> ProposedScale | None:
    """The scale of answers in numbers; `together` are those of all columns that are asked alike."""
    numbers, none = answers.numbers, tuple(answers.none)
    total = sum(numbers.values()) + sum(answers.texts.values())
    seen = {number: count for number, count in numbers.items() if 0 <= number <= 10}
    if (
        not seen
        or sum(seen.values()) < total * _LEAST_PART
        or len(numbers) - len(seen) > _MOST_BEYOND
        or set(seen) <= {0, 1}
        or _is_counting(column)
    ):
        return None
    if words.has_any(column.wording, words.RECOMMEND):
        return ProposedScale(0, 10, none, {}, f"as recommending is asked; {_told(numbers, 0, 10, total)}")
    top = _top(together)
    low = min(1, *(number for number in together if number >= 0))
    told = _told(numbers, low, top, total)
    if top == 10:
        return ProposedScale(low, top, none, {}, f"{told}; see whether 0 could be chosen" if low else told)
    if low == 0:
        reason = f"{told}; 0 is taken for no answer: if it is one, write `from: 0`"
        return ProposedScale(min(1, *(number for number in together if number > 0)), top, ("0", *none), {}, reason)
    return ProposedScale(low, top, none, {}, told if top in together else f"{told}; see that {top} is the best")


def _top(numbers: Mapping[float, int]) -> int:
    """The end of the shortest usual scale that has almost all answers."""
    known = sum(count for number, count in numbers.items() if 0 <= number <= 10)
    return next(
        top for top in (5, 7, 10)
        if sum(count for number, count in numbers.items() if 0 <= number <= top) >= known * _ALMOST_ALL
    )  # fmt: skip


def _told(numbers: Mapping[float, int], low: float, top: int, total: int) -> str:
    """Which numbers a column has on a scale, in how many answers, and how many lie beyond it."""
    seen = {number: count for number, count in numbers.items() if low <= number <= top}
    first, last = min(seen, default=low), max(seen, default=top)
    told = f"{first:g} to {last:g}" if first < last else f"{first:g}"
    told += f" in {sum(seen.values()):,} of {total:,}"
    beyond = sum(numbers.values()) - sum(seen.values())
    return f"{told}; {beyond:,} beyond {top}, taken for {'slips' if beyond > 1 else 'a slip'}" if beyond else told


def _is_counting(column: SampledColumn) -> bool:
    """Whether the values count the rows: 1, 2, 3 …"""
    return column.filled >= 3 and column.first[:8] == [str(number) for number in range(1, min(column.filled, 8) + 1)]


def alike(columns: Iterable[SampledColumn]) -> dict[str, list[SampledColumn]]:
    """Returns by a column's name the columns that are asked as it is: rows of one grid, or questions that begin alike
    and measure the same."""
    groups: dict[tuple[str, ...], list[SampledColumn]] = {}
    for column in columns:
        grid, _, row = column.wording.rpartition("/")
        opening = words.words_in(words.folded(grid or column.wording))
        measured = next((metric for metric, known in _MEASURED if words.has_any(column.wording, known)), "")
        is_asked = bool(grid) or len(opening) > _SHORT_HEADING
        key = (measured, *(opening if grid else opening[:_OPENING])) if is_asked else (column.name, row)
        groups.setdefault(key, []).append(column)
    return {column.name: group for group in groups.values() for column in group}


def metric_of(column: SampledColumn, scale: ProposedScale) -> tuple[str, str]:
    """Returns what a question measures, and why it is thought so."""
    wording = column.wording
    for metric, known in _MEASURED:
        if word := words.has_any(wording, known):
            if metric == "nps" and (scale.low, scale.high) != (0, 10):
                continue
            return metric, f"{metric}, since it says `{word}`"
    if (scale.low, scale.high) == (0, 10):
        return "nps", "nps, since it is asked from 0 to 10"
    return "csat", "csat, as nothing says otherwise"
