"""Reads and edits YAML text: the only package that knows YAML."""

from journeymap.source.loader import Loaded, load
from journeymap.source.text import SourceText
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

__all__ = ["Loaded", "Mapping", "Node", "Scalar", "Sequence", "SourceText", "load"]
