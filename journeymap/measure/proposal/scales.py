"""On which scale the answers of a column are, and what they measure: by their values, and by the question's words."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.measure.answers.presets import NO_PRESET, PRESETS
from journeymap.measure.answers.scores import leading_number, plain_text
from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn

_MOST_ANSWERS = 60
_LEAST_PART = 0.6
_LONGEST = 60
_SHORT_HEADING = 4
_MOST_BEYOND = 2
"""So many different numbers may be beyond a scale, by mistake."""


class ProposedScale(NamedTuple):
    """A scale: its ends, the texts that are no answer, the score of each label, and why it is thought to be it."""

    low: int
    high: int
    not_applicable: tuple[str, ...]
    labels: dict[str, int]
    reason: str


def scale_of(column: SampledColumn, preset: str | None = None) -> ProposedScale | None:
    """Returns the scale that the answers of a column are on; None for a column that has none."""
    is_short = len(words.words_in(column.wording)) <= _SHORT_HEADING
    counts = words.has_any(column.wording, words.COUNTS) or (
        is_short and words.has_word(column.wording, words.NO_SCORE)
    )
    if column.is_many or not column.filled or counts:
        return None
    never = (PRESETS[preset] if preset else NO_PRESET).never
    numbers: dict[int, int] = {}
    texts: dict[str, int] = {}
    none: dict[str, int] = {}
    for text, count in column.counts.items():
        plain = plain_text(text)
        if plain in never:
            continue
        number = leading_number(text) if len(text) <= _LONGEST else None
        if plain in words.NO_ANSWER:
            none[plain] = none.get(plain, 0) + count
        elif number is not None and number.is_integer():
            numbers[int(number)] = numbers.get(int(number), 0) + count
        else:
            texts[plain] = texts.get(plain, 0) + count
    if sum(texts.values()) > sum(numbers.values()):
        if words.has_any(column.name, words.FREE):
            return None
        return _in_words(texts, tuple(none), {plain_text(text): text.strip("; ") for text in column.counts})
    return _in_numbers(column, numbers, sum(texts.values()), tuple(none))


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


def _in_numbers(
    column: SampledColumn, numbers: dict[int, int], others: int, none: tuple[str, ...]
) -> ProposedScale | None:  # fmt: skip
    total = sum(numbers.values()) + others
    seen = {number: count for number, count in numbers.items() if 0 <= number <= 10}
    part = sum(seen.values())
    if (
        not seen
        or part < total * _LEAST_PART
        or len(numbers) - len(seen) > _MOST_BEYOND
        or set(seen) <= {0, 1}
        or _is_counting(column)
    ):
        return None
    low, high = min(seen), max(seen)
    told = f"{low} to {high} in {part:,} of {total:,}" if low < high else f"{low} in {part:,} of {total:,}"
    if words.has_any(column.wording, words.RECOMMEND):
        return ProposedScale(0, 10, none, {}, f"{told}, as recommending is asked")
    if high > 7:
        return ProposedScale(
            1 if low else 0, 10, none, {}, told if low == 0 else f"{told}; see whether 0 could be chosen"
        )
    top = 7 if high > 5 else 5
    if low == 0:
        return ProposedScale(
            1, top, ("0", *none), {}, f"{told}; 0 is taken for no answer: if it is one, write `from: 0`"
        )
    return ProposedScale(1, top, none, {}, told if high == top else f"{told}; see that {top} is the best")


def _is_counting(column: SampledColumn) -> bool:
    """Whether the values count the rows: 1, 2, 3 …"""
    return column.filled >= 3 and column.first[:8] == [str(number) for number in range(1, min(column.filled, 8) + 1)]


def metric_of(column: SampledColumn, scale: ProposedScale) -> tuple[str, str]:
    """Returns what a question measures, and why it is thought so."""
    wording = column.wording
    for metric, known in (("nps", words.RECOMMEND), ("importance", words.IMPORTANT), ("ces", words.EFFORT),
                          ("csat", words.SATISFIED)):  # fmt: skip
        if word := words.has_any(wording, known):
            if metric == "nps" and (scale.low, scale.high) != (0, 10):
                continue
            return metric, f"{metric}, since it says `{word}`"
    if (scale.low, scale.high) == (0, 10):
        return "nps", "nps, since it is asked from 0 to 10"
    return "csat", "csat, as nothing says otherwise"
