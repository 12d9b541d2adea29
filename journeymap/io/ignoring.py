"""Which files a walk through folders leaves out: those that `.gitignore` files name, and those that `exclude` names.

Both are written in git's patterns. The library for them is imported when there are patterns to match.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.records import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MAX_BYTES = 100_000
"""As much of a `.gitignore` is read."""
_MOST_STARS = 4
"""A pattern with more would take minutes to match against a long name."""
_GITIGNORE = ".gitignore"


class Patterns(NamedTuple):
    """Patterns as `.gitignore` has them, relative to a folder, which is absolute."""

    folder: str
    lines: tuple[str, ...]

    def name(self, path: str, *, is_folder: bool = False) -> bool | None:
        """Whether they name an absolute path or a folder above it; None where they say nothing of it."""
        relative = os.path.relpath(path, self.folder)
        if relative == os.curdir or relative.startswith(os.pardir):
            return None
        return _spec(self.lines).check_file(relative + "/" * is_folder).include


class FolderRules(NamedTuple):
    """What is left out of a folder: what `exclude` names, and what git ignores unless that is not respected.

    They bind what a walk finds; files and folders that are named outright only with `force`.
    """

    exclude: tuple[Patterns, ...] = ()
    respect_gitignore: bool = True
    force: bool = False


RulesOf = Callable[[str], FolderRules]
"""Returns the rules of a folder, an absolute path."""


def checked_patterns(folder: Path, lines: Sequence[str], where: str) -> Patterns:
    """Returns patterns relative to a folder. Raises UserError, with `where`, when one of them is none."""
    for line in lines:
        try:
            _spec((line,))
        except ValueError as error:
            raise UserError(f"{where}: {line!r} is no pattern: {error}", hint="write it as in .gitignore") from None
    return Patterns(os.path.abspath(folder), tuple(lines))  # noqa: PTH100  links stay as they are


class Walk:
    """What one walk below a folder, an absolute path, leaves out. A folder named outright is not itself left out."""

    def __init__(self, top: str, rules_of: RulesOf) -> None:
        self._top = top
        self._rules_of = rules_of
        self._outer = [each for each in _above(top) if not each.name(top, is_folder=True)]
        self._inner: dict[str, list[Patterns]] = {}

    def leaves_out(self, folder: str, name: str, *, is_folder: bool = False, tracked: bool = False) -> bool:
        """Whether an entry of a folder of this walk, an absolute path, is left out.

        What is `tracked` is not ignored: git goes on with a file that it has, whatever `.gitignore` says.
        """
        path = os.path.join(folder, name)  # noqa: PTH118  asked for each file and folder below
        rules = self._rules_of(folder)
        if any(
            each.name(path, is_folder=is_folder) and (rules.force or not each.name(self._top, is_folder=True))
            for each in rules.exclude
        ):
            return True
        if tracked or not rules.respect_gitignore:
            return False
        said = (each.name(path, is_folder=is_folder) for each in self._gitignores(folder))
        return next((answer for answer in said if answer is not None), False)

    def passes_by(self, path: str, *, tracked: bool) -> bool:
        """Whether it does not come to a file below its folder: that, or a folder on the way there, is left out."""
        folder = self._top
        *folders, file = Path(path).relative_to(folder).parts
        for name in folders:
            if self.leaves_out(folder, name, is_folder=True, tracked=tracked):
                return True
            folder = os.path.join(folder, name)  # noqa: PTH118
        return self.leaves_out(folder, file, tracked=tracked)

    def _gitignores(self, folder: str) -> list[Patterns]:
        """The patterns of the `.gitignore` files in a folder and those above it, the nearest first."""
        known = self._inner.get(folder)
        if known is None:
            above = self._outer if folder == self._top else self._gitignores(os.path.dirname(folder))  # noqa: PTH120
            known = self._inner[folder] = [*_patterns_in(folder), *above]
        return known


def is_forced_out(path: str, rules_of: RulesOf, *, is_folder: bool = False) -> bool:
    """Whether a file or folder that is named outright, an absolute path, is left out all the same."""
    parent, name = os.path.split(path)
    return rules_of(parent).force and Walk(parent, rules_of).leaves_out(parent, name, is_folder=is_folder)


def _above(top: str) -> list[Patterns]:
    """The patterns of the repository that hold for a folder, from files above it, the nearest first."""
    found: list[Patterns] = []
    for place in (top, *map(str, Path(top).parents)):
        if place != top:
            found += _patterns_in(place)
        git = os.path.join(place, ".git")  # noqa: PTH118
        if os.path.lexists(git):
            return [*found, *_patterns_in(place, os.path.join(".git", "info", "exclude"))]  # noqa: PTH118
    return []


def _patterns_in(folder: str, name: str = _GITIGNORE) -> list[Patterns]:
    try:
        path = Path(folder, name)
        if not stat.S_ISREG(path.stat().st_mode):
            return []
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return []
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        _spec(tuple(lines))
    except ValueError:  # a line that is no pattern is passed over, as git does
        lines = [line for line in lines if _is_pattern(line)]
    return [Patterns(folder, tuple(lines))] if lines else []


def _is_pattern(line: str) -> bool:
    try:
        _spec((line,))
    except ValueError:
        return False
    return True


@cache
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  few runs have patterns to match

    for line in lines:
        if len(re.findall(r"\*+", line)) > _MOST_STARS:
            raise ValueError(f"it has more than {_MOST_STARS} stars")
    try:
        return GitIgnoreSpec.from_lines(lines)
    except re.error as error:  # a range that is none
        raise ValueError(str(error)) from None
