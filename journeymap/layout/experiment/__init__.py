"""The sheet of an experiment's plan: how many people it needs, and how surely more or fewer show its effect."""

from journeymap.layout.experiment.picture import plan_scene
from journeymap.layout.experiment.spec import ExperimentPlan, PlanSpec

__all__ = ["ExperimentPlan", "PlanSpec", "plan_scene"]
