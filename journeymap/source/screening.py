"""Checks characters: refuses those that are not text, and warns about invisible controls and removes them."""

from __future__ import annotations

from journeymap.diagnostics import Finding, Span
from journeymap.source.characters import BIDI_CONTROLS, OVERRIDES, all_printable, code_point, suspect
from journeymap.source.refusal import Refused


class Screening:
    """Checks the characters of one file, and adds warnings to `findings`."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.found_controls = False
        self._text = ""
        self._last_warning = -1

    def check_text(self, text: str) -> None:
        """Checks the text of the whole file. Raises Refused for a character that a file may not contain."""
        self._text = text
        if all_printable(text):
            return
        for match in suspect().finditer(text):
            self._check_character(match.group(), match.start(), match.end())

    def cleaned(self, value: str, start: int, end: int) -> str:
        """Returns a value without bidirectional controls, and checks characters that are written as escapes.

        Raises Refused for a character that a file may not contain.
        """
        if all_printable(value):
            return value
        for match in suspect().finditer(value):
            if match.group() not in self._text[start:end]:
                self._check_character(match.group(), start, end)
        return BIDI_CONTROLS.sub("", value)

    def _check_character(self, character: str, start: int, end: int) -> None:
        if BIDI_CONTROLS.match(character):
            self._warn_about_control(character, start, end)
        elif character in OVERRIDES:
            raise Refused(
                "JM005", f"a bidirectional override ({code_point(character)}) hides what the text says", start, end,
                "delete it; Hebrew, Arabic and Persian need no override",
            )  # fmt: skip
        else:
            raise Refused(
                "JM004", f"the character {code_point(character)} is not text", start, end,
                "delete it; it cannot be shown on a map",
            )  # fmt: skip

    def _warn_about_control(self, character: str, start: int, end: int) -> None:
        """Warns once a line: controls come in pairs, and an ignore comment applies to its line."""
        same_line = self._last_warning >= 0 and "\n" not in self._text[self._last_warning : start]
        if not (same_line and self._last_warning <= start):
            self.findings.append(
                Finding(
                    "JM006",
                    f"an invisible bidirectional control ({code_point(character)}) came along with pasted text; "
                    "it is left out of all output",
                    Span(start, end),
                    "delete it; journeymap sets the direction of every text itself",
                )
            )
        self._last_warning = start
        self.found_controls = True
