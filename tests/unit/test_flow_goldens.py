"""Flows of samples and of journeys with measures, as they were when somebody last looked at them.

The goldens leave out the font data. To accept a change, look at the flow, then run
`JOURNEYMAP_UPDATE_GOLDENS=1 pytest tests/unit/test_flow_goldens.py`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from flow_cases import spec_of
from journeys import svg_of
from journeys_behaved import behaved, data_of

from journeymap.flow import flow_graph
from journeymap.io import resources
from journeymap.layout.flow import flow_scene
from journeymap.model import Journey, read_journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.source import load

GOLDEN = Path(__file__).parent.parent / "golden" / "flow"
CASES = [
    ("online-clothing-shop", "default"),
    ("decision-journey", "default"),
    ("home-loan-fa", "print"),
    ("sofa-en", "contrast"),
    ("sofa-he", "default"),
    ("sofa-fa", "dark"),
]


def journey_of(name: str) -> Journey:
    """A sample or, by its language, a journey with measures."""
    made_up, _, language = name.partition("-")
    if made_up == "sofa":
        return behaved(data_of(language))
    path = resources.samples() / f"{name}.journey.yaml"
    tree = load(path.read_bytes(), path.name).tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    return journey


@pytest.mark.parametrize(("name", "theme"), CASES)
def test_the_flow_is_as_it_was(name: str, theme: str) -> None:
    journey = journey_of(name)
    graph = flow_graph(journey, BehaviourOverlay.among(journey.beside))
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", svg_of(flow_scene(spec_of(graph, theme)), theme=theme))
    golden = GOLDEN / f"{name}.{theme}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")
