"""Makes text safe to show, so that a text from a file cannot control a terminal, forge a line of a log or command CI.

Every text that is shown to a person or written to a log goes through `visible`; every line on standard error through
`defused`, and every report through `without_marks`, whatever they have been put together from.
"""

import re

# C0, DEL and C1 controls, line and paragraph separators, bidirectional controls, lone surrogates (which stand for
# the bytes of a file name that is not UTF-8), the byte order mark, and what XML does not allow. Joiners and direction
# marks (U+200C to U+200F) are ordinary text in Persian and Hebrew.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
# Runners take `##[error]`, `##vso[…]` and `##teamcity[…]` anywhere in a line for commands, `::error::` at its start.
_MARK = r"#(?=#(?:vso|teamcity)?\[)"
_COMMAND = r"(?m)^([^\S\n]*):(?=:)"


def visible(text: str) -> str:
    r"""Returns the text on one line, with every unsafe character as an escape, such as `\x1b` or `\u202e`."""
    if not text.isprintable():  # most texts are, so the pattern is seldom compiled
        text = re.sub(_UNSAFE, _escape, text)
    return defused(text)


def visible_lines(text: str) -> str:
    """Returns a text of several lines, each of which is safe to show as in `visible`."""
    return "\n".join(map(visible, text.split("\n")))


def defused(text: str) -> str:
    r"""Returns a text of one or more lines, none of which a runner of CI takes for a command: `\x3a:error`."""
    if "::" in text:
        text = re.sub(_COMMAND, r"\1\\x3a", text)
    return without_marks(text)


def without_marks(text: str) -> str:
    r"""Returns a text without marks that begin a command within a line: `\u0023#[error]`, which JSON can have, too."""
    return re.sub(_MARK, r"\\u0023", text) if "##" in text else text


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
