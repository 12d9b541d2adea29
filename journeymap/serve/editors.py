"""Opens a line of a file in an editor: by a command, without a shell, or by an address that the browser hands on."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from journeymap.errors import UserError
from journeymap.records import NamedTuple
from journeymap.spelling import did_you_mean


class Editor(NamedTuple):
    """How an editor is asked for a line: by a `command`, if its program is installed, else by an `address`.

    `{file}`, `{line}` and `{column}` in them stand for the place. `name` is what people call it.
    """

    name: str
    command: tuple[str, ...] = ()
    address: str = ""


_EDITORS: Mapping[str, Editor] = {
    "vscode": Editor("VS Code", ("code", "--goto", "{file}:{line}:{column}"), "vscode://file{file}:{line}:{column}"),
    "cursor": Editor("Cursor", ("cursor", "--goto", "{file}:{line}:{column}"), "cursor://file{file}:{line}:{column}"),
    "idea": Editor("IntelliJ IDEA", ("idea", "--line", "{line}", "{file}"), "idea://open?file={file}&line={line}"),
    "zed": Editor("Zed", ("zed", "{file}:{line}:{column}"), "zed://file{file}:{line}:{column}"),
    "sublime": Editor("Sublime Text", ("subl", "{file}:{line}:{column}")),
}
EDITORS = tuple(_EDITORS)


def editor_named(said: str) -> Editor:
    """Returns the editor of this name, or the one that a template describes: a command, or an address with `://`.

    Raises UserError for what is neither, and for a command whose program is not installed.
    """
    if said in _EDITORS:
        editor = _EDITORS[said]
        if not editor.address and _program(editor) is None:
            raise UserError(f"--editor {said}: there is no program `{editor.command[0]}`", hint="install it")
        return editor
    if "{file}" not in said:
        near = did_you_mean(said, EDITORS)
        raise UserError(
            f"--editor: there is no {said!r}",
            hint=near or f"name one of {', '.join(EDITORS)}, or write a command with {{file}} and {{line}}",
        )
    if "://" in said.partition("{file}")[0]:
        return Editor(said.partition(":")[0], address=said)
    try:
        words = tuple(shlex.split(said))
    except ValueError as error:
        raise UserError(f"--editor: {said!r} cannot be read: {error}", hint="close its quotation marks") from None
    editor = Editor(Path(words[0]).stem, words)
    if _program(editor) is None:
        raise UserError(f"--editor: there is no program {words[0]!r}", hint="write its whole path")
    return editor


def open_in(editor: Editor, file: Path, line: int, column: int) -> str:
    """Opens a file at a line and column, both from 1, in an editor.

    Returns the address that the browser has to go to, empty where a command has done it. Raises UserError when the
    command cannot be started.
    """
    program = _program(editor)
    if program is None:
        path = quote(file.as_posix() if file.as_posix().startswith("/") else f"/{file.as_posix()}")
        return _filled(editor.address, path, line, column)
    words = [_filled(word, str(file), line, column) for word in editor.command[1:]]
    try:
        subprocess.Popen(  # never a shell: a name of a file is no command
            [program, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C ends the preview, and not the editor
        )
    except OSError as error:
        raise UserError(f"{editor.name} cannot be started: {error.strerror}") from None
    return ""


def _program(editor: Editor) -> str | None:
    """The program of an editor; None where it is not installed, or is a batch file, which Windows gives to a shell."""
    found = shutil.which(editor.command[0]) if editor.command else None
    return None if found is None or (os.name == "nt" and found.lower().endswith((".cmd", ".bat"))) else found


def _filled(text: str, file: str, line: int, column: int) -> str:
    values = {"{file}": file, "{line}": str(line), "{column}": str(column)}
    return re.sub("{(?:file|line|column)}", lambda place: values[place[0]], text)
