"""What customers did, as it is written into the file of measures and read back."""

from typing import Any

import pytest

from journeymap.errors import UserError
from journeymap.measure.measured import (
    MeasuredFunnelStep,
    MeasuredSource,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
    Measures,
)
from journeymap.measure.measures import read_measures, written

SHARE: dict[str, Any] = {
    "source": "shop", "segment": {"class": "new"}, "period": "2026-10", "n": 200, "counted": 50, "cases": 180,
    "n_effective": 190.5, "value": 25, "low": 19.4, "high": 31.6, "method": "wilson", "confidence": 95,
}  # fmt: skip
TIME = MeasuredTime("cart", "pay", "next", "shop", {}, "all", 50, 48, 312.5, 290, 341, "order-statistics", 95)
MEASURES = Measures(
    MeasureOptions(),
    (MeasuredSource("shop", ("shop.csv",), "f", 900, 880, {"unknown-event": 20}, 0, None, None, (), 180, 200),),
    (),
    transitions=(MeasuredTransition("cart", "exit", **SHARE), MeasuredTransition("cart", "pay", **SHARE)),
    funnel=(MeasuredFunnelStep("cart", "journey", **SHARE),),
    times=(TIME, TIME._replace(between="first", low=None, high=None)),
)


def test_what_is_written_is_read_back() -> None:
    assert read_measures(written(MEASURES), "shop.measures.json") == MEASURES


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b'"counted": 50', b'"counted": 201', "`counted` is not at most `n`"),
        (b'"value": 25', b'"value": 125', "`value` is not from 0 to 100"),
        (b'"value": 25', b'"value": 12', "`value` is not between `low` and `high`"),
        (b'"value": 312.5', b'"value": -1', "`value` is not 0 or more"),
        (b'"between": "next"', b'"between": "last"', "`between` is not first or next"),
        (b'"order": "journey"', b'"order": "none"', "`order` is not journey or any"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(before: bytes, after: bytes, said: str) -> None:
    data = written(MEASURES)
    assert before in data
    with pytest.raises(UserError, match=said) as caught:
        read_measures(data.replace(before, after, 1), "shop.measures.json")
    line = data[: data.index(before)].count(b"\n") + 1
    assert caught.value.message.startswith(f"shop.measures.json:{line}:")
