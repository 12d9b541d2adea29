"""Measures `journeymap measure` of events beside SQL written by hand for DuckDB, in turn, and writes RESULTS-events.md.

    .venv/bin/python benchmarks/events.py --events 10000000

Events are made with DuckDB, the same each time: ten a customer, at 12 touchpoints, in sessions of two to six, as one
Parquet file in the order of time. Both sides count the funnel in both orders, how often each way was taken, and the
times between touchpoints, first to first and to the next visit, with their medians and how many customers they are of;
that these numbers are the same is checked each time. The SQL does nothing else: no intervals, no sums over customers
for them, no reach, drop-off and returns, no hold-back, no fingerprint, no bad rows. Of each side, what it takes for a
file of a few events is taken off.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence

from bench import HERE, Bench, Side
from measure import ratios

WORK = HERE / ".work" / "events"
STEPS = 12
FEW = 10_000
MOST = 1.5
"""As many times the query's time is wanted at most."""

MAKE = """
import sys, duckdb
count, path = int(sys.argv[1]), sys.argv[2]
def pick(key, most, of="i"): return f"CAST(hash({of} * 64 + {key}) % {most} AS BIGINT)"
session = f"(2 + {pick(1, 5, 'i // 10')})"
seconds = (f"{pick(2, 20_000_000, 'i // 10')} + (i % 10) // {session} * (20_000 + {pick(3, 500_000, 'i // 10')}) "
           f"+ (i % 10) * 200 + {pick(4, 190)}")
duckdb.connect().execute(f'''COPY (
    SELECT 'GA1.2.' || CAST(hash(i // 10) % 10_000_000_000 AS VARCHAR) || '.' || CAST(i // 10 AS VARCHAR) AS customer,
        TIMESTAMP '2026-01-01' + to_seconds({seconds}) + to_microseconds({pick(5, 1_000_000)}) AS sent,
        'e' || least(11, greatest(0, i % 10 % {session} * 2 + {pick(6, 5)} - 1)) AS event
    FROM range({count}) AS x(i) ORDER BY sent) TO '{path}' (FORMAT parquet)''')
"""

QUERY = """
import sys, json, duckdb
path, memory = sys.argv[1], sys.argv[2]
connection = duckdb.connect()
if memory:
    connection.execute(f"SET memory_limit = '{memory}'")
    connection.execute(f"SET temp_directory = '{path}.spilled'")
connection.execute("SET preserve_insertion_order = false")
connection.execute(f'''CREATE TEMP TABLE visits AS
    WITH events AS (
        SELECT customer, sent, file_row_number AS row, CAST(substr(event, 2) AS TINYINT) AS step
        FROM read_parquet('{path}', file_row_number = true)),
    marked AS (
        SELECT *, lag(sent) OVER w AS previous, lag(step) OVER w AS since FROM events
        WINDOW w AS (PARTITION BY customer ORDER BY sent, row)),
    begun AS (SELECT *, previous IS NULL OR sent - previous > INTERVAL 30 MINUTE AS begins FROM marked),
    visited AS (SELECT customer, sent, row, step, begins FROM begun WHERE begins OR step <> since),
    numbered AS (
        SELECT customer, sent, step, count(*) FILTER (begins) OVER (w ROWS UNBOUNDED PRECEDING) AS session,
            row_number() OVER w AS place, CASE WHEN NOT lead(begins) OVER w THEN lead(step) OVER w END AS goes_to
        FROM visited WINDOW w AS (PARTITION BY customer ORDER BY sent, row))
    SELECT *, lag(place) OVER (PARTITION BY customer, session, step ORDER BY place) AS before FROM numbered''')
connection.execute('''CREATE TEMP TABLE pairs AS
    SELECT a.customer, a.step, b.step AS next_step, b.sent - a.sent AS took,
        a.before IS NULL AND b.before IS NULL AS is_first
    FROM visits AS a JOIN visits AS b USING (customer, session)
    WHERE a.place < b.place AND (b.before IS NULL OR b.before < a.place)''')
def all_of(query): return connection.execute(query).fetchall()
found = {"visits": all_of("SELECT step, count(*), count(DISTINCT customer) FROM visits GROUP BY step"),
         "ways": all_of("SELECT step, coalesce(CAST(goes_to AS VARCHAR), "
                        "CASE step WHEN 11 THEN 'completed' ELSE 'exit' END), count(*) FROM visits GROUP BY ALL")}
for name, how in (("next", "true"), ("first", "is_first")):
    found[name] = all_of("SELECT step, next_step, count(*), count(DISTINCT customer), median(epoch_us(took)) / 1e6 "
                         f"FROM pairs WHERE {how} GROUP BY ALL")
steps = range(12)
ordered = ["s0 AS (SELECT customer, session, place FROM visits WHERE step = 0 AND before IS NULL)"]
ordered += [f"s{step} AS (SELECT customer, session, min(v.place) AS place FROM visits AS v JOIN s{step - 1} AS s "
            f"USING (customer, session) WHERE step = {step} AND v.place > s.place GROUP BY ALL)" for step in steps[1:]]
any_order = ["s0 AS (SELECT customer, session FROM visits WHERE step = 0 AND before IS NULL)"]
any_order += [f"s{step} AS (SELECT customer, session FROM visits JOIN s{step - 1} USING (customer, session) "
              f"WHERE step = {step} AND before IS NULL)" for step in steps[1:]]
for name, parts in (("journey", ordered), ("any", any_order)):
    counts = " UNION ALL ".join(f"SELECT {step}, count(*) FROM s{step}" for step in steps)
    found[name] = all_of(f"WITH {', '.join(parts)} {counts}")
json.dump(found, open(path + ".json", "w"))
"""


def journey(location: str) -> str:
    """A journey with one source of events."""
    steps = "".join(f"      - {{id: e{number}, name: E{number}}}\n" for number in range(STEPS))
    funnel = ", ".join(f"e{number}" for number in range(STEPS))
    return (
        "journeymap: 1\nid: events\ntitle: Events\nsources:\n  - id: web\n    kind: events\n"
        f"    location: {location}\n    time: sent\n    case: customer\n    event: event\n"
        f"    session_gap: 30 minutes\n    funnel: [{funnel}]\nstages:\n  - id: stage\n    name: Stage\n"
        f"    touchpoints:\n{steps}"
    )


class Events:
    """Files of events with their journeys, and the commands that count them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        WORK.mkdir(parents=True, exist_ok=True)

    def write(self, count: int) -> None:
        """The file of so many events, with its journey."""
        path = WORK / f"events-{count}.parquet"
        (WORK / f"events-{count}.journey.yaml").write_text(journey(path.name), encoding="utf-8")
        if not path.exists():
            self.bench.run((sys.executable, "-c", MAKE, str(count), str(path)), Side())

    def ours(self, count: int, memory: str = "1GB") -> Sequence[str]:
        """The command that counts a file, in so much memory."""
        path = WORK / f"events-{count}.journey.yaml"
        return (sys.executable, "-m", "journeymap", "measure", str(path), "--memory", memory, "-q")

    def query(self, count: int, memory: str = "") -> Sequence[str]:
        """The queries that count a file; without `memory`, DuckDB takes as much as it wants."""
        return (sys.executable, "-c", QUERY, str(WORK / f"events-{count}.parquet"), memory)

    def check(self, count: int) -> int:
        """Returns how many numbers both sides have; stops where they differ."""
        ours = json.loads((WORK / f"events-{count}.measures.json").read_text(encoding="utf-8"))
        query = json.loads((WORK / f"events-{count}.parquet.json").read_text(encoding="utf-8"))
        visits = {step: (n, cases) for step, n, cases in query["visits"]}
        ways = {(f"e{step}", to if to in ("exit", "completed") else f"e{to}"): (*visits[step], went)
                for step, to, went in query["ways"]}  # fmt: skip
        pairs = [
            (ways,
             {(each["touchpoint"], each["to"]): (each["n"], each["cases"], each["counted"])
              for each in ours["transitions"]}),
            ({(order, f"e{step}"): went for order in ("journey", "any") for step, went in query[order]},
             {(each["order"], each["touchpoint"]): each["counted"] for each in ours["funnel"]}),
            ({(between, f"e{step}", f"e{to}"): (n, cases, float(f"{took:.9g}"))
              for between in ("next", "first") for step, to, n, cases, took in query[between]},
             {(each["between"], each["touchpoint"], each["to"]): (each["n"], each["cases"], each["value"])
              for each in ours["times"]}),
        ]  # fmt: skip
        total = 0
        for theirs, own in pairs:
            wrong = {key: (number, theirs.get(key)) for key, number in own.items() if theirs.get(key) != number}
            if wrong or not own:
                raise SystemExit(f"the numbers differ: {dict(list(wrong.items())[:5])}")
            total += len(own)
        return total


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, help="how many events there are")
    parser.add_argument("--runs", type=int, default=3, help="how many runs of each")
    chosen = parser.parse_args()
    count: int = chosen.events
    bench = Bench(chosen.runs, WORK)
    events = Events(bench)
    for each in (FEW, count):
        events.write(each)
    bench.say("# Counting events\n")
    load = os.getloadavg()[0]
    limits = ("1GB", "")
    ours, *queries, our_start, start = bench.in_turn(
        events.ours(count), *(events.query(count, memory) for memory in limits), events.ours(FEW), events.query(FEW)
    )
    sides = {memory: (ours, query, our_start, start) for memory, query in zip(limits, queries, strict=True)}
    checked = events.check(count)
    bench.say(
        f"Made by `benchmarks/events.py --events {count}`: medians of {chosen.runs} runs in turn, as whole processes "
        "less what each takes for a few events; memory is the most of the whole process. The SQL is written by hand "
        f"and gives the funnel, the ways and the times; {checked:,} figures with these numbers are the same on both "
        "sides. `measure` also makes what its intervals rest on (sums over customers), reach, drop-off, returns and "
        "conversion, holds back small groups, looks for bad rows and visits out of order, takes the fingerprint of the "
        "file, and writes. Processor times hold better than the clock's on a busy machine.\n"
    )
    bench.say(
        f"{dt.date.today()}, {platform.system()}, {len(os.sched_getaffinity(0))} processors, "  # noqa: DTZ011
        f"load {load:.1f} at the beginning, Python {platform.python_version()}. {count:,} events of {count // 10:,} "
        f"customers at {STEPS} touchpoints, in Parquet."
    )
    bench.table("the SQL may take", "`measure`, in 1 GB: clock, processors, memory", "the SQL", "clock", "processors",
                f"≤ {MOST} ×")  # fmt: skip
    for memory, (ours, query, our_start, start) in sides.items():
        cells = []
        for one, begun in ((ours, our_start), (query, start)):
            clock, worked = (statistics.median(each) for each in (one.seconds, one.worked))
            own = statistics.median(begun.seconds), statistics.median(begun.worked)
            cells.append(f"{clock - own[0]:.1f} s, {worked - own[1]:.1f} s, {one.memory:,.0f} MB")
        clock = statistics.median(ratios(*(side.seconds for side in (ours, query, our_start, start))))
        worked = statistics.median(ratios(*(side.worked for side in (ours, query, our_start, start))))
        reached = "yes" if max(clock, worked) <= MOST else "**no**"
        bench.row(memory or "all memory", *cells, f"{clock:.2f} ×", f"{worked:.2f} ×", reached)
    bench.say("\nThe most memory of `measure` by `--memory`, which spills the rest:")
    bench.table("`--memory`", "clock, memory")
    for memory in ("400MB", "1GB", "4GB"):
        side = Side()
        bench.run(events.ours(count, memory), side)
        bench.row(memory, f"{side.seconds[0]:.1f} s, {side.memory:,.0f} MB")
    (HERE / "RESULTS-events.md").write_text("\n".join(bench.lines) + "\n", encoding="utf-8")
    subprocess.run(("rm", "-rf", *map(str, WORK.glob("*.spilled"))), check=False)


if __name__ == "__main__":
    main()
