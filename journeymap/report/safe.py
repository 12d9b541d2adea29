"""Makes text safe to show, so that a text from a file cannot control a terminal or forge a line of a log.

Every text that is shown to a person or written to a log goes through `visible`.
"""

import re

# C0, DEL and C1 controls, line and paragraph separators, bidirectional controls, lone surrogates (which stand for
# the bytes of a file name that is not UTF-8), and the byte order mark. Joiners and direction marks
# (U+200C to U+200F) are ordinary text in Persian and Hebrew.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"


def visible(text: str) -> str:
    r"""Returns the text on one line, with every unsafe character as an escape, such as `\x1b` or `\u202e`."""
    if text.isprintable():  # true of most texts and of no unsafe character, so the pattern is seldom compiled
        return text
    return re.sub(_UNSAFE, _escape, text)


def visible_lines(text: str) -> str:
    """Returns a text of several lines, each of which is safe to show as in `visible`."""
    return "\n".join(map(visible, text.split("\n")))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
