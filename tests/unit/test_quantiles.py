"""Quantiles of the normal distribution as scipy has them, to the last digits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from journeymap.insight.quantiles import normal_at, normal_below, normal_quantile

ROOT = Path(__file__).parents[2]
PROBABILITIES = st.floats(0, 1, exclude_min=True, exclude_max=True, allow_subnormal=False)


@given(PROBABILITIES)
def test_a_quantile_as_scipy(probability: float) -> None:
    assert normal_at(probability) == pytest.approx(float(special.ndtri(probability)), rel=2e-15, abs=2e-16)


@given(st.floats(-37, 37))
def test_the_probability_below_as_scipy(z: float) -> None:
    assert normal_below(z) == pytest.approx(float(special.ndtr(z)), rel=1e-12)


@given(st.floats(0.001, 99.999))
def test_an_interval_leaves_out_what_its_confidence_does(confidence: float) -> None:
    z = normal_quantile(confidence)
    assert 100 * (normal_below(z) - normal_below(-z)) == pytest.approx(confidence, abs=1e-12)


@pytest.mark.parametrize("probability", [0.0, 1.0, -0.1, 1.1, float("nan")])
def test_what_is_no_probability(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal_at(probability)


def test_results_are_checked_without_what_takes_long_to_import() -> None:
    program = (
        "import sys; from journeymap.cli import run\n"
        "assert run(['validate', 'samples/loyalty-project-as-is.journey.yaml', '-q']) in (0, 1)\n"
        "assert 'journeymap.experiments.readings' in sys.modules\n"
        "unwanted = {'statistics', 'decimal', 'scipy', 'journeymap.measure.figures', 'journeymap.experiments.power'}\n"
        "assert not unwanted & set(sys.modules), unwanted & set(sys.modules)\n"
    )
    home = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
