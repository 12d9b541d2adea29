"""What a funnel loses at each step, and which of its steps is the worst beyond noise."""

from __future__ import annotations

import pytest

from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.losses import loss, worst


def test_a_loss_is_a_share_of_those_who_came_with_wilsons_interval() -> None:
    found = loss(100, 60)
    assert found is not None and found.value == pytest.approx(0.4) and found.n == 100
    assert (found.low, found.high) == (pytest.approx(0.3094, abs=1e-4), pytest.approx(0.4980, abs=1e-4))
    repeated = loss(100, 60, 0.25)
    assert repeated is not None and repeated.n_effective == 25
    assert (repeated.low, repeated.high) == (pytest.approx(0.2340, abs=1e-4), pytest.approx(0.5926, abs=1e-4))
    assert loss(0, 0) is None


def of(value: float, half: float, n: int = 1000) -> Estimate:
    return Estimate(value, value - half, value + half, n, n, None, "wilson")


@pytest.mark.parametrize(
    ("losses", "found"),
    [
        ([of(0.3, 0.04), of(0.1, 0.04), of(0.2, 0.04)], 0),
        ([of(0.3, 0.05), of(0.1, 0.04), of(0.2, 0.05)], None),  # they meet
        ([None, of(0.1, 0.01), of(0.4, 0.1), of(0.2, 0.01)], 2),
        ([of(0.3, 0.01)], None),  # of one, none is the worst
        ([of(0.3, 0.01), of(0.3, 0.01)], None),
        ([of(0.9, 0.01, 29), of(0.3, 0.01), of(0.2, 0.01)], 1),  # too few to be flagged
        ([of(0.9, 0.01, 30), of(0.3, 0.01), of(0.2, 0.01)], 0),
        ([of(0.3, 0.01), Estimate(0.2, None, None, 1000, 1000, None, "wilson")], None),
        ([], None),
    ],
)
def test_the_worst_lies_wholly_above_the_next(losses: list[Estimate | None], found: int | None) -> None:
    assert worst(losses, 30) == found
