"""What the status of a ticket says of an action, by the words of its tracker and by those that a person added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.errors import UserError
from journeymap.exchange.tickets.exported import ExportedTicket, TrackerExport
from journeymap.exchange.tickets.trackers import NOT_BEGUN, OPEN, plain_word
from journeymap.model import Action
from journeymap.model.plan import STATUS
from journeymap.source import Mapping as Entries
from journeymap.source import Node, Scalar, load
from journeymap.source.writing import quoted
from journeymap.spelling import did_you_mean

_KEY = "statuses"
_GROUPS: Mapping[str, tuple[str, ...]] = {"not-begun": NOT_BEGUN, "open": OPEN}
"""What a tracker may say that several statuses of an action are."""
_MEANINGS = (*map(str, STATUS.options), *_GROUPS)
_HEAD = """\
# What the statuses of your tracker mean: {meanings}.
# `not-begun` is idea or planned, whichever the action has; `open` is whatever is not finished.
"""


class StatusWords:
    """Says which statuses of an action a ticket can have. `added` are the words of a crosswalk, which come first."""

    def __init__(self, export: TrackerExport, added: Mapping[str, str]) -> None:
        self._tracker = export.tracker
        self._known = {**export.tracker.statuses, **{plain_word(word): meaning for word, meaning in added.items()}}

    def meant_by(self, ticket: ExportedTicket) -> tuple[str, ...]:
        """The statuses that an action with this ticket can have; none where its word is not known."""
        meaning = self._known.get(plain_word(ticket.status)) or self._known.get(plain_word(ticket.category))
        if meaning == "done" and plain_word(ticket.reason) in self._tracker.dropped_if:
            meaning = "dropped"
        return _GROUPS.get(meaning, (meaning,)) if meaning else ()


def read_crosswalk(data: bytes, name: str) -> dict[str, str]:
    """The words of a tracker in a crosswalk, by what they mean. A word without a meaning is not among them.

    Raises UserError, with line and column, for a file that is written otherwise.
    """
    loaded = load(data, name)
    for finding in loaded.errors:
        line, column = loaded.source.place(finding.span.start)
        raise UserError(f"{name}:{line}:{column}: {finding.message}")
    table = loaded.tree.entries.get(_KEY) if isinstance(loaded.tree, Entries) else None
    if not isinstance(table, Entries):
        raise UserError(f"{name}: it has no `{_KEY}:` with words of a tracker", hint="`statuses: {QA: in-progress}`")

    def place(node: Node) -> str:
        line, column = loaded.source.place(node.start)
        return f"{name}:{line}:{column}"

    found = {}
    for word, value in table.entries.items():
        if not isinstance(value, Scalar) or (not value.is_null and value.text not in _MEANINGS):
            said = value.text if isinstance(value, Scalar) else "a list or a table"
            near = did_you_mean(said, _MEANINGS) or f"one of {', '.join(_MEANINGS)}"
            raise UserError(f"{place(value)}: {said!r} is no status of an action", hint=near)
        if not value.is_null:
            found[word] = value.text
    return found


def new_crosswalk(words: Iterable[str]) -> str:
    """The text of a crosswalk in which a person says what these words mean."""
    lines = (f"  {quoted(word)}:\n" for word in dict.fromkeys(words))
    return _HEAD.format(meanings=", ".join(_MEANINGS)) + f"{_KEY}:\n" + "".join(lines)


def is_further(one: str, other: str) -> bool:
    """Whether an action with one status is further along than with the other; one held up is further than planned."""
    return _RANK[one] > _RANK[other]


_RANK = {"idea": 0, "planned": 1, "in-progress": 2, "blocked": 3, "done": 4, "dropped": 4}


def status_to_set(action: Action, meant: tuple[str, ...]) -> str | None:
    """The status that a ticket gives an action: None if it has one of those meant.

    Raises ValueError, with what is wrong, where the action is further along than the ticket, which nobody can settle
    but a person.
    """
    if action.status in meant:
        return None
    said = " or ".join(meant)
    if len(meant) > 1 or is_further(action.status, meant[0]) or {action.status, meant[0]} == {"done", "dropped"}:
        raise ValueError(f"{action.status} in the journey, but {said} in the tracker")
    return meant[0]
