"""`build --watch` misses no change, whenever and however it is made."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.cli.watch import build_on_changes
from journeymap.errors import UserError

LOOKS = 8
"""So often is looked at files after the last build, before the watch ends."""


def same_time_and_size(file: Path) -> None:
    stat = file.stat()
    file.write_text("b")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def moved_over(file: Path) -> None:
    file.with_suffix(".new").write_text("b")
    file.with_suffix(".new").replace(file)


def behind_a_link(file: Path) -> None:
    (file.parent.parent / "linked.txt").write_text("bb")


def made_again(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    file.write_text("bb")


def deeper(file: Path) -> None:
    (file.parent / "deeper/still").mkdir(parents=True)
    (file.parent / "deeper/still/b.txt").write_text("b")


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda file: file.write_text("bb"),
    "same time and size": same_time_and_size,
    "moved over": moved_over,
    "gone": lambda file: file.unlink(),
    "another": lambda file: (file.parent / "b.txt").write_text("b"),
    "another, deeper": deeper,
    "behind a link": behind_a_link,
    "folder gone": lambda file: shutil.rmtree(file.parent),
    "folder made again": made_again,
    "folder moved": lambda file: file.parent.rename(file.parent.parent / "elsewhere"),
}


class Watch:
    """A watch of one folder: what happens in each build, and how many there were when nothing changed any longer."""

    def __init__(self, folder: Path, *builds: Callable[[], object]) -> None:
        self.folder = folder
        self.ahead = [*builds]
        self.builds = 0
        self.looks = 0

    def read(self) -> list[Path]:
        self.looks += 1
        if self.looks > LOOKS:
            raise KeyboardInterrupt
        return [self.folder]

    def build(self) -> None:
        self.builds += 1
        self.looks = 0
        if self.ahead:
            self.ahead.pop(0)()

    def run(self) -> int:
        assert build_on_changes(self.read, self.build) == 0
        return self.builds


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.cli.watch._BETWEEN", 0.01)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "linked.txt").write_text("a")
    (folder / "link.txt").symlink_to(tmp_path / "linked.txt")
    (folder / "a.txt").write_text("a")
    return folder / "a.txt"


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_during_a_build_is_built_next(file: Path, change: str) -> None:
    assert Watch(file.parent, lambda: CHANGES[change](file)).run() == 2


def test_nothing_is_built_again_while_nothing_changes(file: Path) -> None:
    assert Watch(file.parent).run() == 1


def test_what_is_wrong_with_the_configuration_is_told_once_and_again_when_it_is_mended(file: Path) -> None:
    watch = Watch(file.parent)
    looks = 0

    def read() -> list[Path]:
        nonlocal looks
        looks += 1
        if 2 <= looks <= 4:
            raise UserError("journeymap.toml: not valid TOML")
        return watch.read()

    assert build_on_changes(read, watch.build) == 0
    assert watch.builds == 3


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_python_drops_ends_the_watch_all_the_same(file: Path) -> None:
    """Python ignores exceptions in `__del__`, and so the interrupt itself where it arrives there."""

    class Dropping:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    builds: list[int] = []

    def build() -> None:
        builds.append(1)
        assert len(builds) < 3
        Dropping()
        file.write_text("b" * (len(builds) + 5))

    assert build_on_changes(lambda: [file], build) == 0
    assert builds == [1]
