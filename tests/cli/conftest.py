"""What the tests of the command line share: a way to write files, and one to run commands in this process."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Done, Run, Write

from journeymap.cli import run


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder, on a day that stands still."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run_it(*arguments: object) -> Done:
        status = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Done(int(status), captured.out.decode(), captured.err.decode())

    return run_it


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the empty folder."""

    def write_it(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write_it
