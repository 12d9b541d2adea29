"""No text lies on a hairline of what is behind it: grid, zero line, edges of stages and moments of truth, rules."""

from __future__ import annotations

import pytest
from crossings import crossings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journeys import journey_from, made_up, scene_of
from test_map_goldens import SAMPLES

from journeymap.layout.spec import PAUSE
from journeymap.model import read_journey
from journeymap.source import load

NEARLY = PAUSE - 0.1


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_text_of_a_sample_lies_on_a_hairline(sample):
    loaded = load(sample.read_bytes(), sample.name)
    assert loaded.tree is not None
    journey, _ = read_journey(loaded.tree)
    assert journey is not None
    assert not list(crossings(scene_of(journey, theme="print"), NEARLY))  # which has all lines that other themes have


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.builds(
        made_up,
        st.integers(0, 10**6),
        language=st.sampled_from(["en", "he", "fa"]),
        stages=st.integers(2, 5),
        touchpoints=st.integers(5, 20),
        personas=st.integers(1, 4),
        longest=st.sampled_from([12, 60, 200]),
    )
)
def test_no_text_of_any_journey_lies_on_a_hairline(data):
    assert not list(crossings(scene_of(journey_from(data), theme="print"), NEARLY))
