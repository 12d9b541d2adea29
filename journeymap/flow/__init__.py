"""A journey as a directed graph: touchpoints, and the ways between them with their shares."""

from journeymap.flow.graph import FlowGraph, FlowNode, FlowPart, FlowStage, FlowWay, flow_graph

__all__ = ["FlowGraph", "FlowNode", "FlowPart", "FlowStage", "FlowWay", "flow_graph"]
