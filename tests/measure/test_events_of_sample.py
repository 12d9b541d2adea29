"""The measures of the sample with events are what plain Python counts of its file, read without any of our reading."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journeymap.measure.events.plans import EventPlan, plan_of
from journeymap.model import Journey, Source
from journeymap.model.reader import read_journey
from journeymap.source import load
from tests.measure.plain_events import Event, Session, cells_of, sessions_of, shares_of, times_of

SAMPLES = Path(__file__).parents[2] / "samples"
_METRICS = ("reach", "drop-off", "returns", "conversion")


@pytest.fixture(scope="module")
def shop() -> Journey:
    path = SAMPLES / "book-shop-he.journey.yaml"
    loaded = load(path.read_bytes(), path.name)
    assert loaded.tree is not None
    journey, findings = read_journey(loaded.tree)
    assert journey is not None, findings
    return journey


def events_of(journey: Journey, source: Source) -> Iterator[Event]:
    """The events of the sample's file that its map names, in local time of its zone."""
    numbers = {each.id: number for number, each in enumerate(journey.touchpoints)}
    names = [segment.column for segment in source.segments.values()]
    zone = ZoneInfo(source.timezone or "UTC")
    with (SAMPLES / source.location).open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            place = source.map.get(row[source.event or ""].strip())
            if place is None or not row[source.case or ""].strip():
                continue
            touchpoint = place.touchpoint or place.map.get(row[place.column or ""].strip())
            if touchpoint is None:
                continue
            local = dt.datetime.fromisoformat(row[source.time or ""])
            when = local.replace(tzinfo=zone).astimezone(dt.UTC)
            since = (when - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
            said = tuple(row[name] for name in names)
            quarter = local.year * 4 + (local.month - 1) // 3
            yield Event(row[source.case or ""].strip(), 0, number, since, quarter, numbers[touchpoint], said)


def told(journey: Journey, plan: EventPlan, of_cell: list[Session], where: tuple[Any, ...]) -> dict[Any, Any]:
    """The figures of a cell, by what names them in the file: n, how many count, and cases; or n, cases and median."""
    ids = [each.id for each in journey.touchpoints]
    name = lambda each: each if isinstance(each, str) else ids[each]  # noqa: E731
    seen = sorted({visit.touchpoint for session in of_cell for visit in session.visits})
    funnel = plan.funnel or tuple(each for each in seen if each not in plan.optional)
    found: dict[Any, Any] = {}
    for (of, touchpoint, other), share in shares_of(of_cell, plan, funnel):
        key = (of, name(touchpoint), name(other)) if of == "transition" else (of, name(touchpoint))
        found[(*key, *where)] = share.n, share.counted, share.cases
    for (between, one, to), took in times_of(of_cell).items():
        seconds = median(each for _, each in took) / 1e6
        found[between, name(one), name(to), *where] = len(took), len({who for who, _ in took}), seconds
    return found


def test_the_sample_says_what_plain_python_counts(shop: Journey) -> None:
    source = next(each for each in shop.sources if each.kind == "events")
    written = json.loads((SAMPLES / "book-shop-he.measures.json").read_text(encoding="utf-8"))
    options = written["options"]
    by = [tuple(cut.split("*")) for cut in options["by"]]
    plan = plan_of(shop, source, options["period"], by, options["confidence"])
    places = [each.map for each in source.segments.values()]
    events = [
        each._replace(said=tuple(
            place.get(text.strip(), "other") if text.strip() else None
            for place, text in zip(places, each.said, strict=True)
        ))
        for each in events_of(shop, source)
    ]  # fmt: skip
    sessions = sessions_of(events, plan)
    entry = next(each for each in written["sources"] if each["id"] == source.id)
    assert entry["kept"] == len(events)
    assert (entry["cases"], entry["sessions"]) == (len({each.who for each in sessions}), len(sessions))
    plain: dict[Any, Any] = {}
    for (segments, quarter), of_cell in cells_of(sessions, plan).items():
        segment = tuple((name, each) for name, each in zip(source.segments, segments, strict=True) if each)
        plain |= told(shop, plan, of_cell, (segment, f"{quarter // 4}-Q{quarter % 4 + 1}"))
    figures = list(figures_in(written, source.id))
    assert len(figures) > 200
    for key, figure in figures:
        assert plain[key] == pytest.approx(figure, rel=1e-8), key


def figures_in(written: dict[str, Any], source: str) -> Iterator[tuple[Any, tuple[float, ...]]]:
    """The figures that the file has, by what names them."""
    for each in written["cells"]:
        if each["source"] == source and each["metric"] in _METRICS:
            counted = round(each["value"] * each["n"] / 100, 6)
            yield (each["metric"], each["touchpoint"], *_where(each)), (each["n"], counted, each["respondents"])
    for each in written["transitions"]:
        key = "transition", each["touchpoint"], each["to"], *_where(each)
        yield key, (each["n"], each["counted"], each["cases"])
    for each in written["funnel"]:
        yield (each["order"], each["touchpoint"], *_where(each)), (each["n"], each["counted"], each["cases"])
    for each in written["times"]:
        key = each["between"], each["touchpoint"], each["to"], *_where(each)
        yield key, (each["n"], each["cases"], each["value"])


def _where(each: dict[str, Any]) -> tuple[Any, str]:
    return tuple(sorted(each["segment"].items())), each["period"]


def test_few_figures_of_the_sample_are_held_back() -> None:
    """An eighth at most, half of which are small themselves: the others hide them in all sums together."""
    written = json.loads((SAMPLES / "book-shop-he.measures.json").read_text(encoding="utf-8"))
    figures = sum(len(written[of]) for of in ("cells", "transitions", "funnel", "times"))
    hidden = sum(each["held_back"] for each in written["sources"])
    assert 0 < hidden <= (figures + hidden) / 8
