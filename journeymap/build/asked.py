"""From what is asked for on the command line and in the configuration to a request that can be built."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journeymap.build.drawing import theme_mark
from journeymap.build.gates import gated
from journeymap.build.request import Request
from journeymap.errors import UserError
from journeymap.inputs import Input, find
from journeymap.pipeline.formats import check_formats
from journeymap.settings import DEFAULT_FORMATS, Settings
from journeymap.style.theme import load_theme
from journeymap.triage import severities

_MARK = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line asks for; what is empty the configuration says."""

    paths: Sequence[str] = ()
    output: str | None = None
    formats: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    since: str | None = None
    shard: str | None = None
    jobs: int = 0

    def request(self, settings: Settings, *, day_given: bool) -> Request:
        """The request. Raises UserError for what cannot be built, before anything is."""
        settings = self.whole(settings)
        _check(settings)
        return Request(
            settings=settings,
            inputs=self.inputs(settings),
            searched=self.searched(settings),
            since=self.since,
            folder=self.folder(settings),
            some=bool(self.paths),
            day_given=day_given,
            shard=_shard(self.shard),
            jobs=self.jobs,
        )

    def whole(self, settings: Settings) -> Settings:
        """The settings with all that `build` asks for filled in."""
        build = settings.build
        usual = (*DEFAULT_FORMATS, "plan") if settings.formats == DEFAULT_FORMATS else settings.formats
        filled = replace(
            build,
            formats=_each_once(self.formats or build.formats or usual),
            themes=_each_once(self.themes or build.themes or (settings.theme,)),
            papers=_each_once(self.papers or build.papers),
            fail_on=_each_once(self.fail_on or build.fail_on),
        )
        return replace(settings, build=filled)

    def folder(self, settings: Settings) -> Path:
        """The output folder: beside the working folder if the command line names it, else beside the configuration."""
        if self.output:
            return Path(self.output)
        folder = settings.build.root / settings.build.output
        return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder

    def inputs(self, settings: Settings) -> list[Input]:
        """The journeys, sorted; each is called by its path from the configuration's folder, whoever builds it."""
        root = settings.build.root
        if "-" in self.paths:
            raise UserError("build reads files and folders, not standard input")
        found = (each.path for each in find(self.searched(settings)))
        named = {_from(root, path): path for path in found if path is not None}
        return [Input(name, path) for name, path in sorted(named.items())]

    def searched(self, settings: Settings) -> Sequence[str]:
        """The files and folders that journeys are looked for in."""
        return self.paths or [str(settings.build.root / path) for path in settings.build.inputs]


def _from(root: Path, path: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


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
