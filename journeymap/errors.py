"""The exceptions that end a run, and the exit statuses of the command line."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit status of every command."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    FAULT = 3


class UserError(Exception):
    """A problem that the user can fix: the message says what is wrong, the hint how to fix it.

    It is shown as one line on standard error and ends the run with its `status`.
    """

    status = ExitStatus.USAGE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReaderGone(BaseException):
    """Standard output was closed by its reader. This is no error, but ends the run, like Ctrl-C."""
