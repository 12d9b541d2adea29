"""Measures journeymap beside its peers, in turn (A B A B …) and in one run, and writes RESULTS.md.

    benchmarks/setup_peers.sh && .venv/bin/python benchmarks/run.py

Times are whole processes on the wall clock; a ratio is the median of the ratios of neighbouring runs, so it
holds where the speed of a machine drifts. Instruction counts (valgrind --tool=callgrind) do not drift at all.
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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from inputs import write_all

HERE = Path(__file__).parent
WORK = HERE / ".work"
INPUTS = WORK / "inputs"
PYTHON = sys.executable
IMPORTS = "import typer,yaml,jinja2,uharfbuzz"
ROUNDS = 3
"""How often the thousand journeys are drawn in each way."""
BATCH = 25
"""As many diagrams as mermaid-cli is given in one Markdown file."""

Command = Sequence[str | Path]


@dataclass
class Side:
    """The runs of one of the two that are compared: seconds on the clock and of processors, the most memory in MB."""

    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    memory: float = 0

    @property
    def median(self) -> float:
        """The median time."""
        return statistics.median(self.seconds)

    def times_faster_than(self, other: Side) -> float:
        """How many times as long the other took, by the median of runs that were neighbours."""
        return statistics.median(b / a for a, b in zip(self.seconds, other.seconds, strict=True))


class Bench:
    """Runs commands away from the repository, and keeps the rows of the tables."""

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

    def in_turn(self, ours: Command, theirs: Command, runs: int = 0) -> tuple[Side, Side, float]:
        """Both, one after the other and again, after one run of each that does not count; and ours ÷ theirs."""
        self.run(ours, Side())
        self.run(theirs, Side())
        a, b = Side(), Side()
        for _ in range(runs or self.runs):
            self.run(ours, a)
            self.run(theirs, b)
        return a, b, 1 / a.times_faster_than(b)

    def instructions(self, command: Command) -> float:
        """Millions of instructions that a command takes."""
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
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
        self.say("| " + " | ".join(names) + " |")
        self.say("| " + " | ".join("---" for _ in names) + " |")

    def row(self, *cells: str) -> None:
        """A row of a table."""
        self.say("| " + " | ".join(cells) + " |")


def journeymap(*arguments: str | Path) -> list[str | Path]:
    """A command line of journeymap, as `python -m` runs it."""
    return [PYTHON, "-m", "journeymap", *arguments]


def mmdc(source: Path, output: str) -> list[str | Path]:
    """A command line of mermaid-cli."""
    program = WORK / "node_modules/.bin/mmdc"
    return [program, "-q", "-p", WORK / "puppeteer.json", "-i", source, "-o", output]


def verdict(wanted: str, figure: float, *, most: float | None = None, least: float | None = None) -> tuple[str, str]:
    """The last two cells of a row: what is wanted, and whether it is reached."""
    reached = (most is None or figure <= most) and (least is None or figure >= least)
    return wanted, "yes" if reached else "**no**"


def measure_one_map(bench: Bench) -> None:
    """One journey of 200 lines, from nothing to its SVG, beside imports and peers."""
    source = INPUTS / "two-hundred-lines.journey.yaml"
    render = journeymap("render", source, "-o", "maps", "--format", "svg", "-q")
    bench.say("\n## One journey of 200 lines to SVG, cold")
    bench.table("journeymap", "beside", "median", "median beside", "ratio", "wanted", "reached")

    a, b, ratio = bench.in_turn(render, [PYTHON, "-c", IMPORTS])
    cells = verdict("≤ 2.0 ×", ratio, most=2)
    bench.row("render", f"`{IMPORTS}`", f"{a.median:.3f} s", f"{b.median:.3f} s", f"{ratio:.2f} ×", *cells)

    a, b, ratio = bench.in_turn(render, mmdc(INPUTS / "two-hundred-lines.mmd", "mermaid.svg"), runs=5)
    cells = verdict("≥ 5 × faster", 1 / ratio, least=5)
    bench.row(
        "render",
        "mermaid-cli, the same journey",
        f"{a.median:.3f} s",
        f"{b.median:.3f} s",
        f"{1 / ratio:.1f} × faster",
        *cells,
    )

    wireviz = [WORK / "wireviz/bin/wireviz", "-f", "s", "-o", ".", INPUTS / "cable.yml"]
    a, b, ratio = bench.in_turn(render, wireviz)
    cells = verdict("≤ 2 ×", ratio, most=2)
    bench.row(
        "render",
        "WireViz, a cable like its demo, SVG alone",
        f"{a.median:.3f} s",
        f"{b.median:.3f} s",
        f"{ratio:.2f} ×",
        *cells,
    )

    a, b, ratio = bench.in_turn(journeymap("--version"), [PYTHON, "-c", "import typer"])
    cells = verdict("≤ 2 ×", ratio, most=2)
    bench.row("--version", "`import typer`", f"{a.median:.3f} s", f"{b.median:.3f} s", f"{ratio:.2f} ×", *cells)

    if shutil.which("valgrind"):
        measure_instructions(bench, render)


def measure_instructions(bench: Bench, render: Command) -> None:
    """The same, counted."""
    bench.table("instructions", "millions", "beside", "millions", "ratio")
    ours, imports = bench.instructions(render), bench.instructions([PYTHON, "-c", IMPORTS])
    bench.row("render", f"{ours:,.0f}", f"`{IMPORTS}`", f"{imports:,.0f}", f"{ours / imports:.2f} ×")
    ours, imports = bench.instructions(journeymap("--version")), bench.instructions([PYTHON, "-c", "import typer"])
    bench.row("--version", f"{ours:,.0f}", "`import typer`", f"{imports:,.0f}", f"{ours / imports:.2f} ×")


def measure_many_maps(bench: Bench) -> None:
    """A thousand small journeys into all three formats, with one process and with two."""

    def render(jobs: int) -> list[str | Path]:
        return journeymap(
            "render", INPUTS / "small", "-o", "many", "--format", "svg,html,plan", "--jobs", str(jobs), "-q"
        )

    bench.say("\n## 1,000 small journeys to SVG, HTML and plan")
    bench.table("what", "median", "a map", "beside", "figure", "wanted", "reached")
    diagram = f"```mermaid\n{(INPUTS / 'small.mmd').read_text(encoding='utf-8')}```\n"
    (bench.folder / "many.md").write_text(diagram * BATCH, encoding="utf-8")
    two, one, alone, together = Side(), Side(), Side(), Side()
    for _ in range(ROUNDS):
        bench.run(render(2), two)
        bench.run(mmdc(INPUTS / "small.mmd", "small.svg"), alone)
        bench.run(render(1), one)
        bench.run(mmdc(bench.folder / "many.md", "many-out.md"), together)

    bench.row("`--jobs 1`", f"{one.median:.1f} s", f"{one.median:.1f} ms", "", "", "", "")
    figure = two.times_faster_than(one)
    cells = verdict("≥ 1.7 × as fast", figure, least=1.7)
    bench.row(
        "`--jobs 2`", f"{two.median:.1f} s", f"{two.median:.1f} ms", "`--jobs 1`", f"{figure:.2f} × as fast", *cells
    )
    figure = two.times_faster_than(alone) * 1000
    cells = verdict("≥ 80 × faster a map", figure, least=80)
    each = f"{alone.median * 1000:.0f} ms"
    bench.row("mermaid-cli, SVG alone", "", each, "`--jobs 2`", f"journeymap {figure:.0f} × faster", *cells)
    figure = two.times_faster_than(together) * 1000 / BATCH
    what, each = f"mermaid-cli, {BATCH} diagrams of one Markdown file", f"{together.median / BATCH * 1000:.0f} ms"
    bench.row(what, f"{together.median:.1f} s", each, "`--jobs 2`", f"journeymap {figure:.0f} × faster", "", "")


def measure_large_map(bench: Bench) -> None:
    """One journey of 5,000 touchpoints, beside one of 500."""

    def render(name: str) -> list[str | Path]:
        return journeymap("render", INPUTS / f"{name}.journey.yaml", "-o", "maps", "--format", "svg", "-q")

    size = (INPUTS / "5000.journey.yaml").stat().st_size / 1000
    bench.say(f"\n## One journey of 5,000 touchpoints ({size:,.0f} KB)")
    bench.table("what", "median", "beside", "median beside", "figure", "wanted", "reached")
    measure_loading(bench)
    large, small, ratio = bench.in_turn(render("5000"), render("500"), runs=5)
    bench.row("whole, to SVG", f"{large.median:.2f} s", "", "", "", *verdict("≤ 3 s", large.median, most=3))
    bench.row("of which processor time", f"{statistics.median(large.worked):.2f} s", "", "", "", "", "")
    bench.row("most memory", f"{large.memory:.0f} MB", "", "", "", *verdict("≤ 300 MB", large.memory, most=300))
    cells = verdict("≤ 11 ×", ratio, most=11)
    bench.row(
        "5,000 touchpoints",
        f"{large.median:.2f} s",
        "500 touchpoints",
        f"{small.median:.2f} s",
        f"{ratio:.1f} ×",
        *cells,
    )


def measure_loading(bench: Bench) -> None:
    """Reading alone, in this process, beside libyaml's own loader on the same bytes."""
    sys.path.insert(0, str(HERE.parent))
    import yaml  # noqa: PLC0415  what is measured is imported after the processes are

    from journeymap.model import read_journey  # noqa: PLC0415
    from journeymap.source import load  # noqa: PLC0415

    data = (INPUTS / "5000.journey.yaml").read_bytes()

    def to_tree() -> None:
        load(data, "5000")

    def to_journey() -> None:
        tree = load(data, "5000").tree
        assert tree is not None
        read_journey(tree)

    def peer() -> None:
        yaml.load(data, yaml.CSafeLoader)

    for name, work in (("text to tree", to_tree), ("text to journey", to_journey)):
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(5):
            ours.append(timed(work))
            theirs.append(timed(peer))
        figure = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
        cells = verdict("≥ 4 × faster", figure, least=4) if work is to_tree else ("", "")
        times = f"{statistics.median(ours):.3f} s", "`yaml.CSafeLoader` alone", f"{statistics.median(theirs):.3f} s"
        bench.row(name, *times, f"{figure:.1f} × faster", *cells)


def timed(work: Callable[[], None]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def machine() -> str:
    """What the figures were measured on."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    mermaid = subprocess.run([WORK / "node_modules/.bin/mmdc", "--version"], capture_output=True, text=True, check=True)
    wireviz = subprocess.run([WORK / "wireviz/bin/wireviz", "-V"], capture_output=True, text=True, check=True)
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "pyyaml", "jinja2", "uharfbuzz", "icu4py"))
    processor = model[1] if model else platform.machine()
    return (
        f"{platform.system()} on {processor}, {len(os.sched_getaffinity(0))} processors, "
        f"{memory:.0f} GB; load {os.getloadavg()[0]:.1f} at the start. Python {platform.python_version()} "
        f"({packages}); node {node}, mermaid-cli {mermaid.stdout.strip()}; {wireviz.stdout.strip()}."
    )


_PARTS = {"one": measure_one_map, "many": measure_many_maps, "large": measure_large_map}


def main() -> None:
    """Measure all, or the parts that are named, and write the report when it is whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="one|many|large", help="what to measure; left out: all")
    parser.add_argument("--runs", type=int, default=15, help="how many runs of each of the short commands")
    chosen = parser.parse_args()
    write_all(INPUTS)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(chosen.runs, Path(folder))
        bench.say("# Benchmarks\n")
        bench.say("Made by `benchmarks/run.py`, which says how; `benchmarks/inputs.py` makes what is read.\n")
        bench.say(f"{dt.date.today()}, {machine()}")  # noqa: DTZ011  the day where it was measured
        for name in chosen.parts or _PARTS:
            _PARTS[name](bench)
    if not chosen.parts:
        (HERE / "RESULTS.md").write_text("\n".join(bench.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
