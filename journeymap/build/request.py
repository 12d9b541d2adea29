"""What a build is asked for, on the command line and in the configuration, as one request that can be built."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.build.drawing import theme_mark
from journeymap.build.gates import gated
from journeymap.errors import UserError
from journeymap.io.discovery import Input, find_inputs
from journeymap.pipeline.formats import check_formats
from journeymap.pipeline.severity import severities
from journeymap.settings import CONFIGURATION, DEFAULT_FORMATS, Settings
from journeymap.style.theme import load_theme

_MARK = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True, kw_only=True)
class BuildRequest:
    """What to build: which journeys into which folder, and which part of the work.

    The settings have all that a build asks for filled in. A build of `some` journeys alone leaves the rest of the
    site as it is. `day_given` tells a day that was asked for from the clock's. Shard (2, 5) is the second of five.
    `searched` are the paths that the inputs were found in, and `since` the revision that they are compared with.
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


def build_request(
    settings: Settings,
    *,
    paths: Sequence[str] = (),
    output: str | None = None,
    formats: Sequence[str] = (),
    themes: Sequence[str] = (),
    papers: Sequence[str] = (),
    fail_on: Sequence[str] = (),
    since: str | None = None,
    shard: str | None = None,
    jobs: int = 0,
    day_given: bool = False,
) -> BuildRequest:
    """The request that the command line makes; what it leaves empty the settings say.

    Raises UserError for what cannot be built, before anything is.
    """
    build = settings.build
    usual = (*DEFAULT_FORMATS, "plan") if settings.formats == DEFAULT_FORMATS else settings.formats
    filled = build.replace(
        formats=_each_once(formats or build.formats or usual),
        themes=_each_once(themes or build.themes or (settings.theme,)),
        papers=_each_once(papers or build.papers),
        fail_on=_each_once(fail_on or build.fail_on),
    )
    settings = settings.replace(build=filled)
    _check(settings)
    if "-" in paths:
        raise UserError("build reads files and folders, not standard input")
    searched = paths or [str(build.root / path) for path in build.inputs]
    return BuildRequest(
        settings=settings,
        inputs=_inputs(searched, build.root),
        searched=searched,
        since=since,
        folder=Path(output) if output else _from_here(build.root / build.output),
        some=bool(paths),
        day_given=day_given,
        shard=_shard(shard),
        jobs=jobs,
    )


def _from_here(folder: Path) -> Path:
    """The folder, named from the working folder where it is below it."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _inputs(searched: Sequence[str], root: Path) -> list[Input]:
    """The journeys, sorted; each is called by its path from the configuration's folder, whoever builds it."""
    found = (each.path for each in find_inputs(searched))
    named = {Path(os.path.relpath(path, root)).as_posix(): path for path in found if path is not None}
    return [Input(name, path) for name, path in sorted(named.items())]


def _each_once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _shard(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _SHARD.fullmatch(text)
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of:
        raise UserError(f"--shard: {text!r} is no part of a whole", hint="write 2/5 for the second of five")
    return number, of


def _check(settings: Settings) -> None:
    """What every journey would stumble over is said once, before any is built."""
    build = settings.build
    severities(settings)
    gated(build.fail_on)
    check_formats(build.formats, settings.pdf_standard)
    for number, theme in enumerate((*build.themes, build.paper_theme)):
        load_theme(theme)
        if number and (not _MARK.fullmatch(theme_mark(theme)) or theme_mark(theme) == "diff"):
            raise UserError(f"{theme}: files cannot be named after this theme", hint="call its file `our-theme.yaml`")
    if build.papers:
        from journeymap.layout.papers import paper_size  # noqa: PLC0415  only what prints pays for it

        for paper in build.papers:
            paper_size(paper, "portrait")
