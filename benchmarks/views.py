"""Compares drawing an overview with drawing the full map, of each sample and of 500 touchpoints, in a Markdown table.

    python benchmarks/run.py --short && python benchmarks/views.py

Drawing is laying out and writing an SVG, after all else is loaded and the journey is read, in processor time: for the
first time in a process, and as one of many; the two take turns in processes of their own.
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
import sys, statistics, time, datetime
from pathlib import Path
import journeymap.layout.compose, journeymap.layout.overview, journeymap.render.svg
from journeymap.model import read_journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.settings import Settings
from journeymap.source import load

path, view = Path(sys.argv[1]), sys.argv[2]
settings = Settings(today=datetime.date(2026, 10, 1), view=view, formats=("svg",))
seconds = []
for _ in range(8):
    journey, _ = read_journey(load(path.read_bytes(), path.name).tree)
    start = time.process_time()
    made = draw(drawing_request(journey, settings, only_markup=True), ("svg",))
    seconds.append(time.process_time() - start)
print(seconds[0], statistics.median(seconds[1:]), len(made["svg"]))
"""


def drawn(path: Path, view: str) -> tuple[float, float, int]:
    """The seconds of a processor that the first drawing and a further one take, and the bytes of the SVG."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = kept | {"PYTHONPATH": str(HERE.parent), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", DRAWN, path, view], env=environment, capture_output=True, text=True, check=True
    )
    first, further, size = done.stdout.split()
    return float(first), float(further), int(size)


def compare(path: Path, runs: int) -> str:
    """A row of the report."""
    pairs = [(drawn(path, "full"), drawn(path, "overview")) for _ in range(runs)]
    cells = [path.name.partition(".")[0]]
    for at in range(2):
        full, overview = (statistics.median(pair[side][at] for pair in pairs) for side in range(2))
        ratio = statistics.median(overview[at] / full[at] for full, overview in pairs)
        cells += [f"{full * 1000:.0f} ms", f"{overview * 1000:.0f} ms", f"{ratio:.2f} ×"]
        cells += ["yes" if ratio <= MOST else "**no**"]
    cells += [f"{side[2] / 1000:,.0f} KB" for side in pairs[0]]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Runs the comparison and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=9, help="how often each is drawn")
    chosen = options.parse_args()
    print(f"Wanted: at most {MOST} × the full map.\n")
    print("| journey | first: full | overview | ratio | reached | many: full | overview | ratio | reached | SVG: full |"
          " overview |")  # fmt: skip
    print("|" + "---|" * 11)
    samples = sorted((HERE.parent / "samples").glob("*.journey.yaml"))
    for path in [*samples, *([LARGE] if LARGE.exists() else [])]:
        print(compare(path, chosen.runs), flush=True)


if __name__ == "__main__":
    main()
