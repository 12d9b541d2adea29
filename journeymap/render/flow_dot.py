"""A flow in Graphviz's language."""

from __future__ import annotations

from journeymap.flow.dot import dot_text
from journeymap.flow.wording import FlowWording
from journeymap.layout.flow import FlowSpec


def write(spec: FlowSpec) -> bytes:
    """The graph in UTF-8."""
    return dot_text(spec.graph, wording_of(spec)).encode()


def wording_of(spec: FlowSpec) -> FlowWording:
    """The words of a flow that is written as text."""
    words, texts = spec.words, spec.texts
    return FlowWording(words.number, words.percent, texts["way-leaves"], texts["way-ends"])
