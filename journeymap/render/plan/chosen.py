"""What is left of a plan when only some of its actions are asked for."""

from __future__ import annotations

from collections.abc import Container, Iterable

from journeymap.render.plan.tasks import Task, TaskGroup
from journeymap.render.plan.view import PlanView


def with_actions_alone(plan: PlanView, ids: Container[str], owner: str = "") -> PlanView:
    """The plan with these actions, by id, and nothing that is about others; of owners, only this one, if one is named.

    What the plan says of pains, experiments, trees and so on would be read as all there is, so it is left out.
    """
    by_owner = plan.by_owner if not owner else [each for each in plan.by_owner if each.name == owner]
    return plan._replace(
        overdue=_those(plan.overdue, ids),
        by_due_date=_those(plan.by_due_date, ids),
        held_up=_those(plan.held_up, ids),
        by_owner=_groups(by_owner, ids),
        by_release=_groups(plan.by_release, ids),
        by_segment=_groups(plan.by_segment, ids),
        quadrants=_groups(plan.quadrants, ids),
        first=None,
        pains=(),
        opportunities=(),
        gains=(),
        budget=(),
        unaddressed=(),
        objections=(),
        parking_lot=(),
        fail_points=(),
        experiments=None,
        trees=None,
        swot=(),
        priorities=(),
        competitors=(),
        review=(),
        links=(),
    )


def _groups(groups: Iterable[TaskGroup], ids: Container[str]) -> tuple[TaskGroup, ...]:
    parts = (each._replace(tasks=_those(each.tasks, ids), supports=_those(each.supports, ids)) for each in groups)
    return tuple(each for each in parts if each.tasks or each.supports)


def _those(tasks: tuple[Task, ...], ids: Container[str]) -> tuple[Task, ...]:
    return tuple(task for task in tasks if task.id in ids)
