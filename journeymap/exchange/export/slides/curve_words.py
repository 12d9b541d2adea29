"""The series of a chart of feelings, and the words at its points, with the room that these need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.exchange.export.slides.content import SlideColumn, SlideContent
from journeymap.exchange.export.slides.measuring import cut, slide_type
from journeymap.exchange.export.slides.writing import SlideParagraph, paragraph
from journeymap.layout.feeling.series import Series
from journeymap.layout.spec import persona_token
from journeymap.model import Emotion
from journeymap.records import NamedTuple

_WORDS = 12.0
_LEAST_BEYOND, _MOST_BEYOND = 0.06, 0.4
"""How far at least and at most the axis goes beyond the scale at both ends, in parts of the scale."""
_OFF_POINT, _LINE_OF_WORDS = 10.0, 15.0
"""The distance of words from their point, and the height of each line of them, in pixels."""


class CurveLine(NamedTuple):
    """A series of the chart: what is felt at each column; of whole stages if `is_flat`."""

    series: Series
    name: str
    felt: tuple[Emotion | None, ...]
    is_flat: bool

    @property
    def scores(self) -> list[float | None]:
        """The scores on the journey's own scale."""
        return [None if each is None else each.known_score for each in self.felt]


def curve_lines(content: SlideContent, columns: Sequence[SlideColumn]) -> list[CurveLine]:
    """The series that have a score at these columns: those of steps, and those of stages as a whole."""
    numbers = {stage.id: number for number, stage in enumerate(content.journey.stages, 1)}
    found = []
    for series in content.series:
        name = series.name or content.words["feeling"]
        steps = (series.emotions.get(column.number) for column in columns)
        flats = (series.flats.get(numbers[column.stage.id]) for column in columns)
        for known, is_flat in ((steps, False), (flats, True)):
            felt = tuple(each[0] if each else None for each in known)
            if any(each is not None for each in felt):
                told = f"{name} ({content.words['whole-stage']})" if is_flat else name
                found.append(CurveLine(series, told, felt, is_flat))
    return found


class PointWords(NamedTuple):
    """Words at a column: at which line's point, on which side of it, and what they are."""

    column: int
    point: int
    is_above: bool
    paragraphs: tuple[SlideParagraph, ...]


def words_at_points(
    lines: Sequence[CurveLine], columns: Sequence[SlideColumn], middle: float, *, room: float, all_words: bool
) -> Iterator[PointWords]:
    """How it feels at columns: above the highest point of each, and below its lowest one.

    Without `all_words`, above are all curves that are highest there, and below all that are lowest.
    """
    for index, column in enumerate(columns):
        felt = sorted(
            ((emotion.known_score, -at) for at, line in enumerate(lines) if (emotion := line.felt[index]) is not None),
            reverse=True,
        )
        order = [-at for _, at in felt]
        if all_words:
            above, below = order[:1], order[1:][-1:]
            if felt and not below and felt[0][0] < middle:
                above, below = below, above
        else:
            known = [at for at in order if not lines[at].is_flat]
            above = [at for at in known if lines[at].series.peak == column.number]
            below = [at for at in known if lines[at].series.low == column.number and at not in above]
        for is_above, told in ((True, above), (False, below)):
            found = (_word(lines[at], index, room, bold=not all_words) for at in told)
            if shown := tuple(each for each in found if each is not None):
                yield PointWords(index, order[0] if is_above else order[-1], is_above, shown)


def _word(line: CurveLine, index: int, room: float, *, bold: bool) -> SlideParagraph | None:
    """How a curve feels at a column, in its colour; None where no word says it."""
    emotion = line.felt[index]
    if emotion is None or not emotion.label:
        return None
    text = cut(emotion.label, room, slide_type(_WORDS, bold=bold), 1)
    return paragraph(text, _WORDS, bold=bold, fill=persona_token(line.series.index), align="middle")


def beyond_scale(
    words: Sequence[PointWords], lines: Sequence[CurveLine], scale: tuple[float, float], height: float
) -> float:
    """How far the axis goes beyond the scale at both ends, in scores, so that words have room in that height."""
    low, high = scale
    most = _LEAST_BEYOND
    for each in words:
        score = lines[each.point].scores[each.column]
        assert score is not None
        away = (high - score if each.is_above else score - low) / (high - low)
        share = (_OFF_POINT + _LINE_OF_WORDS * len(each.paragraphs)) / height
        most = max(most, (share - away) / (1 - 2 * share))
    return min(most, _MOST_BEYOND) * (high - low)
