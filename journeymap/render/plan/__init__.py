"""The action plan: the pains by harm, the actions by owner, date, release, segment and quadrant, and what is open.

The analysis of strengths, weaknesses, opportunities and threats ends in priorities.
"""

from journeymap.render.plan.view import PlanView, plan_markdown, plan_view, render, render_plan

__all__ = ["PlanView", "plan_markdown", "plan_view", "render", "render_plan"]
