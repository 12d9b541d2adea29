"""Compares drawing an overview with drawing the full map, of each sample and of 500 touchpoints, in a Markdown table.

    python benchmarks/run.py --short && python benchmarks/views.py

Drawing is laying out and writing an SVG, after all else is loaded and the journey is read, in processor time: for the
first time in a process, and as one of many; the two take turns in processes of their own. `--instructions` counts the
instructions of the first and of the second drawing instead, which takes 20 minutes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench import HERE, PYTHON, Bench, Command, at_most

LARGE = HERE / ".work" / "inputs" / "500-fuller.journey.yaml"
MOST = 0.5
"""How much of the cost of the full map an overview may have."""
DRAWN = """
import sys, statistics, time, datetime
from pathlib import Path
import journeymap.layout.compose, journeymap.layout.overview, journeymap.render.svg
from journeymap.model import read_journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.settings import Settings
from journeymap.source import load

path, view, read, drawn = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
settings = Settings(today=datetime.date(2026, 10, 1), view=view, formats=("svg",))
seconds = []
for at in range(read):
    journey, _ = read_journey(load(path.read_bytes(), path.name).tree)
    if at < drawn:
        start = time.process_time()
        made = draw(drawing_request(journey, settings, only_markup=True), ("svg",))
        seconds.append(time.process_time() - start)
if drawn > 1:
    print(seconds[0], statistics.median(seconds[1:]), len(made["svg"]))
"""
OFTEN = 8
"""How often a journey is drawn in a process that is timed."""
COUNTED = 2
"""How often it is read where instructions are counted, of which it is drawn none, once and twice."""
VIEWS = ("full", "overview")


def command(path: Path, view: str, read: int, drawn: int) -> Command:
    """The command that reads a journey so often, and draws it so often."""
    return (PYTHON, "-c", DRAWN, path, view, str(read), str(drawn))


def drawn(bench: Bench, path: Path, view: str) -> tuple[float, float, int]:
    """The seconds of a processor that the first drawing and a further one take, and the bytes of the SVG."""
    made = command(path, view, OFTEN, OFTEN)
    done = subprocess.run(made, env=bench.environment, capture_output=True, text=True, check=True)
    first, further, size = done.stdout.split()
    return float(first), float(further), int(size)


def compare(bench: Bench, path: Path) -> str:
    """A row of the report."""
    pairs = [tuple(drawn(bench, path, view) for view in VIEWS) for _ in range(bench.runs)]
    cells = [path.name.partition(".")[0]]
    for at in range(2):
        full, overview = (statistics.median(pair[side][at] for pair in pairs) for side in range(2))
        ratio = statistics.median(overview[at] / full[at] for full, overview in pairs)
        cells += [f"{full * 1000:.0f} ms", f"{overview * 1000:.0f} ms", f"{ratio:.2f} ×"]
        cells += ["yes" if ratio <= MOST else "**no**"]
    cells += [f"{side[2] / 1000:,.0f} KB" for side in pairs[0]]
    return "| " + " | ".join(cells) + " |"


def count(bench: Bench, paths: Sequence[Path]) -> Iterator[str]:
    """The rows of the report on instructions, and that of all journeys together."""
    totals = [0.0] * 4
    for path in paths:
        counted = []
        for view in VIEWS:
            whole = [bench.instructions(command(path, view, COUNTED, times)) for times in range(COUNTED + 1)]
            counted.append([after - before for before, after in pairwise(whole)])
        figures = [each[at] for at in range(COUNTED) for each in counted]
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        yield counted_row(path.name.partition(".")[0], figures)
    yield counted_row("all together", totals)


def counted_row(name: str, figures: Sequence[float]) -> str:
    """A row on instructions: of the first drawing and of the second one, those of the full map and of the overview."""
    cells = [name]
    for full, overview in (figures[:2], figures[2:]):
        cells += [f"{full:,.0f}", f"{overview:,.0f}", *at_most(overview / full, MOST)[::2]]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Runs the comparison and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=9, help="how often each is drawn")
    options.add_argument("--instructions", action="store_true", help="count instructions")
    chosen = options.parse_args()
    samples = sorted((HERE.parent / "samples").glob("*.journey.yaml"))
    paths = [*samples, *([LARGE] if LARGE.exists() and not chosen.instructions else [])]
    print(f"Wanted: at most {MOST} × the full map.\n")
    further = "again" if chosen.instructions else "many"
    heads: tuple[str, ...] = (
        "first: full",
        "overview",
        "ratio",
        "reached",
        f"{further}: full",
        "overview",
        "ratio",
        "reached",
    )
    heads += () if chosen.instructions else ("SVG: full", "overview")
    print("| journey | " + " | ".join(heads) + " |")
    print("|" + "---|" * (1 + len(heads)))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(chosen.runs, Path(folder))
        for row in count(bench, paths) if chosen.instructions else (compare(bench, path) for path in paths):
            print(row, flush=True)


if __name__ == "__main__":
    main()
