"""The questions of an export: of a wide one its columns, of a long one its rows; each with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn, SurveyExport
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.roles import quotable
from journeymap.measure.proposal.scales import ProposedScale, metric_of, scale_of
from journeymap.model.metrics import STANDARDS
from journeymap.model.reading import slug
from journeymap.source.writing import Value

_MOST_LABELS = 11
_LEAST_PART = 0.8


class ProposedQuestion(NamedTuple):
    """A question as the format has it, and the reasons; `is_open` where somebody has to say more before it counts."""

    value: dict[str, Value]
    reason: str
    is_open: bool


class LongColumns(NamedTuple):
    """What a long source says of its columns, by key, and the scales of its metrics; with the reasons."""

    value: dict[str, Value]
    reason: str
    taken: tuple[SampledColumn, ...]


def scale_value(scale: ProposedScale) -> dict[str, Value]:
    """Returns a scale as the format has it."""
    value: dict[str, Value] = {"from": scale.low, "to": scale.high}
    if scale.not_applicable:
        value["not_applicable"] = list(scale.not_applicable)
    if scale.labels:
        value["labels"] = dict(scale.labels)
    return value


def questions_of(
    columns: Sequence[SampledColumn], names: TouchpointNames, preset: str | None = None
) -> list[ProposedQuestion]:  # fmt: skip
    """Returns the questions among some columns. Of two that measure the same at one touchpoint, the second is open."""
    found: list[ProposedQuestion] = []
    taken: dict[tuple[str, str], str] = {}
    for column in columns:
        scale = scale_of(column, preset)
        if scale is None:
            open_one = _in_unknown_words(column, names)
            found += [open_one] if open_one else []
            continue
        metric, why = metric_of(column, scale)
        guess = names.find(column.wording, column.name)
        value: dict[str, Value] = {"column": column.name, "touchpoint": guess.touchpoint or "TODO", "metric": metric}
        if metric != "nps" or scale.labels or scale.not_applicable:
            value["scale"] = scale_value(scale)
        reason = f"{scale.reason}; {why}; {guess.reason}"
        earlier = taken.get((guess.touchpoint or "", metric)) if guess.touchpoint else None
        if earlier:
            reason += f"; `{earlier}` measures this there already"
        elif guess.touchpoint:
            taken[guess.touchpoint, metric] = column.name
        found.append(ProposedQuestion(value, _worded(column) + reason, guess.touchpoint is None or earlier is not None))
    return found


def _worded(column: SampledColumn) -> str:
    return f'"{column.wording[:80]}": ' if column.wording != column.name else ""


def _in_unknown_words(column: SampledColumn, names: TouchpointNames) -> ProposedQuestion | None:
    """A question with few answers in words that are not known, to be scored by hand; None for any other column."""
    asks = column.wording.endswith(("?", "؟")) or words.has_any(column.wording, words.SATISFIED)
    if not asks or not 2 <= len(column.counts) <= _MOST_LABELS or not quotable(column, column.counts):
        return None
    guess = names.find(column.wording, column.name)
    labels: dict[str, Value] = dict.fromkeys(sorted(column.counts), "TODO")
    scale: dict[str, Value] = {"from": 1, "to": len(labels), "labels": labels}
    value: dict[str, Value] = {"column": column.name, "touchpoint": guess.touchpoint or "TODO", "metric": "csat",
                               "scale": scale}  # fmt: skip
    return ProposedQuestion(value, f"{_worded(column)}answers in words; say the score of each; {guess.reason}", True)


def long_of(export: SurveyExport, columns: Sequence[SampledColumn], names: TouchpointNames) -> LongColumns | None:
    """Returns the columns of a long export, of which one has the journey's touchpoints; None for a wide one."""
    about = next((each for each in columns if _mostly(each, names.is_one) and len(each.counts) > 1), None)
    if about is None:
        return None
    known = {*STANDARDS, "importance"}
    measured = next((each for each in columns if _mostly(each, lambda text: slug(text) in known)), None)
    others = [each for each in columns if each is not about and each is not measured]
    scored = next((each for each in others if scale_of(each, export.preset) and words.has_any(
        each.name, ("score", "answer", "value", "rating", "ציון", "תשובה", "دרجה", "امتیاز"))), None)  # fmt: skip
    scored = scored or next((each for each in others if scale_of(each, export.preset)), None)
    if scored is None:
        return None
    value: dict[str, Value] = {"touchpoint": about.name}
    if measured is not None:
        value |= {"metric": measured.name, "score": scored.name}
        if scales := _scales(measured, scored):
            value["scales"] = scales
        return LongColumns(value, f"the values of `{about.name}` are touchpoints, those of `{measured.name}` metrics",
                           (about, measured, scored))  # fmt: skip
    scale = scale_of(scored, export.preset)
    assert scale is not None
    metric, why = metric_of(scored, scale)
    value |= {"metric": metric, "score": scored.name, "scale": scale_value(scale)}
    return LongColumns(value, f"the values of `{about.name}` are touchpoints; {scale.reason}; {why}", (about, scored))


def _mostly(column: SampledColumn, is_one: object) -> bool:
    assert callable(is_one)
    good = sum(count for text, count in column.counts.items() if is_one(text))
    return not column.is_many and good > 0 and good >= _LEAST_PART * column.filled


def _scales(measured: SampledColumn, scored: SampledColumn) -> dict[str, Value]:
    """The scale of each metric of a long export, by the scores in its rows; that of `nps` goes without saying."""
    by_metric: dict[str, SampledColumn] = {}
    for metric, score in zip(measured.cells, scored.cells, strict=False):
        if name := slug(metric):
            by_metric.setdefault(name, SampledColumn(name, name)).add(score)
    scales = {metric: scale_of(column) for metric, column in by_metric.items() if metric not in ("nps", "tgw")}
    return {metric: scale_value(scale) for metric, scale in sorted(scales.items()) if scale}
