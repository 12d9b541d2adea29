"""One thing is told in one finding: all that an action, a touchpoint or the journey lacks, by the codes that are on."""

from __future__ import annotations

import datetime as dt

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.pipeline.check import check
from journeymap.settings import Settings

JOURNEY = """\
journeymap: 1
id: shop
title: A visit
owners: [{id: ines, name: Ines}]
personas: [{id: mia, name: Mia}]
stages:
  - id: visit
    name: Visit
    owner: ines
    touchpoints:
      - {id: enter, name: Enters}
actions:
  - id: a1
    title: Oil the hinges
    touchpoints: enter
"""
TODAY = dt.date(2026, 11, 21)


def told(text: str, settings: Settings = Settings(today=TODAY)) -> dict[int, list[Diagnostic]]:  # noqa: B008  it is constant
    found: dict[int, list[Diagnostic]] = {}
    for each in check(text.encode(), "x", settings).diagnostics:
        found.setdefault(each.line, []).append(each)
    return found


def test_what_an_action_lacks_is_one_finding_that_says_how_to_mend_it() -> None:
    (lack,) = told(JOURNEY)[13]
    assert (lack.code, lack.severity) == ("JM306", Severity.WARNING)
    assert lack.message == (
        'the action "Oil the hinges" has no owner, due date, measure, target, check date, impact or effort'
    )
    assert all(f"`{key}:`" in lack.hint for key in ("owner", "due", "measure", "target", "check_date", "effort"))
    assert lack.hint.endswith("(JM306, JM307, JM308, JM309, JM310 and JM330)")


def test_what_a_touchpoint_lacks_is_one_finding() -> None:
    (lack,) = told(JOURNEY)[11]
    assert lack.message == 'the touchpoint "Enters" has no feeling, channel, metric, pain or gain'
    assert lack.hint.startswith("add `emotions: {persona: mia, score: …}`; `channels:`")


def test_what_the_journey_lacks_is_one_finding() -> None:
    (lack,) = (each for each in told(JOURNEY)[1] if each.code == "JM315")
    assert lack.message == "the journey has no review, takeaway, evidence, scenario or goal"


def test_a_finding_alone_stays_as_it_is() -> None:
    text = (
        JOURNEY
        + "    owner: ines\n    due: 2027-01-31\n    measure: Noise\n    target: none\n    check_date: 2027-03-01\n"
    )
    (lack,) = told(text)[13]
    assert (lack.code, lack.severity, lack.message) == (
        "JM330",
        Severity.INFO,
        'the action "Oil the hinges" has no impact and no effort',
    )


def test_only_what_is_not_silenced_is_told() -> None:
    quiet = Settings(today=TODAY, ignore=("JM306", "JM309"))
    (lack,) = told(JOURNEY.replace("- id: a1", "- id: a1  # journeymap: ignore[JM310, JM330]"), quiet)[13]
    assert lack.message == 'the action "Oil the hinges" has no due date or measure'
    assert lack.code == "JM307"


def test_what_all_lack_for_one_cause_is_told_once_for_all() -> None:
    text = JOURNEY.replace("owners: [{id: ines, name: Ines}]\n", "").replace("    owner: ines\n", "")
    more = text.replace("name: Enters}\n", "name: Enters}\n      - {id: pay, name: Pays}\n")
    assert [each.message for each in told(more)[9]] == [
        '2 touchpoints are nobody\'s, as the file names no owners: "Enters", "Pays"',
        'the touchpoint "Enters" has no feeling, channel, metric, pain or gain',
    ]
