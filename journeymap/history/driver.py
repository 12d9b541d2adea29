"""Merges files as a merge driver of git: finds out what git does not hand over, and merges by id, else by lines.

git hands over three files, the length of the markers and, from 2.44 on, the labels. What else it was asked is in its
configuration (`merge.conflictStyle`), its environment, the state of a rebase, and on its command line (`-X ours`).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from journeymap.errors import UserError
from journeymap.history.merge import Merged, Style, Unmergeable, check_lines, merge
from journeymap.history.merge.conflicts import FORMS, Favour, Form
from journeymap.io.output import write_file

_USUAL_SIZE = 7
"""Of the markers. git makes them longer for the bases that it merges first, which no option is meant for."""
_ANCESTORS = 6
_MOST_CONFLICTS = 127


def merge_files(files: tuple[Path, Path, Path], size: int, labels: Sequence[str] = ()) -> Merged:
    """Merge three files (base, ours, theirs) into the second one.

    `size` is the length of the conflict markers, and `labels` names base, ours and theirs. Files that cannot be merged
    by id are merged by lines, as git does. Raises UserError when a file cannot be read.
    """
    try:
        base, ours, theirs = (path.read_bytes() for path in files)
    except OSError as error:
        raise UserError(f"{error.filename}: cannot be read: {error.strerror}") from None
    style = _style(size, labels)
    try:
        merged = merge(base, ours, theirs, style)
    except Unmergeable:
        merged = check_lines(base, ours, theirs, _by_lines(files, style), style)
    write_file(files[1], merged.data)
    return merged


def _by_lines(files: tuple[Path, Path, Path], style: Style) -> Merged:
    """Three files (base, ours, theirs) merged by lines, as git does. Raises UserError when git cannot."""
    base, ours, theirs = (str(path.absolute()) for path in files)
    labels = [part for label in (style.ours, style.base, style.theirs) for part in ("-L", label)]
    options = [f"--{option}" for option in (style.favour, style.form) if option not in ("", "merge")]
    done = _git("merge-file", "-p", *options, f"--marker-size={style.size}", *labels, "--", ours, base, theirs)
    if done.returncode > _MOST_CONFLICTS:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("error: ")
        raise UserError(f"git cannot merge {files[1]}: {reason}")
    return Merged(done.stdout, done.returncode)


def _asked_git(*arguments: str) -> str:
    """What a command of git prints; empty where it fails."""
    done = _git(*arguments)
    return "" if done.returncode else os.fsdecode(done.stdout).rstrip("\n")


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs git as it would run itself, with the settings and the variables that it has given to its merge driver."""
    try:
        return subprocess.run(["git", *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        raise UserError("git is not installed here, or not on the PATH") from None


def _style(size: int, labels: Sequence[str]) -> Style:
    asked = _asked_git("config", "--get", "merge.conflictStyle")
    form: Form = next((each for each in FORMS if each == asked), "merge")
    favour = _favour() if size == _USUAL_SIZE else ""
    base, ours, theirs = [*labels, "", "", ""][:3]
    known = bool(ours) and not ours.startswith("%")  # an older git does not know these names
    if known:
        return Style(ours, base or "base", theirs, size, form, favour)
    heads = [value for name, value in os.environ.items() if name.startswith("GITHEAD_")]
    return Style("HEAD", "base", heads[0] if len(heads) == 1 else "theirs", size, form, favour)


def _favour() -> Favour:
    """The side that conflicts are decided for: git's option `-X`, of the command itself or of the rebase it goes on."""
    options = [argument for command in _commands_of_git() for argument in _strategy_options(command)]
    folder = _asked_git("rev-parse", "--git-path", "rebase-merge/strategy_opts")
    if folder:
        with suppress(OSError):  # no rebase, or one without options
            options += Path(folder).read_text("utf-8", "replace").replace("--", "").split()
    found: Favour = ""
    for option in options:
        found = "ours" if option == "ours" else "theirs" if option == "theirs" else found
    return found


def _strategy_options(command: Sequence[str]) -> Iterator[str]:
    for index, argument in enumerate(command):
        if argument in ("-X", "--strategy-option"):
            yield from command[index + 1 : index + 2]
        elif argument.startswith(("-X", "--strategy-option=")):
            yield argument.removeprefix("--strategy-option=").removeprefix("-X")


def _commands_of_git() -> Iterator[list[str]]:
    """The command lines of this process's ancestors up to the first git."""
    process = os.getppid()
    for _ in range(_ANCESTORS):
        parent, command = _ancestor(process)
        if command and Path(command[0]).name.removesuffix(".exe") == "git":
            yield command
            return
        if parent <= 1:
            return
        process = parent


def _ancestor(process: int) -> tuple[int, list[str]]:
    """The parent and the command line of a process; 0 and nothing where they cannot be known."""
    folder = Path("/proc", str(process))
    try:
        facts = folder.joinpath("stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        command = os.fsdecode(folder.joinpath("cmdline").read_bytes()).split("\0")
        return int(facts[1]), command
    except (OSError, ValueError, IndexError):
        pass  # not Linux
    try:
        told = subprocess.run(
            ["ps", "-o", "ppid=,args=", "-p", str(process)], capture_output=True, check=False, text=True
        )
        parent, *command = told.stdout.split()
        return int(parent), command
    except (OSError, ValueError):
        return 0, []
