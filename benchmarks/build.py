"""Measures `journeymap build` of 1,000 small journeys: from nothing, and with nothing changed. Writes RESULTS-build.md.

    .venv/bin/pip install ninja && .venv/bin/python benchmarks/build.py

With nothing changed it runs in turn with the floor, which stats and hashes the same files and does nothing else,
and with ninja, which looks at the times of as many files and never at what they say.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from inputs import journey

HERE = Path(__file__).parent
COUNT = 1000
FLOOR = """
import hashlib, os
for folder in ("journeys", "site"):
    for each in os.scandir(folder):
        each.stat()
        with open(each.path, "rb", buffering=0) as file:
            hashlib.sha256(file.read()).hexdigest()
"""
BUILD = [sys.executable, "-m", "journeymap", "build", "journeys", "--today", "2026-11-21", "--quiet"]
Command = Sequence[str]


class Bench:
    """Runs commands in a folder of its own, away from the repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.environment = kept | {"PYTHONPATH": str(HERE.parent), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def run(self, command: Command) -> tuple[float, float]:
        """One run: seconds on the wall's clock, and of the processors."""
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        return time.perf_counter() - start, usage.ru_utime + usage.ru_stime

    def journeys(self) -> None:
        """The journeys, as the other benchmarks have them."""
        folder = self.folder / "journeys"
        folder.mkdir()
        for number in range(COUNT):
            text = journey(f"small-{number}", stages=3, touchpoints=2, actions=2)
            (folder / f"small-{number}.journey.yaml").write_text(text, encoding="utf-8")

    def ninja(self) -> list[str]:
        """A ninja with a target for each journey that has as many outputs, built once."""
        program = shutil.which("ninja", path=str(Path(sys.executable).parent)) or shutil.which("ninja")
        if program is None:
            raise SystemExit("there is no ninja: pip install ninja")
        lines = ["rule make", "  command = touch $out"]
        for number in range(COUNT):
            outputs = " ".join(f"made/small-{number}.{end}" for end in ("svg", "html", "plan.md"))
            lines.append(f"build {outputs}: make journeys/small-{number}.journey.yaml")
        (self.folder / "build.ninja").write_text("\n".join(lines) + "\n")
        self.run([program, "--quiet"])
        return [program, "--quiet"]


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="how many runs of each with nothing changed")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        bench.journeys()
        whole = bench.run(BUILD)
        files = sum(path.is_file() for path in (bench.folder / "site").iterdir())
        size = sum(path.stat().st_size for path in (bench.folder / "site").iterdir()) / 1e6
        commands = {"build": BUILD, "floor": [sys.executable, "-S", "-c", FLOOR], "ninja": bench.ninja()}
        sides: dict[str, list[tuple[float, float]]] = {each: [] for each in commands}
        for turn in range(runs + 1):
            for each, command in commands.items():
                figure = bench.run(command)
                if turn:
                    sides[each].append(figure)
    report = _report(whole, sides, files, size)
    print(report)
    (HERE / "RESULTS-build.md").write_text(report, encoding="utf-8")


def _report(whole: tuple[float, float], sides: dict[str, list[tuple[float, float]]], files: int, size: float) -> str:
    def median(each: str, which: int) -> float:
        return statistics.median(figure[which] for figure in sides[each])

    def ratio(each: str, which: int) -> str:
        pairs = zip(sides["build"], sides[each], strict=True)
        return f"{statistics.median(ours[which] / theirs[which] for ours, theirs in pairs):.1f} ×"

    lines = [
        f"# `journeymap build` of {COUNT:,} small journeys",
        "",
        "Made by `benchmarks/build.py`. Processor times hold better than the clock's on a busy machine.",
        "",
        f"{dt.date.today()}, {platform.system()}, {len(os.sched_getaffinity(0))} processors, load "  # noqa: DTZ011
        f"{os.getloadavg()[0]:.1f} at the end, Python {platform.python_version()}. "
        f"The site has {files:,} files, {size:,.0f} MB: a page, a map and a plan for each journey, and the index.",
        "",
        "| What | clock | processors | ratio of clocks | ratio of processors |",
        "| --- | --- | --- | --- | --- |",
        f"| `build`, from nothing | {whole[0]:.1f} s | {whole[1]:.1f} s | | |",
        f"| `build`, nothing changed | {median('build', 0):.2f} s | {median('build', 1):.2f} s | | |",
        f"| the floor: stat and SHA-256 of the same files | {median('floor', 0):.2f} s | {median('floor', 1):.2f} s "
        f"| build takes {ratio('floor', 0)} | {ratio('floor', 1)} |",
        f"| `ninja`, nothing to do: {COUNT:,} targets, {3 * COUNT:,} files, times only | {median('ninja', 0):.2f} s "
        f"| {median('ninja', 1):.2f} s | build takes {ratio('ninja', 0)} | {ratio('ninja', 1)} |",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
