"""A preview that runs as a user starts one, and a way to wait for what it comes to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

T = TypeVar("T")

LONGEST = 60.0
"""Seconds to wait for what takes a moment; a machine may be busy."""
JOURNEY = """\
journeymap: 1
id: {id}
title: {title}
language: {language}
takeaway: The fitting room decides
scenario: A Saturday
evidence: 9 interviews
owner: lead
review: {{last: 2026-10-01, every: 4 months}}
owners: [{{id: lead, name: Ines}}]
personas: [{{id: mia, name: Mia}}, {{id: tom, name: Tom}}]
stages:
  - id: visit
    name: Visit
    touchpoints:
      - {{id: enter, name: Enters, doing: Looks around, channels: shop, emotions: {{persona: mia, score: 1}}}}
      - id: pay
        name: Pays
        doing: Queues
        pains: [{{id: queue, text: The queue, severity: 4}}]
        emotions: [{{persona: mia, score: -1}}, {{persona: tom, score: 0}}]
  - id: after
    name: After
    touchpoints:
      - {{id: wears, name: Wears it, doing: Wears it, emotions: {{persona: mia, score: 2}}}}
actions: [{{id: till, title: A second till, owner: lead, due: 2027-01-31, addresses: [queue]}}]
"""


def journey(id_: str = "shop", title: str = "A visit to the shop", language: str = "en") -> str:
    """A journey file without errors."""
    return JOURNEY.format(id=id_, title=title, language=language)


class RunningPreview:
    """`journeymap serve` in a process of its own; `address` is where it answers."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795219200", "NO_COLOR": "1"}
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "journeymap", "serve", *arguments],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().rstrip("/")

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Asks for a path as it is written, and returns status, headers and body."""
        connection = HTTPConnection(self.host, timeout=LONGEST)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=given)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def text(self, path: str) -> str:
        return self.ask(path)[2].decode()

    def page(self, kind: str, name: str) -> str:
        return self.text(f"/{kind}/{quote(name)}")

    def framed(self, kind: str, name: str) -> str:
        return self.text(f"/pages/{kind}/{quote(name)}")

    def end(self) -> tuple[int, str]:
        """Interrupts it, and returns its exit status and what it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=LONGEST)
        return self.process.returncode, said


@contextmanager
def previews_of(folder: Path) -> Iterator[Callable[..., RunningPreview]]:
    """Starts previews of a folder, each with its arguments, and ends them at last."""
    with ExitStack() as started:

        def start(*arguments: str) -> RunningPreview:
            preview = RunningPreview(folder, *arguments)
            started.callback(preview.end)
            return preview

        yield start


class Listening:
    """A stream of changes that is read as a browser does."""

    def __init__(self, preview: RunningPreview) -> None:
        self._connection = HTTPConnection(preview.host, timeout=LONGEST)
        self._connection.request("GET", "/stream")
        self.answer = self._connection.getresponse()
        assert self.event() == ("beat", None)

    def event(self) -> tuple[str, Any]:
        """The next event, with its data."""
        lines: dict[str, str] = {}
        while line := self.answer.readline().decode().rstrip("\n"):
            name, _, value = line.partition(": ")
            lines[name.rstrip(":")] = value
        if not lines:
            raise EOFError
        return lines["event"], json.loads(lines["data"]) if lines["data"] else None

    def changed(self) -> set[str]:
        """The names in the next event that tells of a change."""
        while True:
            kind, names = self.event()
            if kind == "changed":
                return set(names)

    def close(self) -> None:
        self._connection.close()


def soon(found: Callable[[], T], wanted: Callable[[T], bool] = bool) -> T:
    """Returns what is found as soon as it is as wanted; at the end of patience, whatever it is then."""
    value = found()
    for _ in range(int(LONGEST / 0.05)):
        if wanted(value):
            break
        time.sleep(0.05)
        value = found()
    return value
