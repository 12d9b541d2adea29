"""Graphs of journeys of a few words."""

from __future__ import annotations

from typing import Any

from journeys import journey_from

from journeymap.flow import FlowGraph, flow_graph
from journeymap.model import Journey

Stage = dict[str, dict[str, str]]
"""The touchpoints of a stage: the share of each way, by the id of its target; none goes on to the next one."""


def flow_journey(*stages: Stage, names: dict[str, str] | None = None, **fields: Any) -> Journey:
    """A journey of stages of touchpoints; `names` are those of touchpoints and stages that are not called by their id,
    and `fields` further fields of the journey."""
    called = names or {}
    return journey_from(
        {
            "journeymap": 1,
            "id": "flow",
            "title": "Flow",
            "stages": [
                {
                    "id": f"s{number}",
                    "name": called.get(f"s{number}", f"Stage {number}"),
                    "touchpoints": [
                        {"id": id_, "name": called.get(id_, id_)}
                        | ({"next": [{"to": to, "share": share} for to, share in ways.items()]} if ways else {})
                        for id_, ways in stage.items()
                    ],
                }
                for number, stage in enumerate(stages, 1)
                if stage
            ],
        }
        | fields
    )


def flow_of(*stages: Stage, **fields: Any) -> FlowGraph:
    """Its graph."""
    return flow_graph(flow_journey(*stages, **fields))
