"""What holds for every test: no deadlines, few searches for garbage, and compiled modules that all processes share."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from journeymap.io import processes
from journeymap.io.collector import collect_rarely

collect_rarely()  # as the command line does

# On a busy machine anything takes any time, so nothing that hypothesis runs is held to a clock. A failure on a
# machine of CI says how to run its example again, as the database of examples is gone with the machine.
settings.register_profile(
    "without-a-clock",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=bool(os.environ.get("CI")),
)
settings.load_profile("without-a-clock")

# The tests start some two hundred processes. Where Python is told to leave no bytecode behind, each of them would
# compile all that it imports anew, which takes two fifths of its time; so it is kept in one place out of the way.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


# Shells start jobs in the background with Ctrl-C ignored, which all their children would inherit.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the tests that install something: they take longest, and would keep one core waiting at the end."""
    items.sort(key=lambda item: item.get_closest_marker("wheel") is None)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Children are forks, as they are for a command of its own, whatever tests drew in this process before.

    A new process takes half a second, and a PDF makes all later children new processes. Not for tests whose children
    draw PDFs: after a PDF in this process, a fork that draws one waits forever. So a test that draws one here itself
    forbids forks to those after it.
    """
    with monkeypatch.context() as patch:
        patch.setattr(processes, "_forks_forbidden", False)
        yield
        drawn = processes._forks_forbidden
    if drawn:
        processes.forbid_forks()
