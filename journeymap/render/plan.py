"""The action plan: the pains by harm, the actions by owner, date, segment and quadrant, and the unanswered pains.

`plan_view` makes the plan with finished texts. The Markdown template and the page only place them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from journeymap.insight.actions import QUADRANTS, answering, is_dropped, is_open, quadrant
from journeymap.insight.deadlines import deadline, is_overdue
from journeymap.insight.feelings import lowest_at
from journeymap.insight.pains import pains_by_harm
from journeymap.layout.mentions import with_numbers
from journeymap.layout.times import time_in_all
from journeymap.model import Action, Journey, Point, SwotEntry, Touchpoint
from journeymap.records import NamedTuple
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.phrases import Fact, Phrases, joined
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs_in

_TEMPLATE = "plan.j2.md"
# The fields that have a text of their own here. All others are described by their kind.
_ACTION = ("title", "touchpoints", "addresses", "segments", "owner", "due", "status", "impact", "effort", "confidence",
           "reach", "measure", "target", "check_date", "depends_on")  # fmt: skip
_SWOT = ("strengths", "weaknesses", "opportunities", "threats")


class Pain(NamedTuple):
    """A pain, with its rank by harm."""

    rank: str
    text: str
    touchpoint: str
    stage: str
    moment: str
    severity: str
    feeling: str
    actions: str


class Task(NamedTuple):
    """An action in the plan."""

    id: str
    code: str
    title: str
    owner: str
    due: str
    overdue: str
    status: str
    is_done: bool
    quadrant: str
    impact: str
    effort: str
    check_date: str
    facts: tuple[Fact, ...]


class TaskGroup(NamedTuple):
    """The tasks of an owner, a quadrant or a segment."""

    name: str
    note: str
    tasks: tuple[Task, ...]


class SwotPart(NamedTuple):
    """One of the four lists of the SWOT."""

    name: str
    items: tuple[str, ...]


class PlanView(NamedTuple):
    """The whole plan, in order, with finished texts."""

    title: str
    takeaway: str
    is_rtl: bool
    facts: tuple[Fact, ...]
    pains: tuple[Pain, ...]
    overdue: tuple[Task, ...]
    by_owner: tuple[TaskGroup, ...]
    by_due_date: tuple[Task, ...]
    by_segment: tuple[TaskGroup, ...]
    quadrants: tuple[TaskGroup, ...]
    unaddressed: tuple[Pain, ...]
    swot: tuple[SwotPart, ...]
    review: tuple[Fact, ...]


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
    open_pains = [(touchpoint, pain) for touchpoint, pain in ranked if not answering(journey, pain)]
    plan = PlanView(
        title=words.say("plan-of", title=journey.title),
        takeaway=journey.takeaway or "",
        is_rtl=journey.is_rtl,
        facts=tuple(_facts(phrases)),
        pains=_pains(ranked, phrases),
        overdue=tuple(tasks[action.id] for action in by_due_date if is_overdue(action, today)),
        by_owner=_by_owner(by_due_date, tasks, phrases),
        by_due_date=tuple(tasks[action.id] for action in by_due_date),
        by_segment=_by_segment(by_due_date, tasks, phrases),
        quadrants=_by_quadrant(journey, tasks, words),
        unaddressed=_pains(open_pains, phrases),
        swot=_swot(phrases),
        review=tuple(phrases.review()),
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


def _pains(pains: Iterable[tuple[Touchpoint, Point]], phrases: Phrases) -> tuple[Pain, ...]:
    return tuple(_pain(rank, *found, phrases) for rank, found in enumerate(pains, 1))


def _entries(entries: tuple[SwotEntry, ...], phrases: Phrases) -> tuple[str, ...]:
    return tuple(joined(*phrase) for phrase in phrases.texts(entries))


def _pain(rank: int, touchpoint: Touchpoint, pain: Point, phrases: Phrases) -> Pain:
    worst = lowest_at(touchpoint)
    return Pain(
        rank=phrases.words.number(rank),
        text=pain.text,
        touchpoint=phrases.touchpoint(touchpoint),
        stage=phrases.journey.stage_of[touchpoint.id].name,
        moment=phrases.moment(touchpoint),
        severity=phrases.rating(pain.severity),
        feeling=phrases.score(worst.known_score) if worst else "",
        actions=phrases.codes(pain),
    )


def _task(action: Action, phrases: Phrases) -> Task:
    words = phrases.words
    owner = phrases.owner_with_id(action.answerable)
    kind = quadrant(action)
    return Task(
        id=action.id,
        code=phrases.journey.action_codes[action.id],
        title=action.title,
        owner=owner.name if owner else "",
        due=words.day(action.due) if action.due else "",
        overdue=phrases.overdue(deadline(action)),
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
    )


def _about(action: Action, phrases: Phrases) -> Iterable[tuple[str, str]]:
    words, journey = phrases.words, phrases.journey
    known = journey.touchpoint_by_id
    yield "measure", action.measure or ""
    yield "target", action.target or ""
    yield "check-date", words.day(action.check_date) if action.check_date else ""
    yield "addresses", phrases.sentences(filter(None, map(phrases.point_with_id, action.addresses)))
    yield "touchpoints", phrases.sentences(phrases.touchpoint(known[id_]) for id_ in action.touchpoints if id_ in known)
    yield "segments", phrases.segments(action.segments)
    yield "depends-on", phrases.listed(journey.action_codes.get(id_, id_) for id_ in action.depends_on)
    yield "confidence", words.percent(action.confidence) if action.confidence is not None else ""
    yield "reach", words.number(action.reach) if action.reach is not None else ""


def _by_owner(actions: list[Action], tasks: dict[str, Task], phrases: Phrases) -> tuple[TaskGroup, ...]:
    groups = []
    for owner in phrases.journey.owners:
        theirs = tuple(tasks[action.id] for action in actions if action.answerable == owner.id)
        groups.append(TaskGroup(owner.name, joined(owner.role, owner.contact), theirs))
    known = phrases.journey.owner_by_id
    unowned = tuple(tasks[action.id] for action in actions if action.answerable not in known)
    return _filled([*groups, TaskGroup(phrases.words["no-owner"], "", unowned)])


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
    return _filled([*groups, TaskGroup(words["everyone"], "", everyone)])


def _by_quadrant(journey: Journey, tasks: dict[str, Task], words: Words) -> tuple[TaskGroup, ...]:
    kept = [action for action in journey.actions if not is_dropped(action)]
    groups = [
        TaskGroup(words[f"{kind}s"], words[f"{kind}s-note"], tuple(tasks[a.id] for a in kept if quadrant(a) == kind))
        for kind in QUADRANTS
    ]
    rated = _filled(groups)
    unrated = tuple(tasks[action.id] for action in kept if quadrant(action) is None)
    return _filled([*rated, TaskGroup(words["unrated"], "", unrated)]) if rated else ()


def _filled(groups: list[TaskGroup]) -> tuple[TaskGroup, ...]:
    return tuple(group for group in groups if group.tasks)


def _swot(phrases: Phrases) -> tuple[SwotPart, ...]:
    swot, words = phrases.journey.swot, phrases.words
    if swot is None:
        return ()
    parts = (
        SwotPart(words["strengths"], _entries(swot.strengths, phrases)),
        SwotPart(words["weaknesses"], _entries(swot.weaknesses, phrases)),
        SwotPart(words["swot-opportunities"], _entries(swot.opportunities, phrases)),
        SwotPart(words["threats"], _entries(swot.threats, phrases)),
    )
    others = (SwotPart(label, texts) for label, texts in phrases.by_kind.remaining(swot, _SWOT))
    return tuple(part for part in (*parts, *others) if part.items)
