"""Compares two versions of a journey by meaning: only changes that a map or a plan would show."""

from journeymap.history.compare.journey import difference

__all__ = ["difference"]
