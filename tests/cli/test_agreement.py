"""One journey, asked in every way that there is: all of them give one answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from commandline import GOOD, Run, Write

SVG = "{http://www.w3.org/2000/svg}"
SHOP = f"""{GOOD}\
  - id: after
    name: After
    touchpoints:
      - id: unpack
        name: Unpacks
        moment_of_truth: smot
        channels: home
        emotions: {{score: -1, evidence: observed}}
        pains:
          - {{id: worn, text: The seam is worn, severity: 4}}
          - {{id: late, text: It came late, severity: 5}}
          - {{id: box, text: The box is big, severity: 3}}
        opportunities: [{{id: note, text: A note}}, {{id: song, text: A song}}]
actions:
  - {{id: a1, title: Sew again, addresses: [worn, note], status: dropped, touchpoints: unpack, impact: 5, effort: 1,
     due: 2026-01-01}}
  - {{id: a2, title: Send sooner, addresses: [late, song], status: done, impact: 4, effort: 2}}
"""
DROPPED, DONE = "A1", "A2"
MARKS = "\u202a\u202c"  # a drawing says the direction of every text


def codes_in(drawing: ElementTree.Element, band: str) -> set[str]:
    """The codes of actions that are written in a band of a map."""
    found = next(group for group in drawing.iter(f"{SVG}g") if group.get("id") == f"band-{band}")
    texts = {(each.text or "").strip(MARKS) for each in found.iter()}
    return texts & {DROPPED, DONE}


@pytest.fixture
def shop(write: Write) -> Path:
    return write("shop.journey.yaml", SHOP)


def test_a_dropped_action_answers_nothing_anywhere(cli: Run, shop: Path) -> None:
    """The severe pain that only a dropped action addresses is open; the one that a done action addresses is not."""
    found = [json.loads(line) for line in cli("validate", shop, "--output-format", "json-lines").out.splitlines()]
    severe = [each["message"] for each in found if each["code"] == "JM305"]
    assert severe == ['no action addresses the pain "The seam is worn", severity 4']

    assert cli("build", shop, "-o", "site").status == 0
    listed = json.loads(Path("site/index.json").read_text("utf-8"))["journeys"][0]
    assert (listed["health"]["severe_pains"], listed["health"]["severe_pains_without_action"]) == (2, 1)
    assert listed["actions"] == {"open": 0, "overdue": 0}
    assert (listed["lowest"]["touchpoint"], listed["lowest"]["persona"]) == ("Pays", "Mia")

    plan = cli("plan", shop).out
    unanswered = plan.partition("## Pains that no action addresses\n")[2].partition("##")[0]
    assert [line.partition(" –")[0] for line in unanswered.split("\n") if line] == [
        "- The seam is worn", "- The box is big",
    ]  # fmt: skip
    assert re.findall(r"\*\*(A\d)\*\* .* \| ([^|]*) \| – \|$", plan, re.M) == [(DROPPED, "–"), (DONE, "Quick win")]

    assert cli("workshop", shop, "-o", "kit").status == 0
    guide = Path("kit/guide.md").read_text("utf-8")
    assert re.findall(r"The lowest point: (.*?) ", guide) == ["“Pays”"]
    assert "The seam is worn" in guide and "It came late" not in guide and "The box is big" not in guide

    drawing = ElementTree.fromstring(Path("site/shop.svg").read_bytes())
    assert codes_in(drawing, "lane-opportunities") == {DONE}
    assert codes_in(drawing, "legend") == {DONE}
    assert codes_in(drawing, "foot") == {DROPPED, DONE}


@pytest.mark.parametrize(("today", "late"), [("2026-11-21", False), ("2026-11-22", True)])
def test_what_is_due_today_is_overdue_tomorrow_everywhere(cli: Run, write: Write, today: str, late: bool) -> None:
    text = SHOP.replace("last: 2026-10-01, every: 4 months", "last: 2026-07-21, every: 4 months")
    shop = write("shop.journey.yaml", text.replace("status: done", "status: planned, due: 2026-11-21"))
    day = ("--today", today)
    found = [json.loads(line) for line in cli("validate", shop, *day, "--output-format", "json-lines").out.splitlines()]
    assert {"JM316", "JM317"} & {each["code"] for each in found} == ({"JM316", "JM317"} if late else set())
    assert cli("build", shop, "-o", "site", *day).status == 0
    listed = json.loads(Path("site/index.json").read_text("utf-8"))["journeys"][0]
    assert (listed["review"]["overdue"], listed["actions"]["overdue"]) == (late, int(late))
    assert cli("plan", shop, *day).out.count("1 day overdue") == (4 if late else 0)
    drawing = ElementTree.fromstring(Path("site/shop.svg").read_bytes())
    overdue = [each.text for each in drawing.iter(f"{SVG}text") if "overdue" in (each.text or "").lower()]
    assert len(overdue) == (2 if late else 0), overdue


def test_a_persian_plan_has_gregorian_dates_for_machines_and_its_own_for_people(cli: Run, write: Write) -> None:
    text = SHOP.replace("last: 2026-10-01, every: 4 months", "last: ۱۴۰۵/۰۶/۳۱, every: 6 months")
    text = text.replace("due: 2026-01-01", "due: ۱۴۰۵/۰۱/۳۱").replace("status: dropped", "status: planned")
    shop = write(
        "shop.journey.yaml", "calendar: persian\n" + text.replace("status: done", "status: planned, due: 1405-Q2")
    )
    late = ("--today", "2026-09-23")
    found = [
        json.loads(line) for line in cli("validate", shop, *late, "--output-format", "json-lines").out.splitlines()
    ]
    messages = [each["message"] for each in found if each["code"] == "JM317"]
    assert [message.split(" is ")[1] for message in messages] == ["156 days overdue", "1 day overdue"]
    assert not [each for each in found if each["code"] in ("JM118", "JM107", "JM316")]

    assert cli("build", shop, "-o", "site", "--today", "2026-09-22").status == 0
    listed = json.loads(Path("site/index.json").read_text("utf-8"))["journeys"][0]
    assert (listed["review"]["last"], listed["review"]["due"]) == ("2026-09-22", "2027-03-20")
    assert listed["actions"] == {"open": 2, "overdue": 1}
    page = Path("site/shop.html").read_text("utf-8")
    assert all(f">{shown}" in page for shown in ("31 Farvardin 1405 AP", "1405-Q2")) and "29 Esfand 1405 AP" in page

    overdue = cli("validate", shop, "--today", "2027-03-21", "--output-format", "concise").out
    assert "JM316" in overdue and "the review was due on 1405-12-29, 1 day ago" in overdue

    new = write("new.journey.yaml", shop.read_text("utf-8").replace("1405-Q2", "1405-Q3"))
    changes = json.loads(cli("diff", shop, new, "--output-format", "json").out)
    told = [change for journey in changes["journeys"] for change in journey["changes"]]
    assert [(each["old"], each["new"], each["size"]) for each in told] == [("2026-09-22", "2026-12-21", 90)]
    assert "1405-Q2" in told[0]["text"] and "1405-Q3" in told[0]["text"]
