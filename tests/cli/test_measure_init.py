"""`journeymap measure --init`: what is proposed for a file is right, says why, and tells nothing of a person."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import Done, Run, Write
from proposals import uncommented

from journeymap.model.source_events import EVENT_PRESETS

EXPORTS = Path(__file__).parents[1] / "measure" / "exports"
MAP = """\
journeymap: 1
id: shop
title: The shop
segments:
  - {id: business, name: Business, dimension: class}
  - {id: economy, name: Economy, dimension: class}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders}
      - {id: pays, name: Pays at the till}
      - {id: rates, name: Star rating}
      - {id: meets, name: הזמנה}
      - {id: serves, name: שירות}
"""
QUESTION = {"column": "Till", "touchpoint": "pays", "metric": "csat", "scale": {"from": 1, "to": 5}}


def proposed(done: Done) -> dict[str, Any]:
    """The proposed source."""
    assert done.status == 0, done.err
    (source,) = yaml.load(done.out, yaml.CSafeLoader)["sources"]  # the other reads no `?` within braces
    return dict(source)


def rows(*lines: str, times: int = 1) -> str:
    """A file of answers with the first line as headings, and the others so often."""
    return "\n".join([lines[0], *list(lines[1:]) * times]) + "\n"


@pytest.fixture
def shop(write: Write) -> Path:
    return write("shop.journey.yaml", MAP)


NAMES = sorted(path.name for path in EXPORTS.iterdir() if not path.name.startswith(EVENT_PRESETS))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_proposed_for_an_export_of_a_known_tool_counts(cli: Run, shop: Path, name: str) -> None:
    shutil.copyfile(EXPORTS / name, name)
    done = cli("measure", "--init", name, "shop.journey.yaml")
    source = proposed(done)
    assert source["preset"] == name.partition(".")[0].removesuffix("-nasty")
    assert len(source["questions"]) >= 1 and "paste it into shop.journey.yaml" in done.err
    shop.write_text(MAP + done.out, "utf-8")
    assert cli("validate", "--ignore", "JM1,JM2,JM3,JM4").status == 0
    counted = cli("measure", "--dry-run")
    assert counted.status == 0, counted.err
    assert " with 0 answers" not in counted.err
    assert ("of customers who were asked and gave no answer" in counted.err) == (name == "medallia.csv")


def test_each_tool_has_an_export() -> None:
    from journeymap.model.sources import PRESETS

    assert {name.partition(".")[0].removesuffix("-nasty") for name in NAMES} == set(PRESETS) - set(EVENT_PRESETS)


@pytest.mark.parametrize(("name", "places"), [
    ("ga4.jsonl", {"add_to_cart": "order"}), ("ga4-nasty.jsonl", {"add_to_cart": "order"}),
    ("mixpanel.jsonl", {"Paid": "pays"}), ("mixpanel-nasty.jsonl", {"Paid": "pays"}),
    ("posthog.jsonl", {"added to cart": "order"}), ("posthog-nasty.jsonl", {"added to cart": "order"}),
    ("snowplow.csv", {"add_to_cart": "order"}), ("snowplow-nasty.csv", {"add_to_cart": "order"}),
])  # fmt: skip
def test_exports_of_events_are_known(cli: Run, shop: Path, name: str, places: dict[str, str]) -> None:
    shop.write_text(MAP.replace("Orders", "Fills the cart").replace("Pays at", "Paid at"))
    done = cli("measure", "--init", str(EXPORTS / name), "shop.journey.yaml")
    source = proposed(done)
    assert (source["kind"], source["preset"]) == ("events", name.partition(".")[0].removesuffix("-nasty"))
    assert source["map"] == places
    assert "TODO" in done.out and "where TODO stands" in done.err
    shop.write_text(MAP + done.out, "utf-8")
    assert cli("validate", "--ignore", "JM1,JM2,JM3,JM4").status == 0


def test_events_are_known_by_customers_with_several_of_them(cli: Run, write: Write, shop: Path) -> None:
    events = ["order_view", "paid", "scroll", "dana@example.com", "paid", "order_view", "scroll", "scroll"] * 9
    lines = [f"{1772359200 + 60 * row},v{row % 7},{each},/{row % 3},Business" for row, each in enumerate(events)]
    write("log.csv", rows("created_at,visitor_id,event,page,plan", *lines))
    done = cli("measure", "--init", "log.csv", "shop.journey.yaml")
    source = proposed(done)
    assert {key: source[key] for key in ("kind", "format", "time", "case", "event", "map")} == {
        "kind": "events", "format": {"date": "unix"}, "time": "created_at", "case": "visitor_id", "event": "event",
        "map": {"order_view": "order"},
    }  # fmt: skip
    assert source["segments"] == {"class": {"column": "plan", "map": {"Business": "business"}}}
    assert "# scroll: TODO" in done.out and "dana" not in done.out and "in rows: 9" in done.out
    assert "`{column: page, map: {VALUE: ID}}`" in done.out
    write("plain.csv", (Path("log.csv").read_text()).replace("order_view", "order").replace("paid", "Star rating")
          .replace("scroll", "pays").replace("dana@example.com", "order"))  # fmt: skip
    done = cli("measure", "--init", "plain.csv", "shop.journey.yaml")
    assert "map" not in proposed(done) and "no `map` is needed" in done.out


def test_a_survey_of_several_rows_a_customer_is_no_file_of_events(cli: Run, write: Write, shop: Path) -> None:
    lines = [f"2026-03-0{row % 9 + 1},c{row % 5},pays,{row % 5 + 1}" for row in range(40)]
    write("long.csv", rows("date,customer,step,score", *lines))
    assert proposed(cli("measure", "--init", "long.csv", "shop.journey.yaml"))["kind"] == "survey"


def test_dates_are_read_as_their_values_show(cli: Run, write: Write, shop: Path) -> None:
    def form(*dates: str, preset: str = "Day") -> tuple[Any, str]:
        write("answers.csv", rows(f"{preset},Till", *(f"{date},{1 + place % 5}" for place, date in enumerate(dates))))
        done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
        return proposed(done).get("format", {}).get("date"), done.out

    assert form("03/04/2026", "25/04/2026")[0] == "%d/%m/%Y"
    assert form("03/04/2026", "04/25/2026")[0] == "%m/%d/%Y"
    assert form("3.4.26 10:15", "25.4.26 9:00:30")[0] == "%d.%m.%y"
    assert form("2026/04/25", "2026/04/26")[0] == "%Y/%m/%d"
    assert form("2026-04-25 10:00", "2026-04-26T11:00:00Z")[0] is None
    found, said = form("03/04/2026", "05/04/2026")
    assert found == "%d/%m/%Y" and "%m/%d/%Y would fit as well; TODO" in said
    rising = [f"{month:02}/{day:02}/2026" for month in (3, 4, 5, 6) for day in (2, 7, 11)]
    found, said = form(*rising)
    assert found == "%m/%d/%Y" and "in the order of time only so" in said and "would fit" not in said
    assert form(*rising, preset="Timestamp")[0] is None, "Google Forms has the month first anyway"
    assert form("03/04/2026", "25/04/2026", "04/25/2026", "26/04/2026")[0] == "%d/%m/%Y"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1255", "תאריך;הזמנה;מה דעתך על השירות? – ספרו לנו"),
        ("cp1256", "تاريخ;الطلب;كيف كانت الخدمة؟ أخبرنا عن رأيك"),
        ("cp1251", "Дата;Заказ;Как вам обслуживание? Расскажите нам"),
        ("cp1251", "дата;покупка;как вам доставка на дом"),
        ("cp1253", "Ημερομηνία;Παραγγελία;Πώς ήταν η εξυπηρέτηση"),
        ("cp1252", "Datum;Straße;Wie zufrieden wären Sie – größtenteils? Déjà vu"),
        ("mac-roman", "Date;Très satisfait;Déjà vu – forêt – où étés-vous à Noël"),
    ],
)
def test_the_encoding_is_the_one_that_gives_words(
    cli: Run, shop: Path, tmp_path: Path, encoding: str, words: str
) -> None:  # fmt: skip
    text = f"{words}\n" + "2026-01-05;5;4\n" * 9
    Path("answers.csv").write_bytes(text.encode(encoding.replace("-", "_")))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["format"] == {"encoding": encoding, "delimiter": ";"}
    assert "not in UTF-8" in done.out


def test_scales_and_metrics_follow_values_and_wording(cli: Run, write: Write, shop: Path) -> None:
    heads = (
        "Date,Orders,Paying: would you recommend us?,How easy was the till?,How important is the order?,"
        "Star rating,Age,Till number"
    )
    write("answers.csv", rows(heads, "2026-01-05,5,10,7,3,8,44,3", "2026-01-06,1,0,1,5,0,5,2",
                              "2026-01-07,0,9,6,1,10,3,3", "2026-01-08,N/A,7,6,1,10,3,1", times=3))  # fmt: skip
    source = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))
    found = {(each["touchpoint"], each["metric"]): each.get("scale") for each in source["questions"]}
    assert found == {
        ("order", "csat"): {"from": 1, "to": 5, "not_applicable": ["0", "n/a"]},
        ("pays", "nps"): None,
        ("pays", "ces"): {"from": 1, "to": 7},
        ("order", "importance"): {"from": 1, "to": 5},
        ("rates", "csat"): {"from": 0, "to": 10},
    }


def test_what_is_counted_is_no_score(cli: Run, write: Write, shop: Path) -> None:
    lines = [f"2026-01-05,{4 - place % 4},{place % 9},{3 * place},{place % 3}" for place in range(40)]
    write("answers.csv", rows("Date,Till,How many orders have you made?,Delay at the till,Age", *lines))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["questions"] == [QUESTION]
    assert "not used: `How many orders have you made?`, `Delay at the till`, `Age`" in done.out


def test_it_says_when_it_has_not_seen_all(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", "Till\n" + "5\n" * 20_000)
    assert "Proposed from 20,000 rows of the file" in cli("measure", "--init", "answers.csv", "shop.journey.yaml").out
    write("answers.csv", "Till\n" + "5\n" * 20_001)
    assert "Proposed from the first 20,000 rows" in cli("measure", "--init", "answers.csv", "shop.journey.yaml").out


def test_answers_in_words_are_scored_where_they_are_known(cli: Run, write: Write, shop: Path) -> None:
    write(
        "answers.csv",
        rows("Orders,Star rating?", "very SATISFIED;,So-so", "Satisfied,Fine", "Don't know,Fine", times=6),
    )
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    (question,) = proposed(done)["questions"]
    assert question["scale"] == {
        "from": 1, "to": 5, "not_applicable": ["don't know"], "labels": {"very SATISFIED": 5, "Satisfied": 4},
    }  # fmt: skip
    assert "labels: {Fine: TODO, So-so: TODO}" in done.out


def test_nothing_that_tells_who_somebody_is_is_quoted(cli: Run, write: Write, shop: Path) -> None:
    people = [
        f"2026-01-0{day},Secret One,a{day}@x.example,05412345{day},Free text {day},Rare{day},1" for day in range(1, 8)
    ]
    often = ["2026-01-09,Secret Two,agent@x.example,0541234567,hello,Often,5"] * 20
    write("answers.csv", rows("Date,Agent,Contact,Mobile,Why?,Group,Till", *people, *often))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["questions"] == [QUESTION]
    for secret in ("Secret", "@", "0541", "Free", "Rare", "Often", "hello"):
        assert secret not in done.out + done.err, secret


def test_comments_are_counted_where_their_touchpoint_is_sure(cli: Run, write: Write, shop: Path) -> None:
    heads = "Date,Till,Why this score at the till?,Anything else you would like to tell us?,Thoughts"
    write("answers.csv", rows(heads, "2026-01-05,5,It went well,Thank you,", times=9))
    shop.write_text(MAP.replace("rates, name: Star rating", "tells, name: Tells friends"), "utf-8")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    source = proposed(done)
    assert list(source) == ["id", "kind", "location", "time", "questions", "comments"]
    assert source["comments"] == [{"column": "Why this score at the till?", "touchpoint": "pays"}]
    assert "      # - {column: Anything else you would like to tell us?}\n" in done.out
    assert "TODO comments; no touchpoint is called so; with its `touchpoint`, signals and quotes are told" in done.out
    shop.write_text(MAP + uncommented(done.out), "utf-8")
    told = cli("measure", "--dry-run").err
    assert "18 comments" in told and "9 comments are about no touchpoint" in told


def test_the_scale_is_not_that_of_a_slip(cli: Run, write: Write, shop: Path) -> None:
    def scales(*columns: list[int], heads: str = "Date,Orders") -> tuple[list[Any], str]:
        lines = [f"2026-01-05,{','.join(map(str, line))}" for line in zip(*columns, strict=True)]
        write("answers.csv", rows(heads, *lines))
        done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
        (source,) = yaml.load(uncommented(done.out), yaml.CSafeLoader)["sources"]
        return [each["scale"] for each in source["questions"]], done.out

    five = [1, 2, 3, 4, 5] * 112
    found, said = scales([*five[1:], 6])
    assert found == [{"from": 1, "to": 5}] and "1 to 5 in 559 of 560; 1 beyond 5, taken for a slip" in said
    assert scales([*five[12:], *[6] * 12])[0] == [{"from": 1, "to": 7}]
    assert scales([*[each + 2 for each in five[1:]], 10])[0] == [{"from": 1, "to": 7}]
    assert scales([6, 1, 2, 3, 4, 5])[0] == [{"from": 1, "to": 7}], "one of six is no handful of many"
    alike = "Date,How satisfied were you with the order?,How satisfied were you with the till?"
    found, said = scales(five, [*five[:280], *[each + 2 for each in five[:280]]], heads=alike)
    assert found == [{"from": 1, "to": 7}] * 2 and "see that 7" not in said
    assert scales(five, five[:-7] + [7] * 7, heads=alike)[0] == [{"from": 1, "to": 5}] * 2
    other = "Date,How satisfied were you with the order?,How important is the till to you?"
    assert [each["to"] for each in scales(five, [7, *five[1:280], *[7] * 280], heads=other)[0]] == [5, 7]


def test_what_is_left_open_is_yaml_where_it_is_uncommented(cli: Run, write: Write, shop: Path) -> None:
    lines = ["2026-01-05,Business,North,5,4,It went well", "2026-01-06,First,South,4,2,It did not"] * 6
    for heads in ("Date,Class,Region,Till,How was it?,Other", "Date,Kind,אזור,How was it?,And now?,Why?"):
        write("answers.csv", rows(heads, *lines))
        done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
        (source,) = yaml.load(uncommented(done.out), yaml.CSafeLoader)["sources"]
        assert len(source["segments"]) == 2 and len(source["questions"]) == 2 and len(source["comments"]) == 1
        assert {"timezone", "invited"} <= source.keys()


def test_a_file_without_headings_is_refused_and_not_quoted(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", "2026-01-05,5,dana@x.example\n2026-01-06,4,eli@x.example\n")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert done.status == 2 and "the first row has answers" in done.err and "dana" not in done.err


def test_segments_are_those_of_the_journey_by_name(cli: Run, write: Write, shop: Path) -> None:
    lines = [
        "2026-01-05,Business,Business travel,North,5",
        "2026-01-06,Eco,Own,South,4",
        "2026-01-06,First,Own,South,4",
    ]
    write("answers.csv", rows("Date,Class,Travel,Region,Till", *lines, times=6))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    source = proposed(done)
    assert source["segments"] == {"class": {"column": "Class", "map": {"Business": "business", "Eco": "economy"}}}
    assert "`Eco` is taken for `Economy`; 6 answers have other values (`First`)" in done.out
    assert "      # region: {column: Region, map: {North: TODO, South: TODO}}" in done.out
    assert "the segments are `business` (Business), `economy` (Economy):" in done.out
    (opened,) = yaml.load(uncommented(done.out), yaml.CSafeLoader)["sources"]
    assert opened["segments"]["class"]["map"] == {"Business": "business", "Eco": "economy", "First": "TODO"}


def test_who_answered_and_with_what_weight(cli: Run, write: Write, shop: Path) -> None:
    lines = [f"2026-01-0{day},c{day % 5},0.{day},3" for day in range(1, 8)]
    write("answers.csv", rows("Date,Customer ID,Weight,Till", *lines))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    source = proposed(done)
    assert (source["time"], source["respondent"], source["weight"]) == ("Date", "Customer ID", "Weight")
    assert "2 of 7 rows are of a customer who has another" in done.out and "repeats" not in source


def test_a_long_file_has_touchpoints_in_its_rows(cli: Run, write: Write, shop: Path) -> None:
    lines = [
        "2026-01-05,order,csat,5",
        "2026-01-05,Pays at the till,ces,7",
        "2026-01-06,order,nps,0",
        "2026-01-06,order,csat,2",
    ]
    write("answers.csv", rows("Date,Step,Measure,Score", *lines, times=9))
    source = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))
    assert [source[key] for key in ("shape", "touchpoint", "metric", "score")] == ["long", "Step", "Measure", "Score"]
    assert source["scales"] == {"ces": {"from": 1, "to": 7}, "csat": {"from": 1, "to": 5}}
    lines = ["2026-01-05,order,5", "2026-01-05,pays,2"]
    write("answers.csv", rows("Date,Step,Score", *lines, times=9))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["metric"] == "csat"
    shop.write_text(MAP + done.out, "utf-8")
    assert "with 18 answers" in cli("measure", "--dry-run").err


LONG = """\
מספר לקוח;תאריך;סוג;שלב;מדד;ציון;הערה
{who};5/1/2026;עסקים;הזמנה;csat;4;היה טוב
{who};5/1/2026;עסקים;שירות;csat;5;
{who};25/1/2026;עסקים;שירות;nps;9;
{next};25/1/2026;זוגות;הזמנה;csat;2;
{next};25/1/2026;זוגות;שירות;csat;3;
"""


def long_file(times: int) -> None:
    head, *body = LONG.splitlines()
    lines = [line.format(who=number, next=number + 1) for number in range(1000, 1000 + 2 * times, 2) for line in body]
    Path("answers.csv").write_text("\n".join([head, *lines]) + "\n", "cp1255")


def test_a_long_file_in_hebrew_is_proposed_whole(cli: Run, shop: Path) -> None:
    long_file(20)
    shop.write_text(MAP.replace("name: Business", "name: נוסעי עסקים"), "utf-8")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    source = proposed(done)
    keys = ("shape", "respondent", "touchpoint", "metric", "score", "comment")
    assert [source[key] for key in keys] == ["long", "מספר לקוח", "שלב", "מדד", "ציון", "הערה"]
    assert source["segments"] == {"class": {"column": "סוג", "map": {"עסקים": "business"}}}
    assert "          # זוגות: TODO\n" in done.out and "`economy` (Economy)" in done.out and "not used" not in done.out
    shop.write_text(shop.read_text("utf-8") + done.out, "utf-8")
    assert "with 100 answers and 20 comments" in cli("measure", "--dry-run").err


def test_a_long_file_is_known_by_its_structure(cli: Run, shop: Path) -> None:
    long_file(20)
    shop.write_text(MAP.replace("הזמנה", "Asks").replace("שירות", "Is served"), "utf-8")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    source = proposed(done)
    assert [source[key] for key in ("shape", "touchpoint", "metric")] == ["long", "שלב", "מדד"]
    assert "2 values in 100 rows are no touchpoint" in done.out and "# map:\n      # הזמנה: TODO\n" in done.out
    assert "no answer is placed: give the steps" in done.err and "comment" in source
    text = Path("answers.csv").read_text("cp1255").replace("שלב", "X", 1)
    Path("answers.csv").write_text(text, "cp1255")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["touchpoint"] == "X" and "`X` are several for each of `מספר לקוח`" in done.out
    assert "# סוג" not in done.out and "segment: {column: סוג" in done.out
    Path("answers.csv").write_text(text.replace("csat", "one").replace("nps", "two"), "cp1255")
    assert "shape" not in proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))


def test_customers_asked_the_same_again_are_told_in_a_long_file(cli: Run, shop: Path) -> None:
    long_file(20)
    head, *lines = Path("answers.csv").read_text("cp1255").splitlines()
    Path("answers.csv").write_text("\n".join([head, *lines, *lines[:3]]) + "\n", "cp1255")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert "3 of the first 103 rows are of a customer who is asked the same there again" in done.out


def test_a_grid_over_two_rows_of_headings(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", "Date,Rate,\n,Orders,Till\n" + "2026-01-05,5,4\n" * 9)
    source = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))
    assert source["format"] == {"header_rows": 2}
    assert [each["column"] for each in source["questions"]] == ["Rate/Orders", "Rate/Till"]


def kinds() -> dict[str, Any]:
    """What writes a file of the same answers, by the ending of its name."""
    heads, line = ("Completed at", "Till"), ("2026-01-05 10:00:00", 5)

    def workbook(path: Path) -> None:
        import datetime as dt

        import openpyxl

        book = openpyxl.Workbook()
        for row in (heads, *[(dt.datetime(2026, 1, 5, 10), 5)] * 9):  # noqa: DTZ001  Excel knows no zones
            book.active.append(row)
        book.save(path)

    def database(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute('CREATE TABLE answers ("Completed at" TEXT, Till REAL)')
            connection.executemany("INSERT INTO answers VALUES (?, ?)", [line] * 9)
        connection.close()

    def columns(path: Path) -> None:
        import duckdb

        select = "SELECT TIMESTAMP '2026-01-05 10:00:00' AS \"Completed at\", 5 AS Till FROM range(9)"
        duckdb.sql(select).write_parquet(str(path))

    def lines(path: Path) -> None:
        path.write_text(f"{json.dumps(dict(zip(heads, line, strict=True)))}\n" * 9)

    return {"xlsx": workbook, "sqlite": database, "parquet": columns, "jsonl": lines}


@pytest.mark.parametrize("ending", kinds())
def test_every_kind_of_file_can_be_looked_at(cli: Run, shop: Path, ending: str) -> None:
    kinds()[ending](Path(f"answers.{ending}"))
    done = cli("measure", "--init", f"answers.{ending}", "shop.journey.yaml")
    source = proposed(done)
    assert source["time"] == "Completed at" and source["questions"] == [QUESTION]
    shop.write_text(MAP + done.out, "utf-8")
    told = cli("measure", "--dry-run").err
    assert "9 of 9 rows in 1 file count, with 9 answers" in told


def test_of_several_tables_the_longest_is_proposed(cli: Run, shop: Path) -> None:
    with sqlite3.connect("answers.sqlite") as connection:
        for name, count in (("people", 5), ("answers", 9), ("order", 2), ("a b", 12)):
            connection.execute(f'CREATE TABLE "{name}" (Day TEXT, Till REAL)')
            connection.executemany(f'INSERT INTO "{name}" VALUES (?, ?)', [("2026-01-05", 5)] * count)
    connection.close()
    done = cli("measure", "--init", "answers.sqlite", "shop.journey.yaml")
    assert proposed(done)["table"] == "answers" and "there are `people`, `order`, too" in done.out
    shop.write_text(MAP + done.out, "utf-8")
    assert "9 of 9 rows in 1 file count" in cli("measure", "--dry-run").err


@pytest.mark.parametrize(
    ("answers", "scale"),
    [
        (("4.5", "3", "2,5", "5"), {"from": 1, "to": 5}),
        (("0.5", "3.5", "5"), {"from": 0.5, "to": 5}),
        (("0", "0.5", "4.25"), {"from": 0.5, "to": 5, "not_applicable": ["0"]}),
        (("6.5", "7", "1"), {"from": 1, "to": 7}),
        (("4.37", "3.12", "2.9"), None),
    ],
)
def test_scores_may_stand_between_whole_ones(
    cli: Run, write: Write, shop: Path, answers: tuple[str, ...], scale: dict[str, Any] | None
) -> None:
    lines = ["Date;How satisfied were you with paying at the till?", *(f"2026-01-05;{each}" for each in answers * 5)]
    write("answers.csv", "\n".join(lines) + "\n")
    source = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))
    assert [each["scale"] for each in source.get("questions", [])] == ([scale] if scale else [])


@pytest.mark.parametrize(
    ("named", "values"),
    [
        ("משפחות", ["משפחה"]), ("משפחה", ["משפחות"]), ("Families", ["Family", "family "]), ("Box", ["Boxes"]),
        ("خانواده", ["خانواده‌ها"]), ("عائلة", ["عائلات"]), ("Young families", ["Young family"]),
    ],
)  # fmt: skip
def test_a_segment_is_known_in_singular_and_plural(
    cli: Run, write: Write, shop: Path, named: str, values: list[str]
) -> None:
    shop.write_text(MAP.replace("{id: business, name: Business,", f"{{id: kin, name: {named},"), "utf-8")
    write("answers.csv", rows("Day,Who,Till", *(f"2026-01-05,{each},5" for each in (*values, "Economy")), times=9))
    source = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))
    (found,) = source["segments"].values()
    assert found["map"] == dict.fromkeys((each.strip() for each in values), "kin") | {"Economy": "economy"}


def test_what_steps_of_a_long_file_may_be_is_guessed(cli: Run, write: Write, shop: Path) -> None:
    steps = ("Orders", "Pays at the till", "Order", "Paid at the till", "Star ratings", "Leaves")
    lines = [f"c{n},{step},csat,5,2026-01-05" for n in range(90) for step in steps[: 6 if n < 9 else 3]]
    write("answers.csv", rows("Customer,Step,Measure,Score,Date", *lines))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert "3 values in 27 rows are no touchpoint" in done.out and "      # Leaves: TODO\n" in done.out
    assert proposed(done)["map"] == {"Paid at the till": "pays", "Star ratings": "rates"}
    shop.write_text(shop.read_text("utf-8") + done.out, "utf-8")
    assert "297 of 297 rows in 1 file count, with 288 answers" in cli("measure", "--dry-run").err


def test_a_step_is_mapped_to_a_touchpoint_that_is_there(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", rows("Step,Score", "Till,5", "till ,3", times=3))
    source = """
sources:
  - {id: till, location: answers.csv, period: 2026, shape: long, touchpoint: Step, metric: csat, score: Score,
     scale: {from: 1, to: 5}, map: {TILL: pays}}
"""
    shop.write_text(MAP + source, "utf-8")
    assert "with 6 answers" in cli("measure", "--dry-run").err
    shop.write_text(MAP + source.replace("TILL: pays", "TILL: payz"), "utf-8")
    assert "there is no touchpoint `payz`" in cli("measure", "--dry-run").err


def test_the_survey_of_the_hebrew_sample_is_understood(cli: Run, tmp_path: Path) -> None:
    """A file as a Hebrew Excel saves it: all but the question about no touchpoint gets the place that it has."""
    samples = EXPORTS.parents[2] / "samples"
    journey = yaml.load((samples / "new-colleague-he.journey.yaml").read_bytes(), yaml.CSafeLoader)
    (meant,) = journey["sources"]
    file, map_ = samples / meant["location"], samples / "new-colleague-he.journey.yaml"
    source = proposed(cli("measure", "--init", str(file), str(map_)))
    for key in ("format", "time", "respondent", "location", "segments"):
        assert source[key] == meant[key], key
    asked = {each["column"]: (each["touchpoint"], each["metric"]) for each in meant["questions"]}
    found = {each["column"]: (each["touchpoint"], each["metric"]) for each in source["questions"]}
    assert [asked.pop(column) for column in found] == list(found.values())
    assert list(asked.values()) == [("thirty-days", "nps")]


def test_without_a_journey_touchpoints_are_left_open(cli: Run, write: Write) -> None:
    write("answers.csv", rows("Date,Till", "2026-01-05,5"))
    done = cli("measure", "--init", "answers.csv")
    assert "questions" not in proposed(done) and "touchpoint: TODO, metric: csat" in done.out
    assert "name the journey, too" in done.err


def test_a_question_about_a_person_is_one(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", rows("Date,How was our agent at the till?", "2026-01-05,5", "2026-01-05,1"))
    (question,) = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))["questions"]
    assert question["touchpoint"] == "pays"


def test_a_question_about_two_touchpoints_is_left_open(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", rows("Date,Paying at the till for the order", "2026-01-05,5"))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert "questions" not in proposed(done)
    assert "it may be `Orders` or `Pays at the till`" in done.out and "no question was placed" in done.err


def test_a_time_that_is_not_the_first_column_makes_no_form_of_google(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", rows("Till,Timestamp", "5,2026-01-05 10:00"))
    source = proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))
    assert "preset" not in source and source["time"] == "Timestamp"


def test_what_is_not_placed_is_told(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", rows("Date,Weather,Till,The till", "2026-01-05,5,4,4"))
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["questions"] == [QUESTION], "one is placed once"
    assert "1 question placed, 2 open" in done.err and "`Till` measures this there already" in done.out


def test_a_journey_with_sources_gets_another(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", rows("Date,Till", "2026-01-05,5", times=9))
    first = cli("measure", "--init", "answers.csv", "shop.journey.yaml").out
    shop.write_text(MAP + first, "utf-8")
    done = cli("measure", "--init", "answers.csv", "shop.journey.yaml")
    assert proposed(done)["id"] == "answers-2" and "without the first line" in done.err
    shop.write_text(MAP + first + done.out.partition("\n")[2], "utf-8")
    assert cli("measure", "--dry-run").status == 0


def test_a_file_outside_the_project_is_named_from_its_folder(cli: Run, write: Write, tmp_path: Path) -> None:
    write("project/shop.journey.yaml", MAP)
    write("survey/answers.csv", rows("Date,Till", "2026-01-05,5", times=9))
    done = cli("measure", "--init", "survey/answers.csv", "project/shop.journey.yaml")
    assert proposed(done)["location"] == "answers.csv" and "--dry-run --data survey`" in done.err
    Path("project/shop.journey.yaml").write_text(MAP + done.out, "utf-8")
    assert cli("measure", "project", "--dry-run", "--data", "survey").status == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("answers.doc", "x", "this kind of file is not known"),
        ("answers.csv", "", "is empty"),
        ("nowhere.csv", None, "cannot be read"),
        ("answers.xlsx", "x", "this is not a workbook"),
    ],
)
def test_what_cannot_be_looked_at_is_told(cli: Run, shop: Path, name: str, content: str | None, said: str) -> None:
    if content is not None:
        Path(name).write_text(content)
    done = cli("measure", "--init", name, "shop.journey.yaml")
    assert done.status == 2 and said in done.err and done.out == ""


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_it_counts_nothing(cli: Run, write: Write, shop: Path, option: str) -> None:
    write("answers.csv", rows("Till", "5"))
    done = cli("measure", "--init", "answers.csv", option, "shop.journey.yaml")
    assert done.status == 2 and f"--init and {option} do not go together" in done.err


def test_it_works_without_the_engine(cli: Run, write: Write, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("answers.csv", rows("Date,Till", "2026-01-05,5"))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert proposed(cli("measure", "--init", "answers.csv", "shop.journey.yaml"))["questions"] == [QUESTION]
    Path("answers.parquet").write_bytes(b"PAR1")
    done = cli("measure", "--init", "answers.parquet", "shop.journey.yaml")
    assert done.status == 2 and "pip install 'journeymap[data]'" in done.err
