"""What can end a run early, and the exit statuses of the command line."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit status of every command."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    FAULT = 3


class UserError(Exception):
    """Something the person at the keyboard can mend: the message says what is wrong, the hint how.

    It is shown as one line on standard error and ends the run with `ExitStatus.USAGE`.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReaderGone(BaseException):
    """Whoever read standard output has gone away: no fault of anything, but the end of the run, like Ctrl-C."""
