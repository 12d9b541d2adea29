"""The plan in the files of other tools: which actions are in them, the days, the people, and texts that mean harm."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import shutil
from pathlib import Path

import icalendar
import pytest
from commandline import GOOD, Done, Run, Write
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeymap.io import resources
from journeymap.io.spreadsheet import unescape_formula
from journeymap.model import Action, Journey, read_journey
from journeymap.model.shape import fields_of
from journeymap.pipeline.plans import PLAN_FORMATS, PlanOfActions, Wanted
from journeymap.render.trackers.spreadsheet import COLUMNS
from journeymap.settings import Settings, reference_day
from journeymap.source import load

GOLDEN = Path(__file__).parents[1] / "golden" / "trackers"
SAMPLES = ("airline", "book-shop-he", "home-loan-fa")
TOOLS = ("csv", "jira", "azure", "gitlab", "github", "ics")
"""The formats whose files are text, and the same whichever versions of libraries are there."""
TICKETS = [name for name in TOOLS if PLAN_FORMATS[name].makes_tickets]
PLAN = """\
segments: [{id: new, name: New ones}, {id: old, name: Old ones}]
actions:
  - {id: a1, title: "=HYPERLINK(1), say", owner: lead, due: 2027-01-31, status: planned, segments: new, release: Wave 2}
  - {id: a2, title: Mend the till, owner: [shop, lead], due: 2027-Q2, check_date: 2027-09-30, touchpoints: pay}
  - {id: a3, title: Long done, owner: lead, due: 2026-03-01, status: done, done: 2026-03-05}
  - {id: a4, title: Known, owner: shop, ticket: SHOP-12}
"""
SHOP = GOOD.replace(
    "owners: [{id: lead, name: Ines}]",
    "owners: [{id: lead, name: Ines, contact: ines@shop.example}, {id: shop, name: Staff, contact: '@staff'}]",
)


NO_COLUMN = {
    "confidence": "an estimate for ranking, which `export` has in its table of actions",
    "effect": "likewise, and of several parts",
    "reach": "likewise",
    "votes": "those of a workshop, which choose what becomes an action",
}
"""The fields of an action that the table of the plan leaves out, and why."""


@pytest.fixture
def shop(write: Write) -> Path:
    return write("shop.journey.yaml", SHOP + PLAN)


def table(done: Done) -> list[dict[str, str]]:
    """The rows of a table on standard output, by its header."""
    return list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"), newline="")))


def titles(form: str, done: Done) -> list[str]:
    """The titles of the actions that a run wrote."""
    if form == "github":
        return [json.loads(line)["title"] for line in done.out.splitlines()]
    key = {"csv": "Action", "jira": "Summary", "gitlab": "title", "azure": "Title 2"}[form]
    return [row[key] for row in table(done) if row[key]]


@pytest.mark.parametrize("form", TOOLS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_goldens(cli: Run, sample: str, form: str) -> None:
    path = Path(shutil.copy(resources.samples() / f"{sample}.journey.yaml", f"{sample}.journey.yaml"))
    assert cli("plan", path, "--format", form, "-o", "made").status == 0
    golden = GOLDEN / f"{sample}.{form}"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.write_bytes(Path("made").read_bytes())
    assert Path("made").read_bytes() == golden.read_bytes()
    assert cli("plan", path, "--format", form).out.encode() == golden.read_bytes(), "the same on standard output"


@pytest.mark.parametrize("form", TICKETS)
def test_what_is_closed_or_known_makes_no_ticket(cli: Run, shop: Path, form: str) -> None:
    done = cli("plan", shop, "--format", form)
    assert titles(form, done) == ["'=HYPERLINK(1), say" if form != "github" else "=HYPERLINK(1), say", "Mend the till"]
    assert done.err.splitlines()[-1] == "2 actions written; left out: 1 done or dropped, 1 with a ticket"


def test_a_table_has_all_actions(cli: Run, shop: Path) -> None:
    rows = table(cli("plan", shop, "--format", "csv"))
    assert [row["ID"] for row in rows] == ["shop/a1", "shop/a2", "shop/a3", "shop/a4"]
    assert [row["Due"] for row in rows] == ["2027-01-31", "2027-06-30", "2026-03-01", ""]
    assert (rows[1]["Owner"], rows[1]["With"], rows[1]["Stages"]) == ("Staff", "Ines", "Visit")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--owner", "lead"), ["shop/a1", "shop/a2", "shop/a3"]),
        (("--owner", "shop"), ["shop/a2", "shop/a4"]),
        (("--segment", "old"), ["shop/a2", "shop/a3", "shop/a4"]),
        (("--since", "2027-02-01"), ["shop/a2"]),
        (("--since", "2026-03-05"), ["shop/a1", "shop/a2", "shop/a3"]),
        (("--since", "2030-01-01"), []),
    ],
)
def test_only_what_is_asked_for(cli: Run, shop: Path, asked: tuple[str, ...], found: list[str]) -> None:
    done = cli("plan", shop, "--format", "csv", *asked)
    assert done.status == 0 and [row["ID"] for row in table(done)] == found
    assert ("no action written" in done.err) == (not found)


@pytest.mark.parametrize("form", ["csv", "md"])
def test_a_segment_is_asked_of_the_journeys_that_have_it(cli: Run, shop: Path, form: str) -> None:
    other = shop.read_text(encoding="utf-8").replace("id: shop\n", "id: stall\n", 1).replace("id: old,", "id: idle,")
    shop.with_name("stall.journey.yaml").write_text(other, encoding="utf-8")
    done = cli("plan", shop.parent, "--format", form, "--segment", "old")
    assert done.status == 0 and "left out: 1 journey without the segment" in done.err
    assert done.out == cli("plan", shop, "--format", form, "--segment", "old").out
    nobody = cli("plan", shop.parent, "--format", form, "--segment", "nobody")
    assert nobody.status == 2 and nobody.out == ""
    assert "no journey has a segment 'nobody'\n  hint: they have new, old, idle\n" in nobody.err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--format", "csv", "--owner", "laed"), "did you mean `lead`"),
        (("--format", "csv", "--segment", "nwe"), "did you mean `new`"),
        (("--format", "csv", "--since", "spring"), "--since: 'spring' is not a date"),
        (("--owner", "laed"), "did you mean `lead`"),
        (("--format", "csv", "--theme", "print"), "--theme is for html and pdf"),
        (("--format", "jria"), "did you mean `jira`"),
        (("--format", "csv", "--date-format", "dd/MM/yy"), "--date-format is for jira"),
        (("--format", "jira", "--date-format", "DD/MM/YYYY"), "'DD' is none of yyyy, yy, MMM, MM, M, dd, d"),
        (("--format", "jira", "--date-format", "yyyy-MM"), "with year, month and day"),
    ],
)
def test_what_cannot_be_is_said(cli: Run, shop: Path, asked: tuple[str, ...], said: str) -> None:
    done = cli("plan", shop, *asked)
    assert done.status == 2 and said in done.err and done.out == ""


@pytest.mark.parametrize(
    ("pattern", "due"), [("yyyy-MM-dd", "2027-01-31"), ("dd/MMM/yy", "31/Jan/27"), ("d.M.yyyy", "31.1.2027")]
)
def test_jira_is_told_people_and_days_as_it_reads_them(cli: Run, shop: Path, pattern: str, due: str) -> None:
    done = cli("plan", shop, "--format", "jira", "--date-format", pattern)
    header, first, second = csv.reader(io.StringIO(done.out, newline=""))
    assert header == ["Summary", "Description", "Assignee", "Due Date", "Labels", "Labels"]
    assert first[2:] == ["ines@shop.example", due, "shop", "Wave-2"]
    assert second[2] == "" and second[4:] == ["shop", ""], "a handle is no e-mail address"


@pytest.mark.parametrize("language", ["he", "fa", "ar"])
def test_what_is_not_the_tools_own_is_in_the_language_of_the_journey(cli: Run, write: Write, language: str) -> None:
    text = SHOP.replace("id: shop\n", f"id: shop\nlanguage: {language}\n", 1) + PLAN
    path = write("shop.journey.yaml", text)
    header = cli("plan", path, "--format", "csv").out.splitlines()[0].removeprefix("\ufeff").split(",")
    assert [word for word in header if word.isascii()] == ["ID"]
    described = table(cli("plan", path, "--format", "jira"))[0]["Description"].splitlines()
    assert [line.partition(":")[0] for line in described if line.partition(":")[0].isascii()] == ["ID"]


def test_several_journeys_make_one_table(cli: Run, shop: Path, write: Write) -> None:
    write("other.journey.yaml", (SHOP + PLAN).replace("id: shop\ntitle", "id: other\ntitle"))
    write("broken.journey.yaml", SHOP.replace("takeaway", "takeway"))
    done = cli("plan", ".", "--format", "csv", "-o", "all.csv")
    assert done.status == 1 and done.err.splitlines()[-1] == "8 actions written in all.csv"
    rows = list(csv.DictReader(io.StringIO(Path("all.csv").read_text("utf-8-sig"), newline="")))
    assert [row["ID"].partition("/")[0] for row in rows] == ["other"] * 4 + ["shop"] * 4


def test_days_are_gregorian_whatever_the_calendar(cli: Run, write: Write) -> None:
    dates = {"2026-10-01": "1405-07-09", "2027-01-31": "1405-11-11", "2027-Q2": "1406-Q1", "2027-09-30": "1406-07-08",
             "2026-03-01": "1404-12-10", "2026-03-05": "1404-12-14"}  # fmt: skip
    text = SHOP + PLAN
    for gregorian, persian in dates.items():
        text = text.replace(gregorian, persian)
    path = write("shop.journey.yaml", text.replace("id: shop\n", "id: shop\nlanguage: fa\ncalendar: persian\n", 1))
    done = cli("plan", path, "--format", "csv")
    assert [row["مهلت"] for row in table(done)] == ["2027-01-31", "2027-06-21", "2026-03-01", ""]
    assert "1405" not in done.out and "۱۴۰۵" not in done.out


MARKS = "\u200f\u202a\u202c\u2067\u2069"
NASTY = st.text(st.sampled_from(list("=+-@,;\"'\n\t\\|<>&/~#*_:אמی ab1﷽" + MARKS)), min_size=1, max_size=30)


def _shop(title: str, **more: str) -> Journey | None:
    tree = load((SHOP + "actions:\n  - " + json.dumps({"id": "a1", "title": title, **more})).encode(), "shop").tree
    return read_journey(tree)[0] if tree is not None else None


def _made(form: str, journey: Journey) -> str:
    plan = PlanOfActions(form, Wanted())
    plan.add(journey, Settings(today=reference_day("2026-11-21")))
    return plan.files("yyyy-MM-dd")[0].decode()


@settings(max_examples=60)
@given(title=NASTY)
@example(title="=cmd|' /C calc'!A0")
@example(title='Say "no",\nthen\r\n/close')
def test_a_title_comes_back_from_every_table(title: str) -> None:
    journey = _shop(title)
    if journey is None:
        return
    known = journey.actions[0].title
    rows = list(csv.DictReader(io.StringIO(_made("csv", journey).removeprefix("\ufeff"), newline="")))
    assert [unescape_formula(row["Action"]) for row in rows] == [known]
    rows = list(csv.DictReader(io.StringIO(_made("jira", journey), newline="")))
    assert [unescape_formula(row["Summary"]) for row in rows] == [" ".join(known.split())]
    assert not rows[0]["Summary"].startswith(("=", "+", "-", "@")) or rows[0]["Summary"][1:].isdigit()


def test_gitlab_is_told_by_quick_actions(cli: Run, shop: Path) -> None:
    rows = table(cli("plan", shop, "--format", "gitlab"))
    assert list(rows[0]) == ["title", "description", "due_date"], "in the order that its import wants"
    assert [row["due_date"] for row in rows] == ["2027-01-31", "2027-06-30"]
    assert rows[0]["description"].splitlines()[-2:] == ["", '/label ~"shop" ~"Wave 2"'], "an address is no handle"
    assert rows[1]["description"].splitlines()[-2:] == ['/label ~"shop"', "/assign @staff"]


def test_github_is_sent_an_issue_a_line(cli: Run, shop: Path) -> None:
    first, second = map(json.loads, cli("plan", shop, "--format", "github").out.splitlines())
    assert (first["labels"], "assignees" in first) == (["shop", "Wave 2"], False)
    assert (second["labels"], second["assignees"]) == (["shop"], ["staff"])
    assert "- **Due:** 2027-06-30" in second["body"].splitlines()


def test_azure_has_the_actions_below_their_journey(cli: Run, shop: Path) -> None:
    rows = table(cli("plan", shop, "--format", "azure"))
    assert list(rows[0]) == ["Work Item Type", "Title 1", "Title 2", "Description", "Tags"]
    assert [(row["Work Item Type"], row["Title 1"], row["Title 2"]) for row in rows] == [
        ("Epic", "A visit to the shop", ""),
        ("Task", "", "'=HYPERLINK(1), say"),
        ("Task", "", "Mend the till"),
    ]
    assert [row["Tags"] for row in rows] == ["shop", "shop; Wave 2", "shop"]


def test_azure_takes_a_thousand_rows_at_once(cli: Run, write: Write) -> None:
    """998 actions, their journey and the header fill a file; the journey stands at the head of the next one, too."""
    several = "".join(f"  - {{id: a{n}, title: Mend {n}}}\n" for n in range(1, 1200))
    write("a.journey.yaml", SHOP + "actions:\n" + several)
    write("b.journey.yaml", (SHOP + "actions: [{id: a1, title: Sweep}]\n").replace("id: shop\ntitle", "id: b\ntitle"))
    done = cli("plan", ".", "--format", "azure", "-o", "new.csv")
    assert (done.status, done.err) == (0, "1,200 actions written in 2 files from new.csv on\n")
    first, second = (
        [(row["Work Item Type"], row["Title 2"]) for row in csv.DictReader(io.StringIO(Path(name).read_text("utf-8")))]
        for name in ("new.csv", "new-2.csv")
    )
    assert (len(first), first[0], first[-1]) == (999, ("Epic", ""), ("Task", "Mend 998"))
    assert (len(second), second[0], second[1]) == (204, ("Epic", ""), ("Task", "Mend 999"))
    assert second[-2:] == [("Epic", ""), ("Task", "Sweep")]
    done = cli("plan", ".", "--format", "azure")
    assert (done.status, done.out) == (2, "") and "1,200 actions take 2 files as azure" in done.err


def test_links_are_what_the_tool_makes_of_links(cli: Run, write: Write) -> None:
    links = "links: [{url: 'https://shop.example/a?b=1&c=2', title: Notes}, {url: map.svg}]"
    path = write("shop.journey.yaml", SHOP + f"actions: [{{id: a1, title: Mend, {links}}}]\n")
    texts = {form: cli("plan", path, "--format", form).out for form in TICKETS}
    assert 'Links: Notes https://shop.example/a?b=1&c=2\nLinks: map.svg"' in texts["jira"]
    assert '<a href=""https://shop.example/a?b=1&amp;c=2"">Notes</a>' in texts["azure"]
    assert (
        "- **Links:** [Notes](https://shop.example/a?b=1&amp;c=2)\n- **Links:** [map.svg](map.svg)\n" in texts["gitlab"]
    )


@settings(max_examples=60)
@given(text=NASTY)
@example(text="x\n/close\n/label ~bug")
@example(text="/assign @staff")
@example(text="<script>alert(1)</script>")
def test_no_text_of_a_journey_is_a_command(text: str) -> None:
    journey = _shop("Mend", measure=text)
    if journey is None:
        return
    (row,) = csv.DictReader(io.StringIO(_made("gitlab", journey), newline=""))
    told, _, quick = row["description"].rpartition("\n\n")
    assert quick == '/label ~"shop"'
    assert not any(line.startswith("/") for line in told.splitlines())
    _, task = csv.DictReader(io.StringIO(_made("azure", journey), newline=""))
    assert set(re.findall(r"<(/?\w+)", task["Description"])) == {"div", "b", "/b", "br", "/div"}
    shown = json.loads(_made("github", journey))["body"]
    assert shown == told and not re.search(r"@(?!<!-- -->)", shown), "nobody is called"


@pytest.mark.parametrize("form", TICKETS)
def test_a_long_title_is_cut_and_stands_whole_in_the_text(cli: Run, write: Write, form: str) -> None:
    long = "Mend it " * 40
    path = write("shop.journey.yaml", SHOP + f"actions: [{{id: a1, title: {long}}}]\n")
    done = cli("plan", path, "--format", form)
    (title,) = titles(form, done)
    assert len(title) <= 255 and title.endswith("…")
    assert " ".join(long.split()) in done.out


def events(text: str) -> list[icalendar.Event]:
    """The events of a calendar, as a program reads it."""
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def days(found: list[icalendar.Event]) -> dict[str, dt.date]:
    """The days of events by what sets them apart."""
    return {str(event["uid"]): event["dtstart"].dt for event in found}


class TestCalendar:
    def test_days_to_do_to_check_and_to_review(self, cli: Run, shop: Path) -> None:
        found = events(cli("plan", shop, "--format", "ics").out)
        assert days(found) == {
            "shop/a1/due@journeymap": dt.date(2027, 1, 31),
            "shop/a2/due@journeymap": dt.date(2027, 6, 30),
            "shop/a2/check@journeymap": dt.date(2027, 9, 30),
            "shop/review@journeymap": dt.date(2027, 2, 1),
        }
        assert [str(event["summary"]) for event in found] == [
            "Due: =HYPERLINK(1), say", "Due: Mend the till", "Check on: Mend the till",
            "Review by: A visit to the shop",
        ]  # fmt: skip
        assert {event["dtstamp"].dt for event in found} == {dt.datetime(2026, 11, 21, tzinfo=dt.UTC)}
        assert {event["transp"] for event in found} == {"TRANSPARENT"}, "a day does not block the day"
        assert not any(isinstance(event["dtstart"].dt, dt.datetime) for event in found)

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            (("--owner", "shop"), ["a2/due", "a2/check"]),
            (("--owner", "lead"), ["a1/due", "a2/due", "a2/check", "review"]),
            (("--since", "2027-07-01"), ["a2/check"]),
        ],
    )
    def test_only_the_days_that_are_asked_for(
        self, cli: Run, shop: Path, asked: tuple[str, ...], found: list[str]
    ) -> None:
        made = days(events(cli("plan", shop, "--format", "ics", *asked).out))
        assert list(made) == [f"shop/{each}@journeymap" for each in found]

    def test_what_is_given_up_is_not_checked(self, cli: Run, write: Write) -> None:
        plan = PLAN.replace("check_date: 2027-09-30", "check_date: 2027-09-30, status: dropped")
        made = days(events(cli("plan", write("shop.journey.yaml", SHOP + plan), "--format", "ics").out))
        assert list(made) == ["shop/a1/due@journeymap", "shop/review@journeymap"]

    @settings(max_examples=40)
    @given(title=NASTY)
    @example(title="a;b\\,c\nEND:VEVENT\nBEGIN:VEVENT")
    def test_a_title_comes_back(self, title: str) -> None:
        journey = _shop(title, due="2027-01-31")
        if journey is not None:
            due, _ = events(_made("ics", journey))
            assert str(due["summary"]) == f"Due: {' '.join(journey.actions[0].title.split())}"


def test_each_field_of_an_action_has_a_column_or_a_reason() -> None:
    columns = {key.replace("-", "_") for key in COLUMNS} | {"id"}
    called = {"title": "action", "done": "done_on"}
    fields = {field.name for field in fields_of(Action)}
    assert {name for name in fields if called.get(name, name) not in columns} == NO_COLUMN.keys()
