"""The whole plan with finished texts, and its Markdown. The templates of the plan and the page only place them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from journeymap.insight.actions import is_blocked
from journeymap.insight.attachments import links_of
from journeymap.insight.deadlines import is_overdue
from journeymap.insight.drafts import is_draft
from journeymap.insight.pains import near_end_at, pains_by_harm
from journeymap.layout.mentions import with_numbers
from journeymap.layout.standing_texts import kind_of
from journeymap.layout.times import time_in_all
from journeymap.model import Journey, Stage, Touchpoint
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple
from journeymap.render.attachments import LinkView, link_views
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.measured import near_ends
from journeymap.render.phrases import Phrases
from journeymap.render.plan.analysis import (
    Priority,
    SwotPart,
    competitors_told,
    priority_list,
    swot_parts,
    unanswered_objections,
)
from journeymap.render.plan.gains import first_actions
from journeymap.render.plan.points import (
    FailPoint,
    Gain,
    Pain,
    VotedOpportunity,
    gains_to_keep,
    ranked_pains,
    voted_opportunities,
    what_can_go_wrong,
)
from journeymap.render.plan.tasks import (
    Task,
    TaskGroup,
    budget_facts,
    by_owner,
    by_quadrant,
    by_release,
    by_segment,
    task,
)
from journeymap.render.texts import Fact, Phrase
from journeymap.style.locale import Words
from journeymap.style.signs import keep_signs_in

if TYPE_CHECKING:
    from journeymap.render.plan.experiments import ExperimentsOfPlan
    from journeymap.render.plan.trees import TreesOfPlan

_TEMPLATE = "plan.j2.md"


class LinkedPart(NamedTuple):
    """A stage or a touchpoint, and its links."""

    name: str
    links: tuple[LinkView, ...]


class PlanView(NamedTuple):
    """The whole plan, in order, with finished texts. `name` is the journey's title.

    `how_ranked` says how the pains are ranked. `measured_feeling` is the head of what was measured at each of them;
    empty where nothing was. `first` says which actions come first, and `Task.gain` what each brings, where
    that was simulated. `voted_pains` and `voted_gains` are whether a workshop voted for any.
    """

    title: str
    name: str
    takeaway: str
    is_rtl: bool
    facts: tuple[Fact, ...]
    how_ranked: str
    measured_feeling: str
    pains: tuple[Pain, ...]
    voted_pains: bool
    opportunities: tuple[VotedOpportunity, ...]
    gains: tuple[Gain, ...]
    voted_gains: bool
    overdue: tuple[Task, ...]
    by_owner: tuple[TaskGroup, ...]
    by_due_date: tuple[Task, ...]
    first: Fact | None
    held_up: tuple[Task, ...]
    by_release: tuple[TaskGroup, ...]
    budget: tuple[Fact, ...]
    by_segment: tuple[TaskGroup, ...]
    quadrants: tuple[TaskGroup, ...]
    unaddressed: tuple[Pain, ...]
    objections: tuple[Phrase, ...]
    parking_lot: tuple[str, ...]
    fail_points: tuple[FailPoint, ...]
    experiments: ExperimentsOfPlan | None
    trees: TreesOfPlan | None
    swot: tuple[SwotPart, ...]
    priorities: tuple[Priority, ...]
    competitors: tuple[Phrase, ...]
    review: tuple[Fact, ...]
    links: tuple[LinkedPart, ...]


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The action plan of a drawing's journey, as Markdown in UTF-8."""
    measures = MeasuresOverlay.among(drawing.overlays)
    return render_plan(
        drawing.journey, words=drawing.words, today=drawing.today, environment=environment, measures=measures
    ).encode()


def render_plan(
    journey: Journey,
    *,
    words: Words,
    today: dt.date,
    environment: Environment,
    measures: MeasuresOverlay | None = None,
) -> str:
    """The journey's action plan in Markdown, in the journey's language, with due dates compared with `today`."""
    return plan_markdown(plan_view(journey, words, today, measures), words, environment)


def plan_markdown(plan: PlanView, words: Words, environment: Environment) -> str:
    """A plan in Markdown."""
    return environment.get_template(_TEMPLATE).render(plan=plan, words=words).rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def plan_view(journey: Journey, words: Words, today: dt.date, measures: MeasuresOverlay | None = None) -> PlanView:
    """The plan of a journey, in order, with finished texts. The last one is cached: the page and the plan show it.

    Pains are ranked by what was measured, where something was.
    """
    journey = with_numbers(journey, words)
    phrases = Phrases(journey, words, today)
    tasks = {action.id: task(action, phrases) for action in journey.actions}
    by_due_date = sorted(journey.actions, key=lambda action: action.due or dt.date.max)
    near = near_ends(journey, measures)
    ranked = pains_by_harm(journey, near)
    are_measured = any(near_end_at(part, near) is not None for part, _ in ranked)
    pains = ranked_pains(ranked, phrases, measures)
    kept = gains_to_keep(phrases)
    plan = PlanView(
        title=words.say("plan-of", title=journey.title),
        name=journey.title,
        takeaway=journey.takeaway or "",
        is_rtl=journey.is_rtl,
        facts=tuple(_facts(phrases)),
        how_ranked=" ".join([words["how-ranked"], *([words["how-ranked-measured"]] if are_measured else [])]),
        measured_feeling=words["measured-feeling"] if measures and measures.felt_by else "",
        pains=pains,
        voted_pains=any(pain.votes for _, pain in ranked),
        opportunities=voted_opportunities(phrases),
        gains=kept,
        voted_gains=any(gain.votes for gain in kept),
        overdue=tuple(tasks[action.id] for action in by_due_date if is_overdue(action, today)),
        by_owner=by_owner(by_due_date, tasks, phrases),
        first=first_actions(phrases) if journey.effects else None,
        by_due_date=tuple(tasks[action.id] for action in by_due_date),
        held_up=tuple(tasks[action.id] for action in by_due_date if is_blocked(action)),
        by_release=by_release(by_due_date, tasks, words),
        budget=budget_facts(phrases),
        by_segment=by_segment(by_due_date, tasks, phrases),
        quadrants=by_quadrant(journey, tasks, words),
        unaddressed=tuple(pain for pain in pains if not pain.actions),
        objections=unanswered_objections(phrases),
        parking_lot=journey.parking_lot,
        fail_points=what_can_go_wrong(phrases),
        experiments=_experiments(phrases),
        trees=_trees(phrases),
        swot=swot_parts(phrases),
        priorities=priority_list(phrases),
        competitors=competitors_told(phrases),
        review=tuple(phrases.review()),
        links=_linked_parts(phrases),
    )
    return keep_signs_in(plan, rtl=journey.is_rtl)


def _facts(phrases: Phrases) -> Iterable[Fact]:
    journey, words = phrases.journey, phrases.words
    yield Fact(words["map"], kind_of(journey, words))
    if is_draft(journey):
        yield Fact(words["evidence"], words["nothing-observed"])
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


def _experiments(phrases: Phrases) -> ExperimentsOfPlan | None:
    """The experiments; None without any."""
    if not phrases.journey.experiments:
        return None
    from journeymap.render.plan.experiments import experiments_of_plan  # noqa: PLC0415  few journeys have some

    return experiments_of_plan(phrases)


def _trees(phrases: Phrases) -> TreesOfPlan | None:
    """The action trees and capabilities; None without any."""
    if not phrases.journey.trees and not phrases.journey.capabilities:
        return None
    from journeymap.render.plan.trees import trees_of_plan  # noqa: PLC0415  few journeys have trees

    return trees_of_plan(phrases)


def _linked_parts(phrases: Phrases) -> tuple[LinkedPart, ...]:
    """The stages and touchpoints that have links; those of actions stand at the actions."""
    found = []
    for part, links in links_of(phrases.journey):
        if isinstance(part, Stage | Touchpoint):
            name = phrases.touchpoint(part) if isinstance(part, Touchpoint) else part.name
            found.append(LinkedPart(name, link_views(links, phrases)))
    return tuple(found)
