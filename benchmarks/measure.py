"""Measures `journeymap measure` beside a query written by hand for DuckDB, in turn, and writes RESULTS-measure.md.

    .venv/bin/python benchmarks/measure.py --rows 10000000

Answers are made with DuckDB, the same each time: 20 touchpoints, 4 segments, 12 months, of which about one row in a
thousand is bad, as a long file (a row an answer) and as a wide one (a row with 20 answers), as CSV and as Parquet. The
query counts what can be counted by touchpoint, segment, month and score, and nothing else: no intervals, no names of
bad rows, no fingerprint, no clocks. Of each side, what it takes for a file of a few rows is taken off.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
from collections.abc import Sequence

from bench import HERE, Bench, Side

WORK = HERE / ".work" / "answers"
STEPS = 20
FEW = 1_000
MOST = 1.5
"""As many times the query's time and memory are wanted at most."""

MAKE = """
import sys, duckdb
rows, long, wide = int(sys.argv[1]), sys.argv[2], sys.argv[3]
connection = duckdb.connect()
def pick(key, most): return f"CAST(hash(i * 64 + {key}) % {most} AS INTEGER)"
sent = f"TIMESTAMP '2026-01-01' + to_seconds(CAST(hash(i * 64) % 31536000 AS BIGINT))"
segment = f"['Business', 'Eco', 'Eco Plus', 'First'][1 + {pick(1, 4)}] AS Class"
head = f"{sent} AS Sent, {segment}, 'c' || {pick(2, max(rows // 3, 1))} AS Customer"
def score(key): return f"1 + {pick(key, 5)}"
def bad(key, value):
    return f"CASE {pick(key + 30, 2000)} WHEN 1 THEN 'none' WHEN 2 THEN '9' ELSE CAST({value} AS VARCHAR) END"
def write(name, count, typed, text):
    for end, columns, how in (("csv", text, "HEADER"), ("parquet", typed, "FORMAT parquet")):
        query = f"SELECT {columns} FROM range({count}) AS x(i)"
        if end == "csv":
            query = f"SELECT * REPLACE (strftime(Sent, '%Y-%m-%d %H:%M:%S') AS Sent) FROM ({query})"
        connection.execute(f"COPY ({query}) TO '{name}.{end}' ({how})")
touchpoint = f"'T' || (1 + {pick(3, 20)}) AS Touchpoint"
write(long, rows, f"{head}, {touchpoint}, {score(4)} AS Score", f"{head}, {touchpoint}, {bad(4, score(4))} AS Score")
write(wide, max(rows // 20, 50), f"{head}, " + ", ".join(f"{score(4 + q)} AS Q{q}" for q in range(1, 21)),
      f"{head}, " + ", ".join(f"{bad(4 + q, score(4 + q))} AS Q{q}" for q in range(1, 21)))
"""

QUERY = """
import sys, duckdb
path, names, repeats = sys.argv[1], sys.argv[2].split(","), sys.argv[3]
connection = duckdb.connect()
if path.endswith(".csv"):
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}"
    rows = f"read_csv('{path}', header = true, auto_detect = false, columns = {columns}, store_rejects = true)"
else:
    rows = f"read_parquet('{path}')"
if "Touchpoint" not in names:
    rows = f"(UNPIVOT {rows} ON COLUMNS('Q[0-9]+') INTO NAME Touchpoint VALUE Score)"
month = "date_trunc('month', try_cast(Sent AS TIMESTAMP)) AS month"
if repeats == "latest":
    latest = "arg_max(Class, Sent) AS Class, arg_max(Score, Sent) AS Score"
    rows = f"(SELECT Touchpoint, {month}, {latest} FROM {rows} GROUP BY Customer, Touchpoint, month)"
    month = "month"
score = "try_cast(Score AS DOUBLE) AS score"
found = connection.execute(f"SELECT Touchpoint, Class, {month}, {score}, count(*) FROM {rows} GROUP BY ALL")
print(len(found.fetchall()))
"""


def names_of(shape: str) -> str:
    """The columns of a file, as they stand in it."""
    answers = ["Touchpoint", "Score"] if shape == "long" else [f"Q{number}" for number in range(1, STEPS + 1)]
    return ",".join(["Sent", "Class", "Customer", *answers])


def journey(shape: str, location: str, repeats: str) -> str:
    """A journey with one source."""
    if shape == "long":
        asked = "    shape: long\n    touchpoint: Touchpoint\n    metric: csat\n    score: Score\n"
    else:
        asked = "    questions:\n" + "".join(
            f"      - {{column: Q{number}, touchpoint: t{number}, metric: csat}}\n" for number in range(1, STEPS + 1)
        )
    again = f"    respondent: Customer\n    repeats: {repeats}\n" if repeats else ""
    segments = "".join(
        f"  - {{id: {name}, name: {name}, dimension: class}}\n" for name in ("business", "eco", "plus", "first")
    )
    steps = "".join(f"      - {{id: t{number}, name: T{number}}}\n" for number in range(1, STEPS + 1))
    return (
        f"journeymap: 1\nid: answers\ntitle: Answers\nsegments:\n{segments}sources:\n  - id: survey\n"
        f"    location: {location}\n    time: Sent\n    timezone: Asia/Jerusalem\n    scale: {{from: 1, to: 5}}\n"
        f"{again}{asked}    segments:\n      class: {{column: Class, map: {{Business: business, Eco: eco, "
        f"Eco Plus: plus, First: first}}}}\nstages:\n  - id: stage\n    name: Stage\n    touchpoints:\n{steps}"
    )


class Answers:
    """Files of answers with their journeys, and the commands that count them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        WORK.mkdir(parents=True, exist_ok=True)

    def write(self, rows: int) -> None:
        """The files of so many answers."""
        if not (WORK / f"wide-{rows}.parquet").exists():
            long, wide = (str(WORK / f"{shape}-{rows}") for shape in ("long", "wide"))
            self.bench.run((sys.executable, "-c", MAKE, str(rows), long, wide), Side())

    def ours(self, shape: str, end: str, rows: int, repeats: str = "") -> Sequence[str]:
        """The command that counts a file."""
        path = WORK / f"{shape}-{end}-{rows}{repeats}.journey.yaml"
        path.write_text(journey(shape, f"{shape}-{rows}.{end}", repeats), encoding="utf-8")
        return (sys.executable, "-m", "journeymap", "measure", str(path), "--period", "month", "--by", "class", "-q")

    def query(self, shape: str, end: str, rows: int, repeats: str = "") -> Sequence[str]:
        """The query that counts a file."""
        return (sys.executable, "-c", QUERY, str(WORK / f"{shape}-{rows}.{end}"), names_of(shape), repeats)

    def row(self, what: str, shape: str, end: str, rows: int, repeats: str = "") -> None:
        """Both in turn, with what each of them takes for a few rows, as a row of the table."""
        sides = self.bench.in_turn(
            self.ours(shape, end, rows, repeats), self.query(shape, end, rows, repeats),
            self.ours(shape, end, FEW, repeats), self.query(shape, end, FEW, repeats),
        )  # fmt: skip
        ours, query, our_start, start = sides
        cells = [what]
        for one, begun in ((ours, our_start), (query, start)):
            clock, worked = (statistics.median(each) for each in (one.seconds, one.worked))
            own = statistics.median(begun.seconds), statistics.median(begun.worked)
            cells.append(f"{clock - own[0]:.2f} s, {worked - own[1]:.2f} s, {one.memory:,.0f} MB")
        clock = statistics.median(ratios(*(side.seconds for side in sides)))
        worked = statistics.median(ratios(*(side.worked for side in sides)))
        memory = ours.memory / query.memory
        reached = "yes" if max(clock, memory) <= MOST else "**no**"
        self.bench.row(*cells, f"{clock:.2f} ×", f"{worked:.2f} ×", f"{memory:.2f} ×", reached if not repeats else "")


def ratios(ours: list[float], query: list[float], our_start: list[float], start: list[float]) -> list[float]:
    """How many times as long ours took, by neighbouring runs, without what each side takes for a few rows."""
    own, bare = statistics.median(our_start), statistics.median(start)
    return [(one - own) / (other - bare) for one, other in zip(ours, query, strict=True)]


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many answers there are")
    parser.add_argument("--runs", type=int, default=5, help="how many runs of each")
    chosen = parser.parse_args()
    rows: int = chosen.rows
    bench = Bench(chosen.runs, WORK)
    answers = Answers(bench)
    for count in (FEW, rows // 4, rows):
        answers.write(count)
    bench.say("# Counting answers\n")
    bench.say(
        f"Made by `benchmarks/measure.py --rows {rows}`: medians of {chosen.runs} runs in turn, as whole processes "
        "less what each takes for a few rows; memory is the most of the whole process. The query is written by hand "
        "and does nothing but count by touchpoint, segment, month and score; `measure` makes its figures with "
        "intervals, names bad rows, takes the fingerprint of the file, and writes. Processor times hold better than "
        "the clock's on a busy machine.\n"
    )
    bench.say(
        f"{dt.date.today()}, {platform.system()}, {len(os.sched_getaffinity(0))} processors, "  # noqa: DTZ011
        f"load {os.getloadavg()[0]:.1f} at the beginning, Python {platform.python_version()}. "
        f"{rows:,} answers: long, a row each; wide, {STEPS} a row. {STEPS} touchpoints, 4 segments, 12 months."
    )
    bench.table("answers", "`measure`: clock, processors, memory", "the query", "clock", "processors", "memory",
                f"≤ {MOST} ×")  # fmt: skip
    for shape in ("long", "wide"):
        for end, name in (("csv", "CSV"), ("parquet", "Parquet")):
            answers.row(f"{shape}, {name}", shape, end, rows)
    for end, name in (("csv", "CSV"), ("parquet", "Parquet")):
        answers.row(f"long, {name}, `repeats: latest`", "long", end, rows, "latest")
    bench.say(f"\nThe most memory by the number of answers, of which a quarter and all {rows:,} are counted:")
    bench.table("answers", f"{rows // 4:,}", f"{rows:,}")
    for end, repeats in (("csv", ""), ("parquet", ""), ("csv", "latest"), ("parquet", "latest"), ("parquet", "all")):
        commands = (answers.ours("long", end, count, repeats) for count in (rows // 4, rows))
        sides = bench.in_turn(*commands, runs=1)
        name = f"long, {end}" + (f", `repeats: {repeats}`" if repeats else "")
        bench.row(name, *(f"{side.seconds[0]:.1f} s, {side.memory:,.0f} MB" for side in sides))
    (HERE / "RESULTS-measure.md").write_text("\n".join(bench.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
