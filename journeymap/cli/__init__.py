"""The command line. Each command has a file that parses its options, builds what it needs and runs it.

Start-up time weighs on every map that is drawn, so nothing is imported before it is needed: the module of a command
when the command is called, and what the command works with inside its function. A new command is a module with a
function of the same name, and its name in `BY_PURPOSE`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.main import get_command

from journeymap import __version__
from journeymap.cli.console import not_written, report_problem, require_output, silence_output, write_result
from journeymap.cli.ending import Ending
from journeymap.errors import ExitStatus, ReaderGone, UserError

BY_PURPOSE = {
    "write": ("new", "fmt", "rename", "import", "guide", "lsp"),
    "check": ("validate", "rules", "schema"),
    "draw": ("render", "serve", "flow", "templates"),
    "print": ("print", "workshop", "capture"),
    "measure": ("measure", "simulate"),
    "decide": ("plan", "experiment"),
    "share": ("build", "export", "describe", "mcp"),
    "git": ("diff", "log", "git"),
}
"""The commands by what people do with them, in the order in which `--help` lists them."""
COMMANDS = tuple(name for names in BY_PURPOSE.values() for name in names)
WITHIN = {
    "measure": {"report": "Tell what moved beyond noise since the last period."},
    "experiment": {
        "plan": "Say how many people an experiment needs, and for how long.",
        "read": "Say what it shows, by its source or the numbers of its arms, and no more.",
    },
}
"""Commands that have commands within them, with a line on each: `measure report` is in `measure_report.py`."""
DIVIDED = ("diff",)
"""The commands whose arguments `--` divides, as git has it: they get it among their arguments."""
_KEYWORDS = ("import",)
"""Commands that Python keeps as words of its own: their modules and functions have `_` behind the name."""
INTERRUPTED = 130
PIPE_CLOSED = 141
_WRITTEN_BY_CLICK = frozenset({"--help", "-h", "--show-completion"})
"""Options whose output click writes itself."""

# The base class of all errors in options and arguments; typer gives it no public name.
_WrongUse: type[Exception] = typer.BadParameter.__mro__[1]


def main() -> NoReturn:
    """Run the command line, and end the process with its exit status."""
    ending = Ending()
    ending.status = run(sys.argv[1:])
    sys.exit(ending.status)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. Every error is caught here and reported in one line."""
    try:
        status = _run(arguments)
        if status == INTERRUPTED:
            report_problem("interrupted; what was there before is untouched")
        return status
    except KeyboardInterrupt:
        report_problem("interrupted")
        return INTERRUPTED
    except ReaderGone:
        silence_output()
        return PIPE_CLOSED
    except UserError as error:
        report_problem(error.message, hint=error.hint)
        return error.status
    except Exception:
        from journeymap.cli.fault import report_fault

        report_fault()
        return ExitStatus.FAULT


def _run(arguments: Sequence[str]) -> int:
    written_by_click = not arguments or not _WRITTEN_BY_CLICK.isdisjoint(arguments)
    try:
        command = get_command(application(arguments))
        if written_by_click:
            from journeymap.cli.help import fill_in

            require_output()
            fill_in(command)
        status = command.main(args=_as_given(arguments) or ["--help"], prog_name="journeymap", standalone_mode=False)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # click ends with 1 when nobody reads its help
            raise ReaderGone from None
        raise
    except OSError as error:
        if written_by_click:
            raise not_written(error) from None
        raise
    except _WrongUse as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "journeymap"
        message = error.format_message()  # type: ignore[attr-defined]
        raise UserError(message, hint=_meant(message) or f"`{path} --help` says more") from None
    return int(status or ExitStatus.CLEAN) if arguments else ExitStatus.USAGE


def _meant(message: str) -> str:
    """A hint with the choice that is similar to the one given, from the message of click on it."""
    given, not_one, choices = message.partition(" is not one of ")
    if not not_one:
        return ""
    from journeymap.spelling import did_you_mean

    return did_you_mean(given.rpartition(": ")[2].strip("'"), [each.strip(" .'") for each in choices.split(",")])


def _as_given(arguments: Sequence[str]) -> list[str]:
    """The arguments, with `--` twice where the command is to see it: the first one ends the options, and is dropped."""
    given = list(arguments)
    if given[:1] and given[0] in DIVIDED and "--" in given:
        given.insert(given.index("--"), "--")
    return given


def application(arguments: Sequence[str]) -> typer.Typer:
    """The application with the command that is called; with all commands where the arguments do not name one."""
    all_of_them = not arguments or arguments[0] not in COMMANDS
    app = typer.Typer(
        cls=_listing() if all_of_them else None,
        add_completion=all_of_them,  # completion takes time to import
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(help="Customer journeys as code: check them, draw them, act on them.")(_common)
    for name in _called(arguments):
        if name in WITHIN and len(arguments) > 1 and arguments[0] == name and arguments[1] in WITHIN[name]:
            _add_within(app, name, arguments[1])
        elif name in WITHIN:
            from journeymap.cli.within import with_commands

            app.command(name, cls=with_commands(WITHIN[name]))(_function(name))
        else:
            app.command(name)(_function(name))
    return app


def _listing() -> type[typer.core.TyperGroup]:
    from journeymap.cli.help import listing

    return listing(BY_PURPOSE)


def _add_within(app: typer.Typer, name: str, inner: str) -> None:
    """Add the command `inner` that is within another one, which does nothing itself then."""
    outer = typer.Typer(rich_markup_mode=None)
    outer.callback()(lambda: None)
    outer.command(inner)(_function(f"{name}_{inner}"))
    app.add_typer(outer, name=name)


def _called(arguments: Sequence[str]) -> Sequence[str]:
    """The names of the commands that these arguments may call."""
    first = arguments[0] if arguments else ""
    if first in ("--version", "-V"):
        return ()
    return (first,) if first in COMMANDS else COMMANDS


def _function(name: str) -> Callable[..., Any]:
    written = f"{name}_" if name in _KEYWORDS else name
    function: Callable[..., Any] = getattr(import_module(f"journeymap.cli.{written}"), written)
    return function


def _print_version(asked: bool) -> None:
    if asked:
        write_result(f"journeymap {__version__}\n")
        raise typer.Exit


def _common(
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """The options that come before the command."""
