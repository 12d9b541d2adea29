"""Measured metrics in a journey's file: they are set, and every other byte stays."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.measure.measured import MeasuredCell, MeasureOptions, Measures
from journeymap.measure.metrics import UpdatedFile, update_metrics
from journeymap.model import Journey, read_journey
from journeymap.source import Mapping, Sequence, load
from journeymap.source.offsets import end_of

TODAY = dt.date(2026, 11, 21)
HEAD = "journeymap: 1\nid: shop  # a shop\ntitle: The shop\nstages:\n  - id: s\n    name: S\n    touchpoints:\n"
SOURCES = "sources:\n  - {id: a, location: a.csv, questions: [{column: Q, touchpoint: t0, metric: nps}]}  # one\n"
METRICS = ("csat", "nps", "own one", "opportunity")
FLOW = ["", "metrics: {}", "metrics: ~", "metrics: {csat: 61}", "metrics: {nps: {value: -3.5, date: 2026-01-31}}",
        "metrics: {csat: {target: 70}, own one: 5}", 'metrics: {"csat": {"value": 61, "n": 4}}']  # fmt: skip
BLOCK = [
    *FLOW,
    "metrics:",
    "metrics:\n  # before\n  csat: 61  # typed by hand\n  nps: {target: 10}  # a target\n",
    "metrics:\n  csat:\n    value: 61  # by telephone\n    n: 40\n    # between\n    target: 70\n  other: 3\n",
    "metrics:\n\n  own one:\n    name: 'Our own'\n    unit: points\n",
]


def cell(touchpoint: str, metric: str, value: float, **more: Any) -> MeasuredCell:
    facts: dict[str, Any] = {"source": "a", "segment": {}, "period": "2026-Q3", "n": 40, "respondents": None,
                             "n_effective": 40.0, "low": value - 1.26, "high": value + 1.26, "mean": None,
                             "mean_low": None, "mean_high": None, "method": "t", "confidence": 95} | more  # fmt: skip
    return MeasuredCell(touchpoint, metric, value=value, **facts)


def journey_in(data: bytes) -> Journey:
    loaded = load(data, "shop.journey.yaml")
    assert loaded.tree is not None and loaded.is_whole, loaded.findings
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings, findings
    return journey


def updated(data: bytes, *cells: MeasuredCell, today: dt.date = TODAY) -> UpdatedFile:
    measures = Measures(MeasureOptions(), (), cells)
    return update_metrics(data, load(data, "shop.journey.yaml").source, journey_in(data), measures, today)


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A journey with three touchpoints, each in braces or over lines, with comments wherever they may stand."""
    parts = []
    for number in range(3):
        after = draw(st.sampled_from(["", "doing: Waits", "channels: [Shop, App]"]))
        if draw(st.booleans()):
            inner = filter(None, (f"id: t{number}, name: T", draw(st.sampled_from(FLOW)), after))
            parts.append(f"      - {{{', '.join(inner)}}}  # in braces\n")
        else:
            metrics = draw(st.sampled_from(BLOCK))
            lines = [f"id: t{number}", "name: T  # its name", "# below the name", metrics.rstrip("\n"), after]
            text = "".join(f"{line}\n" for line in lines if line)
            parts.append("      - " + indented(text, 8)[8:])
    text = (
        HEAD
        + draw(st.sampled_from(["", "\n"])).join(parts)
        + draw(st.sampled_from(["", "\n# end of stages\n"]))
        + SOURCES
    )
    data = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data


@st.composite
def measured(draw: st.DrawFn) -> list[MeasuredCell]:
    found = []
    period = draw(st.sampled_from(["2026-Q3", "2026-11", "all"]))
    for touchpoint in ("t0", "t1", "t2", "gone"):
        for metric in draw(st.lists(st.sampled_from(METRICS), unique=True, max_size=3)):
            bare = {"low": None, "high": None} if metric == "opportunity" else {}
            found.append(
                cell(touchpoint, metric, draw(st.sampled_from([0.04, 12.25, 61, 66.6666])), period=period, **bare)
            )
    return found


def without_metrics(data: bytes, bare: set[str]) -> str:
    """The text of a file without the values of `metrics`; without the key too where the touchpoint is one of `bare`."""
    loaded = load(data, "x")
    text, cuts = loaded.source.text, []
    assert isinstance(loaded.tree, Mapping)
    stages = loaded.tree.entries["stages"]
    assert isinstance(stages, Sequence) and isinstance(stages.items[0], Mapping)
    touchpoints = stages.items[0].entries["touchpoints"]
    assert isinstance(touchpoints, Sequence)
    for number, touchpoint in enumerate(touchpoints.items):
        assert isinstance(touchpoint, Mapping)
        if "metrics" in touchpoint.entries:
            key, value = touchpoint.key("metrics"), touchpoint.entries["metrics"]
            start, end = key.end + 1, max(end_of(text, value), key.end + 1)
            if value.start > key.end + 3:  # on lines of its own, with a comment behind the last of them
                end = re.compile(r"(?: *#[^\r\n]*)?").match(text, end).end()  # type: ignore[union-attr]
            if f"t{number}" in bare:
                before = re.search(r"(, |\r?\n *)$", text[: key.start])
                assert before is not None, text
                start = before.start()
            cuts.append((start, end))
    for start, end in reversed(cuts):
        text = text[:start] + text[end:]
    return text


@settings(max_examples=100)
@given(files(), measured())
def test_all_but_the_metrics_stays_byte_for_byte(data: bytes, cells: list[MeasuredCell]) -> None:
    before = journey_in(data)
    result = updated(data, *cells)
    after = journey_in(result.data)
    bare = {each.id for each in before.touchpoints if "metrics" not in each.node.entries}  # type: ignore[union-attr]
    blank = re.compile(r"(?<=metrics:)[ \r\n]*(?=[,}\r\n])")
    assert blank.sub("", without_metrics(result.data, bare)) == blank.sub("", without_metrics(data, bare))
    comments = re.compile(r"#.*")
    assert comments.findall(result.data.decode()) == comments.findall(data.decode())
    assert (b"\r\n" in data) == (b"\n" not in result.data.replace(b"\r\n", b"")) or b"\r\n" not in data
    wanted = {(each.touchpoint, each.metric): each for each in cells if each.touchpoint != "gone"}
    for old, new in zip(before.touchpoints, after.touchpoints, strict=True):
        assert set(new.metrics) == set(old.metrics) | {metric for id_, metric in wanted if id_ == new.id}
        for key, metric in new.metrics.items():
            found, stated = wanted.get((new.id, key)), old.metrics.get(key)
            if found is None:
                assert stated is not None
                facts = [name for name in metric.fields() if name != "node"]
                assert [getattr(metric, name) for name in facts] == [getattr(stated, name) for name in facts]
                continue
            assert (metric.value, metric.n) == (round(found.value, 1), found.n)
            assert (metric.low is None) == (found.low is None) and metric.date is not None
            if stated is not None:
                assert (metric.target, metric.name, metric.unit) == (stated.target, stated.name, stated.unit)
    again = updated(result.data, *cells)
    assert again.data == result.data and not again.updates, "a second run changes nothing"


FACTS = "value: 61.3, n: 40, low: 60, high: 62.5, date: 2026-09-30"
BARE = "id: t0\n        name: T"
BELOW = f"{BARE}\n        metrics:\n          "
OVER_LINES = "".join(f"\n            {fact}" for fact in FACTS.split(", "))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{id: t0, name: T}", f"{{id: t0, name: T, metrics: {{csat: {{{FACTS}}}}}}}"),
        (
            "{id: t0, name: T, metrics: {csat: 50}}  # why",
            f"{{id: t0, name: T, metrics: {{csat: {{{FACTS}}}}}}}  # why",
        ),
        (f"{BELOW}csat: {{target: 70}}  # far", f"{BELOW}csat: {{target: 70, {FACTS}}}  # far"),
        (BARE, f"{BELOW}csat: {{{FACTS}}}"),
        (f"{BELOW}nps:\n            value: 3", f"{BELOW}nps:\n            value: 3\n          csat:{OVER_LINES}"),
    ],
)
def test_metrics_are_written_as_their_neighbours_are(before: str, after: str) -> None:
    def data(touchpoint: str) -> bytes:
        return f"{HEAD}      - {touchpoint}\n{SOURCES}".encode()

    result = updated(data(before), cell("t0", "csat", 61.26))
    assert result.data.decode() == data(after).decode()


def test_a_day_is_written_in_the_calendar_of_the_journey() -> None:
    data = f"calendar: persian\n{HEAD}      - {{id: t0, name: T}}\n{SOURCES}".encode()
    assert b"date: 1405-07-08" in updated(data, cell("t0", "csat", 61)).data


def test_a_period_that_is_not_over_has_the_day_on_which_its_figure_was_new() -> None:
    data = f"{HEAD}      - {{id: t0, name: T}}\n{SOURCES}".encode()
    first = updated(data, cell("t0", "csat", 61, period="2026-11")).data
    assert b"date: 2026-11-21" in first
    later = dt.date(2026, 11, 28)
    assert updated(first, cell("t0", "csat", 61, period="2026-11"), today=later).data == first
    assert b"date: 2026-11-28" in updated(first, cell("t0", "csat", 62, period="2026-11"), today=later).data
    over = dt.date(2026, 12, 2)
    assert b"date: 2026-11-30" in updated(first, cell("t0", "csat", 61, period="2026-11"), today=over).data


def test_an_interval_that_is_not_there_is_not_left_beside_another_value() -> None:
    data = f"{HEAD}      - {{id: t0, name: T, metrics: {{own: {{value: 3, low: 2, high: 4}}}}}}\n{SOURCES}".encode()
    with pytest.raises(UserError, match="`own` of `t0` has an interval") as refused:
        updated(data, cell("t0", "own", 3.5, low=None, high=None))
    assert "take out" in refused.value.hint


def test_what_several_places_share_is_not_written() -> None:
    text = "      - {id: t0, name: T, metrics: &m {csat: 1}}\n      - {id: t1, name: T, metrics: *m}\n"
    with pytest.raises(UserError, match="in several places"):
        updated(f"{HEAD}{text}{SOURCES}".encode(), cell("t1", "csat", 61))
