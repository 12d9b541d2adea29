"""What all commands that read journeys share: which files they read, and by which settings each of them is judged."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeymap.cli import options
from journeymap.configuration import configuration_files, read_configuration, read_configuration_file
from journeymap.errors import UserError
from journeymap.io.ignoring import FolderRules, Patterns, checked_patterns
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.workspace import Workspace

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The settings, in place of those of the nearest journeymap.toml."),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
Exclude = Annotated[
    list[str] | None,
    typer.Option(metavar="PATTERN", help="Leave these out of folders, as .gitignore would; in place of `exclude`."),
]
ForceExclude = Annotated[
    bool, typer.Option("--force-exclude", help="Leave out what is excluded even where it is named outright.")
]
StdinFilename = Annotated[
    str | None, typer.Option(metavar="FILE", help="What to call standard input, and whose settings it has.")
]


class Reading:
    """The options on which files are read, and where settings come from."""

    def __init__(
        self,
        config: Path | None = None,
        isolated: bool = False,
        exclude: list[str] | None = None,
        force_exclude: bool = False,
        stdin_filename: str | None = None,
    ) -> None:
        if config is not None and isolated:
            raise UserError("--config and --isolated do not go together")
        self.stdin_filename = stdin_filename
        self._config = config
        self._isolated = isolated
        patterns = options.split_commas(exclude)
        self._exclude = checked_patterns(Path.cwd(), patterns, "--exclude") if patterns else None
        self._force = force_exclude
        self._known: dict[str, dict[str, Any]] = {}

    def settings(self, today: str | None, **given: Any) -> Settings:
        """The settings of the working folder: options of the command line, else of the configuration, else defaults.

        `given` has None or an empty value for an option that was not given. Raises UserError.
        """
        return options.settings_from(self.values(str(Path.cwd())), today, **given)

    def settings_of(self, today: str | None, **given: Any) -> SettingsOf:
        """The settings of each file, by the configuration that is nearest to it. Raises UserError when it is used."""
        return SettingsOf(self, today, given)

    def inputs(self, paths: list[str] | None) -> list[Input]:
        """The journey files at the paths; standard input, which is named, where there are none.

        Raises UserError when the only path has none; among others, it is an input that cannot be read.
        """
        from journeymap.io.discovery import STDIN, collect_inputs

        if self.stdin_filename is not None and paths not in (None, ["-"]):
            raise UserError("--stdin-filename goes with standard input", hint="name `-` and no other path")
        paths = ["-"] if self.stdin_filename is not None else paths
        found = collect_inputs(paths, self.rules_of, stdin_name=self.stdin_filename or STDIN)
        if len(found) == 1 and found[0].problem is not None:
            found[0].read()
        return found

    def rules_of(self, folder: str) -> FolderRules:
        """What is left out of a folder, an absolute path. Raises UserError when its configuration is wrong."""
        values = self.values(folder)
        exclude: tuple[Patterns, ...] = values.get("exclude", ()) if self._exclude is None else (self._exclude,)
        force = self._force or values.get("force_exclude", False)
        return FolderRules(exclude, values.get("respect_gitignore", True), force)

    def forget(self) -> None:
        """Read configuration files anew: they may have changed."""
        self._known.clear()

    def files(self, folder: str) -> list[Path]:
        """The configuration files on which the settings of a folder, an absolute path, depend, there or not."""
        if self._isolated:
            return []
        return [self._config] if self._config else list(configuration_files(Path(folder)))

    def workspace(self, paths: list[str] | None, today: str | None, **given: Any) -> Workspace:
        """The journeys at the paths, for a command that works on them for long."""
        from journeymap.workspace import Workspace

        return Workspace(paths or [], self.rules_of, self.settings_of(today, **given))

    def values(self, folder: str) -> dict[str, Any]:
        """The settings in the configuration file of a folder, an absolute path. Raises UserError."""
        if self._isolated:
            return {}
        if folder not in self._known:
            read = read_configuration_file(self._config) if self._config else read_configuration(Path(folder))
            self._known[folder] = read
        return self._known[folder]


class SettingsOf:
    """Gives each file its settings. It goes to other processes, so it holds no functions."""

    def __init__(self, reading: Reading, today: str | None, given: dict[str, Any]) -> None:
        self._reading, self._today, self._given = reading, today, given
        self._made: dict[str, Settings] = {}

    def __call__(self, each: Input) -> Settings:
        """The settings of a file, by the configuration that is nearest to it. Raises UserError."""
        path = os.path.abspath(each.path or each.name)  # noqa: PTH100  links stay as they are
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in self._made:
            values = self._reading.values(folder)
            self._made[folder] = options.settings_from(values, self._today, **self._given)
        return self._made[folder].for_file(path)

    def files(self, folder: str) -> list[Path]:
        """The configuration files on which the settings of a folder, an absolute path, depend, there or not."""
        return self._reading.files(folder)

    def forget(self) -> None:
        """Read configuration files anew: they may have changed."""
        self._reading.forget()
        self._made.clear()


_OPTIONS = {
    name: inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, default, annotation in (
        ("config", None, Config),
        ("isolated", False, Isolated),
        ("exclude", None, Exclude),
        ("force_exclude", False, ForceExclude),
        ("stdin_filename", None, StdinFilename),
    )
}


def reads(*names: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Gives a command these options of `Reading`, which it gets as its argument `reading`."""

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        def called(**values: Any) -> int:
            reading = Reading(**{name: values.pop(name) for name in names})
            return command(**values, reading=reading)

        called.__name__, called.__doc__, called.__module__ = command.__name__, command.__doc__, command.__module__
        own = [each for each in inspect.signature(command, eval_str=True).parameters.values() if each.name != "reading"]
        called.__annotations__ = {}
        signature = inspect.Signature([*own, *(_OPTIONS[name] for name in names)])
        setattr(called, "__signature__", signature)  # noqa: B010  typer asks for it
        return called

    return decorate


reads_journeys = reads(*_OPTIONS)
"""Gives a command all options of `Reading`."""
reads_settings = reads("config", "isolated")
"""Gives a command that searches no folders the options of where settings come from."""
