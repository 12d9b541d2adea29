"""The columns of a file of events: one customer has several rows, each with a time and what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.measure.answers.presets import PRESETS
from journeymap.measure.answers.scores import leading_number
from journeymap.measure.proposal import words
from journeymap.measure.proposal.exports import SampledColumn, SurveyExport
from journeymap.measure.proposal.lines import ProposalLines, pair_of
from journeymap.measure.proposal.matching import TouchpointNames
from journeymap.measure.proposal.roles import TimeColumn, is_label, quotable
from journeymap.source.writing import Value

_MOST_EVENTS = 200
_MOST_LISTED = 30
_REPEATED = 1.2
"""So many rows has a customer of a file of events in the mean, at least."""


class ProposedPlace(NamedTuple):
    """The touchpoint of an event, None where somebody has to say it, and why."""

    event: str
    touchpoint: str | None
    reason: str


class EventColumns(NamedTuple):
    """What a source of events says of its columns, by key, and why it is taken for one.

    `places` are the events that may be named, empty where all are called as touchpoints are; so many rows have other
    events. `apart` are columns that may tell events apart, `taken` those with a role.
    """

    value: dict[str, str]
    reason: str
    places: tuple[ProposedPlace, ...]
    others: int
    is_called_so: bool
    apart: tuple[str, ...]
    taken: tuple[SampledColumn, ...]


def events_of(export: SurveyExport, names: TouchpointNames, time: TimeColumn | None) -> EventColumns | None:
    """Returns the columns of a file of events; None for what is none."""
    known = PRESETS[export.preset] if export.preset else None
    if known and not known.events:
        return None
    case = _case(export, known.respondents if known else ())
    happened = _happened(export, known.events if known else ())
    if time is None or case is None or happened is None or case is happened:
        return None
    value = {} if known else {"case": case.name, "event": happened.name}
    reason = f"customers have several rows each, by `{case.name}`; `{happened.name}` is what they did, by its heading"
    named = [text for text in happened.counts if (is_label(text) if known else quotable(happened, [text]))]
    places = tuple(_places(sorted(named, key=lambda text: -happened.counts[text])[:_MOST_LISTED], names))
    is_called_so = bool(places) and all(names.is_one(text) for text in happened.counts)
    others = happened.filled - sum(happened.counts[each.event] for each in places)
    apart = [each.name for each in export.columns if each.filled and words.has_any(each.name, words.PLACE)]
    taken = [case, happened, *([time.column] if time.column else [])]
    return EventColumns(value, reason, places, others, is_called_so, tuple(apart), tuple(taken))


def _known_first(export: SurveyExport, known: tuple[str, ...]) -> list[SampledColumn]:
    """The columns of a file, those that its tool has first: a preset counts these, whatever others are called."""
    places = {name: place for place, name in enumerate(known)}
    return sorted(export.columns, key=lambda column: places.get(column.name, len(known)))


def _case(export: SurveyExport, known: tuple[str, ...]) -> SampledColumn | None:
    for column in _known_first(export, known):
        name = " ".join(words.words_in(words.folded(column.name)))
        is_named = column.name in known or name in words.CASE or name.replace(" ", "") in words.CASE
        is_repeated = column.is_many or column.filled >= _REPEATED * len(column.counts)
        if is_named and column.is_alone and column.filled and (is_repeated or column.name in known):
            return column
    return None


def _happened(export: SurveyExport, known: tuple[str, ...]) -> SampledColumn | None:
    for column in _known_first(export, known):
        name = " ".join(words.words_in(words.folded(column.name)))
        is_named = column.name in known or name in words.EVENT or name.replace(" ", "") in words.EVENT
        if not is_named or not column.is_alone or not 2 <= len(column.counts) <= _MOST_EVENTS:
            continue
        if not all(leading_number(text) is not None for text in column.counts):
            return column
    return None


def _places(events: list[str], names: TouchpointNames) -> Iterator[ProposedPlace]:
    for event in events:
        told = " ".join(word for word in re.split(r"[\s_\-.]+", event) if word.casefold() not in words.ANY_EVENT)
        guess = names.find(told, event)
        yield ProposedPlace(event, guess.touchpoint, guess.reason)


def say_events(events: EventColumns, lines: ProposalLines) -> None:
    """Adds what a source says of its events: their columns, the touchpoint of each, and how sessions part."""
    for key, column in events.value.items():
        lines.key(key, column)
    if events.is_called_so:
        lines.say("events are called as touchpoints are, so no `map` is needed")
    else:
        _say_places(events, lines)
    lines.open_key("session_gap: 30 minutes", "after how long a pause a new session begins; without it, all that a "
                   "customer does is one:")  # fmt: skip


def _say_places(events: EventColumns, lines: ProposalLines) -> None:
    placed: dict[str, Value] = {each.event: each.touchpoint for each in events.places if each.touchpoint}
    if placed:
        lines.value["map"] = placed
    if events.apart:
        lines.say(f"an event may be at several touchpoints: `{{column: {events.apart[0]}, map: {{VALUE: ID}}}}`")
    if events.places:
        lines.block("map", is_open=not placed)
    for each in events.places:
        lines.say(f"{'' if each.touchpoint else 'TODO '}{each.reason}", indent=2)
        lines.item(pair_of(each.event, each.touchpoint or "TODO"), is_open=each.touchpoint is None)
    if events.others:
        lines.say(f"other events, which are few of a kind or may tell who somebody is, in rows: {events.others:,}")
