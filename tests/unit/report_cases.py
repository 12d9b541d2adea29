"""Journeys and measures that the tests of the report start from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journeymap.measure.measured import MeasuredCell, MeasuredQuestion, MeasuredSource, MeasureOptions, Measures
from journeymap.measure.measures import read_measures
from journeymap.model import Journey, read_journey
from journeymap.source import load

GOLDEN = Path(__file__).parent.parent / "golden" / "report"
TODAY = dt.date(2026, 11, 23)


def golden_journey(name: str = "shop") -> Journey:
    """The journey of twelve weeks and two segments, in English, or as `shop-he` or `shop-fa`."""
    tree = load((GOLDEN / f"{name}.journey.yaml").read_bytes(), name).tree
    assert tree is not None
    journey, findings = read_journey(tree)
    assert journey is not None and not findings
    return journey


def golden_measures() -> Measures:
    """Its measures."""
    return read_measures((GOLDEN / "shop.measures.json").read_bytes(), "shop.measures.json")


def share(k: int, n: int, period: str, touchpoint: str = "pays", **segment: str) -> MeasuredCell:
    """A cell of k of n satisfied answers. Its interval is not one: nothing that is tested here reads it."""
    value = 100 * k / n
    return MeasuredCell(
        touchpoint, "csat", "s", segment, period, n, None, float(n), value, max(0.0, value - 3), min(100.0, value + 3),
        None, None, None, "wilson", 95,
    )  # fmt: skip


def measures_of(cells: Iterable[MeasuredCell], **options: Any) -> Measures:
    """Measures of these cells, from one source."""
    found = tuple(cells)
    asked = {(each.touchpoint, each.metric) for each in found}
    questions = tuple(MeasuredQuestion(*each, (1, 5), "higher") for each in sorted(asked))
    source = MeasuredSource("s", ("a.csv",), "sha256:0", 100, 100, {}, 0, "latest", None, questions)
    return Measures(MeasureOptions(period="week")._replace(**options), (source,), found)
