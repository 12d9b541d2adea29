"""Reasons why a file cannot be read: the exception that ends reading, and plain words for libyaml's messages."""

from __future__ import annotations

import yaml

from journeymap.diagnostics import Finding, Span
from journeymap.source.limits import MAX_DEPTH


class Refused(Exception):
    """Ends the reading of a file; `finding` says why."""

    def __init__(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.finding = Finding(code, message, Span(start, end), hint)


def refused_syntax(error: yaml.YAMLError, text: str) -> Refused:
    """Returns the refusal for a syntax error from libyaml in a text, in plain words.

    Where the quotes, colons or commas of a text are to blame, the hint shows the line as it should be.
    """
    from journeymap.source.quoting import hint_for, mended  # noqa: PLC0415  only a failing file needs it

    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    at = mark.index if mark is not None else getattr(error, "position", 0) or 0
    at = min(at, len(text))
    if problem == "exceeded maximum nesting depth":  # libyaml's own, which it may reach ahead of the builder
        return Refused("JM002", f"nested more than {MAX_DEPTH} levels deep", at, at + 1, "a journey needs about eight")
    line = mended(text, at)
    if line is not None:
        same_line = line.start <= at and "\n" not in text[line.start : at]
        at = at if same_line else line.start
        return Refused("JM001", line.problem, at, at + 1, hint_for(line.lines))
    context = getattr(error, "context", None)
    message, hint = _SYNTAX.get(problem, (f"not valid YAML: {problem}" + (f" ({context})" if context else ""), ""))
    return Refused("JM001", message, at, at + 1, hint or "check the indentation and the quotes around here")


def refused_alias(name: str, text: str, start: int, end: int) -> Refused:
    """Returns the refusal of an alias (`*name`) to nothing, which may be a text that begins with a star."""
    from journeymap.source.quoting import hint_for, mended  # noqa: PLC0415  only a failing file needs it

    line = mended(text, start)
    if line is not None:
        return Refused("JM001", line.problem, start, end, hint_for(line.lines))
    return Refused("JM001", f"`*{name}` names nothing above it", start, end, f"mark the text with `&{name}` first")


_ESCAPE = (
    "in double quotes a `\\` begins a special character, and this is none",
    "write `\\\\` for a backslash, and a character itself in place of its code",
)
_SYNTAX = {
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "mapping values are not allowed in this context": (
        "a colon followed by a space stands where no key can be",
        "put the text in quotes if the colon belongs to it",
    ),
    "block sequence entries are not allowed in this context": (
        "a list item stands on the line of its key",
        "start the list on a line of its own, below the key",
    ),
    "found character '\\t' that cannot start any token": (
        "a tab stands where YAML wants spaces",
        "indent with spaces",
    ),
    "found character that cannot start any token": (
        "a text cannot start with this character",
        "put the text in quotes; indent with spaces, not tabs",
    ),
    "found unexpected end of stream": ("a quote or a bracket is opened and never closed", "close it"),
    "could not find expected ':'": (
        "a key without its colon",
        "write `key: value`, with a space after the colon",
    ),
    "did not find expected key": (
        "the indentation does not fit the lines above",
        "line it up with its neighbours; a list item starts with `- `",
    ),
    "did not find expected '-' indicator": (
        "a list stops here without being finished",
        "start the line with `- `, or indent it less",
    ),
    "did not find expected ',' or ']'": ("a `[` is not closed", "close it with `]`"),
    "did not find expected ',' or '}'": ("a `{` is not closed", "close it with `}`"),
}
