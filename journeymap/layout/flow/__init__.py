"""Draws a flow, the graph of a journey, as cards in the clusters of their stages with the ways between them."""

from journeymap.layout.flow.picture import flow_head, flow_scene
from journeymap.layout.flow.spec import FlowSpec

__all__ = ["FlowSpec", "flow_head", "flow_scene"]
