"""Compares drawing an overview with drawing the full map, of each sample and of 500 touchpoints, in a Markdown table.

    python benchmarks/run.py --short && python benchmarks/views.py

Drawing is laying out and writing an SVG for the first time in a process, after all else is loaded and the journey is
read, in processor time; the two take turns in processes of their own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LARGE = HERE / ".work" / "inputs" / "500-fuller.journey.yaml"
MOST = 0.5
"""How much of the cost of the full map an overview may have."""
DRAWN = """
import sys, time, datetime
from pathlib import Path
import journeymap.layout.compose, journeymap.layout.overview, journeymap.render.svg
from journeymap.model import read_journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.settings import Settings
from journeymap.source import load

path, view = Path(sys.argv[1]), sys.argv[2]
journey, _ = read_journey(load(path.read_bytes(), path.name).tree)
settings = Settings(today=datetime.date(2026, 10, 1), view=view, formats=("svg",))
start = time.process_time()
made = draw(drawing_request(journey, settings, only_markup=True), ("svg",))
print(time.process_time() - start, len(made["svg"]))
"""


def drawn(path: Path, view: str) -> tuple[float, int]:
    """The seconds of a processor that drawing takes, and the bytes of the SVG."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = kept | {"PYTHONPATH": str(HERE.parent), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", DRAWN, path, view], env=environment, capture_output=True, text=True, check=True
    )
    seconds, size = done.stdout.split()
    return float(seconds), int(size)


def compare(path: Path, runs: int) -> str:
    """A row of the report."""
    full, overview, ratios = [], [], []
    for _ in range(runs):
        one, other = drawn(path, "full"), drawn(path, "overview")
        full.append(one)
        overview.append(other)
        ratios.append(other[0] / one[0])
    times = [statistics.median(seconds for seconds, _ in side) * 1000 for side in (full, overview)]
    ratio, sizes = statistics.median(ratios), (full[0][1] / 1000, overview[0][1] / 1000)
    cells = [path.name.partition(".")[0], f"{times[0]:.0f} ms", f"{times[1]:.0f} ms", f"{ratio:.2f} ×", f"≤ {MOST} ×"]
    cells += ["yes" if ratio <= MOST else "**no**", f"{sizes[0]:,.0f} KB", f"{sizes[1]:,.0f} KB"]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Runs the comparison and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=9, help="how often each is drawn")
    chosen = options.parse_args()
    print("| journey | full | overview | ratio | wanted | reached | full, SVG | overview, SVG |")
    print("|---|---|---|---|---|---|---|---|")
    samples = sorted((HERE.parent / "samples").glob("*.journey.yaml"))
    for path in [*samples, *([LARGE] if LARGE.exists() else [])]:
        print(compare(path, chosen.runs), flush=True)


if __name__ == "__main__":
    main()
