"""Results put into files of all styles: nothing else of a file changes, and a second time nothing at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeymap.experiments.arms import Arm, MeanArm, ShareArm
from journeymap.experiments.results import write_results
from journeymap.experiments.stated import arms_of_result, read_planned
from journeymap.experiments.trial_readings import TrialReading
from journeymap.model import Journey, read_journey
from journeymap.source import load
from journeymap.source.tree import to_json

HEAD = """\
# a comment at the top
journeymap: 1
id: stay
title: "A night\\tin a hotel: \\u05d1"  # with a tab
stages: [{id: s, name: "S\\t", touchpoints: [{id: t, name: T, metrics: {conversion: {}, wait: {unit: min}}}]}]
"""
BLOCK = """\
  - id: ID   # about ID
    # and more of it
    touchpoint: t
    name: "Tab\\there, 'quoted'"
    variants:
      - id: control
      - {id: bill}  # new
    metric: METRIC
"""
FLOW = "  - {id: ID, touchpoint: t, variants: [{id: control}, {id: bill}], metric: METRIC}  # ID\n"
JSON = '  - {"id": "ID", "touchpoint": "t", "variants": [{"id": "control"}, {"id": "bill"}], "metric": "METRIC"}\n'
THERE = """\
    result:  # seen
      date: 2026-01-01
      arms:
        - {variant: bill, n: 7, events: 2}  # the second first
        - variant: control   # in full
          n: 9
          events: 3
      stopped: planned
"""
TODAY = dt.date(2026, 11, 21)

share_arms = st.integers(20, 10**6).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(max(20, n - 30), n + 30)).flatmap(
        lambda told: st.tuples(
            st.just(ShareArm("control", told[0], told[1])),
            st.integers(0, told[2]).map(lambda events: ShareArm("bill", told[2], events)),
        )
    )
)
number = st.floats(-1e6, 1e6, allow_nan=False)
mean_arms = st.tuples(
    st.builds(MeanArm, st.just("control"), st.integers(2, 10**6), number, st.floats(0.001, 1e5)),
    st.builds(MeanArm, st.just("bill"), st.integers(2, 10**6), number, st.floats(0.001, 1e5)),
)


def journey_in(data: bytes) -> Journey:
    loaded = load(data, "x")
    assert loaded.tree is not None
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings and not loaded.findings, findings
    return journey


def without_results(data: bytes) -> Any:
    found: Any = to_json(load(data, "x").tree)  # type: ignore[arg-type]
    for each in found["experiments"]:
        each.pop("result", None)
    return found


@given(
    st.lists(st.tuples(st.sampled_from([BLOCK, BLOCK + THERE, FLOW, JSON]), st.one_of(share_arms, mean_arms)),
             min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["gregorian", "persian"]), st.booleans(),
)  # fmt: skip
def test_only_the_results_change_and_only_once(
    written: list[tuple[str, tuple[Arm, Arm]]], end: str, is_first: bool, calendar: str, has_mark: bool
) -> None:  # fmt: skip
    texts, arms = [], {}
    for place, (wanted, own) in enumerate(written):
        style = BLOCK if "result" in wanted and isinstance(own[0], MeanArm) else wanted
        metric = "conversion" if isinstance(own[0], ShareArm) else "wait"
        texts.append(style.replace("ID", f"x{place}").replace("METRIC", metric))
        arms[f"x{place}"] = own
    listed = "experiments:\n" + "".join(texts)
    text = HEAD.replace("stages:", f"{listed}stages:") if is_first else HEAD + listed
    if calendar == "persian" and "date: 2026" not in text:
        text = text.replace("id: stay", "id: stay\ncalendar: persian")
    data = (b"\xef\xbb\xbf" if has_mark else b"") + text.replace("\n", end).encode()
    journey = journey_in(data)
    readings = {
        each.id: TrialReading(arms[each.id], read_planned(each, arms[each.id])) for each in journey.experiments
    }  # fmt: skip
    found = write_results(data, "x", journey, readings, TODAY)
    after = journey_in(found.data)
    assert without_results(found.data) == without_results(data)
    kept = iter(found.data.decode().splitlines())
    for line in data.decode().splitlines():  # every line is still there, in order: whole, or with something put into it
        start = line.partition("  #")[0].rstrip("} \t") if "id: x" in line or '"id": "x' in line else line
        if not any(word in line for word in ("n: 9", "n: 7", "events: 3", "date: 2026-01-01")):
            assert any(each.startswith(start) for each in kept), line
    assert ("\r\n" in found.data.decode()) == (end == "\r\n")
    assert found.data.decode().count("\n") == found.data.decode().count(end)
    for each in after.experiments:
        assert each.result is not None
        for one, other in zip(arms_of_result(each), arms[each.id], strict=True):
            assert one[:2] == other[:2]
        mismatch = readings[each.id].reading.split.mismatch
        assert (each.result.difference is None) == mismatch
        assert each.result.date == TODAY
        if each.result.stopped:
            assert "# the second first" in found.data.decode()
    again = write_results(found.data, "x", after, readings, dt.date(2027, 1, 1))
    assert again.data == found.data and not again.new and not again.changed
    assert set(found.new) | set(found.changed) == set(arms)
