"""`journeymap schema`: the format for editors and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.console import write_result
from journeymap.errors import ExitStatus


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the schema here, not to standard output.")
    ] = None,
) -> int:
    """Print the JSON Schema (2020-12) of the format.

    Editors check and complete journey files with it. It is made from the model that reads them."""
    from journeymap.model.schema import schema_text

    text = schema_text()
    if output is None:
        write_result(text)
    else:
        from journeymap.io.output import write_file

        write_file(output, text.encode())
    return ExitStatus.CLEAN
