"""What trackers export is read, and tickets are found by what people call them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from journeymap.date_patterns import check_date_pattern, read_by, written_by
from journeymap.errors import UserError
from journeymap.exchange.tickets.days import DaysOfColumn
from journeymap.exchange.tickets.exported import ExportedTicket, TrackerExport, read_export
from journeymap.exchange.tickets.names import ticket_name
from journeymap.exchange.tickets.statuses import StatusWords, new_crosswalk, read_crosswalk

EXPORTS = Path(__file__).with_name("exports")
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


def export_of(name: str) -> TrackerExport:
    return read_export((EXPORTS / name).read_bytes(), name)


def meanings(export: TrackerExport) -> dict[str, tuple[str, ...]]:
    words = StatusWords(export, {})
    return {each.written: words.meant_by(each) for each in export.tickets}


NOT_BEGUN = ("idea", "planned")
OPEN = (*NOT_BEGUN, "in-progress", "blocked")


@pytest.mark.parametrize(
    ("name", "tracker", "found"),
    [
        (
            "jira.csv",
            "Jira",
            {
                "SHOP-11": ("in-progress",),
                "SHOP-12": ("done",),
                "SHOP-13": ("dropped",),
                "SHOP-14": (),
                "SHOP-15": ("in-progress",),
                "OPS-1": NOT_BEGUN,
            },
        ),
        (
            "azure.csv",
            "Azure Boards",
            {"411": ("in-progress",), "412": ("done",), "413": ("dropped",), "414": NOT_BEGUN},
        ),
        ("gitlab.csv", "GitLab", {"#11": OPEN, "#12": ("done",)}),
        ("github.json", "GitHub", {"#11": OPEN, "#12": ("done",), "#13": ("dropped",)}),
        (
            "project.tsv",
            "a project of GitHub",
            {
                "https://github.com/team/shop/issues/11": ("in-progress",),
                "https://github.com/team/shop/issues/12": ("done",),
            },
        ),
    ],
)
def test_an_export_is_known_by_its_header(name: str, tracker: str, found: dict[str, tuple[str, ...]]) -> None:
    export = export_of(name)
    assert export.tracker.name == tracker
    assert meanings(export) == found


@pytest.mark.parametrize(
    ("ticket", "is_there"),
    [
        ("12", True),
        ("#12", True),
        ("AB#12", True),
        ("https://dev.azure.com/team/shop/_workitems/edit/12", True),
        ("https://github.com/team/shop/issues/12", False),
        ("team/shop#12", False),
    ],
)
def test_a_work_item_is_no_issue_that_has_its_number(ticket: str, is_there: bool) -> None:
    export = read_export(b"ID,Work Item Type,Title,State\n12,Task,Pay,Closed\n", "items.csv")
    assert export.tickets[0].name.is_of_same(ticket_name(ticket)) is is_there


def test_a_ticket_has_the_row_of_the_sheet() -> None:
    assert [each.at for each in export_of("jira.csv").tickets][:2] == ["row 2", "row 3"]
    assert [each.at for each in export_of("github.json").tickets][:2] == ["item 1", "item 2"]


def test_of_columns_with_one_heading_the_first_that_says_something_counts() -> None:
    text = "Issue key,Status,Due date,Due date\nS-1,Done,31/Jan/27,\nS-2,Done,,30/Jan/27\n"
    assert [each.due for each in read_export(text.encode(), "t.csv").tickets] == ["31/Jan/27", "30/Jan/27"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_an_export_saved_anew_by_a_spreadsheet_is_the_same(encoding: str, separator: str) -> None:
    text = (EXPORTS / "azure.csv").read_text("utf-8").replace(",", separator)
    assert meanings(read_export(text.encode(encoding), "azure.csv")) == meanings(export_of("azure.csv"))


def test_an_export_as_a_workbook_is_the_same() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Query")
    for number, row in enumerate(csv.reader((EXPORTS / "azure.csv").read_text("utf-8").splitlines())):
        sheet.write_row(number, 0, row)
    sheet.write_datetime(1, 7, dt.date(2027, 1, 31), book.add_format({"num_format": "m/d/yyyy"}))
    book.close()
    export = read_export(file.getvalue(), "azure.xlsx")
    assert meanings(export) == meanings(export_of("azure.csv"))
    assert DaysOfColumn(()).day(export.tickets[0].due) == dt.date(2027, 1, 31)


def test_json_of_the_rest_interface_and_of_lines_is_read() -> None:
    rest = {"id": 99, "number": 7, "url": "https://api.github.com/repos/team/shop/issues/7", "state": "closed",
            "html_url": "https://github.com/team/shop/issues/7", "state_reason": "not_planned"}  # fmt: skip
    lines = f"{json.dumps(rest)}\n{json.dumps({**rest, 'number': 8, 'state': 'open', 'state_reason': None})}\n"
    export = read_export(lines.encode(), "issues.jsonl")
    assert meanings(export) == {"#7": ("dropped",), "#8": OPEN}
    glab = [{"id": 5, "iid": 3, "web_url": "https://gitlab.example/a/b/-/issues/3", "state": "opened",
             "due_date": "2027-02-01"}]  # fmt: skip
    (ticket,) = read_export(json.dumps(glab).encode(), "issues.json").tickets
    assert (ticket.written, ticket.name.place, ticket.due) == ("#3", "gitlab.example/a/b", "2027-02-01")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"a,b\n1,2\n", "a.csv", "a.csv: this is the export of no tracker that is known; its columns: a, b"),
        (b"", "a.csv", "its columns: none"),
        (b'Issue key,Status\nA-1,"Do', "a.csv", "a.csv: row 2: unexpected end of data"),
        (b"\xff\x00\xfe", "a.csv", "a.csv:1:1: this is not UTF-8"),
        (b'[{"number": 1,\n "state" "OPEN"}]', "a.json", "a.json: line 2, column 10: this is not JSON"),
        (b"[" * 100_000, "a.json", "a.json: it is nested too deep"),
        (b"PK", "a.xlsx", "a.xlsx: "),
        (b"x," * 3000, "a.csv", "a table may have 100,000 rows and 2,000 columns"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        read_export(data, name)
    assert said in error.value.message and (error.value.hint or "deep" in said)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("SHOP-12", "https://shop.atlassian.net/browse/SHOP-12?focused=1", True),
        ("shop-12", "SHOP-12", True),
        ("SHOP-12", "SHOP-121", False),
        ("#12", "12", True),
        ("#012", "12", True),
        ("AB#12", "https://dev.azure.com/team/shop/_workitems/edit/12/", True),
        ("#12", "https://github.com/team/shop/issues/12#issuecomment-1", True),
        ("team/shop#12", "https://github.com/team/shop/issues/12", True),
        ("shop#12", "https://github.com/team/shop/issues/12", True),
        ("hop#12", "https://github.com/team/shop/issues/12", False),
        ("team/other#12", "https://github.com/team/shop/issues/12", False),
        ("https://gitlab.example/team/shop/-/issues/12", "https://gitlab.example/team/shop/-/work_items/12", True),
        ("https://github.com/team/other/issues/12", "https://github.com/team/shop/issues/12", False),
        ("https://github.com/team/shop/pull/12", "#12", True),
        ("https://github.com/team/shop/issues/12", "https://dev.azure.com/team/shop/_workitems/edit/12", False),
        ("https://github.com/team/shop/issues/12", "AB#12", False),
        ("team/shop#12", "AB#12", False),
        ("https://[broken", "https://[broken", True),
        ("the one about the till", "The one  about the till", True),
    ],
)
def test_names_of_one_ticket(one: str, other: str, is_same: bool) -> None:
    assert ticket_name(one).is_of_same(ticket_name(other)) is is_same
    assert ticket_name(other).is_of_same(ticket_name(one)) is is_same


@given(text=st.text(max_size=60))
def test_a_name_is_that_of_its_own_ticket(text: str) -> None:
    assert ticket_name(text).is_of_same(ticket_name(text))


@pytest.mark.parametrize(
    "text",
    ["2027-01-31", "2027-01-31T23:00:00.000+0000", "2027/1/31", "31/Jan/27 12:00 AM", "31 January 2027", "Jan 31, 2027",
     "31.1.2027", "31/01/2027 00:00:00", "1/31/2027 12:00:00 AM", "1/31/27", "31-01-2027", "۳۱/۰۱/۲۰۲۷"],
)  # fmt: skip
def test_a_day_that_can_be_read_in_one_way(text: str) -> None:
    assert DaysOfColumn([text]).day(text) == dt.date(2027, 1, 31)


def test_a_day_is_read_as_the_others_of_its_column() -> None:
    text = "5/6/2027"
    assert DaysOfColumn([text, "25/6/2027"]).day(text) == dt.date(2027, 6, 5)
    assert DaysOfColumn([text, "6/25/2027 12:00 AM", ""]).day(text) == dt.date(2027, 5, 6)
    assert DaysOfColumn([text], "dd/MM/yyyy").day(text) == dt.date(2027, 6, 5)
    assert DaysOfColumn([]).day("6/6/2027") == dt.date(2027, 6, 6)
    for others in ([], ["25/6/2027", "6/25/2027"], ["25.6.2027"]):
        with pytest.raises(ValueError, match=r'^"5/6/2027" can be 2027-06-05 or 2027-05-06$'):
            DaysOfColumn([text, *others]).day(text)


@pytest.mark.parametrize("text", ["soon", "31/31/2027", "30/Feb/27", "0027-01-31", "31 Foo 2027", "2027-13-01"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day that can be read"):
        DaysOfColumn([text]).day(text)


@given(day=DAYS, pattern=st.sampled_from(["yyyy-MM-dd", "dd/MMM/yy", "M/d/yyyy", "d.M.yy", "dd MMM yyyy"]))
def test_a_day_that_a_pattern_writes_it_reads(day: dt.date, pattern: str) -> None:
    check_date_pattern(pattern)
    assert read_by(pattern, written_by(pattern, day)) == day
    assert read_by(pattern, f"{written_by(pattern, day)} 12:00 AM") == day


def test_a_crosswalk_says_what_words_mean() -> None:
    export = export_of("jira.csv")
    qa = next(each for each in export.tickets if each.written == "SHOP-14")
    text = new_crosswalk(["QA gate", "Sí: no", "QA gate"])
    assert read_crosswalk(text.encode(), "map.yaml") == {}, "as written, it says nothing yet"
    added = read_crosswalk(text.replace("QA gate:", "QA gate: in-progress").encode(), "map.yaml")
    assert added == {"QA gate": "in-progress"}
    assert StatusWords(export, added).meant_by(qa) == ("in-progress",)
    closed = ExportedTicket("row 9", "SHOP-9", ticket_name("SHOP-9"), "closed", "", "", "")
    assert StatusWords(export, {"Closed": "dropped"}).meant_by(closed) == ("dropped",), "it comes first"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("statuses:\n  QA: in-progres\n", "map.yaml:2:7: 'in-progres' is no status of an action"),
        ("statuses:\n  QA: [done]\n", "map.yaml:2:7: 'a list or a table' is no status of an action"),
        ("status: {QA: done}\n", "map.yaml: it has no `statuses:`"),
        ("statuses: {QA: done\n", "map.yaml:"),
    ],
)
def test_a_wrong_crosswalk_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        read_crosswalk(text.encode(), "map.yaml")
    assert said in error.value.message


def test_the_crosswalk_in_the_docs_is_right() -> None:
    text = (Path(__file__).parents[2] / "docs" / "trackers.md").read_text("utf-8")
    block = text.split("```yaml crosswalk\n")[1].split("```")[0]
    assert read_crosswalk(block.encode(), "map.yaml") == {
        "QA gate": "in-progress", "Parked": "blocked", "Icebox": "not-begun",
    }  # fmt: skip
