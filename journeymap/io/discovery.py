"""Finds the journey files for the paths on the command line, and reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from journeymap.errors import UserError
from journeymap.io.ignoring import FolderRules, RulesOf, Walk, is_forced_out
from journeymap.records import NamedTuple
from journeymap.source.limits import MAX_BYTES

SUFFIX = ".journey.yaml"
SUFFIXES = (SUFFIX, ".journey.yml")
STDIN = "<stdin>"


class Input(NamedTuple):
    """One journey file. `name` is used in messages; without a path it is `data` or, without that, standard input.

    `problem` is the message and hint of why there is none where a path was named.
    """

    name: str
    path: Path | None
    data: bytes | None = None
    problem: tuple[str, str] | None = None

    @property
    def folder(self) -> str:
        """The absolute path of the folder that paths in it are relative to; for standard input by what it is called."""
        return os.path.dirname(os.path.abspath(self.path or self.name))  # noqa: PTH100, PTH120  links stay as they are

    def read(self) -> bytes:
        """Returns its bytes, cut one byte after the size limit. Raises UserError when it cannot be read."""
        if self.problem is not None:
            raise UserError(self.problem[0], hint=self.problem[1])
        if self.data is not None:
            return self.data
        try:
            if self.path is None:
                if sys.stdin is None:  # closed before the run began
                    raise UserError("standard input is closed")
                return sys.stdin.buffer.read(MAX_BYTES + 1)
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UserError(f"{self.name}: cannot be read: {error.strerror or error}") from None


def _no_rules(folder: str) -> FolderRules:
    return FolderRules()


def collect_inputs(
    paths: Sequence[str] | None, rules_of: RulesOf = _no_rules, *, stdin_name: str = STDIN
) -> list[Input]:
    """Returns the journey files at the paths, in their order, sorted within a folder; each file only once.

    Folders are walked without what their rules leave out. A path that does not exist, or a folder without journey
    files, is an input with a `problem`. Standard input is called `stdin_name`.
    """
    found: dict[str, Input] = {}
    for path in paths or ["."]:
        for each in _inputs_at(path, rules_of, stdin_name):
            found.setdefault(os.path.realpath(each.path) if each.path else each.name, each)
    return list(found.values())


def find_inputs(paths: Sequence[str] | None, rules_of: RulesOf = _no_rules) -> list[Input]:
    """Returns the journey files at the paths as `collect_inputs` does.

    Raises UserError when a path does not exist or a folder has no journey file.
    """
    inputs = collect_inputs(paths, rules_of)
    for each in inputs:
        if each.problem is not None:
            each.read()
    return inputs


def _inputs_at(path: str, rules_of: RulesOf, stdin_name: str) -> Iterator[Input]:
    absolute = os.path.abspath(path)  # noqa: PTH100  links stay as they are
    if path == "-":
        yield Input(stdin_name, None)
    elif Path(path).is_dir():
        if is_forced_out(absolute, rules_of, is_folder=True):
            return
        left_out: list[str] = []
        below = sorted(_below(Path(path), Walk(absolute, rules_of), left_out))
        for file in below:
            yield Input(file.as_posix(), file)
        if not below:
            hint = "`journeymap new` writes one"
            if left_out:
                hint = f"{left_out[0]} is left out by .gitignore or `exclude`; a file named outright is not"
            yield Input(path, Path(path), problem=(f"{path}: there is no *{SUFFIX} in this folder or below it", hint))
    elif Path(path).exists():
        if not is_forced_out(absolute, rules_of):
            yield Input(path, Path(path))
    else:
        yield Input(path, Path(path), problem=(f"{path}: there is no such file or folder", ""))


def _below(folder: Path, walk: Walk, left_out: list[str]) -> Iterator[Path]:
    """Yields the journey files under a folder; links to folders are followed, but no folder is entered twice.

    What the walk leaves out is added to `left_out`, folders with a `/`.
    """
    entered = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        absolute = os.path.abspath(place)  # noqa: PTH100  links stay as they are
        for name in files:
            if name.endswith(SUFFIXES) and Path(place, name).is_file():
                if walk.leaves_out(absolute, name):
                    left_out.append(Path(place, name).as_posix())
                else:
                    yield Path(place, name)
        shown = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in shown if not walk.leaves_out(absolute, name, is_folder=True)]
        left_out += [f"{Path(place, name).as_posix()}/" for name in shown if name not in folders]
