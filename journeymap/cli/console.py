"""The two streams: results go to standard output, messages to people go to standard error.

Results are written as UTF-8 whatever the locale, so that the same run gives the same bytes everywhere.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import StrEnum
from typing import TextIO

from journeymap.errors import ReaderGone, UserError
from journeymap.report.safe import defused, visible


class Colour(StrEnum):
    """When to colour messages and reports."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_PIPE = 65536
"""As many bytes as a pipe usually holds."""


def write_result(result: str | bytes) -> None:
    """Write a result to standard output.

    Raises UserError when it is closed or cannot be written, and ReaderGone when nobody reads it any more.
    """
    require_output()
    data = result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        for start in range(0, len(data), _PIPE):  # some systems take all of a long text, though the reader is gone
            sys.stdout.buffer.write(data[start : start + _PIPE])
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        raise not_written(error) from None


def require_output() -> None:
    """Raises UserError when standard output was closed before the run began."""
    if sys.stdout is None:
        raise UserError("standard output is closed", hint="`-o FILE` writes to a file")


def not_written(error: OSError) -> UserError:
    """The error that standard output cannot be written; it is discarded from now on."""
    silence_output()
    return UserError(f"standard output: cannot write: {error.strerror}")


def say(text: str) -> None:
    """Write a text to standard error. It must have no control characters (see `report.safe`)."""
    text = defused(text)
    with suppress(OSError, AttributeError):  # standard error is closed
        sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


def report_problem(message: str, *, hint: str = "") -> None:
    """Report a problem in one line, and below it how to fix it."""
    say(f"journeymap: {visible(message)}")
    if hint:
        say(f"  hint: {visible(hint)}")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that was closed before the run began is None."""
    return stream is not None and stream.isatty()


def wants_colour(asked: Colour, stream: TextIO | None) -> bool:
    """Whether to colour what goes to the stream. `auto` follows NO_COLOR, FORCE_COLOR and whether it is a terminal."""
    if asked is not Colour.AUTO:
        return asked is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def silence_output() -> None:
    """Discard all further standard output, so that Python does not fail again when it closes the stream."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
