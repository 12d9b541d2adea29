"""Compares two versions of a journey by meaning: what a map or a plan would say differently, and nothing else."""

from journeymap.history.compare.journey import difference

__all__ = ["difference"]
