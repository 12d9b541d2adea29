"""`journeymap measure` of what customers did: from a file of events to the file of measures."""

import json
from pathlib import Path

import pytest
from commandline import Run, Write

MAP = """journeymap: 1
id: shop
title: Shop
segments:
  - {id: new, name: New, dimension: class}
sources:
  - id: web
    kind: events
    location: events.csv
    time: at
    case: who
    event: what
    session_gap: 30 minutes
    segments:
      class: {column: class, map: {New: new}}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: home, name: Home}
      - {id: cart, name: Cart}
      - {id: pay, name: Pay}
"""


def rows(customers: int = 20) -> str:
    """Each customer looks at home and cart, of which every second one pays; and comes again an hour later, to home."""
    found = ["at,who,what,class"]
    for number in range(customers):
        steps = ["home", "scroll", "Cart", *(["pay"] if number % 2 else [])]
        found += [f"2026-03-{1 + number:02d} 10:{5 * minute:02d},c{number},{step},{'New' if number < 9 else ''}"
                  for minute, step in enumerate(steps)]  # fmt: skip
        found.append(f"2026-03-{1 + number:02d} 12:00,c{number},home,")
    return "\n".join(found) + "\n"


@pytest.fixture
def shop(write: Write) -> Path:
    write("events.csv", rows())
    return write("shop.journey.yaml", MAP)


def test_what_customers_did_is_counted_and_written(cli: Run, shop: Path) -> None:
    done = cli("measure", "--by", "class", "--period", "month", "--memory", "300MB")
    assert done.status == 0, done.err
    assert "70 of 90 rows in 1 file count, with 40 sessions of 20 customers" in done.err
    assert "left out in `what`: 20 at no touchpoint" in done.err
    assert '"scroll" (20)' in done.err
    assert "1 session may still go on" in done.err
    written = json.loads(shop.with_name("shop.measures.json").read_text(encoding="utf-8"))
    assert (written["sources"][0]["cases"], written["sources"][0]["sessions"]) == (20, 40)
    ways = {
        (each["touchpoint"], each["to"], each["segment"].get("class", "")): (each["n"], each["counted"], each["period"])
        for each in written["transitions"]
    }
    assert ways["home", "cart", ""] == (40, 20, "2026-03")
    assert ways["home", "exit", ""] == (40, 20, "2026-03")
    assert ways["cart", "exit", ""] == (20, 10, "2026-03")
    assert ways["pay", "completed", ""] == (10, 10, "2026-03")
    assert ways["home", "cart", "new"] == (9, 9, "2026-03")
    times = {(each["touchpoint"], each["to"], each["between"]): each["value"]
             for each in written["times"] if not each["segment"]}  # fmt: skip
    assert times["home", "cart", "first"] == 600
    reach = {each["touchpoint"]: each["value"] for each in written["cells"]
             if each["metric"] == "reach" and not each["segment"]}  # fmt: skip
    assert reach == {"home": 100, "cart": 50, "pay": 25}
    assert cli("measure", "--check").status == 0


def test_a_changed_file_makes_measures_stale_and_a_dry_run_writes_none(cli: Run, shop: Path, write: Write) -> None:
    done = cli("measure", "--dry-run")
    assert done.status == 0 and "nothing is written (--dry-run)" in done.err
    measures = shop.with_name("shop.measures.json")
    assert not measures.exists()
    assert cli("measure").status == 0
    before = measures.read_bytes()
    write("events.csv", rows(21))
    done = cli("measure", "--check")
    assert done.status == 1 and "the files of `web` have changed" in done.err
    assert measures.read_bytes() == before


def test_nothing_is_written_where_no_event_counts(cli: Run, shop: Path, write: Write) -> None:
    write("events.csv", "at,who,what,class\n2026-03-01 10:00,c1,scroll,\n")
    done = cli("measure")
    assert done.status == 1 and "no event counts, and nothing is written" in done.err
    assert not shop.with_name("shop.measures.json").exists()
