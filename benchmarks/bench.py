"""Runs commands in turn and compares them: by the clock, by processor time, by memory, by instructions."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = sys.executable
IMPORTS = "import typer,yaml,jinja2,uharfbuzz"
IMPORT = (PYTHON, "-c", IMPORTS)
"""What every figure is compared with: the bare import of the packages that drawing needs."""

Command = Sequence[str | Path]


@dataclass
class Side:
    """The runs of one command: seconds on the clock and of processors, the most memory in MB."""

    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    memory: float = 0

    @property
    def median(self) -> float:
        """The median time on the clock."""
        return statistics.median(self.seconds)

    def times(self, other: Side) -> float:
        """How many times as long it took as the other, by the median of runs that were neighbours."""
        return statistics.median(a / b for a, b in zip(self.seconds, other.seconds, strict=True))


class Bench:
    """Runs commands away from the repository, and keeps the lines of the report."""

    def __init__(self, runs: int, folder: Path) -> None:
        self.runs = runs
        self.folder = folder
        self.lines: list[str] = []
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.environment = kept | {
            "PYTHONPATH": str(HERE.parent),
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": "1793491200",
        }

    def run(self, command: Command, side: Side) -> None:
        """One run of a command."""
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        side.seconds.append(time.perf_counter() - start)
        side.worked.append(usage.ru_utime + usage.ru_stime)
        side.memory = max(side.memory, usage.ru_maxrss / 1024)
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")

    def in_turn(self, *commands: Command, runs: int = 0) -> list[Side]:
        """The commands, one after the other and again, after one run of each that does not count."""
        sides = [Side() for _ in commands]
        for command in commands:
            self.run(command, Side())
        for _ in range(runs or self.runs):
            for command, side in zip(commands, sides, strict=True):
                self.run(command, side)
        return sides

    def instructions(self, command: Command) -> float:
        """Millions of instructions that a command takes."""
        self.run(command, Side())  # so that everything is compiled
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={self.folder / 'callgrind.out'}", *command],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = re.search(r"Collected : (\d+)", done.stderr)
        assert found is not None, done.stderr
        return int(found[1]) / 1e6

    def say(self, line: str) -> None:
        """A line of the report."""
        print(line, flush=True)
        self.lines.append(line)

    def table(self, *names: str) -> None:
        """The head of a table."""
        self.say("")
        self.row(*names)
        self.row(*("---" for _ in names))

    def row(self, *cells: str) -> None:
        """A row of a table."""
        self.say("| " + " | ".join(cells) + " |")


def at_most(figure: float, most: float, unit: str = " ×") -> tuple[str, str, str]:
    """The last three cells of a row: the figure, what is wanted, and whether it is reached."""
    return f"{figure:.3g}{unit}", f"≤ {most:g}{unit}", "yes" if figure <= most else "**no**"


def at_least(figure: float, least: float, unit: str = " × as fast") -> tuple[str, str, str]:
    """The last three cells of a row where more is better."""
    return f"{figure:.3g}{unit}", f"≥ {least:g}{unit}", "yes" if figure >= least else "**no**"
