"""The pages of all commands, from the command line itself; for `make_site.py`."""

from __future__ import annotations

import re
from typing import Any

import typer.main
from markdown_tables import table

from journeymap import cli
from journeymap.cli.help import fill_in

_HEAD = """\
# Commands

`journeymap --help` lists the commands, `journeymap COMMAND --help` tells the options of one; this is the same, to read
and to search. Exit status: 0 when all is clean, 1 with findings, 2 when something was used wrongly or cannot be read,
3 for a fault of journeymap's own.
"""


def names() -> list[str]:
    """The names of all commands, each followed by those within it: `measure`, `measure report`."""
    return [
        each for name in cli.COMMANDS for each in (name, *(f"{name} {inner}" for inner in cli.WITHIN.get(name, ())))
    ]


def file_name(name: str) -> str:
    """The page of a command: `commands/measure-report.md`."""
    return f"commands/{name.replace(' ', '-')}.md"


def index() -> str:
    """The page that lists the commands by what people do with them."""
    parts = [_HEAD]
    for purpose, commands in cli.BY_PURPOSE.items():
        inside = [each for each in names() if each.partition(" ")[0] in commands]
        rows = [(f"[`journeymap {each}`]({file_name(each)})", _first_line(_command(each))) for each in inside]
        parts.append(f"## {purpose.capitalize()}\n\n{table(('command', 'what it does'), rows)}\n")
    return "\n".join(parts)


def page(name: str) -> str:
    """The page of a command: how it is called, what it does, its arguments and its options."""
    command = _command(name)
    context = _context(command, name)
    usage = " ".join(command.collect_usage_pieces(context))
    about = re.sub(r"\n(?!\n)", " ", (command.help or "").replace("\n\n", "\0")).replace("\0", "\n\n").strip()
    parts = ["[Commands](../commands.md)", f"# journeymap {name}", f"```text\njourneymap {name} {usage}\n```", about]
    arguments = [
        (f"`{each.make_metavar(context)}`", _told(each.help))
        for each in command.params
        if each.param_type_name == "argument"
    ]
    if arguments:
        parts.append(f"## Arguments\n\n{table(('argument', 'what it is'), arguments)}")
    options = [
        (_written(each, context), _told(each.help) + _range(each), _default(each))
        for each in _options(command, context)
    ]
    parts.append(f"## Options\n\n{table(('option', 'what it does', 'default'), options)}")
    return "\n\n".join(parts) + "\n"


def _command(name: str) -> Any:
    """The command of this name, with its help filled in."""
    root: Any = typer.main.get_command(cli.application(name.split()))
    fill_in(root)
    for word in name.split():
        inner = getattr(root, "commands", None)
        root = root if inner is None else inner.get(word, root)
    return root


def _context(command: Any, name: str) -> Any:
    return command.context_class(command, info_name=name)


def _options(command: Any, context: Any) -> list[Any]:
    return [each for each in command.get_params(context) if each.param_type_name == "option" and not each.hidden]


def _first_line(command: Any) -> str:
    return (command.help or "").strip().partition("\n")[0]


def _written(option: Any, context: Any) -> str:
    """The spellings of an option, with what it takes."""
    taken = "" if option.is_flag or option.count else _NUMBER.sub("NUMBER", option.make_metavar(context))
    return ", ".join(f"`{each}`" for each in (*option.opts, *option.secondary_opts)) + (f" `{taken}`" if taken else "")


_NUMBER = re.compile("<(int|integer|float)( range)?>")
_SAID_DEFAULT = re.compile(r" ?\[default: (.*)\]$")


def _told(text: str | None) -> str:
    """What is said of an option, without the default that stands behind it."""
    return _escaped(_SAID_DEFAULT.sub("", text or ""))


def _range(option: Any) -> str:
    """The least and the most that a number may be."""
    least, most = getattr(option.type, "min", None), getattr(option.type, "max", None)
    bounds = [f"{word} {value:,g}" for word, value in (("from", least), ("to", most)) if value is not None]
    return f" {' '.join(bounds).capitalize()}." if bounds else ""


def _default(option: Any) -> str:
    said = _SAID_DEFAULT.search(option.help or "")
    if said:
        return _escaped(said[1])
    value = getattr(option.default, "value", option.default)
    shown = (
        option.show_default and value not in (None, "", (), []) and not isinstance(value, bool) and not callable(value)
    )
    return f"`{value}`" if shown else ""


def _escaped(text: str) -> str:
    """A text of the terminal as Markdown: what is pointed to by `*`, `_` or `<` stays as it is written."""
    return re.sub(r"(?<!`)([*_<\[\]])(?=[^`]*(?:`[^`]*`[^`]*)*$)", r"\\\1", " ".join(text.split()))
