"""How far tickets are comes into the actions that name them, by changing two values and nothing else."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
import yaml
from commandline import GOOD, Run, Write
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.cli import run
from journeymap.io import resources

EXPORTS = Path(__file__).parents[1] / "exchange" / "exports"
PLAN = """\
actions:
  # the till is old
  - {id: a1, title: Mend the till, ticket: SHOP-11, due: 2026-12-31, status: 'planned'}   # by Ines
  - id: a2
    title: "Sweep the floor"

    ticket: https://shop.atlassian.net/browse/SHOP-12
  - {id: a3, title: Paint the door, ticket: SHOP-13, status: in-progress}
  - {id: a4, title: Long known}
"""
HEADER = ("Summary", "Issue key", "Status", "Due date")


@pytest.fixture
def shop(write: Write) -> Path:
    return write("shop.journey.yaml", GOOD + PLAN)


def jira(*tickets: tuple[str, str, str], name: str = "tickets.csv") -> str:
    """Writes an export of Jira with these keys, statuses and due days; returns its name."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADER)
    writer.writerows(("Mend", *each) for each in tickets)
    Path(name).write_text(file.getvalue(), "utf-8")
    return name


def actions(path: Path) -> dict[str, tuple[str, str]]:
    """Status and due day of each action in a file."""
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)["actions"]
    return {each["id"]: (each.get("status", ""), each.get("due", "")) for each in found}


def test_statuses_and_due_days_come_into_the_file_and_nothing_else(cli: Run, shop: Path) -> None:
    before = shop.read_text("utf-8")
    done = cli("import", "--status", EXPORTS / "jira.csv", shop.name)
    assert done.status == 0, done.err
    expected = before.replace("due: 2026-12-31, status: 'planned'", "due: 2027-01-31, status: 'in-progress'")
    expected = expected.replace("browse/SHOP-12\n", "browse/SHOP-12\n    status: done\n")
    expected = expected.replace("SHOP-13, status: in-progress", "SHOP-13, status: dropped")
    assert shop.read_text("utf-8") == expected
    assert "-  - {id: a3, title: Paint the door, ticket: SHOP-13, status: in-progress}\n" in done.out
    assert done.err.splitlines() == [
        "jira.csv: 3 tickets of Jira (SHOP-14, SHOP-15, OPS-1) are of no action",
        "shop.journey.yaml: 3 statuses, 1 due day; written",
    ]
    again = cli("import", "--status", EXPORTS / "jira.csv", shop.name)
    assert (again.status, again.out) == (0, "")
    assert again.err.splitlines()[-1] == "nothing new; 1 file with 3 tickets as before"
    assert shop.read_text("utf-8") == expected


def test_a_dry_run_shows_the_change_and_writes_nothing(cli: Run, shop: Path) -> None:
    before = shop.read_bytes()
    done = cli("import", "--status", EXPORTS / "jira.csv", shop.name, "--dry-run")
    assert done.status == 0 and "+    status: done\n" in done.out
    assert done.err.splitlines()[-1] == "shop.journey.yaml: 3 statuses, 1 due day; nothing is written (--dry-run)"
    assert shop.read_bytes() == before


def one(ticket: str, more: str = "") -> str:
    return f"actions: [{{id: a1, title: Mend, ticket: {ticket}{more}}}]\n"


@pytest.mark.parametrize(
    ("more", "tickets", "said"),
    [
        ("", [("S-1", "Done", ""), ("S-1", "To Do", "")],
         "it is there several times: Done (row 2), To Do (row 3)"),
        (", status: done", [("S-1", "In Progress", "")],
         "done in the journey, but in-progress in the tracker (row 2)"),
        (", status: done", [("S-1", "To Do", "")], "done in the journey, but idea or planned in the tracker (row 2)"),
        (", status: dropped", [("S-1", "Done", "")], "dropped in the journey, but done in the tracker (row 2)"),
        (", status: in-progress", [("S-1", "Planned", "")],
         "in-progress in the journey, but planned in the tracker (row 2)"),
        (", status: blocked, blocked_by: Snow", [("S-1", "In Progress", "")],
         "blocked in the journey, but in-progress in the tracker (row 2)"),
        ("", [("S-1", "QA gate", "")], 'the status "QA gate" is not known (row 2)'),
        ("", [("S-1", "", "")], "it has no status (row 2)"),
        (", due: 2027-03-01", [("S-1", "To Do", "31/Jan/27")],
         "due 2027-03-01 in the journey, but earlier in the tracker: 2027-01-31 (row 2)"),
        (", due: 2027-Q2", [("S-1", "To Do", "31/Jan/27")],
         "due 2027-Q2 in the journey, but earlier in the tracker: 2027-01-31 (row 2)"),
        ("", [("S-1", "To Do", "31/Jan/27"), ("S-1", "To Do", "30/Jan/27")],
         "it is there several times: due 2027-01-31 (row 2), due 2027-01-30 (row 3)"),
        ("", [("S-1", "To Do", "5/6/2027")],
         'due: "5/6/2027" can be 2027-06-05 or 2027-05-06; `--date-format dd/MM/yyyy` says how days are written'),
        ("", [("S-1", "To Do", "spring")],
         'due: "spring" is not a day that can be read; `--date-format dd/MM/yyyy` says how days are written'),
    ],
)  # fmt: skip
def test_conflicts_are_listed_and_not_guessed(
    cli: Run, write: Write, more: str, tickets: list[tuple[str, str, str]], said: str
) -> None:
    path = write("shop.journey.yaml", GOOD + one("S-1", more))
    done = cli("import", "--status", jira(*tickets), path)
    assert (done.status, done.out) == (1, ""), done.err
    assert f"shop.journey.yaml:18: a1, S-1: {said}\n" in done.err
    assert "journeymap: nothing is written: 1 conflict between journey and tracker\n" in done.err
    assert path.read_text("utf-8") == GOOD + one("S-1", more)


@pytest.mark.parametrize(
    ("more", "ticket", "found"),
    [
        (", status: idea", ("S-1", "To Do", ""), ("idea", "")),
        (", status: planned", ("S-1", "To Do", ""), ("planned", "")),
        (", status: blocked, blocked_by: Snow", ("S-1", "Done", ""), ("done", "")),
        (", status: done, due: 2027-03-01", ("S-1", "Done", "31/Jan/27"), ("done", "2027-03-01")),
        (", due: 2027-01-01", ("S-1", "To Do", "31/Jan/27 12:00 AM"), ("", "2027-01-31")),
        (", due: 2027-Q1", ("S-1", "To Do", "31/Mar/27"), ("", "2027-Q1")),
        (", due: 2027-Q1", ("S-1", "To Do", "31/Jan/27"), ("", "2027-01-31")),
        (", due: 2027-02", ("S-1", "To Do", "03/Feb/27"), ("", "2027-02-03")),
        (", due: 2027-02-01", ("S-1", "To Do", ""), ("", "2027-02-01")),
        ("", ("s-1", "בוצע", ""), ("done", "")),
        ("", ("S-1", "در حال انجام", ""), ("in-progress", "")),
        ("", ("S-1", "قيد التنفيذ", ""), ("in-progress", "")),
    ],
)
def test_what_can_be_settled_is(
    cli: Run, write: Write, more: str, ticket: tuple[str, str, str], found: tuple[str, str]
) -> None:
    path = write("shop.journey.yaml", GOOD + one("S-1", more))
    done = cli("import", "--status", jira(ticket, ticket), path)
    assert done.status == 0, done.err
    assert actions(path)["a1"] == found


def test_what_can_be_settled_is_written_beside_conflicts_if_it_is_asked_for(cli: Run, shop: Path) -> None:
    export = jira(("SHOP-11", "QA gate", "31/Jan/27"), ("SHOP-12", "Done", ""))
    done = cli("import", "--status", export, shop.name, "--skip-conflicts")
    assert done.status == 0
    assert actions(shop)["a1"] == ("planned", "2027-01-31") and actions(shop)["a2"][0] == "done"
    assert 'a1, SHOP-11: the status "QA gate" is not known' in done.err
    assert "shop.journey.yaml:25: a3: SHOP-13 is not in tickets.csv\n" in done.err


def test_a_crosswalk_is_written_edited_and_used(cli: Run, shop: Path) -> None:
    ask = ("import", "--status", jira(("SHOP-11", "QA gate", ""), ("SHOP-12", "Parked", "")), shop)
    first = cli(*ask, "--crosswalk", "map.yaml")
    assert first.status == 1 and "map.yaml is written: say in it what the statuses mean" in first.err
    text = Path("map.yaml").read_text("utf-8")
    assert text.endswith("statuses:\n  QA gate:\n  Parked:\n")
    second = cli(*ask, "--crosswalk", "map.yaml")
    assert second.status == 1 and 'map.yaml does not say what "QA gate", "Parked" means' in second.err
    Path("map.yaml").write_text(text.replace("gate:", "gate: in-progress").replace("Parked:", "Parked: blocked"))
    assert cli(*ask, "--crosswalk", "map.yaml").status == 0
    assert [actions(shop)[each][0] for each in ("a1", "a2")] == ["in-progress", "blocked"]


def test_a_number_that_several_tickets_have_is_not_guessed(cli: Run, write: Write) -> None:
    head = "Title,URL,Issue ID,State,Due Date\n"
    rows = [f"x,https://gitlab.example/team/{name}/-/issues/12,12,Closed,\n" for name in ("shop", "till")]
    Path("tickets.csv").write_text(head + "".join(rows), "utf-8")
    path = write("shop.journey.yaml", GOOD + one("'#12'"))
    done = cli("import", "--status", "tickets.csv", path)
    assert done.status == 1
    assert (
        "several tickets are called so, in gitlab.example/team/shop, gitlab.example/team/till: write its URL"
        in done.err
    )
    write("shop.journey.yaml", GOOD + one("'till#12'"))
    assert cli("import", "--status", "tickets.csv", path).status == 0 and actions(path)["a1"][0] == "done"


def test_days_are_written_in_the_calendar_and_the_digits_of_the_file(cli: Run, write: Write) -> None:
    plan = "actions:\n  - {id: a1, title: تعمیر, ticket: S-1, due: ۱۴۰۵/۰۹/۱۰}\n  - {id: a2, title: رنگ, ticket: S-2}\n"
    text = GOOD.replace("id: shop\n", "id: shop\ncalendar: persian\nlanguage: fa\n", 1)
    path = write("shop.journey.yaml", text.replace("last: 2026-10-01", "last: 1405-07-09") + plan)
    done = cli("import", "--status", jira(("S-1", "To Do", "31/Jan/27"), ("S-2", "To Do", "31/Jan/27")), path)
    assert done.status == 0, done.err
    assert {key: due for key, (_, due) in actions(path).items()} == {"a1": "۱۴۰۵/۱۱/۱۱", "a2": "۱۴۰۵/۱۱/۱۱"}


def test_several_journeys_are_written_together_or_not_at_all(cli: Run, write: Write) -> None:
    first = write("a.journey.yaml", GOOD + one("S-1"))
    second = write("b.journey.yaml", GOOD.replace("id: shop", "id: b", 1) + one("S-2", ", status: done"))
    export = jira(("S-1", "Done", ""), ("S-2", "To Do", ""))
    assert cli("import", "--status", export, ".").status == 1
    assert actions(first)["a1"] == ("", "")
    assert cli("import", "--status", jira(("S-1", "Done", ""), ("S-2", "Done", "")), ".").status == 0
    assert actions(first)["a1"] == ("done", "") and actions(second)["a1"] == ("done", "")


def test_a_run_with_nothing_to_do_says_so(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", GOOD + "actions: [{id: a1, title: Mend}]\n")
    done = cli("import", "--status", jira(("S-1", "Done", "")), path)
    assert (done.status, done.out) == (0, "")
    assert done.err.splitlines()[-1] == "nothing to bring in: no action of 1 journey has a `ticket`"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--status", "none.csv", "shop.journey.yaml"), "none.csv: cannot be read"),
        (("--status", "t.csv", "shop.journey.yaml", "-o", "x.journey.yaml"), "-o goes without --status"),
        (("--status", "t.csv", "shop.journey.yaml", "--date-format", "DD/MM"), "is no format of days: 'DD'"),
        (("--status", "t.csv", "-"), "--status changes files, and standard input is none"),
        (("--status", "t.csv", "broken.journey.yaml"), "broken.journey.yaml:18: "),
        (("a.mmd", "--dry-run"), "--dry-run goes with --status"),
        (("a.mmd", "b.mmd", "-o", "x.journey.yaml"), "one file is imported at once"),
    ],
)
def test_wrong_use_is_told(cli: Run, write: Write, shop: Path, asked: tuple[str, ...], said: str) -> None:
    write("broken.journey.yaml", GOOD + "actions: [{id: a1, ticket: S-1}]\n")
    jira(("S-1", "Done", ""), name="t.csv")
    done = cli("import", *asked)
    assert done.status == 2 and said in done.err and done.out == "", done.err


STATUSES = st.sampled_from(["To Do", "In Progress", "Done", "Blocked", "Cancelled", "Planned", "who knows"])
TEXTS = ("2027-03-04", "04/Mar/27", "", "3/4/2027", "never")
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))


@settings(max_examples=40)
@given(data=st.data(), sample=st.sampled_from(SAMPLES))
def test_only_status_and_due_change(
    data: st.DataObject, sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever tickets say: of a file, all lines but those of status and due stay, byte by byte."""
    folder = tmp_path_factory.mktemp("tickets")
    text = sample.read_text("utf-8")
    path = folder / sample.name
    known = yaml.load(text, Loader=yaml.BaseLoader).get("actions", [])
    numbers = {each["id"]: number for number, each in enumerate(known, 1)}
    for each in known:  # a ticket for each
        if "ticket" not in each:
            text = text.replace(
                f"- id: {each['id']}\n", f"- id: {each['id']}\n    ticket: X-{numbers[each['id']]}\n", 1
            )
    path.write_text(text, "utf-8")
    keys = [each.get("ticket", f"X-{numbers[each['id']]}") for each in known]
    tickets = [(key, data.draw(STATUSES), data.draw(st.sampled_from(TEXTS))) for key in keys]
    os.chdir(folder)
    export = jira(*tickets)
    asked = ["import", "--status", export, str(path), "--skip-conflicts", "-q"]
    assert run(asked) == 0
    after = path.read_text("utf-8")

    def others(lines: str) -> list[str]:
        return [line for line in lines.splitlines() if not line.lstrip(" -").startswith(("status:", "due:"))]

    assert others(after) == others(text)
    assert run(asked) == 0 and path.read_text("utf-8") == after, "a second run changes nothing"
