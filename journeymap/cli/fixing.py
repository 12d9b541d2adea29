"""Applies fixes for `validate --fix` to each file as it is read, and reports them."""

from __future__ import annotations

from journeymap.cli.console import say, write_result
from journeymap.cli.reading import SettingsOf
from journeymap.errors import UserError
from journeymap.fixes.apply import AppliedFix, fix_file
from journeymap.io.discovery import Input
from journeymap.report.safe import visible

_MOST_SHOWN = 60


class FixingReader:
    """Fixes each file that it reads. With `diff` it writes nothing, and prints what would change."""

    def __init__(self, settings_of: SettingsOf, *, diff: bool, quiet: bool) -> None:
        self.changed = False
        self._settings_of = settings_of
        self._diff = diff
        self._quiet = quiet

    def read(self, each: Input) -> bytes:
        """The bytes of a file with its fixes applied. Raises UserError for standard input, unless with `diff`."""
        if each.path is None and not self._diff:
            raise UserError(
                "--fix applied files, and standard input is none", hint="`--fix --diff -` shows what it would do"
            )
        before = each.read()
        after, applied = fix_file(before, each.name, self._settings_of(each))
        if after == before:
            return before
        self.changed = True
        if self._diff:
            from journeymap.report.differences import unified

            write_result(unified(each.name, before.decode(), after.decode()))
        else:
            from journeymap.io.output import write_file

            assert each.path is not None  # standard input was refused above
            write_file(each.path.resolve(), after)  # the target of a link, not the link
        if not self._quiet:
            for one in applied:
                say(self._line(each.name, one))
        return after

    def _line(self, name: str, one: AppliedFix) -> str:
        finding = one.finding
        now = f"now `{visible(one.replacement.strip()[:_MOST_SHOWN])}`" if one.replacement else "taken out"
        word = "to be mended" if self._diff else "mended"
        return f"{visible(name)}:{one.line}:{one.column} {finding.code} {word}: {visible(finding.message)}; {now}"
