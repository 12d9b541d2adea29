"""How `validate --fix` reads its files: mended, and with what was mended said."""

from __future__ import annotations

from journeymap.cli.console import say, write_result
from journeymap.errors import UserError
from journeymap.fixes.apply import AppliedFix, fix_file
from journeymap.io.discovery import Input
from journeymap.report.safe import visible
from journeymap.settings import Settings

_SHOWN = 60


class FixingReader:
    """Mends each file that it reads; with `diff` nothing is written, and what would change is printed."""

    def __init__(self, settings: Settings, *, diff: bool, quiet: bool) -> None:
        self.changed = False
        self._settings = settings
        self._diff = diff
        self._quiet = quiet

    def read(self, each: Input) -> bytes:
        """The bytes of a file as they are once it is mended."""
        if each.path is None and not self._diff:
            raise UserError(
                "--fix applied files, and standard input is none", hint="`--fix --diff -` shows what it would do"
            )
        before = each.read()
        after, applied = fix_file(before, each.name, self._settings)
        if after == before:
            return before
        self.changed = True
        if self._diff:
            from journeymap.report.differences import unified

            write_result(unified(each.name, before.decode(), after.decode()))
        else:
            from journeymap.io.output import write_file

            assert each.path is not None  # standard input has been dealt with
            write_file(each.path.resolve(), after)  # what a link leads to, not the link
        if not self._quiet:
            for one in applied:
                say(self._told(each.name, one))
        return after

    def _told(self, name: str, one: AppliedFix) -> str:
        finding = one.finding
        now = f"now `{visible(one.replacement[:_SHOWN])}`" if one.replacement else "taken out"
        word = "to be mended" if self._diff else "mended"
        return f"{visible(name)}:{one.line}:{one.column} {finding.code} {word}: {visible(finding.message)}; {now}"
