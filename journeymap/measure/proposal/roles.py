"""What the columns of an export are: when, who, with what weight, from which segment, and the answers themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from journeymap.measure.answers.date_forms import DateForm, date_form, is_excel_time
from journeymap.measure.answers.presets import NO_PRESET, PRESETS
from journeymap.measure.answers.scores import leading_number, plain_text
from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn, SurveyExport
from journeymap.measure.proposal.matching import segment_of
from journeymap.measure.proposal.tools import is_beside_the_answers
from journeymap.model import Journey, Segment
from journeymap.model.reading import slug

_MOST_SEGMENTS = 12
_LONGEST_LABEL = 40
_OFTEN = 5
"""A text that occurs so often is the label of a group, and not what one customer wrote."""
_UNIX = re.compile(r"\d{10}|\d{13}|\d{16}")
_PRIVATE = re.compile(r"@|://|www\.|\d{4,}")


class TimeColumn(NamedTuple):
    """The column of times, None for the one that the preset knows; how its dates are written, and why it is it."""

    column: SampledColumn | None
    form: DateForm | None
    reason: str


class SegmentColumn(NamedTuple):
    """A column whose few values divide customers: `map` has the segment by value, `others` how many answers have none.

    `labels` are the values that have none, empty unless each of them is a label that may be quoted.
    """

    dimension: str
    column: SampledColumn
    map: dict[str, Segment]
    others: int
    labels: tuple[str, ...]


def is_unix_time(column: SampledColumn) -> bool:
    """Whether the values of a column are numbers of seconds since 1970, or of parts of them."""
    return bool(column.first) and all(_UNIX.fullmatch(text) for text in column.first)


def time_of(export: SurveyExport) -> TimeColumn | None:
    """Returns the column that says when an answer was given; None where there is none."""
    known = PRESETS[export.preset].times if export.preset else ()
    for name in known:
        for column in export.columns:
            if column.name == name:
                return TimeColumn(None, date_form(column.first, export.preset), f"the preset knows `{name}`")
    found = []
    for place, column in enumerate(export.columns):
        form = date_form(column.first, export.preset)
        is_serial = (
            export.file.kind == "xlsx" and is_excel_time(column.first) and words.has_any(column.name, words.TIME)
        ) or (is_unix_time(column) and words.is_called_time(column.name))
        if not column.is_alone or not (form or is_serial) or words.has_any(column.name, words.PRIVATE):
            continue
        rank = 2 * bool(words.has_any(column.name, words.END)) + bool(words.has_any(column.name, words.TIME))
        found.append((rank, place, column, form))
    if not found:
        return None
    _, _, column, form = max(found, key=lambda each: each[:2])
    others = ", ".join(f"`{each.name}`" for _, _, each, _ in found if each is not column)
    return TimeColumn(column, form, f"its values are dates{f'; so are those of {others}' if others else ''}")


def respondent_of(export: SurveyExport, *, has_several: bool = False) -> SampledColumn | None:
    """Returns the column that tells customers apart, by its heading and that most of its values differ.

    In a long export, a customer `has_several` rows: there it has only more values than segments would be.
    """
    known = PRESETS[export.preset].respondents if export.preset else ()
    for column in export.columns:
        name = " ".join(words.words_in(words.folded(column.name)))
        is_named = column.name in known or name in words.WHO or f"{name}".replace(" ", "") in words.WHO
        differs = len(column.counts) * 2 > min(column.filled, 2_000)
        if is_named and column.is_alone and (differs or (has_several and len(column.counts) > _MOST_SEGMENTS)):
            return column
    return None


def weight_of(export: SurveyExport) -> SampledColumn | None:
    """Returns the column with weights."""
    for column in export.columns:
        if words.folded(column.name) in words.WEIGHT and column.counts and column.is_alone:
            numbers = [leading_number(text) for text in column.counts]
            if all(number is not None and number >= 0 for number in numbers):
                return column
    return None


def is_private(column: SampledColumn) -> bool:
    """Whether a column may have what tells who somebody is."""
    return bool(words.has_any(column.name, words.PRIVATE) or words.has_any(column.wording, words.PRIVATE))


def quotable(column: SampledColumn, texts: Iterable[str]) -> bool:
    """Whether texts of a column are labels that many customers share, so that they may stand in a journey."""
    return not is_private(column) and all(
        is_label(text) and column.counts[text] >= _OFTEN for text in texts
    )  # fmt: skip


def is_label(text: str) -> bool:
    """Whether a text may be a label, and has nothing that tells who somebody is."""
    return len(text) <= _LONGEST_LABEL and words.is_shown(text) and not _PRIVATE.search(text)


def segments_of(column: SampledColumn, journey: Journey | None) -> SegmentColumn | None:
    """Returns how a column divides customers into the journey's segments; None for one that does not.

    Without any segment that is called as one of its values, a column with few labels is returned with an empty map.
    """
    if column.is_many or not column.filled or is_private(column) or is_beside_the_answers(column.name):
        return None
    if words.has_any(column.wording, words.FREE) or len(column.counts) > 200:
        return None
    known = journey.segments if journey else ()
    found = {text: segment for text in column.counts if (segment := segment_of(text, known))}
    found = {text: segment for text, segment in found.items()
             if plain_text(text) in (segment.id, plain_text(segment.name)) or quotable(column, [text])}  # fmt: skip
    rest = [text for text in column.counts if text not in found]
    others = sum(column.counts[text] for text in rest)
    labels = tuple(sorted(rest)) if len(column.counts) <= _MOST_SEGMENTS and quotable(column, rest) else ()
    dimensions = {each.dimension for each in found.values() if each.dimension}
    name = dimensions.pop() if len(dimensions) == 1 else column.name
    dimension = slug(name) or "segment"
    if found:
        return SegmentColumn(dimension, column, found, others, labels)
    has_words = any(leading_number(text) is None for text in column.counts)
    return SegmentColumn(dimension, column, {}, others, labels) if labels and has_words and len(labels) > 1 else None


def rest_of(export: SurveyExport, taken: Sequence[SampledColumn | None]) -> list[SampledColumn]:
    """Returns the columns that may have answers: those with a name of their own, filled, and not taken."""
    preset = PRESETS[export.preset] if export.preset else NO_PRESET
    known = {*preset.times, *preset.respondents, *(each.column for each in preset.left_out)}
    return [
        column
        for column in export.columns
        if column.is_alone and column.filled and column.name.isprintable() and column.name not in known
        and not any(column is each for each in taken) and not is_beside_the_answers(column.name)
    ]  # fmt: skip
