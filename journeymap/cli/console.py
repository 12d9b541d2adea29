"""The two streams: results go to standard output, everything said to a person to standard error.

Results are written as UTF-8 whatever the locale, so that the same run gives the same bytes everywhere.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import StrEnum
from typing import TextIO

from journeymap.errors import ReaderGone, UserError
from journeymap.report.safe import visible


class Colour(StrEnum):
    """When to colour what is said."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def write_result(result: str | bytes) -> None:
    """Write a result to standard output."""
    if sys.stdout is None:  # closed before the run began
        raise UserError("standard output is closed", hint="`-o FILE` writes to a file")
    data = result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        forget_output()
        raise UserError(f"standard output: cannot write: {error.strerror}") from None


def say(text: str) -> None:
    """Say a line to the person at the keyboard. The text must be safe already."""
    with suppress(OSError, AttributeError):  # there is nobody left to tell
        sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


def report_problem(message: str, *, hint: str = "") -> None:
    """Say in one line what is wrong, and below it how to mend it."""
    say(f"journeymap: {visible(message)}")
    if hint:
        say(f"  hint: {visible(hint)}")


def wants_colour(asked: Colour, stream: TextIO) -> bool:
    """Whether what goes to the stream is coloured; NO_COLOR and FORCE_COLOR speak for `auto`."""
    if asked is not Colour.AUTO:
        return asked is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def forget_output() -> None:
    """Nobody reads standard output on: keep Python from failing once more when it closes the stream."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
