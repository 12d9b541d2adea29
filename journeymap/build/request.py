"""The request for a build, made from the command line and the configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.build.drawing import theme_suffix
from journeymap.build.gates import gate_codes
from journeymap.configuration import CONFIGURATION
from journeymap.errors import UserError
from journeymap.io.discovery import Input, find_inputs
from journeymap.io.ignoring import RulesOf
from journeymap.io.reading import is_inside
from journeymap.pipeline.formats import check_formats
from journeymap.pipeline.severity import severities
from journeymap.settings import DEFAULT_FORMATS, Settings
from journeymap.style.theme import load_theme

_THEME_SUFFIX = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True, kw_only=True)
class BuildRequest:
    """What to build: which journeys into which folder, and which part of the work.

    The settings are complete. A build of `some` journeys leaves the rest of the site as it is. `day_given` is True when
    the user gave the day, False when it is the current one. Shard (2, 5) is the second of five. `search_paths` are
    where the inputs were found, without what `rules_of` leaves out, and `since` is the revision to compare them with.
    With `force` the folder may have files that no build has made.
    """

    settings: Settings
    inputs: Sequence[Input]
    search_paths: Sequence[str]
    rules_of: RulesOf
    folder: Path
    force: bool = False
    since: str | None = None
    some: bool = False
    day_given: bool = False
    shard: tuple[int, int] | None = None
    jobs: int = 0

    @property
    def shard_inputs(self) -> Sequence[Input]:
        """The inputs of this shard; all inputs without one."""
        if self.shard is None:
            return self.inputs
        number, count = self.shard
        return self.inputs[number - 1 :: count]

    @property
    def read_paths(self) -> list[Path]:
        """Every file and folder that the build reads, found or not, but for those of journeymap itself."""
        from journeymap.pipeline.dependencies import files_beside, files_named_by  # noqa: PLC0415  only watching asks
        from journeymap.pipeline.pictures import named_in  # noqa: PLC0415

        build = self.settings.build
        themes = (*build.themes, build.paper_theme)
        named = [path for theme in themes for path in files_named_by(self.settings.replace(theme=theme))]
        journeys = [each.path for each in self.inputs if each.path is not None]
        config = [place / name for place in (build.root, Path.cwd()) for name in CONFIGURATION]
        beside = [path for each in journeys for path in files_beside(each, named_in(each))]
        return [*journeys, *beside, *config, *named]


def build_request(
    settings: Settings,
    *,
    rules_of: RulesOf,
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
    force: bool = False,
) -> BuildRequest:
    """The request of a command line; what it leaves empty comes from the settings.

    Raises UserError for options with which nothing can be built.
    """
    build = settings.build
    default = (*DEFAULT_FORMATS, "plan") if settings.formats == DEFAULT_FORMATS else settings.formats
    filled = build.replace(
        formats=_without_repeats(formats or build.formats or default),
        themes=_without_repeats(themes or build.themes or (settings.theme,)),
        papers=_without_repeats(papers or build.papers),
        fail_on=_without_repeats(fail_on or build.fail_on),
    )
    settings = settings.replace(build=filled)
    _check(settings)
    if "-" in paths:
        raise UserError("build reads files and folders, not standard input")
    search_paths = paths or [str(build.root / path) for path in build.inputs]
    return BuildRequest(
        settings=settings,
        inputs=_inputs(search_paths, build.root, rules_of),
        search_paths=search_paths,
        rules_of=rules_of,
        since=since,
        folder=Path(output) if output else _configured_folder(build.root, build.output),
        force=force,
        some=bool(paths),
        day_given=day_given,
        shard=_shard(shard),
        jobs=jobs,
    )


def _configured_folder(root: Path, output: str) -> Path:
    """The folder that the configuration names. Raises UserError when it is not below the configuration's own.

    A configuration may come from a stranger, as in a pull request, and links in it too.
    """
    folder = root / output
    if not is_inside(folder, root):
        raise UserError(
            f"`build.output`: {output} is outside the folder of the configuration",
            hint=f"name it on the command line: `journeymap build --output {output}`",
        )
    return _relative_to_cwd(folder)


def _relative_to_cwd(folder: Path) -> Path:
    """The folder relative to the working folder, if it is below it."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _inputs(search_paths: Sequence[str], root: Path, rules_of: RulesOf) -> list[Input]:
    """The journeys sorted by name, which is the path from the configuration's folder and so the same on any machine."""
    found = (each.path for each in find_inputs(search_paths, rules_of))
    named = {Path(os.path.relpath(path, root)).as_posix(): path for path in found if path is not None}
    return [Input(name, path) for name, path in sorted(named.items())]


def _without_repeats(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _shard(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _SHARD.fullmatch(text)
    number, count = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= count:
        raise UserError(f"--shard: {text!r} is no part of a whole", hint="write 2/5 for the second of five")
    return number, count


def _check(settings: Settings) -> None:
    """Raise UserError for settings with which no journey could be built, once and before any is."""
    build = settings.build
    severities(settings)
    gate_codes(build.fail_on)
    check_formats(build.formats, settings.pdf_standard)
    for number, theme in enumerate((*build.themes, build.paper_theme)):
        load_theme(theme)
        if number and (not _THEME_SUFFIX.fullmatch(theme_suffix(theme)) or theme_suffix(theme) == "diff"):
            raise UserError(f"{theme}: files cannot be named after this theme", hint="call its file `our-theme.yaml`")
    if build.papers:
        from journeymap.layout.papers import paper_size  # noqa: PLC0415  only what prints pays for it

        for paper in build.papers:
            paper_size(paper, "portrait")
