"""Lays out a journey as a scene: boxes, paths and lines of text at absolute positions. Knows no file format."""

from journeymap.layout.compose import lay_out
from journeymap.layout.scene import Scene

__all__ = ["Scene", "lay_out"]
