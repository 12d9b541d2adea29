"""Measures how soon the live preview shows a save, beside checking and drawing the same page in a warm process.

    python benchmarks/serve.py [--templates]

A save is one of another title. It takes from the save until the browser has what it shows: the word of the change,
the page around, and the page in the frame. The two take turns,
each in a process of its own that has drawn the page before. Wall time, since waiting is what is measured; and
processor time, which other work does not lengthen, with that of children. `--templates` draws with templates of one's
own, which extend the built-in ones.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

HERE = Path(__file__).parent
MOST = 2.0
"""How many times as long as checking and drawing in process a save may take to be shown."""
SAMPLES = ("airline", "book-shop-he", "home-loan-fa", "hospital-stay")
KINDS = ("map", "plan", "flow")
IN_PROCESS = """
import os, sys, time
from pathlib import Path
from journeymap.pipeline.check import check
from journeymap.serve.pages import page_of
from journeymap.settings import Settings
import datetime

settings = Settings(today=datetime.date(2026, 11, 21), templates=Path("own") if Path("own").exists() else None)
worked_now = lambda: sum(os.times()[:4])
for line in sys.stdin:
    path, kind = line.rstrip("\\n").split("\\t")
    started, worked = time.perf_counter(), worked_now()
    checked = check(Path(path).read_bytes(), path, settings, folder=str(Path(path).parent))
    page = page_of(checked.journey, kind, settings)
    print(time.perf_counter() - started, worked_now() - worked, len(page), flush=True)
"""


class Server:
    """A running preview of a folder, and a browser that listens to it."""

    def __init__(self, folder: Path, environment: dict[str, str], *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "journeymap", "serve", "--today", "2026-11-21", *options],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.host = self.process.stdout.readline().strip().removeprefix("http://").rstrip("/")
        self._listening = HTTPConnection(self.host)
        self._listening.request("GET", "/stream")
        self._stream: HTTPResponse = self._listening.getresponse()

    def hear(self, name: str) -> None:
        """Waits until a change of this journey is told."""
        while f'"{name}"'.encode() not in self._stream.readline():
            pass

    def shown(self, kind: str, name: str) -> bytes:
        """What a browser asks for to show a page, by a connection for both requests."""
        asking = HTTPConnection(self.host)
        asking.request("GET", f"/{kind}/{name}")
        (framed,) = re.findall(r'data-src="([^"]+)"', asking.getresponse().read().decode())
        asking.request("GET", framed)
        try:
            return asking.getresponse().read()
        finally:
            asking.close()

    def worked(self) -> float:
        """The seconds of a processor that it and its children have used."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")


def row(folder: Path, server: Server, drawing: subprocess.Popen[str], name: str, kind: str, runs: int) -> str:
    """A row of the report."""
    assert drawing.stdin is not None and drawing.stdout is not None
    path = folder / f"{name}.journey.yaml"
    text = path.read_text("utf-8")
    own, shown, own_work, shown_work = [], [], [], 0.0
    server.shown(kind, path.name)
    for number in range(-2, runs):  # the first two are the first of their kind in each process
        time.sleep(0.3)
        anew = re.sub(r"^(title: .*)$", rf"\1 {abs(number)}", text, count=1, flags=re.MULTILINE)
        started, worked = time.perf_counter(), server.worked()
        path.write_text(anew, "utf-8")
        server.hear(path.name)
        server.shown(kind, path.name)
        took, work = time.perf_counter() - started, server.worked() - worked
        drawing.stdin.write(f"{path}\t{kind}\n")
        drawing.stdin.flush()
        own_took, its_work, _ = map(float, drawing.stdout.readline().split())
        if number >= 0:
            own.append(own_took)
            own_work.append(its_work)
            shown.append(took)
            shown_work += work
    path.write_text(text, "utf-8")
    ratio = statistics.median(shown) / statistics.median(own)
    cells = [
        name,
        f"{text.count(chr(10))}",
        kind,
        f"{statistics.median(own) * 1000:.0f} ms",
        f"{statistics.median(shown) * 1000:.0f} ms",
        f"{ratio:.2f} ×",
        f"{shown_work / sum(own_work):.2f} ×",
        f"≤ {MOST:g} ×",
        "yes" if ratio <= MOST else "**no**",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--templates", action="store_true")
    chosen = parser.parse_args()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = kept | {"PYTHONPATH": str(HERE.parent)}
    print("| journey | lines | page | in process | from save to shown | ratio | processor | wanted | reached |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in SAMPLES:
            shutil.copy(HERE.parent / "samples" / f"{name}.journey.yaml", folder)
        shutil.copytree(HERE.parent / "samples" / "pictures", folder / "pictures")
        if chosen.templates:
            (folder / "own").mkdir()
            for name in ("page", "plan", "flow"):
                (folder / "own" / f"{name}.j2.html").write_text(f'{{% extends "builtin/{name}.j2.html" %}}\n', "utf-8")
        server = Server(folder, environment, *(["--templates", "own"] if chosen.templates else []))
        drawing = subprocess.Popen(
            [sys.executable, "-c", IN_PROCESS],
            cwd=folder,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            for name in SAMPLES:
                for kind in KINDS:
                    print(row(folder, server, drawing, name, kind, chosen.runs), flush=True)
        finally:
            for each in (server.process, drawing):
                each.terminate()
                each.wait()


if __name__ == "__main__":
    main()
