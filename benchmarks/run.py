"""Measures journeymap beside bare imports and beside its peers, in turn and in one run, and writes RESULTS.md.

    benchmarks/setup_peers.sh && .venv/bin/python benchmarks/run.py

Machines differ by a factor of two from day to day, so each figure is a ratio: that of whole processes on the wall
clock, which is the median of the ratios of neighbouring runs; or that of counts of instructions (valgrind
--tool=callgrind), which do not drift at all. What it is compared with is the bare import of the packages that drawing
needs. `--short` measures a little of each, without peers, and writes nothing: to see that it runs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bench import HERE, IMPORT, IMPORTS, PYTHON, Bench, Command, Side, at_least, at_most
from inputs import SMALL, write_all

WORK = HERE / ".work"
INPUTS = WORK / "inputs"
ROUNDS = 3
"""How often the thousand journeys are drawn in each way."""
BATCH = 25
"""As many diagrams as mermaid-cli is given in one Markdown file."""
_HEADS = ("figure", "wanted", "reached")


def render(source: str, formats: str = "svg", *, jobs: int = 1) -> Command:
    """The command that draws one of the inputs, or a folder of them."""
    arguments = (INPUTS / source, "-o", "maps", "--format", formats, "--jobs", str(jobs), "-q")
    return (PYTHON, "-m", "journeymap", "render", *arguments)


def mmdc(source: Path, output: str) -> Command:
    """A command line of mermaid-cli."""
    return (WORK / "node_modules/.bin/mmdc", "-q", "-p", WORK / "puppeteer.json", "-i", source, "-o", output)


def small(count: int, *, jobs: int = 1) -> Command:
    """The command that draws so many small journeys in three formats."""
    return render(f"small-{count}", "svg,html,plan", jobs=jobs)


def measure_one_map(bench: Bench, *, short: bool) -> None:
    """One journey of 200 lines, from nothing to its SVG, beside imports and peers."""
    cold, told = render("two-hundred-lines.journey.yaml"), (PYTHON, "-m", "journeymap", "--version")
    wireviz = [WORK / "wireviz/bin/wireviz", "-f", "s", "-o", ".", INPUTS / "cable.yml"]
    bench.say("\n## One journey of 200 lines to SVG, cold")
    bench.table("journeymap", "beside", "median", "median beside", *_HEADS)

    ours, theirs = bench.in_turn(cold, IMPORT)
    bench.row("render", f"`{IMPORTS}`", *_medians(ours, theirs), f"{ours.times(theirs):.2f} ×", "", "")
    if not short:
        ours, theirs = bench.in_turn(cold, mmdc(INPUTS / "two-hundred-lines.mmd", "mermaid.svg"), runs=5)
        cells = at_least(theirs.times(ours), 5)
        bench.row("render", "mermaid-cli, the same journey", *_medians(ours, theirs), *cells)
        ours, theirs = bench.in_turn(cold, wireviz)
        cells = at_most(ours.times(theirs), 2)
        bench.row("render", "WireViz, a cable like its demo, SVG alone", *_medians(ours, theirs), *cells)
    ours, theirs = bench.in_turn(told, (PYTHON, "-c", "import typer"))
    bench.row("--version", "`import typer`", *_medians(ours, theirs), *at_most(ours.times(theirs), 2))

    if shutil.which("valgrind"):
        bench.table("instructions", "millions", "beside", "millions", *_HEADS)
        mine, bare = bench.instructions(cold), bench.instructions(IMPORT)
        bench.row("render", f"{mine:,.0f}", f"`{IMPORTS}`", f"{bare:,.0f}", *at_most(mine / bare, 1.6))
        mine, bare = bench.instructions(told), bench.instructions((PYTHON, "-c", "import typer"))
        bench.row("--version", f"{mine:,.0f}", "`import typer`", f"{bare:,.0f}", f"{mine / bare:.2f} ×", "", "")


def measure_many_maps(bench: Bench, *, short: bool) -> None:
    """Small journeys into three formats, with one process and with two."""
    few, some, many = SMALL
    count, rounds = (some, 1) if short else (many, ROUNDS)
    bench.say(f"\n## {count:,} small journeys to SVG, HTML and plan")
    bench.table("what", "a map", "beside", "median beside", *_HEADS)
    bare, one, two = bench.in_turn(IMPORT, small(count), small(count, jobs=2), runs=rounds)
    each = f"{one.median / count * 1000:.1f} ms"
    cells = at_most(one.times(bare) / count, 0.12)
    bench.row("`--jobs 1`, a map", each, f"`{IMPORTS}`", f"{bare.median:.3f} s", *cells)
    each, beside = f"{two.median / count * 1000:.1f} ms", f"{one.median:.1f} s"
    bench.row("`--jobs 2`", each, "`--jobs 1`", beside, *at_least(one.times(two), 1.7))
    if not short:
        beside_mermaid(bench, small(count, jobs=2), count)

    if shutil.which("valgrind"):
        bench.table("instructions", "millions", "beside", "millions", *_HEADS)
        a_map = (bench.instructions(small(some)) - bench.instructions(small(few))) / (some - few)
        imports = bench.instructions(IMPORT)
        what = f"a map, from the difference of {some} and {few}"
        bench.row(what, f"{a_map:,.1f}", f"`{IMPORTS}`", f"{imports:,.0f}", f"{a_map / imports:.3f} ×", "", "")


def beside_mermaid(bench: Bench, ours: Command, count: int) -> None:
    """The rows of mermaid-cli: a diagram for itself, and many in one go."""
    diagram = f"```mermaid\n{(INPUTS / 'small.mmd').read_text(encoding='utf-8')}```\n"
    (bench.folder / "many.md").write_text(diagram * BATCH, encoding="utf-8")
    alone, together = mmdc(INPUTS / "small.mmd", "small.svg"), mmdc(bench.folder / "many.md", "many-out.md")
    us, one, batch = bench.in_turn(ours, alone, together, runs=ROUNDS)
    each, faster = f"{us.median / count * 1000:.1f} ms", " × as fast a map"
    beside = f"{one.median * 1000:.0f} ms"
    bench.row("`--jobs 2`", each, "mermaid-cli, SVG alone", beside, *at_least(one.times(us) * count, 80, faster))
    beside, figure = f"{batch.median / BATCH * 1000:.0f} ms", batch.times(us) * count / BATCH
    what = f"mermaid-cli, {BATCH} diagrams of one Markdown file"
    bench.row("`--jobs 2`", each, what, beside, f"{figure:.3g}{faster}", "", "")


def measure_large_map(bench: Bench, *, short: bool) -> None:
    """Journeys of 5,000 touchpoints to SVG; short: of 500."""
    size = "500" if short else "5000"
    bench.say(f"\n## One journey of {int(size):,} touchpoints to SVG")
    bench.table("what", "median", "beside", "median beside", *_HEADS)
    measure_loading(bench, size)
    bare, lean, fuller, tenth = bench.in_turn(
        IMPORT, *(render(f"{name}.journey.yaml") for name in (size, f"{size}-fuller", "500")), runs=1 if short else 5
    )
    for what, side, most in (("lean", lean, 13), ("fuller", fuller, 20)):
        name = "" if what == "lean" else "-fuller"
        kilobytes = (INPUTS / f"{size}{name}.journey.yaml").stat().st_size / 1000
        cells = at_most(side.times(bare), most)
        bench.row(
            f"{what}, {kilobytes:,.0f} KB", f"{side.median:.2f} s", f"`{IMPORTS}`", f"{bare.median:.3f} s", *cells
        )
    bench.row("lean, most memory", f"{lean.memory:.0f} MB", "", "", *at_most(lean.memory, 182, " MB"))
    bench.row("fuller, most memory", f"{fuller.memory:.0f} MB", "", "", *at_most(fuller.memory, 291, " MB"))
    cells = at_most(lean.times(tenth), 11)
    bench.row("lean", f"{lean.median:.2f} s", "500 touchpoints", f"{tenth.median:.2f} s", *cells)

    if shutil.which("valgrind"):
        bench.table("instructions", "millions", "beside", "millions", *_HEADS)
        imports = bench.instructions(IMPORT)
        for what in ("500",) if short else ("500", "500-fuller"):
            mine = bench.instructions(render(f"{what}.journey.yaml"))
            cells = (f"{mine / imports:.2f} ×", "", "")
            bench.row(f"{what} touchpoints", f"{mine:,.0f}", f"`{IMPORTS}`", f"{imports:,.0f}", *cells)


def measure_loading(bench: Bench, size: str) -> None:
    """Reading alone, in this process, beside libyaml's own loader on the same bytes."""
    sys.path.insert(0, str(HERE.parent))
    import yaml  # noqa: PLC0415  what is measured is imported after the processes are

    from journeymap.io.collector import collect_rarely  # noqa: PLC0415
    from journeymap.model import read_journey  # noqa: PLC0415
    from journeymap.source import load  # noqa: PLC0415

    data = (INPUTS / f"{size}.journey.yaml").read_bytes()

    def to_tree() -> None:
        load(data, size)

    def to_journey() -> None:
        tree = load(data, size).tree
        assert tree is not None
        read_journey(tree)

    def peer() -> None:
        yaml.load(data, yaml.CSafeLoader)

    usual = gc.get_threshold()
    for name, work in (("text to tree", to_tree), ("text to journey", to_journey)):
        ours, theirs = Side(), Side()
        for _ in range(5):
            gc.collect()
            collect_rarely()  # as journeymap does
            ours.seconds.append(timed(work))
            gc.set_threshold(*usual)
            theirs.seconds.append(timed(peer))
        figure = theirs.times(ours)
        cells = at_least(figure, 4) if work is to_tree else (f"{figure:.3g} × as fast", "", "")
        bench.row(name, f"{ours.median:.3f} s", "`yaml.CSafeLoader` alone", f"{theirs.median:.3f} s", *cells)


def timed(work: Callable[[], None]) -> float:
    """How many seconds it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _medians(ours: Side, theirs: Side) -> tuple[str, str]:
    return f"{ours.median:.3f} s", f"{theirs.median:.3f} s"


def machine(*, peers: bool) -> str:
    """What the figures were measured on, and with which versions."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "pyyaml", "jinja2", "uharfbuzz", "icu4py"))
    said = (
        f"{platform.system()} on {model[1] if model else platform.machine()}, "
        f"{len(os.sched_getaffinity(0))} processors, {memory:.0f} GB; load {os.getloadavg()[0]:.1f} at the start. "
        f"Python {platform.python_version()} ({packages})"
    )
    if not peers:
        return f"{said}."
    node, mermaid, wireviz = (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        for command in (
            ["node", "--version"], [WORK / "node_modules/.bin/mmdc", "--version"], [WORK / "wireviz/bin/wireviz", "-V"],
        )
    )  # fmt: skip
    return f"{said}; node {node}, mermaid-cli {mermaid}; {wireviz}."


_PARTS = {"one": measure_one_map, "many": measure_many_maps, "large": measure_large_map}


def main() -> None:
    """Measure all, or the parts that are named, and write the report when it is whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="one|many|large", help="what to measure; left out: all")
    parser.add_argument("--runs", type=int, default=15, help="how many runs of each of the short commands")
    parser.add_argument("--short", action="store_true", help="a little of each, without peers; nothing is written")
    chosen = parser.parse_args()
    write_all(INPUTS)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(3 if chosen.short else chosen.runs, Path(folder))
        bench.say("# Benchmarks\n")
        bench.say("Made by `benchmarks/run.py`, which says how; `benchmarks/inputs.py` makes what is read.\n")
        bench.say(f"{dt.date.today()}, {machine(peers=not chosen.short)}")  # noqa: DTZ011  the day where it was measured
        for name in chosen.parts or _PARTS:
            _PARTS[name](bench, short=chosen.short)
    if not chosen.parts and not chosen.short:
        (HERE / "RESULTS.md").write_text("\n".join(bench.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
