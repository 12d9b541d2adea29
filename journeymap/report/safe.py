"""Makes text safe to show: what a file says must not steer a terminal or falsify a log.

Everything that is said to a person or written to a log goes through here.
"""

import re

# C0, DEL and C1 controls, line and paragraph separators, bidirectional controls, lone surrogates (which stand for
# the bytes of a file name that is not UTF-8), and the byte order mark. Joiners and direction marks
# (U+200C to U+200F) are ordinary text in Persian and Hebrew.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"


def visible(text: str) -> str:
    r"""The text on one line, with every control character written out, such as `\x1b` or `\u202e`."""
    if text.isprintable():  # most texts are, and what is unsafe never is; so the pattern is seldom compiled
        return text
    return re.sub(_UNSAFE, _written, text)


def _written(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
