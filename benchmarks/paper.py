"""Measures printing beside Chromium's, in turn and in one run, and writes RESULTS-paper.md.

    .venv/bin/python benchmarks/paper.py

Chromium prints the page that journeymap makes of the same journey; both are whole processes, from nothing.
"""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import tempfile
from pathlib import Path

from run import HERE, Bench, Command, journeymap, machine, verdict

JOURNEYS = ("online-clothing-shop", "online-clothing-shop-he", "intent-roadmap")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
)  # fmt: skip


def chromium(folder: Path, page: Path) -> Command:
    """Chromium, printing a page."""
    profile = f"--user-data-dir={folder / 'profile'}"
    return ["chromium", *SWITCHES, profile, f"--print-to-pdf={folder / 'chromium.pdf'}", page.as_uri()]


def main() -> None:
    """Measure an A3 handout and an A0 over A4 tiles of a few journeys."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(7, folder)
        bench.say("# Printing\n")
        bench.say(
            "Made by `benchmarks/paper.py`: medians of 7, in turn with Chromium's `--print-to-pdf` of the same page.\n"
        )
        bench.say(f"{dt.date.today()}, {machine()}")  # noqa: DTZ011  the day where it was measured
        bench.table("journey", "A3 PDF", "Chromium", "ratio", "A0 over A4 tiles", "sheets", "wanted", "reached")
        for journey in JOURNEYS:
            source = HERE.parent / "samples" / f"{journey}.journey.yaml"
            subprocess.run(
                journeymap("render", source, "-o", folder, "--format", "html", "-q"),
                cwd=folder, env=bench.environment, check=True,
            )  # fmt: skip
            a3 = journeymap("print", source, "-o", "a3.pdf", "--paper", "A3", "-q")
            tiles = journeymap("print", source, "-o", "tiles.pdf", "--paper", "A0", "--tile", "A4", "-q")
            page = folder / f"{journey}.html"
            ours, theirs, ratio = bench.in_turn(a3, chromium(folder, page))
            tiled, _, _ = bench.in_turn(tiles, chromium(folder, page), runs=5)
            said = subprocess.run(
                ["pdfinfo", "tiles.pdf"], cwd=folder, capture_output=True, text=True, check=True
            ).stdout
            sheets = next(line.split()[-1] for line in said.splitlines() if line.startswith("Pages"))
            tiled_median = statistics.median(tiled.seconds)
            bench.row(
                journey,
                f"{ours.median:.2f} s",
                f"{theirs.median:.2f} s",
                f"{1 / ratio:.1f} × faster",
                f"{tiled_median:.2f} s",
                sheets,
                *verdict("tiles well under 2 s", tiled_median, most=1.5),
            )
        (HERE / "RESULTS-paper.md").write_text("\n".join(bench.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
