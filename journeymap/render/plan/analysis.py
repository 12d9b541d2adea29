"""What the plan says of objections, strengths and weaknesses, and competitors, which end in priorities."""

from __future__ import annotations

from journeymap.insight.objections import unanswered
from journeymap.insight.swot import QUARTERS, following, priorities
from journeymap.model import Competitor, Objection, SwotEntry
from journeymap.records import NamedTuple
from journeymap.render.phrases import Phrases
from journeymap.render.texts import Phrase, joined

# The fields that have a text of their own here. All others are described by their kind.
_OBJECTION = ("text", "answer", "owner")
_SWOT_ENTRY = ("text", "priority", "leads_to")
_COMPETITOR = ("name", "scores", "considered", "strengths")


class Priority(NamedTuple):
    """An entry of the SWOT with a priority: its part, and the codes of the actions that it leads to."""

    text: str
    part: str
    priority: str
    actions: str


class SwotPart(NamedTuple):
    """One of the four lists of the SWOT."""

    name: str
    items: tuple[str, ...]


def unanswered_objections(phrases: Phrases) -> tuple[Phrase, ...]:
    """The objections without an answer, each with where it is raised and who sees to it."""
    return tuple(
        Phrase(said.text, joined(phrases.touchpoint(touchpoint), said.note))
        for touchpoint, objection in unanswered(phrases.journey)
        for said in (objection_phrase(phrases, objection),)
    )


def objection_phrase(phrases: Phrases, objection: Objection) -> Phrase:
    """An objection in quotation marks; in the note, its answer and the owner who sees to it."""
    answer = phrases.labelled("answer", objection.answer or "")
    owner = phrases.owner_with_id(objection.owner)
    others = phrases.by_kind.notes(objection, _OBJECTION)
    return Phrase(phrases.words.quote(objection.text), joined(answer, owner.name if owner else "", *others))


def swot_parts(phrases: Phrases) -> tuple[SwotPart, ...]:
    """The lists of the analysis that have entries; none without an analysis."""
    swot, words = phrases.journey.swot, phrases.words
    if swot is None:
        return ()
    parts = tuple(SwotPart(words[key], _entries(getattr(swot, name), phrases)) for name, key in QUARTERS)
    shown = tuple(name for name, _ in QUARTERS)
    others = (SwotPart(label, texts) for label, texts in phrases.by_kind.remaining(swot, shown))
    return tuple(part for part in (*parts, *others) if part.items)


def _entries(entries: tuple[SwotEntry, ...], phrases: Phrases) -> tuple[str, ...]:
    return tuple(joined(*_entry(phrases, entry)) for entry in entries)


def _entry(phrases: Phrases, entry: SwotEntry) -> Phrase:
    """An entry of the SWOT; in the note, its priority and the codes of the actions it leads to."""
    priority = phrases.labelled("priority", phrases.rating(entry.priority))
    leads = phrases.labelled("leads-to", _leads_to(phrases, entry))
    return Phrase(entry.text, joined(priority, leads, *phrases.by_kind.notes(entry, _SWOT_ENTRY)))


def priority_list(phrases: Phrases) -> tuple[Priority, ...]:
    """The entries of the SWOT that have a priority, the greatest first."""
    return tuple(
        Priority(entry.text, phrases.words[key], phrases.rating(entry.priority), _leads_to(phrases, entry))
        for key, entry in priorities(phrases.journey)
    )


def _leads_to(phrases: Phrases, entry: SwotEntry) -> str:
    return phrases.listed(phrases.journey.action_codes[action.id] for action in following(phrases.journey, entry))


def competitors_told(phrases: Phrases) -> tuple[Phrase, ...]:
    """The competitors of which more is known than scores; in the notes, who considers them and what they do better."""
    found = []
    for competitor in phrases.journey.competitors:
        note = _about_competitor(phrases, competitor)
        if note:
            found.append(Phrase(competitor.name, note))
    return tuple(found)


def _about_competitor(phrases: Phrases, competitor: Competitor) -> str:
    considered = phrases.words.percent(competitor.considered) if competitor.considered is not None else ""
    better = phrases.labelled("does-better", phrases.listed(competitor.strengths))
    others = phrases.by_kind.notes(competitor, _COMPETITOR)
    return joined(phrases.labelled("considered-by", considered), better, *others)
