"""`journeymap lsp`: the language server."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import say
from journeymap.cli.reading import Reading, reads
from journeymap.errors import ExitStatus, UserError

Stdio = Annotated[bool, typer.Option("--stdio", help="Speak over standard input and output, which it does anyway.")]


@reads("config", "isolated", "exclude")
def lsp(stdio: Stdio = False, today: options.Today = None, *, reading: Reading) -> int:
    """Help to write journeys in an editor, which starts it.

    It speaks the Language Server Protocol: problems as you type with fixes, completion of keys and ids, hover,
    definition, references, rename, outline, folding, formatting. docs/editors.md has the settings of editors.
    """
    try:
        from journeymap.lsp.server import server
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UserError(
            "the language server needs pygls, which is not installed", hint="`pip install 'journeymap[lsp]'`"
        ) from None
    if sys.stdin is None or sys.stdout is None:
        raise UserError("standard input or output is closed", hint="an editor starts `journeymap lsp` with both")
    made = server(reading.workspace(None, today))
    if sys.stdin.isatty():
        say("waiting for an editor, which starts this by itself: see docs/editors.md; Ctrl-C ends it")
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as protocol:
        # Whatever else is printed would be taken for a part of the protocol.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        made.start_io(sys.stdin.buffer, protocol)
    return ExitStatus.CLEAN
