"""A command that has others within it, and does its own work when none of them is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typer.core import TyperCommand


def with_commands(within: Mapping[str, str]) -> type[TyperCommand]:
    """Returns the class of a command whose help lists the commands within it, each with a line on what it does."""

    class CommandWithOthers(TyperCommand):
        """A command whose help lists others."""

        def format_options(self, ctx: Any, formatter: Any) -> None:
            super().format_options(ctx, formatter)
            with formatter.section("Commands"):
                formatter.write_dl(list(within.items()))

    return CommandWithOthers
