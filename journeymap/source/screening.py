"""What a text may hold: refuses what is no text, warns of invisible controls, and takes these out of values."""

from __future__ import annotations

from journeymap.diagnostics import Finding, Span
from journeymap.source.characters import BIDI_CONTROLS, OVERRIDES, all_printable, code_point, suspect
from journeymap.source.refusal import Refused


class Screening:
    """Looks through one file; what it warns of goes to `findings`. Raises Refused at what cannot be shown."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.found_controls = False
        self._text = ""
        self._warned_of = -1

    def look_through(self, text: str) -> None:
        """The whole file, as it stands."""
        self._text = text
        if all_printable(text):
            return
        for match in suspect().finditer(text):
            self._judge(match.group(), match.start(), match.end())

    def cleaned(self, value: str, start: int, end: int) -> str:
        """A value without bidirectional controls; those written as escapes do not show in the file itself."""
        for match in suspect().finditer(value):
            if match.group() not in self._text[start:end]:
                self._judge(match.group(), start, end)
        return BIDI_CONTROLS.sub("", value)

    def _judge(self, character: str, start: int, end: int) -> None:
        if BIDI_CONTROLS.match(character):
            self._warn_of_control(character, start, end)
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

    def _warn_of_control(self, character: str, start: int, end: int) -> None:
        """Once a line: they come in pairs, and a comment that silences the warning speaks for its line."""
        same_line = self._warned_of >= 0 and "\n" not in self._text[self._warned_of : start]
        if not (same_line and self._warned_of <= start):
            self.findings.append(
                Finding(
                    "JM006",
                    f"an invisible bidirectional control ({code_point(character)}) came along with pasted text; "
                    "it is left out of all output",
                    Span(start, end),
                    "delete it; journeymap sets the direction of every text itself",
                )
            )
        self._warned_of = start
        self.found_controls = True
