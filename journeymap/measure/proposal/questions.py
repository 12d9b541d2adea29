"""The questions of a wide export: which columns have answers on a scale, and why it is thought so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.roles import quotable
from journeymap.measure.proposal.scales import ProposedScale, alike, metric_of, scale_of
from journeymap.source.writing import Value

_MOST_LABELS = 11


class ProposedQuestion(NamedTuple):
    """A question as the format has it, and the reasons; `is_open` where somebody has to say more before it counts."""

    value: dict[str, Value]
    reason: str
    is_open: bool


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
    together = alike(columns)
    for column in columns:
        scale = scale_of(column, preset, together[column.name])
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
    is_rated = bool(words.has_any(column.wording, words.SATISFIED))
    asks = is_rated or (column.wording.endswith(("?", "؟")) and not words.has_any(column.wording, words.FREE))
    if not asks or not 2 <= len(column.counts) <= _MOST_LABELS or not quotable(column, column.counts):
        return None
    guess = names.find(column.wording, column.name)
    labels: dict[str, Value] = dict.fromkeys(sorted(column.counts), "TODO")
    scale: dict[str, Value] = {"from": 1, "to": len(labels), "labels": labels}
    value: dict[str, Value] = {"column": column.name, "touchpoint": guess.touchpoint or "TODO", "metric": "csat",
                               "scale": scale}  # fmt: skip
    return ProposedQuestion(value, f"{_worded(column)}answers in words; say the score of each; {guess.reason}", True)
