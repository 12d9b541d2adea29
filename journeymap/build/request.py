"""What a build is asked for, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from journeymap.build.drawing import Made
from journeymap.build.facts import Facts
from journeymap.inputs import Input
from journeymap.settings import CONFIGURATION, Settings

Shown = Callable[[Iterator[Made], int], Iterator[Made]]
"""Passes on what is made, and how much there is of it, to show how far the build is."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to build: which journeys into which folder, and which part of the work.

    A build of `some` journeys alone leaves the rest of the site as it is. `day_given` tells a day that was
    asked for from the clock's. Shard (2, 5) is the second of five. `searched` are the paths that the inputs were
    found in, and `since` the revision that they are compared with.
    """

    settings: Settings
    inputs: Sequence[Input]
    searched: Sequence[str]
    folder: Path
    since: str | None = None
    some: bool = False
    day_given: bool = False
    shard: tuple[int, int] | None = None
    jobs: int = 0

    @property
    def own(self) -> Sequence[Input]:
        """The inputs of this shard; all, where there is none."""
        if self.shard is None:
            return self.inputs
        number, of = self.shard
        return self.inputs[number - 1 :: of]

    @property
    def read_from(self) -> list[Path]:
        """Every file and folder that a build of this reads, beside journeymap's own."""
        build = self.settings.build
        themes = [Path(theme) for theme in (*build.themes, build.paper_theme) if Path(theme).suffix]
        templates = [self.settings.templates] if self.settings.templates else []
        journeys = [each.path for each in self.inputs if each.path is not None]
        config = [place / name for place in (build.root, Path.cwd()) for name in CONFIGURATION]
        return [*journeys, *config, *themes, *templates]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A journey in the index: the name of its file, its facts where it could be read, and how its files stand.

    `drawn` is False where its files, if there are any, are those of an earlier state of it. `unreadable` counts
    the errors of a file without facts.
    """

    name: str
    facts: Facts | None = None
    files: tuple[str, ...] = ()
    drawn: bool = True
    errors: int = 0


@dataclass
class Built:
    """What a build came to: the journeys for the index, how many were drawn and left as they were, what else changed.

    `stale` says what a build would do, for one that is only to look; `problems` what could not be compared.
    """

    rows: list[Row] = field(default_factory=list)
    drawn: int = 0
    unchanged: int = 0
    written: int = 0
    removed: int = 0
    stale: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
