"""`journeymap validate --fix`: what has one right answer is mended, and nothing else changes."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from pathlib import Path

import pytest
from commandline import GOOD, UNREADABLE, Run, Write
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.fixes.apply import fix_file
from journeymap.settings import Settings

MENDED = """\
journeymap: 1
id: shop
title: A visit to the shop
takeaway: The fitting room decides   # found out in May
kind: as-is
"review": {'last': "2026-10-01", every: 4 months}
owner: "12"
owners: [{id: "12", name: Ines},
  {id: 'back-office', name: Dan}]
segments:
- {id: new-customers, name: New, share: 34%}
- id: old
  name: Old
  share: 12.5%
personas: [{id: mia, name: Mia, segment: new-customers}]
channels: [{id: till, name: Till}]

stages:
    -   id: visit   # odd indentation stays
        name: Visit
        touchpoints:
            - {id: enter-shop, name: Enters, moment_of_truth: true, owner: back-office, pains: {id: p, text: x}}
            - id: pay
              name: Pays
              next: exit
              channels: [Till, the App]
              metrics: {csat: {value: 71, date: 2026-03-01}}
actions:
  - id: a1
    title: Fewer fields
    status: in-progress
    touchpoints: [pay, enter-shop]
    addresses:
      - p
    stages: [visit]
    check_date: 2026-01-31
    due: 2026-01-13
swot:
  threats: {text: A rival, priority: 5, leads_to: a1}
competitors:
  - {id: web, name: Web, scores: {enter-shop: 1}}
"""
WRONGS = {
    "takeaway:": "takeway:",
    "kind: as-is": "kind: As is",
    "'last'": "'lsat'",
    '"2026-10-01"': '"2026/10/1"',
    'owner: "12"': "owner: 12",
    '{id: "12"': "{id: 12",
    "id: 'back-office'": "id: 'Back Office'",
    "- {id: new-customers": "- {id: New customers",
    "share: 34%": "share: 34",
    "12.5%": "12,5 percent",
    "segment: new-customers": "segment: New_Customers",
    "enter-shop, name": "Enter shop, name",
    "moment_of_truth: true": "moment-of-truth: Yes",
    "owner: back-office": "owner: Back office",
    "next: exit": "Next: Exit",
    "date: 2026-03-01": "date: 20260301",
    "[Till, the App]": "[TILL, the App]",
    "in-progress": "In Progress",
    "[pay, enter-shop]": "[pay, enter-shop , pay]",
    "      - p\n": "      - p\n      - p\n",
    "stages: [visit]": "stages: [visti]",
    "leads_to: a1": "leads_to: A1",
    "2026-01-31": "31.1.2026",
    "due: 2026-01-13": "due: January 13, 2026",
    "scores: {enter-shop": "scoers: {Enter shop",
}


def spoilt() -> str:
    text = MENDED
    for right, wrong in WRONGS.items():
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    return text


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_that_has_one_answer_is_mended_and_every_other_byte_stays(
    cli: Run, tmp_path: Path, ends: str, mark: str
) -> None:
    path = tmp_path / "shop.journey.yaml"
    path.write_bytes((mark + spoilt().replace("\n", ends)).encode())
    done = cli("validate", "--fix", "--select", "JM1,JM2")
    assert path.read_bytes().decode() == mark + MENDED.replace("\n", ends), done.err
    assert (done.status, done.out) == (0, "")
    assert "JM101 mended: a journey has no `takeway`; now `takeaway`" in done.err
    assert len([line for line in done.err.splitlines() if " mended: " in line]) >= len(WRONGS)
    assert cli("validate", "--fix", "--select", "JM1,JM2").err == "1 file checked: nothing found\n"


@pytest.mark.parametrize(("right", "wrong"), WRONGS.items(), ids=lambda text: text.strip()[:20])
def test_each_is_mended_alone(cli: Run, write: Write, right: str, wrong: str) -> None:
    text = MENDED.replace(right, wrong)
    path = write("shop.journey.yaml", text)
    cli("validate", "--fix")
    assert path.read_text("utf-8") == MENDED


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("takeaway: The", "nothing: The"),  # no key is near
        ("goal: x\ntakeaway", "goals: [a, b]\ntakeaway"),  # the near key takes no list
        ("takeaway: The", "takeaway: A\ntakeway: The"),  # the near key is there already
        ("takeaway: The fitting room decides", "takeway: The\ntakaway: fitting"),  # two come near the same key
        ("last: 2026-10-01", "last: 1.3.2026"),  # two days
        ("last: 2026-10-01", "last: 2026-02-30"),  # no day
        ("last: 2026-10-01", "last: 1405/3/1"),  # another calendar
        ("{id: mia,", "{id: מיה,"),  # no Latin letters
        ("{id: mia,", "{id: mia é,"),  # letters that an id would lose
        ("{id: mia,", "{id: Lead,"),  # another thing's id
        ("owner: lead", "owner: Led one"),  # nothing is called so
        ("- {id: enter,", "- {id: exit,"),  # a word with a meaning of its own
        ("evidence: observed", "evidence: mostly guessed"),  # no word is near
        ("stages:", "segments: [{id: a, name: A, share: 12,5 %}]\nstages:"),  # a comma has cut it
        ("{id: mia, name: Mia}", "{id: mia, name: Mia, x-share: 34}"),  # nothing wrong
        ("name: Pays", "name: Pays, brains: [a]"),  # another letter, and so another word
        ("name: Pays", "name: Pays, going: [a]"),
        ("name: Pays", "name: Pays, drinking: [a]"),
        ("name: Pays", "name: Pays, onstage: [a]"),
        ("name: Pays", "name: Pays, text: exit"),
        ("name: Visit", "name: Visit, sample: a"),
        ("name: Visit", "name: Visit, locus: [a]"),
        ("name: Pays", "name: Pays, owners: {id: a, name: B}"),  # the journey's, and no owner's id
        ("name: Pays", "name: Pays, tag: [a]"),
        ("name: Mia}", "name: Mia, evidences: [a, b]}"),  # the key that is near takes no list
        ("evidence: observed", "evidence: reserved"),
        ("owner: lead", "owner: read"),
        ("owner: lead", "owner: ead"),
        ("name: Pays", "name: Pays, next: exist"),
    ],
    ids=lambda text: text[:24],
)
def test_what_has_no_one_answer_is_left(cli: Run, write: Write, right: str, wrong: str) -> None:
    text = GOOD.replace("takeaway", "goal: x\ntakeaway").replace(right, wrong, 1)
    assert wrong in text
    path = write("shop.journey.yaml", text)
    before = cli("validate")
    done = cli("validate", "--fix")
    assert path.read_text("utf-8") == text
    assert (done.status, done.out, done.err) == (before.status, before.out, before.err)


SAMPLES = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))]
KEY = re.compile(r"(?<=[ {\n])[a-z_]{4,}(?=:)")


def one_a_line(text: str) -> st.SearchStrategy[list[re.Match[str]]]:
    """Keys on different lines: of two on one line, one may be mended and the other, a name of one's own, left."""
    keys = st.sampled_from(list(KEY.finditer(text)))
    return st.lists(keys, min_size=1, max_size=5, unique_by=lambda key: text.count("\n", 0, key.start()))


@settings(max_examples=40)
@given(st.data())
def test_misspelt_keys_are_mended_or_left_and_nothing_else_changes(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SAMPLES))
    spoilt = text
    for key in data.draw(one_a_line(text)):
        at = key.start() + data.draw(st.integers(1, len(key.group()) - 2))
        spoilt = spoilt[:at] + "~" + spoilt[at + 1 :]
    spoilt = re.sub("([a-z_]*)~([a-z_~]*)(?=:)", lambda match: match.group().replace("~", ""), spoilt)
    mended = fix_file(spoilt.encode(), "x", Settings(today=dt.date(2026, 11, 21))).data.decode()
    lines = zip(text.split("\n"), spoilt.split("\n"), mended.split("\n"), strict=True)
    assert all(now in (right, wrong) for right, wrong, now in lines)
    assert fix_file(mended.encode(), "x", Settings(today=dt.date(2026, 11, 21))).data.decode() == mended


@pytest.mark.skipif(os.name == "nt", reason="links are Unix's")
def test_what_a_link_leads_to_is_mended_and_the_link_stays(cli: Run, write: Write, tmp_path: Path) -> None:
    path = write("kept/shop.yaml", GOOD.replace("takeaway", "takeway"))
    link = tmp_path / "shop.journey.yaml"
    link.symlink_to(path)
    cli("validate", "--fix", "shop.journey.yaml")
    assert link.is_symlink() and path.read_text("utf-8") == GOOD


def test_shares_that_are_unsure_are_left(cli: Run, write: Write) -> None:
    text = GOOD + "segments: [{id: new, name: New, share: 1.5}]\n"
    path = write("shop.journey.yaml", text)
    assert cli("validate", "--fix").status == 1
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("text", [UNREADABLE, GOOD + "titel: twice\ntitle: twice\n", "- takeway: x\n"])
def test_a_file_that_is_not_read_whole_is_not_touched(cli: Run, write: Write, text: str) -> None:
    path = write("shop.journey.yaml", text)
    assert cli("validate", "--fix").status in (1, 2)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "rivals",
    [
        "competitors: [{id: c, name: C, scores: {Pay: 1, pay: 1}}, {id: d, name: D, scores: {Enter: 1}}]\n",
        "competitors: [{id: d, name: D, scores: {Enter: 1}}, {id: c, name: C, scores: {Pay: 1, pay: 1}}]\n",
    ],
)
def test_an_answer_that_spoils_the_file_keeps_no_other_away(cli: Run, write: Write, rivals: str) -> None:
    path = write("shop.journey.yaml", GOOD + rivals)
    cli("validate", "--fix")
    assert path.read_text("utf-8") == GOOD + rivals.replace("Enter", "enter")


def test_what_an_anchor_shares_is_left(cli: Run, write: Write) -> None:
    text = GOOD.replace("{last: 2026-10-01", "{last: &day 2026/10/1").replace("stages:", "x-day: *day\nstages:")
    path = write("shop.journey.yaml", text + "actions: [{id: a, title: T, due: *day, touchpoints: pay}]\n")
    cli("validate", "--fix")
    assert "2026/10/1" in path.read_text("utf-8")


def test_invisible_controls_are_deleted(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", GOOD.replace("Mia}", "\u202bMia\u202c}"))
    done = cli("validate", "--fix")
    assert done.status == 0 and path.read_text("utf-8") == GOOD
    assert "taken out" in done.err


@pytest.mark.parametrize("places", ["\n      - pay\n      - pay  # sure\n", " [pay, # sure\n      pay]\n"])
def test_a_comment_is_never_taken_out_with_an_item(cli: Run, write: Write, places: str) -> None:
    text = f"{GOOD}actions:\n  - id: a\n    title: T\n    touchpoints:{places}"
    path = write("shop.journey.yaml", text)
    cli("validate", "--fix")
    assert path.read_text("utf-8") == text


def test_what_is_silenced_or_ignored_is_left(cli: Run, write: Write) -> None:
    text = GOOD.replace("takeaway: The fitting room decides", "takeway: x  # journeymap: ignore[JM101]")
    path = write("shop.journey.yaml", text)
    cli("validate", "--fix")
    assert path.read_text("utf-8") == text
    path.write_text(GOOD.replace("takeaway", "takeway"), "utf-8")
    cli("validate", "--fix", "--ignore", "JM101")
    assert "takeway" in path.read_text("utf-8")


def test_what_remains_is_reported_and_decides(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", GOOD.replace("takeaway", "takeway").replace("owner: lead", "owner: nobody"))
    done = cli("validate", "--fix")
    assert done.status == 1
    assert "JM201" in done.out and "JM101" not in done.out
    assert "takeaway" in path.read_text("utf-8")
    assert done.err.splitlines()[0].startswith("shop.journey.yaml:4:1 JM101 mended")


def test_the_diff_shows_and_writes_nothing(cli: Run, write: Write, tmp_path: Path) -> None:
    text = GOOD.replace("takeaway", "takeway")
    path = write("shop.journey.yaml", text)
    done = cli("validate", "--fix", "--diff")
    assert done.status == 1 and path.read_text("utf-8") == text
    assert "JM101 to be mended" in done.err
    subprocess.run(["git", "apply", "-"], input=done.out.encode(), cwd=tmp_path, check=True)
    assert path.read_text("utf-8") == GOOD
    again = cli("validate", "--fix", "--diff")
    assert (again.status, again.out) == (0, "")


def test_diff_alone_and_standard_input_are_refused(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", GOOD)
    assert cli("validate", "--diff").status == 2
    assert cli("validate", "--fix", "-").status == 2


PERSIAN = GOOD.replace("language: en\n", "").replace("last: 2026-10-01", "last: ۱۴۰۵/۰۷/۰۹")
PLAN = "actions: [{id: a1, title: Do, due: 1405-11-15, check_date: 1405-Q4}]\n"


@pytest.mark.parametrize(("before", "after"), [("language: fa\n", "language: fa\ncalendar: persian\n"), ("", "")])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_calendar_that_all_dates_fit_is_named(cli: Run, tmp_path: Path, before: str, after: str, ends: str) -> None:
    path = tmp_path / "shop.journey.yaml"
    title = re.search("title: .*\n", PERSIAN)
    assert title is not None
    text = before + PERSIAN + PLAN
    path.write_bytes(text.replace("\n", ends).encode())
    done = cli("validate", "--fix", "--select", "JM1")
    wanted = after + PERSIAN + PLAN if after else text.replace(title[0], title[0] + "calendar: persian\n")
    assert path.read_bytes().decode() == wanted.replace("\n", ends)
    assert "now `calendar: persian`\n" in done.err and done.status == 0


@pytest.mark.parametrize(
    "plan",
    [
        "actions: [{id: a1, title: Do, due: 2027-01-31}]\n",  # a Gregorian date among them
        "actions: [{id: a1, title: Do, due: 1448-05-01}]\n",  # an Islamic date among them
        "actions: [{id: a1, title: Do, due: 1405-12-30}]\n",  # a day that the Persian calendar lacks
        "actions: [{id: a1, title: Do, due: 1449-02-01}]\n",  # near today in another calendar alone
        "actions: [{id: a1, title: Do, due: soon}]\n",  # no date
        "calendar: gregorian\n",  # it is said already
    ],
)
def test_a_calendar_that_not_all_dates_fit_is_not_named(cli: Run, write: Write, plan: str) -> None:
    path = write("shop.journey.yaml", PERSIAN + plan)
    cli("validate", "--fix")
    assert path.read_text("utf-8") == PERSIAN + plan


@pytest.mark.parametrize(
    ("date", "named"), [("5787-01-20", "hebrew"), ("1448-04-20", "islamic-umalqura"), ("1348-04-20", None)]
)
def test_each_calendar_is_named(cli: Run, write: Write, date: str, named: str | None) -> None:
    path = write("shop.journey.yaml", GOOD.replace("2026-10-01", date))
    cli("validate", "--fix")
    assert (re.findall("^calendar: (.*)$", path.read_text("utf-8"), re.M) or [None]) == [named]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("1405/7/9", "1405-07-09"),
        ("۹.۷.۱۴۰۵", "۹.۷.۱۴۰۵"),  # 9 Mehr or 7 Azar
        ("۱۹.۷.۱۴۰۵", "۱۴۰۵-۰۷-۱۹"),
        ("۱۴۰۵/۱۳/۱", "۱۴۰۵/۱۳/۱"),
        ("1 October 2026", "1405-07-09"),
    ],
)
def test_dates_of_another_calendar_are_mended_in_it(cli: Run, write: Write, wrong: str, right: str) -> None:
    path = write("shop.journey.yaml", "calendar: persian\n" + GOOD.replace("2026-10-01", wrong))
    cli("validate", "--fix")
    assert f"last: {right}," in path.read_text("utf-8")


@pytest.mark.parametrize(
    "said", ["calender: persian", "Calender: persian", "kalender: jalali", "dates_in: persian", "calendar: farsi"]
)
@pytest.mark.parametrize("date", ["1405/7/9", "1405-07-09", "13.7.1405", "1 October 2026"])
def test_dates_are_left_while_their_calendar_is_misspelt(cli: Run, write: Write, said: str, date: str) -> None:
    path = write("shop.journey.yaml", f"{said}\n" + GOOD.replace("2026-10-01", date))
    cli("validate", "--fix")
    assert f"last: {date}," in path.read_text("utf-8")
    assert len(re.findall("calendar", path.read_text("utf-8"))) == said.count("calendar")


@pytest.mark.parametrize("said", ["calendr: persian", "calendar: persain"])
def test_a_slip_in_the_calendar_is_mended_before_the_dates(cli: Run, write: Write, said: str) -> None:
    path = write("shop.journey.yaml", f"{said}\n" + GOOD.replace("2026-10-01", "1405/7/9"))
    assert cli("validate", "--fix").status == 0
    assert path.read_text("utf-8") == "calendar: persian\n" + GOOD.replace("2026-10-01", "1405-07-09")


def test_a_share_in_persian_digits_gets_its_sign(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", GOOD + "segments: [{id: new, name: New, share: ۳۴}]\n")
    cli("validate", "--fix")
    assert path.read_text("utf-8") == GOOD + "segments: [{id: new, name: New, share: ۳۴٪}]\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("channels: [سایت، چت]", "channels: [سایت, چت]"),
        ("channels: [سایت،چت ، تلفن, App]", "channels: [سایت, چت, تلفن, App]"),
        ("channels: سایت، چت", "channels: [سایت, چت]"),
        ("channels: [网站、电话]", "channels: [网站, 电话]"),
        ("doing: [می‌بیند، می‌خرد]", "doing: [می‌بیند، می‌خرد]"),  # may be one sentence
        ("channels: [سایت، ]", "channels: [سایت، ]"),  # nothing follows
    ],
)
def test_joined_names_are_separated(cli: Run, write: Write, wrong: str, right: str) -> None:
    text = GOOD.replace("channels: shop, emotions: {score: 1", "KEY, emotions: {score: 1")
    path = write("shop.journey.yaml", text.replace("KEY", wrong))
    cli("validate", "--fix")
    assert path.read_text("utf-8") == text.replace("KEY", right)


def test_joined_ids_and_numbers_are_separated(cli: Run, write: Write) -> None:
    more = "emotion_scale: [-۲، ۲]\nlanes: [doing، pains]\nactions: [{id: a1, title: Do, touchpoints: [enter، pay]}]\n"
    path = write("shop.journey.yaml", GOOD + more)
    cli("validate", "--fix")
    assert path.read_text("utf-8") == GOOD + more.replace("،", ",")


def test_no_id_is_mended_to_the_name_of_a_device(cli: Run, write: Write) -> None:
    path = write("a.journey.yaml", GOOD.replace("id: shop", "id: CON"))
    assert "write `con-1`" in cli("validate", path).out
    cli("validate", "--fix", path)
    assert "id: con-1" in path.read_text("utf-8")
    assert "JM218" not in cli("validate", path).out
