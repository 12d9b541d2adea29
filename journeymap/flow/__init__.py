"""A journey as a directed graph: touchpoints, and the ways between them with their shares."""

from journeymap.flow.graph import FlowGraph, FlowNode, FlowStage, FlowWay, flow_graph

__all__ = ["FlowGraph", "FlowNode", "FlowStage", "FlowWay", "flow_graph"]
