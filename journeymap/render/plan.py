"""The action plan: what hurts most, who does what about it by when, and what nobody has taken on yet.

`plan_view` finds and orders it all, with every text finished; the Markdown template and the page only place it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from journeymap.insight.actions import QUADRANTS, answering, is_dropped, is_open, quadrant
from journeymap.insight.deadlines import deadline, is_overdue
from journeymap.insight.feelings import lowest_at
from journeymap.insight.pains import pains_by_harm
from journeymap.model import Action, Journey, Point, Touchpoint
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.facts import Fact, Speaker, joined
from journeymap.style.locale import Words

_TEMPLATE = "plan.j2.md"
# What has a form of its own here; all else is told by its kind.
_ACTION = ("title", "touchpoints", "addresses", "segments", "owner", "due", "status", "impact", "effort", "confidence",
           "reach", "measure", "target", "check_date", "depends_on")  # fmt: skip
_SWOT = ("strengths", "weaknesses", "opportunities", "threats")


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain in its place in the order of what hurts most."""

    rank: str
    text: str
    touchpoint: str
    stage: str
    moment: str
    severity: str
    feeling: str
    actions: str


@dataclass(frozen=True, slots=True)
class Task:
    """An action as the plan tells it."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that belong together: an owner's, a quadrant's, a segment's."""

    name: str
    note: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four lists of the SWOT."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole plan, ordered and in words."""

    title: str
    takeaway: str
    is_rtl: bool
    facts: tuple[Fact, ...]
    pains: tuple[Pain, ...]
    overdue: tuple[Task, ...]
    by_owner: tuple[Group, ...]
    by_due_date: tuple[Task, ...]
    by_segment: tuple[Group, ...]
    quadrants: tuple[Group, ...]
    unaddressed: tuple[Pain, ...]
    swot: tuple[Part, ...]
    review: tuple[Fact, ...]


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The action plan of a drawing's journey."""
    return render_plan(drawing.journey, words=drawing.words, today=drawing.today, environment=environment).encode()


def render_plan(journey: Journey, *, words: Words, today: dt.date, environment: Environment) -> str:
    """The journey's action plan in Markdown, in the journey's language, with dates judged on `today`."""
    template = environment.get_template(_TEMPLATE)
    return template.render(plan=plan_view(journey, words, today), words=words).rstrip("\n") + "\n"


def plan_view(journey: Journey, words: Words, today: dt.date) -> PlanView:
    """The plan of a journey, ordered and in words."""
    speaker = Speaker(journey, words, today)
    tasks = {action.id: _task(action, speaker) for action in journey.actions}
    by_due_date = sorted(journey.actions, key=lambda action: action.due or dt.date.max)
    ranked = pains_by_harm(journey)
    open_pains = [(touchpoint, pain) for touchpoint, pain in ranked if not answering(journey, pain)]
    return PlanView(
        title=words.say("plan-of", title=journey.title),
        takeaway=journey.takeaway or "",
        is_rtl=journey.is_rtl,
        facts=tuple(_facts(speaker)),
        pains=_pains(ranked, speaker),
        overdue=tuple(tasks[action.id] for action in by_due_date if is_overdue(action, today)),
        by_owner=_by_owner(by_due_date, tasks, speaker),
        by_due_date=tuple(tasks[action.id] for action in by_due_date),
        by_segment=_by_segment(by_due_date, tasks, speaker),
        quadrants=_by_quadrant(journey, tasks, words),
        unaddressed=_pains(open_pains, speaker),
        swot=_swot(speaker),
        review=tuple(speaker.review()),
    )


def _facts(speaker: Speaker) -> Iterable[Fact]:
    journey, words = speaker.journey, speaker.words
    yield Fact(words["map"], words[f"kind-{journey.kind}"])
    for key, text in (
        ("organisation", journey.organisation),
        ("owner", speaker.owner(speaker.owner_named(journey.owner))),
        ("scenario", journey.scenario),
        ("goal", journey.goal),
    ):
        if text:
            yield Fact(words[key], text)
    yield Fact(words["date"], words.day(speaker.today))


def _pains(pains: Iterable[tuple[Touchpoint, Point]], speaker: Speaker) -> tuple[Pain, ...]:
    return tuple(_pain(rank, *found, speaker) for rank, found in enumerate(pains, 1))


def _pain(rank: int, touchpoint: Touchpoint, pain: Point, speaker: Speaker) -> Pain:
    worst = lowest_at(touchpoint)
    return Pain(
        rank=speaker.words.number(rank),
        text=pain.text,
        touchpoint=speaker.touchpoint(touchpoint),
        stage=speaker.journey.stage_of[touchpoint.id].name,
        moment=speaker.moment(touchpoint),
        severity=speaker.rating(pain.severity),
        feeling=speaker.score(worst.score) if worst else "",
        actions=speaker.codes(pain),
    )


def _task(action: Action, speaker: Speaker) -> Task:
    words = speaker.words
    owner = speaker.owner_named(action.owner)
    kind = quadrant(action)
    return Task(
        code=speaker.journey.action_codes[action.id],
        title=action.title,
        owner=owner.name if owner else "",
        due=words.day(action.due) if action.due else "",
        overdue=speaker.overdue(deadline(action)),
        status=words[f"status-{action.status}"],
        is_done=not is_open(action),
        quadrant=words[kind] if kind else "",
        impact=speaker.rating(action.impact),
        effort=speaker.rating(action.effort),
        check_date=words.day(action.check_date) if action.check_date else "",
        facts=(
            *(Fact(words[key], text) for key, text in _about(action, speaker) if text),
            *speaker.others(action, _ACTION),
        ),
    )


def _about(action: Action, speaker: Speaker) -> Iterable[tuple[str, str]]:
    words, journey = speaker.words, speaker.journey
    known = journey.touchpoint_by_id
    yield "measure", action.measure or ""
    yield "target", action.target or ""
    yield "check-date", words.day(action.check_date) if action.check_date else ""
    yield "addresses", speaker.sentences(filter(None, map(speaker.point_named, action.addresses)))
    yield "touchpoints", speaker.sentences(speaker.touchpoint(known[id_]) for id_ in action.touchpoints if id_ in known)
    yield "segments", speaker.segments(action.segments)
    yield "depends-on", speaker.listed(journey.action_codes.get(id_, id_) for id_ in action.depends_on)
    yield "confidence", words.percent(action.confidence) if action.confidence is not None else ""
    yield "reach", words.number(action.reach) if action.reach is not None else ""


def _by_owner(actions: list[Action], tasks: dict[str, Task], speaker: Speaker) -> tuple[Group, ...]:
    groups = []
    for owner in speaker.journey.owners:
        theirs = tuple(tasks[action.id] for action in actions if action.owner == owner.id)
        groups.append(Group(owner.name, joined(owner.role, owner.contact), theirs))
    known = speaker.journey.owner_by_id
    nobody = tuple(tasks[action.id] for action in actions if action.owner not in known)
    return _filled([*groups, Group(speaker.words["no-owner"], "", nobody)])


def _by_segment(actions: list[Action], tasks: dict[str, Task], speaker: Speaker) -> tuple[Group, ...]:
    if not any(action.segments for action in actions):
        return ()
    words = speaker.words
    groups = []
    for segment in speaker.journey.segments:
        share = words.percent(segment.share) if segment.share is not None else None
        meant = tuple(tasks[action.id] for action in actions if segment.id in action.segments)
        groups.append(Group(segment.name, joined(share, segment.description), meant))
    everyone = tuple(tasks[action.id] for action in actions if not action.segments)
    return _filled([*groups, Group(words["everyone"], "", everyone)])


def _by_quadrant(journey: Journey, tasks: dict[str, Task], words: Words) -> tuple[Group, ...]:
    live = [action for action in journey.actions if not is_dropped(action)]
    groups = [
        Group(words[f"{kind}s"], words[f"{kind}s-note"], tuple(tasks[a.id] for a in live if quadrant(a) == kind))
        for kind in QUADRANTS
    ]
    rated = _filled(groups)
    unrated = tuple(tasks[action.id] for action in live if quadrant(action) is None)
    return _filled([*rated, Group(words["unrated"], "", unrated)]) if rated else ()


def _filled(groups: list[Group]) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.tasks)


def _swot(speaker: Speaker) -> tuple[Part, ...]:
    swot, words = speaker.journey.swot, speaker.words
    if swot is None:
        return ()
    parts = (
        Part(words["strengths"], swot.strengths),
        Part(words["weaknesses"], swot.weaknesses),
        Part(words["swot-opportunities"], swot.opportunities),
        Part(words["threats"], swot.threats),
    )
    others = (Part(label, texts) for label, texts in speaker.by_kind.others(swot, _SWOT))
    return tuple(part for part in (*parts, *others) if part.items)
