"""Journeys with ways, and what customers did there, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.insight.share_intervals import wilson
from journeymap.measure.measured import (
    MeasuredCell,
    MeasuredFunnelStep,
    MeasuredSource,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
    Measures,
)
from journeymap.model import Journey, read_journey
from journeymap.source import load

SOURCE = MeasuredSource("web", ("web.csv",), "sha256:0", 9000, 9000, {}, 0, None, None, (), 3000, 3500)
HEAD = "journeymap: 1\nid: shop\ntitle: The shop\nstages:\n  - id: s\n    name: S\n    touchpoints:\n"
TAIL = "sources:\n  - {id: web, location: web.csv, questions: [{column: Q, touchpoint: home, metric: nps}]}\n"
"""A source, whatever it asks: these tests begin where it has been counted."""


def share_of(counted: int, n: int) -> dict[str, Any]:
    """The fields of a share that say how sure it is."""
    low, high = wilson(counted / n, n)
    return {"n": n, "counted": counted, "cases": n, "n_effective": float(n), "value": 100 * counted / n,
            "low": 100 * low, "high": 100 * high, "method": "wilson", "confidence": 95}  # fmt: skip


def went(
    touchpoint: str, ways: Mapping[str, int], n: int = 0, period: str = "2026-Q3", source: str = "web", **segment: str
) -> tuple[MeasuredTransition, ...]:
    """What followed n visits to a touchpoint (all that are told, if n is left out), by where it led."""
    return tuple(
        MeasuredTransition(
            touchpoint, to, source=source, segment=segment, period=period, **share_of(each, n or sum(ways.values()))
        )
        for to, each in ways.items()
    )  # fmt: skip


def came(touchpoint: str, counted: int, n: int, period: str = "2026-Q3", **segment: str) -> MeasuredFunnelStep:
    """How many of n sessions came as far in the funnel."""
    return MeasuredFunnelStep(touchpoint, "journey", source="web", segment=segment, period=period,
                              **share_of(counted, n))  # fmt: skip


def event_cell(
    touchpoint: str, metric: str, counted: int, n: int, period: str = "2026-Q3", **segment: str
) -> MeasuredCell:  # fmt: skip
    """A share of the sessions at a touchpoint: `reach`, `conversion`, `drop-off` or `returns`."""
    known = share_of(counted, n)
    return MeasuredCell(touchpoint, metric, "web", segment, period, n, n, float(n), known["value"], known["low"],
                        known["high"], None, None, None, "wilson", 95)  # fmt: skip


def took(
    touchpoint: str, to: str, seconds: float, apart: float, period: str = "2026-Q3", n: int = 200, **segment: str
) -> MeasuredTime:  # fmt: skip
    """The median time between the first visits of two touchpoints, its interval so far on both sides."""
    return MeasuredTime(touchpoint, to, "first", "web", segment, period, n, n, seconds, seconds - apart,
                        seconds + apart, "order-statistics", 95)  # fmt: skip


def events(*transitions: tuple[MeasuredTransition, ...], **more: Any) -> Measures:
    """Measures of the source `web` with these transitions."""
    options = MeasureOptions(period="quarter")._replace(**more.pop("options", {}))
    cells = more.pop("cells", ())
    found = tuple(each for group in transitions for each in group)
    return Measures(options, more.pop("sources", (SOURCE,)), cells, transitions=found, **more)


def written(*touchpoints: str, more: str = "") -> bytes:
    """A journey's file with these touchpoints, each in braces or over lines, as items of the list."""
    items = "".join(f"      - {each.replace(chr(10), chr(10) + ' ' * 8).rstrip(' ')}\n" for each in touchpoints)
    return (HEAD + items + more + TAIL).encode()


def journey_in(data: bytes) -> Journey:
    """The journey in a file, which has no faults."""
    loaded = load(data, "shop.journey.yaml")
    assert loaded.tree is not None and loaded.is_whole, loaded.findings
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings, findings
    return journey
