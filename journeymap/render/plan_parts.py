"""Parts of the action plan: tasks and their groups, budgets, objections, priorities and competitors."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.insight.actions import budgets, is_open
from journeymap.insight.objections import unanswered
from journeymap.insight.swot import following, priorities
from journeymap.model import Action, Competitor, Objection, Part, SwotEntry
from journeymap.records import NamedTuple
from journeymap.render.attachments import LinkView
from journeymap.render.phrases import Fact, Phrase, Phrases, joined
from journeymap.style.locale import Words

# The fields that have a text of their own here. All others are described by their kind.
_OBJECTION = ("text", "answer", "owner")
_SWOT_ENTRY = ("text", "priority", "leads_to")
_COMPETITOR = ("name", "scores", "considered", "strengths")


class Task(NamedTuple):
    """An action in the plan."""

    id: str
    code: str
    title: str
    owner: str
    due: str
    overdue: str
    held_up_by: str
    status: str
    is_done: bool
    quadrant: str
    impact: str
    effort: str
    check_date: str
    facts: tuple[Fact, ...]
    links: tuple[LinkView, ...]


class TaskGroup(NamedTuple):
    """The tasks of an owner, a release, a quadrant or a segment. An owner `supports` those that others answer for."""

    name: str
    note: str
    tasks: tuple[Task, ...]
    supports: tuple[Task, ...] = ()


class Priority(NamedTuple):
    """An entry of the SWOT with a priority: its part, and the codes of the actions that it leads to."""

    text: str
    part: str
    priority: str
    actions: str


def filled(groups: list[TaskGroup]) -> tuple[TaskGroup, ...]:
    """The groups that have tasks, be it only some that their owner supports."""
    return tuple(group for group in groups if group.tasks or group.supports)


def by_release(actions: list[Action], tasks: dict[str, Task], words: Words) -> tuple[TaskGroup, ...]:
    """The tasks of each release, in the order in which the first of each is due; none where no action names one."""
    groups: dict[str, list[Task]] = {}
    for action in actions:
        if action.release:
            groups.setdefault(action.release, []).append(tasks[action.id])
    if not groups:
        return ()
    without = tuple(tasks[action.id] for action in actions if not action.release and is_open(action))
    named = [TaskGroup(release, "", tuple(found)) for release, found in groups.items()]
    return filled([*named, TaskGroup(words["no-release"], "", without)])


def budget_facts(phrases: Phrases) -> tuple[Fact, ...]:
    """What the actions of each owner who answers may cost, and all of them, by currency; empty without a budget."""
    journey, words = phrases.journey, phrases.words
    known = journey.owner_by_id
    whose = {action.id: known.get(action.answerable or "") for action in journey.actions}
    owners = dict.fromkeys((*journey.owners, None))
    sums = [
        (owner.name if owner else words["no-owner"], budgets(a for a in journey.actions if whose[a.id] is owner))
        for owner in owners
    ]
    facts = tuple(Fact(name, _sums(phrases, sum_)) for name, sum_ in sums if sum_)
    return (*facts, Fact(words["in-all"], _sums(phrases, budgets(journey.actions)))) if facts else ()


def unanswered_objections(phrases: Phrases) -> tuple[Phrase, ...]:
    """The objections without an answer, each with where it is raised and who sees to it."""
    return tuple(
        Phrase(said.text, joined(phrases.touchpoint(touchpoint), said.note))
        for touchpoint, objection in unanswered(phrases.journey)
        for said in (objection_phrase(phrases, objection),)
    )


def priority_list(phrases: Phrases) -> tuple[Priority, ...]:
    """The entries of the SWOT that have a priority, the greatest first."""
    return tuple(
        Priority(entry.text, phrases.words[key], phrases.rating(entry.priority), _leads_to(phrases, entry))
        for key, entry in priorities(phrases.journey)
    )


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


def objection_phrase(phrases: Phrases, objection: Objection) -> Phrase:
    """An objection in quotation marks; in the note, its answer and the owner who sees to it."""
    answer = phrases.labelled("answer", objection.answer or "")
    owner = phrases.owner_with_id(objection.owner)
    others = phrases.by_kind.notes(objection, _OBJECTION)
    return Phrase(phrases.words.quote(objection.text), joined(answer, owner.name if owner else "", *others))


def swot_entry(phrases: Phrases, entry: SwotEntry) -> Phrase:
    """An entry of the SWOT; in the note, its priority and the codes of the actions it leads to."""
    priority = phrases.labelled("priority", phrases.rating(entry.priority))
    leads = phrases.labelled("leads-to", _leads_to(phrases, entry))
    return Phrase(entry.text, joined(priority, leads, *phrases.by_kind.notes(entry, _SWOT_ENTRY)))


def _leads_to(phrases: Phrases, entry: SwotEntry) -> str:
    return phrases.listed(phrases.journey.action_codes[action.id] for action in following(phrases.journey, entry))


def feeling_in_words(phrases: Phrases, part: Part) -> str:
    """The words for what is felt at a touchpoint or a stage without a score."""
    return phrases.listed(dict.fromkeys(each.label for each in part.emotions if each.label and each.score is None))


def _sums(phrases: Phrases, sums: Mapping[str, float]) -> str:
    return phrases.sentences(phrases.words.money(amount, currency) for currency, amount in sums.items())
