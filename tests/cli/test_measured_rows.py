"""What `measure` says of the rows of events."""

from __future__ import annotations

import pytest

from journeymap.cli.measured_rows import tell_rows
from journeymap.measure.answers import AnswerPlace, AnswerReport, LeftOut
from journeymap.measure.answers.problems import UnknownEvent
from journeymap.measure.measured import MeasuredSource
from journeymap.measure.measuring import CountedSource


def test_events_are_told_with_those_at_no_touchpoint(capsys: pytest.CaptureFixture[str]) -> None:
    left_out = (LeftOut("no-case", "who", 3, (AnswerPlace("a.csv", 7),)), LeftOut("unknown-event", "what", 6, ()))
    unknown = (UnknownEvent("page_view", 4, "page", 2), UnknownEvent("\x1b[31m" + "x" * 50, 1))
    report = AnswerReport(20, 11, 11, left_out, repeats_checked=True, unknown=unknown, unknown_names=4, back=2)
    source = MeasuredSource("shop", ("a.csv",), "", 20, 11, {}, 0, None, None, (), cases=2, sessions=5)
    tell_rows("x.journey.yaml", CountedSource(source, (), report), told=True)
    assert capsys.readouterr().err.splitlines() == [
        "journeymap: warning: x.journey.yaml: shop: 3 in `who` are left out, of nobody: is it the column of customers?",
        "x.journey.yaml: shop: 11 of 20 rows in 1 file count, with 5 sessions of 2 customers",
        "  left out in `who`: 3 of nobody (a.csv row 7)",
        "  left out in `what`: 6 at no touchpoint",
        "  note: 2 events are earlier than the one in the row before, of the same customer; time decides",
        '  note: at no touchpoint: "page_view" with 2 other values of `page` (4), '
        f'"\\x1b[31m{"x" * 34}…" (1), and 2 more',
    ]
