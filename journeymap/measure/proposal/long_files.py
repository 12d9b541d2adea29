"""The columns of a long export, which has a row for each answer: known by touchpoints among its values, or by its
structure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn, SurveyExport
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.questions import scale_value
from journeymap.measure.proposal.roles import quotable
from journeymap.measure.proposal.scales import metric_of, scale_of
from journeymap.model.metrics import STANDARDS
from journeymap.model.reading import slug
from journeymap.source.writing import Value

_LEAST_PART = 0.8
_MOST_STEPS = 60
_LEAST_STEPS = 1.5
"""So many different steps has a customer of a long file in the mean, at least."""


class LongColumns(NamedTuple):
    """What a long source says of its columns, by key, and the scales of its metrics; with the reasons.

    `unnamed` says how many of its steps are no touchpoints of the journey, empty where all are; `map` has those that
    may be told, each with the touchpoint that it is likely to be, empty where none is. With `is_open`, no step has any.
    """

    value: dict[str, Value]
    reason: str
    unnamed: str
    map: Mapping[str, str]
    taken: tuple[SampledColumn, ...]
    is_open: bool

    def repeats(self, who: SampledColumn) -> int:
        """Returns how many of the first rows are of a customer, a step and a metric that an earlier row has."""
        asked = [each for each in self.taken if each.name != self.value["score"]]
        seen = list(zip(who.cells, *(each.cells for each in asked), strict=False))
        return len(seen) - len(set(seen))


def long_of(
    export: SurveyExport, columns: Sequence[SampledColumn], names: TouchpointNames, filler: SampledColumn | None
) -> LongColumns | None:  # fmt: skip
    """Returns the columns of a long export; None for a wide one.

    It is long if one column has the journey's touchpoints, or if one has names of metrics and another steps: those of
    one `filler`, the column of customers or else of times, are several.
    """
    known = {*STANDARDS, "importance"}
    measured = next((each for each in columns if _mostly(each, lambda text: slug(text) in known)), None)
    about = next((each for each in columns if _mostly(each, names.is_one) and len(each.counts) > 1), None)
    is_named = about is not None
    seen = "touchpoints"
    if about is None and measured is not None:
        about, seen = _steps([each for each in columns if each is not measured], filler)
    if about is None:
        return None
    others = [each for each in columns if each is not about and each is not measured]
    scored = next((each for each in others if scale_of(each, export.preset) and words.has_any(
        each.name, ("score", "answer", "value", "rating", "ציון", "תשובה", "درجة", "امتیاز"))), None)  # fmt: skip
    scored = scored or next((each for each in others if scale_of(each, export.preset)), None)
    if scored is None:
        return None
    value: dict[str, Value] = {"touchpoint": about.name}
    told = f"the values of `{about.name}` are {seen}"
    unnamed, places = _unnamed(about, names)
    is_open = not is_named and not any(places.values())
    if measured is not None:
        value |= {"metric": measured.name, "score": scored.name}
        if scales := _scales(measured, scored):
            value["scales"] = scales
        reason = f"{told}, those of `{measured.name}` metrics"
        return LongColumns(value, reason, unnamed, places, (about, measured, scored), is_open)
    scale = scale_of(scored, export.preset)
    assert scale is not None
    metric, why = metric_of(scored, scale)
    value |= {"metric": metric, "score": scored.name, "scale": scale_value(scale)}
    return LongColumns(value, f"{told}; {scale.reason}; {why}", unnamed, places, (about, scored), is_open)


def _mostly(column: SampledColumn, is_one: Callable[[str], bool]) -> bool:
    good = sum(count for text, count in column.counts.items() if is_one(text))
    return not column.is_many and good > 0 and good >= _LEAST_PART * column.filled


def _steps(columns: Sequence[SampledColumn], filler: SampledColumn | None) -> tuple[SampledColumn | None, str]:
    """The column of steps, and why: it is called so, or there are several for one customer, unlike segments."""
    best: tuple[float, SampledColumn | None] = (_LEAST_STEPS, None)
    for column in columns:
        if not 2 <= len(column.counts) <= _MOST_STEPS or not quotable(column, column.counts) or scale_of(column):
            continue
        if words.has_any(column.name, words.STEP):
            return column, "steps, by its heading"
        if filler is not None:
            pairs = {pair for pair in zip(filler.cells, column.cells, strict=False) if all(pair)}
            several = len(pairs) / max(1, len({first for first, _ in pairs}))
            if several > best[0]:
                best = several, column
    return best[1], f"several for each of `{filler.name}`, as steps are" if filler else ""


def _unnamed(about: SampledColumn, names: TouchpointNames) -> tuple[str, dict[str, str]]:
    """How many values of a column of steps are no touchpoints, and those that may be told with their guesses."""
    none = sorted(text for text in about.counts if not names.is_one(text))
    if not none:
        return "", {}
    rows = sum(about.counts[text] for text in none)
    places = {text: names.near(text) for text in none} if quotable(about, none) else {}
    many = f"{len(none):,} values in {rows:,} rows are no touchpoint" if len(none) > 1 else (
        f"a value in {rows:,} rows is no touchpoint"
    )  # fmt: skip
    said = "check each guess" if any(places.values()) else "TODO say which each is" if places else (
        "TODO give each its touchpoint in `map`"
    )  # fmt: skip
    return f"{many} by its id or its name, and counts only where `map` says which; {said}", places


def _scales(measured: SampledColumn, scored: SampledColumn) -> dict[str, Value]:
    """The scale of each metric of a long export, by the scores in its rows; that of `nps` goes without saying."""
    by_metric: dict[str, SampledColumn] = {}
    for metric, score in zip(measured.cells, scored.cells, strict=False):
        if name := slug(metric):
            by_metric.setdefault(name, SampledColumn(name, name)).add(score)
    scales = {metric: scale_of(column) for metric, column in by_metric.items() if metric not in ("nps", "tgw")}
    return {metric: scale_value(scale) for metric, scale in sorted(scales.items()) if scale}
