"""The differences between two versions of a text, line by line, in the format of `diff -u` and `git apply`."""

from __future__ import annotations

import re
from difflib import unified_diff

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def unified(name: str, before: str, after: str) -> str:
    """Returns a unified diff of the file called `name`; empty when the two texts are equal."""
    lines = unified_diff(_LINES.findall(before), _LINES.findall(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
