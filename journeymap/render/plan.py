"""The action plan: the pains by harm, the actions by owner, date, release, segment and quadrant, and what is open.

The analysis of strengths, weaknesses, opportunities and threats ends in priorities.

`plan_view` makes the plan with finished texts. The Markdown template and the page only place them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from journeymap.insight.actions import QUADRANTS, answering, is_blocked, is_dropped, is_open, quadrant
from journeymap.insight.attachments import links_of
from journeymap.insight.blueprint import fail_points
from journeymap.insight.deadlines import deadline, is_overdue
from journeymap.insight.feelings import lowest_at
from journeymap.insight.gains import gains_by_worth
from journeymap.insight.pains import pains_by_harm
from journeymap.insight.swot import QUARTERS
from journeymap.layout.mentions import with_numbers
from journeymap.layout.plan_texts import budget, held_up_by, owners_named, supporters
from journeymap.layout.times import time_in_all
from journeymap.model import Action, Journey, Part, Point, ServiceStep, Stage, SwotEntry, Touchpoint
from journeymap.records import NamedTuple
from journeymap.render.attachments import LinkView, link_views
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.phrases import Fact, Phrase, Phrases, joined
from journeymap.render.plan_parts import (
    Priority,
    Task,
    TaskGroup,
    budget_facts,
    by_release,
    competitors_told,
    feeling_in_words,
    filled,
    priority_list,
    swot_entry,
    unanswered_objections,
)
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs_in

_TEMPLATE = "plan.j2.md"
# The fields that have a text of their own here. All others are described by their kind.
_ACTION = ("title", "touchpoints", "addresses", "segments", "owner", "due", "status", "impact", "effort", "confidence",
           "reach", "measure", "target", "check_date", "depends_on", "stages", "with", "blocked_by", "budget",
           "release", "ticket", "links")  # fmt: skip


class Pain(NamedTuple):
    """A pain, with its rank by harm. `touchpoint` is empty for a pain of the stage as a whole."""

    rank: str
    text: str
    touchpoint: str
    stage: str
    moment: str
    severity: str
    feeling: str
    actions: str


class FailPoint(NamedTuple):
    """What can go wrong in a part of the blueprint, where that is, and who answers for it."""

    text: str
    part: str
    touchpoint: str
    moment: str
    owner: str


class Gain(NamedTuple):
    """What is to be kept. `touchpoint` is empty for a gain of the stage as a whole; `rests_on` is its evidence."""

    text: str
    touchpoint: str
    stage: str
    votes: str
    matters: str
    rests_on: str
    actions: str


class SwotPart(NamedTuple):
    """One of the four lists of the SWOT."""

    name: str
    items: tuple[str, ...]


class LinkedPart(NamedTuple):
    """A stage or a touchpoint, and its links."""

    name: str
    links: tuple[LinkView, ...]


class PlanView(NamedTuple):
    """The whole plan, in order, with finished texts."""

    title: str
    takeaway: str
    is_rtl: bool
    facts: tuple[Fact, ...]
    pains: tuple[Pain, ...]
    gains: tuple[Gain, ...]
    overdue: tuple[Task, ...]
    by_owner: tuple[TaskGroup, ...]
    by_due_date: tuple[Task, ...]
    held_up: tuple[Task, ...]
    by_release: tuple[TaskGroup, ...]
    budget: tuple[Fact, ...]
    by_segment: tuple[TaskGroup, ...]
    quadrants: tuple[TaskGroup, ...]
    unaddressed: tuple[Pain, ...]
    objections: tuple[Phrase, ...]
    fail_points: tuple[FailPoint, ...]
    swot: tuple[SwotPart, ...]
    priorities: tuple[Priority, ...]
    competitors: tuple[Phrase, ...]
    review: tuple[Fact, ...]
    links: tuple[LinkedPart, ...]


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The action plan of a drawing's journey, as Markdown in UTF-8."""
    return render_plan(drawing.journey, words=drawing.words, today=drawing.today, environment=environment).encode()


def render_plan(journey: Journey, *, words: Words, today: dt.date, environment: Environment) -> str:
    """The journey's action plan in Markdown, in the journey's language, with due dates compared with `today`."""
    template = environment.get_template(_TEMPLATE)
    return template.render(plan=plan_view(journey, words, today), words=words).rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def plan_view(journey: Journey, words: Words, today: dt.date) -> PlanView:
    """The plan of a journey, in order, with finished texts. The last one is cached: the page and the plan show it."""
    journey = with_numbers(journey, words)
    phrases = Phrases(journey, words, today)
    tasks = {action.id: _task(action, phrases) for action in journey.actions}
    by_due_date = sorted(journey.actions, key=lambda action: action.due or dt.date.max)
    ranked = pains_by_harm(journey)
    open_pains = [(part, pain) for part, pain in ranked if not answering(journey, pain)]
    plan = PlanView(
        title=words.say("plan-of", title=journey.title),
        takeaway=journey.takeaway or "",
        is_rtl=journey.is_rtl,
        facts=tuple(_facts(phrases)),
        pains=_pains(ranked, phrases),
        gains=tuple(_gain(part, gain, phrases) for part, gain in gains_by_worth(journey)),
        overdue=tuple(tasks[action.id] for action in by_due_date if is_overdue(action, today)),
        by_owner=_by_owner(by_due_date, tasks, phrases),
        by_due_date=tuple(tasks[action.id] for action in by_due_date),
        held_up=tuple(tasks[action.id] for action in by_due_date if is_blocked(action)),
        by_release=by_release(by_due_date, tasks, words),
        budget=budget_facts(phrases),
        by_segment=_by_segment(by_due_date, tasks, phrases),
        quadrants=_by_quadrant(journey, tasks, words),
        unaddressed=_pains(open_pains, phrases),
        objections=unanswered_objections(phrases),
        fail_points=tuple(_fail_point(*found, phrases) for found in fail_points(journey)),
        swot=_swot(phrases),
        priorities=priority_list(phrases),
        competitors=competitors_told(phrases),
        review=tuple(phrases.review()),
        links=_linked_parts(phrases),
    )
    return keep_signs_in(plan, rtl=journey.is_rtl)


def _facts(phrases: Phrases) -> Iterable[Fact]:
    journey, words = phrases.journey, phrases.words
    yield Fact(words["map"], words[f"kind-{journey.kind}"])
    for key, text in (
        ("organisation", journey.organisation),
        ("owner", phrases.owner(phrases.owner_with_id(journey.owner))),
        ("scenario", journey.scenario),
        ("goal", journey.goal),
        ("time-in-all", time_in_all(journey, words)),
    ):
        if text:
            yield Fact(words[key], text)
    yield Fact(words["date"], words.day(phrases.today))


def _pains(pains: Iterable[tuple[Part, Point]], phrases: Phrases) -> tuple[Pain, ...]:
    return tuple(_pain(rank, *found, phrases) for rank, found in enumerate(pains, 1))


def _entries(entries: tuple[SwotEntry, ...], phrases: Phrases) -> tuple[str, ...]:
    return tuple(joined(*swot_entry(phrases, entry)) for entry in entries)


def _place(part: Part, phrases: Phrases) -> tuple[str, str]:
    """The touchpoint, empty for a stage as a whole, and the stage."""
    if isinstance(part, Stage):
        return "", part.name
    return phrases.touchpoint(part), phrases.journey.stage_of[part.id].name


def _pain(rank: int, part: Part, pain: Point, phrases: Phrases) -> Pain:
    worst = lowest_at(phrases.journey, part)
    touchpoint, stage = _place(part, phrases)
    return Pain(
        rank=phrases.words.number(rank),
        text=pain.text,
        touchpoint=touchpoint,
        stage=stage,
        moment=phrases.moment(part) if isinstance(part, Touchpoint) else "",
        severity=phrases.rating(pain.severity),
        feeling=phrases.score(worst.known_score) if worst else feeling_in_words(phrases, part),
        actions=phrases.codes(pain),
    )


def _gain(part: Part, gain: Point, phrases: Phrases) -> Gain:
    touchpoint, stage = _place(part, phrases)
    words = phrases.words
    return Gain(
        text=gain.text,
        touchpoint=touchpoint,
        stage=stage,
        votes=words.number(gain.votes) if gain.votes else "",
        matters=phrases.rating(gain.severity),
        rests_on=joined(words[gain.evidence] if gain.evidence else "", gain.source),
        actions=phrases.codes(gain),
    )


def _fail_point(touchpoint: Touchpoint, part: ServiceStep, phrases: Phrases) -> FailPoint:
    owner = phrases.owner_with_id(part.owner) or phrases.journey.owner_of(touchpoint)
    return FailPoint(
        text=part.fail or "",
        part=part.text,
        touchpoint=phrases.touchpoint(touchpoint),
        moment=phrases.moment(touchpoint),
        owner=owner.name if owner else "",
    )


def _task(action: Action, phrases: Phrases) -> Task:
    words = phrases.words
    kind = quadrant(action)
    return Task(
        id=action.id,
        code=phrases.journey.action_codes[action.id],
        title=action.title,
        owner=owners_named(phrases.journey, words, action),
        due=words.day(action.due) if action.due else "",
        overdue=phrases.overdue(deadline(action)),
        held_up_by=held_up_by(phrases.journey, words, action) if is_blocked(action) else "",
        status=words[f"status-{action.status}"],
        is_done=not is_open(action),
        quadrant=words[kind] if kind else "",
        impact=phrases.rating(action.impact),
        effort=phrases.rating(action.effort),
        check_date=words.day(action.check_date) if action.check_date else "",
        facts=(
            *(Fact(words[key], text) for key, text in _about(action, phrases) if text),
            *phrases.remaining_fields(action, _ACTION),
        ),
        links=link_views(action.links, phrases),
    )


def _about(action: Action, phrases: Phrases) -> Iterable[tuple[str, str]]:
    words, journey = phrases.words, phrases.journey
    known = journey.touchpoint_by_id
    stages = {stage.id: stage.name for stage in reversed(journey.stages)}
    held = held_up_by(journey, words, action) if is_blocked(action) else phrases.listed(action.blocked_by)
    yield "blocked-by", held
    yield "with", phrases.listed(supporters(journey, action))
    yield "measure", action.measure or ""
    yield "target", action.target or ""
    yield "check-date", words.day(action.check_date) if action.check_date else ""
    yield "addresses", phrases.sentences(filter(None, map(phrases.point_with_id, action.addresses)))
    yield "touchpoints", phrases.sentences(phrases.touchpoint(known[id_]) for id_ in action.touchpoints if id_ in known)
    yield "stages", phrases.listed(stages[id_] for id_ in dict.fromkeys(action.stages) if id_ in stages)
    yield "segments", phrases.segments(action.segments)
    yield "depends-on", phrases.listed(journey.action_codes.get(id_, id_) for id_ in action.depends_on)
    yield "confidence", words.percent(action.confidence) if action.confidence is not None else ""
    yield "reach", words.number(action.reach) if action.reach is not None else ""
    yield "release", action.release or ""
    yield "budget", budget(words, action)
    yield "ticket", action.ticket or ""


def _linked_parts(phrases: Phrases) -> tuple[LinkedPart, ...]:
    """The stages and touchpoints that have links; those of actions stand at the actions."""
    found = []
    for part, links in links_of(phrases.journey):
        if isinstance(part, Stage | Touchpoint):
            name = phrases.touchpoint(part) if isinstance(part, Touchpoint) else part.name
            found.append(LinkedPart(name, link_views(links, phrases)))
    return tuple(found)


def _by_owner(actions: list[Action], tasks: dict[str, Task], phrases: Phrases) -> tuple[TaskGroup, ...]:
    groups = []
    for owner in phrases.journey.owners:
        theirs = tuple(tasks[action.id] for action in actions if action.answerable == owner.id)
        supports = tuple(tasks[action.id] for action in actions if owner.id in action.supporting)
        groups.append(TaskGroup(owner.name, joined(owner.role, owner.contact), theirs, supports))
    known = phrases.journey.owner_by_id
    unowned = tuple(tasks[action.id] for action in actions if action.answerable not in known)
    return filled([*groups, TaskGroup(phrases.words["no-owner"], "", unowned)])


def _by_segment(actions: list[Action], tasks: dict[str, Task], phrases: Phrases) -> tuple[TaskGroup, ...]:
    if not any(action.segments for action in actions):
        return ()
    words = phrases.words
    groups = []
    for segment in phrases.journey.segments:
        share = words.percent(segment.share) if segment.share is not None else None
        theirs = tuple(tasks[action.id] for action in actions if segment.id in action.segments)
        groups.append(TaskGroup(segment.name, joined(share, segment.description), theirs))
    everyone = tuple(tasks[action.id] for action in actions if not action.segments)
    return filled([*groups, TaskGroup(words["everyone"], "", everyone)])


def _by_quadrant(journey: Journey, tasks: dict[str, Task], words: Words) -> tuple[TaskGroup, ...]:
    kept = [action for action in journey.actions if not is_dropped(action)]
    groups = [
        TaskGroup(words[f"{kind}s"], words[f"{kind}s-note"], tuple(tasks[a.id] for a in kept if quadrant(a) == kind))
        for kind in QUADRANTS
    ]
    rated = filled(groups)
    unrated = tuple(tasks[action.id] for action in kept if quadrant(action) is None)
    return filled([*rated, TaskGroup(words["unrated"], "", unrated)]) if rated else ()


def _swot(phrases: Phrases) -> tuple[SwotPart, ...]:
    swot, words = phrases.journey.swot, phrases.words
    if swot is None:
        return ()
    parts = tuple(SwotPart(words[key], _entries(getattr(swot, name), phrases)) for name, key in QUARTERS)
    shown = tuple(name for name, _ in QUARTERS)
    others = (SwotPart(label, texts) for label, texts in phrases.by_kind.remaining(swot, shown))
    return tuple(part for part in (*parts, *others) if part.items)
