"""The columns in which customers wrote something, and the touchpoint that each is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.measure.answers.scores import leading_number
from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.roles import is_private
from journeymap.source.writing import Value


class ProposedComments(NamedTuple):
    """A column of comments as a wide source has it, and the reasons; `is_open` where its touchpoint is not sure."""

    value: dict[str, Value]
    reason: str
    is_open: bool


def free_of(columns: Sequence[SampledColumn]) -> list[SampledColumn]:
    """Returns the columns that have what customers wrote, by their headings and that it is not mostly numbers."""
    return [
        each for each in columns
        if words.has_any(each.wording, words.FREE)
        and 2 * sum(count for text, count in each.counts.items() if leading_number(text) is None) > each.filled
    ]  # fmt: skip


def comments_of(columns: Sequence[SampledColumn], names: TouchpointNames) -> list[ProposedComments]:
    """Returns what a wide source says of its columns of comments."""
    found = []
    for column in columns:
        guess = names.find(column.wording, column.name)
        value: dict[str, Value] = {"column": column.name}
        worded = f'"{column.wording[:80]}": ' if column.wording != column.name else ""
        if guess.touchpoint is None:
            reason = (
                f"{guess.reason}; with its `touchpoint`, signals and quotes are told, without it only how many wrote"
            )
        elif is_private(column):
            reason = f"{guess.reason}; it may have names of persons, by its heading"
        else:
            reason = guess.reason
        if guess.touchpoint is not None:
            value["touchpoint"] = guess.touchpoint
        is_open = guess.touchpoint is None or is_private(column)
        found.append(ProposedComments(value, f"{worded}comments; {reason}", is_open))
    return found
