"""How the process of a command ends: at once, but after all that was to be done at its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import atexit, os, sys, threading
from pathlib import Path
from tempfile import TemporaryDirectory
from journeymap import cli

def run(arguments):
    folder = TemporaryDirectory()
    Path(sys.argv[1]).write_text(folder.name)
    atexit.register(print, "done at the end")
    threading.Thread(target=lambda: (threading.main_thread().join(), print("done beside it"))).start()
    cli.kept = Freed(), folder
    print("said")
    return 3

class Freed:
    def __del__(self):
        os.write(1, b"given back\\n")

cli.run = run
cli.main()
"""


BUFFERED = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}


def test_it_does_first_what_is_to_be_done_at_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "folder"

    ended = subprocess.run(
        [sys.executable, "-c", CODE, folder], capture_output=True, text=True, env=BUFFERED, check=False
    )

    assert (ended.returncode, ended.stderr) == (3, "")
    assert ended.stdout.splitlines() == ["said", "done beside it", "done at the end"]
    assert not Path(folder.read_text()).exists()


def test_it_ends_as_python_does_where_nobody_reads_what_it_says(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run(
        [sys.executable, "-c", CODE, tmp_path / "folder"],
        stdout=writing, stderr=subprocess.PIPE, env=BUFFERED, check=False,
    )  # fmt: skip
    os.close(writing)

    assert ended.returncode == 120
    assert b"BrokenPipeError" in ended.stderr
