"""What is due today is not overdue, whoever is asked; on the next day it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

REVIEWED = GOOD + "actions:\n  - {id: a1, title: A shorter queue, owner: lead, due: 2027-02-01, status: planned}\n"
"""To be reviewed by 1 February 2027, four months after 1 October, and with an action due on that day."""
DAYS = pytest.mark.parametrize(
    ("today", "is_late"), [("2027-01-31", False), ("2027-02-01", False), ("2027-02-02", True)]
)


@DAYS
def test_of_the_rules(cli: Run, write: Write, today: str, *, is_late: bool) -> None:
    write("a.journey.yaml", REVIEWED)
    said = cli("validate", "a.journey.yaml", "--today", today).out
    assert ("JM316" in said, "JM317" in said) == (is_late, is_late)


@DAYS
def test_of_the_index(cli: Run, write: Write, tmp_path: Path, today: str, *, is_late: bool) -> None:
    write("a.journey.yaml", REVIEWED)
    cli("build", "--format", "plan", "--today", today)
    (row,) = json.loads((tmp_path / "site/index.json").read_bytes())["journeys"]
    assert row["review"] == {"last": "2026-10-01", "due": "2027-02-01", "overdue": is_late}
    assert row["actions"] == {"open": 1, "overdue": int(is_late)}


@DAYS
def test_of_the_plan_and_the_map(cli: Run, write: Write, tmp_path: Path, today: str, *, is_late: bool) -> None:
    write("a.journey.yaml", REVIEWED)
    plan = cli("plan", "a.journey.yaml", "--today", today).out
    assert plan.count("1 Feb 2027") > 1
    assert plan.count("1 day overdue") == (plan.count("1 Feb 2027") if is_late else 0)
    cli("render", "a.journey.yaml", "-o", "out", "--format", "svg", "--today", today)
    assert (tmp_path / "out/shop.svg").read_text("utf-8").count("1 day overdue") == (1 if is_late else 0)
