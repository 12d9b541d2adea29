"""What an editor makes of a proposal when somebody takes in what it leaves open."""

from __future__ import annotations

import re

_OPEN = re.compile(r"^( *)# ((?:- \{.*\}|(?:segments|questions|comments):|(?:period|timezone|repeats|invited): \S+|"
                   r"questions: \[.*\]|\S+: TODO|.+: (?:TODO|\{column: .*\}))$)", re.MULTILINE)  # fmt: skip


def uncommented(text: str) -> str:
    """Returns a proposal with the `# ` taken out before all keys and items that are commented out."""
    return _OPEN.sub(r"\1\2", text)
