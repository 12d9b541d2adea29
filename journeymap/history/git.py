"""Reads versions of files from a git repository, and sets git up for journeys.

Git is run with fixed arguments. A revision is resolved to a hash first, behind `--end-of-options`, so that no name can
be taken for an option. No setting of the repository can run a program: hooks, the file system monitor, pagers and
filters are switched off or not used, and nothing is fetched. Variables that point git elsewhere, such as `GIT_DIR`, are
removed.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.source.limits import MAX_BYTES

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor="),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "log.showSignature=false"),
)
_VARIABLES = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_FILE_MODES = ("100644", "100755")
_NO_SUCH_KEY = 5


class TreeEntry(NamedTuple):
    """A file of a commit: its path from the top of the repository, and the hash of its contents."""

    path: str
    blob: str


class Commit(NamedTuple):
    """A commit. `day` is the author's day, as `2026-11-21`."""

    hash: str
    parents: tuple[str, ...]
    day: str
    author: str
    subject: str

    @property
    def short(self) -> str:
        """Enough of the hash for a person to find it by."""
        return self.hash[:9]


class Repository:
    """A git repository; `top` is the folder of its working files."""

    def __init__(self, top: Path) -> None:
        self.top = top

    @classmethod
    def containing(cls, place: Path) -> Repository:
        """The repository that contains a file or folder. Raises UserError where there is none."""
        folder = place if place.is_dir() else place.parent
        result = _git(folder, "rev-parse", "--show-toplevel")
        if result.returncode:
            raise UserError(f"{place}: {_reason(result) or 'this is not in a git repository'}")
        return cls(Path(os.fsdecode(result.stdout).rstrip("\n")))

    def commit(self, revision: str) -> str:
        """The hash of the commit that a revision names. Raises UserError when it names none."""
        found = self._resolved(f"{revision}^{{commit}}")
        if found is None:
            raise UserError(f"{revision!r} names no commit here", hint="`git log --oneline --all` lists what there is")
        return found

    def has_commit(self, revision: str) -> bool:
        """Whether a revision names a commit."""
        return self._resolved(f"{revision}^{{commit}}") is not None

    def has_commits(self) -> bool:
        """Whether anything has been committed yet."""
        return self.has_commit("HEAD")

    def fork_point(self, one: str, other: str) -> str:
        """The hash of the best common ancestor of two commits, given by hash. Raises UserError if they have none."""
        result = self._run("merge-base", one, other)
        found = result.stdout.decode().strip()
        if result.returncode or not _HASH.fullmatch(found):
            raise UserError("the two revisions have no commit in common", hint="name them with two dots: OLD..NEW")
        return found

    def files(self, commit: str, paths: Sequence[str] = ()) -> list[TreeEntry]:
        """The files of a commit at or under the paths, which count from the top; all files without paths."""
        wanted = [path for path in paths if path]
        result = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
        if result.returncode:
            raise UserError(f"git cannot list the files of {commit[:9]}: {_reason(result)}")
        found = []
        for line in result.stdout.split(b"\0"):
            facts, _, path = line.partition(b"\t")
            if not path:
                continue
            mode, _, blob = facts.decode().split(" ")
            if mode in _FILE_MODES:  # neither a link nor another repository
                found.append(TreeEntry(os.fsdecode(path), blob))
        return found

    def blob(self, commit: str, path: str) -> bytes | None:
        """The contents of a file of a commit; None where it has no such file."""
        entry = next((entry for entry in self.files(commit, [path]) if entry.path == path), None)
        return self.contents(entry.blob) if entry else None

    def contents(self, blob: str, most: int = MAX_BYTES) -> bytes:
        """The contents with a hash, cut off one byte after `most`, by default the size that a journey file may have."""
        with subprocess.Popen(
            _command(self.top, "cat-file", "blob", blob),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            assert process.stdout is not None
            data = process.stdout.read(most + 1)
            process.stdout.close()
            if len(data) > most:
                process.kill()
        if process.returncode and len(data) <= most:
            raise UserError(f"git has no contents for {blob[:9]}", hint="this copy may lack a part of the repository")
        return data

    def commits_of(self, commit: str, *paths: str) -> Iterator[Commit]:
        """The commits that changed one of the files, from this one back, the newest first."""
        form = "--format=%H%x00%P%x00%ad%x00%an%x00%s"
        result = self._run("rev-list", "--topo-order", "--date=short", form, commit, "--", *paths)
        if result.returncode:
            raise UserError(f"git cannot list the commits of {paths[0]}: {_reason(result)}")
        for line in result.stdout.decode("utf-8", "replace").split("\n"):
            parts = line.split("\0")
            if len(parts) == 5:
                yield Commit(parts[0], tuple(parts[1].split()), *parts[2:])

    def path_in(self, place: Path) -> str:
        """The path of a file or folder from the top, with slashes. Raises UserError outside of the repository."""
        try:
            inside = _absolute(place).relative_to(_absolute(self.top))
        except ValueError:
            raise UserError(f"{place} is not inside the repository at {self.top}") from None
        return "" if inside == Path() else inside.as_posix()

    def _resolved(self, expression: str) -> str | None:
        if "\0" in expression:
            return None
        result = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", expression)
        found = result.stdout.decode("ascii", "replace").strip()
        return found if not result.returncode and _HASH.fullmatch(found) else None

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return _git(self.top, *arguments)


def _absolute(place: Path) -> Path:
    """The absolute path with links resolved in its folder but not in its last part: git keeps a link as a link."""
    place = Path(os.path.normpath(Path.cwd() / place))
    return place.parent.resolve() / place.name


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            _command(folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            check=False,
        )
    except OSError:
        raise UserError("git is not installed here, or not on the PATH") from None


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), *_OPTIONS, *arguments]


def _environment() -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return others | _VARIABLES


def _reason(result: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of git's error message, without `fatal:`."""
    message = result.stderr.decode("utf-8", "replace").strip()
    line = message.splitlines()[0] if message else ""
    return "" if "not a git repository" in line else line.removeprefix("fatal: ")


def configure(folder: Path, key: str, value: str | None, *, everywhere: bool) -> None:
    """Set a key of git's configuration for this repository or, with `everywhere`, for the user; None removes it."""
    change = ["--unset-all", key] if value is None else [key, value]
    result = _git(folder, "config", "--global" if everywhere else "--local", *change)
    if result.returncode and not (value is None and result.returncode == _NO_SUCH_KEY):
        raise UserError(f"git cannot be set up: {_reason(result) or 'this is not in a git repository'}")


def path_of_attributes(folder: Path, *, everywhere: bool) -> Path:
    """The file of git attributes of this repository or, with `everywhere`, of the user."""
    if not everywhere:
        result = _git(folder, "rev-parse", "--git-path", "info/attributes")
        if result.returncode:
            raise UserError(f"{folder}: {_reason(result) or 'this is not in a git repository'}")
        return folder / os.fsdecode(result.stdout).rstrip("\n")
    result = _git(folder, "config", "--global", "--type=path", "core.attributesFile")
    named = os.fsdecode(result.stdout).rstrip("\n")
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(named) if named else Path(home) / "git" / "attributes"
