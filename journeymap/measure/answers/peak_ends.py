"""What stays in a respondent's memory, counted in the engine: one more answer in each row of a wide file.

It is made of the row's own answers that say how it felt, by the peak–end rule (`figures.peak_end`), and counted with
them in the same pass. What the texts of the answers mean is known before for those that the scale itself has. Where
others turn up, the pass is repeated for this one answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from journeymap.measure.answers.engine import text
from journeymap.measure.figures.feelings import feeling_of, line_of
from journeymap.measure.figures.scale import ScoreScale
from journeymap.model import AnswerScale, Journey, Question, Source
from journeymap.records import NamedTuple

FELT = "felt"
"""The role of the answer that is made of others."""
PEAK_END = "peak-end"
"""The metric of the question that it answers, which is about no touchpoint."""
MOST_TEXTS = 5_000
"""With more texts than these, the answers are hardly scores; then nothing is made of them."""
FELT_BY = ("csat", "ces", "nps")
"""The metrics whose answers say how it feels, the best first; nps only where its source says so."""
_MOST_POINTS = 100
_WHOLE = re.compile("-?[0-9]+")
FELT_UNITS = 1_000_000_000
"""How finely peak–ends are told apart: a feeling of 1 is so many."""


class FeelingQuestion(NamedTuple):
    """A question whose answers say how it feels: its number in the source, and its scale."""

    number: int
    scale: AnswerScale


def feeling_questions(journey: Journey, source: Source) -> tuple[FeelingQuestion, ...]:
    """Returns the questions that say how each touchpoint feels, in the order of the journey; one a touchpoint.

    They are those of csat, else ces, else nps where the source says so. None for a long source, and for a single
    touchpoint.
    """
    if source.shape == "long":
        return ()
    asked: dict[tuple[str, str], tuple[int, Question]] = {
        (each.touchpoint, each.metric): (number, each) for number, each in enumerate(source.questions)
    }
    found: list[FeelingQuestion] = []
    for touchpoint in journey.touchpoints:
        for metric in FELT_BY if source.feeling else FELT_BY[:2]:
            number, question = asked.get((touchpoint.id, metric), (0, None))
            scale = source.scale_of(metric, question) if question else None
            if scale is not None and scale.ends[0] < scale.ends[1]:
                found.append(FeelingQuestion(number, scale))
                break
    return tuple(found) if len(found) > 1 else ()


def usual_texts(scale: AnswerScale) -> tuple[str, ...]:
    """Returns the texts that answers on a scale usually are: its whole numbers and its labels."""
    low, high = map(float, scale.ends)
    is_whole = low.is_integer() and high - low <= _MOST_POINTS
    numbers = [str(int(low) + step) for step in range(int(high - low) + 1)] if is_whole else []
    return tuple(dict.fromkeys((*numbers, *scale.labels)))


def felt_in_sql(
    questions: Sequence[FeelingQuestion], scores: Mapping[int, Mapping[str, float]], rows: str, whole: AbstractSet[int]
) -> str:  # fmt: skip
    """Returns the SQL of rows with one more column, `FELT`: the respondent's peak–end, a whole number of `FELT_UNITS`.

    `scores` has the score of each text, by the number of the question; any other text is no answer. The columns of the
    questions `whole` have whole numbers in place of texts. It is none for fewer than two answers.
    """
    feelings = ", ".join(
        f"{_feeling(each, scores.get(each.number, {}), is_whole=each.number in whole)} AS h{each.number}"
        for each in questions
    )
    names = [f"h{each.number}" for each in questions]
    answered = " + ".join(f"CAST({name} IS NOT NULL AS UTINYINT)" for name in names)
    worst, last = f"least({', '.join(names)})", f"coalesce({', '.join(reversed(names))})"
    felt = f"CAST(round(({worst} + {last}) / 2 * {FELT_UNITS:e}) AS BIGINT)"
    return f"SELECT *, CASE WHEN {answered} > 1 THEN {felt} END AS {FELT} FROM (SELECT *, {feelings} FROM ({rows}))"


def _feeling(question: FeelingQuestion, scores: Mapping[str, float], *, is_whole: bool) -> str:
    scale = ScoreScale(*question.scale.ends, question.scale.better == "higher")
    role = f"a{question.number}"
    if is_whole:  # which no label is that has words
        scores = {answer: score for answer, score in scores.items() if _WHOLE.fullmatch(answer)}
        numbers = sorted(map(int, scores))
        if numbers and numbers == [*range(numbers[0], numbers[-1] + 1)] and all(int(a) == s for a, s in scores.items()):
            slope, offset = (f"CAST({number!r} AS DOUBLE)" for number in line_of(scale))
            return f"CASE WHEN {role} BETWEEN {numbers[0]} AND {numbers[-1]} THEN {slope} * {role} + {offset} END"
    cell = role if is_whole else f"CAST({role} AS VARCHAR)"
    texts: dict[float, list[str]] = {}
    for answer, score in sorted(scores.items()):
        texts.setdefault(score, []).append(answer if is_whole else text(answer))
    cases = " ".join(
        f"WHEN {cell} IN ({', '.join(answers)}) THEN CAST({feeling_of(score, scale)!r} AS DOUBLE)"
        for score, answers in sorted(texts.items())
    )
    return f"CASE {cases} END" if cases else "CAST(NULL AS DOUBLE)"
