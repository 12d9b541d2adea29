"""`journeymap guide`: how to write a journey, for assistants."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.console import write_result
from journeymap.errors import ExitStatus


def guide(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the guide here, not to standard output.")
    ] = None,
) -> int:
    """Print the format in 3,000 words, for assistants.

    Markdown with examples, made from the model that reads journey files."""
    from journeymap.assistants.guide import guide as written

    if output is None:
        write_result(written())
    else:
        from journeymap.io.output import write_file

        write_file(output, written().encode())
    return ExitStatus.CLEAN
