"""The actions as tasks of the plan, in groups by owner, release, segment and quadrant, and what they may cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.insight.actions import QUADRANTS, budgets, is_blocked, is_dropped, is_open, quadrant
from journeymap.insight.deadlines import deadline
from journeymap.layout.plan_texts import budget, held_up_by, owners_named, supporters
from journeymap.model import Action, Journey
from journeymap.records import NamedTuple
from journeymap.render.attachments import LinkView, link_views
from journeymap.render.phrases import Phrases
from journeymap.render.texts import Fact, joined
from journeymap.style.locale import Words

# The fields that have a text of their own here. All others are described by their kind.
_ACTION = ("title", "touchpoints", "addresses", "segments", "owner", "due", "status", "done", "impact", "effort",
           "confidence", "effect", "reach", "votes", "measure", "target", "check_date", "depends_on", "stages", "with",
           "blocked_by", "budget", "release", "ticket", "links")  # fmt: skip


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
    gain: str
    check_date: str
    facts: tuple[Fact, ...]
    links: tuple[LinkView, ...]


class TaskGroup(NamedTuple):
    """The tasks of an owner, a release, a quadrant or a segment. An owner `supports` those that others answer for."""

    name: str
    note: str
    tasks: tuple[Task, ...]
    supports: tuple[Task, ...] = ()


def task(action: Action, phrases: Phrases) -> Task:
    """An action as a task, with finished texts."""
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
        gain=gain_text(phrases, action),
        check_date=words.day(action.check_date) if action.check_date else "",
        facts=(
            *(Fact(words[key], text) for key, text in _about(action, phrases) if text),
            *_expected(action, phrases),
            *_tried(action, phrases),
            *phrases.remaining_fields(action, _ACTION),
        ),
        links=link_views(action.links, phrases),
    )


def _about(action: Action, phrases: Phrases) -> Iterable[tuple[str, str]]:
    words, journey = phrases.words, phrases.journey
    known = journey.touchpoint_by_id
    stages = {stage.id: stage.name for stage in reversed(journey.stages)}
    held = held_up_by(journey, words, action) if is_blocked(action) else phrases.listed(action.blocked_by)
    yield "done-on", words.day(action.done) if action.done else ""
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
    yield "card-votes", words.number(action.votes) if action.votes is not None else ""
    yield "release", action.release or ""
    yield "budget", budget(words, action)
    yield "ticket", action.ticket or ""


def _expected(action: Action, phrases: Phrases) -> Iterable[Fact]:
    """What the action is expected to change."""
    if action.effect:
        from journeymap.layout.effect_texts import effect_text  # noqa: PLC0415  few journeys say it
        from journeymap.style.locale import load_words  # noqa: PLC0415
        from journeymap.style.word_files import WHAT_IF  # noqa: PLC0415

        words = load_words(phrases.words.language, WHAT_IF)
        texts = (effect_text(phrases.journey, action, effect, words) for effect in action.effect)
        yield Fact(words["effect"], phrases.sentences(texts))


def _tried(action: Action, phrases: Phrases) -> Iterable[Fact]:
    """The experiments that try the action out, and what they tell."""
    if any(each.action == action.id for each in phrases.journey.experiments):
        from journeymap.render.plan.experiments import experiments_of_action  # noqa: PLC0415  few journeys have some

        yield experiments_of_action(phrases, action)


def gain_text(phrases: Phrases, action: Action) -> str:
    """What the action should bring, with its interval, where that was simulated; else empty."""
    if not action.effect:
        return ""
    from journeymap.render.plan.gains import gain_of  # noqa: PLC0415  few journeys say it

    return gain_of(phrases, action)


def by_owner(actions: list[Action], tasks: dict[str, Task], phrases: Phrases) -> tuple[TaskGroup, ...]:
    """The tasks of each owner who answers for some or supports some, then those of nobody."""
    groups = []
    for owner in phrases.journey.owners:
        theirs = tuple(tasks[action.id] for action in actions if action.answerable == owner.id)
        supports = tuple(tasks[action.id] for action in actions if owner.id in action.supporting)
        groups.append(TaskGroup(owner.name, joined(owner.role, owner.contact), theirs, supports))
    known = phrases.journey.owner_by_id
    unowned = tuple(tasks[action.id] for action in actions if action.answerable not in known)
    return _filled([*groups, TaskGroup(phrases.words["no-owner"], "", unowned)])


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
    return _filled([*named, TaskGroup(words["no-release"], "", without)])


def by_segment(actions: list[Action], tasks: dict[str, Task], phrases: Phrases) -> tuple[TaskGroup, ...]:
    """The tasks for each segment, then those for everyone; none where no action names a segment."""
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


def by_quadrant(journey: Journey, tasks: dict[str, Task], words: Words) -> tuple[TaskGroup, ...]:
    """The tasks that are not dropped by impact and effort, then those without; none where no action has both."""
    kept = [action for action in journey.actions if not is_dropped(action)]
    groups = [
        TaskGroup(words[f"{kind}s"], words[f"{kind}s-note"], tuple(tasks[a.id] for a in kept if quadrant(a) == kind))
        for kind in QUADRANTS
    ]
    rated = _filled(groups)
    unrated = tuple(tasks[action.id] for action in kept if quadrant(action) is None)
    return _filled([*rated, TaskGroup(words["unrated"], "", unrated)]) if rated else ()


def _filled(groups: list[TaskGroup]) -> tuple[TaskGroup, ...]:
    """The groups that have tasks, be it only some that their owner supports."""
    return tuple(group for group in groups if group.tasks or group.supports)


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


def _sums(phrases: Phrases, sums: Mapping[str, float]) -> str:
    return phrases.sentences(phrases.words.money(amount, currency) for currency, amount in sums.items())
