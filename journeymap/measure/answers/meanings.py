"""What the texts of a source mean: to which question an answer is, with what score, from which segment."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.counted import OTHER, AskedQuestion
from journeymap.measure.answers.peak_ends import FELT_UNITS, PEAK_END, feeling_questions, usual_texts
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.problems import Reason
from journeymap.measure.answers.refusal import refused
from journeymap.measure.answers.scores import AnswerTexts, leading_number, plain_text
from journeymap.measure.figures import ScoreScale, is_top_box, nps_part
from journeymap.model import AnswerScale, Journey, Source, SourceSegment
from journeymap.model.metrics import STANDARDS
from journeymap.model.reading import IS_ID, slug

_KNOWN_METRICS = frozenset({*STANDARDS, "importance"})
_UNSCALED = "tgw"


class NumberColumn(SourceSegment):
    """A column whose numbers tell answers apart: each is a segment of its own, as text."""


class AnswerMeanings:
    """Knows the questions of a source, those of a long file as they are met, and what each text means."""

    def __init__(self, journey: Journey, source: Source, columns: SourceColumns, preset: ToolPreset) -> None:
        self.questions: list[AskedQuestion] = []
        self.dimensions = tuple(source.segments)
        self._source = source
        self._words = columns.words
        self._preset = preset
        self._texts: list[AnswerTexts] = []
        self._places: dict[tuple[str, str], int] = {}
        self._touchpoints = {plain_text(each.name): each.id for each in reversed(journey.touchpoints)}
        self._touchpoints |= {each.id: each.id for each in journey.touchpoints}
        if source.shape == "long":
            self._touchpoints |= {plain_text(text): id_ for text, id_ in _mapped(journey, source)}
        self._segments = [
            {plain_text(text): segment for text, segment in each.map.items()} for each in source.segments.values()
        ]
        self._of_numbers = [isinstance(each, NumberColumn) for each in source.segments.values()]
        if source.shape == "wide":
            for question in source.questions:
                if question.touchpoint not in journey.touchpoint_by_id:
                    raise refused(question, "touchpoint", f"there is no touchpoint `{question.touchpoint}`")
                scale = source.scale_of(question.metric, question)
                if scale is None and question.metric != _UNSCALED:
                    raise refused(question, "metric", f"nothing says on which scale `{question.metric}` is answered",
                                  "add it: `scale: {from: 1, to: 5}`")  # fmt: skip
                self._add(AskedQuestion(question.touchpoint, question.metric, scale))
        self.felt_by = feeling_questions(journey, source)
        self._felt = self._add(AskedQuestion("", PEAK_END, None)) if self.felt_by else None

    def usual_scores(self) -> dict[int, dict[str, float]]:
        """Returns the scores of the usual texts of the questions that say how it feels, by the question's number."""
        found: dict[int, dict[str, float]] = {}
        for number, scale in self.felt_by:
            scores = {text: self.score(number, text) for text in usual_texts(scale)}
            found[number] = {text: score for text, score in scores.items() if not isinstance(score, str)}
        return found

    def _add(self, question: AskedQuestion) -> int:
        self._places[question.touchpoint, question.metric] = len(self.questions)
        self.questions.append(question)
        self._texts.append(AnswerTexts(question.scale, self._preset.never))
        return len(self.questions) - 1

    @lru_cache(maxsize=10_000)  # noqa: B019  lives as long as one count
    def question(self, touchpoint: str | None, metric: str | None) -> int | Reason:
        """Returns the question that an answer of a long file is to, by the texts in its row, or why there is none.

        A text is None where the source says one word for all rows. Raises an AnswersError for a metric without scale.
        """
        where = self.place(touchpoint)
        what = self._words["metric"] if metric is None else self._metric(metric)
        if where is None:
            return "unknown-touchpoint"
        if what is None:
            return "unknown-metric"
        known = self._places.get((where, what))
        if known is not None:
            return known
        scale = self._source.scale_of(what)
        if scale is None and what != _UNSCALED:
            raise refused(self._source, "metric", f"nothing says on which scale `{what}` is answered",
                          f"add `scales: {{{what}: {{from: 1, to: 5}}}}`")  # fmt: skip
        return self._add(AskedQuestion(where, what, scale))

    def place(self, touchpoint: str | None) -> str | None:
        """Returns the id of the touchpoint that a text of a long file means; None for one that is not there.

        The text is None where the source says one touchpoint for all rows.
        """
        return self._words["touchpoint"] if touchpoint is None else self._touchpoints.get(plain_text(touchpoint))

    def _metric(self, text: str) -> str | None:
        name = slug(plain_text(text))
        is_known = name in _KNOWN_METRICS or name in self._source.scales
        return name if is_known or (self._source.scale is not None and IS_ID.match(name)) else None

    def score(self, question: int, text: str) -> float | Reason:
        """Returns the score of a text that answers a question, or why it has none."""
        if question == self._felt:
            return int(text) / FELT_UNITS if text else "blank"
        return self._texts[question].score(text)

    def segment(self, dimension: int, text: str) -> str:
        """Returns the id of the segment that a text means in a dimension; `other` where the map does not name it.

        Of a column of numbers, the number as text; `other` for what is none.
        """
        if self._of_numbers[dimension]:
            number = leading_number(text)
            return OTHER if number is None else repr(number)
        return self._segments[dimension].get(plain_text(text), OTHER)


def _mapped(journey: Journey, source: Source) -> Iterator[tuple[str, str]]:
    """The steps of a long file that its source maps, each with its touchpoint. Raises an AnswersError."""
    for text, place in source.map.items():
        if place.touchpoint not in journey.touchpoint_by_id:
            raise refused(place, "touchpoint", f"there is no touchpoint `{place.touchpoint}`")
        yield text, place.touchpoint


def measures_of(metric: str, scale: AnswerScale | None, score: float) -> tuple[float, float, float]:
    """Returns a score itself, whether it is in the top boxes of its scale, and the promoter's or detractor's sign."""
    net = float(nps_part(score)) if metric == "nps" else 0.0
    if scale is None:
        return score, 0.0, net
    return score, float(is_top_box(score, ScoreScale(*scale.ends, scale.better == "higher"))), net
