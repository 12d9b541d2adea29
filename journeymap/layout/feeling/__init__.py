"""The emotion curve: its data, its geometry, its words, and the lane that it fills."""

from journeymap.layout.feeling.lane import Feeling

__all__ = ["Feeling"]
