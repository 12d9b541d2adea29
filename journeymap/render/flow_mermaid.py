"""A flow as a Mermaid flowchart."""

from __future__ import annotations

from journeymap.flow.mermaid import mermaid_text
from journeymap.layout.flow import FlowSpec
from journeymap.render.flow_dot import wording_of


def write(spec: FlowSpec) -> bytes:
    """The graph in UTF-8."""
    return mermaid_text(spec.graph, wording_of(spec)).encode()
