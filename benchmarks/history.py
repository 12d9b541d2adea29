"""Measures `journeymap diff`, the merge driver and `fmt` on files of 5,000 touchpoints. Writes RESULTS-history.md.

    .venv/bin/python benchmarks/history.py

They run in turn with the floor, which reads the same files into journeys and does nothing else, and with git's own
diff and merge, which know lines only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from inputs import journey

HERE = Path(__file__).parent
OLD, NEW = "old.journey.yaml", "new.journey.yaml"
FLOOR = f"""
from journeymap.io.collector import collect_rarely
collect_rarely()
from journeymap.model import read_journey
from journeymap.source import load
for name in ("{OLD}", "{NEW}"):
    read_journey(load(open(name, "rb").read(), name).tree)
"""
DIFF = [sys.executable, "-m", "journeymap", "diff", OLD, NEW]
MERGE = [sys.executable, "-m", "journeymap", "git", "merge-driver", OLD, "ours", NEW, "7"]
COMMANDS: dict[str, Sequence[str]] = {
    "`diff`, as text": DIFF,
    "`diff`, as Markdown": [*DIFF, "--output-format", "markdown"],
    "the floor: both files read": [sys.executable, "-c", FLOOR],
    "`git diff --no-index --stat`": ["git", "diff", "--no-index", "--stat", OLD, NEW],
    "the merge driver, three versions": MERGE,
    "`git merge-file`, three versions": ["git", "merge-file", "-p", "ours", OLD, NEW],
    "`fmt --diff`, one file": [sys.executable, "-m", "journeymap", "fmt", "--diff", OLD],
}


def write(folder: Path) -> int:
    """A journey, and its next version, of which every tenth touchpoint feels and is called otherwise."""
    old = journey("large", stages=100, touchpoints=50, lean=True)
    random, lines = Random(5), []
    for each in old.splitlines():
        line = each
        if line.startswith("        name: ") and random.random() < 0.1:
            line += " again"
        elif "score: " in line and random.random() < 0.1:
            line = re.sub(r"score: [-0-9.]+", "score: 0.55", line)
        lines.append(line)
    (folder / OLD).write_text(old, encoding="utf-8")
    (folder / NEW).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(one != other for one, other in zip(old.splitlines(), lines, strict=True))


def run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """One run: seconds on the wall's clock, and of the processors."""
    shutil.copy(folder / OLD, folder / "ours")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PYTHONPATH": str(HERE.parent), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how many runs of each")
    runs = parser.parse_args().runs
    figures: dict[str, list[tuple[float, float]]] = {what: [] for what in COMMANDS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        changed = write(folder)
        size = (folder / OLD).stat().st_size / 1e6
        for turn in range(runs + 1):
            for what, command in COMMANDS.items():
                figure = run(command, folder)
                if turn:
                    figures[what].append(figure)
    lines = [
        "# Differences, merges and formatting of 5,000 touchpoints",
        "",
        "Made by `benchmarks/history.py`. Processor times hold better than the clock's on a busy machine.",
        "",
        f"{dt.date.today()}, {platform.system()}, {len(os.sched_getaffinity(0))} processors, load "  # noqa: DTZ011
        f"{os.getloadavg()[0]:.1f} at the end, Python {platform.python_version()}. "
        f"Two files of {size:.1f} MB that differ in {changed:,} lines; "
        f"medians of {runs} runs in turn, as whole processes.",
        "",
        "| What | clock | processors |",
        "| --- | --- | --- |",
    ]
    for what, sides in figures.items():
        clock, work = (statistics.median(figure[which] for figure in sides) for which in (0, 1))
        lines.append(f"| {what} | {clock:.2f} s | {work:.2f} s |")
    report = "\n".join([*lines, ""])
    print(report)
    (HERE / "RESULTS-history.md").write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
